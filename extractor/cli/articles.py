"""Commands on articles: annotate and explain."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from extractor.cli.terminal import Remarks, output, status, told_errors
from extractor.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.annotation.article import Article
    from extractor.annotation.model import Annotation

STDIN = Path("-")

OwnTemplates = Annotated[
    Path | None, typer.Option(help="A folder of event templates of your own, beside the shipped ones.")
]
ReplaceTemplates = Annotated[bool, typer.Option("--replace", help="Leave the shipped event templates out.")]
LeastConfidence = Annotated[
    float | None,
    typer.Option(
        min=0, max=1, help="Tell events and parties of at least this confidence: 0.85 is careful, 0.2 complete."
    ),
]


def annotate(
    files: Annotated[list[Path] | None, typer.Argument(help="UTF-8 texts; - or none: standard input.")] = None,
    published: Annotated[str | None, typer.Option(help="ISO 8601; relative times count from it.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output.")] = None,
    templates: OwnTemplates = None,
    replace: ReplaceTemplates = False,
    confidence: LeastConfidence = None,
) -> None:
    """Annotate articles: one as readable JSON, several as JSON Lines in the order given."""
    with told_errors():
        from extractor.annotation.article import publication_time

        paths, published = files or [STDIN], publication_time(published)
        _check_files(paths)
        nlp = _own_pipeline(templates, replace, confidence)
        with output(out) as stream:
            if len(paths) == 1:
                _annotate_one(paths[0], published, stream, nlp)
            else:
                _annotate_several(paths, published, stream, nlp)


def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, or a few.")],
    templates: OwnTemplates = None,
    replace: ReplaceTemplates = False,
    confidence: LeastConfidence = None,
) -> None:
    """Show the tree, the entities, and each template that fired or nearly fired, and why."""
    with told_errors():
        from rich.console import Console

        with status():
            from extractor import explain, pipeline

            nlp = _own_pipeline(templates, replace, confidence) or pipeline.pipeline()
            explanation = explain.explain(sentence, nlp)
        Console().print(explanation)


def _own_pipeline(templates: Path | None, replace: bool, confidence: float | None) -> "Language | None":
    """The pipeline with one's own event templates or confidence; None where the usual one will do."""
    if templates is None and confidence is None:
        return None
    from extractor.pipeline import load

    return load(templates=templates, replace=replace, confidence=confidence)


def annotations(
    articles: "Iterable[Article]", remarks: Remarks, nlp: "Language | None" = None
) -> "Iterator[Annotation]":
    """The annotations that could be made; the others are told of. The status line stands until the first one."""
    if nlp is not None:
        yield from _with_pipeline(articles, remarks, nlp)
        return
    with status():
        from extractor.batch import Failure, annotate_all

        results = annotate_all(articles)
        first = list(islice(results, 1))
    for result in chain(first, results):
        if isinstance(result, Failure):
            remarks.failure(f"{result.id}: {result.reason}")
        else:
            yield result


def _with_pipeline(articles: "Iterable[Article]", remarks: Remarks, nlp: "Language") -> "Iterator[Annotation]":
    from extractor.pipeline import annotate

    for article in articles:
        try:
            yield annotate(article.text, published=article.published, source=article.source, id=article.id, nlp=nlp)
        except InputError as error:
            remarks.failure(f"{article.id}: {error}")


def _annotate_one(path: Path, published: str | None, stream: TextIO, nlp: "Language | None") -> None:
    text = _read(path)
    with status():
        from extractor.pipeline import annotate

        annotation = annotate(text, published=published, id=_name(path), nlp=nlp)
    print(annotation.to_json(indent=2), file=stream, flush=True)


def _annotate_several(paths: Sequence[Path], published: str | None, stream: TextIO, nlp: "Language | None") -> None:
    remarks = Remarks()
    for annotation in annotations(_articles(paths, published, remarks), remarks, nlp):
        print(annotation.to_json(), file=stream, flush=True)
    remarks.exit()


def _articles(paths: Iterable[Path], published: str | None, remarks: Remarks) -> "Iterator[Article]":
    from extractor.annotation.article import Article

    for path in paths:
        try:
            yield Article(_read(path), published=published, id=_name(path))
        except InputError as error:
            remarks.failure(str(error))


def _read(path: Path) -> str:
    from extractor.text.reader import decode, read_text

    return decode(sys.stdin.buffer.read(), name="standard input") if path == STDIN else read_text(path)


def _name(path: Path) -> str | None:
    return None if path == STDIN else path.stem


def _check_files(paths: Iterable[Path]) -> None:
    """Complain of a file that is not there before the models load."""
    for path in paths:
        if path != STDIN and not path.is_file():
            raise InputError(f"{path}: no such file" if not path.exists() else f"{path}: is a folder, not a file")

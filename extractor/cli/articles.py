"""Commands on articles: annotate and explain."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace as replaced
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from extractor.cli.files import STDIN, read
from extractor.cli.settings import (
    EntityModel,
    HomeState,
    LeastConfidence,
    OwnAliases,
    OwnTemplates,
    ReplaceTemplates,
)
from extractor.cli.terminal import Remarks, output, status, told_errors, typed
from extractor.errors import InputError
from extractor.printable import path_name

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.annotation.article import Article
    from extractor.annotation.model import Annotation


def annotate(
    files: Annotated[list[Path] | None, typer.Argument(help="UTF-8 texts; - or none: standard input.")] = None,
    published: Annotated[str | None, typer.Option(help="ISO 8601; relative times count from it.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output.")] = None,
    home: HomeState = None,
    templates: OwnTemplates = None,
    replace: ReplaceTemplates = False,
    model: EntityModel = None,
    confidence: LeastConfidence = None,
    aliases: OwnAliases = None,
    processes: Annotated[int, typer.Option(min=1, help="How many processes, for several files.")] = 1,
) -> None:
    """Annotate articles: one as readable JSON, several as JSON Lines in the order given."""
    with told_errors():
        from extractor.annotation.article import Article, read_article

        paths = files or [STDIN]
        known = read_article(Article("", published=published, home=home))
        _check_files(paths)
        with status():
            from extractor.pipeline import chosen

            nlp = chosen(None, templates, replace, model, confidence, aliases)
        remarks = Remarks()
        with output(out, (path for path in paths if path != STDIN)) as stream:
            if len(paths) == 1:
                _annotate_one(paths[0], published, home, stream, nlp)
            else:
                _annotate_several(paths, known, stream, nlp, remarks, processes)
        remarks.exit()


def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, or a few.")],
    templates: OwnTemplates = None,
    replace: ReplaceTemplates = False,
    model: EntityModel = None,
    confidence: LeastConfidence = None,
    aliases: OwnAliases = None,
) -> None:
    """Show the tree, the entities, and each template that fired or nearly fired, and why."""
    with told_errors():
        from rich.console import Console

        text = typed(sentence)
        with status():
            from extractor.explanation import explain

            explanation = explain(
                text, templates=templates, replace=replace, model=model, confidence=confidence, aliases=aliases
            )
        Console().print(explanation)


def annotations(
    articles: "Iterable[Article]", remarks: Remarks, nlp: "Language | None" = None, processes: int = 1
) -> "Iterator[Annotation]":
    """The annotations that could be made; the others are told of. The status line stands until the first one."""
    with status():
        from extractor.batch import Failure, annotate_all

        results = annotate_all(articles, nlp=nlp, processes=processes)
        first = list(islice(results, 1))
    for result in chain(first, results):
        if isinstance(result, Failure):
            remarks.failure(f"{result.id}: {result.reason}")
        else:
            yield result


def _annotate_one(path: Path, published: str | None, home: str | None, stream: TextIO, nlp: "Language | None") -> None:
    text = read(path)
    with status():
        from extractor.pipeline import annotate

        annotation = annotate(text, published=published, home=home, id=_name(path), nlp=nlp)
    print(annotation.to_json(indent=2), file=stream, flush=True)


def _annotate_several(
    paths: Sequence[Path], known: "Article", stream: TextIO, nlp: "Language | None", remarks: Remarks, processes: int
) -> None:
    for annotation in annotations(_articles(paths, known, remarks), remarks, nlp, processes):
        print(annotation.to_json(), file=stream, flush=True)
    if remarks.failures == len(paths):
        remarks.exit()  # now: the file of an earlier time is better than an empty one


def _articles(paths: Iterable[Path], known: "Article", remarks: Remarks) -> "Iterator[Article]":
    for path in paths:
        try:
            yield replaced(known, text=read(path), id=_name(path))
        except InputError as error:
            remarks.failure(str(error))


def _name(path: Path) -> str | None:
    return None if path == STDIN else path_name(path.stem)


def _check_files(paths: Iterable[Path]) -> None:
    """Complain of a file that is not there before the models load."""
    for path in paths:
        if path != STDIN and not path.is_file():
            raise InputError(f"{path}: no such file" if not path.exists() else f"{path}: is a folder, not a file")

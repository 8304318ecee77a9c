"""The commands: they parse and report; the library does the work."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from extractor.errors import ExtractorError, InputError

if TYPE_CHECKING:
    from extractor.annotation.article import Article
    from extractor.annotation.model import Annotation
    from extractor.scoring.answer import Answer, Gold
    from extractor.scoring.figures import Tally

FAILED, BAD_INPUT = 1, 2
STDIN = Path("-")

app = typer.Typer(
    help="Russian news in, annotated JSON out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

templates = typer.Typer(help="The event templates: list them, or run their examples.", no_args_is_help=True)
app.add_typer(templates, name="templates")

TemplateFolder = Annotated[Path | None, typer.Argument(help="A folder of YAML templates; none: those shipped.")]


@app.command()
def annotate(
    files: Annotated[list[Path] | None, typer.Argument(help="UTF-8 texts; - or none: standard input.")] = None,
    published: Annotated[str | None, typer.Option(help="ISO 8601; relative times count from it.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output.")] = None,
) -> None:
    """Annotate articles: one as readable JSON, several as JSON Lines in the order given."""
    with _told_errors():
        from extractor.annotation.article import publication_time

        paths, published = files or [STDIN], publication_time(published)
        _check_files(paths)
        with _output(out) as stream:
            if len(paths) == 1:
                _annotate_one(paths[0], published, stream)
            else:
                _annotate_several(paths, published, stream)


@app.command()
def explain(sentence: Annotated[str, typer.Argument(help="A sentence, or a few.")]) -> None:
    """Show the tree, the entities, and each template that fired or nearly fired, and why."""
    with _told_errors():
        from rich.console import Console

        with _status():
            from extractor import explain, pipeline

            explanation = explain.explain(sentence, pipeline.pipeline())
        Console().print(explanation)


@templates.command("list")
def list_templates(folder: TemplateFolder = None) -> None:
    """List the templates: id, type, mode and triggers, one a line."""
    with _told_errors():
        from extractor.events.template import load_templates

        for template in load_templates(folder):
            print(template.id, template.event.type, template.event.mode or "-", sep="\t")


@templates.command("check")
def check_templates(folder: TemplateFolder = None) -> None:
    """Run the examples and counterexamples of the templates."""
    with _told_errors():
        from extractor.events.template import load_templates

        found = load_templates(folder)
        with _status():
            from extractor.events.examples import check
            from extractor.pipeline import load

            nlp = load(exclude=["extractor_events", "extractor_commitments"])
        remarks = _Remarks()
        for template in found:
            for verdict in check(nlp, template):
                remarks.failure(str(verdict))
        examples = sum(len(template.examples) + len(template.counterexamples) for template in found)
        print(f"{len(found)} templates, {examples} examples and counterexamples, {remarks.failures} failed")
        remarks.exit()


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Option(help="A folder of NAME.json in the gold form.")],
    system: Annotated[Path | None, typer.Option(help="A folder of annotations; none: annotate the texts now.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what was spurious.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score annotations against gold: precision, recall and F1 of every layer."""
    with _told_errors():
        from extractor.scoring.answer import read_answers, read_gold
        from extractor.scoring.figures import as_json as figures_as_json
        from extractor.scoring.figures import as_table, score

        documents = read_gold(gold)
        remarks = _Remarks()
        answers = read_answers(system) if system else _answers_now(documents, remarks)
        tallies = score({document.name: document.answer for document in documents}, answers)
        print(figures_as_json(tallies) if as_json else as_table(tallies))
        if errors:
            _print_errors(tallies)
        remarks.exit()


class _Remarks:
    """Remarks on standard error, and how many of them told of a failure."""

    def __init__(self) -> None:
        self.failures = 0

    def failure(self, sentence: str) -> None:
        print(f"error: {sentence}", file=sys.stderr)
        self.failures += 1

    def exit(self) -> None:
        """End the command with the code for a failure, if there was one."""
        if self.failures:
            raise typer.Exit(FAILED)


def _annotate_one(path: Path, published: str | None, stream: TextIO) -> None:
    text = _read(path)
    with _status():
        from extractor.pipeline import annotate

        annotation = annotate(text, published=published, id=_name(path))
    print(annotation.to_json(indent=2), file=stream, flush=True)


def _annotate_several(paths: Sequence[Path], published: str | None, stream: TextIO) -> None:
    remarks = _Remarks()
    for annotation in _annotations(_articles(paths, published, remarks), remarks):
        print(annotation.to_json(), file=stream, flush=True)
    remarks.exit()


def _articles(paths: Iterable[Path], published: str | None, remarks: _Remarks) -> "Iterator[Article]":
    from extractor.annotation.article import Article

    for path in paths:
        try:
            yield Article(_read(path), published=published, id=_name(path))
        except InputError as error:
            remarks.failure(str(error))


def _answers_now(documents: "Iterable[Gold]", remarks: _Remarks) -> "dict[str, Answer]":
    from extractor.annotation.article import Article
    from extractor.scoring.answer import from_annotation

    articles = (Article(document.text, published=document.published, id=document.name) for document in documents)
    return {annotation.document.id or "": from_annotation(annotation) for annotation in _annotations(articles, remarks)}


def _annotations(articles: "Iterable[Article]", remarks: _Remarks) -> "Iterator[Annotation]":
    """The annotations that could be made; the others are told of. The status line stands until the first one."""
    with _status():
        from extractor.batch import Failure, annotate_all

        results = annotate_all(articles)
        first = list(islice(results, 1))
    for result in chain(first, results):
        if isinstance(result, Failure):
            remarks.failure(f"{result.id}: {result.reason}")
        else:
            yield result


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


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    try:
        stream = path.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
    with stream:
        yield stream


@contextmanager
def _status() -> Iterator[None]:
    """A line on the terminal while the models load; nothing where standard error is no terminal."""
    from rich.console import Console

    with Console(stderr=True).status("loading the models …"):
        yield


@contextmanager
def _told_errors() -> Iterator[None]:
    """One sentence and an exit code in the place of a traceback."""
    try:
        yield
    except ExtractorError as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(BAD_INPUT if isinstance(error, InputError) else FAILED) from error


def _print_errors(tallies: "Mapping[str, Tally]") -> None:
    for name, tally in tallies.items():
        if tally.errors:
            print(f"\n{name}", *tally.errors, sep="\n  ")


def main() -> None:
    """The entry point of the command `extractor`; JSON is UTF-8 whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    app()

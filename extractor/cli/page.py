"""The command `page`."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.files import STDIN, Names, annotations_in
from extractor.cli.terminal import output, told_errors
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.annotation.model import Annotation

INDEX = "index.html"


def page(
    annotations: Annotated[
        Path | None,
        typer.Argument(help="What `extractor annotate` wrote, JSON or JSON Lines; - or none: standard input."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="The file of the page; of several articles the folder of an index and a page each."
        ),
    ] = None,
) -> None:
    """Make HTML pages of annotations, to be looked at in any browser; each file needs nothing beside itself."""
    with told_errors():
        path = annotations or STDIN
        found = annotations_in([path])
        first = list(islice(found, 2))
        if not first:
            raise InputError("there is no annotation; annotations are what `extractor annotate` writes")
        if len(first) == 1 and not (out and out.is_dir()):
            with output(out, [path]) as stream:
                print(first[0].to_html(), file=stream)
            return
        if out is None or out.is_file():
            raise InputError("there are several annotations; give a folder: --out FOLDER")
        _write_pages(chain(first, found), out)


def _write_pages(annotations: "Iterable[Annotation]", folder: Path) -> None:
    from extractor.page.index import index

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}") from error
    pages = list(_written(annotations, folder))
    with output(folder / INDEX) as stream:
        print(index(pages), file=stream)


def _written(annotations: "Iterable[Annotation]", folder: Path) -> "Iterator[tuple[str, dict[str, object]]]":
    """The file of each article, which is written, and what it is of."""
    names = Names([INDEX.removesuffix(".html")])
    for number, annotation in enumerate(annotations):
        name = f"{names.of(annotation.document.id, number)}.html"
        with output(folder / name) as stream:
            print(annotation.to_html(), file=stream)
        yield name, annotation.model_dump(mode="json", by_alias=True, include={"document", "events"})

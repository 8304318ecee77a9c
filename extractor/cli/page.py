"""The command `page`."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.terminal import output, told_errors
from extractor.errors import InputError


def page(
    annotation: Annotated[Path, typer.Argument(help="What `extractor annotate` wrote of one article.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write here, not to standard output.")] = None,
) -> None:
    """Make an HTML page of an annotation: one file, to be looked at in any browser."""
    with told_errors():
        from extractor.annotation.model import Annotation

        try:
            content = annotation.read_bytes()
        except OSError as error:
            raise InputError(f"{annotation}: cannot be read: {error.strerror}") from error
        html = Annotation.from_json(content).to_html()
        with output(out, [annotation]) as stream:
            print(html, file=stream)

"""The commands: they parse and report; the library does the work."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from extractor.cli import articles, corpora, evaluate, export, page, templates
from extractor.cli.terminal import tell_log, told_errors
from extractor.process.collector import own


def _print(version: bool) -> None:
    if version:
        from extractor.installed.release import version as installed

        print(installed() or "not installed: a checkout")
        raise typer.Exit


app = typer.Typer(
    help="Russian news in, annotated JSON out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print)
    ] = False,
) -> None:
    """Russian news in, annotated JSON out."""
    tell_log()


for command in (
    articles.annotate,
    page.page,
    articles.explain,
    export.export,
    corpora.run,
    corpora.query,
):
    app.command()(command)
app.command("import")(export.import_)
app.add_typer(evaluate.evaluate, name="evaluate")
app.add_typer(templates.templates, name="templates")


def main() -> None:
    """The entry point of the command `extractor`; JSON is UTF-8 whatever the terminal's encoding."""
    # Names of files that are no UTF-8 go out as they came in; a message shows them.
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    own()
    try:
        with told_errors():  # `--help` and `--version` print before any command is there
            app()
    except typer.Exit as end:
        sys.exit(end.exit_code)

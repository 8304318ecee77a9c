"""What commands share: exit codes, remarks on standard error, where results go."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import typer

from extractor.errors import ExtractorError, InputError

FAILED, BAD_INPUT = 1, 2


class Remarks:
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


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Where results go: the file of that name, or standard output."""
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
def status() -> Iterator[None]:
    """A line on the terminal while the models load; nothing where standard error is no terminal."""
    from rich.console import Console

    with Console(stderr=True).status("loading the models …"):
        yield


@contextmanager
def told_errors() -> Iterator[None]:
    """One sentence and an exit code in the place of a traceback."""
    try:
        yield
    except ExtractorError as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(BAD_INPUT if isinstance(error, InputError) else FAILED) from error

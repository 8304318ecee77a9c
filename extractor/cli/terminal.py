"""What commands share: exit codes, remarks on standard error, where results go, and what becomes of errors."""

import errno
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import typer

from extractor.errors import ExtractorError, InputError, TemplateError
from extractor.printable import path_name, printable

FAILED, BAD_INPUT = 1, 2


class Remarks:
    """Remarks on standard error, and how many of them told of a failure."""

    def __init__(self) -> None:
        self.failures = 0

    def failure(self, sentence: str) -> None:
        _tell(sentence)
        self.failures += 1

    def exit(self) -> None:
        """End the command with the code for a failure, if there was one."""
        if self.failures:
            raise typer.Exit(FAILED)


class _Log(logging.Handler):
    """What the library logs, as remarks."""

    def emit(self, record: logging.LogRecord) -> None:
        if sys.stderr is not None:
            print(f"remark: {printable(path_name(record.getMessage()))}", file=sys.stderr)


def tell_log() -> None:
    """Have what the library warns of told on standard error."""
    log = logging.getLogger("extractor")
    if not any(isinstance(handler, _Log) for handler in log.handlers):
        log.addHandler(_Log(logging.WARNING))


@contextmanager
def output(path: Path | None, inputs: Iterable[Path] = ()) -> Iterator[TextIO]:
    """Where results go: the file of that name, which is whole or as it was before, or standard output.

    Raises:
        InputError: the file cannot be opened, or is one of the inputs.
        ExtractorError: it cannot be written to its end.
    """
    if path is None:
        yield standard_output()
        return
    with replaced(path, inputs) as unfinished, unfinished.open("w", encoding="utf-8") as stream:
        yield stream


@contextmanager
def replaced(path: Path, inputs: Iterable[Path] = ()) -> Iterator[Path]:
    """A file beside the one of that name; it takes its place once it is whole, and goes if anything fails.

    What is no regular file (a device, a pipe) is given itself. Raises as `output` does.
    """
    target = Path(os.path.realpath(path))  # a symbolic link stays one
    try:
        refuse_inputs([target], inputs)
        if target.exists() and not target.is_file():
            target.open("wb").close()
            unfinished = target
        else:
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            unfinished = target.with_name(f".{os.getpid()}.unfinished")
            unfinished.open("xb").close()
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        yield unfinished
        if unfinished != target:
            if target.exists():
                shutil.copymode(target, unfinished)
            unfinished.replace(target)
    except OSError as error:
        raise ExtractorError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        if unfinished != target:
            unfinished.unlink(missing_ok=True)


def refuse_inputs(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Complain of an output that would destroy an input.

    Raises:
        InputError: one of the files is both.
    """
    inputs = [path for path in inputs if path.exists()]
    for out in outputs:
        if out.exists() and any(out.samefile(path) for path in inputs):
            raise InputError(f"{out}: is read by this command and cannot be written too; choose another file")


def standard_output() -> TextIO:
    """Standard output.

    Raises:
        InputError: the command was started without one.
    """
    if sys.stdout is None:
        raise InputError("standard output is closed; give --out")
    return sys.stdout


@contextmanager
def status() -> Iterator[None]:
    """A line on the terminal while the models load; nothing where standard error is no terminal."""
    from rich.console import Console

    with Console(stderr=True).status("loading the models …"):
        yield


@contextmanager
def told_errors() -> Iterator[None]:
    """One sentence and an exit code in the place of a traceback, whatever of the world's errors ends a command."""
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # a full disk is told of here, not by the interpreter at its end
    except ExtractorError as error:
        _tell(str(error))
        raise typer.Exit(BAD_INPUT if isinstance(error, InputError | TemplateError) else FAILED) from error
    except OSError as error:
        if error.errno != errno.EPIPE:  # a reader that has left wants to hear nothing
            _tell(_sentence(error))
        _drop_standard_output()
        raise typer.Exit(FAILED) from error
    except MemoryError as error:
        _tell("there is not enough memory; give less at once")
        raise typer.Exit(FAILED) from error


def typed(argument: str) -> str:
    """Words from the command line: UTF-8 whatever the locale.

    Raises:
        InputError: they are no UTF-8.
    """
    from extractor.text.reader import decode

    return decode(argument.encode("utf-8", "surrogateescape"), name="the argument")


def _tell(sentence: str) -> None:
    if sys.stderr is not None:
        print(f"error: {printable(path_name(sentence))}", file=sys.stderr)  # of a file that is named in it


def _sentence(error: OSError) -> str:
    """What has no file's name is a stream."""
    place = path_name(os.fsdecode(error.filename)) if error.filename else "standard output"
    return f"{place}: {error.strerror or error}"


def _drop_standard_output() -> None:
    """What is still to be written fails again at the interpreter's end: it goes nowhere instead."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):  # closed, or not the system's
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)

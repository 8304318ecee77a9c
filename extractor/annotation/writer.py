"""JSON Lines: one annotation a line."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from extractor.annotation.model import Annotation
from extractor.errors import InputError


def write_lines(annotations: Iterable[Annotation], stream: TextIO) -> None:
    """Write each annotation on its own line as soon as it is there."""
    for annotation in annotations:
        stream.write(annotation.to_json() + "\n")


def read_lines(stream: Iterable[str]) -> Iterator[Annotation]:
    """The annotations that `write_lines` wrote; blank lines are passed over.

    Raises:
        InputError: a line is no annotation; the error names the line.
    """
    for number, line in enumerate(stream, 1):
        if line.strip():
            try:
                yield Annotation.from_json(line)
            except InputError as error:
                raise InputError(f"line {number}: {error}") from error

"""What commands read and write beside text: annotations one after another, standard input, a file for each article."""

import json
import sys
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.annotation.model import Annotation

STDIN = Path("-")
_LONGEST_NAME = 200  # bytes: systems allow 255 with ending and number


def read(path: Path) -> str:
    """The text of a file, or of standard input.

    Raises:
        InputError: it cannot be read, or is no UTF-8.
    """
    from extractor.text.reader import decode, read_text

    if path != STDIN:
        return read_text(path)
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file")
    try:
        return decode(sys.stdin.buffer.read(), name="standard input")
    except OSError as error:
        raise InputError(f"standard input cannot be read: {error.strerror}") from error


def annotations_in(paths: Iterable[Path]) -> "Iterator[Annotation]":
    """The annotations of files, each with one JSON object after another, on one line or several.

    Raises:
        InputError: what stands there is no annotation; the error names the file and the line.
    """
    from extractor.annotation.model import Annotation

    decoder = json.JSONDecoder()
    for path in paths:
        text = read(path).rstrip()
        name = "standard input" if path == STDIN else path
        start = len(text) - len(text.lstrip())
        while start < len(text):
            try:
                _, end = decoder.raw_decode(text, start)
            except RecursionError as error:
                raise InputError(f"{name}: not an annotation: too deeply nested") from error
            except json.JSONDecodeError as error:
                raise InputError(
                    f"{name}:{error.lineno}: not JSON ({error.msg}); annotations are what `extractor annotate` writes"
                ) from error
            try:
                yield Annotation.from_json(text[start:end])
            except InputError as error:
                line = text.count("\n", 0, start) + 1
                raise InputError(f"{name}:{line}: {error}") from error
            while end < len(text) and text[end].isspace():
                end += 1
            start = end


class Names:
    """A file name for each article: no two alike on any system, some of which know no capitals."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}

    def of(self, id: str | None, number: int) -> str:
        """The name of an article by its id, which may be a path or an address, or by its number."""
        name = _plain(id or str(number))
        free = next(free for free in chain([name], _numbered(name, number)) if free.casefold() not in self._taken)
        self._taken.add(free.casefold())
        return free


def _plain(id: str) -> str:
    name = "".join(character if character.isalnum() or character in "-_." else "_" for character in id)
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def _numbered(name: str, number: int) -> Iterator[str]:
    return (f"{name}-{number}" for number in count(number))

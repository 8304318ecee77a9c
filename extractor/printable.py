"""Text of others on a terminal and in messages: articles, query results and file names may hold anything."""

import unicodedata
from pathlib import Path


def printable(text: str, *, keep: str = "\n\t") -> str:
    """The text with a sign in the place of what a terminal obeys: escape sequences begin with a control character.

    >>> printable("Мэр \\x1b[31mушёл")
    'Мэр �[31mушёл'
    """
    if text.isprintable():
        return text
    return "".join(
        "�" if unicodedata.category(character) in ("Cc", "Cs") and character not in keep else character
        for character in text
    )


def path_name(path: str | Path) -> str:
    """The name of a file as Unicode, whatever the locale, with a sign in the place of bytes that are no UTF-8."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")

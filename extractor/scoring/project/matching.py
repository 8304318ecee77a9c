"""When two spans or names are the same, and the best pairing of what was found with what was to be found."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from extractor.scoring.project.answer import Piece

Left = TypeVar("Left")
Right = TypeVar("Right")

_EDGE = " \t\n\r.,;:«»\"'“”„–—-()"
_WORD = re.compile(r"\w+")


def overlap(a: Piece, b: Piece) -> bool:
    """Whether the spans share a character."""
    return a.start < b.end and b.start < a.end


def similar(a: Piece, b: Piece) -> bool:
    """Whether the F1 of the spans' words, counted by their places, is at least one half."""
    x, y = _words(a), _words(b)
    return bool(x and y) and 2 * len(x & y) / (len(x) + len(y)) >= 0.5


def same_span(a: Piece, b: Piece) -> bool:
    """Whether the spans are equal up to white space and punctuation at the edges."""
    return _trimmed(a) == _trimmed(b)


def same_name(a: str | None, b: str | None) -> bool:
    """Whether the words of one name are all among those of the other."""
    x, y = name_words(a), name_words(b)
    return bool(x and y) and (x <= y or y <= x)


def name_words(name: str | None) -> frozenset[str]:
    """The words of a name, whatever their case, ё or е."""
    return frozenset(_WORD.findall((name or "").casefold().replace("ё", "е")))


def pair_up(gold: Sequence[Left], found: Sequence[Right], same: Callable[[Left, Right], bool]) -> dict[int, int]:
    """A largest one-to-one pairing, gold position to found position.

    Method: augmenting paths (Kuhn); gold in order, each taking the first partner that leaves the rest paired.
    """
    owner: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right in range(len(found)):
            if right not in tried and same(gold[left], found[right]):
                tried.add(right)
                if right not in owner or place(owner[right], tried):
                    owner[right] = left
                    return True
        return False

    for left in range(len(gold)):
        place(left, set())
    return {left: right for right, left in owner.items()}


def _words(span: Piece) -> set[int]:
    return {span.start + word.start() for word in _WORD.finditer(span.text)}


def _trimmed(span: Piece) -> tuple[int, int]:
    left = len(span.text) - len(span.text.lstrip(_EDGE))
    right = len(span.text) - len(span.text.rstrip(_EDGE))
    return span.start + left, span.end - right

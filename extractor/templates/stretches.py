"""Stretches of a text, indexed by where they lie: a document has as many quotes and lists as it is long."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from extractor.records import Span

Item = TypeVar("Item")


class Stretches(Generic[Item]):
    """Items, each with the stretch of text that it takes."""

    def __init__(self, items: Iterable[tuple[Span, Item]]) -> None:
        self._items = sorted(items, key=lambda item: item[0].start)
        self._starts = [span.start for span, _ in self._items]
        self._reached = list(accumulate((span.end for span, _ in self._items), max))

    def around(self, start: int, end: int) -> Iterator[tuple[Span, Item]]:
        """The items that take the whole of `[start, end)`, from the one that starts last backwards."""
        for place in range(bisect_right(self._starts, start) - 1, -1, -1):
            if self._reached[place] < end:
                return
            if self._items[place][0].end >= end:
                yield self._items[place]

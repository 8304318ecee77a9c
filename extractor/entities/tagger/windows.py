"""The windows that the large model reads a document in: some sentences each."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from extractor.entities.tagger.pieces import GLUED, LINE

LIMIT = 400  # subwords, where sentences allow it
LONGEST = 480  # subwords; the encoder has places for 512, and two are taken
TOGETHER = 2048  # subwords of windows that are read at once: memory does not grow with the document

_SENTENCE_ENDS = frozenset(".!?")


def cut(forms: Sequence[str], gaps: Sequence[int], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first piece of each window and the one behind its last.

    Args:
        sizes: how many subwords each piece has.
    """
    total = [0, *accumulate(sizes)]
    ends = [*_sentence_starts(forms, gaps), len(forms)]
    first = 0
    for end, following in zip(ends, [*ends[1:], None], strict=True):
        if following is None or total[following] - total[first] > LIMIT:
            while total[end] - total[first] > LONGEST:
                stop = next(place for place in range(end, first, -1) if total[place] - total[first] <= LONGEST)
                yield first, stop
                first = stop
            if end > first:
                yield first, end
            first = end


def grouped(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first window of each group that is read at once and the one behind its last.

    Args:
        sizes: how many subwords each window has.
    """
    first = total = 0
    for number, size in enumerate(sizes):
        if number > first and total + size > TOGETHER:
            yield first, number
            first, total = number, 0
        total += size
    if first < len(sizes):
        yield first, len(sizes)


def _sentence_starts(forms: Sequence[str], gaps: Sequence[int]) -> Iterator[int]:
    """Where sentences seem to start, but for the first."""
    for number in range(1, len(forms)):
        ended = gaps[number] != GLUED and forms[number - 1] in _SENTENCE_ENDS and forms[number][0].isupper()
        if gaps[number] == LINE or ended:
            yield number

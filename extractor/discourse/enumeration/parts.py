"""The stretches between separators, and what of their edges is no word of an item."""

from itertools import pairwise

from extractor.discourse.cues import Cues
from extractor.grammar.ranges import Range, trimmed
from extractor.grammar.tokens import Parse

EDGE = " .,;:"


def in_number(doc: Parse, comma: int) -> bool:
    """«6 ,4 секунды», as corpora print it."""
    digits = doc[comma - 1].text.isdecimal() and comma + 1 < len(doc) and doc[comma + 1].text[0].isdigit()
    return digits and not doc[comma].whitespace_ and bool(doc[comma - 1].whitespace_)


def between(start: int, end: int, separators: list[int]) -> list[Range]:
    """What stands between some tokens of `[start, end)`, also where that is nothing."""
    bounds = [start - 1, *separators, end]
    return [(left + 1, right) for left, right in pairwise(bounds)]


def stripped(doc: Parse, cues: Cues, parts: list[Range]) -> list[Range]:
    """Parts without the marks and linking words at their edges."""
    cleaned = []
    for start, end in parts:
        start, end = trimmed(doc, start, end, EDGE)
        while start < end and doc[start].lower_ in cues.linking:
            start, end = trimmed(doc, start + 1, end, EDGE)
        while start < end and doc[end - 1].lower_ in cues.linking:
            start, end = trimmed(doc, start, end - 1, EDGE)
        if start < end:
            cleaned.append((start, end))
    return cleaned

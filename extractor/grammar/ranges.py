"""Stretches of tokens `[start, end)`: trimming them, looking back, and turning them into offsets."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.strings import get_string_id

from extractor.grammar.tokens import Parse, Token
from extractor.records import Span

Range = tuple[int, int]
ITALICS = frozenset({"'", "''"})


def keys(words: Iterable[str]) -> frozenset[int]:
    """The numbers by which spaCy stores words, the same in every vocabulary."""
    return frozenset(map(get_string_id, words))


def places(doc: Parse, attribute: int, wanted: Set[int]) -> list[int]:
    """The tokens whose attribute is one of `keys`; for one document this is faster than `numpy.isin`."""
    return [i for i, key in enumerate(doc.to_array(attribute).tolist()) if key in wanted]


def sentences(doc: Parse) -> list[Range]:
    """The sentences of a document; faster than `doc.sents`, which makes a Span of each."""
    starts = np.flatnonzero(doc.to_array(SENT_START) == 1).tolist()
    if len(doc) and (not starts or starts[0]):
        starts.insert(0, 0)
    return list(pairwise([*starts, len(doc)]))


def grouped(spans: list[Range], found: Sequence[int]) -> Iterator[tuple[Range, list[int]]]:
    """The ranges that hold some of the tokens, each with those."""
    high = 0
    for start, end in spans:
        low, high = bisect_left(found, start, high), bisect_left(found, end, high)
        if low < high:
            yield (start, end), list(found[low:high])


def line_breaks(doc: Parse) -> list[int]:
    """The tokens with a line break in them."""
    return [i for i in np.flatnonzero(doc.to_array(IS_SPACE)).tolist() if "\n" in doc[i].text]


def span_of(doc: Parse, tokens: Range) -> Span:
    """The offsets of a range that is not empty."""
    last = doc[tokens[1] - 1]
    return Span(doc[tokens[0]].idx, last.idx + len(last))


def trimmed(doc: Parse, start: int, end: int, edge: str) -> Range:
    """The range without spaces and the given marks at its edges."""
    texts, space = doc.words.text, doc.words.space
    while start < end and (space[start] or texts[start] in edge):
        start += 1
    while start < end and (space[end - 1] or texts[end - 1] in edge):
        end -= 1
    return start, end


def is_line_break(token: Token) -> bool:
    return "\n" in token.text and token.is_space


def previous(doc: Parse, at: int) -> Token | None:
    """The token before a position, over no-break spaces and wiki italics («''») but not over a line break."""
    at -= 1
    while at >= 0 and (doc[at].text in ITALICS or (doc[at].is_space and not is_line_break(doc[at]))):
        at -= 1
    return doc[at] if at >= 0 else None


def text_before(doc: Parse, at: int) -> str:
    """The text of that token, empty at the start of a document."""
    token = previous(doc, at)
    return "" if token is None else token.text

"""The pieces that entity spans are made of: tokens divided further where letters, digits and marks meet.

NEREL's spans begin and end inside razdel's tokens («вице-{премьер}», «{30}-летний»); of the pieces they miss few.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.attrs import IDX, ORTH
from spacy.tokens import Doc

from extractor.entities.tagger.word_classes import dictionary_forms, word_class
from extractor.text.batch import column

Ints = npt.NDArray[np.int64]

_PIECE = re.compile(r"\d+|[^\W\d_]+|[\W_]")
_BUCKETS = {"form": 2**15, "prefix": 2**13, "ending": 2**12, "suffix": 2**13, "stem": 2**14}
_LEMMAS = 2**14
_FORMS = 2**17  # forms that are kept

SPACE, GLUED, LINE = 0, 1, 2  # what stands before a piece


@dataclass(frozen=True)
class Pieces:
    """The pieces of several documents, one after the other; white space has none.

    `forms` are the distinct forms, and `numbers` tell which of them each piece has; `tokens` are the numbers of the
    tokens that they are parts of, counted through all documents; `starts` and `ends` are code points in a piece's own
    document; `gaps` say what stands before a piece: SPACE, GLUED or LINE; `lengths` are how many each document has.
    """

    forms: list[str]
    numbers: Ints
    tokens: Ints
    starts: Ints
    ends: Ints
    gaps: Ints
    lengths: Ints

    def part(self, own: slice) -> "Pieces":
        """Some of the pieces, as if they were all of one document."""
        numbers, tokens, starts, ends, gaps = (
            column[own] for column in (self.numbers, self.tokens, self.starts, self.ends, self.gaps)
        )
        return Pieces(self.forms, numbers, tokens, starts, ends, gaps, _ints([own.stop - own.start]))


def divide(docs: Sequence[Doc]) -> Pieces:
    """The pieces of at least one document; each distinct token is divided once."""
    orths, places = column(docs, ORTH), column(docs, IDX).astype(np.int64)
    distinct, kinds = np.unique(orths, return_inverse=True)
    strings = docs[0].vocab.strings
    tokens = [strings[orth] for orth in distinct.tolist()]
    parts = [[] if token.isspace() else split(token) for token in tokens]
    counts = _ints([len(part) for part in parts])
    numbers: dict[str, int] = {}
    form_numbers = _ints([numbers.setdefault(form, len(numbers)) for part in parts for _, form in part])
    offsets = _ints([offset for part in parts for offset, _ in part])
    sizes = _ints([len(form) for part in parts for _, form in part])
    # Of each piece its token, and its row in the columns above.
    of_token = counts[kinds]
    owners = np.repeat(np.arange(len(kinds)), of_token)
    behind = np.cumsum(of_token)
    rows = np.arange(len(owners)) - (behind - of_token)[owners] + (np.cumsum(counts) - counts)[kinds][owners]
    starts = places[owners] + offsets[rows]
    ends = starts + sizes[rows]
    # A line begins with each document, and behind each token that ends one.
    lines = np.array([token.isspace() and "\n" in token for token in tokens], np.int64)[kinds]
    stops = np.cumsum([len(doc) for doc in docs])
    lines[[stop - len(doc) for stop, doc in zip(stops.tolist(), docs, strict=True) if len(doc)]] += 1
    line = np.cumsum(lines)[owners]
    gaps = np.full(len(owners), SPACE)
    gaps[1:][starts[1:] == ends[:-1]] = GLUED
    gaps[np.diff(line, prepend=0) > 0] = LINE
    lengths = np.diff(np.concatenate(([0], behind))[[0, *stops]])
    return Pieces([*numbers], form_numbers[rows], owners, starts, ends, gaps, lengths)


def _ints(numbers: list[int]) -> Ints:
    return np.array(numbers, np.int64)


_splits: dict[str, list[tuple[int, str]]] = {}


def split(form: str) -> list[tuple[int, str]]:
    """The pieces of one token with their places in it."""
    found = _splits.get(form)
    if found is None:
        if len(_splits) >= _FORMS:
            _splits.clear()
        found = _splits[form] = [(match.start(), match.group()) for match in _PIECE.finditer(form)]
    return found


def features(form: str) -> tuple[int, ...]:
    """The numbers of a piece's hashed form, prefix, endings and stem, of its outline, class and lemma; see COLUMNS."""
    lower = form.lower()
    keys = {
        "form": lower,
        "prefix": "^" + lower[:3],
        "ending": lower[-2:] + "$",
        "suffix": lower[-3:] + "$",
        "stem": lower[:5] + "~",
    }
    hashed = (crc32(keys[name].encode()) % size for name, size in _BUCKETS.items())
    lemma = crc32(f"lemma:{dictionary_forms(lower)[0]}".encode()) % _LEMMAS
    return (*hashed, _outline(form), word_class(lower), lemma)


# What `features` gives, in its order, with how many values each has; a network may know the first ones only.
COLUMNS = {**_BUCKETS, "outline": 64, "class": 128, "lemma": _LEMMAS}


def _outline(form: str) -> int:
    """Kind of letters, case and length as one number below 64."""
    size = min(len(form), 4) - 1
    first = form[0]
    if first.isdigit():
        kind = 0
    elif not first.isalpha():
        return 4 + '«»"()-—,.:;?!%$№/+'.find(first) + 1
    elif form.isupper():
        kind = 6 if len(form) > 1 else 7
    elif first.isupper():
        kind = 8 if form[1:].islower() else 9
    else:
        kind = 10
    latin = first.isascii() and first.isalpha()
    return kind * 4 + size if kind == 0 else min(63, kind * 4 + size + (20 if latin else 0))

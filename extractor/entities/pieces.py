"""The pieces that entity spans are made of: tokens divided further where letters, digits and marks meet.

NEREL's spans begin and end inside razdel's tokens («вице-{премьер}», «{30}-летний»); of the pieces they miss few.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_PIECE = re.compile(r"\d+|[^\W\d_]+|[\W_]")
_BUCKETS = {"form": 2**15, "prefix": 2**13, "ending": 2**12, "suffix": 2**13, "stem": 2**14}
_FORMS = 2**17  # forms that are kept

SPACE, GLUED, LINE = 0, 1, 2  # what stands before a piece


@dataclass(frozen=True)
class Pieces:
    """The pieces of a document, in order; `tokens` are the numbers of the tokens that they are parts of.

    `starts` and `ends` are code points in the text; `gaps` say what stands before each: SPACE, GLUED or LINE.
    """

    forms: list[str]
    tokens: list[int]
    starts: list[int]
    ends: list[int]
    gaps: list[int]


def divide(tokens: Iterable[tuple[int, str]]) -> Pieces:
    """The pieces of tokens, each given by its place in the text and its form; white space has none.

    >>> divide([(0, "вице-премьер"), (13, "30-летний")]).forms
    ['вице', '-', 'премьер', '30', '-', 'летний']
    """
    pieces = Pieces([], [], [], [], [])
    last, line = 0, True
    for number, (place, form) in enumerate(tokens):
        if form.isspace():
            line = line or "\n" in form
            continue
        for start, part in split(form):
            pieces.forms.append(part)
            pieces.tokens.append(number)
            pieces.starts.append(place + start)
            pieces.ends.append(place + start + len(part))
            pieces.gaps.append(LINE if line else GLUED if place + start == last else SPACE)
            last, line = place + start + len(part), False
    return pieces


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
    """The numbers of a piece's hashed form, prefix, endings and stem, and of its outline; see COLUMNS."""
    lower = form.lower()
    keys = {
        "form": lower,
        "prefix": "^" + lower[:3],
        "ending": lower[-2:] + "$",
        "suffix": lower[-3:] + "$",
        "stem": lower[:5] + "~",
    }
    return (*(crc32(keys[name].encode()) % size for name, size in _BUCKETS.items()), _outline(form))


COLUMNS = {**_BUCKETS, "outline": 64}


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

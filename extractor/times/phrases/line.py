"""A text as lexemes: numbers, words and signs, each with its senses."""

import re
from itertools import accumulate
from typing import Any

from extractor.times.phrases.lexicon import NOTHING, senses

_LEXEME = re.compile(r"(\d+|[^\W\d_]+(?:\u00ad[^\W\d_]+)*|\n|[^\s])")
_SENTINELS = 8
"""Empty lexemes after the last, so that looking ahead needs no bounds check."""

_ADJECTIVE_ENDINGS = ("ой", "ым", "им", "ую", "ми")

DASHES = frozenset("-–—‑−")


class Line:
    """The lexemes of a text; a position is a lexeme's number, and every look past the end finds nothing."""

    __slots__ = ("ends", "openings", "points", "senses", "starts", "texts")

    def __init__(self, text: str) -> None:
        pieces = _LEXEME.split(text)  # gaps and lexemes by turns
        reached = list(accumulate(map(len, pieces)))
        past = [len(text) + 1] * _SENTINELS
        self.starts = reached[:-1:2] + past
        self.ends = reached[1::2] + past
        self.texts = pieces[1::2] + [""] * _SENTINELS
        self.senses = list(map(senses, self.texts))
        self.openings = [i for i, found in enumerate(self.senses) if found is not NOTHING]

        self.points: dict[int, Any] = {}  # what the calendar grammar found at each position; rules share it

    def get(self, i: int, kind: str) -> Any:
        """The sense of this kind, or None."""
        return self.senses[i].get(kind) if i >= 0 else None

    def has(self, i: int, kind: str) -> bool:
        return i >= 0 and kind in self.senses[i]

    def text(self, i: int) -> str:
        return self.texts[i] if i >= 0 else "\n"

    def glued(self, i: int) -> bool:
        """Whether no space stands before this lexeme."""
        return i > 0 and self.starts[i] == self.ends[i - 1] and self.texts[i - 1] != "\n"

    def dash(self, i: int) -> bool:
        return self.texts[i] in DASHES

    def after_adjective(self, i: int) -> bool:
        """Whether the word before looks like an adjective: «каждым (днём)», «этой (весной)», «всю (неделю)»."""
        return self.text(i - 1).lower().endswith(_ADJECTIVE_ENDINGS)

    def capital(self, i: int) -> bool:
        return self.text(i)[:1].isupper()

    def opens_sentence(self, i: int) -> bool:
        return self.text(i - 1) in {"\n", ".", "!", "?", "…", "«", "•", ";", ":"} | DASHES

    def phrase(self, i: int, kind: str) -> tuple[str | None, int]:
        """The value of the longest listed phrase that begins here, and the position after it."""
        best: tuple[str | None, int] = (None, 0)
        for rest, value in self.get(i, f"{kind}_words") or ():
            end = i + 1 + len(rest)
            words = (word.lower().replace("ё", "е") for word in self.texts[i + 1 : end])
            fits = end < len(self.texts) and all(word in forms for word, forms in zip(words, rest, strict=False))
            if fits and end > best[1]:
                best = (value, end)
        return best

    def past_dot(self, i: int) -> int:
        """The position after an abbreviation's point, if it has one here."""
        return i + 1 if self.texts[i] == "." and self.glued(i) else i

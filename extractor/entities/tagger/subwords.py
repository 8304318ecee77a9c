"""The subwords that the large model's encoder reads a piece as: the most probable way to divide it.

Source: Kudo 2018, subword regularization (the unigram model); the vocabulary is multilingual-e5-small's, of which
only what Russian news are written with is kept.
"""

from collections.abc import Sequence
from unicodedata import normalize

WORD = "▁"  # begins a subword that begins a word
_UNKNOWN_PENALTY = 10.0
_LONGEST = 64  # subwords of a piece that are read; a longer run of letters is no word
_KEPT = 2**16  # pieces whose division is kept


class Subwords:
    """Divides pieces; `known` are the subwords and `scores` their logarithmic probabilities, in the same order."""

    def __init__(self, known: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        self._numbers = {subword: number for number, subword in enumerate(known)}
        self._scores = scores
        self._unknown = unknown
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, known))
        self._divided: dict[tuple[str, bool], list[int]] = {}

    def __call__(self, form: str, *, glued: bool) -> list[int]:
        """The numbers of a piece's subwords; `glued` says that no space stands before it."""
        found = self._divided.get((form, glued))
        if found is None:
            if len(self._divided) >= _KEPT:
                self._divided.clear()
            divided = self._divide(("" if glued else WORD) + normalize("NFKC", form))
            found = self._divided[form, glued] = divided[:_LONGEST]
        return found

    def _divide(self, text: str) -> list[int]:
        best = [0.0] + [float("-inf")] * len(text)
        steps = [(0, self._unknown)] * (len(text) + 1)
        for start in range(len(text)):
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1], steps[start + 1] = best[start] + self._unknown_score, (start, self._unknown)
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                number = self._numbers.get(text[start:end])
                if number is not None and best[start] + self._scores[number] > best[end]:
                    best[end], steps[end] = best[start] + self._scores[number], (start, number)
        numbers = []
        end = len(text)
        while end:
            end, number = steps[end]
            numbers.append(number)
        return numbers[::-1]

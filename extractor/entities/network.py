"""The network of the nested entities in numpy: pieces to rows by dilated convolutions, rows to typed spans.

Documents stand one after the other without padding, with empty rows between them as wide as the widest dilation.
What the network makes of a form by itself is computed once a distinct form. Only spans that begin and end
plausibly are judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.entities.pieces import Pieces, features
from extractor.text.engine import Ints
from extractor.text.weights import NAMES, Archive, Embedding, Floats, Words

BLOCK = 1024  # rows convolved at once, so that they stay in the processor's cache
CAPACITY = 2**15  # distinct forms whose rows are kept
_FAR = 2**10  # more than the pieces of a span
TAPS = 3  # a convolution sees a row and one on either side

Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Judged:
    """Spans that were judged: first and last piece, counted through all documents, and scores of their types.

    The first column of `scores` is that of no type; their exponents are to each other as probabilities.
    """

    firsts: Ints
    lasts: Ints
    scores: Floats


@dataclass(frozen=True)
class Spans:
    """Spans of some type: first and last piece, counted through all documents, number and probability of the type."""

    firsts: Ints
    lasts: Ints
    types: Ints
    probabilities: Floats


def decide(judged: Judged) -> Spans:
    """The spans that are of some type more probably than of none, in order of their first pieces."""
    best = judged.scores.argmax(axis=1)
    found = np.flatnonzero(best)
    probabilities = _probabilities(judged.scores[found]).max(axis=1, initial=0)
    return Spans(judged.firsts[found], judged.lasts[found], best[found] - 1, probabilities)


def mean(opinions: Sequence[Judged]) -> Judged:
    """The mean opinion of several networks; a span that one of them does not judge is of no type to it."""
    keys = [opinion.firsts * _FAR + (opinion.lasts - opinion.firsts) for opinion in opinions]
    spans = np.unique(np.concatenate(keys))
    total = np.zeros((len(spans), opinions[0].scores.shape[1]), np.float32)
    for key, opinion in zip(keys, opinions, strict=True):
        own = np.zeros_like(total)
        own[:, 0] = 1
        own[np.searchsorted(spans, key)] = _probabilities(opinion.scores)
        total += own
    firsts, more = np.divmod(spans, _FAR)
    return Judged(firsts, firsts + more, np.log(total + np.float32(1e-9)))


def _probabilities(scores: Floats) -> Floats:
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = exponents / exponents.sum(axis=1, keepdims=True)
    return found


class Forms:
    """What the network makes of each distinct form, in a bounded table."""

    def __init__(self, arrays: Arrays) -> None:
        self._hashed = [_floats(arrays[f"hashed.{number}.weight"]) for number in range(_count(arrays, "hashed"))]
        self._weight, self._bias = _floats(arrays["word.weight"]).T, _floats(arrays["word.bias"])
        self._embedding = Embedding()
        self._words = Words(Archive(NAMES))
        self._numbers: dict[str, int] = {}
        self._table = np.empty((CAPACITY, len(self._bias)), np.float32)

    def rows(self, forms: Sequence[str]) -> Floats:
        """A row a form."""
        numbers = self._numbers
        new = list({form for form in forms if form not in numbers})
        if len(numbers) + len(new) > CAPACITY:
            numbers.clear()
            new = list(set(forms))
            if len(new) > CAPACITY:  # more than are kept: make them and forget them
                places = {form: place for place, form in enumerate(new)}
                return self._made(new)[[places[form] for form in forms]]
        if new:
            self._table[len(numbers) : len(numbers) + len(new)] = self._made(new)
            numbers.update(zip(new, range(len(numbers), len(numbers) + len(new)), strict=True))
        return self._table[[numbers[form] for form in forms]]

    def _made(self, forms: list[str]) -> Floats:
        words = np.array([self._words[form.lower()] for form in forms])
        vectors = self._embedding.vectors(words)
        vectors[words == self._words.unknown] = 0
        numbers = np.array([features(form) for form in forms])
        parts = [table[numbers[:, column]] for column, table in enumerate(self._hashed)]
        made: Floats = np.hstack((vectors, *parts)) @ self._weight + self._bias
        return made


class Network:
    """Judges the spans of documents with the weights of `models/entities`."""

    def __init__(self, arrays: Arrays, dilations: Sequence[int]) -> None:
        self._forms = Forms(arrays)
        self._gaps = _floats(arrays["gaps.weight"])
        # What is known of a piece besides: slovnet's encoders' rows, and the large model's transformer's.
        besides = [_floats(arrays[name]) for name in ("context.weight", "deep.weight") if name in arrays]
        self._beside = np.hstack(besides).T
        self._dilations = tuple(dilations)
        self._layers = [_layer(arrays, number) for number in range(len(dilations))]
        self._bounds, self._bound_bias = _floats(arrays["bounds.weight"]).T, _floats(arrays["bounds.bias"])
        self._parts = np.split(_floats(arrays["parts.weight"]).T, 3, axis=1)
        self._part_bias = sum(np.split(_floats(arrays["parts.bias"]), 3))
        self._lengths = _floats(arrays["lengths.weight"])
        self._types, self._types_bias = _floats(arrays["judge.weight"]).T, _floats(arrays["judge.bias"])

    def judge(self, documents: Sequence[Pieces], lengths: Ints, plausible: float, beside: Floats) -> Judged:
        """The plausible spans with the scores of their types.

        Args:
            lengths: how many pieces each sequence has; the documents are sequences, or are cut into them.
            plausible: probability from which a piece is taken for the first or the last of a span.
            beside: what is known of each piece besides, a row a piece.
        """
        return self._judged(self._rows(documents, lengths, beside), lengths, plausible)

    def _rows(self, documents: Sequence[Pieces], lengths: Ints, beside: Floats) -> Floats:
        """A row a piece."""
        distance = max(self._dilations)
        places = np.arange(lengths.sum()) + np.repeat(np.arange(1, len(lengths) + 1) * distance, lengths)
        rows = np.zeros((lengths.sum() + (len(lengths) + 1) * distance, len(self._gaps[0])), np.float32)
        words = self._forms.rows([form for document in documents for form in document.forms])
        words += self._gaps[[gap for document in documents for gap in document.gaps]]
        words += beside @ self._beside
        rows[places] = np.maximum(words, 0, out=words)
        between = np.ones(len(rows), np.bool_)
        between[places] = False
        reach = sum(self._dilations)
        convolved = np.empty_like(rows)
        for start in range(0, len(rows), BLOCK):
            first, stop = max(0, start - reach), min(len(rows), start + BLOCK)
            block = self._convolve(rows[first : stop + reach], np.flatnonzero(between[first : stop + reach]))
            convolved[start:stop] = block[start - first : stop - first]
        found: Floats = convolved[places]
        return found

    def _judged(self, rows: Floats, lengths: Ints, plausible: float) -> Judged:
        """The spans among the rows of documents with these lengths."""
        limit = np.log(plausible / (1 - plausible))
        bounds = rows @ self._bounds + self._bound_bias
        starts, ends = np.flatnonzero(bounds[:, 0] > limit), np.flatnonzero(bounds[:, 1] > limit)
        start, end = self._pairs(starts, ends, np.repeat(np.cumsum(lengths), lengths))
        first, last = starts[start], ends[end]
        # Double precision: a mean is a difference of sums over everything before it.
        sums = np.zeros((len(rows) + 1, self._lengths.shape[1]))
        np.cumsum(rows @ self._parts[2], axis=0, out=sums[1:])
        more = last - first
        hidden = sums[last + 1]
        hidden -= sums[first]
        hidden /= (more + 1)[:, None]
        judged: Floats = hidden.astype(np.float32)
        judged += (rows[starts] @ self._parts[0] + self._part_bias)[start]
        judged += (rows[ends] @ self._parts[1])[end]
        judged += self._lengths[more]
        scores = np.maximum(judged, 0, out=judged) @ self._types + self._types_bias
        return Judged(first, last, scores)

    def _convolve(self, rows: Floats, between: Ints) -> Floats:
        width = rows.shape[1]
        seen = np.empty((len(rows), TAPS * width), np.float32)  # beside each row the ones before and after it
        output: Floats = rows.copy()
        for dilation, (taps, bias) in zip(self._dilations, self._layers, strict=True):
            seen[:dilation, :width] = 0
            seen[dilation:, :width] = output[:-dilation]
            seen[:, width : 2 * width] = output
            seen[-dilation:, 2 * width :] = 0
            seen[:-dilation, 2 * width :] = output[dilation:]
            new = seen @ taps
            new += bias
            output += np.maximum(new, 0, out=new)
            output[between] = 0
        return output

    def _pairs(self, starts: Ints, ends: Ints, stops: Ints) -> tuple[Ints, Ints]:
        """Which start goes with which end: not before it, in the same document, near enough."""
        low = np.searchsorted(ends, starts)
        high = np.searchsorted(ends, np.minimum(starts + len(self._lengths), stops[starts]))
        counts = high - low
        start = np.repeat(np.arange(len(starts)), counts)
        end = np.arange(counts.sum()) + np.repeat(low - (np.cumsum(counts) - counts), counts)
        return start, end


def _layer(arrays: Arrays, number: int) -> tuple[Floats, Floats]:
    weight = _floats(arrays[f"convolutions.{number}.weight"])  # filter x input x tap
    taps = np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(-1, len(weight)))
    return taps, _floats(arrays[f"convolutions.{number}.bias"])


def _floats(array: npt.NDArray[Any]) -> Floats:
    return array.astype(np.float32)


def _count(arrays: Arrays, prefix: str) -> int:
    return sum(name.startswith(f"{prefix}.") for name in arrays)

"""The network of the nested entities in numpy: pieces to rows by dilated convolutions, rows to typed spans.

Sequences stand one after the other without padding, with empty rows between them as wide as the widest dilation.
What the network makes of a form by itself is computed once a distinct form. Only spans that begin and end
plausibly are judged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.entities.tagger.pieces import Pieces, features
from extractor.process.sharing import Guard
from extractor.text.convolution import Convolution
from extractor.text.engine import Ints
from extractor.text.weights import NAMES, Archive, Embedding, Floats, Vocabulary

BLOCK = 512  # rows convolved at once, so that they stay in the processor's cache
STRETCH = 2 * BLOCK  # rows whose spans are judged at once; of more the memory would be taken anew each time
CAPACITY = 2**15  # distinct forms whose rows are kept
_FAR = 2**10  # more than the pieces of a span

Arrays = Mapping[str, npt.NDArray[Any]]
Known = tuple[Floats, Ints]  # rows, and which of them tells something of each piece


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
    """What the network makes of each distinct form, in a bounded table that the threads of a process share."""

    def __init__(self, arrays: Arrays) -> None:
        self._hashed = [_floats(arrays[f"hashed.{number}.weight"]) for number in range(_count(arrays, "hashed"))]
        self._weight, self._bias = _floats(arrays["word.weight"]).T, _floats(arrays["word.bias"])
        self._embedding = Embedding()
        self._words = Vocabulary(Archive(NAMES))
        self._lock = Guard()
        self._numbers: dict[str, int] = {}
        self._table = np.empty((CAPACITY, len(self._bias)), np.float32)

    def rows(self, forms: Sequence[str]) -> Floats:
        """A row a form."""
        with self._lock:
            return self._rows(forms)

    def _rows(self, forms: Sequence[str]) -> Floats:
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


@dataclass(frozen=True)
class _Layout:
    """Where the pieces of sequences stand among the rows; `stops` are the rows behind each row's sequence."""

    places: Ints
    between: npt.NDArray[np.bool_]
    stops: Ints

    def laid_out(self, numbers: Ints) -> Ints:
        """One number a row from one a piece; 0 between sequences."""
        rows = np.zeros(len(self.between), np.int64)
        rows[self.places] = numbers
        return rows


def _layout(lengths: Ints, distance: int) -> _Layout:
    ends = np.cumsum(lengths) + np.arange(1, len(lengths) + 1) * distance
    places = np.arange(lengths.sum()) + np.repeat(np.arange(1, len(lengths) + 1) * distance, lengths)
    between = np.ones(lengths.sum() + (len(lengths) + 1) * distance, np.bool_)
    between[places] = False
    stops = np.zeros(len(between), np.int64)
    stops[places] = np.repeat(ends, lengths)
    return _Layout(places, between, stops)


class _Told:
    """What the network is told of each row, read part by part."""

    def __init__(self, pieces: Pieces, layout: _Layout, beside: Sequence[Known]) -> None:
        self.layout = layout
        self.gaps = layout.laid_out(pieces.gaps)
        self._forms, self._numbers = pieces.forms, layout.laid_out(pieces.numbers)
        self._beside = [(rows, layout.laid_out(at)) for rows, at in beside]

    def forms(self, part: slice) -> tuple[Ints, list[str]]:
        """The distinct forms of some rows, and which of them each row has."""
        numbers, kinds = np.unique(self._numbers[part], return_inverse=True)
        return kinds, [self._forms[number] for number in numbers.tolist()]

    def beside(self, part: slice) -> Floats:
        return np.concatenate([rows[at[part]] for rows, at in self._beside], axis=1)


@dataclass(frozen=True)
class _Read:
    """Rows that were read, from row number `first` on, and the sums of all rows before each of them and behind.

    Double precision: a mean is a difference of sums over everything before it.
    """

    first: int
    rows: Floats
    sums: npt.NDArray[np.float64]

    def continued(self, rows: Floats, parts: Floats, overlap: int) -> "_Read":
        """More rows, whose sums go on, behind the last of these."""
        kept = min(overlap, len(self.rows))
        sums = np.concatenate((self.sums[len(self.sums) - kept - 1 :], parts), dtype=np.float64)
        np.cumsum(sums[kept:], axis=0, out=sums[kept:])
        rows_kept = self.rows[len(self.rows) - kept :]
        return _Read(self.first + len(self.rows) - kept, np.concatenate((rows_kept, rows)), sums)


class Network:
    """Judges the spans of documents with the weights of `models/entities`."""

    def __init__(self, arrays: Arrays, dilations: Sequence[int]) -> None:
        self._forms = Forms(arrays)
        self._gaps = _floats(arrays["gaps.weight"])
        # What is known of a piece besides: slovnet's encoders' rows, and the large model's transformer's.
        besides = [_floats(arrays[name]) for name in ("context.weight", "deep.weight") if name in arrays]
        self._beside = np.ascontiguousarray(np.hstack(besides).T)
        self._floor = np.zeros(self._beside.shape[1], np.float32)  # numpy's maximum with one number is slower
        self._distance, self._reach = max(dilations), sum(dilations)
        self._layers = [
            Convolution(
                _floats(arrays[f"convolutions.{number}.weight"]),
                _floats(arrays[f"convolutions.{number}.bias"]),
                dilation,
            )
            for number, dilation in enumerate(dilations)
        ]
        self._bounds, self._bound_bias = _floats(arrays["bounds.weight"]).T, _floats(arrays["bounds.bias"])
        self._first, self._last, self._all = np.split(_floats(arrays["parts.weight"]), 3)
        self._part_bias = sum(np.split(_floats(arrays["parts.bias"]), 3))
        self._lengths = _floats(arrays["lengths.weight"])
        self._types, self._types_bias = _floats(arrays["judge.weight"]).T, _floats(arrays["judge.bias"])

    def judge(self, pieces: Pieces, lengths: Ints, plausible: float, beside: Sequence[Known]) -> Judged:
        """The plausible spans with the scores of their types, stretch by stretch.

        Args:
            lengths: how many pieces each sequence has; the documents are sequences, or are cut into them.
            plausible: probability from which a piece is taken for the first or the last of a span.
            beside: what is known of each piece besides.
        """
        layout = _layout(lengths, self._distance)
        told = _Told(pieces, layout, beside)
        limit = np.log(plausible / (1 - plausible))
        read = _Read(0, np.empty((0, len(self._bounds)), np.float32), np.zeros((1, len(self._all))))
        judged = []
        for start in range(0, len(layout.between), STRETCH):
            rows = self._rows(told, start, min(start + STRETCH, len(layout.between)))
            read = read.continued(rows, rows @ self._all.T, overlap=len(self._lengths) - 1)
            judged.append(self._judged(read, start, layout, limit))
        firsts, lasts, scores = (np.concatenate(column) for column in zip(*judged, strict=True))
        order = np.lexsort((lasts, firsts))
        numbers = np.cumsum(~layout.between) - 1
        return Judged(numbers[firsts[order]], numbers[lasts[order]], scores[order])

    def _rows(self, told: "_Told", start: int, stop: int) -> Floats:
        """The rows of a stretch after the convolutions: of pieces, and of what stands between sequences."""
        found = np.empty((stop - start, len(self._bounds)), np.float32)
        for begin in range(start, stop, BLOCK):
            first, end = max(0, begin - self._reach), min(stop, begin + BLOCK)
            part = slice(first, end + self._reach)
            kinds, forms = told.forms(part)
            block = told.beside(part) @ self._beside
            block += self._forms.rows(forms)[kinds]
            block += self._gaps[told.gaps[part]]
            np.maximum(block, self._floor, out=block)
            between = np.flatnonzero(told.layout.between[part])
            block[between] = 0
            for layer in self._layers:
                block += layer(block)
                block[between] = 0
            found[begin - start : end - start] = block[begin - first : end - first]
        return found

    def _judged(self, read: "_Read", start: int, layout: _Layout, limit: float) -> tuple[Ints, Ints, Floats]:
        """The spans whose last rows are from `start` on: first and last rows, scores."""
        own = slice(read.first, read.first + len(read.rows))
        bounds = read.rows @ self._bounds + self._bound_bias
        bounds[layout.between[own]] = -np.inf
        starts, ends = np.flatnonzero(bounds[:, 0] > limit), np.flatnonzero(bounds[:, 1] > limit)
        ends = ends[ends >= start - read.first]
        begun, ended = self._pairs(starts, ends, layout.stops[own] - read.first)
        first, last = starts[begun], ends[ended]
        more = last - first
        means = read.sums[last + 1]
        means -= read.sums[first]
        means /= (more + 1)[:, None]
        judged: Floats = means.astype(np.float32)
        judged += (read.rows[starts] @ self._first.T + self._part_bias)[begun]
        judged += (read.rows[ends] @ self._last.T)[ended]
        judged += self._lengths[more]
        scores = np.maximum(judged, self._floor[: judged.shape[1]], out=judged) @ self._types + self._types_bias
        return first + read.first, last + read.first, scores

    def _pairs(self, starts: Ints, ends: Ints, stops: Ints) -> tuple[Ints, Ints]:
        """Which start goes with which end: not before it, in the same sequence, near enough."""
        low = np.searchsorted(ends, starts)
        high = np.searchsorted(ends, np.minimum(starts + len(self._lengths), stops[starts]))
        counts = high - low
        start = np.repeat(np.arange(len(starts)), counts)
        end = np.arange(counts.sum()) + np.repeat(low - (np.cumsum(counts) - counts), counts)
        return start, end


def _floats(array: npt.NDArray[Any]) -> Floats:
    return array.astype(np.float32)


def _count(arrays: Arrays, prefix: str) -> int:
    return sum(name.startswith(f"{prefix}.") for name in arrays)

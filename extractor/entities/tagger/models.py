"""The ways in which the models read documents before spans are judged."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np
from spacy.tokens import Doc

from extractor.entities.tagger.encoder import Encoder
from extractor.entities.tagger.network import Arrays, Judged, Known, Network, mean
from extractor.entities.tagger.pieces import GLUED, Pieces
from extractor.entities.tagger.subwords import Subwords
from extractor.entities.tagger.windows import cut, grouped
from extractor.text.batch import read_batch
from extractor.text.engine import Ints, engine
from extractor.text.weights import MORPHOLOGY, NAMES, SYNTAX, Floats

_BEGIN, _END, _UNKNOWN = 0, 2, 3  # subwords that the encoder was trained with


class Model(Protocol):
    """Judges the spans of documents, given also as pieces."""

    def judge(self, docs: Sequence[Doc], pieces: Pieces) -> Judged: ...


class Together:
    """The mean opinion of several models."""

    def __init__(self, models: Sequence[Model]) -> None:
        self._models = models

    def judge(self, docs: Sequence[Doc], pieces: Pieces) -> Judged:
        return mean([model.judge(docs, pieces) for model in self._models])


class Fast:
    """The convolutional network over whole documents, told what slovnet's encoders make of the tokens."""

    def __init__(self, arrays: Arrays, dilations: Sequence[int], plausible: float) -> None:
        self._network = Network(arrays, dilations)
        self._plausible = plausible

    def judge(self, docs: Sequence[Doc], pieces: Pieces) -> Judged:
        return self._network.judge(pieces, pieces.lengths, self._plausible, encoded(docs, pieces.tokens))


class Large:
    """The same over windows of some sentences, told also what the transformer makes of the pieces."""

    def __init__(self, arrays: Arrays, dilations: Sequence[int], plausible: float) -> None:
        parts: dict[str, dict[str, Floats]] = {"network": {}, "encoder": {}}
        for name, array in arrays.items():
            part, _, rest = name.partition(".")
            if part in parts:
                parts[part][rest] = array
        self._network = Network(parts["network"], dilations)
        self._encoder = Encoder(parts["encoder"])
        known = arrays["subwords"].tobytes().decode("utf-8").split("\n")
        self._divide = Subwords(known, arrays["scores"].tolist(), _UNKNOWN)
        self._plausible = plausible

    def judge(self, docs: Sequence[Doc], pieces: Pieces) -> Judged:
        forms = [pieces.forms[number] for number in pieces.numbers.tolist()]
        gaps = pieces.gaps.tolist()
        subwords = [self._divide(form, glued=gap == GLUED) for form, gap in zip(forms, gaps, strict=True)]
        sizes = [len(part) for part in subwords]
        windows: list[slice] = []
        for start, stop in pairwise(np.cumsum([0, *pieces.lengths]).tolist()):
            cuts = cut(forms[start:stop], gaps[start:stop], sizes[start:stop])
            windows += [slice(start + first, start + behind) for first, behind in cuts]
        known = encoded(docs, pieces.tokens)
        judged = [
            self._judged(pieces, subwords, known, windows[first:behind])
            for first, behind in grouped([sum(sizes[window]) for window in windows])
        ]
        columns = zip(*((one.firsts, one.lasts, one.scores) for one in judged), strict=True)
        return Judged(*map(np.concatenate, columns))

    def _judged(
        self, pieces: Pieces, subwords: Sequence[Sequence[int]], known: Sequence[Known], windows: Sequence[slice]
    ) -> Judged:
        """The spans in windows that stand one after the other."""
        own = slice(windows[0].start, windows[-1].stop)
        lengths = np.array([window.stop - window.start for window in windows])
        beside = [(rows, at[own]) for rows, at in known]
        beside += self._deep([subwords[window] for window in windows])
        judged = self._network.judge(pieces.part(own), lengths, self._plausible, beside)
        return Judged(judged.firsts + own.start, judged.lasts + own.start, judged.scores)

    def _deep(self, windows: Sequence[Sequence[Sequence[int]]]) -> tuple[Known, Known]:
        """What the transformer makes of the first and the last subword of each piece."""
        flat = [
            number for window in windows for number in (_BEGIN, *(number for piece in window for number in piece), _END)
        ]
        sizes = [np.array([len(piece) for piece in window]) for window in windows]
        lengths = np.array([size.sum() + 2 for size in sizes], np.int64)
        starts = np.cumsum(lengths) - lengths
        lasts = np.concatenate([start + size.cumsum() for start, size in zip(starts, sizes, strict=True)])
        firsts = lasts - np.concatenate(sizes) + 1
        rows = self._encoder(np.array(flat, np.int64), lengths)
        return (rows, firsts), (rows, lasts)


def encoded(docs: Sequence[Doc], tokens: Ints) -> list[Known]:
    """What slovnet's three encoders make of the tokens of pieces, as they are asked by the layers before.

    Args:
        tokens: that of each piece, counted through all documents.
    Raises:
        PipelineError: a document has no sentences.
    """
    batch = read_batch(docs)
    at = np.searchsorted(batch.places, tokens)
    asked = ((MORPHOLOGY, batch.sentences), (SYNTAX, batch.sentences), (NAMES, batch.documents))
    return [(engine().encode(network, batch.keys, lengths), at) for network, lengths in asked]

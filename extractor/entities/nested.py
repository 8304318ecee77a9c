"""Nested entities of NEREL's 29 types by this project's own network, as the span group `entities`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extractor.entities.network import decide
from extractor.entities.pieces import Pieces, divide
from extractor.entities.reader import Fast, Large, Model, Together
from extractor.errors import ModelError
from extractor.paths import models
from extractor.text.batch import BatchComponent

PROTOCOL = 1
# NEREL's types that are names; the others are descriptions, amounts and times.
NAMED = frozenset({
    "AWARD", "CITY", "COUNTRY", "DISTRICT", "FACILITY", "FAMILY", "LANGUAGE", "LAW", "LOCATION", "NATIONALITY",
    "ORGANIZATION", "PERSON", "PRODUCT", "RELIGION", "STATE_OR_PROVINCE", "WORK_OF_ART",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class NestedSpan:
    """A span of some type; `start` and `end` are code points of its document's text."""

    start: int
    end: int
    type: str
    probability: float


@Language.factory(
    "extractor_spans", assigns=["doc.spans", "doc.ents"], default_config={"spans_key": "entities", "model": "fast"}
)
def make_spans(nlp: Language, name: str, spans_key: str, model: str) -> "NestedTagger":
    return NestedTagger(spans_key, model)


class NestedTagger(BatchComponent):
    """Sets `doc.spans["entities"]` with nested spans and `doc.ents` with the outermost names.

    Some spans begin or end inside a token («экс-{президент}»): the spaCy span is then the whole token, and the exact
    places are in the group's `attrs["offsets"]`, in the same order.
    """

    def __init__(self, spans_key: str = "entities", model: str = "fast") -> None:
        self.spans_key = spans_key
        self.model = model

    def find(self, docs: Sequence[Doc]) -> list[list[NestedSpan]]:
        """The spans of each document, in the order of their starts."""
        documents = [divide((token.idx, token.text) for token in doc) for doc in docs]
        return [
            [
                NestedSpan(pieces.starts[first], pieces.ends[last], type_, probability)
                for first, last, type_, probability in spans
            ]
            for pieces, spans in zip(documents, self._judged(docs, documents), strict=True)
        ]

    def set_annotations(self, docs: Sequence[Doc]) -> None:
        for doc, found in zip(docs, self.find(docs), strict=True):
            spans = [_on_tokens(doc, span) for span in found]
            doc.spans[self.spans_key] = spans
            doc.spans[self.spans_key].attrs["offsets"] = [[span.start, span.end] for span in found]
            doc.ents = filter_spans([span for span in spans if span.label_ in NAMED])

    def _judged(self, docs: Sequence[Doc], documents: Sequence[Pieces]) -> list[list[tuple[int, int, str, float]]]:
        """The spans of each document: first piece, last piece, type and probability."""
        if not any(document.forms for document in documents):
            return [[] for _ in documents]
        model, types = load(self.model)
        spans = decide(model.judge(docs, documents))
        stops = np.cumsum([len(document.forms) for document in documents])
        cuts = np.searchsorted(spans.firsts, [0, *stops])
        columns = (spans.firsts, spans.lasts, spans.types, spans.probabilities)
        rows = list(zip(*(column.tolist() for column in columns), strict=True))
        return [
            [(first - begin, last - begin, types[type_], probability) for first, last, type_, probability in rows[a:b]]
            for begin, (a, b) in zip([0, *stops.tolist()[:-1]], pairwise(cuts.tolist()), strict=True)
        ]


@cache
def load(model: str) -> tuple[Model, list[str]]:
    """A model and the names of its types; the weights are read on first use.

    Raises:
        ModelError: there is no such model, or its files are not those of the manifest.
    """
    entry = described(model)
    if "members" in entry:
        members = [load(member) for member in entry["members"]]
        return Together([reader for reader, _ in members]), members[0][1]
    path = models() / "entities" / f"{model}.npz"
    if entry["protocol"] != PROTOCOL:
        raise ModelError(f"{path}: weights of protocol {entry['protocol']}; this version reads protocol {PROTOCOL}")
    size = path.stat().st_size if path.exists() else 0
    if size != entry["bytes"]:
        raise ModelError(f"{path}: {size} bytes of weights where {entry['bytes']} are expected; check it out again")
    kind = Large if entry["reader"] == "large" else Fast
    with np.load(path, allow_pickle=False) as arrays:
        reader = kind({name: arrays[name] for name in arrays.files}, entry["dilations"], entry["plausible"])
    return reader, entry["types"]


def described(model: str) -> Any:
    """What the manifest says of a model: its types, sizes, protocol, version, SHA-256 and licence."""
    path = models() / "entities" / "manifest.json"
    try:
        entries = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: the manifest of the entity models cannot be read: {error}") from error
    if model not in entries:
        raise ModelError(f"no entity model is named {model!r}; there are: {', '.join(entries)}")
    return entries[model]


def _on_tokens(doc: Doc, span: NestedSpan) -> Span:
    found = doc.char_span(span.start, span.end, span.type, alignment_mode="expand")
    assert found is not None, "a span of pieces lies inside the text"
    return found

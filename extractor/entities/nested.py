"""Nested entities of NEREL's 29 types by this project's own network, as the span group `entities`."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline.spancat import spancat_score
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from spacy.util import filter_spans

from extractor import layers
from extractor.entities.tagger.models import Fast, Large, Model, Together
from extractor.entities.tagger.network import decide
from extractor.entities.tagger.pieces import divide
from extractor.entities.tagger.word_classes import class_names
from extractor.errors import ModelError, UnknownModelError
from extractor.installed.paths import entity_weights, models
from extractor.installed.release import LARGE
from extractor.process.blas import one_thread
from extractor.process.sharing import once
from extractor.text.batch import BatchComponent
from extractor.text.tokens import text_of
from extractor.text.weights import check_content

PROTOCOL = 1
_REMEDY = "check it out again"
_PARAGRAPH = re.compile(r"\n\s*\n")
# NEREL's types that are names; the others are descriptions, events, ideas, amounts and times.
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
    "extractor_spans",
    assigns=["doc.spans", "doc.ents", "doc._.producer"],
    default_config={"spans_key": "entities", "model": "fast"},
)
def make_spans(nlp: Language, name: str, spans_key: str, model: str) -> "NestedTagger":
    return NestedTagger(spans_key, model)


class NestedTagger(BatchComponent):
    """Sets `doc.spans["entities"]` with nested spans and `doc.ents` with the outermost names.

    Some spans begin or end inside a token («экс-{президент}»): the spaCy span is then the whole token, and the exact
    places are in the group's `attrs["offsets"]`, in the same order.
    """

    def __init__(self, spans_key: str = "entities", model: str = "fast") -> None:
        layers.register()
        self.spans_key = spans_key
        self.model = model

    @one_thread()
    def find(self, docs: Sequence[Doc]) -> list[list[NestedSpan]]:
        """The spans of each document, in the order of their starts; none goes from a paragraph to the next."""
        pieces = divide(docs) if docs else None
        if pieces is None or not len(pieces.numbers):
            return [[] for _ in docs]
        model, types = load(self.model)
        spans = decide(model.judge(docs, pieces))
        columns = (pieces.starts[spans.firsts], pieces.ends[spans.lasts], spans.types, spans.probabilities)
        found = [
            NestedSpan(start, end, types[type_], probability)
            for start, end, type_, probability in zip(*(column.tolist() for column in columns), strict=True)
        ]
        cuts = np.searchsorted(spans.firsts, np.cumsum([0, *pieces.lengths])).tolist()
        return [
            [span for span in found[first:stop] if not _PARAGRAPH.search(text_of(doc), span.start, span.end)]
            for doc, (first, stop) in zip(docs, pairwise(cuts), strict=True)
        ]

    def set_annotations(self, docs: Sequence[Doc]) -> None:
        for doc, found in zip(docs, self.find(docs), strict=True):
            spans = [_on_tokens(doc, span) for span in found]
            doc.spans[self.spans_key] = spans
            doc.spans[self.spans_key].attrs["offsets"] = [[span.start, span.end] for span in found]
            doc._.producer = replace(doc._.producer, model=self.model)
            doc.ents = filter_spans([span for span in spans if span.label_ in NAMED])

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """What `nlp.evaluate` shows of this component: `spans_entities_f` …, and of `doc.ents` `ents_f` …"""
        examples = list(examples)
        return {**spancat_score(examples, spans_key=self.spans_key), **get_ner_prf(examples)}


@once
def load(model: str) -> tuple[Model, list[str]]:
    """A model and the names of its types; the weights are read on first use.

    Raises:
        ModelError: there is no such model, or its files are not those of the manifest.
    """
    entry = described(model)
    if "members" in entry:
        members = [load(member) for member in entry["members"]]
        return Together([reader for reader, _ in members]), members[0][1]
    if tuple(entry["classes"]) != class_names():
        raise ModelError(f"{model}: trained with other classes of words than word_classes.tsv has; train it anew")
    kind = Large if entry["reader"] == "large" else Fast
    path = _weights(model, entry)
    check_content(path, entry["sha256"], _REMEDY)
    with np.load(path, allow_pickle=False) as arrays:
        reader = kind({name: arrays[name] for name in arrays.files}, entry["dilations"], entry["plausible"])
    return reader, entry["types"]


def check(model: str) -> None:
    """Complain of a model that cannot be used, without reading its weights.

    Raises:
        ModelError: there is no such model, or its weights are not installed or not those of the manifest.
    """
    entry = described(model)
    for member in entry.get("members", [model]):
        _weights(member, described(member))


def _weights(model: str, entry: Any) -> Path:
    path = entity_weights(model)
    if entry["protocol"] != PROTOCOL:
        raise ModelError(f"{path}: weights of protocol {entry['protocol']}; this version reads protocol {PROTOCOL}")
    if not path.exists():
        raise ModelError(f"the weights of the entity model {model!r} are not installed: {_lacking(path, entry)}")
    size = path.stat().st_size
    if size != entry["bytes"]:
        raise ModelError(f"{path}: {size} bytes of weights where {entry['bytes']} are expected; {_REMEDY}")
    return path


def _lacking(path: Path, entry: Any) -> str:
    if entry["reader"] == "large":
        return f"run: pip install {LARGE} (in a checkout: pip install ./models/large)"
    return f"{path} is missing"


def described(model: str) -> Any:
    """What the manifest says of a model: its types, sizes, protocol, version, SHA-256 and licence."""
    path = models() / "entities" / "manifest.json"
    try:
        entries = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: the manifest of the entity models cannot be read: {error}") from error
    if model not in entries:
        raise UnknownModelError(f"no entity model is named {model!r}; there are: {', '.join(entries)}")
    return entries[model]


def places(group: SpanGroup) -> list[tuple[int, int, str]]:
    """Start, end and type of the spans of a group, where it says so by their exact places inside tokens."""
    offsets = group.attrs.get("offsets") or [(span.start_char, span.end_char) for span in group]
    return [(start, end, span.label_) for (start, end), span in zip(offsets, group, strict=True)]


def _on_tokens(doc: Doc, span: NestedSpan) -> Span:
    found = doc.char_span(span.start, span.end, span.type, alignment_mode="expand")
    assert found is not None, "a span of pieces lies inside the text"
    return found

"""Analysed articles as spaCy's DocBin, for its training, its `evaluate` and its pipelines."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, SpanGroup
from spacy.util import filter_spans

from extractor import layers
from extractor.annotation.build import build
from extractor.errors import InputError

SPANS = "entities"  # the key of all mentions, nested ones too


def to_docbin(docs: Iterable[Doc]) -> DocBin:
    """Docs that have passed the pipeline, with all their layers.

    `doc.spans["entities"]` has the mentions that are names, with their entities' types as labels and ids;
    `doc.ents` the longest of them that do not overlap.
    """
    found = DocBin(store_user_data=True)
    for doc in docs:
        found.add(_with_spans(doc))
    return found


def read_docbin(path: Path) -> Iterator[Doc]:
    """The Docs of a file that `to_docbin(…).to_disk(path)` wrote, with their layers in `doc._`.

    Raises:
        InputError: it is no such file.
    """
    layers.register()
    try:
        found = DocBin().from_disk(path)
    except Exception as error:  # of zlib, msgpack or the disk, and spaCy tells none of them
        raise InputError(f"{path}: no DocBin of spaCy: {error}") from error
    return found.get_docs(spacy.blank("ru").vocab)


def _with_spans(doc: Doc) -> Doc:
    copy = doc.copy()
    spans = [
        copy.char_span(mention.start, mention.end, label=entity.type, kb_id=entity.wikidata or "", span_id=entity.id)
        for entity in build(doc).entities
        for mention in entity.mentions
        if mention.form == "name"
    ]
    whole = sorted((span for span in spans if span is not None), key=lambda span: (span.start, span.end))
    copy.spans[SPANS] = SpanGroup(copy, name=SPANS, spans=whole)
    copy.set_ents(filter_spans(whole))
    return copy

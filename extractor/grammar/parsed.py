"""Whether a document has what a component reads, and which component gives what it lacks."""

from spacy.tokens import Doc

from extractor import layers
from extractor.errors import PipelineError

_GIVERS = {
    "SENT_START": "extractor_sentences",
    "MORPH": "extractor_morphology",
    "LEMMA": "extractor_lemmas",
    "DEP": "extractor_syntax",
}


def check_parsed(doc: Doc, component: str, *needed: str) -> None:
    """Refuse a document that lacks sentences, features, lemmas or heads.

    Args:
        component: who asks.
        needed: the attributes, by spaCy's names.
    Raises:
        PipelineError: one of them is missing; the error says which component gives it.
    """
    for attribute in needed:
        if len(doc) and not doc.has_annotation(attribute):
            giver = _GIVERS[attribute]
            raise PipelineError(
                f"{component!r} needs {attribute} on the document; add {giver!r} before it, "
                "or take the whole pipeline from extractor.load()"
            )


def check_found(doc: Doc, component: str, *needed: str) -> None:
    """Refuse a document of which the records are missing that a component builds on: it would find nothing, silently.

    Args:
        component: who asks.
        needed: the layers, by the names they have on `doc._`.
    Raises:
        PipelineError: one of them was never looked for.
    """
    for layer in needed:
        if len(doc) and not layers.has(doc, layer):
            raise PipelineError(
                f"{component!r} builds on {layer}; add 'extractor_{layer}' before it, or leave {component!r} out too"
            )

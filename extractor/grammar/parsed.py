"""Whether a document has what a component reads, and which component gives what it lacks."""

from spacy.tokens import Doc

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
            raise PipelineError(f"{component!r} needs {attribute} on the document; add {giver!r} before it")

"""Questions about words that quotes and lists ask alike."""

from spacy.tokens import Doc, Token

from extractor.errors import PipelineError

DASHES = frozenset("—–-―−")
STOPS = frozenset({".", "!", "?", "…", "..."})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X"})
_NEEDED = (("SENT_START", "extractor_sentences"), ("LEMMA", "extractor_lemmas"), ("DEP", "extractor_syntax"))


def check_parsed(doc: Doc, component: str) -> None:
    """Raises PipelineError if the document lacks sentences, lemmas or heads."""
    for attribute, giver in _NEEDED:
        if len(doc) and not doc.has_annotation(attribute):
            raise PipelineError(f"{component!r} needs {attribute} on the document; add {giver!r} before it")


def feature(token: Token, name: str) -> str:
    """A feature's value, empty where the word has none."""
    values: list[str] = token.morph.get(name, [])
    return values[0] if values else ""


def case_of(token: Token) -> str:
    return feature(token, "Case")


def is_finite(token: Token) -> bool:
    return token.pos_ == "VERB" and feature(token, "VerbForm") in {"Fin", ""}


def is_infinitive(token: Token) -> bool:
    return feature(token, "VerbForm") == "Inf"


def is_gerund(token: Token) -> bool:
    return feature(token, "VerbForm") == "Conv"


def is_participle(token: Token) -> bool:
    return feature(token, "VerbForm") == "Part"


def is_short(token: Token) -> bool:
    return feature(token, "Variant") == "Short"


def is_clausal(doc: Doc, start: int, end: int) -> bool:
    """Whether a range holds a predicate: a verb, a copula, a short adjective or a predicative."""
    return any(
        token.pos_ in {"VERB", "AUX"} or is_short(token) or (token.pos_ == "ADV" and token.dep_ in {"root", "ccomp"})
        for token in doc[start:end]
    )

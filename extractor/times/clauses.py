"""What the words around a time expression say of it: the tense of its clause, the case of what follows."""

from spacy.tokens import Doc, Span, Token

from extractor.times.resolver import Tense

_FARTHEST = 6
"""Heads that are climbed, and words that are passed, in search of a verb."""
_TENSES: dict[str, Tense] = {"Past": "past", "Pres": "present", "Fut": "future"}
_VERBAL = frozenset({"VERB", "AUX"})
_WILL = "буд"
"""«будет» is marked as present by some taggers."""


class Clauses:
    """Reads morphology and heads where the Doc has them; without them it knows nothing, and says None."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.has_morphology = doc.has_annotation("MORPH")
        self.has_heads = doc.has_annotation("DEP")

    def tense(self, start: int, end: int) -> Tense | None:
        """The tense of the verb that governs the text from `start` to `end`."""
        if not self.has_morphology:
            return None
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        return self._governing_tense(span) if self.has_heads else self._neighbouring_tense(span)

    def governs_genitive(self, end: int) -> bool:
        """Whether a noun phrase in the genitive follows, as in «накануне визита»."""
        if not self.has_morphology:
            return False
        span = self.doc.char_span(end - 1, end, alignment_mode="expand")
        if span is None or span.end >= len(self.doc):
            return False
        word = self.doc[span.end]
        return word.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PRON"} and word.morph.get("Case", []) == ["Gen"]

    def _governing_tense(self, span: Span) -> Tense | None:
        token = span.root
        for _ in range(_FARTHEST):
            if token.head is token or token.head.i == token.i:
                return None
            token = token.head
            tense = _tense(token)
            if tense or token.pos_ == "VERB":
                return tense
        return None

    def _neighbouring_tense(self, span: Span) -> Tense | None:
        first, last = max(span.start - _FARTHEST, 0), min(span.end + _FARTHEST, len(self.doc))
        near = sorted(self.doc[first:last], key=lambda token: min(abs(token.i - span.start), abs(token.i - span.end)))
        return next((tense for token in near if (tense := _tense(token))), None)


def _tense(token: Token) -> Tense | None:
    """Tense of a verb form with its auxiliary; what an infinitive or «может» speaks of is still to be done."""
    if token.pos_ not in _VERBAL:
        return None
    if any(child.pos_ == "AUX" and child.lower_.startswith(_WILL) for child in token.children):
        return "future"
    if _is_infinitive(token):
        return None if _tense_of(token.head) == "past" else "future"
    tense = _tense_of(token)
    return "future" if tense == "present" and any(_is_infinitive(child) for child in token.children) else tense


def _tense_of(token: Token) -> Tense | None:
    values = token.morph.get("Tense", [])
    return _TENSES.get(values[0]) if values else None


def _is_infinitive(token: Token) -> bool:
    return token.morph.get("VerbForm", []) == ["Inf"]

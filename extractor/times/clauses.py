"""What the words around a time expression say of it: the tense of its clause, the case of what follows."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extractor.grammar.morphology import UNDECLINED
from extractor.times.phrases.lexicon import senses
from extractor.times.values.context import Tense

_FARTHEST = 6
"""Heads that are climbed, and words that are passed, in search of a verb."""
_TENSES: dict[str, Tense] = {"Past": "past", "Pres": "present", "Fut": "future"}
_VERBAL = frozenset({"VERB", "AUX"})
_COORDINATING = frozenset({"и", "или", ","})
_WILL = "буд"
"""«будет» is marked as present by some taggers."""
_UNTIL = frozenset({"до", "к", "ко"})
_SINCE = frozenset({"с", "со"})
_TO = frozenset({"по", "до"})
_LASTED = ("про", "до")
"""Prefixes of what had lasted until then: «проработал до мая», «дожил до мая»; «закрыл до мая» lies ahead."""


class Clauses:
    """Reads morphology and heads where the Doc has them; without them it knows nothing, and says None."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.has_morphology = doc.has_annotation("MORPH")
        self.has_heads = doc.has_annotation("DEP")

    def tense(self, start: int, end: int) -> Tense | None:
        """Where what governs the text from `start` to `end` puts it: «назначен на», «решил провести» lie ahead."""
        if not self.has_morphology:
            return None
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        governors = list(self._heads(span) if self.has_heads else self._neighbours(span))
        preposition = _preposition(span, governors)
        for place, token in enumerate(governors):
            tense = _direction(token, preposition, governors[:place], span)
            if tense == "future" and _is_finite(token) and any(_was_told(verb) for verb in governors[place + 1 :]):
                return "foretold"
            if tense or (token.pos_ == "VERB" and not _is_passing(token)):
                return _bounded(tense, token, preposition)
        return None

    def governs_genitive(self, start: int, end: int) -> bool:
        """Whether a noun phrase in the genitive follows, as in «накануне визита», «накануне прошедших выборов».

        In «появившихся накануне сообщений» the participle before has the noun.
        """
        if not self.has_morphology:
            return False
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or span.end >= len(self.doc):
            return False
        if span.start and _is_genitive(self.doc[span.start - 1]) and _is_participle(self.doc[span.start - 1]):
            return False
        past = self.doc[span.end].lower_ in UNDECLINED and span.end + 1 < len(self.doc)  # «накануне их отъезда»
        word = self.doc[span.end + past]
        nominal = word.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PRON"} or _is_participle(word)
        return nominal and _is_genitive(word)

    def follows_its_bearer(self, start: int, end: int) -> bool:
        """Whether a person in the dative stands before an amount, and no verb gives it: «(мэру) 83 года»."""
        span = self.doc.char_span(start, end, alignment_mode="expand") if self.has_heads else None
        if span is None or not self.has_morphology or not span.start:
            return False
        bearer = self.doc[span.start - 1]
        living = bearer.pos_ == "PROPN" or "Anim" in bearer.morph.get("Animacy", [])
        if bearer.pos_ not in {"NOUN", "PROPN"} or not living or "Dat" not in bearer.morph.get("Case", []):
            return False
        governed = any(child.dep_ == "case" for child in bearer.children)
        above = [span.root, *self._heads(span)]
        return not governed and not any(token.pos_ in _VERBAL for token in above)

    def _heads(self, span: Span) -> Iterator[Token]:
        token = _verb_between(span, span.root.head) or span.root
        if token.i != span.root.i:
            yield token
        for _ in range(_FARTHEST):
            if token.head.i == token.i:
                return
            token = token.head
            yield token

    def _neighbours(self, span: Span) -> Iterator[Token]:
        first, last = max(span.start - _FARTHEST, 0), min(span.end + _FARTHEST, len(self.doc))
        near = sorted(self.doc[first:last], key=lambda token: min(abs(token.i - span.start), abs(token.i - span.end)))
        return (token for token in near if _tense(token, ""))


def _preposition(span: Span, governors: list[Token]) -> str:
    """The preposition of an expression; the second of two has that of the first: «намечен на четверг и пятницу»."""
    if span[0].lower_ in _SINCE and any(token.lower_ in _TO for token in span[1:]):
        return ""  # «со вторника по четверг» is no «since»
    opening = span[0] if span[0].pos_ == "ADP" or not span.start else span.doc[span.start - 1]
    first = governors[0] if governors else opening
    if opening.lower_ in _COORDINATING and first.i < opening.i and first.i and senses(first.lower_) and first.dep_:
        opening = span.doc[first.i - 1]
    return opening.lower_


def _verb_between(span: Span, head: Token) -> Token | None:
    """The verb that stands nearer in the same clause than the governor: «приехал и обещал заплатить к 15 марта»."""
    if head.pos_ != "VERB" or span.start <= head.i < span.end:
        return None
    doc, nearer = span.doc, head.i < span.start
    for token in reversed(doc[head.i + 1 : span.start]) if nearer else doc[span.end : head.i]:
        if token.is_punct:
            return None
        if token.pos_ == "VERB" and token.head.i != head.i and (_is_infinitive(token) or _is_finite(token)):
            return token
    return None


def _direction(token: Token, preposition: str, below: list[Token], span: Span) -> Tense | None:
    """What one governor says, the nearest first; `below` are those between it and the expression."""
    kinds = senses(token.lemma_)
    if "scheduling" in kinds and (preposition in {"на", "до"} or _is_short_participle(token)):
        return "scheduled" if preposition not in {"на", "до"} or _is_attribute(token) else "future"
    if "intending" in kinds and token.pos_ in _VERBAL and preposition in _UNTIL:
        return "future"
    if "expected" in kinds or any("expected" in senses(child.lemma_) for child in token.children):
        return "scheduled"
    if token.pos_ in _VERBAL and "intending" in kinds and _is_of_noun(token, below, span):
        return "future" if any(_is_governed(noun) for noun in below) else "scheduled"
    tense = _tense(token, preposition)
    begun = tense == "present" and preposition in _SINCE and kinds.keys() & {"reporting", "lasting_verb", "ongoing"}
    return "past" if begun else tense  # «возглавляет с осени», «отмечает спад, начиная с осени»


def _is_of_noun(verb: Token, below: list[Token], span: Span) -> bool:
    """Whether a noun between the verb and the expression is what is dated: «договорились о встрече 10 апреля»."""
    if any(token.pos_ == "NOUN" for token in below):
        return True
    before = verb.doc[span.start - 1] if span.start else verb
    before = verb.doc[before.i - 1] if before.pos_ == "ADP" and before.i else before
    return before.pos_ == "NOUN" and before.i > verb.i and before.head.i == verb.i


def _bounded(tense: Tense | None, verb: Token, preposition: str) -> Tense | None:
    """«закрыли до мая» lies ahead, «работал до мая» and «к маю потушили» do not."""
    if tense != "past" or preposition not in _UNTIL or "intending" in senses(verb.lemma_):
        return tense
    perfective = verb.morph.get("Aspect", []) == ["Perf"]
    if preposition == "до":
        return "future" if perfective and not verb.lemma_.startswith(_LASTED) else "past"
    return "past" if perfective else "future"


def _tense(token: Token, preposition: str) -> Tense | None:
    """Tense of a verb form with its auxiliary; what an infinitive or «может» speaks of is still to be done."""
    if token.pos_ not in _VERBAL or _is_passing(token):
        return None
    if any(child.pos_ == "AUX" and child.lower_.startswith(_WILL) for child in token.children):
        return "future"
    if _is_infinitive(token):
        done = _tense_of(token.head) == "past" and "done" in senses(token.head.lemma_)
        return "past" if done else "future"
    tense = _tense_of(token)
    if tense != "present":
        return tense
    ahead = any(_is_infinitive(child) for child in token.children) or (
        preposition not in _SINCE and not senses(token.lemma_).keys() & {"reporting", "lasting_verb"}
    )
    return "future" if ahead else "present"


def _tense_of(token: Token) -> Tense | None:
    values = token.morph.get("Tense", [])
    return _TENSES.get(values[0]) if values else None


def _is_governed(noun: Token) -> bool:
    """Whether it has a preposition: «договорились о встрече 10 апреля», but «объявили голодовку 22 апреля»."""
    return any(child.pos_ == "ADP" for child in noun.children)


def _was_told(verb: Token) -> bool:
    """Whether what depends on it had been told: «сообщалось, что 21 августа экипаж перейдёт»."""
    return verb.pos_ == "VERB" and _tense_of(verb) == "past" and not _is_participle(verb)


def _is_finite(token: Token) -> bool:
    return token.morph.get("VerbForm", []) == ["Fin"]


def _is_passing(token: Token) -> bool:
    """Whether it is a present converb, of the time of its main verb: «выступая во вторник в Вене, сказал»."""
    return token.morph.get("VerbForm", []) == ["Conv"] and _tense_of(token) == "present"


def _is_infinitive(token: Token) -> bool:
    return token.morph.get("VerbForm", []) == ["Inf"]


def _is_participle(token: Token) -> bool:
    return token.morph.get("VerbForm", []) == ["Part"]


def _is_attribute(token: Token) -> bool:
    """Whether it is a full participle: «намеченная на март встреча» beside «встреча намечена на март»."""
    return _is_participle(token) and not _is_short_participle(token) and token.dep_ in {"acl", "amod"}


def _is_short_participle(token: Token) -> bool:
    return _is_participle(token) and token.morph.get("Variant", []) == ["Short"]


def _is_genitive(token: Token) -> bool:
    return token.morph.get("Case", []) == ["Gen"]

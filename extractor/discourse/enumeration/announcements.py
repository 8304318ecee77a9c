"""The words that announce a list: «о трёх нарушениях», «следующие меры», or the clause before the colon."""

import re
from dataclasses import dataclass

from extractor.discourse.cues import Cues
from extractor.grammar.lexicon import qualifies_number
from extractor.grammar.marks import DASHES
from extractor.grammar.morphology import feature_of, is_any_participle, is_finite, is_short
from extractor.grammar.ranges import trimmed
from extractor.grammar.tokens import Parse, Token

_EDGE = " .,;:—–-"
_FIGURES = re.compile(r"(\d{1,3})(?:-(?:ти|и|х|ух|[её]х|ми|мя))?")  # «6», «6-ти»; «6-й» orders and does not count
_SEVERAL = frozenset({"несколько", "нескольких", "нескольким", "несколькими"})  # they count without a number
_MOST = 500  # items that a count can announce
_REACH = 60  # tokens before the colon in which an announcement is looked for


@dataclass(frozen=True, slots=True)
class Announcement:
    """An intro as tokens `[start, end)`.

    `announced` tells a counted or announcing noun («три меры», «условия») from a bare clause.
    """

    start: int
    end: int
    count: int | None
    announced: bool


def announcement(doc: Parse, cues: Cues, start: int, end: int) -> Announcement:
    """What the clause `[start, end)` announces; without a counted or announcing noun, the clause itself."""
    start, end = trimmed(doc, start, end, _EDGE)
    if end - start > 2 and doc[end - 2 : end].text.lower() in {"а именно", *cues.leading}:
        start, end = trimmed(doc, start, end - 2, _EDGE)
    start = max(start, end - _REACH)
    for token in reversed(doc[start:end]):
        if is_finite(token) or (is_any_participle(token) and is_short(token)):
            break
        if token.lemma_ in cues.following:
            return _following(doc, cues, token, start, end)
        counted = _counted(doc, cues, token, end)
        if counted is not None:
            token = _governing(doc, cues, token, start, end)
            return Announcement(_governed(doc, cues, token, start), end, _counted(doc, cues, token, end), True)
    for token in reversed(doc[start:end]):
        if is_finite(token) or (is_any_participle(token) and is_short(token)):
            break
        plural = token.lemma_ in cues.announcing and feature_of(token, "Number") == "Plur"
        if token.pos_ == "NOUN" and (plural or token.lemma_ in cues.registers):
            return Announcement(_governed(doc, cues, token, start), end, None, True)
    return Announcement(start, end, None, False)


def _following(doc: Parse, cues: Cues, token: Token, start: int, end: int) -> Announcement:
    noun = next((t for t in doc[token.i + 1 : end] if t.pos_ == "NOUN"), None)
    if noun is None or noun.lemma_ == "образ":
        return Announcement(start, end, None, True)
    count = next((number for t in doc[token.i + 1 : noun.i] if (number := number_of(t, cues))), None)
    return Announcement(_governed(doc, cues, token, start), end, count, True)


def number_of(token: Token, cues: Cues) -> int | None:
    """The number that a token states, in figures or words, where it can count items."""
    figures = _FIGURES.fullmatch(token.text)
    if figures:
        return int(figures[1]) if 2 <= int(figures[1]) <= _MOST else None
    return cues.numbers.get(token.lemma_)


def _counted(doc: Parse, cues: Cues, token: Token, end: int) -> int | None:
    """The number of a counted noun, at its numeral."""
    number = number_of(token, cues)
    if number is None:
        return None
    if token.i + 1 == end and token.lemma_ in cues.numbers:
        return None if doc[token.i - 1].lower_ == "через" else number  # «премию получили трое»; not «через два — в мае»
    for noun in doc[token.i + 1 : min(token.i + 6, end)]:
        if noun.pos_ in {"NOUN", "PROPN"}:
            return None if noun.lemma_ in cues.measures else number
        if noun.pos_ not in {"ADJ", "DET", "NUM", "VERB"} or noun.text.isdigit():
            return None
    return None


def _governing(doc: Parse, cues: Cues, numeral: Token, start: int, end: int) -> Token:
    """«**шесть** дочерей от **трёх** браков: …»: the numeral of the noun on which the counted one hangs."""
    noun = next(token for token in doc[numeral.i : end] if token.pos_ in {"NOUN", "PROPN"} or token.i + 1 == end)
    above = [token.i for token in noun.ancestors if start <= token.i < numeral.i and token.pos_ == "NOUN"]
    others = (token for token in doc[start : numeral.i] if _counted(doc, cues, token, end) is not None)
    return next((other for other in others if any(other.i < place <= other.i + 3 for place in above)), numeral)


def _governed(doc: Parse, cues: Cues, token: Token, start: int) -> int:
    """Where the noun phrase starts, with its preposition and the participle that governs it."""
    first = token.i
    while first > start and _modifies(doc[first - 1], token, cues):
        first -= 1
    before = doc[first - 1].lower_ if first > start else ""
    if before in cues.intensifiers or qualifies_number(before):
        first -= 1
    if first > start and doc[first - 1].lemma_ in cues.quantifiers:
        first -= 1
    bare = first
    if first > start + 1 and doc[first - 1].lemma_ in cues.prepositional and doc[first - 2].pos_ == "ADP":
        first -= 2
    elif first > start and doc[first - 1].pos_ == "ADP":
        first -= 1
    if first > start and is_any_participle(doc[first - 1]) and not is_short(doc[first - 1]):
        governs = first < bare or feature_of(doc[first - 1], "Case") == feature_of(token, "Case")
        first -= governs  # «состоящий из двух частей», not «задержанных трое»
    return first


def _modifies(word: Token, token: Token, cues: Cues) -> bool:
    if word.pos_ not in {"ADJ", "DET", "NUM"} or word.text.isdigit():
        return False
    return token.lemma_ not in cues.numbers or feature_of(word, "Case") == feature_of(token, "Case")


def counted_before(doc: Parse, cues: Cues, start: int, mark: int) -> Announcement | None:
    """A counted noun whose phrase ends at a dash or bracket: «три острова — …», «двое министров (…)»."""
    for token in reversed(doc[max(start, mark - 12) : mark]):
        if is_finite(token) or token.text in {",", ";", ":", "(", ")", *DASHES}:
            return None
        counted = _counted(doc, cues, token, mark)
        if counted is not None or token.lower_ in _SEVERAL:
            return Announcement(_governed(doc, cues, token, start), mark, counted, True)
    return None

"""The words that announce a list: «о трёх нарушениях», «следующие меры», or the clause before the colon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.discourse.cues import Cues
from extractor.grammar.lexicon import qualifies_number
from extractor.grammar.marks import DASHES, QUOTATION
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
    for token in _before_predicate(doc, start, end):
        if token.lemma_ in cues.following:
            return _following(doc, cues, token, start, end)
        counted = _counted(doc, cues, token, end)
        if counted is not None:
            token = _governing(doc, cues, token, start, end)
            return Announcement(_governed(doc, cues, token, start), end, _counted(doc, cues, token, end), True)
    for token in _before_predicate(doc, start, end):
        plural = token.lemma_ in cues.announcing and feature_of(token, "Number") == "Plur"
        if token.pos_ == "NOUN" and (plural or token.lemma_ in cues.registers):
            return Announcement(_governed(doc, cues, token, start), end, None, True)
    return Announcement(start, end, None, end > start and doc[end - 1].lemma_ in cues.listing)


def counting(doc: Parse, cues: Cues, start: int, end: int, items: int) -> Announcement | None:
    """The noun that counts so many items, where the clause counts others too: «40 книг по **двум темам**: …»."""
    start, end = trimmed(doc, start, end, _EDGE)
    for token in reversed(doc[max(start, end - _REACH) : end]):
        if _counted(doc, cues, token, end) == items:
            return Announcement(_governed(doc, cues, token, start), end, items, True)
    return None


def counting_together(doc: Parse, cues: Cues, intro: Announcement, items: int) -> Announcement | None:
    """The same intro where its numbers together are the count: «двое внуков и три внучки: …»."""
    counts = [_counted(doc, cues, token, intro.end) for token in doc[intro.start : intro.end]]
    together = sum(count for count in counts if count) == items
    return Announcement(intro.start, intro.end, items, True) if together else None


def announced_within(doc: Parse, cues: Cues, start: int, end: int, items: int) -> Announcement | None:
    """What counts items before the predicate of its sentence: «**По двум причинам** порт закрылся. Во-первых, …»."""
    for token in doc[start:end]:
        count = _counted(doc, cues, token, end)
        noun = _counted_noun(doc, token, end) if token.lower_ in _SEVERAL or count == items else None
        if noun is not None and noun.lemma_ in cues.announcing:
            return Announcement(_governed(doc, cues, token, start), noun.i + 1, count, True)
    return None


def _before_predicate(doc: Parse, start: int, end: int) -> Iterator[Token]:
    """The words from the end back to a predicate, or to what only joins those before it to them («…, а также …»).

    A clause about a noun is none: «пять стран, которые **нарушили** эмбарго».
    """
    for token in reversed(doc[start:end]):
        finite = is_finite(token) and token.dep_ != "acl:relcl"
        if finite or (is_any_participle(token) and is_short(token)) or token.lower_ == "также":
            return
        yield token


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
    if number is None or _opens_range(doc, cues, token, number) or _is_label(doc, cues, token):
        return None
    if _of_them(doc, token) == end:
        return number
    if token.i + 1 == end and token.lemma_ in cues.numbers:
        return None if doc[token.i - 1].lower_ == "через" else number  # «премию получили трое»; not «через два — в мае»
    noun = _counted_noun(doc, token, end)
    if noun is None:
        alone = token.i + 2 == end and (doc[token.i + 1].pos_ == "ADJ" or is_any_participle(doc[token.i + 1]))
        return number if alone else None  # «три первых», «двое задержанных»
    return None if noun.lemma_ in cues.measures else number


def _opens_range(doc: Parse, cues: Cues, numeral: Token, number: int) -> bool:
    """«два - три дня», as corpora print it; not «трое - двое детей и врач»."""
    after = doc[numeral.i + 1 : numeral.i + 3]
    return len(after) > 1 and after[0].text in DASHES and (number_of(after[1], cues) or 0) > number


def _is_label(doc: Parse, cues: Cues, numeral: Token) -> bool:
    """«часть **2** статьи», «п. **3** договора»."""
    before = [token for token in doc[max(0, numeral.i - 2) : numeral.i] if token.text != "."]
    return bool(before) and numeral.text[0].isdigit() and before[-1].lemma_ in cues.numbered


def _of_them(doc: Parse, numeral: Token) -> int | None:
    """Where «трое **из них**», «два из которых» ends."""
    after = doc[numeral.i + 1 : numeral.i + 3]
    pronoun = len(after) > 1 and after[0].lower_ == "из" and after[1].lemma_ in {"они", "который"}
    return after[1].i + 1 if pronoun else None


def _counted_noun(doc: Parse, numeral: Token, end: int) -> Token | None:
    for noun in doc[numeral.i + 1 : min(numeral.i + 6, end)]:
        if noun.pos_ in {"NOUN", "PROPN"}:
            return noun
        inside = noun.pos_ in {"ADJ", "DET", "NUM", "VERB", "ADV"} or noun.text in QUOTATION
        if not inside or noun.text.isdigit():
            return None
    return None


def _governing(doc: Parse, cues: Cues, numeral: Token, start: int, end: int) -> Token:
    """«**пять** сыновей от **двух** жён: …»: the numeral of the noun on which the counted one hangs."""
    noun = next(token for token in doc[numeral.i : end] if token.pos_ in {"NOUN", "PROPN"} or token.i + 1 == end)
    above = [token.i for token in noun.ancestors if start <= token.i < numeral.i and token.pos_ == "NOUN"]
    others = (token for token in doc[start : numeral.i] if _counted(doc, cues, token, end) is not None)
    return next((other for other in others if any(other.i < place <= other.i + 3 for place in above)), numeral)


def _governed(doc: Parse, cues: Cues, token: Token, start: int) -> int:
    """Where the noun phrase starts, with its preposition and the participle that governs it."""
    first = _attributes(doc, token, start)
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


def _attributes(doc: Parse, token: Token, start: int) -> int:
    """Where the adjectives of a noun start with the words that hang on them: «**соседних с морем** городах»."""
    adjectives = [child for child in token.children if child.dep_ == "amod" and start < child.i < token.i]
    if not adjectives:
        return token.i
    within = doc[adjectives[0].i : token.i]
    return adjectives[0].i if all(_hangs(word, token) for word in within) else token.i


def _hangs(word: Token, noun: Token) -> bool:
    return not is_finite(word) and word.pos_ != "PUNCT" and noun in word.ancestors


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
        if counted is not None and _is_renamed(doc, token, mark):
            return None
        if counted is not None or token.lower_ in _SEVERAL:
            return Announcement(_governed(doc, cues, token, start), mark, counted, True)
    return None


def _is_renamed(doc: Parse, numeral: Token, mark: int) -> bool:
    """Whether a noun of another phrase stands between the counted one and the mark: «в обоих случаях братья — …»."""
    noun = _counted_noun(doc, numeral, mark)
    if noun is None or feature_of(noun, "Case") == "Nom":
        return False
    behind = doc[noun.i + 1 : mark]
    quoted = any(token.text in QUOTATION for token in behind)
    return not quoted and any(token.pos_ == "NOUN" and feature_of(token, "Case") == "Nom" for token in behind)

"""Whether some items are those of a list, by their kind and build."""

from itertools import takewhile

from extractor.discourse.cues import Cues
from extractor.discourse.enumeration.kinds import first_nominal, kind_of, names_in_noun, tell_of_first
from extractor.discourse.enumeration.levels import outer
from extractor.grammar.marks import DASHES, QUOTATION
from extractor.grammar.morphology import feature_of, is_any_participle, is_finite, is_short
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse, Token


def has_words(doc: Parse, item: Range) -> bool:
    """Whether an item holds a word, so that «1, 2, 3» are none."""
    return any(len(token) > 1 and token.text[0].isalpha() for token in doc[slice(*item)])


def is_uniform(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """Whether all items are names, also in quotation marks, or all nouns in one case."""
    if is_any_participle(doc[items[0][0]]) and doc[items[0][0]].head.i < items[0][0]:
        return False  # «два приза — вручённый жюри и народный»
    if names_in_noun(doc, cues, items) or tell_of_first(doc, items):
        return False
    kinds = {_named_kind(doc, cues, item) for item in items}
    if (
        len(kinds) == 2 and "name" in kinds
    ):  # «трое солдат - сержант Иванов, Петров и Лунин», not «сенаторы от Огайо и Юты»
        (case,) = kinds - {"name"}
        kinds = {case} if len(items) > 2 or any(_is_quoted(doc, item) for item in items) else kinds
    led = all(kind.startswith("adp") for kind in kinds)  # «под мостом, под аркой и у ворот»
    return led or (len(kinds) == 1 and not kinds & {"fin", "inf"})


def _is_quoted(doc: Parse, item: Range) -> bool:
    return any(token.text in QUOTATION for token in doc[slice(*item)])


def _named_kind(doc: Parse, cues: Cues, item: Range) -> str:
    return "name" if _is_quoted(doc, item) else kind_of(doc, cues, *item) or doc[item[0]].text[:1]


def are_quoted(doc: Parse, items: list[Range]) -> bool:
    """Whether at least three items all stand in quotation marks: «в фильмах: «Порт», «Чайки» и «Мост»»."""
    return len(items) > 2 and all(doc[start].text in QUOTATION for start, _ in items)


def is_speech(doc: Parse, items: list[Range]) -> bool:
    """Whether the first item opens a quotation that goes on behind it: «…: «Цены высоки, рынок пуст»»."""
    return sum(token.text in QUOTATION for token in doc[slice(*items[0])]) % 2 == 1


def is_parted(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """Whether semicolons part items of one kind; clauses are prose: «Решение суда: порт закрыт; мэр уволен; …»."""
    kinds = {kind_of(doc, cues, *item) for item in items}
    return len(kinds) == 1 and "fin" not in kinds and all(doc[end].text == ";" for _, end in items[:-1])


def are_kinds(doc: Parse, items: list[Range]) -> bool:
    """Whether every item is a common noun in the plural, which says what all are: «врачи и судьи»."""
    nouns = [first_nominal(doc, item) for item in items]
    return all(noun is not None and noun.pos_ == "NOUN" and feature_of(noun, "Number") == "Plur" for noun in nouns)


def is_plain(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """Whether no item holds a clause of its own outside quotation marks."""
    return not any(_is_equation(doc, item) for item in items) and all(
        kind_of(doc, cues, *item) != "fin" and not _holds_clause(doc, item) for item in items
    )


def are_clauses(doc: Parse, items: list[Range]) -> bool:
    """Whether every item is a clause: «ряд бед: луч слаб, груз тяжёл, а цель движется»."""
    return all(_holds_clause(doc, item) for item in items)


def _holds_clause(doc: Parse, item: Range) -> bool:
    own = takewhile(lambda token: token.lemma_ != "который", outer(doc, *item))
    return any(_is_predicate(token) for token in own if token.dep_ != "acl:relcl")


def _is_predicate(token: Token) -> bool:
    return is_finite(token) or (token.pos_ == "AUX" and feature_of(token, "VerbForm") == "Fin") or is_short(token)


def _is_equation(doc: Parse, item: Range) -> bool:
    """«Главная беда — это засуха»: a clause without a verb."""
    return any(token.text in DASHES and doc[token.i + 1].lower_ == "это" for token in doc[item[0] + 1 : item[1] - 1])


def are_all_or_none_infinitive(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """Whether no infinitive stands among other words."""
    kinds = [kind_of(doc, cues, *item) == "inf" for item in items]
    return all(kinds) or not any(kinds)

"""What an item is: an infinitive, a clause, a name, a noun in some case; and whether two are of one kind."""

from extractor.discourse.cues import Cues
from extractor.discourse.enumeration.levels import outer
from extractor.discourse.enumeration.parts import stripped
from extractor.grammar.morphology import NAMING, NOMINAL, UNDECLINED, feature_of, is_short
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse, Token


def first_nominal(doc: Parse, item: Range) -> Token | None:
    """The noun that an item is about, or the adjective in its place: «старший»."""
    nominal = [token for token in outer(doc, *item) if token.pos_ in NAMING]
    return next(iter(nominal), None) or next((t for t in outer(doc, *item) if t.pos_ == "ADJ"), None)


def kind_of(doc: Parse, cues: Cues, start: int, end: int) -> str:
    """What a part is: «inf», «fin», a case, or empty where nothing can be told."""
    start, end = (stripped(doc, cues, [(start, end)]) or [(start, end)])[0]
    tokens = list(outer(doc, start, end))
    for token in tokens:
        if (token.lemma_ in cues.continuing and token.i > start) or token.dep_ == "acl:relcl":
            break
        if token.pos_ in {"VERB", "AUX"}:
            form = feature_of(token, "VerbForm") or "Fin"
            if form in {"Inf", "Fin"}:
                return form.lower()
        if is_short(token):  # «лодки должны стоять на месте»
            return "fin"
    for token in tokens:
        if token.pos_ == "ADP":
            return f"adp {token.lemma_}"
        if token.pos_ == "PROPN" or token.is_title or (token.is_upper and len(token) > 1):
            return "name"  # foreign names do not decline, and taggers guess their case
        if token.pos_ in NOMINAL and token.lower_ not in UNDECLINED:
            return _case(token)
    return ""


def _case(token: Token) -> str:
    """The case of a noun, an accusative as the case that it looks like: genitive of living beings, else nominative.

    «Повара и кухарку» are of one case, though only men's accusative is a genitive.
    """
    if feature_of(token, "Case") != "Acc":
        return feature_of(token, "Case") or ""
    return "Gen" if feature_of(token, "Animacy") == "Anim" else "Nom"


def first_conjunct(token: Token) -> Token:
    """The word to which coordination leads back: «Псков» of «жители Пскова, Твери»."""
    return next((word for word in (token, *token.ancestors) if word.dep_ != "conj"), token)


def tell_of_first(doc: Parse, items: list[Range]) -> bool:
    """«жители Твери, Сибири и дальних регионов»: the others hang on the noun of the first item, as its end does."""
    first = first_nominal(doc, items[0])
    others = [first_nominal(doc, item) for item in items[1:]]
    return first is not None and all(
        noun is not None
        and noun.dep_ == "conj"
        and first.i < first_conjunct(noun).i < items[0][1]
        and feature_of(noun, "Case") == "Gen"
        for noun in others
    )


def agree(one: str, other: str) -> bool:
    """Whether two parts can be items of one list: a name goes with a noun in any case.

    So does a dative with a locative, which most nouns of the first declension have alike.
    """
    nominal = {"name", "Nom", "Gen", "Dat", "Ins", "Loc"}
    named = "name" in {one, other} and {one, other} <= nominal
    return one == other or not one or not other or named or {one, other} == {"Dat", "Loc"}


def names_in_noun(doc: Parse, cues: Cues, items: list[Range]) -> bool:
    """«три поколения — соратники Новака, Вебера и Крюгера»: all names hang on the noun of the first part."""
    (start, end), *others = items
    if kind_of(doc, cues, start, end) == "name" or any(kind_of(doc, cues, *item) != "name" for item in others):
        return False
    names = [token for token in doc[start + 1 : end] if token.pos_ == "PROPN"]
    return bool(names) and names[0].dep_ == "nmod"

"""What a word's form tells: its case, its voice, whether it is an infinitive, which preposition stands at it."""

import re
from functools import lru_cache

from extractor.grammar.lexicon import load_lexicon
from extractor.grammar.tokens import Parse, Token, asked_once

CASES = {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"}
NAMING = frozenset({"NOUN", "PROPN", "PRON", "X"})  # of these what names somebody by itself
UNDECLINED = frozenset({"его", "её", "ее", "их"})  # possessives, which keep their form whatever the case of their noun
_NOMINAL_RELATIONS = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod"}
_NOMINATIVE_PRONOUNS = {"я", "ты", "он", "она", "оно", "мы", "вы", "они"}
_REFLEXIVE = ("ся", "сь")
_NOT_ALONE = ("только", "просто", "лишь", "столько")  # «не {только} Перу»
_PASSIVE_FORM = re.compile(r"[аяеё]нн(ый|ого|ому|ым|ом|ая|ой|ую|ою|ое|ые|ых|ыми)$")
_CASELESS_ENDINGS = ("о", "у", "э", "ю", "и")


@lru_cache(maxsize=65536)
def feature(morph: str, name: str) -> str | None:
    """One UD feature out of a morphology string: feature("Case=Gen|Number=Sing", "Case") is "Gen"."""
    for pair in morph.split("|"):
        key, _, value = pair.partition("=")
        if key == name:
            return value
    return None


def feature_of(token: Token, name: str) -> str | None:
    """One UD feature of a token; None where the token does not have it."""
    return token.feats.get(name)


def has(token: Token, name: str, value: str) -> bool:
    """Whether a UD feature of the token has this value."""
    return token.feats.get(name) == value


@asked_once
def is_nominal(token: Token) -> bool:
    """A word that can head a noun phrase, also a participle that stands for people: «протестующие требуют»."""
    people = is_participle(token) and token.dep_ in _NOMINAL_RELATIONS and not _describes(token)
    return people or token.pos_ in NOMINAL


def _describes(participle: Token) -> bool:
    """«Бастующие пилоты» are the pilots."""
    following = participle.nbor() if participle.i + 1 < len(participle.doc) else None
    return following is not None and is_noun(following) and case_of(following) == feature_of(participle, "Case")


def has_speaker(verb: Token) -> bool:
    """A verb whose form speaks of who speaks or is spoken to: «поддерживаем», «поддержите»."""
    return has(verb, "Person", "1") or has(verb, "Person", "2")


def is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def is_nominative_pronoun(token: Token) -> bool:
    """«он», «мы»: whatever the parser says, no object."""
    return token.pos_ == "PRON" and token.lower_ in _NOMINATIVE_PRONOUNS


def is_oblique_pronoun(token: Token) -> bool:
    """«её», «им»: whatever the parser says, no subject."""
    return token.pos_ == "PRON" and token.lemma_ in _NOMINATIVE_PRONOUNS and token.lower_ not in _NOMINATIVE_PRONOUNS


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def is_finite(token: Token) -> bool:
    """A full verb in a finite form, or in one that the tagger does not tell."""
    return token.pos_ == "VERB" and feature_of(token, "VerbForm") in ("Fin", None)


def is_gerund(token: Token) -> bool:
    return has(token, "VerbForm", "Conv")


def is_short(token: Token) -> bool:
    """A short adjective or participle: «готов», «задержан»."""
    return has(token, "Variant", "Short")


def is_infinitive(token: Token) -> bool:
    return has(token, "VerbForm", "Inf")


def is_infinitive_clause(token: Token) -> bool:
    """An infinitive, or what stands with one of «быть»: «(призвал) быть милосерднее»."""
    return is_infinitive(token) or any(
        child.lower_ == "быть" and child.dep_ in ("cop", "aux", "aux:pass") for child in token.children
    )


def is_participle(token: Token) -> bool:
    """A long participle used as an attribute; a short one is a predicate."""
    return has(token, "VerbForm", "Part") and not has(token, "Variant", "Short")


def is_any_participle(token: Token) -> bool:
    return has(token, "VerbForm", "Part")


def is_clausal(doc: Parse, start: int, end: int) -> bool:
    """Whether a range holds a predicate: a verb, a copula, a short adjective or a predicative."""
    return any(
        is_verb(token) or is_short(token) or (token.pos_ == "ADV" and token.dep_ in ("root", "ccomp"))
        for token in doc[start:end]
    )


def is_predicate(token: Token) -> bool:
    """A verb that makes a clause of its own: no long participle."""
    return is_verb(token) and not is_participle(token)


@asked_once
def is_passive(verb: Token) -> bool:
    """Passive participle, or a reflexive verb that the parser gave a passive subject.

    The form has the last word: the tagger takes «обвинённый» for an active one.
    """
    if has(verb, "VerbForm", "Part"):
        return has(verb, "Voice", "Pass") or _PASSIVE_FORM.search(verb.lower_) is not None
    return verb.lower_.endswith(_REFLEXIVE) and any(child.dep_ == "nsubj:pass" for child in verb.children)


@asked_once
def is_list_number(token: Token) -> bool:
    """«1.», «2)» before a list item, which the parser takes for a subject."""
    return token.is_digit and token.i + 1 < len(token.doc) and token.nbor().text in (".", ")")


@asked_once
def case_of(token: Token) -> str | None:
    """The token's case; None where the form does not show it («США», «ООН», «Токио», «NATO», numerals in figures).

    Nor does that of «ВВС», but an adjective does: «российскими ВВС».
    """
    text = token.text
    abbreviation = text.isupper() and len(text) > 1
    if abbreviation or text.isascii() or (token.lemma_.endswith(_CASELESS_ENDINGS) and token.pos_ == "PROPN"):
        return next((feature_of(child, "Case") for child in token.children if child.dep_ == "amod"), None)
    return feature_of(token, "Case")


@lru_cache(maxsize=4096)
def normal_preposition(words: str) -> str:
    """The plain variant: «со» is «с», «об» is «о»; words of a compound one each: «со стороны» is «с стороны»."""
    variants = load_lexicon().preposition_variants
    return " ".join(variants.get(word, word) for word in words.lower().split())


@asked_once
def preposition_of(token: Token) -> str | None:
    """The preposition of a noun phrase, «с», «в отношении»; None where it has none."""
    words = [child for child in token.children if child.dep_ == "case" and child.i < token.i and child.lower_ != "как"]
    if not words and token.dep_ == "flat:name" and token.head.i < token.i:
        return preposition_of(token.head)
    if not words:
        return None
    first = words[0]
    parts = [first, *(child for child in first.children if child.dep_ == "fixed")]
    return normal_preposition(" ".join(part.text for part in sorted(parts, key=lambda part: part.i)))


@asked_once
def coordinated(token: Token) -> list[Token]:
    """The token and everything that is coordinated with it, in text order; of «Перу, а не Чили» only «Перу».

    But both of «не только Перу, но и Чили».
    """
    out, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child.pos_ in NOMINAL:
                out.append(child)
                queue.append(child)
    affirmed = [part for part in out if not any(map(_denies, part.children))]
    return sorted(affirmed or out, key=lambda part: part.i)


def _denies(particle: Token) -> bool:
    if particle.lower_ != "не":
        return False
    return not any(token.lower_ in _NOT_ALONE for token in particle.doc[particle.i + 1 : particle.i + 2])

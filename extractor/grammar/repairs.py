"""Repairs of what the parser gets wrong, each under a name, counted when it answers.

A definition of the grammar asks the tree as it should be; where that gives nothing, it asks a repair. `FIRED` tells
after a run which have answered and how often (`extractor templates usage`): one that never does can go.
"""

from collections import Counter
from collections.abc import Callable
from functools import wraps
from itertools import takewhile
from typing import ParamSpec, TypeVar

from extractor.grammar.marks import QUOTATION
from extractor.grammar.morphology import (
    NOMINAL,
    case_of,
    coordinated,
    feature_of,
    has,
    is_infinitive,
    is_noun,
    is_oblique_pronoun,
    is_verb,
    preposition_of,
)
from extractor.grammar.tokens import Token
from extractor.grammar.tree import words_after, words_before

P = ParamSpec("P")
R = TypeVar("R")

FIRED: Counter[str] = Counter()  # of this process, since it began
REPAIRS: dict[str, str] = {}  # what each mends, by its name
_MISREAD = {"obj", "obl", "iobj", "nmod", "advmod", "acl", "amod", "advcl", "dep"}


def repair(function: Callable[P, R]) -> Callable[P, R]:
    """Counts the answers of a repair under its name."""
    name = function.__name__
    REPAIRS[name] = " ".join((function.__doc__ or "").split())

    @wraps(function)
    def counted(*args: P.args, **kwargs: P.kwargs) -> R:
        answer = function(*args, **kwargs)
        if answer:
            FIRED[name] += 1
        return answer

    return counted


# Subjects


@repair
def misread_subject(verb: Token, approximations: frozenset[str]) -> list[Token]:
    """The subject to which the parser gave another relation: «Пекин манёвры осудил»."""
    before = [child for child in verb.children if child.i < verb.i and child.pos_ in NOMINAL and child.dep_ in _MISREAD]
    objects = [child for child in verb.children if child.dep_ == "obj"]
    return [child for child in before if objects != [child] and _may_be_subject(child, verb, approximations)][:1]


@repair
def stranded_subject(verb: Token, approximations: frozenset[str]) -> list[Token]:
    """The subject that the parser hung on the phrase before it: «на встрече США и Ирак приняли …».

    A nominative among the coordinates must prove it: «в правительстве США приняли …» has none.
    """
    for phrase in verb.children:
        if phrase.i < verb.i and preposition_of(phrase) is not None:
            for noun in phrase.children:
                parts = coordinated(noun) if noun.i > phrase.i and noun.pos_ in NOMINAL else []
                nominative = any(case_of(part) == "Nom" for part in parts)
                stranded = nominative and noun.dep_ in ("nmod", "appos")
                if stranded and _may_be_subject(noun, verb, approximations):
                    return [noun]
    return []


@repair
def subject_taken_for_object(verb: Token, first: Token | None = None) -> list[Token]:
    """The subject behind a verb in the plural whose object stands first, and which the parser took for the object."""
    before = [child for child in verb.children if child.dep_ in ("obj", "nsubj") and child.i < verb.i]
    behind = [child for child in verb.children if child.dep_ in ("obj", "nsubj") and child.i > verb.i]
    joined = sum(child.dep_ == "nsubj" for child in before) > 1  # «не только Чили, но и Перу ввели пошлины»
    if not before or joined or not behind or (first is not None and first != before[0]):
        return []
    noun, subject = before[0], behind[0]
    fronted = is_noun(noun) and has(noun, "Animacy", "Inan") and has(noun, "Number", "Sing")
    alone = not any(child.dep_ in ("conj", "nummod", "nummod:gov", "nmod") for child in noun.children)
    several = has(subject, "Number", "Plur") or any(child.dep_ == "conj" for child in subject.children)
    alike = noun.pos_ == "PROPN" and case_of(subject) == "Acc" and has(subject, "Animacy", "Inan")  # its nominative too
    nominative = preposition_of(subject) is None and (alike or case_of(subject) in ("Nom", None))
    plural = has(verb, "Number", "Plur") and has(verb, "VerbForm", "Fin")
    return [subject] if plural and fronted and alone and several and nominative else []


@repair
def weapon_taken_for_object(verb: Token, aiming: frozenset[str]) -> list[Token]:
    """The thing behind a verb that takes none as its object: «по Сумам ударили {ракеты}»."""
    if verb.lemma_ not in aiming or not has(verb, "VerbForm", "Fin"):
        return []
    things = [child for child in verb.children if child.dep_ == "obj" and child.i > verb.i]
    return [thing for thing in things if has(thing, "Animacy", "Inan") and _may_be_subject(thing, verb, frozenset())][
        :1
    ]


@repair
def object_taken_for_subject(noun: Token, verb: Token) -> bool:
    """One before a plural is its object: «министра критикуют», «проект хвалят Чили и Перу», «Telegram запретили»."""
    if any(child.dep_ == "obj" and is_oblique_pronoun(child) for child in verb.children):
        return False
    plural = has(verb, "Number", "Plur") and has(verb, "VerbForm", "Fin")
    if plural and _is_foreign_name_of_one(noun):
        return noun.i < verb.i and not any(child.dep_ == "nsubj" and child != noun for child in verb.children)
    if not plural or not has(noun, "Number", "Sing"):
        return False
    return _shows_accusative(noun) or bool(subject_taken_for_object(verb, noun))


def _is_foreign_name_of_one(noun: Token) -> bool:
    """A name in Latin letters, which shows no case: «{Telegram} запретили»; not «{Eagles} победили»."""
    names = [noun, *(child for child in noun.children if child.dep_ in ("flat", "flat:name", "flat:foreign", "appos"))]
    joined = any(child.dep_ in ("conj", "nummod", "nummod:gov") for child in noun.children)
    latin = all(name.text.isascii() and name.text.isalpha() for name in names)
    return latin and not joined and not has(noun, "Number", "Plur") and not names[-1].lower_.endswith("s")


def _shows_accusative(noun: Token) -> bool:
    """Somebody in an accusative, which of a man looks like the genitive: «министра», «Петрова»."""
    man = has(noun, "Case", "Gen") and has(noun, "Gender", "Masc")
    several = any(child.dep_ == "conj" or child.dep_.startswith("nummod") for child in noun.children)
    return has(noun, "Animacy", "Anim") and (has(noun, "Case", "Acc") or (man and not several))


@repair
def coordinate_taken_for_complement(verb: Token, head: Token) -> bool:
    """A finite verb is nobody's open complement: the parser missed a coordination."""
    finite = verb.dep_ == "xcomp" and has(verb, "VerbForm", "Fin")
    return finite and feature_of(verb, "Number") == feature_of(head, "Number")


def _may_be_subject(noun: Token, verb: Token, approximations: frozenset[str]) -> bool:
    """Whether form and agreement allow the noun as subject; «сто фермеров» goes with a plural."""
    number, case, preposition = feature_of(verb, "Number"), case_of(noun), preposition_of(noun)
    if case == "Gen" and any(child.dep_.startswith("nummod") for child in noun.children):
        return number == "Plur" and (preposition is None or preposition in approximations)
    nominative = case in ("Nom", None) or (case == "Acc" and has(noun, "Animacy", "Inan"))
    if preposition is not None or not nominative:
        return False
    if number == "Plur" and any(child.dep_ == "conj" for child in noun.children):
        return True
    if case is None:  # an abbreviation agrees with anything: «НАТО решение поддержала»
        return number is not None
    gender = feature_of(verb, "Gender")
    return number is not None and has(noun, "Number", number) and (gender is None or has(noun, "Gender", gender))


# Objects


@repair
def stranded_object(verb: Token) -> list[Token]:
    """An accusative before the verb that the parser hung on another noun: «полиция силу применять не станет»."""
    for token in words_before(verb):
        if token.text in ",;:—" or is_verb(token):
            return []
        misread = token.dep_ in ("nmod", "conj", "appos") and token.head.pos_ in NOMINAL
        bare = preposition_of(token) is None and preposition_of(token.head) is None
        if misread and bare and is_noun(token) and case_of(token) == "Acc":
            return [token]
    return []


@repair
def complement_in_marks(verb: Token) -> list[Token]:
    """What somebody is called, in marks, that the parser hung on the one called: «назвал главу «слабым {лидером}»»."""
    opened = next((token for token in words_after(verb) if token.text in ",;:—" or token.text in QUOTATION), None)
    if opened is None or opened.text not in QUOTATION:
        return []
    inside = list(takewhile(lambda token: token.text not in QUOTATION, words_after(opened)))
    tops = [token for token in inside if token.head not in inside and verb.is_ancestor(token)]
    return [top for top in tops if case_of(top) == "Ins" and preposition_of(top) is None][:1]


# Relative clauses


@repair
def noun_before_relative(pronoun: Token) -> Token | None:
    """The noun in «процесс, который …», wherever the parser hung the clause."""
    noun = pronoun.doc[max(0, pronoun.i - 2)]
    return noun if is_noun(noun) and noun.i + 2 == pronoun.i and noun.nbor().text == "," else None


# Arguments of the trigger


@repair
def demand_on_the_noun_above(verb: Token, demanding: frozenset[str]) -> list[Token]:
    """The demand that the parser hung on the noun above: «решение просить ООН {признать} Палестину»."""
    if not is_infinitive(verb) or verb.lemma_ not in demanding:
        return []
    behind = [child for child in verb.head.children if child.i > verb.i and is_infinitive(child)]
    return [child for child in behind if child.dep_ not in ("conj", "parataxis", "advcl")][:1]


@repair
def demand_on_the_addressee(noun: Token) -> list[Token]:
    """The demand that the parser hung on whom it is made of: «призвал стороны {прекратить} огонь»."""
    behind = [child for child in noun.children if child.i > noun.i and is_infinitive(child)]
    return [child for child in behind if not any(part.dep_ == "mark" for part in child.children)][:1]

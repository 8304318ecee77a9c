"""Relative clauses: the noun for which «который» stands."""

from collections.abc import Iterator
from itertools import takewhile

from extractor.grammar.morphology import case_of, feature_of, has, is_noun, is_verb
from extractor.grammar.repairs import noun_before_relative
from extractor.grammar.tokens import Token
from extractor.grammar.tree import RELATIVE, words_before

WHICH = "который"
_DEEPEST = 4  # nouns between an act and the clause that tells of it


def antecedent(verb: Token, argument: Token, pronouns: frozenset[str]) -> Token:
    """The noun for which a relative pronoun stands; any other argument as it is."""
    if argument.lemma_ in pronouns:
        clause = verb
        while clause.dep_ in ("conj", "xcomp") and is_verb(clause.head):
            clause = clause.head
        if clause.dep_ in RELATIVE:
            return _agreeing(clause.head, argument)
    return argument


def described(participle: Token) -> Token:
    """The noun that a participle describes: that on which it hangs, or one above it where only that agrees.

    «{Жильцы} дома на Неве, согласившиеся на обмен», of which the parser would have the house agree.
    """
    noun = above = participle.head
    while not _fits(above, participle):
        if above.i > participle.i or above.dep_ != "nmod" or not is_noun(above.head):
            return noun
        above = above.head
    return above


def _fits(noun: Token, participle: Token) -> bool:
    """Whether number and case allow a participle behind a noun to describe it."""
    number, case = feature_of(participle, "Number"), case_of(participle)
    return (
        noun.i > participle.i
        or case_of(noun) is None
        or (feature_of(noun, "Number") in (number, None) and (case is None or case_of(noun) == case))
    )


def noun_meant(which: Token) -> Token | None:
    """The nearest thing before its clause with which «который» agrees, wherever the parser hung the clause."""
    before = takewhile(lambda token: token.text not in ".;—", words_before(which))
    things = [
        token for token in before if token.pos_ == "NOUN" and token.dep_ != "fixed" and has(token, "Animacy", "Inan")
    ]
    agreeing = (thing for agree in (_agree, _alike) for thing in things if agree(thing, which))
    return next(agreeing, None)


def stray_clauses(noun: Token) -> Iterator[Token]:
    """Relative clauses on the nouns below one that may be its own: «просьбу о {помощи}, которую направила Куба»."""
    for clause in _clauses_below(noun):
        pronouns = [child for child in clause.children if child.lemma_ == WHICH]
        if pronouns and _agree(noun, pronouns[0]):
            yield clause


def _clauses_below(noun: Token) -> Iterator[Token]:
    """The relative clauses on the attributes of a noun, and on theirs, as far as a reader would go back."""
    above = [noun]
    for _ in range(_DEEPEST):
        above = [inner for word in above for inner in word.children if inner.dep_ == "nmod" and inner.i > word.i]
        yield from (clause for inner in above for clause in inner.children if clause.dep_ == "acl:relcl")


def _agreeing(noun: Token, pronoun: Token) -> Token:
    """The noun on which the clause hangs, or one above it that agrees better: «угрозы в адрес судьи, которые …».

    A woman's office may be a masculine, unless a noun above has her gender: «{дочь} президента, которая …».
    """
    above = [noun]
    while above[-1].dep_ == "nmod" and is_noun(above[-1].head):
        above.append(above[-1].head)
    same = (word for word in above if _agree(word, pronoun) and _has_gender(word, pronoun))
    return next(same, None) or next((word for word in above if _agree(word, pronoun)), noun)


def _agree(noun: Token, pronoun: Token) -> bool:
    """Whether number and gender allow «который» to stand for a noun; a woman's office may be a masculine."""
    if case_of(noun) is None or pronoun.lemma_ != WHICH:
        return True
    if feature_of(noun, "Number") not in (feature_of(pronoun, "Number"), None):
        return False
    return has(noun, "Animacy", "Anim") or _has_gender(noun, pronoun)


def _has_gender(noun: Token, pronoun: Token) -> bool:
    gender = feature_of(pronoun, "Gender")
    return gender is None or feature_of(noun, "Gender") in (gender, None)


def _alike(noun: Token, which: Token) -> bool:
    """Whether a form of «который» that masculines and neuters share may stand for a noun: «убийство, в котором»."""
    shared = {"Masc", "Neut"}
    both = {feature_of(noun, "Gender"), feature_of(which, "Gender")} <= shared
    return both and case_of(which) not in ("Nom", "Acc") and feature_of(noun, "Number") == feature_of(which, "Number")


def relative_object(infinitive: Token) -> Token | None:
    """The antecedent where an infinitive's object is «который», also where that hangs on a governor of it."""
    verb = infinitive
    while True:
        for child in verb.children:
            if child.lemma_ == WHICH and child.dep_ in ("obj", "nsubj") and _is_object(child, verb):
                return noun_before_relative(child) or _modified_noun(verb)
        if verb.dep_ != "xcomp":
            objects = any(child.dep_ == "obj" for child in infinitive.children)
            return None if objects else _antecedent_beside(verb)
        verb = verb.head


def _is_object(pronoun: Token, verb: Token) -> bool:
    """Whether «который» is what the act is done to: in the accusative, or in another number than the verb."""
    numbers = {feature_of(word, "Number") for word in (pronoun, verb)} - {None}
    return case_of(pronoun) == "Acc" or (case_of(pronoun) == "Nom" and len(numbers) > 1)


def _antecedent_beside(verb: Token) -> Token | None:
    """The noun with «, который» behind it, where the parser hung this on a verb far away."""
    if verb.dep_ != "acl:relcl" or verb.head.i + 2 >= verb.i:
        return None
    pronoun = verb.doc[verb.head.i + 2]
    return noun_before_relative(pronoun) if pronoun.lemma_ == WHICH and _is_object(pronoun, verb) else None


def _modified_noun(verb: Token) -> Token | None:
    """The noun on which the relative clause around a verb hangs."""
    clause = verb
    while clause.dep_ not in RELATIVE and clause.head != clause:
        clause = clause.head
    return clause.head if clause.head != clause else None

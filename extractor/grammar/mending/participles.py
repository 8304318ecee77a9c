"""Participles and gerunds that the tagger took for a noun, a name or an adjective: «{Избившие} мэра», «{допросив} его».

An adjective may be one all the same («растерянный», «щадящий»): one that shows an act of the past by its ending, or has
an object or a doer of its own, is none. One in «-ский» is no participle, whatever the tagger says: «{таиландскими}
лесными властями».
"""

import re

from extractor.grammar.columns import Words
from extractor.grammar.dictionary import NonFiniteVerb, is_adjective, non_finite_verbs
from extractor.grammar.mending.names import is_no_name

_VERBAL = ("VERB", "AUX")
_COMPLEMENTS = ("obj", "iobj", "obl", "xcomp")
_RELATIONAL = re.compile(r".+[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")  # no participle ends so
_TAKEN_FOR = ("VERB", "NUM")


def misread(words: Words) -> dict[int, NonFiniteVerb]:
    """The words, by position, that are participles or gerunds in the dictionary only, with their likeliest reading."""
    return {
        position: _reading(words, position, found)
        for position, form in enumerate(words.form)
        if (found := non_finite_verbs(form)) and _is_misread(words, position, found[0])
    }


def _is_misread(words: Words, position: int, verb: NonFiniteVerb) -> bool:
    pos = words.pos[position]
    if pos in _VERBAL or not is_no_name(words, position):
        return False
    if verb.of("VerbForm") == "Conv":
        return True
    if verb.of("Variant"):
        return pos != "ADJ" or _has_doer(words, position)
    if pos == "NOUN":  # «пострадавшие», «обвиняемый»
        return _is_behind_comma(words, position) and _acts(words, position, verb)
    return pos == "PROPN" or _acts(words, position, verb)


def _acts(words: Words, position: int, verb: NonFiniteVerb) -> bool:
    """Whether a long participle tells of an act, not of a quality: «требуемые для дела» tells none."""
    passive, present = verb.of("Voice") == "Pass", verb.of("Tense") == "Pres"
    if passive and present:
        return _has_doer(words, position)
    has_complement = any(words.dep[child] in _COMPLEMENTS for child in words.children[position])
    return has_complement or not (passive or present)


def _has_doer(words: Words, position: int) -> bool:
    """«осуждён {Чили}»."""
    return any(
        words.features[child].case == "Ins" and not words.preposition(child) for child in words.children[position]
    )


def _is_behind_comma(words: Words, position: int) -> bool:
    return position > 0 and words.text[position - 1] == ","


def _reading(words: Words, position: int, found: tuple[NonFiniteVerb, ...]) -> NonFiniteVerb:
    """Of several cases that of the noun that it describes, else the tagger's, else the dictionary's first."""
    wanted = [words.features[place].case for place in (words.head[position], position)]
    fitting = (verb for case in wanted for verb in found if verb.of("Case") == case)
    return next(fitting, found[0])


def misread_adjectives(words: Words) -> dict[int, str]:
    """The features of each adjective in «-ский» that is taken for a participle or a number, by its position."""
    return {
        position: _features(words, position)
        for position, (form, pos) in enumerate(zip(words.form, words.pos, strict=True))
        if pos in _TAKEN_FOR and _RELATIONAL.fullmatch(form) and is_adjective(form)
    }


def _features(words: Words, position: int) -> str:
    kept = words.features[position]
    named = {"Case": kept.case, "Degree": "Pos", "Gender": kept.gender, "Number": kept.number}
    return "|".join(f"{name}={value}" for name, value in named.items() if value)

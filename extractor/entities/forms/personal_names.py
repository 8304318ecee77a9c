"""Nominatives of the names of people, from all the forms in which an article has them."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from pymorphy3.analyzer import Parse

from extractor.entities.forms.agreement import agreed
from extractor.entities.forms.inflection import shaped
from extractor.grammar.columns import Features, Words
from extractor.grammar.dictionary import (
    CASES,
    GENDERS,
    SHORTEST_STEM,
    declension,
    forms,
    inflected,
    is_known,
    parses,
    stem,
)

_MOST_WITNESSES = 3
_OBLIQUE = ("ии", "ию", "ией")  # no nominative of a person ends so; those of «-ия» do
_PERSONAL = {"Name", "Surn", "Patr"}
# The instrumental of «Рыжиков» and the oblique cases of «Рыжикова»: hardly ever surnames in «-овый», «-овая».
_POSSESSIVE = ("овым", "евым", "ёвым", "иным", "ыным", "овой", "евой", "ёвой", "иной", "ыной")
_WOMENS_OBLIQUE = ("ской", "цкой")  # a woman's in an oblique case, where the dictionary has no «Трубецкой»
# The beginning of a double surname in an oblique case, with the nominative's ending: «Мамину-Сибиряку».
_DOUBLE = {
    "Masc": re.compile(r"(.+(?:[оеё]в|[иы]н|[ое]вич))(?:а|у|ым|ем|е)"),
    "Fem": re.compile(r"(.+(?:[оеё]в|[иы]н))(?:ой|у)"),
}
# A foreigner's surname that no dictionary has: «Пелоси» has no cases, while «Шульги» is of «Шульга».
_INDECLINABLE = re.compile(r".*[бвдзлмнпрстф]и")
_RUSSIAN = ("ов", "ев", "ёв", "ин", "ын")  # whose genitive the dictionary also takes for one of «-ово», «-ино»
_GENITIVES = tuple(ending + case for ending in _RUSSIAN for case in "ау")
SUBJECT = "Subject"  # in place of a case, where the clause and not the tagger tells that it is the nominative


def person(words: Words, start: int, end: int, people: Iterable[tuple[int, int]]) -> str:
    """The nominative of a person's name `[start, end)`.

    Args:
        people: where people's names stand in the article; their forms of the same words are evidence.
    """
    places = [(position, first) for first, last in people for position in range(first, last)]
    nominatives = []
    for position in range(start, end):
        form = words.form[position]
        if len(form) > 1 and form[0].isalpha():
            same = [other for other in places if stem(words.form[other[0]]) == stem(form)]
            evidence = [(words.text[other], _case_of_name(words, other, first)) for other, first in same]
            nominatives.append(personal(((words.text[position], _case_of_name(words, position, start)), *evidence)))
        else:
            nominatives.append(words.text[position])
    gaps = [words.raw[words.end[position] : words.start[position + 1]] for position in range(start, end - 1)]
    pieces = zip(agreed(words.text[start:end], nominatives), [*gaps, ""], strict=True)
    return " ".join("".join(word + gap for word, gap in pieces).split()).replace(" - ", "-")


def _case_of_name(words: Words, position: int, start: int) -> Features:
    """A word's features, with the case of the name's first word, which the tagger knows better."""
    feats, first = words.features[position], words.features[start]
    if _is_subject(words, start):
        return feats._replace(case=SUBJECT)
    return feats if first.case in ("", "Nom", feats.case) else feats._replace(case=first.case, gender=first.gender)


def _is_subject(words: Words, start: int) -> bool:
    """Whether a name is the only subject of a verb that agrees with it: «сообщил Умару», «президент Умару заявил»."""
    apposed = words.dep[start] == "appos"
    top = words.head[start] if apposed else start
    verb = words.head[top]
    if words.dep[top] != "nsubj" or (apposed and {words.features[i].case for i in (top, start)} != {"Nom"}):
        return False
    subjects = sum(1 for child in words.children[verb] if words.dep[child] == "nsubj")
    if words.form[start].endswith(_OBLIQUE):  # «Асии»
        return False
    own, agreeing = words.features[start].gender, words.features[verb].gender
    return subjects == 1 and words.features[verb].number != "Plur" and (not agreeing or agreeing == own)


@lru_cache(maxsize=4096)
def personal(forms: tuple[tuple[str, Features], ...]) -> str:
    """The nominative of one word of a person's name from all its forms in an article.

    Each different form votes for every nominative that it may come from, and each place where it stands for the one
    that its tag points at: two weak witnesses that rarely err together.

    >>> nom, ins = Features("Nom", "Sing", "Masc", "Anim"), Features("Ins", "Sing", "Masc", "Anim")
    >>> personal((("Обамой", ins), ("Обама", nom)))
    'Обама'
    """
    seen = Counter(forms)
    votes: Counter[str] = Counter()
    standing = {
        form.lower()
        for form, feats in seen
        if feats.case == SUBJECT or (feats.case in ("", "Nom") and _stands(form.lower(), feats.gender))
    }
    for form in dict.fromkeys(form.lower() for form, _ in seen):
        for hypothesis in _hypotheses(form) | ({form} & standing) or {form}:
            votes[hypothesis] += 2
    for (form, feats), count in seen.items():
        if feats.case in ("", "Nom") and not _stands(form.lower(), feats.gender):
            continue  # the tagger errs: «Ангеле» is no nominative
        told, ruled = _by_tag(form.lower(), feats), _by_rule(form.lower(), feats)
        sure = feats.case == SUBJECT
        if sure or told != form.lower() or _stands(told, feats.gender):
            votes[told] += 2 + min(count, _MOST_WITNESSES)
        votes[ruled] += 2 if sure or ruled != form.lower() or _stands(ruled, feats.gender) else 0
    different = {form.lower() for form, _ in seen}
    if len(different) > 1:
        for hypothesis in votes:
            votes[hypothesis] += 3 * sum(_explains(hypothesis, form) for form in different)
    best = max(votes, key=lambda hypothesis: (votes[hypothesis], hypothesis))
    form, feats = next(iter(seen))
    return shaped(_double(best, form.lower(), feats), form)


def _double(nominative: str, form: str, feats: Features) -> str:
    """The nominative of a double surname, whose first part the dictionary may have left as it was."""
    first, hyphen, rest = nominative.partition("-")
    ending = _DOUBLE.get(feats.gender)
    if not hyphen or ending is None or feats.case in ("", "Nom", SUBJECT) or not form.startswith(f"{first}-"):
        return nominative
    found = ending.fullmatch(first)
    return found[1] + "а" * (feats.gender == "Fem") + hyphen + rest if found else nominative


@lru_cache(maxsize=65536)
def _stands(form: str, gender: str) -> bool:
    """Whether a form can be a nominative: a name that the dictionary has in this gender only where it says so."""
    if form.endswith(_OBLIQUE):
        return False
    if form.endswith(_WOMENS_OBLIQUE):
        return any(parse.tag.case == "nomn" for parse in parses(form))
    known = [
        parse
        for parse in parses(form)
        if is_known(parse) and _PERSONAL & parse.tag.grammemes and parse.tag.gender == GENDERS.get(gender)
    ]
    return not known or any(parse.tag.case == "nomn" for parse in known)


@lru_cache(maxsize=65536)
def _hypotheses(form: str) -> frozenset[str]:
    """Nominatives that a word of a person's name may have, lower case."""
    found = set()
    for parse in parses(form):
        if parse.tag.POS not in ("NOUN", "ADJF") or "plur" in parse.tag or not is_known(parse):
            continue
        if _is_mere_adjective(form, parse):
            continue
        if parse.tag.POS == "NOUN" and "inan" in parse.tag and not _PERSONAL & set(parse.tag.grammemes):
            continue
        nominative = inflected(parse, "nomn", "sing")
        if nominative:
            found.add(nominative)
    if form.endswith(_POSSESSIVE):
        found.add(form[:-2] if form.endswith("ым") else form[:-2] + "а")
    if form.endswith(_WOMENS_OBLIQUE) and not _stands(form, ""):
        found = {form[:-2] + "ая"}
    ending = next((ending for ending in _OBLIQUE if form.endswith(ending)), "")
    if ending and len(form) - len(ending) >= SHORTEST_STEM:
        found.add(form[: -len(ending)] + "ия")
    return frozenset(found)


def _is_mere_adjective(form: str, parse: Parse) -> bool:
    """Whether the dictionary reads an adjective where a surname in «-ов», «-ин» has the same ending."""
    return parse.tag.POS == "ADJF" and "Surn" not in parse.tag and form.endswith(_POSSESSIVE)


@lru_cache(maxsize=65536)
def _by_tag(form: str, feats: Features) -> str:
    """The nominative of a word of a person's name that the tagger's case and gender point at."""
    if feats.case in ("", "Nom", SUBJECT) or _is_indeclinable(form):
        return form
    gender = GENDERS.get(feats.gender)
    best, fit = form, 0.0
    for parse in parses(form):
        tag = parse.tag
        if tag.POS not in ("NOUN", "ADJF") or tag.case not in CASES[feats.case] or tag.number != "sing":
            continue
        if gender and "neut" in tag and form.endswith(_GENITIVES):  # «Кузнечева» is no town's
            continue
        if _is_mere_adjective(form, parse):
            continue
        score = parse.score + bool(_PERSONAL & set(tag.grammemes)) + (0.5 if tag.gender == gender else 0)
        score += (0.25 if "anim" in tag else 0) - (0.5 if "Fixd" in tag else 0)
        nominative = inflected(parse, "nomn", "sing")
        score += 0.1 if nominative and nominative.endswith(_RUSSIAN) else 0
        if nominative and score > fit:
            best, fit = nominative, score
    return best if fit else _by_rule(form, feats)


@lru_cache(maxsize=65536)
def _is_indeclinable(form: str) -> bool:
    return _INDECLINABLE.fullmatch(form) is not None and not any(parse.is_known for parse in parses(form))


@lru_cache(maxsize=65536)
def _by_rule(form: str, feats: Features) -> str:
    """The nominative by the endings alone, for a name that no dictionary knows."""
    if _is_indeclinable(form):
        return form
    for ending, nominative in declension().get((feats.gender, feats.case), ()):
        if form.endswith(ending) and len(form) - len(ending) >= SHORTEST_STEM:
            return form[: -len(ending)] + nominative
    return form


@lru_cache(maxsize=65536)
def _paradigm(nominative: str) -> frozenset[str]:
    """The singular case forms of a nominative, lower case."""
    return frozenset(
        word
        for parse in parses(nominative)
        if parse.tag.case == "nomn" and parse.tag.number == "sing"
        for word, tag in forms(parse)
        if tag.number == "sing"
    )


def _explains(nominative: str, form: str) -> bool:
    """Whether a form may be a case form of a nominative, by the dictionary or by the endings."""
    return form in _paradigm(nominative) or any(
        form.endswith(ending) and form[: len(form) - len(ending)] + own == nominative
        for endings in declension().values()
        for ending, own in endings
    )

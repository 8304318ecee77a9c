"""Two side by side whom the tagger takes for one: «после звонка {Алиева} {Пашинян} ушёл», «сказал {Клячко} {ТАСС}»."""

from functools import lru_cache

from pymorphy3.analyzer import Parse

from extractor.entities.tables.gazetteer import Gazetteer
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold, is_first_name, is_guessed_surname, is_known, parses, stem

_MEDIA = "JRN"
_PERSONAL = {"Name", "Surn"}


def addressed(words: Words, gazetteer: Gazetteer, start: int, end: int) -> int:
    """Where an agency begins that a span `[start, end)` of somebody else's name ends with; `end` where none does.

    Who speaks stands before whom it is told: «сказал {Клячко} {РИА Новости}», «сообщили в {МЧС} {ТАСС}».
    """
    for position in range(start + 1, end):
        match = gazetteer.at(words, position)
        if match is not None and match.record.sector == _MEDIA and match.end == end:
            spelt = words.text[position]
            return position if end - position > 1 or not spelt.istitle() else end
    return end


def parted(words: Words, gazetteer: Gazetteer, start: int, end: int) -> list[tuple[int, int]]:
    """A person's span `[start, end)` cut between two people, if it holds two.

    It is cut where both sides are people of the table and the whole is not one of them, and where the dictionary
    knows both words as surnames that no case has in common.
    """
    forms = words.form[start:end]
    if len(forms) < 2 or not all(form[0].isalpha() for form in forms) or _is_known(gazetteer, forms):
        return [(start, end)]
    for cut in range(1, len(forms)):
        left, right = forms[:cut], forms[cut:]
        both = _is_person(gazetteer, left, right) and _is_person(gazetteer, right, left)
        if both or (len(forms) == 2 and _disagree(*forms)):
            return [(start, start + cut), *parted(words, gazetteer, start + cut, end)]
    return [(start, end)]


def _is_person(gazetteer: Gazetteer, forms: list[str], other: list[str]) -> bool:
    """Whether words are a name of the table, a bare surname too.

    What is also a first name is one of two people only where it cannot stand with the other word: «Жапарова Рахмон».
    """
    clear = len(forms) > 1 or not is_first_name(forms[0]) or (len(other) == 1 and _clash(forms[0], other[0]))
    return _is_known(gazetteer, forms) and clear


def _is_known(gazetteer: Gazetteer, forms: list[str]) -> bool:
    if len(forms) == 1:
        return bool(gazetteer.people.alone(forms[0]))
    wanted = {stem(form) for form in forms}
    bearers = gazetteer.people.bearers(forms[-1])
    return any(wanted <= {stem(fold(word)) for word in called.words} for called in bearers)


@lru_cache(maxsize=65536)
def _disagree(first: str, second: str) -> bool:
    """Whether the dictionary has no case in which two surnames may stand together: «Кузнецову Сидоров»."""
    cases = [_cases(first), _cases(second)]
    return all(cases) and cases[0].isdisjoint(cases[1])


@lru_cache(maxsize=65536)
def _clash(first: str, second: str) -> bool:
    """Whether the dictionary has no case of either sex in which a first name and a surname may stand together."""
    readings = [_personal(first), _personal(second)]
    return all(readings) and readings[0].isdisjoint(readings[1])


def _personal(form: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (str(parse.tag.case), str(parse.tag.gender))
        for parse in parses(form)
        if "sing" in parse.tag and _PERSONAL & parse.tag.grammemes and (parse.is_known or is_guessed_surname(parse))
    )


def _cases(form: str) -> frozenset[str]:
    return frozenset(
        str(parse.tag.case)
        for parse in parses(form)
        if {"Surn", "sing"} in parse.tag and "Fixd" not in parse.tag and (is_known(parse) or _is_guessed(form, parse))
    )


def _is_guessed(form: str, parse: Parse) -> bool:
    """Whether a word looks like a Russian surname, though no dictionary has it, and like nothing else."""
    return is_guessed_surname(parse) and not is_first_name(form)

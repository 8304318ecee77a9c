"""The words of one person's name agree: «Гульнара Зорина» is a woman, whatever the tagger says of «Зорина»."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from extractor.entities.forms.inflection import shaped
from extractor.grammar.dictionary import inflected, is_guessed_surname, is_known, parses

_PERSONAL = {"Name", "Surn", "Patr"}
_GENDERS = {"masc": ("masc",), "femn": ("femn",), "ms-f": ("masc", "femn")}
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_UNLISTED = ("ской", "цкой")
_MENS = ("ов", "ев", "ёв", "ин", "ын")  # surnames whose genitive is the nominative of a woman's

_Reading = tuple[str, str]  # case and gender


def agreed(forms: Sequence[str], nominatives: Sequence[str]) -> list[str]:
    """The nominatives of a name's words, made to agree in case and gender where the dictionary knows two of them.

    Args:
        forms: the words in the text.
        nominatives: what each is by itself; the last one is believed most.

    >>> agreed(["Валерия", "Горшкова"], ["Валерия", "Горшков"]), agreed(["Гульнара", "Зорина"], ["Гульнар", "Зорин"])
    (['Валерий', 'Горшков'], ['Гульнара', 'Зорина'])
    """
    known = {place: readings for place, form in enumerate(forms) if (readings := dict(_readings(form.lower())))}
    if len(known) < 2:
        return list(nominatives)
    common = set.intersection(*(set(readings) for readings in known.values()))
    if not common:
        return list(forms) if _is_as_it_stands(forms) else list(nominatives)
    plain = [word.lower() for word in nominatives]
    answers = [
        [_nearest(word, known[place][reading]) if place in known else word for place, word in enumerate(plain)]
        for reading in sorted(common, key=lambda reading: (reading[0] != "nomn", reading))
    ]
    if plain in answers:
        return list(nominatives)
    best = max(answers, key=lambda answer: [one == other for one, other in zip(answer, plain, strict=True)][::-1])
    return [
        shaped(word, form) if place in known else nominative
        for place, (word, form, nominative) in enumerate(zip(best, forms, nominatives, strict=True))
    ]


def _nearest(word: str, nominatives: Sequence[str]) -> str:
    """Of the nominatives that a reading allows, what a word has been taken for, else the likeliest."""
    return word if word in nominatives else nominatives[0]


def _is_as_it_stands(forms: Sequence[str]) -> bool:
    """Whether a man's first name in the nominative stands before a surname in «-ской»: «Владимир Тверской»."""
    first = {reading for reading, _ in _readings(forms[0].lower())}
    return first == {("nomn", "masc")} and forms[-1].lower().endswith(_UNLISTED)


@lru_cache(maxsize=65536)
def _readings(form: str) -> tuple[tuple[_Reading, tuple[str, ...]], ...]:
    """The cases and genders that a word of a name may have, with its nominatives in each, the likeliest first."""
    found: dict[_Reading, dict[str, None]] = defaultdict(dict)
    for parse in parses(form):
        tag = parse.tag
        if "plur" in tag or tag.POS != "NOUN" or "anim" not in tag or tag.case not in _CASES:
            continue
        personal = _PERSONAL & tag.grammemes
        guessed = not is_known(parse) and not is_guessed_surname(parse)
        nominative = inflected(parse, "nomn", "sing")
        if guessed or nominative is None:
            continue
        for gender in _GENDERS.get(str(tag.gender), ("masc", "femn")):
            for case in _CASES if "Fixd" in tag else (tag.case,):
                found[case, gender][nominative] = None
        if (
            tag.case == "gent" and form == f"{nominative}а" and nominative.endswith(_MENS)
        ):  # the dictionary has some surnames for men only
            found["nomn", "femn"][form] = None
        if not personal and tag.case == "nomn":  # a woman's surname that is a common noun has one form
            for case in _CASES:
                found[case, "femn"][form] = None
    return tuple((reading, tuple(nominatives)) for reading, nominatives in found.items())

"""What the morphology dictionary says of a form, looked up once a form."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pymorphy3.analyzer import Parse
from pymorphy3.tagset import OpencorporaTag
from pymorphy3.units.by_lookup import DictionaryAnalyzer

from extractor.text import lemmas

# The grammemes of pymorphy3 for the values of UD.
CASES = {
    "Nom": {"nomn"},
    "Gen": {"gent", "gen2"},
    "Dat": {"datv"},
    "Acc": {"accs"},
    "Ins": {"ablt"},
    "Loc": {"loct", "loc2"},
}
GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_VERBAL = {
    "Aspect": {"Imp": "impf", "Perf": "perf"},
    "Gender": GENDERS,
    "Number": {"Sing": "sing", "Plur": "plur"},
    "Person": {"1": "1per", "2": "2per", "3": "3per"},
    "Tense": {"Past": "past", "Pres": "pres", "Fut": "futr"},
}
_WORD = re.compile(r"[а-яё][а-яё'’-]*")
PROPER = {"Name", "Surn", "Patr", "Geox", "Orgn"}
# pymorphy3 looks a part of speech up in its lists of grammemes: the set of these answers five times as fast.
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF", "NPRO"})
_NON_FINITE = ("PRTF", "PRTS", "GRND")
SHORTEST_STEM = 2
_KEPT = 2**9  # words whose forms are kept: those of a name are asked of one after the other
# The dictionary takes almost any unknown word for a surname of some sort; these endings are hardly another word's.
# Endings of who does something, and letters of a compound's parts, «эко|активист».
_DOERS = ("ист", "истка", "ник", "ница", "щик", "щица", "тель", "тельница", "лог", "вед", "граф", "мейкер", "мен")
_FIRST_PART, _SECOND_PART = (3, 7), 5
_SURNAMES = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий")

Forms = tuple[tuple[str, OpencorporaTag], ...]
_known: dict[tuple[str, int], Forms] = {}  # by the normal form and the paradigm


@lru_cache(maxsize=65536)
def fold(form: str) -> str:
    """The form as it is compared: lower case, «ё» as «е»."""
    return form.lower().replace("ё", "е")


def parses(form: str) -> tuple[Parse, ...]:
    """Every analysis of a lower-case form, the likeliest first; none of what is no Russian word.

    pymorphy3 fails on letters without a Unicode name, hence the check.
    """
    return lemmas.parses(form) if _WORD.fullmatch(form) else ()


@lru_cache(maxsize=65536)
def keys(form: str) -> frozenset[str]:
    """What a form may be a form of: its nominal normal forms and itself, folded.

    >>> sorted(keys("ирака"))
    ['ирак', 'ирака']
    """
    normal = {fold(parse.normal_form) for parse in parses(form) if _NOMINAL & parse.tag.grammemes}
    return frozenset(normal | {fold(form)})


def is_known(parse: Parse) -> bool:
    """Whether the dictionary has the analysed form, as `parse.is_known`, which looks for it anew."""
    steps = parse.methods_stack
    return (len(steps) == 1 and isinstance(steps[0][0], DictionaryAnalyzer)) or bool(parse.is_known)


def forms(parse: Parse) -> Forms:
    """All forms of the word that an analysis finds, with their tags, in the order of its paradigm.

    `parse.lexeme` is the same, but makes an analysis of each form, and anew for every form of the word that is asked.
    """
    unit, *place = parse.methods_stack[0]
    if len(parse.methods_stack) > 1 or not isinstance(unit, DictionaryAnalyzer):
        return _forms(parse)
    _, paradigm, _ = place
    key = parse.normal_form, paradigm
    found = _known.get(key)
    if found is None:
        if len(_known) >= _KEPT:
            _known.clear()
        found = _known[key] = _forms(parse)
    return found


def _forms(parse: Parse) -> Forms:
    return tuple((word, tag) for word, tag, *_ in parse.methods_stack[-1][0].get_lexeme(parse))


def inflected(parse: Parse, *grammemes: str) -> str | None:
    """The form with these grammemes, of several the one most like the analysed, as `parse.inflect` finds it."""
    wanted = frozenset(grammemes)
    found = [(word, tag.grammemes) for word, tag in forms(parse) if wanted <= tag.grammemes]
    if len(found) > 1:
        own = parse.tag.updated_grammemes(set(wanted))
        return str(max(found, key=lambda one: len(own & one[1]) - 0.1 * len(own ^ one[1]))[0])
    return found[0][0] if found else None


@lru_cache(maxsize=65536)
def nominative_keys(name: str) -> frozenset[str]:
    """What a one-word name in the nominative may be a form of: «Ханой» is no instrumental of «хана».

    >>> sorted(nominative_keys("ханой"))
    ['ханой']
    """
    normal = {fold(p.normal_form) for p in parses(name) if "nomn" in p.tag.grammemes and _NOMINAL & p.tag.grammemes}
    return frozenset(normal | {fold(name)})


@cache
def declension() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Case endings of names with the nominative's, by gender and case, the longest first: declension.tsv."""
    table: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    with (Path(__file__).with_name("declension.tsv")).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            table[row["gender"], row["case"]].append((row["ending"], row["nominative"]))
    return table


@cache
def _endings() -> tuple[tuple[int, frozenset[str]], ...]:
    """All endings of the table, and those of soft nominatives, by their lengths, the longest first."""
    hard = (pair for pairs in declension().values() for pair in pairs if not pair[1].endswith("ь"))
    endings = {ending for pair in hard for ending in pair if ending} | {"ь", "й", "я", "ю", "ем"}  # «Коваль», «Коваля»
    lengths = sorted(set(map(len, endings)), reverse=True)
    return tuple((length, frozenset(ending for ending in endings if len(ending) == length)) for length in lengths)


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """What the case forms of a surname share, also of one that no dictionary knows.

    >>> stem("сантосом"), stem("сантос"), stem("обамой"), stem("обама")
    ('сантос', 'сантос', 'обам', 'обам')
    """
    for length, endings in _endings():
        if len(form) - length >= SHORTEST_STEM and form[-length:] in endings:
            return form[:-length]
    return form


@lru_cache(maxsize=65536)
def body_stem(form: str) -> str:
    """What the case forms of a body's name share: as `stem`, of neuters too, which no surname is.

    >>> body_stem("братство"), body_stem("братства"), body_stem("новое"), body_stem("нового")
    ('братств', 'братств', 'нов', 'нов')
    """
    if len(form) <= SHORTEST_STEM + 1:
        return stem(form)
    return stem(form[:-2] if form.endswith(("ое", "ее")) else form).removesuffix("о")


def same_body(forms: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names of bodies may be cases of one: their words share a stem or a dictionary form.

    >>> same_body(["тихой", "гавани"], ["тихая", "гавань"]), same_body(["огонька"], ["огонёк"])
    (True, True)
    """
    return len(forms) == len(others) and all(
        body_stem(form) == body_stem(other) or not keys(form).isdisjoint(keys(other))
        for form, other in zip(forms, others, strict=True)
    )


@lru_cache(maxsize=65536)
def is_animate(form: str) -> bool:
    """Whether the dictionary allows a form to be an animate noun; the tagger alone takes «сен.» for one.

    Adjectives and participles may have become one: «больной», «уволенные». Of what the dictionary has not, who does
    something may be one: «градозащитник», «тиктокерша».
    """
    found = parses(form)
    return any(
        (parse.tag.POS in ("ADJF", "PRTF") and is_known(parse)) or (_is_animate_noun(parse) and _is_believed(parse))
        for parse in (found if any(is_known(parse) for parse in found) else found[:1])
    )


def _is_animate_noun(parse: Parse) -> bool:
    return parse.tag.POS == "NOUN" and "anim" in parse.tag


def _is_believed(parse: Parse) -> bool:
    """Whether an analysis is the dictionary's, or guessed of who does something by the ending or the second part."""
    word = parse.normal_form
    return is_known(parse) or (not PROPER & parse.tag.grammemes and (word.endswith(_DOERS) or _has_animate_part(word)))


def _has_animate_part(word: str) -> bool:
    """Whether a compound's second part is an animate noun of the dictionary: «медиаменеджер»."""
    cuts = range(_FIRST_PART[0], min(_FIRST_PART[1], len(word) - _SECOND_PART) + 1)
    return any(is_known(parse) and _is_animate_noun(parse) for cut in cuts for parse in parses(word[cut:]))


def is_latin(form: str) -> bool:
    """Whether a form is of Latin letters."""
    return form.isalpha() and all("LATIN" in unicodedata.name(letter, "") for letter in form)


@lru_cache(maxsize=65536)
def is_first_name(form: str) -> bool:
    """Whether the likeliest analysis of a form is a first name of the dictionary."""
    best = next(iter(parses(form)), None)
    return best is not None and is_known(best) and "Name" in best.tag


def is_guessed_surname(parse: Parse) -> bool:
    """Whether an analysis that the dictionary has only guessed may be believed: a surname with a Russian ending."""
    return "Surn" in parse.tag and parse.normal_form.endswith(_SURNAMES)


@lru_cache(maxsize=65536)
def is_patronymic(form: str) -> bool:
    """Whether a form may be a patronymic."""
    return any("Patr" in parse.tag for parse in parses(form))


@lru_cache(maxsize=65536)
def is_common(form: str) -> bool:
    """Whether the dictionary has a form as anything but a name."""
    return any(is_known(parse) and not PROPER & parse.tag.grammemes for parse in parses(form))


@lru_cache(maxsize=65536)
def is_common_noun(form: str) -> bool:
    """Whether the dictionary has a form as a noun and in no analysis as a name."""
    known = [parse.tag for parse in parses(form) if is_known(parse)]
    return any(tag.POS == "NOUN" for tag in known) and not any(PROPER & tag.grammemes for tag in known)


@lru_cache(maxsize=65536)
def is_somebody(form: str) -> bool:
    """Whether the dictionary has a form as the nominative of somebody who is no name: «рыбак», not «волков»."""
    known = (parse.tag for parse in parses(form) if is_known(parse) and not PROPER & parse.tag.grammemes)
    return any({"NOUN", "anim", "sing", "nomn"} <= tag.grammemes for tag in known)


@lru_cache(maxsize=65536)
def place_cases(form: str) -> frozenset[str]:
    """The cases of a form that the dictionary has for a place and for nothing else, as pymorphy3 calls them."""
    known = [parse.tag for parse in parses(form) if is_known(parse)]
    if not all("Geox" in tag for tag in known):
        return frozenset()
    return frozenset(str(tag.case) for tag in known)


@lru_cache(maxsize=65536)
def is_verb_only(form: str) -> bool:
    """Whether the dictionary has a form as a finite verb and as nothing else: «сказал», not «дали»."""
    found = False
    for parse in parses(form):
        if is_known(parse):
            if "VERB" not in parse.tag.grammemes:
                return False
            found = True
    return found


@dataclass(frozen=True, slots=True)
class FiniteVerb:
    """A finite verb of the dictionary: its infinitive and its features as UD writes them."""

    lemma: str
    features: str


@lru_cache(maxsize=65536)
def finite_verb(form: str) -> FiniteVerb | None:
    """The likeliest analysis of a form that is a finite verb in all.

    >>> finite_verb("бастуют").features
    'Aspect=Imp|Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin|Voice=Act'
    """
    if not is_verb_only(form):
        return None
    best = parses(form)[0]
    named = {"Mood": "Imp" if "impr" in best.tag else "Ind", "VerbForm": "Fin"}
    named["Voice"] = "Mid" if form.endswith(("ся", "сь")) else "Act"
    named |= {
        name: value for name, values in _VERBAL.items() for value, grammeme in values.items() if grammeme in best.tag
    }
    return FiniteVerb(best.normal_form, "|".join(f"{name}={value}" for name, value in sorted(named.items())))


@dataclass(frozen=True, slots=True)
class NonFiniteVerb:
    """A participle or a gerund of the dictionary: its infinitive and its features as UD writes them."""

    lemma: str
    features: tuple[tuple[str, str], ...]

    def of(self, name: str) -> str:
        """A feature; an empty string where the form has none."""
        return dict(self.features).get(name, "")


@lru_cache(maxsize=65536)
def non_finite_verbs(form: str) -> tuple[NonFiniteVerb, ...]:
    """The analyses of a form that is a participle or a gerund in all, the likeliest first.

    >>> [verb.of("VerbForm") for verb in non_finite_verbs("обстрелявшие")]
    ['Part', 'Part']
    """
    found = [parse for parse in parses(form) if is_known(parse)]
    if not found or any(parse.tag.POS not in _NON_FINITE for parse in found):
        return ()
    return tuple(NonFiniteVerb(parse.normal_form, tuple(sorted(_verbal_features(parse).items()))) for parse in found)


def _verbal_features(parse: Parse) -> dict[str, str]:
    tag = parse.tag
    named = {"VerbForm": "Conv" if tag.POS == "GRND" else "Part"}
    named["Voice"] = "Pass" if "pssv" in tag else "Mid" if parse.word.endswith(("ся", "сь")) else "Act"
    if tag.POS == "PRTS":
        named["Variant"] = "Short"
    case = next((case for case, grammemes in CASES.items() if tag.case in grammemes), None)
    if case is not None:
        named["Case"] = case
    return named | {
        name: value for name, values in _VERBAL.items() for value, grammeme in values.items() if grammeme in tag
    }


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form may be as a noun: case, number and gender as UD writes them, gender empty where there is none."""

    case: str
    number: str
    gender: str
    animate: bool


@lru_cache(maxsize=65536)
def nominal_readings(form: str) -> frozenset[Reading] | None:
    """All readings of a form as a noun or what may stand for one; nothing of a form that the dictionary only guesses.

    >>> sorted(reading.case for reading in nominal_readings("польша"))
    ['Nom']
    """
    tags = [parse.tag for parse in parses(form.rpartition("-")[2]) if is_known(parse)]
    return frozenset(reading for tag in tags if tag.POS in _NOMINAL for reading in _as_noun(tag)) or None


def _as_noun(tag: OpencorporaTag) -> Iterator[Reading]:
    gender = next((gender for gender, grammeme in GENDERS.items() if grammeme == tag.gender), "")
    if "Fixd" in tag and "Geox" in tag:
        gender = ""  # «Перу решило», «Перу решила»
    for case, grammemes in CASES.items():
        if "Fixd" in tag or tag.case in grammemes:
            yield Reading(case, "Plur" if tag.number == "plur" else "Sing", gender, "anim" in tag)


@lru_cache(maxsize=65536)
def is_numeral(form: str) -> bool:
    """Whether the dictionary has a form as a cardinal and as nothing else: «четырёх», not «пятью»."""
    known = [parse.tag.grammemes for parse in parses(form) if is_known(parse)]
    return bool(known) and all("NUMR" in grammemes for grammemes in known)


@lru_cache(maxsize=65536)
def is_adjective(form: str) -> bool:
    """Whether a form is an adjective first of all, also where the dictionary has only its ending: «фиджийских»."""
    return any(parse.tag.POS == "ADJF" for parse in parses(form)[:1])


@lru_cache(maxsize=65536)
def is_plural(form: str) -> bool:
    """Whether a noun's form is a plural in every analysis of the dictionary; the tagger errs on first words."""
    found = [parse for parse in parses(form.rpartition("-")[2]) if is_known(parse)]
    nouns = [parse.tag.grammemes for parse in found if "NOUN" in parse.tag.grammemes]
    return bool(nouns) and all("plur" in grammemes for grammemes in nouns)


@lru_cache(maxsize=65536)
def is_plural_nominative(form: str) -> bool:
    """Whether a form is a plural in the nominative and no other case of living beings: «президенты», not «послов»."""
    cases = {str(parse.tag.case) for parse in parses(form) if "anim" in parse.tag and "plur" in parse.tag}
    return "nomn" in cases and cases.isdisjoint({"gent", "accs"})


@lru_cache(maxsize=65536)
def is_indeclinable(form: str) -> bool:
    """Whether a form is that of all cases: «Перу», «МИД»."""
    return any("Fixd" in parse.tag for parse in parses(form) if is_known(parse))


@lru_cache(maxsize=65536)
def is_plural_subject(form: str) -> bool:
    """Whether a form may be a noun's nominative plural."""
    return any({"NOUN", "nomn", "plur"} <= parse.tag.grammemes for parse in parses(form) if parse.is_known)


@lru_cache(maxsize=65536)
def attributive(form: str) -> str:
    """The masculine nominative of an adjective or a participle, folded; the form itself if it is none.

    >>> attributive("протестующими")
    'протестующий'
    """
    for parse in parses(form):
        if parse.tag.POS in ("ADJF", "PRTF"):
            masculine = inflected(parse, "nomn", "sing", "masc")
            return fold(masculine) if masculine else form
    return form

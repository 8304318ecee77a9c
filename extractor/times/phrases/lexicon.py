"""What a word can mean in a time expression, read once from `patterns.yaml` and inflected by the dictionary."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pymorphy3.analyzer import Parse

from extractor.grammar.lexicon import load_lexicon
from extractor.installed.packaged import read_yaml
from extractor.text.lemmas import analyzer, parses

Senses = Mapping[str, Any]
"""Senses of a form by kind, «дня»: {"unit": "D", "daypart_of_clock": "AF"}, with all its `kinds`; else empty."""

NOTHING: Senses = {}
LONGEST_NUMBER = 4
"""Digits of the longest number that a time expression can hold."""
_DIGITS = frozenset({"digits"})
_Tags = list[frozenset[str]]  # the grammemes of each: a question to these is ten times as fast as to a tag
_CASES: dict[str, Callable[[_Tags, bool], bool]] = {  # of the tags of a form; «сутки», plural only, are one day
    "plural": lambda tags, one: not one and all("plur" in tag for tag in tags),
    "plural_form": lambda tags, one: not one and any("plur" in tag for tag in tags),
    "instrumental": lambda tags, one: all("ablt" in tag for tag in tags),
    "instrumental_form": lambda tags, one: any("ablt" in tag for tag in tags),
    "accusative": lambda tags, one: any("accs" in tag and (one or "sing" in tag) for tag in tags),
    "genitive_form": lambda tags, one: any("gent" in tag for tag in tags),
    "genitive": lambda tags, one: any("gent" in tag and (one or "sing" in tag) for tag in tags),
    "locative": lambda tags, one: (
        any(("NOUN" in tag and "loct" in tag) or "loc2" in tag for tag in tags)
        and not any("plur" in tag or "gent" in tag or "accs" in tag for tag in tags)
    ),
    "dative_plural": lambda tags, one: all("datv" in tag and "plur" in tag for tag in tags),
}

_ROMAN = re.compile(r"[IVXІХ]{1,6}")
_ROMAN_DIGITS = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}


@lru_cache(maxsize=1 << 16)
def senses(text: str) -> Senses:
    """Senses of a word as written.

    >>> senses("дня")["unit"], senses("Января")["month"], senses("XX")["roman"], senses("стол")
    ('D', 1, 20, {})
    """
    if text.isdecimal():
        short = len(text) <= LONGEST_NUMBER
        return {"digits": int(text), "width": len(text), "kinds": _DIGITS} if short else NOTHING
    form = text.replace("\u00ad", "").lower().replace("ё", "е")
    table, stems, suffixes = _vocabulary()
    found = dict(table.get(form, NOTHING))
    if form.startswith(stems[""]):
        found |= {kind: True for kind, starts in stems.items() if kind and form.startswith(starts)}
    if form.endswith(suffixes[""]):
        found |= {kind: True for kind, ends in suffixes.items() if kind and form.endswith(ends)}
    if form != text and _ROMAN.fullmatch(text):
        found["roman"] = _roman(text)
    if not found:
        return NOTHING
    found["kinds"] = frozenset(found)
    return found


def _tag(text: str) -> Any:
    """The likeliest grammatical tag of a word; None of what is no word."""
    return next((parse.tag for parse in parses(text.lower())), None)


@lru_cache(maxsize=1 << 14)
def counts(text: str) -> bool:
    """Whether a number before this word counts it: «1500 бойцов», not «2015 стала».

    >>> counts("бойцов"), counts("стала")
    (True, False)
    """
    tag = _tag(text)
    return tag is not None and tag.POS in {"NOUN", "ADJF", "PRTF"} and "plur" in tag


@lru_cache(maxsize=1 << 14)
def genitive(text: str) -> bool:
    """Whether a word is a noun phrase in the genitive, as after «днём (рождения)», «вечер (памяти)».

    >>> genitive("рождения"), genitive("полиция")
    (True, False)
    """
    tag = _tag(text)
    return tag is not None and tag.POS in {"NOUN", "ADJF"} and tag.case == "gent"


@lru_cache(maxsize=1 << 14)
def verbal(text: str) -> bool:
    """Whether a word is a finite verb: «в год (готовят) до 100 врачей».

    >>> verbal("готовят"), verbal("врачей")
    (True, False)
    """
    tag = _tag(text)
    return tag is not None and tag.POS == "VERB"


@lru_cache(maxsize=1 << 14)
def substantive(text: str) -> bool:
    """Whether a word is a noun or agrees with one: «в будущем году», not «в будущем откажется».

    >>> substantive("сезоне"), substantive("откажется")
    (True, False)
    """
    tag = _tag(text)
    return tag is not None and tag.POS in {"NOUN", "ADJF", "PRTF"}


@lru_cache(maxsize=1 << 14)
def qualifies(text: str) -> bool:
    """Whether a word is a plural adjective, as between a number and what it counts.

    >>> qualifies("дополнительных"), qualifies("дня")
    (True, False)
    """
    tag = _tag(text)
    return tag is not None and tag.POS in {"ADJF", "PRTF"} and "plur" in tag


@lru_cache(maxsize=1 << 14)
def personal(text: str) -> bool:
    """Whether a capitalised word may be a person's name: «Ларину (52 года)» tells an age, «Россия (5 лет)» does not.

    >>> personal("Ларину"), personal("Россия"), personal("Прошло")
    (True, False, False)
    """
    tag = _tag(text)
    return tag is not None and tag.POS == "NOUN" and not any(grammeme in tag for grammeme in ("Geox", "Orgn", "Abbr"))


def _roman(text: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(
        -digit if digit < following else digit for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )


@cache
def _vocabulary() -> tuple[dict[str, dict[str, Any]], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Form → senses, kind → stems, kind → suffixes."""
    kinds = read_yaml(Path(__file__).with_name("patterns.yaml"))
    table: dict[str, dict[str, Any]] = defaultdict(dict)
    for kind, spec in kinds.items():
        for value, lemmas in spec.get("lemmas", {}).items():
            for form, tags in (pair for lemma in lemmas for pair in _inflect(lemma)):
                table[form].setdefault(kind, value)
                table[form] |= tags
        listed = {value: getattr(load_lexicon(), name) for value, name in spec.get("listed", {}).items()}
        for value, forms in (*spec.get("forms", {}).items(), *listed.items()):
            for form in forms:
                table[form].setdefault(kind, value)
        for key, split in (("inflected", _inflections), ("fixed", lambda word: frozenset([word]))):
            for value, phrases in spec.get(key, {}).items():
                for phrase in phrases:
                    _add_phrase(table, kind, value, [split(word) for word in phrase.split()])
    return dict(table), _affixes(kinds, "stems"), _affixes(kinds, "suffixes")


def _affixes(kinds: dict[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    """Kind → affixes; under the empty kind all of them, so that most words are done with in one look."""
    found = {kind: tuple(spec[key]) for kind, spec in kinds.items() if key in spec}
    return found | {"": tuple(affix for affixes in found.values() for affix in affixes)}


def _add_phrase(table: dict[str, dict[str, Any]], kind: str, value: str, words: list[frozenset[str]]) -> None:
    for form in words[0]:
        table[form].setdefault(f"{kind}_words", []).append((words[1:], value))


def _inflections(word: str) -> frozenset[str]:
    return frozenset(form for form, _ in _inflect(word))


def _inflect(lemma: str) -> Iterator[tuple[str, dict[str, bool]]]:
    """Every form of a lemma, with what its case and number say of it."""
    parse = _parse(lemma)
    tags: dict[str, _Tags] = defaultdict(list)
    for item in parse.lexeme:
        if item.tag.POS == parse.tag.POS and (item.tag.tense, item.tag.voice) == (parse.tag.tense, parse.tag.voice):
            tags[item.word.replace("ё", "е")].append(item.tag.grammemes)
    for form, group in tags.items():
        if not any("Abbr" in tag for tag in group):
            yield form, {kind: True for kind, holds in _CASES.items() if holds(group, "Pltm" in parse.tag.grammemes)}


def _parse(lemma: str) -> Parse:
    found: list[Parse] = analyzer().parse(lemma)
    exact = [
        parse
        for parse in found
        if parse.normal_form.replace("ё", "е") == lemma.replace("ё", "е") and not {"Name", "Abbr"} & parse.tag.grammemes
    ]
    return (exact or found)[0]

"""Flat mentions of persons, places and organisations from nested spans of NEREL's 29 types.

The conventions are those on which news corpora with three kinds agree (FactRuEval-2016, SlavicNER): the longest name
counts («МИД Чили» is one organisation), adjectives name nothing («чилийский»), neither do titles and common nouns
(«президент», «власти»), and quotation marks stand outside.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path

from pymorphy3.analyzer import Parse

from extractor.entities.tagger.word_classes import class_name
from extractor.grammar.dictionary import PROPER, fold, is_common, keys, parses
from extractor.installed.packaged import read_yaml
from extractor.text.boundaries import SITE

Flat = tuple[int, int, str]
_CAPITALISED = re.compile(r"\b\w*[A-ZА-ЯЁ]\w*")
_WORD = re.compile(r"\w+")
_RUN = re.compile(r"\b[A-ZА-ЯЁ][\w-]*(?: [A-ZА-ЯЁ][\w-]*)*")  # capitalised words side by side
_FOLLOWED = re.compile(r"(?: [а-яё]+)+")
_LONG = re.compile(r"\w{2}")
_ENDS_SENTENCE = ".!?…:\n"
_NEAR = 8  # characters between two sentences, at most
_BULLETS = " \t—–-•"
_ADJECTIVES = ("ADJF", "PRTF")
_PLACE = {"Geox"}


@dataclass(frozen=True, slots=True)
class Kinds:
    """tables/flat_names.yaml: the kind of each type, and words that decide for or against a name, by their lemmas.

    `bodies` are classes of words (word_classes.tsv) that may head a body's name.
    """

    of: dict[str, str]
    nameless: frozenset[str]
    no_place: frozenset[str]
    named: frozenset[str]
    bodies: frozenset[str]


@cache
def kinds() -> Kinds:
    """The packaged file, read once a process."""
    read = read_yaml(Path(__file__).parent.parent / "tables" / "flat_names.yaml")
    of = {type_: kind for kind, types in read["kinds"].items() for type_ in types}
    return Kinds(
        of,
        frozenset(read["nameless"]),
        frozenset(read["no_place"]),
        frozenset(read["named"]),
        frozenset(read["bodies"]),
    )


def mentions(text: str, spans: Iterable[Flat]) -> list[Flat]:
    """The mentions in text order, none overlapping another: start, end and PER, LOC or ORG.

    Args:
        spans: start, end (code points of the text) and type of nested spans, in any order.
    """
    kind = kinds().of
    names = {(start, end, kind[type_]) for start, end, type_ in spans if _is_name(text, start, end, type_)}
    inside_last = sorted(names, key=lambda name: (name[0], -name[1], name[2]))
    kept: list[Flat] = []
    for place, name in enumerate(inside_last):
        begins_later = not kept or name[0] >= kept[-1][1]
        if begins_later and not (name[2] == "ORG" and _is_description(text, name, _inside(inside_last, place))):
            kept.append(name)
    return sorted(_with_sites(text, [*kept, *_recurring(text, kept)]))


def _with_sites(text: str, names: list[Flat]) -> list[Flat]:
    """The names with addresses that stand for outlets, «сообщает zakon.kz», in place of what overlaps them."""
    sites = [(site.start(), site.end()) for site in SITE.finditer(text)]
    if not sites:
        return names
    ends = [end for _, end in sites]

    def is_inside(start: int, end: int) -> bool:
        place = bisect_right(ends, start)
        return place < len(sites) and sites[place][0] < end

    return [name for name in names if not is_inside(*name[:2])] + [(*site, "ORG") for site in sites]


def _recurring(text: str, names: Sequence[Flat]) -> list[Flat]:
    """Capitalised words that stand by themselves here and, in the same form, mostly are a name of one kind."""
    kinds_of: dict[str, list[str]] = {}
    for start, end, kind in names:
        kinds_of.setdefault(text[start:end], []).append(kind)
    starts, missed = [start for start, _, _ in names], dict[str, list[int]]()
    for run in _RUN.finditer(text):
        place = bisect_left(starts, run.end())
        if run.group() in kinds_of and (place == 0 or names[place - 1][1] <= run.start()):
            missed.setdefault(run.group(), []).append(run.start())
    return [
        (start, start + len(word), kinds_of[word][0])
        for word, places in missed.items()
        if len(word) > 2 and len(set(kinds_of[word])) == 1 and len(places) <= len(kinds_of[word])
        for start in places
    ]


def _is_name(text: str, start: int, end: int, type_: str) -> bool:
    """Whether a span by itself is a name of one of the kinds."""
    kind = kinds().of.get(type_)
    words = text[start:end]
    if kind is None or "\n" in words or not _CAPITALISED.search(words if kind != "LOC" else words[:1]):
        return False
    if (kind == "LOC" and _has_head(words, kinds().no_place)) or (kind == "PER" and not _LONG.search(words)):
        return False
    single = " " not in words
    if single and kind == "LOC" and _is_adjective(fold(words)):
        return False
    return not (single and words.istitle() and _begins_sentence(text, start) and _is_no_name(fold(words)))


def _inside(names: Sequence[Flat], place: int) -> list[Flat]:
    """The shorter names inside the one at a place of the list, in which they follow it."""
    outer = names[place]
    behind = bisect_left(names, outer[1], lo=place, key=itemgetter(0))
    return [name for name in names[place + 1 : behind] if name[1] <= outer[1] and name[:2] != outer[:2]]


def _is_description(text: str, body: Flat, inner: Sequence[Flat]) -> bool:
    """Whether a body's span is no name: only others are named in it, or a description stands before the name."""
    start, end, _ = body
    capitals = [word.start() for word in _CAPITALISED.finditer(text, start, end)]
    own = [at for at in capitals if at != start or not _begins_sentence(text, start)]
    if any(kind == "ORG" and first == start and _FOLLOWED.fullmatch(text, last, end) for first, last, kind in inner):
        return True  # «{Сбербанку} завод»: words behind a name are none of it
    others_only = all(any(first <= at < last for first, last, _ in inner) for at in own)
    no_body = bool(inner) and _is_no_body(text, start, end)
    if others_only and (no_body or _has_head(text[start:end], kinds().nameless)):
        return True  # «власти Чили», «правление Сбербанка», «Действия Чили …»
    return any(
        kind == "ORG" and last == end and _stands_alone(text[first:last]) and not any(at < first for at in own)
        for first, last, kind in inner
    )


def _is_no_body(text: str, start: int, end: int) -> bool:
    """Whether words begin a sentence with a common word that heads no body's name."""
    head = _head(text[start:end])
    return _begins_sentence(text, start) and is_common(head) and class_name(head) not in kinds().bodies


def _stands_alone(words: str) -> bool:
    """Whether a name needs no description: it is Latin, or an abbreviation («авиакомпания Ryanair», «альянс НАТО»)."""
    return words[0].isascii() or words.isupper()


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a capital at this place may be the sentence's; behind a quotation mark it is a name's."""
    before = text[max(0, start - _NEAR) : start].rstrip(_BULLETS)
    return not before or before[-1] in _ENDS_SENTENCE


def _has_head(words: str, heads: Collection[str]) -> bool:
    """Whether the first word that is no adjective is a form of one of the heads."""
    return not keys(_head(words)).isdisjoint(heads)


def _head(words: str) -> str:
    """The first word that is no adjective, folded; none if there is none."""
    forms = (fold(word.group()) for word in _WORD.finditer(words))
    return next((form for form in forms if not _is_adjective(form)), "")


@lru_cache(maxsize=65536)
def _is_adjective(form: str) -> bool:
    """Whether a form is most likely an adjective, and no form of a place («Хабаровском»)."""
    found = parses(form)
    return bool(found) and found[0].tag.POS in _ADJECTIVES and not any(_is_noun(parse, _PLACE) for parse in found)


@lru_cache(maxsize=65536)
def _is_no_name(form: str) -> bool:
    """Whether the dictionary knows a form only as a common word."""
    if any(_is_noun(parse, PROPER) for parse in parses(form)):
        return False
    return is_common(form) and keys(form).isdisjoint(kinds().named)


def _is_noun(parse: Parse, grammemes: Collection[str]) -> bool:
    return parse.tag.POS == "NOUN" and not parse.tag.grammemes.isdisjoint(grammemes)

"""The places of the world by their Russian names, looked up where the tagger sees a place.

The small tables are read first: this one has towns called «Мир» and «Победа», so a word of it is a place only with
evidence. Its lines stand in the order of their names and are cut into cells when a text asks for one. It is made by
models/places/build.py of GeoNames and ISO 3166-2.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractor.grammar.dictionary import SHORTEST_STEM, fold, keys, stem
from extractor.process.sharing import once

_FILE = Path(__file__).parent / "geography.tsv"
_KEPT = 4096  # names that were asked for
_ENDING = 3  # letters of the longest case ending
_ADJECTIVAL = ("ая", "яя", "ий", "ый", "ой", "ое", "ее")
DOMINANT = 4  # times as many inhabitants as the next namesake, from which a name without context means one place


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `name` as it is called here, `usual` as it mostly is, `population` (of regions a mean one).

    The code is empty where the tables take no side.
    """

    name: str
    usual: str
    type: str
    code: str
    population: int


class Geography:
    """The places by their names."""

    def __init__(self) -> None:
        head, *self._lines = _FILE.read_text(encoding="utf-8").splitlines()
        assert head == "name\tcode\ttype\tpopulation\tof"
        self.called = lru_cache(_KEPT)(self._called)

    def _called(self, forms: tuple[str, ...]) -> tuple[Place, ...]:
        """The places that folded forms may name, in whichever case, the largest first, one of each state.

        A name that stands there letter for letter comes before those of which the words may be forms.
        """
        parts = parted(" ".join(forms))
        found = [place for place in self._beginning(parts[0]) if _is_called(place, parts)]
        exact = [place for place in found if parted(place.name) == parts]
        by_code: dict[str, Place] = {}
        for place in sorted(exact or found, key=lambda place: (-place.population, place.code, place.name)):
            by_code.setdefault(place.code, place)
        return tuple(by_code.values())

    def _beginning(self, form: str) -> Iterator[Place]:
        """The places whose first word has a stem with a form, or is a form of the dictionary's for it."""
        beginnings = {stem(form), *keys(form)}
        shortest = sorted(
            one for one in beginnings if not any(one != other and one.startswith(other) for other in beginnings)
        )
        for beginning in shortest:
            place = bisect_left(self._lines, beginning, key=fold)
            while place < len(self._lines) and fold(self._lines[place][: len(beginning)]) == beginning:
                name, code, type_, population, usual = self._lines[place].split("\t")
                yield Place(name, usual or name, type_, code, int(population))
                place += 1


def parted(name: str) -> list[str]:
    """The folded words of a name; a hyphen joins them as loosely as a space does: «Санта-Круз», «Санта Круз»."""
    return fold(name).replace("-", " ").split()


def _is_called(place: Place, forms: list[str]) -> bool:
    words = parted(place.name)
    if len(words) != len(forms):
        return False
    *attributes, last = zip(words, forms, strict=True)
    return _is_form(*last) and all(_is_form(*pair) or _are_alike(*pair) for pair in attributes)


def _are_alike(word: str, form: str) -> bool:
    """Whether an attribute may be a form of a nominative: the dictionary has «тульской» under «тульский»."""
    return word.endswith(_ADJECTIVAL) and not keys(word).isdisjoint(keys(form))


def _is_form(word: str, form: str) -> bool:
    """Whether a form may be one of a nominative, which the dictionary may not have."""
    if word == form or word in keys(form):
        return True
    shared = word[:-1] if word.endswith("ь") else stem(word)
    return len(shared) > SHORTEST_STEM and stem(form) == shared and len(form) - len(shared) <= _ENDING


def largest(places: tuple[Place, ...]) -> Place | None:
    """Which of the namesakes a name means by itself: the only one, or the one that is many times as large."""
    first, *others = places
    dominant = all(first.population >= max(1, DOMINANT * other.population) for other in others[:1])
    return first if dominant else None


@once
def geography() -> Geography:
    """The packaged table, read when the first text asks for it."""
    return Geography()

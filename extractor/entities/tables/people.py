"""The table of people: who may be called by a word or two, looked up as texts ask.

The table has thousands of rows of which an article needs a few: rows are indexed by the letters that their names begin
with, and stems are taken only of those that come into question.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from extractor.grammar.dictionary import fold, is_known, parses, stem
from extractor.process.sharing import once

_FILE = Path(__file__).parent / "people.tsv"
_KEPT = 2**14  # forms of which is kept whom they may mean
_LETTERS = 2  # as many as every stem has: forms of one word begin alike with them
_GIVEN = 2  # people of the table who have a word as their first name, from which it is one
_NAMES = {"Name", "Surn", "Geox"}
_OWN_ENDING, _CASE_ENDING = 2, 3  # letters of «-ий» and of «-ого»
# «Моравецкий», not «Парубий», which is a noun.
_ADJECTIVE, _ADJECTIVES = ("ский", "цкий", "ый"), ("ий", "ый", "ого", "ому", "им", "ым", "ом")
_SOFT = ("я", "ю", "е", "м", "и", "ь")  # ends of the forms of «Голль»
_FEMININE = ("ва", "на", "ая")  # of nominatives
# Surnames that anybody may bear where people have Russian names, also those that no dictionary has.
_ORDINARY = ("ов", "ев", "ёв", "ин", "ын", "ова", "ева", "ёва", "ина", "ына", "ский", "цкий", "ская", "цкая")
STATESMEN = (
    *("президент", "премьер", "канцлер", "король", "королева", "император", "госсекретарь", "генсек"),
    *("министр иностранных дел", "министр обороны", "глава дипломатии"),
)
_COLUMNS = ["code", "sector", "sex", "name", "aliases", "from", "until", "office"]
# Who is known as somebody's family is not meant by the surname that both bear.
_FAMILY = ("сын", "дочь", "брат", "сестра", "супруга", "вдова", "внук", "зять", "племянник", "первая леди")


@dataclass(frozen=True, slots=True)
class Person:
    """One row: `code` and `sector` of the office held last, `sex` m or f.

    `called_so` says that the table calls this person by one word.
    """

    name: str
    code: str | None
    sector: str | None
    sex: str
    office: str
    called_so: bool

    @property
    def family(self) -> bool:
        """Whether known as somebody's son, wife or brother."""
        return self.office.startswith(_FAMILY)

    @property
    def ordinary(self) -> bool:
        """Whether the surname is like any other where people have Russian names."""
        return self.name.endswith(_ORDINARY)

    @property
    def known_by_surname(self) -> bool:
        """Whether a surname is enough in the news: a statesman's, one called so, one that hardly anybody bears."""
        return self.called_so or not self.ordinary or self.office.startswith(STATESMEN)


@dataclass(frozen=True, slots=True)
class Called:
    """A name or another spelling of it, cut into words, and whose it is."""

    words: tuple[str, ...]
    person: Person

    def __str__(self) -> str:
        return " ".join(self.words)


class PeopleTable:
    """The people by their names."""

    def __init__(self) -> None:
        self._by_last: dict[str, list[Called]] = defaultdict(list)
        self._by_beginning: dict[tuple[str, str], list[Called]] = defaultdict(list)
        self._given: dict[str, list[str]] = defaultdict(list)
        self._bearers: dict[str, tuple[Called, ...]] = {}
        self._alone: dict[str, frozenset[Person]] = {}
        self._uncapitalised: set[str] = set()
        head, *lines = _FILE.read_text(encoding="utf-8").splitlines()
        assert head.split("\t") == _COLUMNS
        for line in lines:
            code, sector, sex, name, aliases, _, _, office = line.split("\t")
            spellings = (name, *aliases.split(", ")) if aliases else (name,)
            called_so = any(" " not in spelling for spelling in spellings)
            person = Person(name, code or None, sector or None, sex, office, called_so)
            for spelling in spellings:
                words = tuple(spelling.split())
                folded = [word.lower().replace("ё", "е") for word in words]
                called = Called(words, person)
                self._by_last[folded[-1][:_LETTERS]].append(called)
                if len(words) > 1:
                    self._by_beginning[folded[0][:_LETTERS], folded[1][:_LETTERS]].append(called)
                    if not spelling[0].isupper():
                        self._uncapitalised.add(folded[0][:_LETTERS])
                    if spelling is name:
                        self._given[folded[0]].append(code)

    def states_of(self, given: str) -> Sequence[str]:
        """The codes of all who have a folded word as their first name, one for each."""
        return self._given.get(given, ())

    def beginning(self, first: str, second: str, *, capital: bool = True) -> list[Called]:
        """The names of several words that two folded forms may begin; few begin without a capital («фон дер Ляйен»)."""
        if not capital and first[:_LETTERS] not in self._uncapitalised:  # which is asked of every two words of a text
            return []
        near = self._by_beginning.get((first[:_LETTERS], second[:_LETTERS]))
        if near is None:
            return []
        return [
            called
            for called in near
            if stem(fold(called.words[0])) == stem(first) and stem(fold(called.words[1])) == stem(second)
        ]

    def bearers(self, last: str) -> tuple[Called, ...]:
        """The names whose last word a folded form may be, in whichever case."""
        found = self._bearers.get(last)
        if found is None:
            near = self._by_last.get(last[:_LETTERS], ())
            found = tuple(called for called in near if _inflects(fold(called.words[-1]), last))
            self._bearers[last] = found
        return found

    def famous(self, surname: str) -> list[Person]:
        """Whom a surname without a first name, folded and in the nominative as far as that is known, may mean.

        Those whom the table calls by this word alone; else, where no dictionary has it, those who bear it: a common
        surname is anybody's, a first name («Джонатан») or a place («Самара») nobody's.
        """
        near = [name for name in self.bearers(surname) if not name.person.family] or self.bearers(surname)
        called = [name for name in near if fold(name.words[-1]) == surname] or [
            name for name in near if name.person.sex == "f" or not surname.endswith(_FEMININE)
        ]
        alone = [name for name in called if len(name.words) == 1 and str(name) != name.person.name]
        kept = alone or [name for name in called if not self._is_other(fold(name.words[-1]))]
        return list(dict.fromkeys(name.person for name in kept))

    def alone(self, form: str) -> frozenset[Person]:
        """Whom a folded form, in whichever case, may mean as a surname without a first name."""
        found = self._alone.get(form)
        if found is None:
            surnames = {fold(called.words[-1]) for called in self.bearers(form)}
            if len(self._alone) >= _KEPT:
                self._alone.clear()
            found = self._alone[form] = frozenset(person for surname in surnames for person in self.famous(surname))
        return found

    def _is_other(self, word: str) -> bool:
        """Whether a word is known as another name than one person's surname."""
        return len(self.states_of(word)) >= _GIVEN or any(
            is_known(parse) and "nomn" in parse.tag and _NAMES & parse.tag.grammemes for parse in parses(word)
        )


def _inflects(surname: str, form: str) -> bool:
    """Whether two words of one stem differ in a case's ending alone: «Красов» is no form of «Красовский»."""
    kept = len(surname) - _OWN_ENDING
    if surname.endswith(_ADJECTIVE) and form[:kept] == surname[:kept]:
        return form[kept:] in _ADJECTIVES
    if surname.endswith("ь") and form[:-1] in (surname[:-1], f"{surname[:-1]}е"):
        return form[-1] in _SOFT
    if stem(surname) != stem(form):
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(surname, form, strict=False)))
    return len(surname) - shared <= _OWN_ENDING and len(form) - shared <= _CASE_ENDING


@once
def people_table() -> PeopleTable:
    """The packaged table, read once a process."""
    return PeopleTable()

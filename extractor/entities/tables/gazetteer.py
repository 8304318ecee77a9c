"""Names of states, cities, regions, organisations and people from tables, found in every inflected form."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from razdel import tokenize

from extractor.entities.tables.people import Called, people_table
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold, keys, nominative_keys
from extractor.sharing import once

_FOLDER = Path(__file__).parent
_KEPT = 2**16  # forms of which is kept what begins with them
_UPPER = 2  # shortest abbreviation


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a table: what the name denotes, `kind` being its table (`people`, `states`, `cities` …)."""

    kind: str
    type: str
    name: str
    code: str | None
    wikidata: str | None = None
    capital: bool = False
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `[start, end)` that name or, as an adjective, point at an entry."""

    start: int
    end: int
    record: Record
    form: str
    alias: str = ""  # the table's spelling of the name that stands here


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: tuple[str, ...]
    keys: tuple[frozenset[str], ...]
    record: Record


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _listed(cell: str | None) -> list[str]:
    return [item.strip() for item in (cell or "").split(",") if item.strip()]


def _tokens(name: str) -> tuple[str, ...]:
    """A name cut into tokens as the text is."""
    plain = name.replace(" ", "").replace("-", "").isalpha()
    return tuple(name.split()) if plain else tuple(token.text for token in tokenize(name))


class Gazetteer:
    """The tables, indexed by what their names' words are forms of."""

    def __init__(self) -> None:
        self._names: dict[str, list[_Pattern]] = defaultdict(list)
        self._by_form: dict[str, tuple[_Pattern, ...]] = {}
        self._adjectives: dict[str, Record] = {}
        self._demonyms: dict[str, Record] = {}
        self._prefixes: dict[str, Record] = {}
        self.states: dict[str, Record] = {}
        self.people = people_table()
        self._of_people: dict[Called, _Pattern] = {}
        self._capitals: set[str] = set()
        self._read_states()
        for row in _rows("cities"):
            record = Record(
                "cities", "CITY", row["name"], row["code"] or None, row["wikidata"] or None, row["capital"] == "yes"
            )
            if record.capital:
                self._capitals.add(record.name)
            self._add(record, [row["name"], *_listed(row["aliases"])], _listed(row["adjectives"]))
        for row in _rows("places"):
            record = Record("places", row["type"], row["name"], row["code"] or None)
            self._add(record, [row["name"], *_listed(row["aliases"])], _listed(row["adjectives"]))
        for row in _rows("organisations"):
            record = Record(
                "organisations",
                "ORGANIZATION",
                row["name"],
                row["code"] or None,
                row["wikidata"] or None,
                sector=row["sector"],
            )
            self._add(record, [row["name"], *_listed(row["aliases"])], _listed(row["adjectives"]))

    def _read_states(self) -> None:
        for row in _rows("states"):
            record = Record("states", "COUNTRY", row["name"], row["code"] or None, row["wikidata"] or None)
            if record.code:
                self.states[record.code] = record
            adjectives = _listed(row["adjectives"])
            self._add(record, [row["name"], *_listed(row["aliases"])], adjectives)
            for demonym in _listed(row["demonyms"]):
                self._demonyms.setdefault(fold(demonym), record)
            for adjective in adjectives:
                self._prefixes.setdefault(fold(adjective)[:-2] + "о", record)
        for row in _rows("prefixes"):
            self._prefixes[fold(row["prefix"])] = self.states[row["code"]]

    def _add(self, record: Record, names: list[str], adjectives: list[str]) -> None:
        for name in names:
            pattern = _pattern(name, record)
            for key in pattern.keys[0]:
                self._names[key].append(pattern)
        for adjective in adjectives:
            self._adjectives.setdefault(fold(adjective), record)

    def names(self, words: Words) -> list[Match]:
        """Names in the text, each the longest at its place, none overlapping another."""
        found, position = [], 0
        while position < len(words):
            match = self.at(words, position)
            if match:
                found.append(match)
            position = match.end if match else position + 1
        return found

    def at(self, words: Words, position: int) -> Match | None:
        """The longest name that begins at a token."""
        if words.space[position] or (not words.text[position][0].isalpha() and words.text[position] != "«"):
            return None
        best: _Pattern | None = None
        candidates = self._beginning(words.text[position].lower())
        if position + 1 < len(words):
            candidates += self._people(words.form[position], words.form[position + 1])
        for pattern in candidates:
            if (best is None or len(pattern.words) > len(best.words)) and _fits(pattern, words, position):
                best = pattern
        if best is None:
            return None
        return Match(position, position + len(best.words), best.record, "name", " ".join(best.words))

    def _beginning(self, form: str) -> tuple[_Pattern, ...]:
        """The names whose first word a form may be."""
        found = self._by_form.get(form)
        if found is None:
            if len(self._by_form) >= _KEPT:
                self._by_form.clear()
            found = tuple(pattern for key in keys(form) for pattern in self._names.get(key, ()))
            self._by_form[form] = found
        return found

    def _people(self, first: str, second: str) -> tuple[_Pattern, ...]:
        """The names of people that two forms may begin."""
        found = self.people.beginning(first, second)
        for called in found:
            if called not in self._of_people:
                person = called.person
                record = Record("people", "PERSON", person.name, person.code, sector=person.sector)
                self._of_people[called] = _pattern(str(called), record)
        return tuple(self._of_people[called] for called in found)

    def adjectives(self, words: Words) -> list[Match]:
        """Adjectives of states, cities and organisations, one match for each state of «американо-иракский»."""
        found = []
        for position, lemma in enumerate(words.lemma):
            if words.pos[position] in ("ADJ", "NOUN", "PROPN", "ADV") or "-" in lemma:
                found += [Match(position, position + 1, record, "adjective") for record in self._pointed_at(lemma)]
        return found

    def _pointed_at(self, lemma: str) -> list[Record]:
        if lemma in self._adjectives:
            return [self._adjectives[lemma]]
        if "-" not in lemma:
            return []
        *first, last = lemma.split("-")
        if not first or last not in self._adjectives or any(part not in self._prefixes for part in first):
            return []
        return [self._prefixes[part] for part in first] + [self._adjectives[last]]

    def is_capital(self, name: str) -> bool:
        """Whether a canonical name is a capital's, which may stand for its government."""
        return name in self._capitals

    def points_at(self, lemma: str) -> bool:
        """Whether a lemma is an adjective of a name in the tables, also a compound one."""
        return bool(self._pointed_at(lemma))

    def demonym(self, lemma: str) -> Record | None:
        """The state whose people a noun names («израильтяне»)."""
        return self._demonyms.get(lemma)


def _pattern(name: str, record: Record) -> _Pattern:
    words = _tokens(name)
    known = keys if len(words) > 1 else nominative_keys
    return _Pattern(words, tuple(known(word.lower()) for word in words), record)


def _fits(pattern: _Pattern, words: Words, position: int) -> bool:
    end = position + len(pattern.words)
    if end > len(words):
        return False
    for offset, (word, word_keys) in enumerate(zip(pattern.words, pattern.keys, strict=True)):
        text = words.text[position + offset]
        if words.form[position + offset] == fold(word):
            pass
        elif keys(text.lower()).isdisjoint(word_keys):
            return False
        if word.isupper() and len(word) >= _UPPER and not text.isupper():
            return False
        if offset == 0 and word[0].isupper() and not text[0].isupper():
            return False
    return len(pattern.words) > 1 or _may_be_name(words, position, pattern.words[0])


def _may_be_name(words: Words, position: int, word: str) -> bool:
    """A single word that begins a sentence or stands in capitals is a name only where the tagger sees a noun."""
    text = words.text[position]
    if not text[0].isupper():
        return True
    begins = (
        position == 0
        or words.sentence[position] != words.sentence[position - 1]
        or not words.text[position - 1][-1].isalnum()
    )
    capitals = text.isupper() and not word.isupper()
    return not (begins or capitals) or words.pos[position] in ("PROPN", "NOUN", "X")


@once
def gazetteer() -> Gazetteer:
    """The packaged tables, read once a process."""
    return Gazetteer()

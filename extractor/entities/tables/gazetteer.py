"""Names of states, cities, regions, organisations and people from tables, found in every inflected form.

A spelling between quotation marks in the table, «Весна», is a common word too and is a name only between quotation
marks in the text. The column `kind` of organisations.tsv is the reason of a row to be there.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from razdel import tokenize

from extractor.entities.tables.aliases import Alias, check_aliases
from extractor.entities.tables.people import Called, people_table
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold, is_common, is_first_name, keys, nominative_keys
from extractor.grammar.marks import MAY_CLOSE, MAY_OPEN
from extractor.process.sharing import once

_FOLDER = Path(__file__).parent
_KEPT = 2**16  # forms of which is kept what begins with them
_CASE_ENDINGS = ("а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")  # of abbreviations that are declined
_UPPER = 2  # shortest abbreviation
_LAST_SYLLABLE = 2  # letters that a nominative's last syllable may add to what all forms of a word begin with
_LOOSE = re.compile(r"(?<=[«(]) | (?=[»),.])|(?<=\w \.) (?=\w)")  # blanks between tokens that names have not
_OF_STATES = ("GOV", "LEG", "JUD", "MIL", "SPY", "COP")  # sectors of bodies that are named with their state: «ФСБ РФ»


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a table: what the name denotes, `kind` being its table (`people`, `states`, `cities` …).

    `seat` is the organisation for which a city stands as a capital does for its government.
    A user's own `persons` and `bodies` are who the file says, whatever the article calls them.
    """

    kind: str
    type: str
    name: str
    code: str | None
    wikidata: str | None = None
    capital: bool = False
    sector: str | None = None
    seat: str = ""


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
    """One spelling of a name; what its words may be forms of is asked when a text has such a word.

    `lowered` are its words in lower case.
    """

    words: tuple[str, ...]
    lowered: tuple[str, ...]
    record: Record
    own: bool = False  # a user's, which beats the tables'
    quoted: bool = False  # a common word, which only quotation marks make a name: «Весна»

    def in_case_of(self, text: str) -> bool:
        """Whether a word has the capital that the first word may need."""
        return text[0].isupper() or not self.words[0][0].isupper()

    def keys(self, offset: int) -> frozenset[str]:
        return (keys if len(self.words) > 1 else nominative_keys)(self.lowered[offset])


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _listed(cell: str | None) -> list[str]:
    return [item.strip() for item in (cell or "").split(",") if item.strip()]


def _unquoted(name: str) -> str:
    """A spelling without the quotation marks that are all around it."""
    return name[1:-1] if name[0] == "«" and name.find("»") == len(name) - 1 else name


def _beginning_of(word: str) -> str:
    """What every form of a nominative, or the dictionary's form of it, begins with; an abbreviation whole."""
    return fold(word) if word.isupper() else fold(word)[: max(1, len(word) - _LAST_SYLLABLE)]


def _tokens(name: str) -> tuple[str, ...]:
    """A name cut into tokens as the text is."""
    plain = name.replace(" ", "").replace("-", "").isalpha()
    return tuple(name.split()) if plain else tuple(token.text for token in tokenize(name))


class Gazetteer:
    """The tables, indexed by what their names' words are forms of.

    Args:
        aliases: names that beat the tables.
    Raises:
        InputError: one of them has a code or sector that there is not.
    """

    def __init__(self, aliases: tuple[Alias, ...] = ()) -> None:
        # By what all forms of the first word begin with; the few names without a capital by themselves.
        self._names: dict[str, list[_Pattern]] = defaultdict(list)
        self._uncapitalised: dict[str, list[_Pattern]] = defaultdict(list)
        self._by_form: dict[str, tuple[_Pattern, ...]] = {}
        self._adjectives: dict[str, Record] = {}
        self._demonyms: dict[str, Record] = {}
        self._prefixes: dict[str, Record] = {}
        self.states: dict[str, Record] = {}
        self.bodies: dict[str, Record] = {}
        self.people = people_table()
        self._of_people: dict[Called, _Pattern] = {}
        self._capitals: set[str] = set()
        self._sectors: set[str] = set()
        self._read_states()
        for row in _rows("cities"):
            capital, seat = row["capital"] == "yes", row["capital"].removeprefix("yes")
            codes = row["code"] or None, row["wikidata"] or None
            record = Record("cities", "CITY", row["name"], *codes, capital, seat=seat)
            if record.capital:
                self._capitals.add(record.name)
            self._add(record, [row["name"], *_listed(row["aliases"])], _listed(row["adjectives"]))
        for row in _rows("city_adjectives"):
            self._add(Record("cities", "CITY", row["name"], row["code"]), [], [row["adjective"]])
        for row in _rows("places"):
            record = Record("places", row["type"], row["name"], row["code"] or None)
            self._add(record, [row["name"], *_listed(row["aliases"])], _listed(row["adjectives"]))
        for row in _rows("organisations"):
            record = Record(
                "organisations",
                "ORGANIZATION",
                _unquoted(row["name"]),
                row["code"] or None,
                row["wikidata"] or None,
                sector=row["sector"],
            )
            self.bodies.setdefault(record.name, record)
            self._sectors.add(row["sector"])
            self._add(record, [row["name"], *_listed(row["aliases"])], _listed(row["adjectives"]))
        check_aliases(aliases, self.states, self._sectors)
        for alias in aliases:
            self._add(self._of_alias(alias), [alias.surface], [], own=True)
        self._longest_beginning = max(map(len, self._names))

    def _read_states(self) -> None:
        for row in _rows("states"):
            record = Record("states", "COUNTRY", row["name"], row["code"] or None, row["wikidata"] or None)
            if record.code:
                self.states.setdefault(record.code, record)  # what is unrecognised stands behind its state
            adjectives = _listed(row["adjectives"])
            self._add(record, [row["name"], *_listed(row["aliases"])], adjectives)
            for demonym in _listed(row["demonyms"]):
                self._demonyms.setdefault(fold(demonym), record)
            for adjective in adjectives:
                self._prefixes.setdefault(fold(adjective)[:-2] + "о", record)
        for row in _rows("prefixes"):
            self._prefixes[fold(row["prefix"])] = self.states[row["code"]]

    def _of_alias(self, alias: Alias) -> Record:
        """What an alias names: an entry of the tables, with what the file says of it, or something new."""
        listed = self._names.get(_beginning_of(_tokens(alias.name)[0]), ())
        known = next((pattern.record for pattern in listed if pattern.record.name == alias.name), None)
        if known is not None:
            return replace(
                known,
                code=alias.code or known.code,
                sector=alias.sector or known.sector,
                wikidata=alias.wikidata or known.wikidata,
            )
        first, *others = _tokens(alias.name)
        person = bool(others) and is_first_name(fold(first))
        kind, type_ = ("persons", "PERSON") if person else ("bodies", "ORGANIZATION")
        return Record(kind, type_, alias.name, alias.code, alias.wikidata, sector=alias.sector)

    def _add(self, record: Record, names: list[str], adjectives: list[str], *, own: bool = False) -> None:
        for name in names:
            pattern = _pattern(name, record, own=own)
            beginning = _beginning_of(pattern.words[0])
            self._names[beginning].append(pattern)
            if not pattern.words[0][0].isupper():
                self._uncapitalised[beginning].append(pattern)
        for adjective in adjectives:
            self._adjectives.setdefault(fold(adjective), record)

    def abbreviated(self, name: str) -> Record | None:
        """The body that has an abbreviation, letter for letter: «AP»."""
        alike = (pattern for pattern in self._names.get(_beginning_of(name), ()) if pattern.words == (name,))
        return next((pattern.record for pattern in alike if pattern.record.kind == "organisations"), None)

    def names(self, words: Words) -> list[Match]:
        """Names in the text, each the longest at its place, none overlapping another but a state in its body's name."""
        found, position, length = [], 0, len(words)
        while position < length:
            match = self.at(words, position)
            if match:
                found += [match, *self._states_within(words, match)]
            position = match.end if match else position + 1
        return found

    def _states_within(self, words: Words, body: Match) -> list[Match]:
        """The state whose body a name names: «Верховный суд {Пакистана}»."""
        if body.record.sector not in _OF_STATES or body.record.kind != "organisations":
            return []
        inner = (self._state_at(words, position) for position in range(body.start + 1, body.end))
        return [match for match in inner if match is not None and match.end <= body.end]

    def _state_at(self, words: Words, position: int) -> Match | None:
        """A state's name in the genitive."""
        state = self._longest(words, position)
        if state is None or state.record.kind != "states" or words.features[position].case not in ("Gen", ""):
            return None
        return Match(position, position + len(state.words), state.record, "name", " ".join(state.words))

    def at(self, words: Words, position: int) -> Match | None:
        """The longest name that begins at a token."""
        if words.space[position] or (not words.text[position][0].isalpha() and words.text[position] != "«"):
            return None
        best = self._longest(words, position)
        if best is None:
            return None
        end = position + len(best.words)
        state = self._state_behind(words, end, best.record)
        if state is not None and state.record.code != best.record.code:
            return None
        alias = _joined([*best.words, *words.text[end : state.end if state else end]])
        return Match(position, state.end if state else end, best.record, "name", alias)

    def _longest(self, words: Words, position: int) -> _Pattern | None:
        """The spelling of the most words; of several a user's own, then the one that the text has letter for letter."""
        best, most = None, (0, False, False)
        text = words.text[position]
        candidates = self._beginning(text)
        if position + 1 < len(words.text):
            candidates += self._people(words.form[position], words.form[position + 1], text[0].isupper())
        for pattern in candidates:
            size = len(pattern.words)
            if size < most[0] or not _fits(pattern, words, position):
                continue
            worth = (size, pattern.own, words.text[position : position + size] == list(pattern.words))
            if worth > most:
                best, most = pattern, worth
        return best

    def _state_behind(self, words: Words, end: int, record: Record) -> Match | None:
        """The state that stands behind a body's name, its own or another's: «ФСБ {РФ}», «Счётная палата {Чили}»."""
        if record.kind != "organisations" or record.sector not in _OF_STATES or end >= len(words) or words.space[end]:
            return None
        return self._state_at(words, end)

    def _beginning(self, form: str) -> tuple[_Pattern, ...]:
        """The names whose first word a form as it is written may be."""
        found = self._by_form.get(form)
        if found is None:
            if len(self._by_form) >= _KEPT:
                self._by_form.clear()
            own = keys(form.lower())
            longest = self._longest_beginning  # a page's image in letters is one word of a megabyte
            beginnings = {key[:length] for key in own for length in range(1, min(len(key), longest) + 1)}
            names = self._names if form[0].isupper() else self._uncapitalised
            alike = (pattern for beginning in sorted(names.keys() & beginnings) for pattern in names[beginning])
            found = self._by_form[form] = tuple(pattern for pattern in alike if not own.isdisjoint(pattern.keys(0)))
        return found

    def _people(self, first: str, second: str, capital: bool) -> tuple[_Pattern, ...]:
        """The names of people that two forms may begin, the first with or without a capital."""
        found = self.people.beginning(first, second, capital=capital)
        if not found:
            return ()
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
                found += [Match(position, position + 1, record, "adjective") for record in self.pointed_at(lemma)]
        return found

    def pointed_at(self, lemma: str) -> list[Record]:
        """What a lemma is an adjective of; each state of a compound."""
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
        return bool(self.pointed_at(lemma))

    def demonym(self, lemma: str) -> Record | None:
        """The state whose people a noun names («израильтяне»)."""
        return self._demonyms.get(lemma)


def _pattern(name: str, record: Record, *, own: bool = False) -> _Pattern:
    plain = _unquoted(name)
    words = _tokens(plain)
    return _Pattern(words, tuple(map(str.lower, words)), record, own, quoted=plain != name)


def _fits(pattern: _Pattern, words: Words, position: int) -> bool:
    """Whether a spelling stands at a token whose form its first word may have."""
    texts, own = words.text, pattern.words
    end = position + len(own)
    if end > len(texts) or not pattern.in_case_of(texts[position]):
        return False
    if pattern.quoted and not _is_quoted(words, position, end):
        return False
    for offset in range(len(own) - 1, -1, -1):  # of names that begin alike the last words differ
        word, text = own[offset], texts[position + offset]
        if word.isupper() and len(word) >= _UPPER and not (text.isupper() or _is_declined(word, text)):
            return False
        alike = words.form[position + offset] == fold(word) or _same_mark(word, text)
        if not alike and keys(text.lower()).isdisjoint(pattern.keys(offset)):
            return False
    return pattern.quoted or len(own) > 1 or _may_be_name(words, position, own[0])


def _is_declined(word: str, text: str) -> bool:
    """Whether a text is an abbreviation with a case ending: «ЮКОСа» of «ЮКОС»."""
    return text.startswith(word) and text[len(word) :] in _CASE_ENDINGS


def _is_quoted(words: Words, start: int, end: int) -> bool:
    return start > 0 and end < len(words) and words.text[start - 1] in MAY_OPEN and words.text[end] in MAY_CLOSE


def _same_mark(word: str, text: str) -> bool:
    return (word in MAY_OPEN and text in MAY_OPEN) or (word in MAY_CLOSE and text in MAY_CLOSE)


def _may_be_name(words: Words, position: int, word: str) -> bool:
    """A single word that begins a sentence or stands in capitals is a name only where the tagger sees a noun.

    What the dictionary has as no common word, «Роскомнадзором», is a name whatever the tagger sees.
    """
    text = words.text[position]
    if not text[0].isupper():
        return True
    begins = (
        position == 0
        or words.sentence[position] != words.sentence[position - 1]
        or not words.text[position - 1][-1].isalnum()
    )
    capitals = text.isupper() and not word.isupper()
    return not (begins or capitals) or words.pos[position] in ("PROPN", "NOUN", "X") or not is_common(text.lower())


def _joined(words: list[str]) -> str:
    """The words of a name as they are written: «РИА «Новости»», «Lenta.ru»."""
    return _LOOSE.sub("", " ".join(words))


@once
def gazetteer(aliases: tuple[Alias, ...] = ()) -> Gazetteer:
    """The packaged tables, with a user's own names where there are some, read once a process."""
    return Gazetteer(aliases)

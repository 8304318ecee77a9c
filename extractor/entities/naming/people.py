"""Names of people: full and short forms of one name, and their nominatives."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from extractor.entities.forms.personal_names import person
from extractor.entities.naming.identity import are_two, meant, speaks_against, speaks_for
from extractor.entities.naming.introductions import Introduction, Introductions
from extractor.entities.registry import Cluster, Occurrence, Registry
from extractor.entities.tables.gazetteer import Gazetteer
from extractor.entities.tables.lexicon import Lexicon
from extractor.entities.tables.people import Person
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import (
    CASES,
    fold,
    is_first_name,
    is_known,
    is_latin,
    is_patronymic,
    is_somebody,
    parses,
    stem,
)

_SIMILAR = 0.75  # of spellings of one first name
_SEXES = {"Masc": "m", "Fem": "f"}
_GENDERS = {sex: gender for gender, sex in _SEXES.items()}
_CLEAR = {"Fem": ("ская", "цкая"), "Masc": ("ский", "цкий", "ского", "цкого")}  # whatever the case is
_SURNAMES = {
    "Fem": ("ова", "ева", "ина", "ына", "ская", "цкая"),
    "Masc": ("ов", "ев", "ын", "ский", "цкий"),
}  # «-ин» ends foreign names of either sex


@dataclass(slots=True, eq=False)
class _Person:
    cluster: Cluster
    stems: frozenset[str]
    spans: list[tuple[int, int]] = field(default_factory=list)
    said: list[Introduction] = field(default_factory=list)


class People:
    """The people of one article, each name joined to the fullest name that it may be short for."""

    def __init__(self, words: Words, gazetteer: Gazetteer, lexicon: Lexicon, registry: Registry) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._registry = registry
        self._by_stem: dict[str, list[_Person]] = defaultdict(list)

    def add_all(self, spans: list[tuple[int, int]]) -> None:
        """Group the names, the fuller ones first, and note them as mentions."""
        known: list[_Person] = []
        glosses = self._glosses(spans)
        introductions = Introductions(self._words, self._gazetteer, self._lexicon, spans)
        fullest = sorted(set(spans).difference(glosses), key=lambda span: (-self._weight(*span), span))
        for start, end in fullest:
            said = introductions.at(start, end)
            if start + 1 < end and self._words.form[start] not in self._lexicon.name_particles:
                said = replace(said, sex=_SEXES.get(self._gender_of_given(start, end), said.sex))
            held = self._match(start, end, said)
            if held is None:
                held = _Person(Cluster("person", "PERSON", "", None), self._stems(start, end))
                known.append(held)
                for part in held.stems:
                    self._by_stem[part].append(held)
            held.spans.append((start, end))
            held.said.append(said)
        self._add_glosses(known, glosses)
        for found in sorted(known, key=lambda found: min(found.spans)):
            self._registry.new(found.cluster)
            for start, end in sorted(found.spans):
                self._registry.add(found.cluster, Occurrence(start, end, self._words.top(start, end), "name"))
            self._name(found)

    def _glosses(self, spans: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
        """The names in Latin letters in brackets behind names in Cyrillic ones, «Джейн Ро (Jane Roe)», with these."""
        text = self._words.text
        by_end = {span[1]: span for span in spans}
        return {
            (start, end): by_end[start - 1]
            for start, end in spans
            if start - 1 in by_end
            and text[start - 1] == "("
            and is_latin(text[start]) > is_latin(text[by_end[start - 1][0]])
        }

    @staticmethod
    def _add_glosses(known: list[_Person], glosses: dict[tuple[int, int], tuple[int, int]]) -> None:
        for gloss, name in glosses.items():
            for found in known:
                if name in found.spans:
                    found.spans.append(gloss)

    def _is_address(self, start: int, end: int) -> bool:
        """Whether a name is a first name and a patronymic: «Иван Петрович»."""
        form = self._words.form
        return start + 2 == end and is_first_name(form[start]) and is_patronymic(form[start + 1])

    def _addressed(self, start: int, end: int, stems: frozenset[str]) -> list[_Person]:
        """The one person of the article who may have a first name and a patronymic, if there is just one."""
        if not self._is_address(start, end):
            return []
        fits = [
            person
            for person in dict.fromkeys(self._by_stem[stem(self._words.form[start])])
            if stem(self._words.form[person.spans[0][0]]) in stems and self._patronymics(person) <= stems
        ]
        return fits if len(fits) == 1 else []

    def _patronymics(self, person: _Person) -> set[str]:
        """The stems of the patronymics by which a person is called."""
        form = self._words.form
        middle = [form[start + 1] for start, end in person.spans if start + 2 < end or self._is_address(start, end)]
        return {stem(part) for part in middle if is_patronymic(part)}

    def _weight(self, start: int, end: int) -> int:
        """How full a name is: initials count less than names, a patronymic less than a surname."""
        if self._is_address(start, end):
            return 3
        return sum(len(form) > 2 for form in self._words.form[start:end] if form[0].isalpha()) * 2 + (end - start > 1)

    def _stems(self, start: int, end: int) -> frozenset[str]:
        return _stems(" ".join(form for form in self._words.form[start:end] if len(form) > 1))

    def _match(self, start: int, end: int, said: Introduction) -> _Person | None:
        """The person already known whose name has all words of this one; of several the last named before it."""
        stems = self._stems(start, end)
        if not stems:
            return None
        held = [
            person
            for person in self._by_stem.get(stem(_last_part(self._words.form[end - 1])), ())
            if stems <= person.stems
        ]
        held = held or self._addressed(start, end, stems)
        if not held and start + 1 == end:
            held = list(self._by_stem.get(stem(_last_part(self._words.form[start])), ()))
        held = [
            person
            for person in held
            if self._agrees(person, start, end) and not self._is_namesake(person, said, short=start + 1 == end)
        ]
        if len(held) < 2:
            return held[0] if held else None
        here, short = (start, end), start + 1 == end

        def closeness(person: _Person) -> tuple[int, bool, tuple[int, int]]:
            """By a bare surname the article calls the one whom it has called so: his relatives have first names."""
            bare = sum(last == first + 1 for first, last in person.spans) if short else 0
            stranger = not short or all(one.lemma not in self._lexicon.kin for one in person.said)
            return bare, stranger, max((span for span in person.spans if span < here), default=(-1, -1))

        return max(held, key=closeness)

    def _agrees(self, person: _Person, start: int, end: int) -> bool:
        """Initials and gender do not contradict."""
        words = self._words
        initials = {form[0] for form in words.form[start:end] if len(form) == 1 and form.isalpha()}
        first, last = person.spans[0]  # the fullest: fuller names come first
        if initials and not initials <= {form[0] for form in words.form[first:last]}:
            return False
        gender = words.features[end - 1].gender
        known = words.features[first].gender
        particle = words.form[start] in self._lexicon.name_particles  # «аль - Хамди»
        alone = start + 1 == end or particle or self._is_address(start, end)
        return alone or not gender or not known or gender == known or len(person.stems) == 1

    def _is_namesake(self, person: _Person, said: Introduction, *, short: bool) -> bool:
        """Whether title or sex make a name another's than a person's already known.

        Two titles in one sentence are two people's; in another sentence one may have a second title, unless the
        first is that of somebody whom the table knows and the second cannot be.
        """
        if any(are_two(self._lexicon, said, other) for other in person.said):
            return True
        if not short:
            return False
        start, end = person.spans[0]
        bearers = self._known(self._words.raw[self._words.start[start] : self._words.end[end - 1]], "")
        famous = meant(self._lexicon, bearers, person.said, short=False)
        known = len(person.stems) > 1 and any(other.sentence == said.sentence for other in person.said)
        return any(
            speaks_against(self._lexicon, bearer, said, short=True)
            and (known or any(speaks_for(self._lexicon, bearer, other) for other in person.said))
            for bearer in famous
        )

    def _name(self, found: _Person) -> None:
        """The nominative of the fullest form; the table's spelling where the table knows the person."""
        words, cluster = self._words, found.cluster
        start, end = max(found.spans, key=lambda span: (self._weight(*span), -span[0]))
        cluster.name = person(words, start, end, found.spans)
        cluster.gender = self._gender(found, start, end)
        alone = " " not in cluster.name
        listed = self._known(cluster.name, cluster.gender)
        known = meant(self._lexicon, listed or self._called(found, alone=alone), found.said, short=alone)
        if self._may_be_common(found):
            known = [someone for someone in known if any(speaks_for(self._lexicon, someone, one) for one in found.said)]
        if len({someone.code for someone in known}) == 1:
            cluster.take(known[0].code, f"the table of people: «{known[0].office}»")
        if len({someone.sector for someone in known}) == 1:
            cluster.sector = known[0].sector
        if len(known) != 1:
            return
        cluster.gender = _GENDERS.get(known[0].sex, cluster.gender)
        own, full = len(cluster.name.split()), len(known[0].name.split())
        guessed = not listed and own == full
        if own < full or guessed or self._stems(start, end) == _stems(known[0].name):
            cluster.name = known[0].name

    def _may_be_common(self, found: _Person) -> bool:
        """Whether a name has its capital only from its sentence and is a trade or an animal: «{Рыбак} задержан»."""
        words = self._words
        return all(
            end == start + 1
            and (start == 0 or words.sentence[start - 1] != words.sentence[start])
            and is_somebody(words.form[start])
            for start, end in found.spans
        )

    def _called(self, found: _Person, *, alone: bool) -> list[Person]:
        """Whom all forms of a name may mean, where its nominative is guessed: «Мерца» is of «Мерц», not «Мерец»."""
        if not alone:
            *given, _ = found.cluster.name.split()
            surnames = sorted({self._words.form[end - 1] for start, end in found.spans if end > start + 1})
            named = (self._known(" ".join([*given, surname]), found.cluster.gender) for surname in surnames)
            return next((people for people in named if people), [])
        forms = {self._words.form[end - 1] for _, end in found.spans}
        people = frozenset.intersection(*(self._gazetteer.people.alone(form) for form in forms))
        return sorted(people, key=lambda person: person.name)

    def _gender(self, found: _Person, start: int, end: int) -> str:
        """By a first name of the dictionary, by what a verb of the person shows, by the surname, by the tagger."""
        shown = {_GENDERS[said.sex] for said in found.said if said.sex}
        return (
            self._gender_of_given(start, end)
            or (shown.pop() if len(shown) == 1 else "")
            or _gender_of_surname(found.cluster.name)
            or self._words.features[start].gender
        )

    def _gender_of_given(self, start: int, end: int) -> str:
        """The gender of a first name or a patronymic in the case that it stands in: «Александра» is either."""
        ending = next((gender for gender, ends in _CLEAR.items() if self._words.form[end - 1].endswith(ends)), "")
        if ending:
            return ending  # «{Яна} Соболевская» is no genitive of «Ян»
        for position in range(start, end):
            cases = CASES.get(self._words.features[position].case, ())
            known = [parse.tag for parse in parses(self._words.form[position])[:4] if is_known(parse)]
            personal = [tag for tag in known if "Name" in tag or "Patr" in tag]
            for tag in [tag for tag in personal if tag.case in cases] or personal:
                return {"masc": "Masc", "femn": "Fem"}.get(str(tag.gender), "")
        return ""

    def _known(self, name: str, gender: str) -> list[Person]:
        """The people of the table who may have this name; of namesakes those whose sex the name tells."""
        *given, last = fold(name).split()
        table = self._gazetteer.people
        if not given:
            return table.famous(last)
        bearers = [called for called in table.bearers(last) if len(called.words) > 1]
        bearers = [called for called in bearers if fold(str(called)) == fold(name)] or bearers
        found = [called.person for called in bearers if _same_given(given[0], fold(called.words[0]))]
        people = list(dict.fromkeys(found))  # one has several spellings
        return [person for person in people if person.sex == _SEXES.get(gender)] or people


def _gender_of_surname(name: str) -> str:
    """What the end of a surname in the nominative tells: «Сеитов», «Сеитова»."""
    surname = fold(name.rpartition(" ")[2])
    return next((gender for gender, ends in _SURNAMES.items() if surname.endswith(ends)), "")


def _stems(name: str) -> frozenset[str]:
    parts = fold(name).replace("-", " ").split()
    return frozenset(stem(part) for part in parts if part[0].isalpha())


def _last_part(form: str) -> str:
    return form.rpartition("-")[2]


def _same_given(found: str, known: str) -> bool:
    """Whether two spellings of a first name, also in other cases, or an initial may be the same («Девид», «Дэвид»)."""
    if found.endswith("."):
        return known.startswith(found[0])
    if stem(found) == stem(known) or found.replace("э", "е") == known.replace("э", "е"):
        return True
    if is_first_name(found) and is_first_name(known):  # «Джерри» is not «Джереми»
        return False
    return SequenceMatcher(None, found, known).ratio() >= _SIMILAR

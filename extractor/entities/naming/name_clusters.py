"""Names in the text to clusters: types and codes from the tables, abbreviations joined to what they shorten."""

from collections.abc import Collection, Container, Iterable
from functools import lru_cache

from extractor.entities.board import Board
from extractor.entities.forms.base_forms import name_base
from extractor.entities.naming import homonyms, lookalikes
from extractor.entities.naming.bodies import Bodies
from extractor.entities.naming.name_spans import Name, NameSpans
from extractor.entities.naming.people import People
from extractor.entities.registry import Cluster, Kind, Occurrence
from extractor.entities.tables.gazetteer import Match, Record
from extractor.entities.tables.geography import Place, geography
from extractor.grammar.dictionary import body_stem, fold, is_latin, parses
from extractor.grammar.marks import MAY_CLOSE, MAY_OPEN

_GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
_STATES = ("республика", "остров", "полуостров", "автономия", "край", "залив", "море")  # labels of states and of theirs
_SITES = ("facility", "location")
_NO_TOWNS = ("FACILITY", "LOCATION", "DISTRICT")  # what a noun before a name may say that it is: «река Дон»
_KINDS: dict[str, Kind] = {
    "states": "state",
    "cities": "place",
    "places": "place",
    "organisations": "organisation",
    "people": "person",
    "persons": "person",
    "bodies": "organisation",
}


class Namer:
    """Finds the names of one document and puts them into the registry."""

    def __init__(self, board: Board) -> None:
        self._words = board.words
        self._gazetteer = board.gazetteer
        self._lexicon = board.lexicon
        self._registry = board.registry
        self._by_record: dict[Record, Cluster] = {}
        self._by_stems: dict[tuple[str, ...], Cluster] = {}
        self._bodies = Bodies()
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}  # of bodies by their words
        self.bodies: dict[int, tuple[int, int]] = {}
        self.namesakes: dict[Cluster, tuple[Place, ...]] = {}
        self._aliases: dict[str, set[str]] = {}
        self._abbreviations: list[tuple[int, Cluster]] = []

    def add_all(self, spans: Iterable[tuple[int, int, str]]) -> None:
        """Note every name and adjective of a name.

        A body called by a common noun («{МИД} Румынии») is left in `bodies`, its span by its head: it is a noun phrase.

        Args:
            spans: the tagger's names by token positions, with its labels PER, LOC, ORG.
        """
        words = self._words
        names = NameSpans(words, self._gazetteer, self._lexicon).find(spans)
        names = homonyms.without(words, lookalikes.read(words, self._gazetteer, names))
        people = People(words, self._gazetteer, self._lexicon, self._registry)
        people.add_all([(name.start, name.end) for name in names if name.label == "PER"])
        for name in names:
            if name.label == "ORG" and self._is_phrase(name):
                self.bodies[words.top(name.start, name.end)] = (name.start, name.end)
            elif name.label != "PER":
                self._add(name)
        for match in self._gazetteer.adjectives(words):
            if self._stands_alone(match) and not self._is_language(match) and not self._is_street(match):
                adjective = Occurrence(match.start, match.end, match.start, "adjective")
                self._registry.add(self._of_record(match.record), adjective)
        self._join_abbreviations(names)
        self._join_shared()
        for record, cluster in self._by_record.items():
            if record.kind == "organisations" and record.name in self._aliases:
                cluster.name = _fullest(record.name, self._aliases[record.name])

    def is_capital(self, position: int) -> bool:
        """Whether a token names a capital, as itself or for its government."""
        match = self._gazetteer.at(self._words, position)
        return match is not None and match.record.capital

    def _is_phrase(self, name: Name) -> bool:
        """Whether an organisation's name is a noun phrase whose head the lexicon knows, not one in quotation marks."""
        nominal = self._lexicon.nominals.get(self._words.lemma[self._words.top(name.start, name.end)])
        inside = self._words.text[name.start : name.end]
        quoted = self._in_quotes(name.start) or any(text in MAY_OPEN for text in inside)
        if nominal is not None and nominal.kind == "polity":
            return (
                self._words.text[self._words.top(name.start, name.end)].islower() and not quoted
            )  # «Чилийская {сторона}»
        return nominal is not None and nominal.kind in ("institution", "collective") and not quoted

    def _stands_alone(self, match: Match) -> bool:
        """Whether an adjective is no part of a name; of an organisation's name it still tells the state."""
        name = self._registry.names[match.start]
        if name is None:
            return True
        return match.record.kind == "states" and all(
            held.kind == "organisation" for held in self._registry.at(name.head)
        )

    def _is_language(self, match: Match) -> bool:
        """Whether an adjective names no state but a language: «учитель {французского} языка»."""
        words = self._words
        governor = words.head[match.start]
        return {words.lemma[governor], *words.lemma[match.end : match.end + 1]} & self._lexicon.tongues != set()

    def _is_street(self, match: Match) -> bool:
        """Whether a street or a station is called after the place of an adjective: «{Рижский} вокзал»."""
        words, position = self._words, match.start
        governor = words.head[position]
        return words.lemma[governor] in self._lexicon.streets and words.text[position][0].isupper()

    @property
    def codes(self) -> Container[str | None]:
        """The codes of all states."""
        return self._gazetteer.states

    @property
    def listed(self) -> Collection[Cluster]:
        """What the tables know by its name."""
        return self._by_record.values()

    def state(self, code: str) -> Cluster | None:
        """The cluster of a state by its code, made where the text has not named it."""
        record = self._gazetteer.states.get(code)
        return self._of_record(record) if record else None

    def _add(self, name: Name) -> None:
        words = self._words
        head = words.top(name.start, name.end)
        if name.record is not None and self._is_called_after(name, head):
            type_ = self._lexicon.toponyms.get(words.lemma[name.start - 1])
            cluster = self._unlisted(name, head, "place" if type_ else "organisation", type_ or "ORGANIZATION")
        elif name.record is not None:
            cluster = self._of_record(name.record)
            self._aliases.setdefault(cluster.name, set()).add(name.alias)
            if name.record.capital and self._acts(head):
                cluster = self.state(name.record.code or "") or cluster
            elif name.record.seat and self._acts(head):
                cluster = self._of_record(self._gazetteer.bodies[name.record.seat])
        elif name.label == "LOC":
            cluster = self._place(name, head)
        else:
            cluster = self._organisation(name, head)
        self._registry.add(cluster, Occurrence(name.start, name.end, head, "name", base=name.alias))

    def _is_called_after(self, name: Name, head: int) -> bool:
        """Whether a place's name is a ship's, a street's, another place's: «крейсер «{Москва}»», «река {Парагвай}»."""
        words, start = self._words, name.start
        if name.record is None or name.record.kind not in ("states", "cities", "places"):
            return False
        quoted = self._is_title_alone(name)
        if quoted and name.record.kind == "cities":
            return True  # no government stands in quotation marks, «Парма» is a club
        label = start - 1 - quoted
        if label < 0 or words.sentence[label] != words.sentence[start] or words.space[label]:
            return False
        if quoted:
            first = label == 0 or words.sentence[label] != words.sentence[label - 1]
            return words.pos[label] in ("NOUN", "PROPN") and (first or words.text[label].islower())
        type_ = self._lexicon.toponyms.get(words.lemma[label])
        if type_ == "FACILITY":
            return words.features[head].case == "Nom"
        state = name.record.kind == "states" or name.record.type == "LOCATION"
        return state and type_ is not None and words.lemma[label] not in _STATES and name.alias == words.text[head]

    def _acts(self, head: int) -> bool:
        """Whether a capital stands for its government: it has no preposition of place and is no city's address."""
        words = self._words
        before = words.form[head - 1] if head and words.sentence[head - 1] == words.sentence[head] else ""
        following = words.text[head + 1 : head + 2]
        if (
            before in self._lexicon.locative
            or before == "г"
            or (words.text[head].isupper() and following in ([","], ["."], ["("]))
        ):
            return False
        governor, relation = words.head[head], words.dep[head]
        if relation in ("nsubj", "obj", "iobj", "xcomp"):
            return relation == "nsubj" or words.lemma[governor] not in self._lexicon.visiting
        if relation == "nmod":
            nominal = self._lexicon.nominals.get(words.lemma[governor])
            site = nominal is not None and nominal.kind in _SITES  # «зоопарк {Москвы}»
            return not site and words.lemma[governor] not in self._lexicon.of_cities
        if relation == "obl":
            return before in self._lexicon.towards or words.features[head].case == "Ins"
        if relation == "conj":
            return self._acts(governor)
        # The parser errs on a first word: «Пекин эти планы осудил».
        return words.features[governor].verb_form == "Fin" and governor > head and words.left_edge[governor] == head

    def _of_record(self, record: Record) -> Cluster:
        if record not in self._by_record:
            kind = _KINDS[record.kind]
            plural = record.name.endswith("ы") or record.name in ("США", "ОАЭ")
            self._by_record[record] = self._registry.new(
                Cluster(
                    kind,
                    record.type,
                    record.name,
                    record.code,
                    record.wikidata,
                    plural=plural,
                    gender=gender_of(record.name),
                    sector=record.sector,
                    state="",
                )
            )
        return self._by_record[record]

    def _place(self, name: Name, head: int) -> Cluster:
        """A place that the small tables lack; the large one's places of that name are left in `namesakes`."""
        lemmas = self._words.lemma[name.start : name.end]
        told = next((self._lexicon.toponyms[lemma] for lemma in lemmas if lemma in self._lexicon.toponyms), None)
        cluster = self._unlisted(name, head, "place", told or ("CITY" if len(name) == 1 else "LOCATION"))
        places = self._called(name, head, told)
        if places:
            self.namesakes[cluster] = places
        return cluster

    def _called(self, name: Name, head: int, told: str | None) -> tuple[Place, ...]:
        """The places of a name: no river's, no street's, no abbreviation's; of «штат Юта» those of «Юта»."""
        words, toponyms = self._words, self._lexicon.toponyms
        if name.start and toponyms.get(words.lemma[name.start - 1]) in _NO_TOWNS:
            return ()
        if words.text[head].isupper() or self._is_title_alone(name):
            return ()
        forms = tuple(words.form[name.start : name.end])
        bare = [place for place in range(name.start, name.end) if words.lemma[place] not in toponyms]
        return geography().called(forms) or (
            geography().called(tuple(words.form[place] for place in bare))
            if bare and told == "STATE_OR_PROVINCE"
            else ()
        )

    def _organisation(self, name: Name, head: int) -> Cluster:
        cluster = self._unlisted(name, head, "organisation", "ORGANIZATION")
        nominal = self._lexicon.nominals.get(self._words.lemma[head])
        if nominal and nominal.kind in ("institution", "collective"):
            cluster.sector, cluster.state = nominal.sector, nominal.state
        if cluster.code is None:
            codes = [inner.code for position in range(name.start, name.end) for inner in self._inside(name, position)]
            cluster.code = next((code for code in codes if code), None)
        return cluster

    def _inside(self, name: Name, position: int) -> list[Cluster]:
        """What a name's word names by itself («МИД {России}», «{Российский} союз», «управление {ФСБ}»)."""
        words = self._words
        found = [
            cluster for occurrence, cluster in self._registry.heads[position] if cluster.kind in ("state", "place")
        ]
        match = self._gazetteer.at(words, position)
        if match is None or match.record.kind not in ("states", "cities", "organisations"):
            return found
        return found if match.end - match.start == len(name) else [*found, self._of_record(match.record)]

    def _unlisted(self, name: Name, head: int, kind: Kind, type_: str) -> Cluster:
        words = self._words
        key = tuple(sorted(body_stem(form) for form in words.form[name.start : name.end] if form[0].isalnum()))
        forms = tuple(words.form[name.start : name.end])
        if kind == "organisation" and key not in self._by_stems:
            key = next((self._keys[told] for told in self._bodies.like(forms)), key)
            self._bodies.add(forms)
            self._keys[forms] = key
        if key not in self._by_stems:
            text = name_base(words, name.start, name.end, head, place=kind == "place")
            self._by_stems[key] = self._registry.new(
                Cluster(
                    kind,
                    type_,
                    text,
                    None,
                    plural=words.features[head].number == "Plur",
                    gender=words.features[head].gender,
                )
            )
        return self._by_stems[key]

    def _is_title_alone(self, name: Name) -> bool:
        """Whether a name stands in quotation marks by itself, as those of hotels do: «отель «{Бристоль}»»."""
        closing = self._words.text[name.end : name.end + 1]
        return self._in_quotes(name.start) and bool(closing) and closing[0] in MAY_CLOSE

    def _in_quotes(self, start: int) -> bool:
        return start > 0 and self._words.text[start - 1] in MAY_OPEN

    def _join_abbreviations(self, names: list[Name]) -> None:
        """«Организация … (ОБСЕ)», «Гордвест (Gordvest)»: what stands in brackets right behind a name is the same."""
        words = self._words
        by_end = {name.end: name for name in names}
        for name in names:
            if name.start < 2 or words.text[name.start - 1] != "(" or words.text[name.end : name.end + 1] != [")"]:
                continue
            short = self._cluster(name)
            if short is None or short.kind != "organisation":
                continue
            full = by_end.get(name.start - 1 - (words.text[name.start - 2] in MAY_CLOSE))
            latin = full is not None and is_latin(words.text[name.start]) > is_latin(words.text[full.start])
            if not words.text[name.start].isupper() and not latin:
                continue
            self._abbreviations.append((name.start - 1, short))
            long = self._cluster(full) if full else None
            if long is not None and long.kind == "organisation":
                self._merge(long, short)

    def _join_shared(self) -> None:
        """«Совбез» is the one that the article names in full, «Совет безопасности России», not that of the union."""
        listed = {record: cluster for record, cluster in self._by_record.items() if record.kind == "organisations"}
        for record, cluster in listed.items():
            *common, own = fold(record.name).split()
            used = {part for alias in self._aliases.get(record.name, ()) for part in fold(alias).split()}
            if not (record.code or "").startswith("IGO:") or own in used or not common:
                continue
            same = [
                other
                for named, other in listed.items()
                if other is not cluster and named.code in self.codes and fold(named.name).split()[:-1] == common
            ]
            if len(same) == 1:
                self._merge(same[0], cluster)
                self._aliases[same[0].name] |= self._aliases.pop(record.name)

    def join_bodies(self) -> None:
        """The same for the bodies that are noun phrases, when they are known: «Аграрная палата … (АПС)»."""
        shorts = dict(self._abbreviations)
        bodies = [cluster for cluster in self._registry.clusters if cluster.kind in ("institution", "collective")]
        for body in bodies:
            for end in [occurrence.end for occurrence in body.occurrences]:
                if end in shorts and shorts[end] in self._registry.clusters:
                    self._merge(body, shorts[end])
                    body.name = body.name[:1].upper() + body.name[1:]

    def _cluster(self, name: Name) -> Cluster | None:
        """The cluster of a name that is no person and no noun phrase."""
        head = self._words.top(name.start, name.end)
        return next(
            (
                cluster
                for occurrence, cluster in self._registry.heads[head]
                if (occurrence.start, occurrence.end) == (name.start, name.end) and cluster.kind != "person"
            ),
            None,
        )

    def _merge(self, into: Cluster, other: Cluster) -> None:
        if into is other:
            return
        self._registry.merge(into, other)
        for record, cluster in self._by_record.items():
            if cluster is other:
                self._by_record[record] = into
        for stems, cluster in self._by_stems.items():
            if cluster is other:
                self._by_stems[stems] = into


def _fullest(name: str, aliases: Iterable[str]) -> str:
    """The fullest of the names that an article uses; the table's for a mere beginning of it, «Госдеп».

    «Коммерсант» is the same word as the table's «Коммерсантъ», and stays as the article has it.
    """
    longest = max(sorted(aliases), key=len)
    clipped = " " not in longest and name.startswith(longest) and name.removesuffix("ъ") != longest
    return name if clipped else longest


@lru_cache(maxsize=4096)
def gender_of(name: str) -> str:
    """The grammatical gender of the first word of a name in the nominative."""
    likeliest = parses(name.split()[0].lower())[:1]
    return next((_GENDERS.get(str(parse.tag.gender), "") for parse in likeliest), "")

"""Whom a plural names together: «обе стороны», «две страны», «оба министра», «лидеры», «собеседники» to the members.

A plural that nobody has been named together for stands for nobody: better no members than wrong ones.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from extractor.entities.board import Board
from extractor.entities.home.home import Home
from extractor.entities.naming.name_clusters import Namer
from extractor.entities.registry import NOBODY, Cluster, Link, Occurrence
from extractor.grammar.columns import Words
from extractor.installed.packaged import read_yaml

_TABLE = Path(__file__).parent.parent / "tables" / "anaphors.yaml"
_PEOPLE_WINDOW, _STATES_WINDOW, _CAPITALS_WINDOW = 2, 6, 20  # sentences
_FARTHEST = 400  # tokens
_MOST_MEMBERS = 4
_OUTSIDE = {"в", "во", "из", "на", "через"}  # «коллеги из Швеции»: the state takes no part
_WITH = ("с", "со")
_MODIFIERS = {"amod", "nmod", "acl", "appos"}
_BEHIND_TITLE = {"appos", "flat", "nmod"}
_SUBJECT = frozenset({"nsubj"})
_PARTICIPANTS = frozenset({"nsubj", "obj", "iobj"})
_PARTIES = ("person", "organisation", "state")


@cache
def table() -> dict[str, Any]:
    """The nouns and pronouns that take something up."""
    read: dict[str, Any] = read_yaml(_TABLE)
    return read


@cache
def _plurals() -> frozenset[str]:
    """The nouns that in the plural may take something up."""
    nouns = table()
    return frozenset([*nouns["states"], *nouns["people"], *nouns["parties"]])


def backwards(words: Words, position: int, window: int) -> Iterator[int]:
    """The tokens before one, from the nearest, as far as a window of sentences goes."""
    sentences = words.sentence
    for place in range(position - 1, max(-1, position - 1 - _FARTHEST), -1):
        if sentences[position] - sentences[place] > window:
            return
        yield place


def is_described(words: Words, position: int) -> bool:
    """Whether a noun has an attribute, so that it may speak of something new."""
    return any(words.dep[child] in _MODIFIERS and not words.space[child] for child in words.children[position])


def number_of(words: Words, position: int) -> tuple[int, int]:
    """How many a noun phrase says there are (0: it does not), and where it begins."""
    nouns = table()
    before = position - 1
    if before < 0:
        return 0, position
    form = words.form[before]
    if form in nouns["both"]:
        return 2, before
    if form in nouns["counts"]:
        return nouns["counts"][form], before
    return 0, before if words.lemma[before] in ("этот", "сам") else position


class Groups:
    """Links the plurals of one document; called in text order."""

    def __init__(self, board: Board, namer: Namer, home: Home, titles: dict[int, list[Cluster]]) -> None:
        self._words = board.words
        self._registry = board.registry
        self._namer = namer
        self._home = home
        self._titles = titles
        self._sides: tuple[Cluster, ...] = ()  # what «стороны» has stood for last

    def add(self, position: int) -> bool:
        """Note the mention of all its members if a noun names several together; whether it does."""
        words, nouns = self._words, table()
        lemma = words.lemma[position]
        if lemma not in _plurals() or is_described(words, position):
            return False
        count, start = number_of(words, position)
        if words.features[position].number != "Plur" and count < 2:
            return False
        found = NOBODY
        if lemma == "столица" and count:
            found = self._capitals(position, count)
        elif lemma in nouns["states"] and (count or lemma == "сторона"):
            found = self._states(position, count)
            self._sides = found.clusters if lemma == "сторона" else self._sides
        elif lemma in nouns["people"]:
            found = self._people(position, count)
        elif lemma in nouns["parties"] and not count:
            found = Link(self._sides, "those whom «стороны» has stood for")
        for cluster in found.clusters:
            self._registry.add(cluster, Occurrence(start, position + 1, position, "nominal", found.why))
        return bool(found.clusters)

    def sides(self) -> tuple[str, ...]:
        """The states of the bodies that a plural speaks of: the two last sides, in an article about just these."""
        codes = tuple(cluster.code for cluster in self._sides if cluster.code)
        return codes if len(codes) == 2 and set(codes) == set(self._home.leading) else ()

    def _sentences(self, position: int, window: int) -> Iterator[list[int]]:
        """The tokens of each sentence before a noun, from its own backwards, each in text order."""
        sentences = self._words.sentence
        places: list[int] = []
        sentence = sentences[position]
        for place in backwards(self._words, position, window):
            if sentences[place] != sentence:
                yield places[::-1]
                places, sentence = [], sentences[place]
            places.append(place)
        yield places[::-1]

    def _states(self, position: int, count: int) -> Link:
        """The states of the last sentence that names as many, or of several together; without a count two to four."""
        together: dict[str, None] = {}
        for places in self._sentences(position, _STATES_WINDOW):
            if self._words.lemma[position] == "сторона" and not count:
                held = self._sides_at(places)
                if held:
                    return Link(held, "those whom the same noun has stood for")
            codes = list(dict.fromkeys(code for place in places for code in self._acting(place)))
            if (len(codes) > 1 and len(codes) == count) or (count == 0 and 1 < len(codes) <= _MOST_MEMBERS):
                return Link(self._of_codes(codes), "the states that act in the last sentence with as many")
            if self._words.lemma[position] == "сторона":
                parties = self._joined(places, _PARTIES, _SUBJECT)
                if len(parties) == (count or 2):
                    return Link(parties, "those who act with each other in the last sentence with as many")
            together.update(dict.fromkeys(codes))
            if len(together) == count and count > 1:
                return Link(self._of_codes(list(together)), "the states that act in the last sentences together")
        return NOBODY

    def _sides_at(self, places: list[int]) -> tuple[Cluster, ...]:
        """Whom «стороны» stands for that a sentence has: «посредник на переговорах {сторон} … {Стороны} …»."""
        for place in reversed(places):
            if self._words.lemma[place] == "сторона" and not is_described(self._words, place):
                held = tuple(self._registry.at(place))
                if len(held) > 1:
                    return held
        return ()

    def _of_codes(self, codes: list[str]) -> tuple[Cluster, ...]:
        states = [self._namer.state(code) for code in codes]
        return tuple(state for state in states if state)

    def _acting(self, place: int) -> list[str]:
        """Codes of the states that a token names as taking part."""
        if not self._registry.heads[place] or self._words.preposition(place) in _OUTSIDE:
            return []
        return [
            cluster.code
            for occurrence, cluster in self._registry.heads[place]
            if cluster.code in self._namer.codes
            and cluster.code is not None
            and cluster.kind in ("state", "person")
            and occurrence.form != "pronoun"
        ]

    def _capitals(self, position: int, count: int) -> Link:
        """The states whose capitals the last sentence with as many names, else the last ones named.

        «Анкара и Афины спорят. Берлин посредничает. {Обе столицы} …» are the two that were named together. A capital
        where something happens is one of them only where too few others are named.
        """
        acting = self._named_capitals(position, count, _OUTSIDE)
        return acting if acting.clusters else self._named_capitals(position, count, frozenset())

    def _named_capitals(self, position: int, count: int, outside: Collection[str]) -> Link:
        """The same without the capitals behind some prepositions."""
        found: dict[int, Cluster] = {}
        for places in self._sentences(position, _CAPITALS_WINDOW):
            parties = [place for place in places if self._words.preposition(place) not in outside]
            named = {id(state): state for place in parties for state in self._of_capital(place)}
            if len(named) == count:
                return Link(tuple(named.values()), "the states whose capitals the last sentence with as many names")
            if len(found) < count:
                found = {**named, **found}
        if len(found) == count:
            return Link(tuple(found.values()), "the last states whose capitals are named")
        return NOBODY

    def _of_capital(self, place: int) -> list[Cluster]:
        """The state whose capital a token names."""
        codes = [cluster.code for seen, cluster in self._registry.heads[place] if seen.form == "name"]
        if not codes or not self._namer.is_capital(place):
            return []
        return [state for code in codes if (state := self._namer.state(code or "")) is not None]

    def _people(self, position: int, count: int) -> Link:
        """The people who act together in the last sentence with as many, without a count with two to four.

        Where there are none such, as many as were named last. The same plural nearer by has the last word: «{лидеры}
        «семёрки» …, {лидеры} …».
        """
        words, lemma = self._words, self._words.lemma[position]
        found: dict[int, Cluster] = {}
        for places in self._sentences(position, _PEOPLE_WINDOW):
            people = self._joined(places, ("person",), _PARTICIPANTS)
            if 1 < len(people) <= _MOST_MEMBERS and count in (0, len(people)):
                return Link(people, "the people who act together in the last sentence with as many")
            for place in reversed(places):
                if words.lemma[place] == lemma and words.features[place].number == "Plur" and not count:
                    held = tuple(self._registry.at(place))
                    return Link(held, "those whom the same noun has stood for") if len(held) > 1 else NOBODY
                for _, cluster in self._registry.heads[place]:
                    if cluster.kind == "person":
                        found.setdefault(id(cluster), cluster)
                if count and len(found) == count:
                    return Link(tuple(reversed(found.values())), "the last people named")
        return NOBODY

    def _joined(self, places: list[int], kinds: Collection[str], relations: frozenset[str]) -> tuple[Cluster, ...]:
        """Who takes part in one clause: in a relation to its verb, behind «с», or coordinated with one such."""
        clauses: dict[int, dict[int, Cluster]] = defaultdict(dict)
        for place in places:
            held = [cluster for seen, cluster in self._registry.heads[place] if seen.form != "adjective"]
            held = [cluster for cluster in held if cluster.kind in kinds and not cluster.plural]
            stands = self._standing(place, held) if held else place
            if held and (self._words.dep[stands] in relations or self._words.preposition(stands) in _WITH):
                verb = self._verb(stands)
                clauses[verb].update({id(cluster): cluster for cluster in held})
        return next((tuple(members.values()) for members in reversed(clauses.values()) if len(members) > 1), ())

    def _standing(self, place: int, held: Sequence[Cluster]) -> int:
        """The token by which a name stands in its clause: its title, and of what is coordinated the first.

        A body inside the title of somebody else takes no part by itself: «комиссар {ООН} Линд».
        """
        words = self._words
        for _ in range(_MOST_MEMBERS):
            above = words.head[place]
            own = any(cluster in held for cluster in self._titles.get(above, ()))
            behind_title = own and words.dep[place] in _BEHIND_TITLE
            if words.dep[place] != "conj" and not behind_title:
                return place
            place = above
        return place

    def _verb(self, place: int) -> int:
        """The verb above a token: «{провели} переговоры с Чехией»."""
        words = self._words
        return next((above for above in words.ancestors(place) if words.pos[above] == "VERB"), words.head[place])

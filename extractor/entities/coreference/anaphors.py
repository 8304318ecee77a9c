"""«Обе стороны», «две страны», «страна», «компания», «ведомство» to what the article has named before.

For one word the search goes back over a few sentences only, so the whole is linear in the length of the text.
"""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from extractor.entities.board import Board
from extractor.entities.coreference.antecedents import Anaphor, Sort
from extractor.entities.coreference.pronouns import Pronouns
from extractor.entities.coreference.ranking import Ranking
from extractor.entities.home.home import Home
from extractor.entities.naming.name_clusters import Namer
from extractor.entities.registry import Cluster, Link, Occurrence
from extractor.grammar.dictionary import fold, keys
from extractor.installed.packaged import read_yaml

_TABLE = Path(__file__).parent.parent / "tables" / "anaphors.yaml"
_PEOPLE_WINDOW, _STATES_WINDOW, _BODY_WINDOW, _CAPITALS_WINDOW = 2, 6, 12, 20  # sentences
_FARTHEST = 400  # tokens
_MOST_MEMBERS = 4
_OFFICIAL = ("GOV", "MIL")  # bodies that a ministry is, also where a noun phrase names them
_OUTSIDE = {"в", "во", "из", "на", "через"}  # «коллеги из Швеции»: the state takes no part
_REFLEXIVE = ("свой", "себя")
_MODIFIERS = {"amod", "nmod", "acl", "appos"}


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_yaml(_TABLE)
    return table


@cache
def _singulars() -> dict[str, frozenset[str]]:
    """The nouns that alone may take something up, with the sectors of the bodies that they may."""
    table = _table()
    lemmas = {*table["settlements"], *table["polity"], *chain.from_iterable(table["bodies"].values())}
    return {lemma: frozenset(sector for sector, own in table["bodies"].items() if lemma in own) for lemma in lemmas}


@cache
def _plurals() -> frozenset[str]:
    """The nouns that in the plural may take something up."""
    table = _table()
    return frozenset([*table["states"], *table["people"], *table["parties"]])


class Coreference:
    """Links the anaphors of one document; called token by token in text order, after the names are known."""

    def __init__(
        self, board: Board, namer: Namer, home: Home, titles: dict[int, list[Cluster]], ranking: Ranking
    ) -> None:
        self._words = board.words
        self._registry = board.registry
        self._namer = namer
        self._home = home
        self._ranking = ranking
        self._sides: tuple[Cluster, ...] = ()  # what «стороны» has stood for last
        self._pronouns = Pronouns(board.words, board.registry, titles, _table()["pronouns"])

    def add(self, position: int) -> bool:
        """Note the mention if the token is an anaphor that can be resolved; whether it was one."""
        words = self._words
        if words.pos[position] == "NOUN":
            return self._plural(position, words.lemma[position])
        if words.lemma[position] == "который":
            found = self._pronouns.relative(position)
        elif words.lemma[position] in _REFLEXIVE:
            found = self._pronouns.reflexive(position)
        elif words.form[position] in self._pronouns:
            found = self._personal(position)
        else:
            return False
        for cluster in found.clusters:
            self._registry.add(cluster, Occurrence(position, position + 1, position, "pronoun", found.why))
        return bool(found.clusters)

    def sides(self) -> tuple[str, ...]:
        """The states of the bodies that a plural speaks of: the two last sides, in an article about just these."""
        codes = tuple(cluster.code for cluster in self._sides if cluster.code)
        return codes if len(codes) == 2 and set(codes) == set(self._home.leading) else ()

    def taken_up(self, position: int) -> Link:
        """What a singular without attributes stands for: «страна», «компания», «ведомство», «город»."""
        words, table = self._words, _table()
        lemma = words.lemma[position]
        if lemma not in _singulars():
            return Link()
        count, _ = self._count(position)
        if self._is_described(position) or words.features[position].number == "Plur" or count > 1:
            return Link()
        if lemma in table["settlements"]:
            return self._city(position)
        return self._polity(position) if lemma in table["polity"] and not count else self._body(position, lemma)

    def is_told(self, position: int) -> bool:
        """Whether the rules have the last word on a noun: «ведомство» is no commission, how near that may be."""
        return self._words.lemma[position] in _table()["bodies"]["GOV"]

    def _personal(self, position: int) -> Link:
        """What a personal or a possessive pronoun stands for."""
        genders = self._pronouns.genders(position)
        possessive = self._words.pos[position] != "PRON"
        sort: Sort = "possessive" if possessive else "they" if "Plur" in genders else "pronoun"
        proposed = self._pronouns.personal(position)
        if len(proposed.clusters) > 1:  # RuCoCo, from which the weights are, leaves «Дания и Швеция … они» out
            return proposed
        return self._ranking.choose(Anaphor(position, position, sort, genders, proposal=proposed.clusters), proposed)

    def _is_described(self, position: int) -> bool:
        words = self._words
        return any(words.dep[child] in _MODIFIERS and not words.space[child] for child in words.children[position])

    def _plural(self, position: int, lemma: str) -> bool:
        words, table = self._words, _table()
        if lemma not in _plurals() or self._is_described(position):
            return False
        count, start = self._count(position)
        found = Link()
        if words.features[position].number != "Plur" and count < 2:
            return False
        if lemma == "столица" and count:
            found = self._capitals(position, count)
        elif lemma in table["states"] and (count or lemma == "сторона"):
            found = self._states(position, count)
            self._sides = found.clusters if lemma == "сторона" else self._sides
        elif lemma in table["people"] and count:
            found = self._people(position, count)
        elif lemma in table["parties"] and not count:
            found = Link(self._sides, "those whom «стороны» has stood for")
        for cluster in found.clusters:
            self._registry.add(cluster, Occurrence(start, position + 1, position, "nominal", found.why))
        return bool(found.clusters)

    def _count(self, position: int) -> tuple[int, int]:
        """How many a noun phrase says there are (0: it does not), and where it begins."""
        words, table = self._words, _table()
        before = position - 1
        if before < 0:
            return 0, position
        form = words.form[before]
        if form in table["both"]:
            return 2, before
        if form in table["counts"]:
            return table["counts"][form], before
        return 0, before if words.lemma[before] in ("этот", "сам") else position

    def _back(self, position: int, window: int) -> Iterator[int]:
        """The tokens before one, from the nearest, as far as the window of sentences goes."""
        sentences = self._words.sentence
        for place in range(position - 1, max(-1, position - 1 - _FARTHEST), -1):
            if sentences[position] - sentences[place] > window:
                return
            yield place

    def _city(self, position: int) -> Link:
        """The last city named as a place."""
        for place in self._back(position, _STATES_WINDOW):
            for occurrence, cluster in self._registry.heads[place]:
                if occurrence.form == "name" and cluster.type == "CITY":
                    return Link((cluster,), "the last city named as a place")
        return Link()

    def _polity(self, position: int) -> Link:
        """The state of whoever speaks, else the article's, else the last one named.

        Of «вывод американских войск из страны» it is not the troops' own.
        """
        foreign = self._strangers(position)
        code, why = self._own(position), "the state of the clause's subject"
        if code is None or code in foreign:
            code, why = self._home.state(position), "the state that the article is about, or the last one named"
        if code is None or code in foreign:
            others = [code for code in self._home.leading if code not in foreign]
            named = (code for code in self._named_backwards(position) if code not in foreign)
            code = others[0] if foreign and len(others) == 1 else next(named, None)
            why = f"the last state named that does not act from without ({', '.join(sorted(filter(None, foreign)))})"
        state = self._namer.state(code or "")
        return Link((state,), why) if state else Link()

    def _own(self, position: int) -> str | None:
        """The state of the subject above: «премьер Латвии сказал, что {страна} готова»."""
        words = self._words
        for above in words.ancestors(position):
            for child in words.children[above]:
                if child < position and words.dep[child] == "nsubj":
                    codes = {cluster.code for cluster in self._registry.at(child) if not cluster.inferred}
                    if len(codes) == 1 and all(code in self._namer.codes for code in codes):
                        return next(iter(codes))
        return None

    def _strangers(self, position: int) -> frozenset[str | None]:
        """The states of those who act in the country from without, where the governing word says that they do."""
        words = self._words
        governor = words.head[position]
        if words.lemma[governor] in _table()["on_behalf"]:  # «войска на {территорию} страны»
            governor = words.head[governor]
        within = words.features[position].case == "Loc" and words.pos[governor] == "VERB"  # «ввели в стране налог»
        if within or words.lemma[governor] not in _table()["abroad"]:
            return frozenset()
        around = list(words.children[governor])
        above = words.head[governor]
        around += [child for child in words.children[above] if words.dep[child] == "nsubj"]
        return frozenset(
            cluster.code
            for child in around
            if child != position and words.dep[child] in ("nsubj", "obj", "nmod", "amod")
            for place in (child, *words.children[child])
            for _, cluster in self._registry.heads[place]
            if not cluster.inferred
        )

    def _named_backwards(self, position: int) -> Iterator[str]:
        """The codes of the states named before a token, by names and demonyms, from the nearest."""
        for place in self._back(position, _STATES_WINDOW):
            for occurrence, cluster in self._registry.heads[place]:
                if cluster.kind == "state" and occurrence.form == "name" and cluster.code:
                    yield cluster.code

    def _states(self, position: int, count: int) -> Link:
        """The states of the last sentence that names as many, or of several together; without a count two to four."""
        together: dict[str, None] = {}
        for codes in self._codes_backwards(position):
            if (len(codes) > 1 and len(codes) == count) or (count == 0 and 1 < len(codes) <= _MOST_MEMBERS):
                return Link(self._of_codes(codes), "the states that act in the last sentence with as many")
            together.update(dict.fromkeys(codes))
            if len(together) == count and count > 1:
                return Link(self._of_codes(list(together)), "the states that act in the last sentences together")
        return Link()

    def _of_codes(self, codes: list[str]) -> tuple[Cluster, ...]:
        states = [self._namer.state(code) for code in codes]
        return tuple(state for state in states if state)

    def _codes_backwards(self, position: int) -> Iterator[list[str]]:
        """Codes of the states that act in each sentence, from the anaphor's own backwards, each in text order."""
        sentences = self._words.sentence
        codes: dict[str, None] = {}
        sentence = sentences[position]
        for place in self._back(position, _STATES_WINDOW):
            if sentences[place] != sentence:
                yield list(reversed(codes))
                codes, sentence = {}, sentences[place]
            codes.update(dict.fromkeys(self._acting(place)))
        yield list(reversed(codes))

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
        """The last states for which their capitals have stood, or whose capitals have been named."""
        found: dict[int, Cluster] = {}
        for place in self._back(position, _CAPITALS_WINDOW):
            for occurrence, cluster in self._registry.heads[place]:
                if occurrence.form == "name" and cluster.code and self._namer.is_capital(place):
                    state = self._namer.state(cluster.code)
                    found.update({id(state): state} if state else {})
            if len(found) == count:
                return Link(tuple(reversed(found.values())), "the last states whose capitals are named")
        return Link()

    def _people(self, position: int, count: int) -> Link:
        """The last people named, if there are as many."""
        found: dict[int, Cluster] = {}
        for place in self._back(position, _PEOPLE_WINDOW):
            for _, cluster in self._registry.heads[place]:
                if cluster.kind == "person":
                    found.setdefault(id(cluster), cluster)
            if len(found) == count:
                return Link(tuple(reversed(found.values())), "the last people named")
        return Link()

    def _body(self, position: int, lemma: str) -> Link:
        """The last body named whose sector the noun fits."""
        sectors = _singulars()[lemma]
        for place in self._back(position, _BODY_WINDOW) if sectors else ():
            for occurrence, cluster in self._registry.heads[place]:
                named = cluster.kind == "organisation" or (
                    cluster.kind == "institution" and cluster.lemma != lemma and cluster.sector in _OFFICIAL
                )
                department = lemma not in _table()["bodies"]["GOV"] or self._is_department(cluster)
                fits = cluster.sector in sectors and department
                if occurrence.form != "adjective" and fits and named and not cluster.plural:
                    return Link((cluster,), f"the last body of the sector {cluster.sector}")
        return Link()

    @staticmethod
    def _is_department(cluster: Cluster) -> bool:
        """Whether «ведомство», «министерство» can take a body up: no commission, council or parliament by its name."""
        words = (keys(fold(word)) for word in (cluster.lemma, *cluster.name.split()))
        return all(lemmas.isdisjoint(_table()["no_departments"]) for lemmas in words)

"""«Он», «который», «страна», «компания», «ведомство» to what the article has named before.

For one word the search goes back over a few sentences only, so the whole is linear in the length of the text.
"""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from extractor.entities.board import Board
from extractor.entities.coreference.callings import Callings
from extractor.entities.coreference.evidence import Anaphor, Sort
from extractor.entities.coreference.groups import Groups, backwards, is_described, number_of, table
from extractor.entities.coreference.pronouns import Pronouns
from extractor.entities.coreference.ranking import Ranking
from extractor.entities.home.home import Home
from extractor.entities.naming.name_clusters import Namer
from extractor.entities.registry import NOBODY, Cluster, Link, Occurrence
from extractor.grammar.dictionary import fold, keys

_STATES_WINDOW, _BODY_WINDOW = 6, 12  # sentences
_OFFICIAL = ("GOV", "MIL")  # bodies that a ministry is, also where a noun phrase names them
_REFLEXIVE = ("свой", "себя")


@cache
def _singulars() -> dict[str, frozenset[str]]:
    """The nouns that alone may take something up, with the sectors of the bodies that they may."""
    nouns = table()
    lemmas = {*nouns["settlements"], *nouns["polity"], *chain.from_iterable(nouns["bodies"].values())}
    return {lemma: frozenset(sector for sector, own in nouns["bodies"].items() if lemma in own) for lemma in lemmas}


class Coreference:
    """Links the anaphors of one document; called token by token in text order, after the names are known."""

    def __init__(
        self,
        board: Board,
        namer: Namer,
        home: Home,
        titles: dict[int, list[Cluster]],
        callings: Callings,
        ranking: Ranking,
    ) -> None:
        self._words = board.words
        self._registry = board.registry
        self._namer = namer
        self._home = home
        self._callings = callings
        self._ranking = ranking
        self._groups = Groups(board, namer, home, titles)
        self.sides = self._groups.sides
        self._pronouns = Pronouns(board.words, board.registry, titles, table()["pronouns"])

    def add(self, position: int) -> bool:
        """Note the mention if the token is an anaphor that can be resolved; whether it was one."""
        words = self._words
        if words.pos[position] == "NOUN":
            return self._groups.add(position)
        if words.lemma[position] == "который":
            found = self._pronouns.relative(position)
        elif words.lemma[position] in _REFLEXIVE:
            found = self._reflexive(position)
        elif words.form[position] in self._pronouns:
            found = self._personal(position)
        else:
            return False
        for cluster in found.clusters:
            self._registry.add(cluster, Occurrence(position, position + 1, position, "pronoun", found.why))
        return bool(found.clusters)

    def taken_up(self, position: int) -> Link:
        """What a singular without attributes stands for: «страна», «компания», «ведомство», «город»."""
        words = self._words
        lemma = words.lemma[position]
        if lemma not in _singulars():
            return NOBODY
        nouns = table()
        count, _ = number_of(words, position)
        if is_described(words, position) or words.features[position].number == "Plur" or count > 1:
            return NOBODY
        if lemma in nouns["settlements"]:
            return self._city(position)
        return self._polity(position) if lemma in nouns["polity"] and not count else self._body(position, lemma)

    def is_told(self, position: int) -> bool:
        """Whether the rules have the last word on a noun.

        «Ведомство» is no commission, how near that may be, nor «страна» whoever came to it.
        """
        nouns, lemma = table(), self._words.lemma[position]
        return lemma in nouns["bodies"]["GOV"] or (lemma in nouns["polity"] and bool(self._strangers(position)))

    def _reflexive(self, position: int) -> Link:
        """What «свой», «себя» stand for."""
        proposed = self._pronouns.reflexive(position)
        if len(proposed.clusters) > 1:
            return proposed
        return self._ranking.choose(Anaphor(position, position, "reflexive", proposal=proposed.clusters), proposed)

    def _personal(self, position: int) -> Link:
        """What a personal or a possessive pronoun stands for."""
        genders = self._pronouns.genders(position)
        possessive = self._words.pos[position] != "PRON"
        sort: Sort = "possessive" if possessive else "they" if "Plur" in genders else "pronoun"
        speaker = self._pronouns.speaker(position) if "Plur" not in genders else NOBODY
        if speaker.clusters:
            return speaker
        proposed = self._pronouns.personal(position)
        if len(proposed.clusters) > 1:  # RuCoCo, from which the weights are, leaves «Дания и Швеция … они» out
            return proposed
        return self._ranking.choose(Anaphor(position, position, sort, genders, proposal=proposed.clusters), proposed)

    def _city(self, position: int) -> Link:
        """The last city named as a place."""
        for place in backwards(self._words, position, _STATES_WINDOW):
            for occurrence, cluster in self._registry.heads[place]:
                if occurrence.form == "name" and cluster.type == "CITY":
                    return Link((cluster,), "the last city named as a place")
        return NOBODY

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
        return Link((state,), why) if state else NOBODY

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
        if words.lemma[governor] in table()["on_behalf"]:  # «войска на {территорию} страны»
            governor = words.head[governor]
        within = words.features[position].case == "Loc" and words.pos[governor] == "VERB"  # «ввели в стране налог»
        if within or words.lemma[governor] not in table()["abroad"]:
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
        for place in backwards(self._words, position, _STATES_WINDOW):
            for occurrence, cluster in self._registry.heads[place]:
                if cluster.kind == "state" and occurrence.form == "name" and cluster.code:
                    yield cluster.code

    def _body(self, position: int, lemma: str) -> Link:
        """The last body named whose sector the noun fits."""
        sectors = _singulars()[lemma]
        for place in backwards(self._words, position, _BODY_WINDOW) if sectors else ():
            for occurrence, cluster in self._registry.heads[place]:
                named = cluster.kind == "organisation" or (
                    cluster.kind == "institution" and cluster.lemma != lemma and cluster.sector in _OFFICIAL
                )
                department = lemma not in table()["bodies"]["GOV"] or self._is_department(cluster)
                fits = cluster.sector in sectors and department
                called = self._callings.fit(lemma, cluster)
                if occurrence.form != "adjective" and fits and named and called and not cluster.plural:
                    return Link((cluster,), f"the last body of the sector {cluster.sector}")
        return NOBODY

    @staticmethod
    def _is_department(cluster: Cluster) -> bool:
        """Whether «ведомство», «министерство» can take a body up: no commission, council or parliament by its name."""
        words = (keys(fold(word)) for word in (cluster.lemma, *cluster.name.split()))
        return all(lemmas.isdisjoint(table()["no_departments"]) for lemmas in words)

"""Crowds whom only their act names: «В Бейруте прошли {демонстрации}», «{забастовка} парализовала порт».

The act's noun speaks of those who take part in it: of the demonstrators whom the article names elsewhere, else of
people whom it does not name at all.
"""

from extractor.entities.board import Board
from extractor.entities.forms.inflection import genitive, phrase
from extractor.entities.home.home import Home
from extractor.entities.naming.undertakings import undertakings
from extractor.entities.nominals.named_states import States
from extractor.entities.registry import Cluster, Occurrence
from extractor.grammar.dictionary import attributive

_SECTOR = "CVL"
_TAKING_PART = "участник"
_TOWARDS = ("к", "ко")  # who is called to an act has not come to it
_NAMED = "of those who take part in this act"


class Crowds:
    """Finds the crowds of one document; asked when all others who are spoken of have their states."""

    def __init__(self, board: Board, home: Home, states: States) -> None:
        self._words = board.words
        self._lexicon = board.lexicon
        self._registry = board.registry
        self._home = home
        self._states = states
        self._named = [cluster for cluster in board.registry.clusters if self._is_crowd(cluster)]
        self._unnamed: dict[tuple[str, str | None], Cluster] = {}

    def add_all(self) -> None:
        """Note the crowd of every act that names nobody."""
        titled = {place for bounds in undertakings(self._words, self._lexicon) for place in range(*bounds)}
        for position in range(len(self._words)):
            if position not in titled and self._is_act(position) and not self._names_somebody(position):
                self._add(position)

    def _is_act(self, position: int) -> bool:
        """Whether a noun is what a crowd does: «митинг», «{акция} протеста», but not «{акция} магазина»."""
        words, crowds = self._words, self._lexicon.crowds
        if words.pos[position] != "NOUN" or self._registry.names[position] or self._registry.heads[position]:
            return False
        signs = crowds.get(words.lemma[position])
        if signs is None or words.preposition(position) in _TOWARDS:
            return False  # «призывы к {беспорядкам}»
        if words.lemma[position] in self._lexicon.crowds_plural and words.features[position].number != "Plur":
            return False
        if words.dep[position] == "nmod" and words.lemma[words.head[position]] in crowds:
            return False  # «акция {протеста}»
        return not signs or any(words.lemma[child] in signs for child in words.children[position])

    def _names_somebody(self, position: int) -> bool:
        """Whether whose act it is stands beside it: «митинг {оппозиции}», «{студенческий} митинг» names no one."""
        words = self._words
        return any(
            words.dep[child] == "nmod" and words.features[child].case == "Gen" and not words.preposition(child)
            for child in words.children[position]
            if any(cluster.kind != "place" for cluster in self._registry.at(child))
        )

    def _is_crowd(self, cluster: Cluster) -> bool:
        """Whether people are called by what they do there: «демонстранты», «участники {митинга}»."""
        if cluster.kind != "people" or not cluster.plural:
            return False
        if cluster.lemma == _TAKING_PART:
            acts = cluster.signature & self._lexicon.crowds.keys()
            return bool(acts) and all(
                cluster.signature - {act} <= self._lexicon.crowds[act] for act in acts
            )  # «{арестованные} участники» are some of them
        return any(
            {self._words.lemma[one.head], attributive(self._words.form[one.head])} & self._lexicon.protesters
            for one in cluster.occurrences
        )

    def _add(self, position: int) -> None:
        code, why = self._state(position)
        crowd = self._named_elsewhere(position, code)
        if crowd is None:
            crowd, reason = self._unnamed_one(position, code, why), ""
        else:
            reason = _NAMED
            if crowd.code is None:
                crowd.take(code, why)
        self._registry.add(crowd, Occurrence(position, position + 1, position, "nominal", reason))

    def _state(self, position: int) -> tuple[str | None, str]:
        """The state where an act is: which its phrase names, the scene, the home of the article, and what told it."""
        words, home = self._words, self._home
        phrase_start = words.left_edge[position]
        named = self._states.of(phrase_start, position + 1, position)
        if len(named) == 1:
            return named[0], "the state that its phrase names"
        scene = home.scene(position) or home.site(position)
        if scene:
            return scene, "the scene of its sentence"
        return home.code or home.only(position) or home.state(position), "the home of the article"

    def _named_elsewhere(self, position: int, code: str | None) -> Cluster | None:
        """The crowd that the article names nearest to an act and that is of the same state."""
        fitting = [one for one in self._named if one.code is None or one.code == code]
        return min(fitting, key=lambda one: _distance(one, position), default=None)

    def _unnamed_one(self, position: int, code: str | None, why: str) -> Cluster:
        """The one crowd of all acts of a kind in one state."""
        words = self._words
        key = words.lemma[position], code
        if key not in self._unnamed:
            name = f"участники {genitive(phrase(words, position, position + 1, position).lower())}"
            crowd = Cluster("people", "PERSON", name, code, lemma=words.lemma[position], sector=_SECTOR, plural=True)
            crowd.take(code, why)
            self._unnamed[key] = self._registry.new(crowd)
        return self._unnamed[key]


def _distance(cluster: Cluster, position: int) -> int:
    return min(abs(occurrence.head - position) for occurrence in cluster.occurrences)

"""Who keeps the order of one state and has to do with its people: police, courts, mayors, those who rule."""

from extractor.entities.home.home import Home
from extractor.entities.registry import Cluster, Registry
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold

_SECTORS = ("COP", "JUD", "LEG", "GOV")


class Keepers:
    """Answers for one document whose police or court a clause tells of; made when all mentions are in the registry."""

    def __init__(self, words: Words, registry: Registry, lexicon: Lexicon, home: Home) -> None:
        self._words = words
        self._registry = registry
        self._lexicon = lexicon
        self._home = home

    def state(self, position: int) -> str | None:
        """The state of who acts upon somebody mentioned at a token: «{полиция Тбилиси} задержала двоих».

        None where the sentence speaks of another state as well, «полиция Тбилиси выслала двоих в Чили», and of guests
        and who is met: they come from anywhere.
        """
        words = self._words
        verb = next((above for above in words.ancestors(position) if words.pos[above] == "VERB"), None)
        if (
            verb is None
            or words.lemma[verb] in self._lexicon.welcoming
            or words.lemma[position] in self._lexicon.guests
        ):
            return None
        doers = [child for child in words.children[verb] if self._is_doer(child)]
        codes = {
            keeper.code
            for doer in doers
            if doer != position
            for keeper in self._registry.at(doer)
            if self._keeps_order(keeper)
        }
        only = self._home.only(position)
        return only if codes == {only} else None

    def _is_doer(self, position: int) -> bool:
        """Whether a child of a verb is its subject or, of a passive, the agent."""
        words = self._words
        agent = words.features[position].case == "Ins" and not words.preposition(position)
        return words.dep[position] == "nsubj" or (words.dep[position].startswith("obl") and agent)

    def _keeps_order(self, cluster: Cluster) -> bool:
        """Whether somebody has to do with the people of one state; who speaks to others for a state has not."""
        called = {cluster.lemma, *fold(cluster.name).split()}
        abroad = not called.isdisjoint(self._lexicon.envoys | self._lexicon.abroad)
        return cluster.kind != "state" and cluster.sector in _SECTORS and not abroad

"""Who keeps the order of one place and has to do with its people: police, courts, mayors."""

from extractor.entities.registry import Cluster, Registry
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.columns import Words

_SECTORS = ("COP", "JUD")
_INTERNATIONAL = "IGO:"


class Keepers:
    """Answers for one document whose police or court a clause tells of; made when all mentions are in the registry."""

    def __init__(self, words: Words, registry: Registry, lexicon: Lexicon) -> None:
        self._words = words
        self._registry = registry
        self._lexicon = lexicon

    def state(self, position: int) -> str | None:
        """The state of who does an act to somebody mentioned at a token: «{полиция Тбилиси} задержала двоих»."""
        words = self._words
        verb = next((above for above in words.ancestors(position) if words.pos[above] == "VERB"), None)
        doers = [child for child in words.children[verb] if self._is_doer(child)] if verb is not None else []
        codes = (
            keeper.code
            for doer in doers
            if doer != position
            for keeper in self._registry.at(doer)
            if self._keeps_order(keeper)
        )
        return next(codes, None)

    def _is_doer(self, position: int) -> bool:
        """Whether a child of a verb is its subject or, of a passive, the agent."""
        words = self._words
        agent = words.features[position].case == "Ins" and not words.preposition(position)
        return words.dep[position] == "nsubj" or (words.dep[position].startswith("obl") and agent)

    def _keeps_order(self, cluster: Cluster) -> bool:
        if not cluster.code or cluster.code.startswith(_INTERNATIONAL):
            return False
        return cluster.sector in _SECTORS or cluster.lemma in self._lexicon.local_offices

"""Which posts nobody holds together: «президент Чили» is not the minister or envoy whom the article has named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from extractor.entities.registry import Cluster
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.columns import Words

_OF_STATE = ("государство", "страна")
_LOWER = ("вице-", "зам", "экс-", "и.о.")  # beginnings of the titles of deputies and of former holders
_FORMER = "экс-"


class Posts:
    """The posts that phrases of one document name, and who may hold them.

    Args:
        titles: what the titles and labels at tokens stand for.
    """

    def __init__(self, words: Words, lexicon: Lexicon, titles: Mapping[int, Sequence[Cluster]]) -> None:
        self._words, self._lexicon = words, lexicon
        self._titled: dict[int, set[str]] = defaultdict(set)
        for position, clusters in titles.items():
            former = any(words.lemma[child] in lexicon.former for child in words.children[position])
            for cluster in clusters:
                self._titled[id(cluster)].add(_FORMER * former + words.lemma[position])

    def of(self, head: int, code: str | None, signature: Set[str]) -> tuple[str, ...]:
        """The offices that a phrase names, the exact one first.

        Args:
            head: of the phrase.
            code: of the state that the phrase names.
            signature: the other content lemmas of the phrase.
        """
        bodies = any(self._lexicon.nominal(lemma) for lemma in signature - set(_OF_STATE))
        of_state = (code is not None and not bodies) or not signature.isdisjoint(_OF_STATE)
        said = {self._words.lemma[child] for child in self._words.children[head]}.intersection(_OF_STATE)
        return self._lexicon.offices(self._words.lemma[head], signature | said, of_state)

    def may_hold(self, offices: Sequence[str], cluster: Cluster) -> bool:
        """Whether somebody may hold the office that a phrase names, by the titles that the article has given him.

        Only posts that one person has at a time exclude others: a director may well be a deputy.
        """
        if cluster.kind not in ("person", "office") or not offices or offices[0] not in self._lexicon.sole_offices:
            return True
        held = self._held(cluster)
        if held:
            exact = held - self._lexicon.general_offices or held
            return offices[0] in held or not exact.isdisjoint(offices)
        return not any(map(self._is_lower, self._titled.get(id(cluster), ())))

    def _held(self, cluster: Cluster) -> Set[str]:
        if cluster.kind == "office":
            return set(self.of(cluster.occurrences[0].head, cluster.code, cluster.signature))
        return {office for office, _ in cluster.offices}

    def _is_lower(self, title: str) -> bool:
        return title in self._lexicon.subordinates or title.startswith(_LOWER)

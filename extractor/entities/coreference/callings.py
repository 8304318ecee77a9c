"""By which nouns an article calls things, and how near a noun is to these: «перевозчик» to «авиакомпания «Луч»»."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from extractor.entities.coreference.groups import table
from extractor.entities.coreference.likeness import likeness
from extractor.entities.registry import Cluster
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold

_NEAR = 0.5  # cosine of two nouns for bodies of one kind: «авиакомпания» and «Аэрофлот», «банк» and «Центробанк»


class Callings:
    """The nouns of one document.

    Args:
        titles: what the titles and labels at tokens stand for.
    """

    def __init__(self, words: Words, titles: Mapping[int, Sequence[Cluster]]) -> None:
        self._words = words
        self._titled: dict[int, set[str]] = defaultdict(set)
        for position, clusters in titles.items():
            for cluster in clusters:
                self._titled[id(cluster)].add(words.lemma[position])
        self._known: dict[int, tuple[int, set[str]]] = {}
        self._nearness: dict[tuple[str, Cluster, int], float | None] = {}  # by the noun and the mentions so far

    def nouns(self, cluster: Cluster) -> set[str]:
        """The nouns of its titles, labels and nominals so far; of what is no person those of its names too."""
        number, nouns = self._known.get(id(cluster), (-1, set()))
        if number != len(cluster.occurrences):
            forms = ("nominal",) if cluster.kind == "person" else ("nominal", "name")
            nouns = {self._words.lemma[one.head] for one in cluster.occurrences if one.form in forms}
            nouns |= self._titled.get(id(cluster), set())
            self._known[id(cluster)] = len(cluster.occurrences), nouns
        return nouns

    def nearness(self, noun: str, cluster: Cluster) -> float | None:
        """How near a noun is to the nearest of them, 1 where it is one; None where that cannot be told."""
        key = noun, cluster, len(cluster.occurrences)
        if key not in self._nearness:
            self._nearness[key] = _nearness(noun, self.nouns(cluster))
        return self._nearness[key]

    def fit(self, noun: str, cluster: Cluster) -> bool:
        """Whether a noun that says what a body does may take it up: a firm that is no bank is not «банк»."""
        if noun not in table()["callings"] or noun in fold(cluster.name):
            return True
        nearness = self.nearness(noun, cluster)
        return nearness is not None and nearness >= _NEAR


def _nearness(noun: str, nouns: Set[str]) -> float | None:
    if noun in nouns:
        return 1.0
    return max((near for other in nouns if (near := likeness(noun, other)) is not None), default=None)

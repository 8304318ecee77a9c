"""The state that an article, or a place in it, is about."""

from bisect import bisect_right
from collections import Counter

from extractor.entities.registry import Registry
from extractor.entities.words import Words

_DOMINANT = 0.6  # share of all mentions of states from which one state is the article's
_LEAST = 3  # mentions, a subject counted twice
_TITLE_WEIGHT = 2


class Context:
    """Answers which state a body without one belongs to; made when all names are in the registry."""

    def __init__(self, words: Words, registry: Registry, title_end: int) -> None:
        seen = sorted(
            (occurrence.head, cluster.code, words.dep[occurrence.head] == "nsubj")
            for cluster in registry.clusters
            if cluster.code
            and not cluster.code.startswith("IGO:")
            and cluster.kind in ("state", "place", "person", "organisation")
            for occurrence in cluster.occurrences
        )
        self._words = words
        self._positions = [position for position, _, _ in seen]
        self._codes = [code for _, code, _ in seen]
        weights = Counter[str]()
        for position, code, subject in seen:
            weights[code] += (_TITLE_WEIGHT if words.start[position] < title_end else 1) + subject
        self._dominant: str | None = None
        if weights:
            code, weight = weights.most_common(1)[0]
            if weight >= max(_LEAST, _DOMINANT * weights.total()):
                self._dominant = code

    def inferred(self, position: int, how: str | None) -> str | None:
        """The state of a body whose phrase names none.

        Args:
            how: `near` for what belongs to some state always (a ministry), `article` for what belongs to one
                only where the article is about one (a commission); None for what belongs to none.
        """
        if how == "near":
            return self.state(position)
        return self._dominant if how == "article" else None

    def state(self, position: int) -> str | None:
        """The code of the state that a body mentioned at a token belongs to.

        The article's dominant state; without one, the last state named before it in its sentence or the one before.
        """
        if self._dominant:
            return self._dominant
        last = bisect_right(self._positions, position) - 1
        return self._codes[last] if last >= 0 else None

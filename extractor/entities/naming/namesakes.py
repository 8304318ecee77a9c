"""Which of the places of one name an article means: the one beside its state, the far largest, the home's."""

from collections import Counter

from extractor.entities.registry import Cluster, Registry
from extractor.entities.tables.geography import Place, largest, parted
from extractor.grammar.columns import Words

_PLACES = ("state", "place")
_BESIDE = 4  # tokens behind a place among which its region stands: «в Бирмингеме, штат Алабама»


def settle(words: Words, registry: Registry, places: dict[Cluster, tuple[Place, ...]], given: str | None) -> None:
    """Give states to places of whose name the table has several.

    Args:
        places: the namesakes of each cluster, the largest first, one of each state.
        given: the article's home, where the caller knows it.
    """
    named = Counter(
        {cluster.code: len(cluster.occurrences) for cluster in registry.clusters if cluster.kind in _PLACES}
    )
    for cluster, namesakes in places.items():
        by_code = {place.code: place for place in namesakes}
        beside = next((code for code in _beside(words, registry, cluster) if code in by_code), None)
        far = largest(namesakes)
        if beside is not None:
            _take(cluster, by_code[beside], "whose state stands beside it")
        elif far is not None:
            _take(cluster, far, "the largest place of its name")
        else:
            told = [code for code, _ in named.most_common() if code in by_code]
            code = given if given in by_code else next(iter(told), None)
            if code is not None:
                _take(cluster, by_code[code], "of the namesakes, the one in a state that the article names")


def _take(cluster: Cluster, place: Place, why: str) -> None:
    """Be one of the namesakes, in the article's spelling: the table has no «ё», and a space for some hyphens."""
    spelt = cluster.name if parted(cluster.name) == parted(place.name) else place.name
    if len(parted(cluster.name)) == len(parted(place.name)):
        for occurrence in cluster.occurrences:
            occurrence.base = spelt
    cluster.name, cluster.type = spelt if place.usual == place.name else place.usual, place.type
    cluster.take(place.code or None, f"«{cluster.name}», {why}")


def _beside(words: Words, registry: Registry, cluster: Cluster) -> list[str]:
    """The states of what is named right behind a place in its sentence, and of an adjective before it."""
    found = []
    for occurrence in cluster.occurrences:
        end = min(occurrence.end + _BESIDE, words.sentence_range(occurrence.head)[1])
        around = [occurrence.start - 1, *range(occurrence.end, end)]
        found += [
            other.code
            for position in around
            if 0 <= position < len(words)
            for seen, other in registry.heads[position]
            if other.code and (seen.form == "adjective") == (position < occurrence.start) and other.kind in _PLACES
        ]
    return found

"""People of whom the words beside them say where they are from: «мужчину, {гражданина Молдавии}, отпустили»."""

from extractor.entities.registry import Cluster, Registry
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.columns import Words

_PEOPLE = ("person", "office", "people")

_PARTLY = {"числе", "включая", "среди"}  # «десять иностранцев, в том числе гражданин Чили»


def settle(words: Words, registry: Registry, lexicon: Lexicon) -> None:
    """Give those people the state that stands beside them, also where another one was only inferred."""
    for cluster in registry.clusters:
        if cluster.kind in _PEOPLE and (cluster.code is None or cluster.inferred):
            native = _native(words, registry, lexicon, cluster)
            if native is not None:
                cluster.take(native.code, f"said to be «{native.name}»")
                cluster.inferred = False


def _native(words: Words, registry: Registry, lexicon: Lexicon, cluster: Cluster) -> Cluster | None:
    """Whom an apposition to a mention calls a citizen or an inhabitant of a state."""
    appositions = (
        child
        for occurrence in cluster.occurrences
        for child in words.children[occurrence.head]
        if words.dep[child] == "appos" and child > occurrence.head and words.lemma[child] in lexicon.natives
        if not _PARTLY.intersection(words.form[occurrence.head : child])
    )
    called = (other for child in appositions for _, other in registry.heads[child])
    return next((other for other in called if other is not cluster and other.code and not other.inferred), None)

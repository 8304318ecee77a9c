"""The states of people and bodies whom no title, table or attribute gives one: of the scene, else of the home.

Every article has a home, the state that it is about; a passage may have a scene of its own: «в Остине полиция …».
"""

from extractor.entities.home.home import Home
from extractor.entities.home.keepers import Keepers
from extractor.entities.home.origins import may_be_of
from extractor.entities.registry import Cluster, Registry
from extractor.entities.tables.lexicon import Lexicon

_KINDS = ("person", "office", "people", "institution", "collective", "organisation", "vessel")
_OWNERS = ("organisation", "institution", "collective", "person", "office", "people")
_NAMED = ("organisation", "person")  # of whom no state is told: «сторонники «Рассвета»»
_OF_ANY = ("organisation", "vessel")  # which courts and mayors have to do with, whose ever they are
_OF_STATE = ("GOV", "MIL", "LEG", "SPY")  # who may be abroad: «в Лондоне министр заявил»
_UNKNOWN = "UNK"
_OF_NONE = ("IGO", "REF", "REB")  # who need not belong to any state


def complete(registry: Registry, lexicon: Lexicon, home: Home, keepers: Keepers) -> None:
    """Give states to those who have none: of whom their phrase names, of the scene, of the home, of the keepers."""
    for cluster in registry.clusters:
        if cluster.code is not None or cluster.kind not in _KINDS or cluster.joint or not cluster.occurrences:
            continue  # who has been said to be several others has no place of its own any more
        if any(home.expels(occurrence.head, home.code) for occurrence in cluster.occurrences):
            continue
        if cluster.host is not None or (cluster.kind == "organisation" and cluster.state == ""):
            continue  # nothing told who sent them; the tables know that it is of no state
        owner = _owner(registry, cluster)
        if owner is not None and (owner.code or owner.kind in _NAMED):
            cluster.take(owner.code, f"of «{owner.name}», whom its phrase names")
        elif _belongs(lexicon, cluster):
            _settle(cluster, lexicon, home, keepers)


def _settle(cluster: Cluster, lexicon: Lexicon, home: Home, keepers: Keepers) -> None:
    """The state of the scene, for those who do not travel for a state, else the home's, else that of the keepers."""
    if cluster.kind == "person":
        if home.code and may_be_of(cluster.name, home.code, lexicon):
            cluster.take(home.code, "the home of the article, against which the name does not speak")
        return
    at, stays = cluster.occurrences[0].head, cluster.sector not in _OF_STATE
    scene = home.scene(at) if stays else None
    if scene or home.code:
        cluster.take(scene or home.code, "the scene of its sentence" if scene else "the home of the article")
    elif cluster.kind not in _OF_ANY:
        cluster.take(keepers.state(at), "of those who keep the order in its clause")


def _owner(registry: Registry, cluster: Cluster) -> Cluster | None:
    """Whose body or whose man a phrase speaks of: «руководство движения «Рассвет»»."""
    if cluster.kind in ("person", "organisation"):
        return None
    occurrence = cluster.occurrences[0]
    for position in range(occurrence.head + 1, occurrence.end):
        for _, inner in registry.heads[position]:
            if inner is not cluster and inner.kind in _OWNERS:
                return inner
    return None


def _belongs(lexicon: Lexicon, cluster: Cluster) -> bool:
    """Whether who names no state can be taken for one of the article's: no neighbour, no foreigner."""
    words = {cluster.lemma, *cluster.signature}
    if cluster.plural and cluster.sector == _UNKNOWN:
        return False  # «{неизвестные} обстреляли пост»: who they are is what the article does not know
    return cluster.sector not in _OF_NONE and words.isdisjoint(lexicon.foreign)

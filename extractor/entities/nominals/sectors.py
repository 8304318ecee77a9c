"""The sector of every actor, as the PLOVER codebook has them: GOV, MIL, REB …"""

from extractor.entities.board import Board
from extractor.entities.forms.noun_phrases import NounPhrase
from extractor.entities.registry import Cluster, Registry
from extractor.entities.tables.lexicon import Nominal

_INTERNATIONAL = "IGO"  # in the codebook a country's place, not a sector
_OWNERS = ("institution", "collective", "organisation", "people", "state")
_OFFICIAL = ("GOV", "LEG", "JUD", "MIL", "COP", "SPY")


def of_phrase(board: Board, phrase: NounPhrase, nominal: Nominal) -> str | None:
    """The sector of whom a phrase or a title speaks of.

    Who has left an office is a former official; who belongs to a body has its sector: «глава {компании}».
    """
    sector = nominal.sector
    if nominal.owned:
        sector = _owner(board.registry, phrase.head, phrase.end) or sector
    lemmas = board.words.lemma
    before = lemmas[phrase.start : phrase.head]
    former = lemmas[phrase.head].startswith("экс-") or any(lemma in board.lexicon.former for lemma in before)
    return "ELI" if former and nominal.kind in ("office", "person") and sector in _OFFICIAL else sector


def _owner(registry: Registry, head: int, end: int) -> str | None:
    """The sector of the first body behind a head; a state's officials are its government's."""
    for position in range(head + 1, end):
        for occurrence, cluster in registry.heads[position]:
            if occurrence.form in ("name", "nominal") and cluster.kind in _OWNERS:
                return "GOV" if cluster.kind == "state" else cluster.sector
    return None


def of_cluster(cluster: Cluster) -> str | None:
    """The sector that is written into the record; None for what is no actor or of no known sector."""
    if cluster.kind in ("state", "polity"):
        return "GOV" if cluster.code is None or not cluster.code.startswith("IGO:") else None
    if cluster.kind == "place":
        return None
    if cluster.type == "NATIONALITY":
        return "CVL"
    return None if cluster.sector == _INTERNATIONAL else cluster.sector

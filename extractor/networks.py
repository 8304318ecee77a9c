"""Who with whom as a graph of networkx."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from extractor.annotation.model import Annotation
from extractor.corpora.corpus import Corpus
from extractor.installed.extras import needs
from extractor.pairs import By, interactions
from extractor.records import Status

if TYPE_CHECKING:
    import networkx as nx

ACTUAL: tuple[Status, ...] = ("actual",)


def graph(
    source: "Annotation | Iterable[Annotation] | Corpus",
    *,
    by: By = "state",
    copies: bool = True,
    statuses: Collection[Status] = ACTUAL,
) -> "nx.MultiDiGraph[str]":
    """The parties of events as a directed graph of networkx: an edge from who acts to whom, for each PLOVER quad.

    A state or an international organisation is a node by its code, any other party by its name; `label` is its name.
    What two do with each other (`mutual`) has an edge in both directions. Of an edge, whose key is its `quad`, `count`
    is how many events it stands for, `score` their mean PLOVER score, from −10 to 10, `first` and `last` the first and
    last of their days (ISO 8601, "" where none is known). Numbers and strings alone: networkx can write it as GEXF.

    Args:
        source: an annotation, several, or what `read_corpus` gives.
        by: whether parties stand under their `state` or each as an `entity` of its own.
        copies: as for `interactions`.
        statuses: which events count: `actual`, `planned`, `hypothetical`, `negated`.
    Raises:
        InputError: networkx is not installed, or `source` or `by` is not what `interactions` takes.
    """
    needs("a graph", "plot", "networkx")
    import networkx as nx

    table = interactions(source, by=by, copies=copies).dropna(subset=["actor", "recipient"])
    table = table[table["status"].isin(statuses)]
    table = table[table["actor"].ne(table["recipient"])]
    back = table[table["mutual"].astype(bool)].rename(columns={"actor": "recipient", "recipient": "actor"})
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for side in ("actor", "recipient"):
        found.add_nodes_from(
            (node, {"label": name}) for node, name in zip(table[side], table[f"{side}_name"], strict=True)
        )
    for frame in (table, back):
        for (actor, recipient, quad), rows in frame.groupby(["actor", "recipient", "quad"], sort=False):
            days = rows["date"].dropna().dt.strftime("%Y-%m-%d")
            _add(found, actor, recipient, quad, list(rows["score"]), sorted(days))
    return found


def _add(
    found: "nx.MultiDiGraph[str]", actor: str, recipient: str, quad: str, scores: list[float], days: list[str]
) -> None:
    """Add events to the edge of a quad, which may stand already for others."""
    edge = found.edges.get((actor, recipient, quad), {"count": 0, "score": 0.0, "first": "", "last": ""})
    count = edge["count"] + len(scores)
    days = sorted({*days, edge["first"], edge["last"]} - {""})
    found.add_edge(
        actor,
        recipient,
        quad,
        count=count,
        score=(edge["score"] * edge["count"] + sum(scores)) / count,
        first=days[0] if days else "",
        last=days[-1] if days else "",
    )

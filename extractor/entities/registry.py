"""Clusters of mentions while they grow, before they become records."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import Literal

from extractor.records import MentionForm

Kind = Literal[
    "state", "place", "organisation", "person", "office", "people", "institution", "collective", "polity", "vessel"
]


@dataclass(slots=True)
class Occurrence:
    """A mention by token positions.

    `head` is its syntactic head, `why` the reason of its link, for `explain`, `base` a table's spelling of it.
    """

    start: int
    end: int
    head: int
    form: MentionForm
    why: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What an anaphor stands for, and why in a few words."""

    clusters: tuple["Cluster", ...] = ()
    why: str = ""


NOBODY = Link()  # what most words stand for


@dataclass(slots=True, eq=False)
class Cluster:
    """An entity in the making.

    `offices` are the posts that a person is said to hold, `signature` the content lemmas of a nominal,
    `lemma` its head's, `count` its number; `plural` and `gender` are what a pronoun must agree with,
    `state` how an organisation gets its state from the article (see tables/nominals.yaml; empty: not at all),
    `host` the state to which somebody is sent, which is not the own one.
    """

    kind: Kind
    type: str
    name: str
    code: str | None
    wikidata: str | None = None
    occurrences: list[Occurrence] = field(default_factory=list)
    offices: set[tuple[str, str | None]] = field(default_factory=set)
    signature: frozenset[str] = frozenset()
    lemma: str = ""
    count: str = ""
    sector: str | None = None
    plural: bool = False
    gender: str = ""
    inferred: bool = False
    state: str | None = None
    joint: bool = False
    host: str | None = None
    why_code: str = ""

    def take(self, code: str | None, why: str) -> None:
        """Belong to a state, for a reason that `explain` shows."""
        self.code, self.why_code = code, why if code else ""

    @property
    def animate(self) -> bool:
        return self.kind in ("person", "office", "people")


def longest(mentions: list[tuple[Occurrence, Cluster]]) -> list[tuple[Occurrence, Cluster]]:
    """Of mentions with one head those of the most words."""
    if len(mentions) < 2:
        return mentions
    most = max(occurrence.end - occurrence.start for occurrence, _ in mentions)
    return [(occurrence, cluster) for occurrence, cluster in mentions if occurrence.end - occurrence.start == most]


class Registry:
    """All clusters of a document, and which of them each token is the head or a part of."""

    def __init__(self, size: int) -> None:
        self.clusters: list[Cluster] = []
        self.heads: list[list[tuple[Occurrence, Cluster]]] = [[] for _ in range(size)]
        self._heading: list[int] = []  # the tokens that head mentions
        self.names: list[Occurrence | None] = [None] * size  # the longest name that a token is a part of

    def new(self, cluster: Cluster) -> Cluster:
        self.clusters.append(cluster)
        return cluster

    def add(self, cluster: Cluster, occurrence: Occurrence) -> None:
        """Note a mention; the same span under the same cluster is noted once."""
        start, end, heads = occurrence.start, occurrence.end, self.heads[occurrence.head]
        if any(other is cluster and (seen.start, seen.end) == (start, end) for seen, other in heads):
            return
        cluster.occurrences.append(occurrence)
        if not heads:
            insort(self._heading, occurrence.head)
        heads.append((occurrence, cluster))
        if occurrence.form == "name":
            for position in range(start, end):
                held = self.names[position]
                if held is None or held.end - held.start < end - start:
                    self.names[position] = occurrence

    def heading(self, start: int, end: int) -> list[int]:
        """The tokens `[start, end)` that head mentions."""
        return self._heading[bisect_left(self._heading, start) : bisect_left(self._heading, end)]

    def at(self, head: int) -> list[Cluster]:
        """The clusters whose longest mention with this head it is."""
        return [cluster for _, cluster in longest(self.heads[head])]

    def merge(self, into: Cluster, other: Cluster) -> None:
        """Make two clusters one; the table's facts of either are kept."""
        into.code, into.wikidata = into.code or other.code, into.wikidata or other.wikidata
        into.occurrences += other.occurrences
        for occurrence in other.occurrences:
            self.heads[occurrence.head] = [
                (seen, into if cluster is other else cluster) for seen, cluster in self.heads[occurrence.head]
            ]
        self.clusters.remove(other)

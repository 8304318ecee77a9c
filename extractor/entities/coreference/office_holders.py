"""Who holds an office: «президент США», «глава МИД», «министр» to the person whom the article names."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter

from extractor.entities.coreference.posts import Posts
from extractor.entities.registry import Cluster, Registry
from extractor.grammar.columns import Words

_MOST = 20  # mentions of holders of one office looked at, from the nearest
_SOLE = {"head", "minister"}  # offices so few that the only person of a state in an article is likely to hold it


class Holders:
    """Answers from the offices that titles have given to people; made when the titles are read."""

    def __init__(self, words: Words, registry: Registry, posts: Posts) -> None:
        self._words = words
        self._posts = posts
        self._by_office: dict[str, list[tuple[int, Cluster, str | None]]] = defaultdict(list)
        self._by_state: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in registry.clusters:
            if cluster.kind != "person":
                continue
            if cluster.code:
                self._by_state[cluster.code].append(cluster)
            for office, code in cluster.offices:
                self._by_office[office] += [(occurrence.head, cluster, code) for occurrence in cluster.occurrences]
        for named in self._by_office.values():
            named.sort(key=itemgetter(0))

    def find(self, offices: tuple[str, ...], head: int, code: str | None) -> Cluster | None:
        """The holder last named before a token, else the first one named behind; else the only person of that state."""
        return (self._named(offices[0], head, code) or self._sole(offices, head, code)) if offices else None

    def _named(self, office: str, head: int, code: str | None) -> Cluster | None:
        named: Sequence[tuple[int, Cluster, str | None]] = self._by_office.get(office, ())
        here = bisect_left(named, head, key=itemgetter(0))
        nearest = [*reversed(named[max(0, here - _MOST) : here]), *named[here : here + _MOST]]
        for _, cluster, held in nearest:
            if code is None or (held in (code, None) and cluster.code in (code, None)):
                return cluster
        return None

    def _sole(self, offices: tuple[str, ...], head: int, code: str | None) -> Cluster | None:
        people = self._by_state.get(code or "", [])
        if len(people) != 1 or offices[-1] not in _SOLE or people[0].offices or self._serves(people[0], head):
            return None
        if not self._posts.may_hold(offices, people[0]):
            return None
        return people[0]

    def _serves(self, person: Cluster, head: int) -> bool:
        """Whether an office only belongs to a person's title: «уполномоченный при {президенте} Чили Хуан Риос»."""
        words, above = self._words, set(self._words.ancestors(head))
        named = (occurrence.head for occurrence in person.occurrences if occurrence.head > head)
        return any(words.dep[name] == "appos" and words.head[name] in above for name in named)

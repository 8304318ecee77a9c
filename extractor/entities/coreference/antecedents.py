"""Who may be meant by a pronoun or by a common noun."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.entities.board import Board
from extractor.entities.coreference.disjoint import are_disjoint
from extractor.entities.coreference.evidence import PRONOUNS, Anaphor, Evidence, Sort
from extractor.entities.coreference.posts import Posts
from extractor.entities.registry import Cluster, Occurrence, longest

# Sentences that are looked back over, and tokens; so many candidates, from the nearest.
_WINDOW: Mapping[Sort, int] = {
    **dict.fromkeys(PRONOUNS, 3),
    "reflexive": 0,
    "person": 12,
    "people": 12,
    "body": 12,
    "state": 8,
    "place": 8,
}
_FARTHEST, _MOST = 400, 12
_LEAD = 60  # tokens behind a noun in which it may be told whom that speaks of
_KINDS: Mapping[Sort, tuple[str, ...]] = {
    "person": ("person", "office", "people"),
    "people": ("people", "office", "collective", "institution", "organisation"),
    "body": ("organisation", "institution", "collective", "vessel"),
    "state": ("state", "polity", "place", "organisation"),
    "place": ("place", "polity", "state"),
}

_OUTLAWS, _IN_OFFICE = (
    ("CRM", "REB", "UAF"),
    ("GOV", "MIL", "LEG", "JUD", "COP"),
)  # sectors: no «террорист» is a minister


class Antecedent(NamedTuple):
    """A candidate: its clusters (several that are coordinated, none of a mere thing), and what is said of it."""

    clusters: tuple[Cluster, ...]
    names: Sequence[str]
    place: int | None  # the head of its last mention, where that is near


class Antecedents:
    """Finds the candidates of one document, which its evidence describes."""

    def __init__(self, board: Board, evidence: Evidence, posts: Posts) -> None:
        self._words = words = board.words
        self._registry = board.registry
        self._evidence = evidence
        self._posts = posts
        self.titles = titles = evidence.titles
        self.circumstances = evidence.circumstances
        self._unheld = sorted({*titles, *(position for position, pos in enumerate(words.pos) if pos == "NOUN")})

    def of(self, anaphor: Anaphor) -> list[Antecedent]:
        """The candidates from the nearest, each as its last mention shows it."""
        found: list[tuple[tuple[Cluster, ...], Occurrence | None]] = list(self._nearest(anaphor))
        if self._words.start[anaphor.position] < self._evidence.title_end and anaphor.sort not in PRONOUNS:
            found += self._ahead(anaphor, {cluster for clusters, _ in found for cluster in clusters})
        known = {frozenset(map(id, clusters)) for clusters, _ in found}
        if anaphor.proposal and frozenset(map(id, anaphor.proposal)) not in known:
            found.append((anaphor.proposal, None))
        compared = self._evidence.compare(anaphor, found)
        return [
            Antecedent(
                clusters,
                self._evidence.describe(anaphor, clusters, last, rank) + beside,
                last.head if last else None,
            )
            for rank, ((clusters, last), beside) in enumerate(zip(found, compared, strict=True))
        ]

    def _ahead(self, anaphor: Anaphor, known: Collection[Cluster]) -> Iterator[tuple[tuple[Cluster, ...], Occurrence]]:
        """Whom the lead names right behind the headline: «{Актёр} в больнице» and then «Иван Петров»."""
        heads = self._registry.heads
        for place in range(anaphor.end, min(anaphor.end + _LEAD, len(heads))):
            for occurrence, cluster in heads[place]:
                if occurrence.form == "name" and cluster not in known and self._may_be_called(anaphor, cluster):
                    known = {*known, cluster}
                    yield (cluster,), occurrence

    def _nearest(self, anaphor: Anaphor) -> Iterator[tuple[tuple[Cluster, ...], Occurrence]]:
        """Candidates from the nearest; the tests that leave most out come first."""
        return self._before_pronoun(anaphor) if anaphor.sort in PRONOUNS else self._before_noun(anaphor)

    def _before_noun(self, anaphor: Anaphor) -> Iterator[tuple[tuple[Cluster, ...], Occurrence]]:
        heads = self._registry.heads
        seen = self._inside(anaphor)
        most = len(seen) + _MOST
        for place in reversed(self._registry.heading(*self._window(anaphor))):
            for occurrence, cluster in longest(heads[place]):
                if cluster not in seen and self._may_be_called(anaphor, cluster):
                    seen.add(cluster)
                    yield (cluster,), occurrence
                    if len(seen) == most:
                        return

    def _before_pronoun(self, anaphor: Anaphor) -> Iterator[tuple[tuple[Cluster, ...], Occurrence]]:
        words, position = self._words, anaphor.position
        above = set(words.ancestors(position)) if words.dep[position] != "nsubj" else set()
        seen: set[frozenset[int]] = set()
        things: set[str] = set()
        for place in self._places(anaphor):
            if place in above:
                continue
            if self._is_thing(place):
                lemma = words.lemma[place]
                if lemma not in things and self._may_be(anaphor, place) and not self._is_disjoint(anaphor, place):
                    things.add(lemma)
                    yield (), Occurrence(place, place + 1, place, "nominal")
                continue
            for clusters, occurrence in self._held(anaphor, place):
                key = frozenset(map(id, clusters))
                if key in seen or not self._agrees(anaphor, clusters, occurrence):
                    continue
                if not self._is_disjoint(anaphor, place) and not self._is_rivalled(anaphor, place):
                    seen.add(key)
                    yield clusters, occurrence
                    if len(seen) == _MOST:
                        return

    def _is_disjoint(self, anaphor: Anaphor, place: int) -> bool:
        standing = self._evidence.standing(place)
        return anaphor.sort != "reflexive" and are_disjoint(self._words, standing, anaphor.position)

    def _is_rivalled(self, anaphor: Anaphor, place: int) -> bool:
        """Whether a person is named together with another who agrees as well: «Петров и Сидоров … {он}»."""
        if anaphor.sort not in ("pronoun", "possessive") or "Plur" in anaphor.genders:
            return False
        words = self._words
        first = words.head[place] if words.dep[place] == "conj" else place
        beside = [child for child in words.children[first] if words.dep[child] == "conj" and child < anaphor.position]
        people = [
            cluster
            for one in ((first, *beside) if beside else ())
            for cluster in self.titles.get(one, ()) or self._registry.at(one)
            if cluster.kind == "person" and cluster.gender in anaphor.genders
        ]
        return len(people) > 1

    def _inside(self, anaphor: Anaphor) -> set[Cluster]:
        """Of whom the phrase speaks itself: «адвокат {Петрова}» is not Petrov."""
        heads = self._registry.heads
        return {cluster for place in range(anaphor.start, anaphor.end) for _, cluster in heads[place]}

    def _window(self, anaphor: Anaphor) -> tuple[int, int]:
        """The tokens `[first, end)` that are looked back over."""
        sentences, position = self._words.sentence, anaphor.position
        opening = bisect_left(sentences, sentences[position] - _WINDOW[anaphor.sort], hi=position)
        return max(opening, position - _FARTHEST), min(position, anaphor.start)

    def _places(self, anaphor: Anaphor) -> Iterator[int]:
        """The tokens that may head a candidate of a pronoun, from the nearest; titles and mere things too."""
        first, end = self._window(anaphor)
        unheld = self._unheld[bisect_left(self._unheld, first) : bisect_left(self._unheld, end)]
        return iter(sorted({*unheld, *self._registry.heading(first, end)}, reverse=True))

    def _is_thing(self, place: int) -> bool:
        """Whether a token is a noun that heads nothing that is spoken of."""
        held = self._registry.heads[place] or place in self.titles
        return not held and self._words.pos[place] == "NOUN" and not self._registry.names[place]

    def _held(self, anaphor: Anaphor, place: int) -> Iterator[tuple[tuple[Cluster, ...], Occurrence]]:
        """What a token heads: the longest mention, for «они» with what is coordinated with it too."""
        found = self._registry.heads[place]
        if not found and place in self.titles:
            found = [(Occurrence(place, place + 1, place, "nominal"), cluster) for cluster in self.titles[place]]
        if not found:
            return
        held = longest(found)
        if anaphor.sort == "they" or (anaphor.sort == "possessive" and "Plur" in anaphor.genders):
            clusters = dict.fromkeys(cluster for _, cluster in held)
            for child in self._words.children[place]:
                if self._words.dep[child] == "conj" and place < child < anaphor.position:
                    clusters.update(dict.fromkeys(self._registry.at(child)))
            yield tuple(clusters), held[0][0]
        else:
            yield from (((cluster,), occurrence) for occurrence, cluster in held)

    def _may_be(self, anaphor: Anaphor, place: int) -> bool:
        """Whether a mere thing agrees with a pronoun: «закон … {он}»."""
        feats = self._words.features[place]
        if not anaphor.genders:
            return True
        if "Plur" in anaphor.genders:
            return feats.number == "Plur"
        return feats.number == "Sing" and feats.gender in anaphor.genders

    def _agrees(self, anaphor: Anaphor, clusters: tuple[Cluster, ...], occurrence: Occurrence) -> bool:
        """Whether a pronoun has their number and gender."""
        if occurrence.form == "adjective":
            return False
        if not anaphor.genders:
            return True
        first, feats = clusters[0], self._words.features[occurrence.head]
        plural = len(clusters) > 1 or first.plural
        if "Plur" in anaphor.genders:
            return plural or feats.number == "Plur"
        gender = first.gender if first.kind == "person" else feats.gender or first.gender  # of a label its own
        return not plural and (not gender or gender in anaphor.genders)

    def _may_be_called(self, anaphor: Anaphor, cluster: Cluster) -> bool:
        """Whether a noun may speak of somebody: of its own sort, number, state, attributes and sex."""
        if cluster.kind not in _KINDS[anaphor.sort]:
            return False
        if anaphor.sort == "people":
            if not cluster.plural and cluster.kind in ("people", "office"):
                return False
        elif cluster.plural:
            return False
        if anaphor.count and cluster.count and anaphor.count != cluster.count:
            return False
        if anaphor.code and cluster.code and anaphor.code != cluster.code:
            return False
        if anaphor.signature and cluster.signature and anaphor.signature.isdisjoint(cluster.signature):
            return False  # «посольство в Лиме», «дипмиссия в Каракасе»
        if anaphor.sector in _OUTLAWS and cluster.kind == "person" and cluster.sector in _IN_OFFICE:
            return False
        sexed = anaphor.sort == "person" and cluster.kind == "person" and anaphor.genders and cluster.gender
        if sexed and cluster.gender not in anaphor.genders:
            return False
        offices = self._posts.of(anaphor.position, anaphor.code, anaphor.signature) if anaphor.sort == "person" else ()
        fits = self._evidence.callings.fit(self._words.lemma[anaphor.position], cluster)
        return fits and self._posts.may_hold(offices, cluster)

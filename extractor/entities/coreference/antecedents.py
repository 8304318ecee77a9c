"""Who may be meant by a pronoun or by a common noun, and what is said of each: the evidence that is weighed.

Everything is a name, so that a weight can be read: «person dist=1», «body lemma=компания>BUS».
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.entities.board import Board
from extractor.entities.coreference.disjoint import are_disjoint
from extractor.entities.registry import Cluster, Occurrence, longest
from extractor.grammar.quotations import Quotation

Sort = Literal["pronoun", "possessive", "they", "person", "body", "state", "place"]

PRONOUNS: tuple[Sort, ...] = ("pronoun", "possessive", "they")
# Sentences that are looked back over, and tokens; so many candidates, from the nearest.
_WINDOW: Mapping[str, int] = {**dict.fromkeys(PRONOUNS, 3), "person": 12, "body": 12, "state": 8, "place": 8}
_FARTHEST, _MOST = 400, 12
_LEAD = 60  # tokens behind a headline in which it may be told whom that speaks of
_KINDS: Mapping[Sort, tuple[str, ...]] = {
    "person": ("person", "office", "people"),
    "body": ("organisation", "institution", "collective", "vessel"),
    "state": ("state", "polity", "place", "organisation"),
    "place": ("place", "polity", "state"),
}
_BEHIND_TITLE = {"appos", "flat", "nmod"}
_LONG_QUOTE = 4  # tokens from which words in marks are somebody's, not a name
_STEPS = (1, 2, 3, 6)  # of numbers of mentions
_DISTANCES = (0, 1, 2, 3, 5, 9)  # of sentences


@dataclass(frozen=True, slots=True)
class Anaphor:
    """What may take something up.

    `start` is where its phrase begins, `end` behind it; `genders` those that agree (empty: any), `code` the state that
    the phrase names, `signature` its other content lemmas, `sector` its noun's, `proposal` whom the rules take it for.
    """

    position: int
    start: int
    sort: Sort
    genders: frozenset[str] = frozenset()
    code: str | None = None
    signature: frozenset[str] = frozenset()
    sector: str | None = None
    end: int = 0
    proposal: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A candidate: its clusters (several that are coordinated, none of a mere thing), and what is said of it."""

    clusters: tuple[Cluster, ...]
    names: Sequence[str]
    place: int | None  # the head of its last mention, where that is near


class Antecedents:
    """Finds and describes the candidates of one document.

    Args:
        titles: what the titles and labels at tokens stand for.
        title_end: the offset where the headline ends.
    """

    def __init__(
        self, board: Board, titles: Mapping[int, Sequence[Cluster]], quotes: Sequence[Quotation], title_end: int
    ) -> None:
        self._words = words = board.words
        self._registry = board.registry
        self._titles = titles
        self._title_end = title_end
        self._called: dict[int, set[str]] = defaultdict(set)
        for position, clusters in titles.items():
            for cluster in clusters:
                self._called[id(cluster)].add(words.lemma[position])
        self._unheld = sorted({*titles, *(position for position, pos in enumerate(words.pos) if pos == "NOUN")})
        self._quote = [0] * len(words)
        for number, quote in enumerate(quotes, 1):
            if quote.closed - quote.opened > _LONG_QUOTE:
                self._quote[quote.opened : quote.closed] = [number] * (quote.closed - quote.opened)

    def of(self, anaphor: Anaphor) -> list[Antecedent]:
        """The candidates from the nearest, each as its last mention shows it."""
        found: list[tuple[tuple[Cluster, ...], Occurrence | None]] = list(self._nearest(anaphor))
        if self._words.start[anaphor.position] < self._title_end and anaphor.sort not in PRONOUNS:
            found += self._ahead(anaphor, {cluster for clusters, _ in found for cluster in clusters})
        known = {frozenset(map(id, clusters)) for clusters, _ in found}
        if anaphor.proposal and frozenset(map(id, anaphor.proposal)) not in known:
            found.append((anaphor.proposal, None))
        return [
            Antecedent(clusters, self._describe(anaphor, clusters, last, rank), last.head if last else None)
            for rank, (clusters, last) in enumerate(found)
        ]

    def _ahead(self, anaphor: Anaphor, known: Collection[Cluster]) -> Iterator[tuple[tuple[Cluster, ...], Occurrence]]:
        """Whom the lead names right behind the headline: «{Актёр} в больнице» and then «Иван Петров»."""
        heads = self._registry.heads
        for place in range(anaphor.end, min(anaphor.end + _LEAD, len(heads))):
            for occurrence, cluster in heads[place]:
                if occurrence.form == "name" and cluster not in known and self._agrees(anaphor, (cluster,), occurrence):
                    known = {*known, cluster}
                    yield (cluster,), occurrence

    def circumstances(self, anaphor: Anaphor, candidates: Sequence[Antecedent]) -> list[str]:
        """What speaks for or against its being somebody of whom the article has spoken."""
        words, position = self._words, anaphor.position
        names = [
            f"lemma={words.lemma[position] if anaphor.sort not in PRONOUNS else words.form[position]}",
            f"candidates={min(len(candidates), 3)}",
            f"attributes={min(len(anaphor.signature), 2)}",
        ]
        if not anaphor.proposal:
            names.append("no rule")
        if words.start[position] < self._title_end:
            names.append("headline")
        if anaphor.code:
            names.append("state")
        if anaphor.start < position and words.lemma[anaphor.start] in ("этот", "данный", "сам"):
            names.append("this")
        if self._quote[position]:
            names.append("quoted")
        names.append(f"dep={self._relation(position)}")
        if anaphor.sort not in PRONOUNS:
            start, _ = words.sentence_range(position)
            names += [f"first={anaphor.start - start < 2}", f"long={min(anaphor.end - anaphor.start, 4)}"]
            names.append(f"sector={anaphor.sector}")
        return names

    def _nearest(self, anaphor: Anaphor) -> Iterator[tuple[tuple[Cluster, ...], Occurrence]]:
        words, position = self._words, anaphor.position
        pronoun = anaphor.sort in PRONOUNS
        above = set(words.ancestors(position)) if pronoun and words.dep[position] != "nsubj" else set()
        seen: set[frozenset[int]] = set()
        things: set[str] = set()
        for place in self._places(anaphor):
            if place in above or (pronoun and are_disjoint(words, self._standing(place), position)):
                continue
            if pronoun and self._is_thing(place) and words.lemma[place] not in things and self._may_be(anaphor, place):
                things.add(words.lemma[place])
                yield (), Occurrence(place, place + 1, place, "nominal")
            for clusters, occurrence in self._held(anaphor, place):
                key = frozenset(map(id, clusters))
                if key not in seen and self._agrees(anaphor, clusters, occurrence):
                    seen.add(key)
                    yield clusters, occurrence
                    if len(seen) == _MOST:
                        return

    def _places(self, anaphor: Anaphor) -> Iterator[int]:
        """The tokens that may head a candidate, from the nearest; of a pronoun titles and mere things too."""
        sentences, position = self._words.sentence, anaphor.position
        opening = bisect_left(sentences, sentences[position] - _WINDOW[anaphor.sort], hi=position)
        first, end = max(opening, position - _FARTHEST), min(position, anaphor.start)
        if anaphor.sort not in PRONOUNS:
            return reversed(self._registry.heading(first, end))
        unheld = self._unheld[bisect_left(self._unheld, first) : bisect_left(self._unheld, end)]
        return iter(sorted({*unheld, *self._registry.heading(first, end)}, reverse=True))

    def _is_thing(self, place: int) -> bool:
        """Whether a token is a noun that heads nothing that is spoken of."""
        held = self._registry.heads[place] or place in self._titles
        return not held and self._words.pos[place] == "NOUN" and not self._registry.names[place]

    def _held(self, anaphor: Anaphor, place: int) -> Iterator[tuple[tuple[Cluster, ...], Occurrence]]:
        """What a token heads: the longest mention, for «они» with what is coordinated with it too."""
        found = self._registry.heads[place]
        if not found and place in self._titles:
            found = [(Occurrence(place, place + 1, place, "nominal"), cluster) for cluster in self._titles[place]]
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
        if "Plur" in anaphor.genders:
            return feats.number == "Plur"
        return feats.number == "Sing" and feats.gender in anaphor.genders

    def _agrees(self, anaphor: Anaphor, clusters: tuple[Cluster, ...], occurrence: Occurrence) -> bool:
        first, feats = clusters[0], self._words.features[occurrence.head]
        plural = len(clusters) > 1 or first.plural
        if anaphor.sort in PRONOUNS:
            if occurrence.form == "adjective":
                return False
            if "Plur" in anaphor.genders:
                return plural or feats.number == "Plur"
            gender = first.gender if first.kind == "person" else feats.gender or first.gender  # of a label its own
            return not plural and (not gender or gender in anaphor.genders)
        if plural or first.kind not in _KINDS[anaphor.sort]:
            return False
        if anaphor.code and first.code and anaphor.code != first.code:
            return False
        if anaphor.signature and first.signature and anaphor.signature.isdisjoint(first.signature):
            return False  # «посольство в Лиме», «дипмиссия в Каракасе»
        sexed = anaphor.sort == "person" and first.kind == "person" and anaphor.genders and first.gender
        return not sexed or first.gender in anaphor.genders

    def _describe(
        self, anaphor: Anaphor, clusters: tuple[Cluster, ...], last: Occurrence | None, rank: int
    ) -> list[str]:
        if last is not None and not clusters:
            return ["thing only", *self._of_mention(anaphor, last, rank)]
        first = clusters[0]
        names = self._of_cluster(anaphor, first)
        if len(clusters) > 1:
            names.append("several")
        if clusters == anaphor.proposal:
            names.append("rule")
        if last is None:
            names.append("far")
            return names
        if last.head > anaphor.position:
            return [*names, "ahead", "ahead title"] if last.head in self._titles else [*names, "ahead"]
        return names + self._of_mention(anaphor, last, rank)

    def _of_cluster(self, anaphor: Anaphor, cluster: Cluster) -> list[str]:
        """What the candidate is, and how often the article has spoken of it."""
        words, position = self._words, anaphor.position
        before = [one for one in cluster.occurrences if one.head < position]
        number = sum(len(before) >= step for step in _STEPS)
        names = [f"kind={cluster.kind}", f"mentions={number}"]
        if any(words.start[one.head] < self._title_end for one in before):
            names.append("in headline")
        if anaphor.sort in PRONOUNS:
            names.append(f"sex={cluster.gender}" if cluster.kind == "person" else "thing")
            return names
        lemma = words.lemma[position]
        called = self._called[id(cluster)]
        same = lemma in called or any(words.lemma[one.head] == lemma for one in before if one.form == "nominal")
        names += [f"{lemma}>{cluster.sector or cluster.kind}", f"type={cluster.type}"]
        if anaphor.sector:
            fits = "same" if anaphor.sector == cluster.sector else "other" if cluster.sector else "none"
            names += [f"sector={fits}", f"{anaphor.sector}>{cluster.sector}"]
        if same:
            names += ["same noun", f"same {lemma}"]
        if anaphor.signature:
            own = cluster.signature
            fits = "in" if anaphor.signature <= own else "more" if own <= anaphor.signature else "other"
            names.append(f"attributes {fits}{' same' * same}")
        elif cluster.signature:
            names.append("shorter")
        if anaphor.code:
            names.append("state" if cluster.code else "no state")
        if cluster.kind == "person" and anaphor.genders:
            names.append(f"sex={cluster.gender or '-'}{next(iter(anaphor.genders))}")
        return names

    def _of_mention(self, anaphor: Anaphor, last: Occurrence, rank: int) -> list[str]:
        """How the candidate was mentioned last: where, how, in which relation."""
        words, position, place = self._words, anaphor.position, last.head
        distance = sum(words.sentence[position] - words.sentence[place] > step for step in _DISTANCES)
        relation = self._relation(place)
        own = self._relation(position)
        near = min(distance, 2)
        names = [
            f"rank={min(rank, 4)}",
            f"dist={distance}",
            f"form={last.form}",
            f"form={last.form} {near}",
            f"dep={relation}",
            f"dep={relation} {near}",
            f"dep={relation}>{own}",
            f"rank={min(rank, 2)} {near}",
        ]
        if relation == own:
            names.append(f"parallel {near}")
        if not distance:
            names.append(f"tokens={min((position - place) // 5, 4)}")
            if words.head[position] == words.head[self._standing(place)]:
                names.append("same head")
            names.append(f"clause={self._clause(position, self._standing(place))}")
        if place in self._titles:
            names.append("title")
        quote, other = self._quote[position], self._quote[place]
        if quote or other:
            inside = "same" if quote == other else "into" if not other else "out" if not quote else "next"
            names += [f"quote={inside}", f"quote={inside} {relation} {near}"]
        start, _ = words.sentence_range(place)
        if last.start == start or (last.start - start < 2 and relation == "nsubj"):
            names.append(f"first {near}")
        return names

    def _clause(self, position: int, place: int) -> str:
        """Where a subject of a token's sentence stands: in its own clause, in one above, or elsewhere."""
        words = self._words
        if words.dep[place] != "nsubj":
            return "none"
        own = True
        for above in words.ancestors(position):
            if words.head[place] == above:
                return "own" if own else "above"
            own = own and words.pos[above] != "VERB"
        return "aside"

    def _standing(self, place: int) -> int:
        """The token that stands in the clause for a name: its title, and of what is coordinated the first.

        «{Глава} МИД Чехии Ян Новак», «{Петров} и Сидоров».
        """
        words = self._words
        if words.dep[place] in _BEHIND_TITLE and words.head[place] in self._titles:
            place = words.head[place]
        return words.head[place] if words.dep[place] == "conj" else place

    def _relation(self, place: int) -> str:
        """How what a token heads stands in its clause."""
        relation = self._words.dep[self._standing(place)]
        return relation if relation in ("nsubj", "obj", "iobj", "obl", "nmod", "appos", "root", "det") else "other"

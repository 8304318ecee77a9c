"""What is said of a candidate for what a pronoun or a common noun takes up, and of the circumstances.

Everything is a name, so that a weight can be read: «person dist=1», «body lemma=компания>BUS».
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.entities.board import Board
from extractor.entities.coreference.callings import Callings
from extractor.entities.registry import Cluster, Occurrence
from extractor.grammar.quotations import Quotation

Sort = Literal["pronoun", "possessive", "they", "reflexive", "person", "people", "body", "state", "place"]

PRONOUNS: tuple[Sort, ...] = ("pronoun", "possessive", "they", "reflexive")
_BEHIND_TITLE = {"appos", "flat", "nmod"}
_LONG_QUOTE = 4  # tokens from which words in marks are somebody's, not a name
_STEPS = (1, 2, 3, 6)  # of numbers of mentions
_DISTANCES = (0, 1, 2, 3, 5, 9)  # of sentences
_LIKENESS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
_RELATIONS = ("nsubj", "obj", "iobj", "obl", "nmod", "appos", "root", "det")
_NEAR = 3  # sentences in which a candidate is at hand
_HERE, _RANKS = 2, 4  # beyond these a sentence is only far, a rank only low
_ALIKE = 0.35  # cosine of nouns that may speak of one thing


@dataclass(frozen=True, slots=True)
class Anaphor:
    """What may take something up.

    `start` is where its phrase begins, `end` behind it; `genders` those that agree (empty: any), `code` the state that
    the phrase names, `signature` its other content lemmas, `sector` its noun's, `proposal` whom the rules take it for,
    `count` how many its phrase says that they are.
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
    count: str = ""


class Evidence:
    """Describes the candidates of one document's anaphors.

    Args:
        titles: what the titles and labels at tokens stand for.
        title_end: the offset where the headline ends.
    """

    def __init__(
        self,
        board: Board,
        titles: Mapping[int, Sequence[Cluster]],
        callings: Callings,
        quotes: Sequence[Quotation],
        title_end: int,
    ) -> None:
        self._words = words = board.words
        self._registry = board.registry
        self.titles = titles
        self.title_end = title_end
        self.callings = callings
        self._quote = [0] * len(words)
        self._spans: dict[int, tuple[int, int]] = {}
        self._said: dict[int, set[int]] = {}
        self._subjects: dict[int, list[int]] = {}  # by the quotation
        self._standing: dict[int, int] = {}  # what was asked before: the candidates of many anaphors are the same
        for number, quote in enumerate(quotes, 1):
            if quote.closed - quote.opened > _LONG_QUOTE:
                self._spans[number] = quote.opened, quote.closed
                self._quote[quote.opened : quote.closed] = [number] * (quote.closed - quote.opened)

        self._closed = sorted((closed, number) for number, (_, closed) in self._spans.items())

    def circumstances(self, anaphor: Anaphor, candidates: Sequence[Sequence[str]]) -> list[str]:
        """What speaks for or against its being somebody of whom the article has spoken.

        Args:
            candidates: what is said of each.
        """
        words, position = self._words, anaphor.position
        names = [
            f"lemma={words.lemma[position] if anaphor.sort not in PRONOUNS else words.form[position]}",
            f"candidates={min(len(candidates), 3)}",
            f"attributes={min(len(anaphor.signature), 2)}",
        ]
        if not anaphor.proposal:
            names.append("no rule")
        if words.start[position] < self.title_end:
            names.append("headline")
        if anaphor.code:
            names.append("state")
        if anaphor.start < position and words.lemma[anaphor.start] in ("этот", "данный", "сам"):
            names.append("this")
        if self._quote[position]:
            names.append("quoted")
        names.append(f"dep={self._relation(position)}")
        if anaphor.sort in PRONOUNS:
            names.append(f"gov={words.lemma[words.head[position]]}")
            return names
        start, _ = words.sentence_range(position)
        names += [f"first={anaphor.start - start < 2}", f"long={min(anaphor.end - anaphor.start, 4)}"]
        names.append(f"sector={anaphor.sector}")
        names.append(f"sentence={min(words.sentence[position], 4)}")
        if anaphor.count:
            names.append("counted")
        if words.space[position - 1] is False and words.pos[anaphor.start] == "DET":
            names.append(f"det={words.lemma[anaphor.start]}")
        for child in words.children[position]:
            if child > position and words.dep[child] in ("nmod", "acl", "appos"):
                held = self._registry.names[child]
                names.append(f"behind={words.dep[child]} {'name' if held else words.features[child].case}")
        return names

    def compare(
        self, anaphor: Anaphor, candidates: Sequence[tuple[tuple[Cluster, ...], Occurrence | None]]
    ) -> list[list[str]]:
        """How each stands to the others: the only one of its kind, the most spoken of, the nearest in meaning."""
        position = anaphor.position
        names: list[list[str]] = [[] for _ in candidates]
        firsts = [clusters[0] if clusters else None for clusters, _ in candidates]
        kinds = Counter(cluster.kind for cluster in firsts if cluster)
        met: Counter[str] = Counter()
        for cluster, said in zip(firsts, names, strict=True):
            if cluster is not None:
                said.append(f"{cluster.kind} rank={min(met[cluster.kind], 3)}")
                met[cluster.kind] += 1
                if kinds[cluster.kind] == 1:
                    said.append(f"sole {cluster.kind}")
        numbers = [sum([one.head < position for one in cluster.occurrences]) if cluster else 0 for cluster in firsts]
        _mark(names, numbers, "salient")
        if anaphor.sort not in PRONOUNS:
            lemma = self._words.lemma[position]
            nearest = [self.callings.nearness(lemma, cluster) or 0.0 if cluster else 0.0 for cluster in firsts]
            _mark(names, [near if near > _ALIKE else 0.0 for near in nearest], "most alike")
        return names

    def describe(
        self, anaphor: Anaphor, clusters: tuple[Cluster, ...], last: Occurrence | None, rank: int
    ) -> list[str]:
        """What is said of a candidate.

        Args:
            clusters: of a mere thing none.
            last: its last mention, where that is near.
            rank: of how many others the mention is nearer.
        """
        if last is not None and not clusters:
            return ["thing only", *self._of_mention(anaphor, last, rank, "")]
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
            return names + self._ahead(anaphor, last)
        return names + self._of_mention(anaphor, last, rank, first.kind)

    def _ahead(self, anaphor: Anaphor, named: Occurrence) -> list[str]:
        """How somebody is named behind a noun: «{Актёр} в больнице» and then «Иван Петров»."""
        words, position = self._words, anaphor.position
        names = ["ahead"]
        if named.head in self.titles:
            names.append("ahead title")
        away = min(words.sentence[named.head] - words.sentence[position], 3)
        names.append(f"ahead {away}")
        if self._relation(named.head) == "nsubj":
            names.append("ahead nsubj")
        return names

    def _of_cluster(self, anaphor: Anaphor, cluster: Cluster) -> list[str]:
        """What the candidate is, and how often the article has spoken of it."""
        words, position = self._words, anaphor.position
        sentence = words.sentence[position]
        before = [one.head for one in cluster.occurrences if one.head < position]
        recent = sum([sentence - words.sentence[head] <= _NEAR for head in before])
        names = [f"kind={cluster.kind}", f"mentions={bisect_right(_STEPS, len(before))}", f"recent={min(recent, 4)}"]
        if before and words.start[min(before)] < self.title_end:
            names.append("in headline")
        if cluster.kind == "person" or any(one.form == "name" for one in cluster.occurrences):
            names.append("named")
        names += self._speaking(position, cluster)
        if anaphor.sort in PRONOUNS:
            names.append(f"sex={cluster.gender}" if cluster.kind == "person" else "thing")
            names.append(f"gov={words.lemma[words.head[position]]} {self._relation(position)}>{cluster.kind}")
            return names
        lemma = words.lemma[position]
        nearness = self.callings.nearness(lemma, cluster)
        same = nearness == 1.0
        names += [f"{lemma}>{cluster.sector or cluster.kind}", f"type={cluster.type}", f"{lemma}>{cluster.type}"]
        if cluster.kind != "person":
            names.append(f"{lemma}>{cluster.name}")
        if anaphor.sector:
            fits = "same" if anaphor.sector == cluster.sector else "other" if cluster.sector else "none"
            names += [f"sector={fits}", f"{anaphor.sector}>{cluster.sector}"]
        if same:
            names += ["same noun", f"same {lemma}"]
        else:
            like = "unknown" if nearness is None else bisect_right(_LIKENESS, nearness)
            names += [f"like={like}", f"like={like} {cluster.kind}", f"like={like} {min(recent, 2)}"]
        if anaphor.count or cluster.count:
            both = bool(anaphor.count and cluster.count)
            names.append(f"count={'same' if anaphor.count == cluster.count else 'other' if both else 'one'}")
        if anaphor.signature:
            own = cluster.signature
            fits = "in" if anaphor.signature <= own else "more" if own <= anaphor.signature else "other"
            names.append(f"attributes {fits}{' same' * same}")
        elif cluster.signature:
            names.append("shorter")
        if anaphor.code:
            names.append("state" if cluster.code else "no state")
            if anaphor.code == cluster.code:
                names.append("same state")
        if cluster.kind == "person" and anaphor.genders:
            names.append(f"sex={cluster.gender or '-'}{next(iter(anaphor.genders))}")
        return names

    def _speaking(self, position: int, cluster: Cluster) -> list[str]:
        """Whether a candidate says the quotation that a token stands in, or the last one before it."""
        number = self._quote[position]
        if number:
            return ["speaker"] if id(cluster) in self._speakers(number) else []
        here = bisect_left(self._closed, (position, 0)) - 1
        if here < 0:
            return []
        closed, number = self._closed[here]
        away = self._words.sentence[position] - self._words.sentence[closed]
        return [f"has spoken {away}"] if away <= _NEAR and id(cluster) in self._speakers(number) else []

    def _speakers(self, number: int) -> set[int]:
        """Who says a quotation: the subject of the verb that governs it, or that stands beside it."""
        found = self._said.get(number)
        if found is None:
            if number not in self._subjects:
                self._subjects[number] = self._subjects_of(*self._spans[number])
            found = set()
            for subject in self._subjects[number]:
                found.update(id(cluster) for _, cluster in self._registry.heads[subject])
                found.update(map(id, self.titles.get(subject, ())))
            if found:  # else a name that comes later may still be found to speak
                self._said[number] = found
        return found

    def _subjects_of(self, opened: int, closed: int) -> list[int]:
        """The subjects of the verbs above and beside a quotation."""
        words, found = self._words, list[int]()
        for place in range(opened, closed):
            above = words.head[place]
            verbs = [] if opened <= above <= closed else [above]
            verbs += [
                child
                for child in words.children[place]
                if not opened <= child <= closed and words.dep[child] == "parataxis"
            ]
            found += [
                child
                for verb in verbs
                for child in words.children[verb]
                if words.dep[child] == "nsubj" and not opened <= child <= closed
            ]
        return found

    def _of_mention(self, anaphor: Anaphor, last: Occurrence, rank: int, kind: str) -> list[str]:
        """How the candidate was mentioned last: where, how, in which relation."""
        words, position, place = self._words, anaphor.position, last.head
        distance = bisect_left(_DISTANCES, words.sentence[position] - words.sentence[place])
        relation, own = self._relation(place), self._relation(position)
        near = min(distance, _HERE)
        names = [*_of_place(min(rank, _RANKS), distance, last.form, relation, own, kind)]
        standing = self.standing(place)
        if not distance:
            names.append(f"tokens={min((position - place) // 5, 4)}")
            if words.head[position] == words.head[standing]:
                names.append("same head")
            names.append(f"clause={self._clause(position, standing)}")
            if words.head[position] == standing:
                names.append(f"under {words.dep[position]}")
            elif words.head[standing] == position:
                names.append(f"above {words.dep[standing]}")
        if place in self.titles:
            names.append("title")
        quote, other = self._quote[position], self._quote[place]
        if quote or other:
            inside = "same" if quote == other else "into" if not other else "out" if not quote else "next"
            names += [f"quote={inside}", f"quote={inside} {relation} {near}"]
        start, _ = words.sentence_range(place)
        if last.start == start or (last.start - start < 2 and relation == "nsubj"):
            names.append(f"first {near}")
        if relation == "nsubj" and own == "nsubj":
            names.append(f"subjects {words.lemma[words.head[standing]] == words.lemma[words.head[position]]}")
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

    def standing(self, place: int) -> int:
        """The token that stands in the clause for a name: its title, and of what is coordinated the first.

        «{Глава} МИД Чехии Ян Новак», «{Петров} и Сидоров».
        """
        known = self._standing.get(place)
        if known is None:
            words, named = self._words, place
            if words.dep[named] in _BEHIND_TITLE and words.head[named] in self.titles:
                named = words.head[named]
            known = self._standing[place] = words.head[named] if words.dep[named] == "conj" else named
        return known

    def _relation(self, place: int) -> str:
        """How what a token heads stands in its clause."""
        relation = self._words.dep[self.standing(place)]
        return relation if relation in _RELATIONS else "other"


@lru_cache(maxsize=2**14)
def _of_place(rank: int, distance: int, form: str, relation: str, own: str, kind: str) -> tuple[str, ...]:
    """What the place of a candidate's last mention tells; many candidates stand alike."""
    near = min(distance, _HERE)
    names = (
        f"rank={rank}",
        f"dist={distance}",
        f"form={form}",
        f"form={form} {near}",
        f"dep={relation}",
        f"dep={relation} {near}",
        f"dep={relation}>{own}",
        f"rank={min(rank, 2)} {near}",
        f"{kind} {relation} {near}",
    )
    return (*names, f"parallel {near}") if relation == own else names


def _mark(names: Sequence[list[str]], values: Sequence[float], name: str) -> None:
    """Say of the candidate with the highest value that it has it, where there is one such."""
    most = max(values, default=0.0)
    if most > 0 and values.count(most) == 1:
        names[values.index(most)] += [name, f"{name} of {min(len(values), 3)}"]

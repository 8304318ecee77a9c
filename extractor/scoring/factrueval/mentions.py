"""The figures of FactRuEval-2016, track 1: mentions of persons, places and organisations in the text.

A mention is a set of tokens; answers are paired with gold mentions of their kind so that F1 of the document is the
greatest. A state that acts (LocOrg) counts as a place, as with the campaign's option `-l`.
Source: Starostin et al. 2016, «FactRuEval 2016», and the campaign's scripts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from extractor.scoring.factrueval.collection import (
    NOTHING,
    OBJECT_KINDS,
    read_documents,
    read_objects,
    read_rows,
    read_spans,
    tidy,
)
from extractor.scoring.tally import Tally

KINDS = ("per", "loc", "org")
_CONTAINERS = {"per": {"loc", "org"}, "loc": {"loc", "org"}, "org": {"org"}}
_OF_PERSONS = {"name", "surname", "patronymic", "nickname"}
_NAMING = {"per": _OF_PERSONS, "loc": {"loc_name", "org_name"}, "org": {"loc_name", "org_name"}}
_SAME = 1e-12  # gains that differ by less are equal

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A token by its place in the text; a `sign` is one character but no letter, a `glued` sign touches a token."""

    start: int
    end: int
    sign: bool
    glued: bool


@dataclass(slots=True)
class Region:
    """A mention by the places of its tokens; its `key` tokens are those of its names.

    Args:
        embedded: it lies in a mention that may contain it.
        twin: another mention, which may contain it, with the same tokens; by its place among all mentions.
        yields: it gives way to a twin of its own kind.
    """

    kind: str
    tokens: frozenset[int]
    key: frozenset[int] = frozenset()
    embedded: bool = False
    twin: int | None = None
    yields: bool = False


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document of the collection: its tokens and its mentions, ordered by kind and number."""

    name: str
    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Region, ...]


def read_mentions(folder: Path) -> list[MarkedText]:
    """The documents of a folder with their mentions, by their numbers.

    Raises:
        InputError: there are none, or a layer is missing or broken.
    """
    return [MarkedText(name, text, *layers) for name, text, layers in read_documents(folder, _read)]


def score_mentions(
    documents: Iterable[MarkedText], answers: Mapping[str, Iterable[tuple[int, int, str]]]
) -> dict[str, Tally]:
    """The tallies of each kind and of all mentions together.

    Args:
        answers: by the documents' names, start, end and PER, LOC or ORG of each mention.
    """
    tallies = {name: Tally(empty=NOTHING) for name in (*KINDS, "overall")}
    for document in documents:
        for name, tally in _Pairing(document, answers.get(document.name, ())).tallies():
            tallies[name].add(tally)
    return tallies


# The gold


def _read(folder: Path, name: str, _text: str) -> tuple[tuple[Token, ...], tuple[Region, ...]]:
    rows = sorted(
        (int(start), int(length), number, tidy(text))
        for number, start, length, text in read_rows(folder, name, "tokens")
    )
    places = {number: place for place, (_, _, number, _) in enumerate(rows)}
    spans = {
        number: (label, frozenset(places[token] for token in tokens))
        for number, label, tokens, _ in read_spans(folder, name)
    }
    regions = []
    for _, type_, *numbers in sorted(read_objects(folder, name)):
        kind = OBJECT_KINDS.get(type_)
        if kind:
            parts = [spans[number] for number in numbers]
            named = [tokens for label, tokens in parts if label in _NAMING[kind]]
            regions.append(Region(kind, frozenset().union(*(tokens for _, tokens in parts)), frozenset().union(*named)))
    regions.sort(key=lambda region: KINDS.index(region.kind))
    _relate(regions)
    return tuple(_tokens([(start, start + length, text) for start, length, _, text in rows])), tuple(regions)


def _tokens(rows: Sequence[tuple[int, int, str]]) -> Iterator[Token]:
    touching = {place for place, (left, right) in enumerate(pairwise(rows)) if left[1] == right[0]}
    for place, (start, end, text) in enumerate(rows):
        single = len(text) <= 1 and text.upper() == text.lower()
        glued = start + 1 == end and single and (place in touching or place - 1 in touching)
        yield Token(start, end, len(text) == 1 and single, glued)


def _relate(regions: Sequence[Region]) -> None:
    """Mark what is embedded and which mentions are twins."""
    for place, region in enumerate(regions):
        for number, other in enumerate(regions):
            if number == place or other.kind not in _CONTAINERS[region.kind]:
                continue
            if region.tokens < other.tokens:
                region.embedded = True
            elif region.tokens == other.tokens and region.twin is None:
                region.twin = number
    for (first, earlier), later in combinations(enumerate(regions), 2):
        if later[1].twin == first and later[1].kind == earlier.kind:
            later[1].yields = bool(earlier.key)


# The pairing


class _Pairing:
    """The mentions and the answers of one document.

    The campaign's search takes the gold mentions in order; a perfect partner is compulsory, one that is perfect for a
    later mention is left to it, and to go without a partner is tried only where at most one is left. It is made here
    for each group of mentions that can influence one another; groups are put together by the highest ratio of sums
    (Dinkelbach).
    """

    def __init__(self, document: MarkedText, answers: Iterable[tuple[int, int, str]]) -> None:
        self._tokens = document.tokens
        self._gold = document.mentions
        found = [(kind.lower(), self._inside(start, end)) for start, end, kind in answers]
        self._found = [(kind, tokens) for name in KINDS for kind, tokens in found if kind == name]
        self._affinity: list[dict[int, float]] = []
        for region in self._gold:
            row = {
                place: len(region.tokens & tokens) / len(region.tokens | tokens)
                for place, (kind, tokens) in enumerate(self._found)
                if kind == region.kind
            }
            self._affinity.append({place: value for place, value in row.items() if value})

    def _inside(self, start: int, end: int) -> frozenset[int]:
        """The tokens that lie in a stretch of the text, but for glued signs."""
        return frozenset(
            place
            for place, token in enumerate(self._tokens)
            if start <= token.start and token.end <= end and not token.glued
        )

    def tallies(self) -> Iterator[tuple[str, Tally]]:
        """The tally of all mentions and, with the same pairs, of each kind."""
        pairs = self._best()
        yield "overall", self._tally(pairs, range(len(self._gold)), len(self._found))
        for kind in KINDS:
            gold = [place for place, region in enumerate(self._gold) if region.kind == kind]
            own = tuple(pair for pair in pairs if self._gold[pair[0]].kind == kind)
            yield kind, self._tally(own, gold, sum(name == kind for name, _ in self._found))

    def _tally(self, pairs: Pairs, gold: Iterable[int], found: int) -> Tally:
        matched = {place for place, _ in pairs}
        scored = {place for place in gold if self._is_scored(place, matched)}
        hits = sum(self._quality(place, answer) for place, answer in pairs if place in scored)
        return Tally(len(scored), found - len(matched - scored), hits, hits, NOTHING)

    def _is_scored(self, place: int, matched: set[int]) -> bool:
        region = self._gold[place]
        if not region.key or region.embedded:
            return False
        if region.twin is None:
            return True
        if (place in matched) != (region.twin in matched):
            return place in matched
        return not region.yields if region.kind == self._gold[region.twin].kind else region.kind == "org"

    def _quality(self, place: int, answer: int) -> float:
        region, (_, tokens) = self._gold[place], self._found[answer]
        hit = len(region.key & tokens)
        missed = sum(not self._tokens[token].sign for token in region.key - tokens)
        total = hit + missed + len(tokens - region.tokens)
        return hit / total if total else self._affinity[place][answer]

    def _best(self) -> Pairs:
        groups = [self._candidates(*group) for group in self._groups()]
        rest = len(self._found) - len({answer for row in self._affinity for answer in row})
        ratio = 0.0
        while True:
            chosen = [_first_best(group, ratio) for group in groups]
            hits = sum(tally.gold_hits for tally, _ in chosen)
            total = rest + sum(tally.gold + tally.found for tally, _ in chosen)
            if not total or hits / total <= ratio + _SAME:
                return tuple(sorted(pair for _, pairs in chosen for pair in pairs))
            ratio = hits / total

    def _groups(self) -> Iterator[tuple[list[int], list[int]]]:
        """The mentions that compete for answers or depend on one another, with their answers."""
        leader = list(range(len(self._gold)))

        def find(place: int) -> int:
            while leader[place] != place:
                place = leader[place]
            return place

        owner: dict[int, int] = {}
        for place, row in enumerate(self._affinity):
            twin = self._gold[place].twin
            for other in (*(owner.setdefault(answer, place) for answer in row), place if twin is None else twin):
                leader[find(place)] = find(other)
        groups: dict[int, list[int]] = {}
        for place in range(len(leader)):
            groups.setdefault(find(place), []).append(place)
        for members in groups.values():
            yield members, sorted({answer for place in members for answer in self._affinity[place]})

    def _candidates(self, gold: list[int], found: list[int]) -> list[tuple[Tally, Pairs]]:
        return [(self._tally(pairs, gold, len(found)), pairs) for pairs in self._pairings(gold, found)]

    def _pairings(self, gold: list[int], free: list[int]) -> Iterator[Pairs]:
        """The pairings that the campaign's search tries, in its order."""
        if not gold:
            yield ()
            return
        head, *rest = gold
        row = self._affinity[head]
        perfect = [answer for answer in free if row.get(answer) == 1]
        options = perfect or [answer for answer in free if answer in row]
        rivals = {answer: [self._affinity[later].get(answer, 0) for later in rest] for answer in options}
        allowed = [answer for answer in options if perfect or 1 not in rivals[answer]]
        for answer in allowed:
            for pairs in self._pairings(rest, [other for other in free if other != answer]):
                yield ((head, answer), *pairs)
        if not allowed or (len(allowed) == 1 and not perfect and any(any(values) for values in rivals.values())):
            yield from self._pairings(rest, free)


def _first_best(candidates: Sequence[tuple[Tally, Pairs]], ratio: float) -> tuple[Tally, Pairs]:
    """The first candidate with the most hits beyond a ratio of its numbers."""
    best, most = candidates[0], float("-inf")
    for candidate in candidates:
        tally, _ = candidate
        gain = tally.gold_hits - ratio * (tally.gold + tally.found)
        if gain > most + _SAME:
            best, most = candidate, gain
    return best

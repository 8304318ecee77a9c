"""The figures of FactRuEval-2016, track 3: clusters of answers around the facts of the gold.

Answers are assigned to the gold facts of their type so that F1 of the document is the greatest; several may share one
fact, and each of them has the quality of their cluster. Source: the campaign's scripts; easy mode is theirs by default.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product

from extractor.scoring.factrueval.answers import POSITION, FactAnswer
from extractor.scoring.factrueval.collection import NOTHING, GoldDocument, GoldFact, tidy
from extractor.scoring.tally import Tally

TYPES = ("ownership", "occupation", "meeting", "deal")
_PHASE = "фаза"
_LIGHT = {POSITION: 0.5, _PHASE: 0.5}
_EXHAUSTIVE = 20_000  # assignments that are all tried; of more, the best that single moves lead to


def score_facts(
    documents: Iterable[GoldDocument], answers: Mapping[str, Sequence[FactAnswer]], *, hard: bool = False
) -> dict[str, Tally]:
    """The tallies of each type and of all facts together; a document without an answer counts as an empty one.

    Args:
        hard: difficult facts and phases count, facts of unreal modality do not.
    """
    tallies = {name: Tally(empty=NOTHING) for name in (*TYPES, "overall")}
    for document in documents:
        found = answers.get(document.name, ())
        for name in TYPES:
            gold = [fact for fact in document.facts if fact.type == name and not (hard and fact.unreal)]
            tally = _Assignment(gold, [answer for answer in found if answer.type == name], hard).tally()
            tallies[name].add(tally)
            tallies["overall"].add(tally)
    return tallies


class _Assignment:
    """The gold facts and the answers of one type in one document."""

    def __init__(self, gold: Sequence[GoldFact], found: Sequence[FactAnswer], hard: bool) -> None:
        self._slots = [[*fact.arguments, *([(_PHASE, fact.phase)] if hard and fact.phase else [])] for fact in gold]
        self._pardoning = {i for i, fact in enumerate(gold) if fact.difficult and not hard}
        self._found = [[(name, tidy(value)) for name, value in answer.arguments] for answer in found]
        self._choices: dict[int, list[int]] = {}
        for number, arguments in enumerate(self._found):
            near = [i for i, slots in enumerate(self._slots) if _linked(slots, arguments)]
            if near:
                self._choices[number] = near
        self._qualities: dict[tuple[int, tuple[int, ...]], float] = {}

    def tally(self) -> Tally:
        """Figures of the assignment with the highest F1, the first of them."""
        choices = [
            list(dict.fromkeys([*(None if i in self._pardoning else i for i in near), None]))
            for near in self._choices.values()
        ]
        count = 1
        for options in choices:
            count *= len(options)
        if count <= _EXHAUSTIVE:
            return max((self._figures(picks) for picks in product(*choices)), key=lambda tally: tally.f1)
        return self._climb(choices)

    def _climb(self, choices: Sequence[Sequence[int | None]]) -> Tally:
        """The best that single moves lead to, from the best pairs of one answer and one fact."""
        picks = self._pairs(choices)
        best, improved = self._figures(picks), True
        while improved:
            improved = False
            for place, options in enumerate(choices):
                for option in options:
                    trial = [*picks[:place], option, *picks[place + 1 :]]
                    figures = self._figures(trial)
                    if figures.f1 > best.f1 + 1e-12:
                        best, picks, improved = figures, trial, True
        return best

    def _pairs(self, choices: Sequence[Sequence[int | None]]) -> list[int | None]:
        """A pick for each answer, no fact twice, the pairs of the highest quality first."""
        answers = list(self._choices)
        ranked = sorted(
            (-self._quality(fact, (answers[place],)), place, fact)
            for place, options in enumerate(choices)
            for fact in options
            if fact is not None
        )
        picks: list[int | None] = [None] * len(choices)
        for _, place, fact in ranked:
            if picks[place] is None and fact not in picks:
                picks[place] = fact
        return picks

    def _figures(self, picks: Sequence[int | None]) -> Tally:
        """The tally where each answer near a gold fact goes to its pick; one without is pardoned if it can be."""
        clusters: dict[int, list[int]] = {}
        pardoned = 0
        for (answer, near), pick in zip(self._choices.items(), picks, strict=True):
            if pick is not None:
                clusters.setdefault(pick, []).append(answer)
            elif not self._pardoning.isdisjoint(near):
                pardoned += 1
        qualities = {fact: self._quality(fact, tuple(members)) for fact, members in sorted(clusters.items())}
        return Tally(
            empty=NOTHING,
            gold_hits=sum(qualities.values()),
            found_hits=sum(quality * len(clusters[fact]) for fact, quality in qualities.items()),
            gold=len(self._slots) - len(self._pardoning),
            found=len(self._found) - pardoned,
        )

    def _quality(self, fact: int, members: tuple[int, ...]) -> float:
        key = (fact, members)
        if key not in self._qualities:
            self._qualities[key] = _quality(self._slots[fact], [self._found[member] for member in members])
        return self._qualities[key]


_Slots = Sequence[tuple[str, frozenset[str]]]
_Values = Sequence[tuple[str, str]]


def _linked(slots: _Slots, arguments: _Values) -> bool:
    """Whether an answer and a gold fact share an argument other than the position."""
    return any(_place(slots, argument) is not None for argument in arguments if argument[0] != POSITION)


def _place(slots: _Slots, argument: tuple[str, str]) -> int | None:
    """The first gold argument that an answer's argument matches."""
    name, value = argument
    for place, (slot, values) in enumerate(slots):
        if slot == name and any(similar(value, accepted) for accepted in values):
            return place
    return None


def _quality(slots: _Slots, members: Sequence[_Values]) -> float:
    """How much of a fact a cluster has, and how well it holds it together."""
    held = [{_place(slots, argument) for argument in arguments} - {None} for arguments in members]
    matched = set().union(*held)
    spurious = sum(
        _weight(argument[0]) for arguments in members for argument in arguments if _place(slots, argument) is None
    )
    extraction = sum(_weight(slots[i][0]) for i in matched if i is not None) / (
        sum(_weight(name) for name, _ in slots) + spurious
    )
    pairs = list(combinations(range(len(matched)), 2))
    together = sum(any({a, b} <= places for places in held) for a, b in pairs)
    identification = together / len(pairs) if pairs and len(members) > 1 else 1.0
    return extraction * (1 + identification) / 2


def _weight(name: str) -> float:
    return _LIGHT.get(name, 1.0)


@lru_cache(maxsize=1 << 16)
def similar(left: str, right: str) -> bool:
    """Whether the edit distance is within what typing errors are allowed: one in 2–8 characters, two in 9 or more."""
    longer = max(len(left), len(right))
    allowed = 0 if longer < 2 else 1 if longer < 9 else 2
    return left == right or (abs(len(left) - len(right)) <= allowed and _distance(left, right) <= allowed)


def _distance(left: str, right: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]

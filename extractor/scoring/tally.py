"""Precision, recall and F1 of what was found of what was to be found: one tally for every collection.

The empty case. Precision is a share of what was found and recall of what was to be found; where there is nothing, the
share is none, and a collection says by its rules which number stands for it (`empty`): 0 among the project's own
figures, NEREL's and SlavicNER's, 1 in FactRuEval (Starostin et al. 2016). F1 is 0 where both are 0.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

_WIDTH = 18  # of the column of names, or more


@dataclass(slots=True)
class Tally:
    """Sums over documents.

    Args:
        gold, found: how many were to be found, and were found.
        gold_hits, found_hits: how many of each are right, or the sum of how right they are (0 to 1 each).
        empty: precision with nothing found, recall with nothing to find.
        errors: what was missed or spurious, and in which document.
    """

    gold: int = 0
    found: int = 0
    gold_hits: float = 0
    found_hits: float = 0
    empty: float = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found_hits / self.found if self.found else self.empty

    @property
    def recall(self) -> float:
        return self.gold_hits / self.gold if self.gold else self.empty

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: "Tally") -> None:
        self.gold += other.gold
        self.found += other.found
        self.gold_hits += other.gold_hits
        self.found_hits += other.found_hits
        self.errors += other.errors


def paired(right: float, found: int, gold: int) -> Tally:
    """The tally of a pairing: each that was found rightly stands for one that was to be found."""
    return Tally(gold, found, right, right)


def as_table(tallies: Mapping[str, Tally]) -> str:
    """The figures as lines of text."""
    width = max([_WIDTH, *(len(name) + 1 for name in tallies)])
    lines = [f"{'':{width}}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'found':>8}"]
    lines += [
        f"{name:{width}}{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}{tally.gold:7}{tally.found:8}"
        for name, tally in tallies.items()
    ]
    return "\n".join(lines)


def as_record(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
    """The figures of each as `p`, `r`, `f` and the numbers `gold` and `found`, for JSON."""
    return {
        name: {"p": tally.precision, "r": tally.recall, "f": tally.f1, "gold": tally.gold, "found": tally.found}
        for name, tally in tallies.items()
    }


def as_json(tallies: Mapping[str, Tally]) -> str:
    """The figures as a JSON object."""
    return json.dumps(as_record(tallies), indent=2)

"""The weights of judge and ranker: models/parties/weights.json, each number by its name."""

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any

from extractor.errors import ModelError
from extractor.installed.paths import models
from extractor.records import Role

PROTOCOL = 5  # of the features: weights of another one do not fit this code
FILE = Path("parties") / "weights.json"
_BELIEF = 3.0  # occurrences for which the mean rate of a type stands beside those seen
_EDGES = (-1.2, -0.5, -0.15, 0.15, 0.5, 1.2)  # of the logarithms that tell what is typical


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt.

    `judge` are the weights of the evidence for an event; `candidate` by role those of a candidate, be it a party, a
    place or a time; `nobody` by role those of what speaks for none; `template` by role those of what a template found.
    `rates` give for «lemma TYPE» how often it stood in unlabelled news and how often it made an event, `mean` the mean
    rate of a type; `typical` by «TYPE role» the logarithm of how much more often somebody of a sector fills a role than
    somebody of any. `least` are the thresholds that served F1 best: of events whose template came out whole and of
    judged ones, of the parties that templates found and of what is chosen for a role.
    """

    judge: Mapping[str, float]
    candidate: Mapping[str, Mapping[str, float]]
    nobody: Mapping[str, Mapping[str, float]]
    template: Mapping[str, Mapping[str, float]]
    rates: Mapping[str, tuple[int, int]]
    mean: Mapping[str, float]
    typical: Mapping[str, Mapping[str, float]]
    least: Mapping[str, float]

    def rate(self, lemma: str, event: str) -> float:
        """How often a lemma makes an event of a type, drawn towards the type's mean where it was seen seldom."""
        seen, fired = self.rates.get(f"{lemma} {event}", (0, 0))
        return (fired + _BELIEF * self.mean.get(event, 0.3)) / (seen + _BELIEF)

    def usual(self, event: str, role: Role, kind: str) -> str:
        """How usual somebody of a kind is in a role, as one of seven steps."""
        value = self.typical.get(f"{event} {role}", {}).get(kind, 0.0)
        return f"usual {bisect_left(_EDGES, value) - 3:+d}"


def total(weights: Mapping[str, float], names: Mapping[str, float]) -> float:
    """The sum of what is named, each times its value."""
    return sum(weights.get(name, 0.0) * value for name, value in names.items())


def probability(sum_: float) -> float:
    """The logistic function."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, sum_))))


def softmax(sums: Sequence[float], none: float) -> list[float]:
    """The probabilities of candidates beside nobody, whose own is what they lack to 1."""
    highest = max([*sums, none])
    shares = [exp(value - highest) for value in sums]
    whole = sum(shares) + exp(none - highest)
    return [share / whole for share in shares]


def odds(rate: float) -> float:
    """The logarithm of the odds of a rate, which is kept off 0 and 1."""
    kept = max(0.02, min(0.98, rate))
    return log(kept / (1 - kept))


@cache
def load_weights(folder: str | None = None) -> Weights:
    """The packaged weights, or those of a folder of models, read once a process.

    Raises:
        ModelError: there is no such file, or it was made for other features.
    """
    path = models(folder) / FILE
    try:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"{path}: no such file; train it by models/parties/train.py") from error
    if read.pop("protocol") != PROTOCOL:
        raise ModelError(f"{path} was made for other features than this version's; train it by models/parties/train.py")
    del read["made_from"]
    read["rates"] = {key: (seen, fired) for key, (seen, fired) in read["rates"].items()}
    return Weights(**read)

"""Whom a pronoun or a common noun takes up: the likeliest candidate by weights learnt from annotation, or nobody.

Without the file of weights it is whom the rules propose.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path

from extractor.entities.coreference.antecedents import Antecedents
from extractor.entities.coreference.evidence import Anaphor, Sort
from extractor.entities.registry import NOBODY, Link
from extractor.errors import ModelError
from extractor.installed.paths import models

PROTOCOL = 1  # of the names: weights of another one do not fit this code
FILE = Path("coreference") / "weights.json"
_LEAD = 1.15  # times the share of the next candidate: of two who are as good there is no link


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt, by the sort of the anaphor.

    `candidate` are the weights of what is said of a candidate, `nobody` of the circumstances in which it takes up
    nobody, `least` is the probability from which the best candidate is believed.
    """

    candidate: Mapping[str, Mapping[str, float]]
    nobody: Mapping[str, Mapping[str, float]]
    least: Mapping[str, float]

    def shares(self, sort: Sort, candidates: Sequence[Sequence[str]], around: Sequence[str]) -> list[float]:
        """The probability of each candidate by what is said of it; what is missing to 1 is that of nobody."""
        known, nobody = self.candidate[sort], self.nobody[sort]
        sums = [sum(map(known.get, names, repeat(0.0))) for names in candidates]
        abstain = nobody["bias"] + sum(map(nobody.get, around, repeat(0.0)))
        highest = max(*sums, abstain)
        shares = [exp(value - highest) for value in sums]
        whole = sum(shares) + exp(abstain - highest)
        return [share / whole for share in shares]


@cache
def load_weights() -> Weights | None:
    """The packaged weights, read once a process; None where there is no such file.

    Raises:
        ModelError: they are of another protocol.
    """
    path = models() / FILE
    if not path.exists():
        return None
    read = json.loads(path.read_text(encoding="utf-8"))
    if read.get("protocol") != PROTOCOL:
        raise ModelError(f"{path}: weights of protocol {read.get('protocol')}, this version reads {PROTOCOL}")
    return Weights(read["candidate"], read["nobody"], read["least"])


class Ranking:
    """Chooses among the candidates of one document's anaphors."""

    def __init__(self, antecedents: Antecedents, weights: Weights | None) -> None:
        self.antecedents = antecedents
        self._weights = weights

    def choose(self, anaphor: Anaphor, proposed: Link) -> Link:
        """Whom an anaphor takes up.

        Args:
            proposed: what the rules say; it stands where there are no weights.
        """
        if self._weights is None or anaphor.sort not in self._weights.candidate:
            return proposed
        candidates = self.antecedents.of(anaphor)
        if not candidates:
            return NOBODY
        around = self.antecedents.circumstances(anaphor, [candidate.names for candidate in candidates])
        shares = self._weights.shares(anaphor.sort, [candidate.names for candidate in candidates], around)
        best, *others = sorted(range(len(candidates)), key=lambda i: (-shares[i], i))
        rival = max((shares[i] for i in others), default=0.0)
        if shares[best] < max(self._weights.least[anaphor.sort], _LEAD * rival):
            return NOBODY
        chosen = candidates[best].clusters
        told = f"; by rule: {proposed.why}" if proposed.why and proposed.clusters == chosen else ""
        return Link(chosen, f"the likeliest of {len(candidates)}, {shares[best]:.2f}{told}")

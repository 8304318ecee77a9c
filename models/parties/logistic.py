"""Two small models over named values, fitted with a ridge: a logistic one, and one that chooses among candidates.

Method: L-BFGS (scipy) on sparse matrices, from zero, so that the same examples give the same weights.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Row = Mapping[str, float]
Name = TypeVar("Name", str, tuple[int, str])
_FREE = 1e-3  # ridge of a bias
_BIAS = "bias"
_SMALL = 0.005  # a weight that tells nothing is not kept
_DIGITS = 3


def fit_logistic(rows: Sequence[Row], right: Sequence[bool], *, ridge: float, least: int) -> dict[str, float]:
    """Weights of named values, «bias» among the names; a name that stands in fewer than `least` rows has none."""
    names = _frequent((name for row in rows for name in row if name != _BIAS), least)
    place = {name: i for i, name in enumerate([_BIAS, *names])}
    known = _matrix([{**row, _BIAS: 1.0} for row in rows], place)
    wanted = np.array(right, float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        sums = known @ weights
        found = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
        cost = np.logaddexp(0, sums) - wanted * sums
        return float(cost.sum()), known.T @ (found - wanted)

    return _fitted(place, loss, ridge)


@dataclass(frozen=True, slots=True)
class Group:
    """One role of one act: what is said of each candidate, which of them are right, and the circumstances."""

    candidates: Sequence[Sequence[str]]
    right: Sequence[bool]
    circumstances: Sequence[str]
    weight: float = 1.0


def fit_choice(groups: Sequence[Group], *, ridge: float, least: int) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of candidates' names and of circumstances' in which nobody is right.

    The probability of a candidate is softmax of the sums over all candidates and nobody; of several right ones each has
    an equal share.
    """
    names = _frequent((name for group in groups for names in group.candidates for name in set(names)), least)
    told = _frequent((name for group in groups for name in group.circumstances), least)
    place = {(0, name): i for i, name in enumerate(names)}
    place |= {(1, name): i for i, name in enumerate([_BIAS, *told], len(names))}
    rows: list[Mapping[tuple[int, str], float]] = []
    wanted: list[float] = []
    for group in groups:
        right = sum(group.right)
        rows.append(dict.fromkeys(((1, name) for name in (_BIAS, *group.circumstances)), 1.0))
        rows += (dict.fromkeys(((0, name) for name in names), 1.0) for names in group.candidates)
        wanted += [float(not right), *(is_right / max(right, 1) for is_right in group.right)]
    sizes = [1 + len(group.candidates) for group in groups]
    starts = np.cumsum([0, *sizes[:-1]])
    number = np.repeat(np.arange(len(groups)), sizes)
    share = np.array([group.weight for group in groups])
    known, goal = _matrix(rows, place), np.array(wanted)

    def loss(weights: Floats) -> tuple[float, Floats]:
        sums = known @ weights
        highest = np.maximum.reduceat(sums, starts)
        shares = np.exp(sums - highest[number])
        whole = np.add.reduceat(shares, starts)
        cost = share @ (highest + np.log(whole)) - (share[number] * goal) @ sums
        return float(cost), known.T @ (share[number] * (shares / whole[number] - goal))

    fitted = _fitted(place, loss, ridge)
    of_candidates = {name: weight for (kind, name), weight in fitted.items() if not kind}
    return of_candidates, {name: weight for (kind, name), weight in fitted.items() if kind}


def _frequent(names: Iterable[str], least: int) -> list[str]:
    return sorted(name for name, number in Counter(names).items() if number >= least)


def _matrix(rows: Sequence[Mapping[Name, float]], place: Mapping[Name, int]) -> csr_matrix:
    cells = [(i, place[name], value) for i, row in enumerate(rows) for name, value in row.items() if name in place]
    at, column, values = zip(*cells, strict=True)
    return csr_matrix((values, (at, column)), shape=(len(rows), len(place)))


def _fitted(
    place: Mapping[Name, int], loss: Callable[[Floats], tuple[float, Floats]], ridge: float
) -> dict[Name, float]:
    penalty = np.array([_FREE if name in (_BIAS, (1, _BIAS)) else ridge for name in place])

    def held(weights: Floats) -> tuple[float, Floats]:
        cost, slope = loss(weights)
        return cost + float(penalty @ weights**2) / 2, slope + penalty * weights

    found = minimize(held, np.zeros(len(place)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {
        name: round(float(weight), _DIGITS)
        for name, weight in zip(place, found, strict=True)
        if abs(weight) >= _SMALL or name in (_BIAS, (1, _BIAS))
    }

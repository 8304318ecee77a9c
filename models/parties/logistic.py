"""Two small models, fitted by Newton's method with a ridge: a logistic one, and one that chooses among candidates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_FREE = 1e-3  # ridge of a bias
_LONGEST = 3.0  # step of one weight
_CLOSE = 1e-6


def fit_logistic(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], *, ridge: float, least: int
) -> dict[str, float]:
    """Weights of named values, «bias» among the names; a name that stands in fewer than `least` rows has none."""
    counted = Counter(name for row in rows for name in row)
    names = sorted({"bias", *(name for name, number in counted.items() if number >= least)})
    place = {name: i for i, name in enumerate(names)}
    known = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in {"bias": 1.0, **row}.items():
            if name in place:
                known[i, place[name]] = value
    wanted = np.array(right, float)
    penalty = np.full(len(names), ridge)
    penalty[place["bias"]] = _FREE
    weights = np.zeros(len(names))
    for _ in range(50):
        found = 1 / (1 + np.exp(-np.clip(known @ weights, -30, 30)))
        slope = known.T @ (found - wanted) + penalty * weights
        curve = (known * (found * (1 - found))[:, None]).T @ known + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < _CLOSE:
            break
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


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
    seen = Counter(name for group in groups for names in group.candidates for name in set(names))
    around = Counter(name for group in groups for name in group.circumstances)
    names = sorted(name for name, number in seen.items() if number >= least)
    told = ["bias", *sorted(name for name, number in around.items() if number >= least)]
    place = {name: i for i, name in enumerate(names)}
    beside = {name: len(names) + i for i, name in enumerate(told)}
    known, wanted, share, starts = _design(groups, place, beside)
    number = np.repeat(np.arange(len(groups)), np.diff([*starts, len(known)]))
    weight_of = np.array([group.weight for group in groups])
    penalty = np.full(known.shape[1], ridge)
    penalty[beside["bias"]] = _FREE
    weights = np.zeros(known.shape[1])
    for _ in range(30):
        sums = known @ weights
        sums -= np.maximum.reduceat(sums, starts)[number]
        found = np.exp(sums)
        found /= np.add.reduceat(found, starts)[number]
        slope = known.T @ (share * (found - wanted)) + penalty * weights
        mean = np.add.reduceat(known * found[:, None], starts)
        curve = known.T @ (known * (share * found)[:, None]) - (mean * weight_of[:, None]).T @ mean + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step * min(1.0, _LONGEST / np.abs(step).max())
        if np.abs(step).max() < _CLOSE:
            break
    fitted = [round(float(weight), 4) for weight in weights]
    return dict(zip(names, fitted, strict=False)), dict(zip(told, fitted[len(names) :], strict=True))


def _design(
    groups: Sequence[Group], place: Mapping[str, int], beside: Mapping[str, int]
) -> tuple[Floats, Floats, Floats, list[int]]:
    """A row for nobody and for each candidate of each group; what is wanted of it; its weight; where groups start."""
    starts = np.cumsum([0, *(1 + len(group.candidates) for group in groups)]).tolist()
    known = np.zeros((starts[-1], len(place) + len(beside)))
    wanted, share = np.zeros(starts[-1]), np.zeros(starts[-1])
    for start, group in zip(starts[:-1], groups, strict=True):
        share[start : start + 1 + len(group.candidates)] = group.weight
        for name in ("bias", *group.circumstances):
            if name in beside:
                known[start, beside[name]] = 1
        for i, names in enumerate(group.candidates, 1):
            for name in names:
                if name in place:
                    known[start + i, place[name]] = 1
        right = sum(group.right)
        if right:
            wanted[start + 1 : start + 1 + len(group.right)] = np.array(group.right, float) / right
        else:
            wanted[start] = 1
    return known, wanted, share, starts[:-1]

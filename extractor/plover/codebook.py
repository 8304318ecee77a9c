"""Facts of the PLOVER codebook. Source: Open Event Data Alliance (CC BY-SA), in `codebook.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.installed.packaged import read_yaml

CONFLICT = ("verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True)
class Codebook:
    """Quads by type, types of what is only planned, scores by type and mode (None where no mode stands)."""

    quads: Mapping[str, str]
    collapsed: Mapping[str, str]
    finer_modes: frozenset[str]
    scores: Mapping[str, Mapping[str | None, float]]

    def score(self, type_: str, mode: str | None = None) -> float:
        """From −10, conflict, to 10, cooperation; the type's own where its mode has none.

        >>> codebook().score("CONSULT", "visit"), codebook().score("CONSULT", "meet")
        (4, 2.5)
        """
        scores = self.scores[type_]
        return scores.get(mode, scores[None])


@cache
def codebook() -> Codebook:
    """The facts of `codebook.yaml`."""
    raw = read_yaml(Path(__file__).parent / "codebook.yaml")
    return Codebook(
        quads={type_: quad for quad, types in raw["quads"].items() for type_ in types},
        collapsed=raw["collapsed"],
        finer_modes=frozenset(raw["finer_modes"]),
        scores=raw["scores"],
    )

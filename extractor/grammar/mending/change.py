"""What changes of a word."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A word, by position, with the head, the relation and the features (as UD names them) that it should have."""

    position: int
    head: int
    relation: str
    features: Mapping[str, str]

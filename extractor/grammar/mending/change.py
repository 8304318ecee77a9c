"""What changes of a word."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A word, by position, with the head, the relation and the features (as UD names them) that it should have.

    `like` is the word whose relation it takes over with its subtype («nsubj:pass»); None where it keeps its own.
    """

    position: int
    head: int
    relation: str
    features: Mapping[str, str]
    like: int | None = None

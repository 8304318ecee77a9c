"""Which rules are worth trying where: a table of rules with the kinds of word that open them."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Rules(Generic[Result]):
    """Rules in their order; `opened_by` gives those that a word of these kinds can open."""

    def __init__(self, table: Iterable[tuple[Callable[..., Result], str]]) -> None:
        self._table = [(rule, frozenset(kinds.split())) for rule, kinds in table]
        self._known: dict[frozenset[str] | None, tuple[Callable[..., Result], ...]] = {None: ()}

    def opened_by(self, kinds: frozenset[str] | None) -> tuple[Callable[..., Result], ...]:
        if kinds not in self._known:
            self._known[kinds] = tuple(rule for rule, openers in self._table if kinds and openers & kinds)
        return self._known[kinds]

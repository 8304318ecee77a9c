"""Facts that the text states more than once are reported once."""

from collections.abc import Iterable

from extractor.records import Fact, FactArgument

_Said = frozenset[tuple[object, ...]]
_Kind = tuple[str, str | None, str | None]
_RECIPROCAL = {"deal", "meeting"}
_STEM = 5  # letters of a post's name that inflection leaves


def distinct(text: str, facts: Iterable[Fact]) -> list[Fact]:
    """The first of the facts that say the same, whatever the words, and none that another one says and more."""
    told: dict[tuple[_Kind, _Said], Fact] = {}
    for fact in facts:
        told.setdefault(((fact.type, fact.phase, fact.kind), _said(text, fact)), fact)
    wholes = [(kind, said) for kind, said in told if kind[0] in _RECIPROCAL]
    return [
        fact
        for (kind, said), fact in told.items()
        if not any(kind == other and said < whole for other, whole in wholes)
    ]


def _said(text: str, fact: Fact) -> _Said:
    return frozenset(_told(text, argument) for argument in fact.arguments)


def _told(text: str, argument: FactArgument) -> tuple[object, ...]:
    """What an argument says: its entity, else the beginning of its words."""
    words = text[argument.start : argument.end].lower()
    return argument.role, words[:_STEM] if argument.entity is None else argument.entity

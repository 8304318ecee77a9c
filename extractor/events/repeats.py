"""The same interaction told twice: a later mention that adds nothing is dropped, one that adds something is linked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from extractor.grammar.tokens import Parse
from extractor.records import Argument, Event, Role, Span, Time
from extractor.templates.hits import PARTY_ROLES
from extractor.templates.phrases import tokens_in

_FUNCTION_WORD = 3  # letters of the longest word that tells nothing of a phrase's content


def without_repeats(doc: Parse, events: Iterable[Event]) -> list[Event]:
    """The events, in their order, without later mentions that add no participant, topic, place or time.

    A mention that adds one of these has in `same_as` the position of the first mention of its interaction.
    """
    times: Sequence[Time] = doc._.times
    told, contents = _Told(), _Contents(doc)
    for event in events:
        before = (told.events[position] for position in told.with_parties(event))
        if any(_adds_nothing(contents, event, earlier) for earlier in before if event.judged or not earlier.judged):
            continue
        alike = told.with_actors(event)
        first = next((position for position in alike if _is_same(contents, times, event, told.events[position])), None)
        told.add(event if first is None else replace(event, same_as=first))
    return told.events


class _Told:
    """The events told so far, found by their parties: comparing each with all before would be quadratic."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._positions: dict[tuple[Any, ...], list[int]] = defaultdict(list)

    def add(self, event: Event) -> None:
        for key in (_kind(event), _actors(event), *_towards(event), *_parties(event)):
            self._positions[key].append(len(self.events))
        self.events.append(event)

    def with_parties(self, event: Event) -> Sequence[int]:
        """Positions of events of the same kind, among them all that have the parties of this one."""
        return min((self._positions.get(key, ()) for key in _parties(event) or {_kind(event)}), key=len)

    def with_actors(self, event: Event) -> Sequence[int]:
        """Positions of the events of the same kind that have exactly the actors of this one.

        Where this one has recipients only those that share one with it, or have none.
        """
        if not _entities(event, "recipient"):
            return self._positions.get(_actors(event), ())
        keys = (*_towards(event), (*_actors(event), None))
        return sorted({position for key in keys for position in self._positions.get(key, ())})


class _Contents:
    """The content words of phrases, each read once."""

    def __init__(self, doc: Parse) -> None:
        self._doc = doc
        self._lemmas: dict[tuple[int, int], frozenset[str]] = {}

    def of(self, span: Span) -> frozenset[str]:
        key = span.start, span.end
        if key not in self._lemmas:
            tokens = tokens_in(self._doc, span) or ()
            self._lemmas[key] = frozenset(token.lemma_ for token in tokens if len(token) > _FUNCTION_WORD)
        return self._lemmas[key]


def _kind(event: Event) -> tuple[Any, ...]:
    return event.type, event.mode, event.status


def _actors(event: Event) -> tuple[Any, ...]:
    return *_kind(event), frozenset(_entities(event, "actor"))


def _towards(event: Event) -> set[tuple[Any, ...]]:
    """The actors with each recipient; with None where nobody is a recipient."""
    return {(*_actors(event), entity) for entity in _entities(event, "recipient") or {None}}


def _parties(event: Event) -> set[tuple[Any, ...]]:
    return {(*_kind(event), role, entity) for role in PARTY_ROLES for entity in _entities(event, role)}


def _adds_nothing(contents: _Contents, event: Event, earlier: Event) -> bool:
    if not all(_entities(event, role) <= _entities(earlier, role) for role in PARTY_ROLES):
        return False
    new = [argument for argument in event.arguments if argument.role not in PARTY_ROLES]
    return all(any(_same_phrase(contents, argument, old) for old in earlier.arguments) for argument in new)


def _is_same(contents: _Contents, times: Sequence[Time], event: Event, earlier: Event) -> bool:
    """Whether two mentions may tell of one interaction: the same known actors, and nothing that contradicts."""
    actors = _entities(event, "actor")
    if not actors or None in actors or actors != _entities(earlier, "actor"):
        return False
    recipients, others = _entities(event, "recipient"), _entities(earlier, "recipient")
    days = {times[a.time].value for e in (event, earlier) for a in e.arguments if a.time is not None}
    topics = [[a for a in e.arguments if a.role == "topic"] for e in (event, earlier)]
    return (
        (recipients <= others or others <= recipients)
        and len(days) < 2
        and (not all(topics) or _same_phrase(contents, topics[0][0], topics[1][0]))
    )


def _entities(event: Event, role: Role) -> set[int | None]:
    """Who fills a role; of an event that a template found whole as the template has it."""
    return {
        argument.entity
        for argument in event.arguments
        if argument.role == role and (event.judged or argument.found_by == "template")
    }


def _same_phrase(contents: _Contents, one: Argument, other: Argument) -> bool:
    """Whether the other phrase of the same role has at least half of this one's words."""
    if one.role != other.role:
        return False
    words = contents.of(one)
    return 2 * len(words & contents.of(other)) >= len(words)

"""The same interaction told twice: a later mention that adds nothing is no event of its own."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from extractor.events.hits import PARTY_ROLES
from extractor.events.phrases import tokens_in
from extractor.records import Argument, Event, Role, Span

_FUNCTION_WORD = 3  # letters of the longest word that tells nothing of a phrase's content


def without_repeats(doc: Doc, events: Iterable[Event]) -> Iterator[Event]:
    """Drop a later mention of the same interaction that adds no participant, topic, place or time."""
    kept: dict[tuple[str, str | None, str], list[Event]] = {}
    for event in events:
        alike = kept.setdefault((event.type, event.mode, event.status), [])
        if not any(_adds_nothing(doc, event, earlier) for earlier in alike):
            alike.append(event)
            yield event


def _adds_nothing(doc: Doc, event: Event, earlier: Event) -> bool:
    if not all(_entities(event, role) <= _entities(earlier, role) for role in PARTY_ROLES):
        return False
    new = [argument for argument in event.arguments if argument.role not in PARTY_ROLES]
    return all(any(_same_phrase(doc, argument, old) for old in earlier.arguments) for argument in new)


def _entities(event: Event, role: Role) -> set[int | None]:
    return {argument.entity for argument in event.arguments if argument.role == role}


def _same_phrase(doc: Doc, one: Argument, other: Argument) -> bool:
    """Whether the other phrase of the same role has at least half of this one's words."""
    if one.role != other.role:
        return False
    words = _lemmas(doc, one)
    return 2 * len(words & _lemmas(doc, other)) >= len(words)


def _lemmas(doc: Doc, span: Span) -> set[str]:
    return {token.lemma_ for token in tokens_in(doc, span) or () if len(token) > _FUNCTION_WORD}

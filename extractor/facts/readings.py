"""Meetings and deals that are events already: read from them, not found twice."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from extractor.entities import mentions_of
from extractor.facts.names import is_named
from extractor.grammar.tokens import Parse
from extractor.records import Argument, DealKind, Entity, Event, Fact, FactArgument

_TABLE = Path(__file__).parent / "readings.yaml"
_PARTIES = ("actor", "recipient")


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str
    modes: frozenset[str] = frozenset()


class Reading(BaseModel):
    """Which events are facts of one type; readings.yaml explains the conditions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fact: Literal["meeting", "deal"]
    event: _Kind
    kind: DealKind | None = None
    triggers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    person: bool = False

    def fits(self, event: Event, lemmas: frozenset[str]) -> bool:
        """Whether the event is such a fact; `lemmas` are those of its trigger and topic."""
        if event.type != self.event.type or event.status == "negated":
            return False
        mode = not self.event.modes or event.mode in self.event.modes
        trigger = not self.triggers or event.lemma in self.triggers
        return mode and trigger and (not self.words or not self.words.isdisjoint(lemmas))


@cache
def readings() -> tuple[Reading, ...]:
    """The packaged table, read once a process."""
    return tuple(Reading.model_validate(raw) for raw in yaml.safe_load(_TABLE.read_text(encoding="utf-8")))


def read_events(doc: Parse) -> Iterator[Fact]:
    """The facts that the events of a document are: between two named parties at least."""
    entities = mentions_of(doc).entities
    for number, event in enumerate(doc._.events):
        lemmas = _lemmas(doc, event)
        reading = next((reading for reading in readings() if reading.fits(event, lemmas)), None)
        if reading is None:
            continue
        parties = _parties(doc.text, event, entities)
        people = any(entities[entity].type == "PERSON" for entity in parties)
        if len(parties) > 1 and (people or not reading.person):
            arguments = tuple(
                FactArgument(found.start, found.end, "participant", entity) for entity, found in parties.items()
            )
            yield Fact(reading.fact, arguments, event.template, event.status, kind=reading.kind, event=number)


def _lemmas(doc: Parse, event: Event) -> frozenset[str]:
    """The lemmas of the trigger and of the topic."""
    topics = [doc.char_span(a.start, a.end, alignment_mode="expand") for a in event.arguments if a.role == "topic"]
    return frozenset((event.lemma, *(token.lemma_ for topic in topics if topic for token in topic)))


def _parties(text: str, event: Event, entities: Sequence[Entity]) -> dict[int, Argument]:
    """The named actors and recipients that a template found, each by its entity; a likely one makes no fact."""
    return {
        argument.entity: argument
        for argument in event.arguments
        if argument.role in _PARTIES
        and argument.found_by == "template"
        and argument.entity is not None
        and is_named(text, entities[argument.entity], argument)
    }

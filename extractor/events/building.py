"""The event record of a hit: its mode, its arguments in order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from extractor.events.parties.weighing import Weighed
from extractor.events.template import EventHit
from extractor.grammar.tokens import Parse
from extractor.installed.packaged import read_yaml
from extractor.records import Argument, Event, FoundBy, Role, Status, Time
from extractor.templates.hits import ROLES
from extractor.templates.phrases import tokens_in

_DIGITS = 3  # of a confidence
_WITHOUT_TOPIC = ("ASSAULT",)


@cache
def topic_modes() -> dict[str, dict[str, str]]:
    """The mode that a word of the topic gives, by the event type: {"REQUEST": {"вывод": "yield"}}."""
    lists = read_yaml(Path(__file__).with_name("topic_modes.yaml"))
    return {kind: {word: mode for mode, words in modes.items() for word in words} for kind, modes in lists.items()}


def as_told(event: Event) -> Event:
    """An event without what a blow hits: that tells one blow from another and whose it is, but no blow is about it."""
    if event.type not in _WITHOUT_TOPIC:
        return event
    return replace(event, arguments=tuple(argument for argument in event.arguments if argument.role != "topic"))


class EventBuilder:
    """Makes records of the hits of one document."""

    def __init__(self, doc: Parse) -> None:
        self.doc = doc
        self.modes = topic_modes()
        times: Sequence[Time] = doc._.times
        self.times = {(time.start, time.end): position for position, time in enumerate(times)}

    def build(self, hit: EventHit, status: Status, said_by: int | None, weighed: Weighed | None) -> Event:
        """The event of a hit whose roles are filled; `said_by` is the entity that tells of it, if any does."""
        return Event(
            type=hit.template.event.type,
            mode=hit.template.event.mode or self._mode_by_topic(hit),
            status=status,
            trigger=hit.span,
            lemma=" ".join(word.lemma_ for word in hit.words),
            arguments=tuple(argument for role in ROLES for argument in self._arguments(hit, role)),
            said_by=said_by,
            template=hit.template.id,
            binding=hit.template.commitment,
            reciprocal=hit.template.reciprocal,
            confidence=None if weighed is None else _rounded(weighed.certainty),
            judged=weighed is not None and weighed.failure is not None,
        )

    def _mode_by_topic(self, hit: EventHit) -> str | None:
        """What is asked, refused or threatened gives the mode: its head word, else the first word that tells."""
        modes = self.modes.get(hit.template.event.type)
        topics = hit.fillers.get("topic")
        if not modes or not topics:
            return None
        words = (topics[0].head, *(tokens_in(self.doc, topics[0].span) or ()))
        return next((modes[word.lemma_] for word in words if word.lemma_ in modes), None)

    def _arguments(self, hit: EventHit, role: Role) -> Iterator[Argument]:
        fillers = hit.fillers.get(role, ())
        for filler in fillers[:1] if role == "topic" else fillers:
            start, end = filler.span.start, filler.span.end
            confidence = _rounded(filler.certainty)
            found_by: FoundBy = "ranker" if filler.ranked else "template"
            if role == "time":
                yield Argument(start, end, role, time=self.times[start, end], confidence=confidence, found_by=found_by)
                continue
            for entity in filler.entities or (None,):
                yield Argument(start, end, role, entity=entity, confidence=confidence, found_by=found_by)


def _rounded(certainty: float | None) -> float | None:
    return None if certainty is None else round(certainty, _DIGITS)

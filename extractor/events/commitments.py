"""Commitments: AGREE events in which parties bind themselves, with their content, items and deadline."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from extractor.events.lexicon import load_lexicon
from extractor.events.phrases import tokens_in
from extractor.events.template import load_templates
from extractor.records import Argument, Commitment, Enumeration, Event, Span, Time

_FARTHEST_INTRO = 200  # characters between what is promised and the intro of its list
_BEFORE_TIME = 14  # characters before a time in which its preposition stands, as «не позднее », «в срок до »
_LIST_MARKS = " \n\t:–—-•"


def find_commitments(doc: Doc) -> tuple[Commitment, ...]:
    """The commitments of a document, in the order of their events."""
    binding = {template.id for template in load_templates() if template.commitment}
    return tuple(_commitments(doc, binding))


def _commitments(doc: Doc, binding: set[str]) -> Iterator[Commitment]:
    lists, times = doc._.lists, doc._.times
    for position, event in enumerate(doc._.events):
        if event.template not in binding or event.status in ("negated", "hypothetical"):
            continue
        topic = next((argument for argument in event.arguments if argument.role == "topic"), None)
        enumeration = _enumeration(doc, event, topic, lists)
        content = _content(doc, topic, enumeration)
        if content is not None:
            yield Commitment(
                event=position,
                parties=_parties(event),
                trigger=event.trigger,
                content=content,
                items=enumeration.items if enumeration else (),
                deadline=_deadline(doc, event, content, times),
                status=event.status,
            )


def _parties(event: Event) -> tuple[int, ...]:
    actors = (argument.entity for argument in event.arguments if argument.role == "actor")
    return tuple(dict.fromkeys(entity for entity in actors if entity is not None))


def _enumeration(doc: Doc, event: Event, topic: Argument | None, lists: Sequence[Enumeration]) -> Enumeration | None:
    """The first list behind the trigger that the commitment introduces."""
    for enumeration in lists:
        if enumeration.items[0].start >= event.trigger.start and _introduces(doc, event, topic, enumeration.intro):
            return enumeration
    return None


def _introduces(doc: Doc, event: Event, topic: Argument | None, intro: Span) -> bool:
    """Whether an intro is around the trigger, inside the topic, or soon after them in the same sentence."""
    trigger = event.trigger
    around = intro.start <= trigger.end and trigger.start <= intro.end
    inside = topic is not None and topic.start <= intro.start <= topic.end
    if around or inside:
        return True
    end = max(trigger.end, topic.end if topic else 0)
    return trigger.end <= intro.start < end + _FARTHEST_INTRO and "." not in doc.text[trigger.end : intro.start]


def _content(doc: Doc, topic: Argument | None, enumeration: Enumeration | None) -> Span | None:
    """The topic, which stops before the list; the run of items where the trigger itself opens the list.

    A topic without a verb of its own («по трём направлениям») only introduces the list.
    """
    if enumeration is None:
        return Span(topic.start, topic.end) if topic else None
    first, last = enumeration.items[0], enumeration.items[-1]
    if topic is None or topic.start >= first.start - 1 or not _has_verb(doc, topic):
        return Span(first.start, last.end)
    end = min(max(topic.end, enumeration.intro.end), first.start)
    return Span(topic.start, topic.start + len(doc.text[topic.start : end].rstrip(_LIST_MARKS)))


def _has_verb(doc: Doc, span: Span) -> bool:
    return any(token.pos_ == "VERB" for token in tokens_in(doc, span) or ())


def _deadline(doc: Doc, event: Event, content: Span, times: Sequence[Time]) -> int | None:
    """A time in the commitment's sentence that a preposition of limit governs: «до конца года», «к 15 марта»."""
    trigger = tokens_in(doc, event.trigger)
    start = min(event.trigger.start, content.start, *([trigger.sent.start_char] if trigger else ()))
    end = max(content.end, event.trigger.end)
    for position, time in enumerate(times):
        if start <= time.start and time.end <= end and time.type != "SET" and _is_limited(doc, time):
            return position
    return None


def _is_limited(doc: Doc, time: Time) -> bool:
    before = f" {doc.text[max(0, time.start - _BEFORE_TIME) : time.start]}".lower().replace("\n", " ").rstrip()
    return any(before.endswith(f" {word}") for word in load_lexicon().deadline_words)

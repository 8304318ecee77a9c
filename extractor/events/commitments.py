"""Commitments: AGREE events in which parties bind themselves, with their content, items and deadline."""

from collections.abc import Iterator

from spacy.tokens import Doc

from extractor.events.template import load_templates
from extractor.records import Argument, Commitment, Enumeration, Event, Span

_DEADLINE_WORDS = {
    "до",
    "к",
    "ко",
    "не позднее",
    "не позже",
    "в течение",
    "в срок до",
    "на",
    "в ближайшие",
    "через",
    "за",
}
_GAP = 12  # characters between an intro's end and the first item, such as ": \n\n– "


def find_commitments(doc: Doc) -> tuple[Commitment, ...]:
    """The commitments of a document, in the order of their events."""
    binding = {template.id for template in load_templates() if template.commitment}
    return tuple(_commitments(doc, binding))


def _commitments(doc: Doc, binding: set[str]) -> Iterator[Commitment]:
    lists = doc._.lists
    for position, event in enumerate(doc._.events):
        topic = next((argument for argument in event.arguments if argument.role == "topic"), None)
        if event.template not in binding or event.status in ("negated", "hypothetical"):
            continue
        enumeration = _enumeration(event, topic, lists, doc)
        content = _content(doc, topic, enumeration)
        if content is None:
            continue
        parties = tuple(dict.fromkeys(a.entity for a in event.arguments if a.role == "actor" and a.entity is not None))
        yield Commitment(
            event=position,
            parties=parties,
            trigger=event.trigger,
            content=content,
            items=enumeration.items if enumeration else (),
            deadline=_deadline(doc, event, content),
            status=event.status,
        )


def _enumeration(event: Event, topic: Argument | None, lists: tuple[Enumeration, ...], doc: Doc) -> Enumeration | None:
    """The list that the commitment introduces: its intro lies in the commitment's own clause, after the trigger or around it."""
    end = max(event.trigger.end, topic.end if topic else 0)
    for enumeration in lists:
        first = enumeration.items[0].start
        around = enumeration.intro.start <= event.trigger.end and event.trigger.start <= enumeration.intro.end
        inside = topic is not None and topic.start <= enumeration.intro.start and enumeration.intro.start <= topic.end
        follows = (
            enumeration.intro.start - event.trigger.end >= 0
            and "." not in doc.text[event.trigger.end : enumeration.intro.start]
        )
        if first >= event.trigger.start and (around or inside or (follows and enumeration.intro.start - end < 200)):
            return enumeration
    return None


def _content(doc: Doc, topic: Argument | None, enumeration: Enumeration | None) -> Span | None:
    """The topic, which stops before the list; the run of items where the trigger itself opens the list.

    A topic without a verb of its own («по трём направлениям») only introduces the list.
    """
    if enumeration is None:
        return Span(topic.start, topic.end) if topic else None
    first, last = enumeration.items[0], enumeration.items[-1]
    if topic is None or topic.start >= first.start - 1 or not _has_verb(doc, topic):
        return Span(first.start, last.end)
    end = max(min(topic.end, first.start), min(enumeration.intro.end, first.start))
    return Span(topic.start, topic.start + len(doc.text[topic.start : end].rstrip(" \n\t:–—-•")))


def _has_verb(doc: Doc, span: Span) -> bool:
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return any(token.pos_ == "VERB" for token in tokens or ())


def _deadline(doc: Doc, event: Event, content: Span) -> int | None:
    """A time in the commitment's sentence that a preposition of limit governs: «до конца года», «к 15 марта»."""
    lower = min(event.trigger.start, content.start)
    sentence = next((sent for sent in doc.sents if sent.start_char <= event.trigger.start < sent.end_char), None)
    if sentence is not None:
        lower = min(lower, sentence.start_char)
    for position, time in enumerate(doc._.times):
        if lower <= time.start and time.end <= max(content.end, event.trigger.end) and time.type != "SET":
            before = doc.text[max(0, time.start - 14) : time.start].lower().rstrip()
            if any(before == word or before.endswith((" " + word, "\n" + word)) for word in _DEADLINE_WORDS):
                return position
    return None

"""Topics, places and times of acts, and their status: examples of whole sentences in data files."""

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractor import markup
from extractor.records import Event
from tests.marked import lines

ROLES = ("topic", "place", "time")


def events_at(doc: Doc, start: int) -> list[Event]:
    return [event for event in doc._.events if event.trigger.start <= start < event.trigger.end]


@pytest.mark.parametrize("marked", lines(Path(__file__).with_name("arguments.txt")))
def test_what_where_and_when(nlp: Language, marked: str) -> None:
    text, marks = markup.parse(marked)
    trigger = next(mark for mark in marks if mark.label == "T")
    events = events_at(nlp(text), trigger.start)
    assert len(events) == 1
    found = {(a.role, text[a.start : a.end]) for a in events[0].arguments if a.role in ROLES}
    assert found == {(mark.label, text[mark.start : mark.end]) for mark in marks if mark.label in ROLES}


@pytest.mark.parametrize("marked", lines(Path(__file__).with_name("statuses.txt")))
def test_status(nlp: Language, marked: str) -> None:
    text, [mark] = markup.parse(marked)
    events = events_at(nlp(text), mark.start)
    assert [event.status for event in events] == ([] if mark.label == "absorbed" else [mark.label])

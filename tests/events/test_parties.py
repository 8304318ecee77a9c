"""Who does what to whom, in sentences of one difficulty each; the examples of templates show their plain cases."""

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractor import markup
from extractor.templates.hits import PARTY_ROLES
from tests.marked import lines

CASES = lines(Path(__file__).with_name("parties.txt"))
Party = tuple[str, str]  # role and text


def parties(doc: Doc, trigger: markup.Marked) -> set[Party] | None:
    """The parties of the event at a trigger; None where there is no event."""
    found = [event for event in doc._.events if event.trigger.start <= trigger.start < event.trigger.end]
    if trigger.label == "none":
        return None if not found else {("event", event.type) for event in found}
    [event] = [event for event in found if event.type == trigger.label]
    return {(a.role, doc.text[a.start : a.end]) for a in event.arguments if a.role in PARTY_ROLES}


@pytest.mark.parametrize("marked", CASES)
def test_parties(nlp: Language, marked: str) -> None:
    text, marks = markup.parse(marked)
    [trigger] = [mark for mark in marks if mark.label not in PARTY_ROLES]
    expected = {(mark.label, text[mark.start : mark.end]) for mark in marks if mark is not trigger}
    assert parties(nlp(text), trigger) == (None if trigger.label == "none" else expected)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("«Мы обвиняем Чили в обмане», — сказал посол Перу Ян Новак.", "Ян Новак"),
        ("Мы обвиняем Чили в обмане.", None),
    ],
)
def test_first_person_is_the_speaker(nlp: Language, text: str, name: str | None) -> None:
    doc = nlp(text)
    [event] = [event for event in doc._.events if event.type == "ACCUSE"]
    [actor] = [argument for argument in event.arguments if argument.role == "actor"]
    assert (None if actor.entity is None else doc._.entities[actor.entity].name) == name

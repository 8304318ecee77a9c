"""The gold form: everything that is scored is the same before and after."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import InputError
from extractor.export.gold import from_gold
from extractor.scoring.project.answer import Answer, from_annotation
from extractor.scoring.project.answer import from_gold as answer_of_gold
from extractor.scoring.project.gold import read_document

FILES = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.json"))


def scored(answer: Answer) -> dict[str, Any]:
    """All that is scored, in an order of its own: of topics, places and times the spans alone."""
    events = [
        (event.type, event.mode, event.status, event.trigger, sorted(map(repr, (
            argument if argument.role in ("actor", "recipient") else (argument.role, argument.span)
            for argument in event.arguments
        ))))
        for event in answer.events
    ]  # fmt: skip
    layers = {"events": events, "commitments": answer.commitments, "lists": answer.lists, "quotes": answer.quotes,
              "times": answer.times}  # fmt: skip
    return {layer: sorted(map(repr, records)) for layer, records in layers.items()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_scored_stays(path: Path) -> None:
    document = json.loads(path.read_bytes())
    annotation = from_gold(document)
    assert annotation.document.text == document["text"]
    assert scored(from_annotation(annotation)) == scored(answer_of_gold(read_document(document)))
    assert len(annotation.commitments) == len(document["commitments"])
    for event, gold in zip(annotation.events, sorted(document["events"], key=_trigger), strict=True):
        names = {entity.id: entity.name for entity in annotation.entities}
        assert (names[event.said_by] if event.said_by else None) == gold["said_by"]


def _trigger(event: dict[str, Any]) -> tuple[int, int]:
    return event["trigger"]["start"], event["trigger"]["end"]


EMPTY: dict[str, Any] = {
    "doc": "d", "dct": None, "text": "Да.", "events": [], "commitments": [], "lists": [], "quotes": [], "timexes": [],
}  # fmt: skip
SPAN = {"start": 0, "end": 2, "text": "Да"}


def test_an_empty_document() -> None:
    annotation = from_gold(EMPTY)
    assert (annotation.document.id, annotation.document.published, annotation.events) == ("d", None, ())


@pytest.mark.parametrize(
    "document, complaint",
    [
        ({}, "not in the gold form: dct: Field required"),
        ([], "not in the gold form: the object: Input should be"),
        ({**EMPTY, "dct": "вчера"}, "published: 'вчера' is not an ISO 8601"),
        ({**EMPTY, "timexes": [{**SPAN, "type": "EPOCH", "value": None}]}, "form: timexes.0.type: Input should be"),
        (
            {**EMPTY, "commitments": [{"trigger": SPAN, "content": SPAN, "items": [], "parties": [], "deadline": None,
                                       "status": "actual"}]},
            "the commitment at 0 has no AGREE event of the same trigger",
        ),
    ],
)  # fmt: skip
def test_what_is_not_in_the_gold_form(document: Any, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        from_gold(document)

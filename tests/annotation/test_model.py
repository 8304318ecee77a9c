"""The annotated JSON: its round trip, and what it refuses."""

import json
from typing import Any

import pytest

from extractor.annotation.model import Annotation
from extractor.errors import InputError

TEXT = "Аландия и Борнхольм вчера начали переговоры."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


DAY = {"from": "2024-01-25", "to": "2024-01-25"}
MONEY = {"amount": 3.5, "currency": "RUB"}


def document() -> dict[str, Any]:
    """A small annotation with something in every section but facts."""
    return {
        "schema_version": "2.0",
        "produced_by": {"package": "extractor", "version": "1", "model": "fast", "templates": "0123456789abcdef"},
        "document": {
            "id": "d",
            "source": "Лента",
            "published": "2024-01-26T09:10",
            "zone": "+03:00",
            "language": "ru",
            "title": None,
            "text": TEXT,
        },
        "sentences": [{"start": 0, "end": len(TEXT)}],
        "spans": [
            {"id": "S1", **span("вчера"), "type": "DATE", "base": "вчера", "value": "T1", "sentence": 0},
            {"id": "S2", **span("Борнхольм"), "type": "MONEY", "base": "x", "value": MONEY, "sentence": 0},
        ],
        "entities": [
            {
                "id": "E1",
                "type": "COUNTRY",
                "name": "Аландия",
                "code": None,
                "sector": "GOV",
                "wikidata": None,
                "mentions": [
                    {**span("Аландия"), "form": "name", "base": "Аландия", "head": span("Аландия"), "sentence": 0}
                ],
            }
        ],
        "times": [{"id": "T1", **span("вчера"), "type": "DATE", "value": "2024-01-25", "interval": DAY}],
        "events": [
            {
                "id": "V1",
                "type": "CONSULT",
                "mode": "negotiate",
                "status": "actual",
                "trigger": {**span("переговоры"), "lemma": "переговоры"},
                "sentence": 0,
                "arguments": [
                    {"role": "actor", **span("Аландия"), "entity": "E1", "confidence": 0.4, "found_by": "ranker"},
                    {"role": "time", **span("вчера"), "time": "T1", "confidence": None, "found_by": "template"},
                ],
                "said_by": None,
                "same_as": None,
                "reciprocal": True,
                "template": "consult.talks",
                "confidence": 0.8,
            }
        ],
        "commitments": [
            {
                "id": "C1",
                "event": "V1",
                "parties": ["E1"],
                "trigger": span("начали"),
                "content": span("переговоры"),
                "items": [],
                "deadline": "T1",
                "status": "actual",
                "sentence": 0,
            }
        ],
        "lists": [{"id": "L1", "intro": span("Аландия и"), "items": [span("Борнхольм")], "declared_count": None}],
        "quotes": [
            {
                "id": "Q1",
                "speaker": "E1",
                "speaker_span": span("Аландия"),
                "cue": None,
                "content": span("вчера начали"),
                "direct": False,
                "status": "said",
                "sentence": 0,
            }
        ],
        "facts": [],
    }


def read(data: dict[str, Any]) -> Annotation:
    return Annotation.from_json(json.dumps(data))


@pytest.mark.parametrize("indent", [None, 2])
def test_the_json_is_what_was_read(indent: int | None) -> None:
    written = read(document()).to_json(indent=indent)
    assert json.loads(written) == document()
    assert Annotation.from_json(written) == read(document())


def test_an_annotation_of_schema_1_is_read() -> None:
    old = document()
    for key in ("produced_by", "spans"):
        del old[key]
    del old["document"]["language"], old["document"]["zone"], old["times"][0]["interval"], old["quotes"][0]["sentence"]
    del old["quotes"][0]["status"]
    for key in ("head", "sentence", "base"):
        del old["entities"][0]["mentions"][0][key]
    read_old = read({**old, "schema_version": "1.0"})
    assert read_old.schema_version == "2.0"
    assert read_old.events == read(document()).events
    assert read_old.produced_by is None
    assert read_old.times[0].interval is None
    assert read_old.quotes[0].status == "said"


def test_one_line_and_readable_letters() -> None:
    written = read(document()).to_json()
    assert "\n" not in written
    assert "Аландия" in written


def broken(**changes: Any) -> dict[str, Any]:
    return {**document(), **changes}


@pytest.mark.parametrize(
    "data, complaint",
    [
        (broken(schema_version="3.0"), "not an annotation: schema_version: Input should be '2.0'"),
        (broken(sentences=[{"start": -1, "end": 2}]), "sentences.0.start: Input should be greater than or equal to 0"),
        (broken(mood="good"), "mood: Extra inputs are not permitted"),
        (broken(times=[{**document()["times"][0], "start": 11}]), "span [11, 25) is not 'вчера' in the text"),
        (broken(entities=[{**document()["entities"][0], "sector": "IGO"}]), "entities.0.sector: Input should be 'AGR'"),
        (broken(times=[]), "reference to 'T1', which is not there"),
        (broken(times=document()["times"] * 2), "doubled ids: T1"),
        (broken(events=[{**document()["events"][0], "type": "TALK"}]), "'TALK' is no type of PLOVER"),
        (broken(events=[{**document()["events"][0], "mode": "riot"}]), "'riot' is no mode of CONSULT"),
        (broken(events=[{**document()["events"][0], "said_by": "T1"}]), "reference to 'T1', which is not there"),
    ],
)
def test_what_is_refused(data: dict[str, Any], complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "США", "[]", '{"schema_version": "2.0"'])
def test_what_is_no_annotation(text: str) -> None:
    with pytest.raises(InputError, match="not an annotation"):
        Annotation.from_json(text)

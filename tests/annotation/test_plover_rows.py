from typing import Any

import pytest

from extractor.annotation.model import Annotation
from extractor.plover.codebook import codebook
from extractor.plover.modes import MODES


def test_the_codebook_scores_every_type_and_quads_it() -> None:
    facts = codebook()
    assert set(facts.scores) == set(facts.quads) == set(MODES)
    assert [
        (type_, mode) for type_, modes in facts.scores.items() for mode in modes if mode and mode not in MODES[type_]
    ] == []


TEXT = "Швеция обвинила Евросоюз в шпионаже."


def annotation(**event: Any) -> Annotation:
    """One event between Sweden and the European Union, as given."""
    span = {"start": 7, "end": 15, "text": "обвинила"}
    entities = [
        {
            "id": f"E{i}",
            "type": "COUNTRY",
            "name": name,
            "code": code,
            "sector": sector,
            "wikidata": None,
            "mentions": [],
        }
        for i, (name, code, sector) in enumerate([("Швеция", "SWE", "GOV"), ("Евросоюз", "IGO:EU", None)], 1)
    ]
    base = {
        "id": "V1", "type": "ACCUSE", "mode": "allege", "status": "actual", "trigger": {**span, "lemma": "обвинить"},
        "arguments": [
            {"role": "actor", "start": 0, "end": 6, "text": "Швеция", "entity": "E1"},
            {"role": "recipient", "start": 16, "end": 24, "text": "Евросоюз", "entity": "E2"},
            {"role": "topic", "start": 27, "end": 35, "text": "шпионаже"},
        ],
        "said_by": None, "same_as": None, "template": "accuse.accuse",
    }  # fmt: skip
    events = [{**base, **event}]
    return Annotation.model_validate(
        {
            "schema_version": "1.0",
            "document": {"id": "d1", "source": "Лента", "published": "2024-01-26T09:10", "title": None, "text": TEXT},
            "sentences": [{"start": 0, "end": len(TEXT)}],
            "entities": entities, "times": [], "events": events,
            "commitments": [], "lists": [], "quotes": [], "facts": [],
        }
    )  # fmt: skip


def test_a_row_has_who_whom_what_when_and_where_it_stands() -> None:
    assert annotation().to_plover() == [
        {
            "id": "d1/V1", "document": "d1", "date": "2024-01-26", "enddate": "2024-01-26", "event": "ACCUSE",
            "mode": "allege", "quad": "verbal conflict", "score": -3.5, "status": "actual", "context": None,
            "actor": [{"name": "Швеция", "code": "SWE", "sector": "GOV"}],
            "recipient": [{"name": "Евросоюз", "code": "IGO", "sector": None}], "eventLoc": None, "text": TEXT,
            "source": "Лента", "publication date": "2024-01-26", "language": "ru", "template": "accuse.accuse",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "mode", "status", "exported"),
    [
        ("CONSULT", "negotiate", "actual", ("CONSULT", None, 2.5)),
        ("CONSULT", "visit", "actual", ("CONSULT", "visit", 4)),
        ("CONSULT", "visit", "planned", ("AGREE", None, 2.5)),
        ("AID", None, "planned", ("AGREE", None, 2.5)),
        ("RETREAT", "withdraw", "planned", ("CONCEDE", None, 4.5)),
        ("RETREAT", "withdraw", "hypothetical", ("RETREAT", "withdraw", 8)),
        ("PROTEST", "vandalize", "actual", ("PROTEST", "vandalize", -5)),
    ],
)
def test_what_is_planned_collapses(type_: str, mode: str, status: str, exported: tuple[Any, ...]) -> None:
    [row] = annotation(type=type_, mode=mode, status=status).to_plover()
    assert (row["event"], row["mode"], row["score"]) == exported


def test_a_denied_event_has_no_row() -> None:
    assert annotation(status="negated").to_plover() == []


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-01-20", ("2024-01-20", "2024-01-20")),
        ("2024-01-20T10:00", ("2024-01-20", "2024-01-20")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2023-08-07/2023-08-08", ("2023-08-07", "2023-08-08")),
        ("XXXX-08-26", ("2024-01-26", "2024-01-26")),
        ("PRESENT_REF", ("2024-01-26", "2024-01-26")),
        (None, ("2024-01-26", "2024-01-26")),
    ],
)
def test_days_of_the_event(value: str | None, days: tuple[str, str]) -> None:
    data = annotation().model_dump()
    data["times"] = [{"id": "T1", "start": 0, "end": 6, "text": "Швеция", "type": "DATE", "value": value}]
    data["events"][0]["arguments"] += ({"role": "time", "start": 0, "end": 6, "text": "Швеция", "time": "T1"},)
    [row] = Annotation.model_validate(data).to_plover()
    assert (row["date"], row["enddate"]) == days


def test_an_offered_meeting_is_the_agreement_itself() -> None:
    data = annotation(type="AGREE", mode=None).model_dump()
    inner = {
        **data["events"][0],
        "id": "V2",
        "type": "CONSULT",
        "mode": "meet",
        "status": "hypothetical",
        "arguments": data["events"][0]["arguments"][:2],
    }
    inner["trigger"] = {"start": 27, "end": 35, "text": "шпионаже", "lemma": "шпионаж"}
    data["events"] = (*data["events"], inner)
    assert [row["event"] for row in Annotation.model_validate(data).to_plover()] == ["AGREE"]

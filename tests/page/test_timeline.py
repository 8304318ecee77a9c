from datetime import date

import pytest

from extractor.annotation.model import Annotation
from extractor.page.labels import labels
from extractor.page.timeline import spoken, timeline


def test_dated_events_times_and_the_publication_in_order(annotation: Annotation) -> None:
    entries = timeline(annotation.model_dump(), labels())
    assert [
        (entry.when, entry.published, [event["id"] for event in entry.events], [time["text"] for time in entry.times])
        for entry in entries
    ] == [
        ("4 марта 2024", False, ["V1"], []),
        ("5 марта 2024", True, [], ["5 марта 2024, 10:15"]),
        ("2025", False, [], ["2025 года"]),
    ]


def test_references_stand_around_the_publication() -> None:
    values = ["FUTURE_REF", "2024-03-09", "PAST_REF", "P10Y", "PRESENT_REF", "XXXX-03-09", None, "2024-03-01"]
    fields = {
        "document": {"published": "2024-03-05"},
        "times": [{"id": f"T{number}", "text": value, "value": value} for number, value in enumerate(values)],
        "events": [],
    }
    assert [(entry.when, [time["value"] for time in entry.times]) for entry in timeline(fields, labels())] == [
        ("недавно", ["PAST_REF"]),
        ("1 марта 2024", ["2024-03-01"]),
        ("5 марта 2024", []),
        ("сейчас", ["PRESENT_REF"]),
        ("9 марта 2024", ["2024-03-09"]),
        ("в будущем", ["FUTURE_REF"]),
    ]
    assert [entry.when for entry in timeline({**fields, "document": {"published": None}}, labels())] == [
        "1 марта 2024",
        "9 марта 2024",
    ]


@pytest.mark.parametrize(
    "start, end, words",
    [
        ("2024-03-05", "2024-03-05", "5 марта 2024"),
        ("2024-03-05", "2024-03-07", "5–7 марта 2024"),
        ("2024-02-28", "2024-03-01", "28 февраля – 1 марта 2024"),
        ("2023-12-31", "2024-01-02", "31 декабря 2023 – 2 января 2024"),
        ("2024-03-01", "2024-03-31", "март 2024"),
        ("2024-12-01", "2024-12-31", "декабрь 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("1980-01-01", "1989-12-31", "1980–1989"),
        ("9000-01-01", "9999-12-31", "9000–9999"),
    ],
)
def test_days_as_they_are_written(start: str, end: str, words: str) -> None:
    assert spoken((date.fromisoformat(start), date.fromisoformat(end))) == words

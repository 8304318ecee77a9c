"""The rows of an annotation: every column of the schema, keys that join, the same bytes."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

import extractor
from extractor import Annotation
from extractor.annotation.objects import Entity, Event, Mention, Time
from extractor.corpora.tables import COPIES, README, parquet, readme, rows, schemas

TEXT = (
    "Переговоры в Таллине\n\nПремьер-министр Эстонии Карл Саар встретился с президентом Латвии 12 мая 2024 года. "
    "«Мы подпишем договор», — заявил Саар. Эстония обязалась до 1 июля вывести войска и освободить пленных. "
    "Договор затронет три острова: Саарема, Муху и Хийумаа. Президент Латвии прибыл в Таллин."
)


@pytest.fixture(scope="module")
def annotation() -> Annotation:
    return extractor.annotate(TEXT, published="2024-05-13", source="Вестник", id="а1")


def test_every_row_has_its_table_s_columns_and_no_others(annotation: Annotation) -> None:
    for table, lines in rows(annotation, 7).items():
        names = set(schemas()[table].names)
        for line in lines:
            optional = {field.name for field in schemas()[table] if field.nullable}
            assert names - optional <= set(line) <= names, table
            assert line["document"] == 7


def test_the_rows_say_what_the_annotation_says(annotation: Annotation) -> None:
    found = rows(annotation, 0)
    counts = {
        "documents": 1,
        "spans": len(annotation.spans),
        "entities": len(annotation.entities),
        "mentions": sum(len(entity.mentions) for entity in annotation.entities),
        "events": len(annotation.events),
        "arguments": sum(len(event.arguments) for event in annotation.events),
        "commitments": len(annotation.commitments),
        "list_items": sum(len(enumeration.items) for enumeration in annotation.lists),
        "quotes": len(annotation.quotes),
        "times": len(annotation.times),
        "facts": sum(len(fact.spans) for fact in annotation.facts),
    }
    assert {table: len(lines) for table, lines in found.items()} == counts
    assert all(counts[table] for table in counts if table != "facts"), "the text has something for every table"
    [document] = found["documents"]
    assert document == {
        "document": 0, "id": "а1", "source": "Вестник", "published": "2024-05-13", "title": "Переговоры в Таллине",
        "zone": None, "language": "ru", "text": TEXT,
    }  # fmt: skip
    assert [(row["item"], row["text"], row["declared_count"]) for row in found["list_items"]] == [
        (1, "Саарема", 3), (2, "Муху", 3), (3, "Хийумаа", 3),
    ]  # fmt: skip
    for table in ("mentions", "arguments", "list_items", "times", "facts"):
        assert [TEXT[row["start_char"] : row["end_char"]] for row in found[table]] == [
            row["text"] for row in found[table]
        ]


def test_keys_join(annotation: Annotation) -> None:
    found = rows(annotation, 0)
    keys = {table: {row[key] for row in found[table]}
            for table, key in (("entities", "entity"), ("events", "event"), ("times", "time"))}  # fmt: skip
    assert {row["entity"] for row in found["mentions"]} == keys["entities"]
    assert {row["event"] for row in found["arguments"]} <= keys["events"]
    assert {row["entity"] for row in found["arguments"] if row.get("entity")} <= keys["entities"]
    assert {row["time"] for row in found["arguments"] if row.get("time")} <= keys["times"]
    assert {row["event"] for row in found["commitments"]} <= keys["events"]
    assert {party for row in found["commitments"] for party in row["parties"]} <= keys["entities"]


@pytest.mark.parametrize("table", [table for table in schemas() if table != COPIES])
def test_parquet_gives_the_rows_back(annotation: Annotation, table: str, tmp_path: Path) -> None:
    lines = rows(annotation, 0)[table]
    path = tmp_path / "t.parquet"
    path.write_bytes(parquet(table, lines))
    read = pq.read_table(path)
    empty = dict.fromkeys(schemas()[table].names)
    assert read.to_pylist() == [{**empty, **line, **_listed(line)} for line in lines]
    assert read.schema.equals(schemas()[table])
    assert [field.metadata[b"description"] for field in read.schema] == [
        field.metadata[b"description"] for field in schemas()[table]
    ]
    assert path.read_bytes() == parquet(table, lines)


def _listed(line: dict[str, object]) -> dict[str, object]:
    return {key: list(value) for key, value in line.items() if isinstance(value, tuple)}


def test_the_readme_has_every_column() -> None:
    assert readme() == README.read_text("utf-8"), "run python -m extractor.corpora.tables"


def test_every_field_of_the_json_is_a_column() -> None:
    for table, model, elsewhere in (
        ("entities", Entity, {"id", "mentions"}),
        ("mentions", Mention, {"start", "end"}),
        ("events", Event, {"id", "arguments"}),
        ("times", Time, {"id", "start", "end", "interval"}),
    ):
        assert set(model.model_fields) - elsewhere <= set(schemas()[table].names), table

"""The shipped JSON Schema is the model's, and tells good JSON from bad."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

import extractor
from extractor.annotation import schema
from extractor.annotation.objects import SpanType
from extractor.entities.nested import described
from tests.annotation.test_model import document

VALIDATOR = Draft202012Validator(json.loads(schema.PATH.read_bytes()))


def test_the_shipped_schema_is_the_models() -> None:
    assert schema.PATH.read_text(encoding="utf-8") == schema.render(), "run: python -m extractor.annotation.schema"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema.schema())


def test_what_the_library_writes_follows_the_schema() -> None:
    annotation = extractor.annotate("Франция и Италия вчера начали переговоры о границе.", published="2024-01-26")
    assert list(VALIDATOR.iter_errors(json.loads(annotation.to_json()))) == []


@pytest.mark.parametrize("section", sorted(document()))
def test_every_section_is_required(section: str) -> None:
    without = {key: value for key, value in document().items() if key != section}
    assert [error.message for error in VALIDATOR.iter_errors(without)] == [f"'{section}' is a required property"]


def test_a_type_that_plover_does_not_know() -> None:
    data = document()
    data["events"][0]["type"] = "TALK"
    assert len(list(VALIDATOR.iter_errors(data))) == 1


def properties(part: Any) -> Iterator[tuple[str, Any]]:
    """Each property of a schema by its name, at any depth."""
    if isinstance(part, dict):
        yield from (part["properties"].items() if "additionalProperties" in part else ())
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from properties(one)


def test_every_property_says_what_it_is() -> None:
    found = list(properties(schema.schema()))
    assert len(found) > 100
    assert [name for name, one in found if not one.get("description", "").strip()] == []


def test_the_types_are_those_of_the_models() -> None:
    assert list(get_args(SpanType)) == described("fast")["types"]
    assert schema.schema()["$defs"]["EntitySpan"]["properties"]["type"]["enum"] == described("fast")["types"]


@pytest.mark.parametrize("mode, errors", [("meet", 0), (None, 0), ("strike", 1), ("chat", 2)])
def test_a_mode_is_one_of_its_type(mode: str | None, errors: int) -> None:
    data = document()
    data["events"][0]["mode"] = mode
    assert len(list(VALIDATOR.iter_errors(data))) == errors


@pytest.mark.parametrize("published, errors", [("2024-01-26", 0), ("2024-01-26T09:10", 0), ("26.01.2024", 1)])
def test_a_publication_time_is_iso(published: str, errors: int) -> None:
    data = document()
    data["document"]["published"] = published
    assert len(list(VALIDATOR.iter_errors(data))) == errors

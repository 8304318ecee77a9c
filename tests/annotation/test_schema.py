"""The shipped JSON Schema is the model's, and tells good JSON from bad."""

import json

import pytest
from jsonschema import Draft202012Validator

import extractor
from extractor.annotation import schema
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

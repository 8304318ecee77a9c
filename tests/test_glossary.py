"""The glossary of the site says of each code what the pipeline says."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language

import extractor
from extractor.plover.modes import MODES

WORDS = yaml.safe_load((Path(__file__).parents[1] / "docs" / "site" / "glossary.yaml").read_text("utf-8"))
EVENTS = [
    (type_, mode, told["example"])
    for type_, meaning in WORDS["types"].items()
    for mode, told in meaning.get("modes", {None: meaning}).items()
]
SECTORS = [(code, told["example"]) for code, told in WORDS["sectors"].items() if "example" in told]


def test_each_type_and_mode_has_its_row() -> None:
    assert {type_: tuple(meaning.get("modes", ())) for type_, meaning in WORDS["types"].items()} == MODES


@pytest.mark.parametrize("type_, mode, sentence", EVENTS)
def test_types_and_modes(nlp: Language, type_: str, mode: str | None, sentence: str) -> None:
    events = extractor.annotate(sentence, nlp=nlp).events
    assert (type_, mode) in [(event.type, event.mode) for event in events]


@pytest.mark.parametrize("status, told", WORDS["statuses"].items())
def test_statuses(nlp: Language, status: str, told: dict[str, str]) -> None:
    assert [event.status for event in extractor.annotate(told["example"], nlp=nlp).events] == [status]


@pytest.mark.parametrize("sector, sentence", SECTORS)
def test_sectors(nlp: Language, sector: str, sentence: str) -> None:
    assert sector in [entity.sector for entity in extractor.annotate(sentence, nlp=nlp).entities]


@pytest.mark.parametrize(
    "published, time",
    [*((WORDS["published"], time) for time in WORDS["times"]), *((None, time) for time in WORDS["undated"])],
)
def test_times(nlp: Language, published: str | None, time: dict[str, Any]) -> None:
    times = extractor.annotate(time["sentence"], published=published, nlp=nlp).times
    assert (time["expression"], time["value"]) in [(found.text, found.value) for found in times]

"""The tutorial of the templates does what it says."""

import re
from typing import Any

import pytest
import yaml
from spacy.language import Language

import extractor
from extractor.events.examples import check
from extractor.events.own import templates_in_force
from extractor.events.template import SHIPPED

TUTORIAL = (SHIPPED / "TUTORIAL.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)


def yaml_blocks() -> list[Any]:
    return [yaml.safe_load(text) for kind, text in BLOCKS if kind == "yaml"]


FIRST, LAST = (block[0] for block in yaml_blocks() if isinstance(block, list) and isinstance(block[0], dict))


@pytest.fixture(scope="module")
def before_events() -> Language:
    return extractor.load(exclude=["extractor_events", "extractor_commitments", "extractor_facts"])


@pytest.mark.parametrize("template", [FIRST, LAST])
def test_its_templates_hold(before_events: Language, template: dict[str, Any]) -> None:
    [rule] = templates_in_force(template, replace=True)
    assert [str(verdict) for verdict in check(before_events, rule)] == []


def test_the_step_between_is_needed(before_events: Language) -> None:
    [rule] = templates_in_force({**FIRST, "counterexamples": LAST["counterexamples"]}, replace=True)
    assert [verdict.text for verdict in check(before_events, rule)] == ["Премьер позволил себе опоздать."]


def test_its_python_runs() -> None:
    [code] = [text for kind, text in BLOCKS if kind == "python"]
    names: dict[str, Any] = {"extractor": extractor, "template": LAST}
    exec(code, names)  # the text of the tutorial itself
    assert [event.template for event in names["annotation"].events] == ["concede.tolerate"]

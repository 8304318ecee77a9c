"""The tutorial and the README of the templates do what they say."""

import re
from typing import Any

import pytest
import yaml
from spacy.language import Language

import extractor
from extractor.events.examples import check
from extractor.events.template import SHIPPED, templates_in_force

TUTORIAL = (SHIPPED / "TUTORIAL.md").read_text(encoding="utf-8")
README = (SHIPPED / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)


def yaml_blocks() -> list[Any]:
    return [yaml.safe_load(text) for kind, text in BLOCKS if kind == "yaml"]


FIRST, WHOLE, VARIED = (block[0] for block in yaml_blocks() if isinstance(block, list) and isinstance(block[0], dict))


@pytest.fixture(scope="module")
def before_events() -> Language:
    return extractor.load(exclude=["extractor_events", "extractor_commitments", "extractor_facts"])


@pytest.mark.parametrize("template", [FIRST, WHOLE, VARIED])
def test_its_templates_hold(before_events: Language, template: dict[str, Any]) -> None:
    rules = templates_in_force(template, replace=True)
    assert [str(verdict) for rule in rules for verdict in check(before_events, rule)] == []


def test_the_variants_say_what_the_whole_said() -> None:
    [whole] = templates_in_force(WHOLE, replace=True)
    verb, noun = templates_in_force(VARIED, replace=True)
    assert (verb.id, noun.id) == ("concede.tolerate.verb", "concede.tolerate.noun")
    assert verb.model_dump(exclude={"id"}) == whole.model_dump(exclude={"id"})


def test_the_step_between_is_needed(before_events: Language) -> None:
    [rule] = templates_in_force({**FIRST, "counterexamples": WHOLE["counterexamples"]}, replace=True)
    assert [verdict.text for verdict in check(before_events, rule)] == ["Премьер позволил себе опоздать."]


def test_its_python_runs() -> None:
    [code] = [text for kind, text in BLOCKS if kind == "python"]
    names: dict[str, Any] = {"extractor": extractor, "template": VARIED}
    exec(code, names)  # the text of the tutorial itself
    assert [event.template for event in names["annotation"].events] == ["concede.tolerate.verb"]


def test_the_readme_shows_templates_that_hold(before_events: Language) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    for block in blocks:
        for rule in templates_in_force(yaml.safe_load(block), replace=True):
            assert [str(verdict) for verdict in check(before_events, rule)] == []
    assert len(blocks) == 2

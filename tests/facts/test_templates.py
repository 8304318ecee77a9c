"""Every shipped template of facts proves itself on its own examples and counterexamples."""

from collections.abc import Iterator

import pytest
from spacy.language import Language

from extractor.facts.examples import check
from extractor.facts.template import FactTemplate, load_fact_templates

TEMPLATES = load_fact_templates()


@pytest.fixture(scope="module")
def before_facts(nlp: Language) -> Iterator[Language]:
    with nlp.select_pipes(disable=["extractor_facts"]):
        yield nlp


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_examples_hold(before_facts: Language, template: FactTemplate) -> None:
    verdicts = [str(verdict) for verdict in check(before_facts, template)]
    assert not verdicts, "\n".join(verdicts)


def test_a_wrong_example_is_found(before_facts: Language) -> None:
    [own] = [template for template in TEMPLATES if template.id == "ownership.own"]
    wrong = own.model_copy(
        update={"examples": ("Анна Котова владеет «Рябиной».",), "counterexamples": ("Анна Котова владеет «Рябиной».",)}
    )
    assert len(list(check(before_facts, wrong))) == 2


def test_a_counterexample_without_the_trigger_proves_nothing(before_facts: Language) -> None:
    [own] = [template for template in TEMPLATES if template.id == "ownership.own"]
    idle = own.model_copy(update={"counterexamples": ("Анна Котова уехала.",)})
    assert [str(verdict) for verdict in check(before_facts, idle)] == [
        "ownership.own: «Анна Котова уехала.» proves nothing: no word of it is a trigger of the template"
    ]

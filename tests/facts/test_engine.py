"""Fact templates stand on the engine of the event templates: what its language says holds for them."""

from typing import Any

import pytest

import extractor
from extractor.errors import TemplateError
from extractor.explanation import explain
from extractor.facts.template import fact_templates_in_force

HOLD: dict[str, Any] = {
    "id": "ownership.keep",
    "fact": "ownership",
    "trigger": {"lemma": ["сберечь"]},
    "arguments": {"owner": {"from": "subject", "required": True}, "property": {"from": "object", "required": True}},
    "examples": ["{Анна Котова|owner} сберегла {банк «Рябина»|property}."],
    "counterexamples": ["Анна Котова сберегла время."],
}


def found(text: str, **changes: Any) -> list[tuple[str, list[str]]]:
    nlp = extractor.load(extractor_facts={"templates": {**HOLD, **changes}})
    facts = extractor.annotate(text, nlp=nlp).facts
    return [(fact.template, [span.text for span in fact.spans]) for fact in facts if fact.template]


KEPT = "Анна Котова сберегла компанию «Рябина»."


def test_an_own_template_stands_beside_the_shipped_ones() -> None:
    assert [names for template, names in found(KEPT) if template == "ownership.keep"] == [["Анна Котова", "Рябина"]]
    shipped = {template.id for template in fact_templates_in_force()}
    assert {template.id for template in fact_templates_in_force(HOLD)} == {*shipped, "ownership.keep"}
    assert [template.id for template in fact_templates_in_force(HOLD, replace=True)] == ["ownership.keep"]


def slots(**keys: Any) -> dict[str, Any]:
    return {"owner": {"from": "subject", "required": True}, "property": {"from": "object", "required": True, **keys}}


@pytest.mark.parametrize("keys", [{"lemma": ["банк"]}, {"is": "place"}, {"least": 2}])
def test_slots_ask_what_they_say(keys: dict[str, Any]) -> None:
    assert "ownership.keep" not in dict(found(KEPT, arguments=slots(**keys)))


@pytest.mark.parametrize("keys", [{"lemma": ["компания"]}, {"is": "party"}, {"least": 1}])
def test_slots_take_what_they_ask(keys: dict[str, Any]) -> None:
    assert "ownership.keep" in dict(found(KEPT, arguments=slots(**keys)))


def test_a_speaker_fills_a_role() -> None:
    speaker = {"owner": {"from": "speaker", "required": True}, "property": {"from": "object", "required": True}}
    text = "«Я сберёг компанию «Рябина», — сказал Пётр Крамов."
    assert dict(found(text, arguments=speaker)).get("ownership.keep") == ["Пётр Крамов", "Рябина"]


def test_the_template_that_asks_more_wins() -> None:
    own = [HOLD, {**HOLD, "id": "ownership.keep_firm", "when": {"object": ["компания", "рябина"]}}]
    nlp = extractor.load(extractor_facts={"templates": own})
    assert [fact.template for fact in extractor.annotate(KEPT, nlp=nlp).facts] == ["ownership.keep_firm"]


def test_explain_tells_of_facts() -> None:
    nlp = extractor.load(extractor_facts={"templates": HOLD})
    lines = str(explain("Анна Котова сберегла время.", nlp)).splitlines()
    assert "- ownership.keep at «сберегла»: 0 of 1 property: looked for object" in lines


def test_a_phrase_is_no_party_to_a_fact() -> None:
    with pytest.raises(TemplateError, match="property is what the text names, no phrase"):
        fact_templates_in_force({**HOLD, "arguments": slots(**{"is": "phrase"})})


@pytest.mark.parametrize("former", ["Отстранённый", "Смещённый", "Бывший", "Уволенный"])
def test_who_is_former_is_so_for_facts_and_entities(former: str) -> None:
    found = extractor.annotate(f"{former} министр обороны Чили Пётр Крамов уехал в Перу.")
    assert [(fact.type, getattr(fact, "phase", None)) for fact in found.facts] == [("occupation", "past")]
    assert [entity.sector for entity in found.entities if entity.name == "Пётр Крамов"] == ["ELI"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Газпрому принадлежат Газпром и Сбербанк.", ["Газпрому", "Сбербанк"]),
        ("«Газпром» владеет акциями «Газпрома» и Сбербанка.", ["Газпром", "Сбербанка"]),
        ("Сбербанку принадлежат Сбербанк и банк «Рябина».", ["Сбербанку", "Рябина"]),
    ],
)
def test_who_owns_itself_too_stays_the_owner(text: str, sides: list[str]) -> None:
    [fact] = extractor.annotate(text).facts
    assert [span.text for span in fact.spans] == sides

from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.errors import TemplateError
from extractor.events.template import load_templates, templates_in_force
from tests.own_template import WINK

TEXT = "Посол Перу подмигнул министру Чили. Чили и Перу начали переговоры."


def found(**options: Any) -> list[str]:
    return [event.template for event in extractor.annotate(TEXT, nlp=extractor.load(**options)).events]


def test_a_dict_stands_beside_the_shipped_ones() -> None:
    assert found(templates=WINK) == ["consult.wink", "consult.talks.noun"]


def test_a_list_may_replace_them_all() -> None:
    assert found(templates=[WINK], replace=True) == ["consult.wink"]


def test_the_id_of_a_shipped_template_replaces_all_its_variants() -> None:
    shipped = [template.id for template in load_templates()]
    first = next(i for i, template in enumerate(load_templates()) if template.entry == "consult.talks")
    count = sum(template.entry == "consult.talks" for template in load_templates())
    own = [template.id for template in templates_in_force({**WINK, "id": "consult.talks"})]
    assert count > 1
    assert own == [*shipped[:first], "consult.talks", *shipped[first + count :]]


def test_the_id_of_a_shipped_variant_replaces_that_one() -> None:
    own = templates_in_force({**WINK, "id": "consult.talks.noun"})
    assert [template.id for template in own] == [template.id for template in load_templates()]
    assert [t.trigger.lemma for t in own if t.id == "consult.talks.noun"] == [("подмигнуть",)]


def test_variants_of_ones_own() -> None:
    common = {key: value for key, value in WINK.items() if key != "trigger"}
    variants = {"verb": {"trigger": WINK["trigger"]}, "noun": {"trigger": {"lemma": ["подмигивание"]}}}
    own = templates_in_force({**common, "id": "consult.talks", "variants": variants})
    assert [t.id for t in own if t.entry == "consult.talks"] == ["consult.talks.verb", "consult.talks.noun"]
    assert len({template.entry for template in own}) == len({template.entry for template in load_templates()})


def test_an_own_id_stands_once() -> None:
    with pytest.raises(TemplateError, match=r"own template 2: template 'consult\.wink' stands already at own"):
        templates_in_force([WINK, WINK])


def test_a_folder(tmp_path: Path) -> None:
    text = "- id: consult.wink\n  event: {type: CONSULT}\n  trigger: {lemma: [подмигнуть]}\n"
    text += "  arguments: {actor: subject}\n  counterexamples: [Ночь.]\n"
    text += "  examples: ['{Перу|actor} {подмигнуло|CONSULT}.']\n"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    assert found(templates=tmp_path) == ["consult.wink", "consult.talks.noun"]


def test_a_wrong_dict_is_told_at_once() -> None:
    with pytest.raises(
        TemplateError, match=r"own template 1: template 'consult\.wink': unknown key 'lema'; did you mean"
    ):
        extractor.load(templates={**WINK, "trigger": {"lema": ["подмигнуть"]}})


def test_a_wrong_variant_is_told_at_once() -> None:
    common = {key: value for key, value in WINK.items() if key != "trigger"}
    with pytest.raises(TemplateError, match=r"own template 1: template 'consult\.wink\.verb': unknown key 'triger'"):
        extractor.load(templates={**common, "variants": {"verb": {"triger": WINK["trigger"]}}})


VOW: dict[str, Any] = {
    "id": "agree.vow",
    "event": {"type": "AGREE"},
    "trigger": {"lemma": ["зарекаться"]},
    "inner": "planned",
    "arguments": {"actor": {"from": "subject", "required": True}, "topic": "infinitive"},
    "examples": ["{Перу|actor} {зарекается|AGREE} {строить порт|topic}."],
    "counterexamples": ["Море зарекается."],
}


def annotated(text: str, *templates: dict[str, Any]) -> extractor.Annotation:
    return extractor.annotate(text, nlp=extractor.load(templates=list(templates)))


@pytest.mark.parametrize("binding", [True, False])
def test_an_own_template_makes_commitments(binding: bool) -> None:
    found = annotated("Перу зарекается открыть порт.", {**VOW, "commitment": binding})
    assert [commitment.content.text for commitment in found.commitments] == ["открыть порт"] * binding


ACT: dict[str, Any] = {
    **VOW,
    "id": "consult.wave",
    "event": {"type": "CONSULT"},
    "trigger": {"lemma": ["помахать"]},
    "arguments": {"actor": {"from": "subject", "required": True}, "recipient": "Dat"},
    "examples": ["{Перу|actor} {помахало|CONSULT} {Чили|recipient}."],
}
NUDGE: dict[str, Any] = {
    **VOW,
    "id": "request.nudge",
    "event": {"type": "REQUEST"},
    "trigger": {"lemma": ["подтолкнуть"]},
    "inner": "hypothetical",
    "arguments": {"actor": {"from": "subject", "required": True}, "recipient": "object"},
    "examples": ["{Перу|actor} {подтолкнуло|REQUEST} {Чили|recipient}."],
}


@pytest.mark.parametrize(
    "keys, doers",
    [
        ({}, ["Перу"]),
        ({"inner_actor": "recipient"}, ["Чили"]),
        ({"inner_actor": "asked"}, ["Чили"]),
        ({"inner_actor": "nobody"}, []),
    ],
)
def test_who_does_the_act_inside_is_the_templates_to_say(keys: dict[str, Any], doers: list[str]) -> None:
    own = [{**NUDGE, **keys}, ACT]
    found = annotated("Перу подтолкнуло Чили помахать Боливии.", *own)
    waves = [event for event in found.events if event.template == "consult.wave"]
    assert [a.text for event in waves for a in event.arguments if a.role == "actor"] == doers

from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.errors import TemplateError
from extractor.events.template import load_templates
from extractor.events.template_sets import templates_in_force

WINK: dict[str, Any] = {
    "id": "consult.wink",
    "event": {"type": "CONSULT", "mode": "meet"},
    "trigger": {"lemma": ["подмигнуть"]},
    "arguments": {"actor": {"from": "subject", "required": True}, "recipient": "Dat"},
    "examples": ["{Перу|actor} {подмигнуло|CONSULT} {Чили|recipient}."],
    "counterexamples": ["Звезда подмигнула."],
}
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

from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.errors import TemplateError
from extractor.events.own import templates_in_force
from extractor.events.template import load_templates

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
    assert found(templates=WINK) == ["consult.wink", "consult.talks"]


def test_a_list_may_replace_them_all() -> None:
    assert found(templates=[WINK], replace=True) == ["consult.wink"]


def test_an_id_that_is_shipped_is_replaced() -> None:
    shipped = load_templates()
    own = templates_in_force({**WINK, "id": "consult.talks"})
    assert [template.id for template in own] == [template.id for template in shipped]
    assert [t.trigger.lemma for t in own if t.id == "consult.talks"] == [("подмигнуть",)]


def test_a_folder(tmp_path: Path) -> None:
    text = "- id: consult.wink\n  event: {type: CONSULT}\n  trigger: {lemma: [подмигнуть]}\n"
    text += "  arguments: {actor: subject}\n  counterexamples: [Ночь.]\n"
    text += "  examples: ['{Перу|actor} {подмигнуло|CONSULT}.']\n"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    assert found(templates=tmp_path) == ["consult.wink", "consult.talks"]


def test_a_wrong_dict_is_told_at_once() -> None:
    with pytest.raises(
        TemplateError, match=r"own template 1: template 'consult\.wink': unknown key 'lema'; did you mean"
    ):
        extractor.load(templates={**WINK, "trigger": {"lema": ["подмигнуть"]}})

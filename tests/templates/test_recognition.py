"""Conditions of templates on the clause of a trigger: which one is named where it fails."""

from pathlib import Path

import pytest
from spacy.language import Language

from extractor.events.matcher import Matcher
from extractor.events.template import load_templates

TALKS = """
- id: consult.talks
  event: {{type: CONSULT, mode: negotiate}}
  trigger: {{lemma: [переговоры], pos: NOUN}}
  {condition}
  arguments:
    actor: {{from: [subject, "с + Ins"], required: true}}
  examples: ["{{США|actor}} ведут {{переговоры|CONSULT}}."]
  counterexamples: ["Зал переговоров закрыт."]
"""
CASES = [
    ("unless: {subject: [парламент]}", "Парламент начал переговоры с Ираком.", "must not have subject: парламент"),
    ("unless: {subject: [парламент]}", "Решение парламента о переговорах принято.", "must not have subject: парламент"),
    ("unless: {subject: [парламент]}", "США начали переговоры с Ираком.", None),
    ("unless: {subject: [сенатор]}", "Десятки сенаторов начали переговоры с Ираком.", "must not have subject: сенатор"),
    ("unless: {subject: [сенатор]}", "Тысячи из сенаторов начали переговоры.", "must not have subject: сенатор"),
    ("unless: {subject: [Ирак]}", "Сенаторы Ирака начали переговоры с США.", None),
    ("when: {attribute: [тайный, мирный]}", "США начали мирные переговоры с Ираком.", None),
    ("when: {attribute: [тайный, мирный]}", "США начали переговоры с Ираком.", "needs attribute: тайный, мирный"),
    ("unless: {governor: [зал]}", "Посол покинул зал переговоров.", "must not have governor: зал"),
    ("unless: {governor: [зал]}", "Посол покинул зал торгов и переговоров.", "must not have governor: зал"),
    ("when: {any: [перемирие]}", "США начали переговоры с Ираком.", "needs any: перемирие"),
    ("when: {voice: [passive]}", "США начали переговоры с Ираком.", "needs voice: passive"),
]


@pytest.mark.parametrize(("condition", "text", "failure"), CASES)
def test_conditions(nlp: Language, tmp_path: Path, condition: str, text: str, failure: str | None) -> None:
    (tmp_path / "talks.yaml").write_text(TALKS.format(condition=condition), encoding="utf-8")
    attempts = Matcher(load_templates(tmp_path)).attempts(nlp(text))
    assert [(attempt.failure and attempt.failure.told, attempt.event is None) for attempt in attempts] == [
        (failure, failure is not None)
    ]

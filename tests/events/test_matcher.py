from spacy.language import Language

from extractor.events.matcher import Matcher
from extractor.events.template import Template, load_templates
from extractor.explanation import explain

TEXT = "США и Ирак начали переговоры о выводе войск. Парламент отклонил закон."


def strangers(count: int) -> list[Template]:
    """Templates whose triggers stand in no text."""
    [talks] = [template for template in load_templates() if template.id == "consult.talks.noun"]
    return [
        talks.model_copy(
            update={"id": f"consult.stranger{i}", "trigger": talks.trigger.model_copy(update={"lemma": (f"слово{i}",)})}
        )
        for i in range(count)
    ]


def test_templates_without_triggers_in_the_text_are_not_tried(nlp: Language) -> None:
    doc = nlp(TEXT)
    few = Matcher(load_templates())
    many = Matcher([*load_templates(), *strangers(1000)])
    assert [a.template.id for a in many.attempts(doc)] == [a.template.id for a in few.attempts(doc)]
    assert many.find(doc) == few.find(doc) != ()


def test_an_empty_text_has_no_events(nlp: Language) -> None:
    assert Matcher(load_templates()).find(nlp("")) == ()


def test_explain_names_the_condition_that_failed(nlp: Language) -> None:
    explanation = explain("США начали переговоры с Ираком. Зал переговоров закрыт.", nlp)
    fired = {attempt.template.id for attempt in explanation.fired}
    near = {(attempt.template.id, attempt.token.i): str(attempt.failure) for attempt in explanation.near}
    assert "consult.talks.noun" in fired
    assert str(near["consult.talks.noun", 7]).startswith("must not have governor: зал, комната")
    assert "consult.talks.noun" in str(explanation)


def test_explain_says_when_there_is_nothing(nlp: Language) -> None:
    assert str(explain("Солнце светит.", nlp)) == (
        "no word of the text is a trigger of any template; `extractor templates page` shows those that are, "
        "and extractor/events/templates/TUTORIAL.md how to write one of your own"
    )

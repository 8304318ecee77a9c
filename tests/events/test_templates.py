"""Every shipped template proves itself on its own examples and counterexamples."""

from collections.abc import Iterator

import pytest
from spacy.language import Language

from extractor.events.building import topic_modes
from extractor.events.examples import check, check_among
from extractor.events.matcher import Matcher
from extractor.events.template import Template, load_templates
from extractor.plover.modes import MODES

TEMPLATES = load_templates()


@pytest.fixture(scope="module")
def before_events(nlp: Language) -> Iterator[Language]:
    with nlp.select_pipes(disable=["extractor_events", "extractor_commitments"]):
        yield nlp


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_examples_hold(before_events: Language, template: Template) -> None:
    failed = list(check(before_events, template))
    assert not failed, "\n".join(map(str, failed))


# Examples that come out as marked with their template alone, and otherwise where all templates try them: another one
# fits better, or has the word for its light verb. Each is a question to its author.
OVERRULED = {
    "cooperate.join.verb: «Исландия не хочет вступать в Евросоюз.»",
    "support.approve.greenlight: «Сенат дал согласие на продажу порта.»",
    "support.approve.vote: «Норвегия выступает за открытие рынков.»",
    "support.approve.vote: «Депутаты проголосовали за отмену налога.»",
    "agree.consent.verb: «Норвегия не соглашается на размещение базы.»",
    "consult.summit.gather: «Министры обороны собрались на саммит.»",
    "protest.join: «Студенты присоединились к забастовке.»",
    "retreat.disarm.verb: «ХАМАС не хочет разоружаться.»",
    "retreat.cease_fire.phrase: «Боевики прекратили огонь.»",
    "retreat.cease_fire.phrase: «Сирия и Турция прекратят огонь.»",
    "retreat.cease_fire.operation: «Эфиопия завершила войну с Эритреей.»",
}


@pytest.fixture(scope="module")
def everything() -> Matcher:
    return Matcher(TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_examples_hold_among_all_templates(before_events: Language, everything: Matcher, template: Template) -> None:
    verdicts = check_among(before_events, template, everything)
    lost = [str(verdict) for verdict in verdicts if f"{verdict.template}: «{verdict.text}»" not in OVERRULED]
    assert not lost, "\n".join(lost)


def test_every_type_and_mode_has_a_template() -> None:
    covered = {(template.event.type, template.event.mode) for template in TEMPLATES}
    covered |= {(type_, mode) for type_, modes in topic_modes().items() for mode in modes.values()}
    missing = [(type_, mode) for type_, modes in MODES.items() for mode in modes if (type_, mode) not in covered]
    assert missing == []


def test_one_template_holds_all_ways_of_saying_an_act() -> None:
    words = {word for template in TEMPLATES for word in (*template.trigger.lemma, *template.trigger.phrase)}
    assert len({template.entry for template in TEMPLATES}) <= 150
    assert len(words) >= 600


def test_a_wrong_example_is_found(before_events: Language) -> None:
    [talks] = [template for template in TEMPLATES if template.id == "consult.talks.noun"]
    wrong = talks.model_copy(
        update={
            "examples": ("США начали {переговоры|CONSULT} с {Ираком|actor}.",),
            "counterexamples": ("США начали переговоры с Ираком.",),
        }
    )
    assert [verdict.expected for verdict in check(before_events, wrong)] == [
        (("CONSULT actual", "переговоры"), ("actor", "Ираком")),
        (),
    ]


@pytest.mark.parametrize(
    ("example", "reason"),
    [
        ("Зима начала {переговоры|CONSULT}.", "no actor: looked for subject, adjective, с + Ins"),
        ("{США|actor} начали {диалог|CONSULT}.", "no word of it is a trigger of the template"),
    ],
)
def test_a_wrong_example_tells_why(before_events: Language, example: str, reason: str) -> None:
    [talks] = [template for template in TEMPLATES if template.id == "consult.talks.noun"]
    wrong = talks.model_copy(update={"examples": (example,), "counterexamples": ()})
    [verdict] = check(before_events, wrong)
    assert f"\n  because  {reason}" in str(verdict)


def test_a_counterexample_without_the_trigger_proves_nothing(before_events: Language) -> None:
    [talks] = [template for template in TEMPLATES if template.id == "consult.talks.noun"]
    idle = talks.model_copy(update={"counterexamples": ("Зал закрыт на ремонт.", "Зал переговоров закрыт на ремонт.")})
    assert [str(verdict) for verdict in check(before_events, idle)] == [
        "consult.talks.noun: «Зал закрыт на ремонт.» proves nothing: no word of it is a trigger of the template"
    ]

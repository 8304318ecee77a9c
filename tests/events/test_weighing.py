"""Judge and ranker: what templates found stays, conditions stay hard, and everything that is told has a confidence."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractor import markup
from extractor.errors import InputError, ModelError
from extractor.events.inheritance import lacks
from extractor.events.matcher import Matcher
from extractor.events.parties.judge import may_be_judged
from extractor.events.parties.weighing import Weighing
from extractor.events.parties.weights import PROTOCOL, Weights, load_weights, probability, total
from extractor.events.resolution import Missed
from extractor.events.template import EventHit, load_templates
from extractor.pipeline import load
from extractor.records import Event
from extractor.templates.hits import PARTY_ROLES, ROLES, Hit
from extractor.templates.places import Places
from tests.events.test_parties import parties
from tests.marked import lines

MOST_CHANGED = 0.08  # of the templates' examples
MOST_LEFT = 0.02  # of their parties

Parties = set[tuple[str, str, str]]


def by_hand(doc: Doc, sources: Places, whole: Sequence[EventHit], missed: Sequence[Missed]) -> Weighing:
    return Weighing(doc, sources, whole, missed, BY_HAND)


def as_trained(doc: Doc, sources: Places, whole: Sequence[EventHit], missed: Sequence[Missed]) -> Weighing:
    return Weighing(doc, sources, whole, missed, load_weights())


@pytest.fixture(scope="module")
def weighed() -> Language:
    return load(exclude=["extractor_facts"])


def found(doc: Doc, event: Event) -> Parties:
    text = doc.text
    return {(a.role, text[a.start : a.end], a.found_by) for a in event.arguments if a.role in PARTY_ROLES}


# By hand, so that a new training changes nothing here: every act is told, with the subject of the sentence before.
BY_HAND = Weights(
    judge={"bias": 3.0},
    candidate={**{role: {} for role in ROLES}, "actor": {"place subject of the sentence before": 9.0}},
    nobody={role: {"bias": 5.0} for role in ROLES},
    template={role: {"bias": 2.0} for role in ROLES},
    rates={"обвинение ACCUSE": (10, 9), "переговоры CONSULT": (10, 9)},
    mean={},
    typical={},
    least={"whole": 0.0, "judge": 0.5, "party": 0.0, **dict.fromkeys(ROLES, 0.5)},
)


@pytest.fixture(scope="module")
def below() -> Language:
    return load(exclude=["extractor_events", "extractor_commitments", "extractor_facts"])


def test_a_role_left_open_gets_the_likeliest(below: Language) -> None:
    doc = below("Прокуратура Чили проверила банк. Директору банка предъявлено обвинение в растрате.")
    [event] = [event for event in Matcher(load_templates(), by_hand).find(doc) if event.lemma == "обвинение"]
    assert found(doc, event) == {
        ("actor", "Прокуратура Чили", "ranker"),
        ("recipient", "Директору банка", "template"),
    }


GREEDY = replace(
    BY_HAND,
    candidate={**BY_HAND.candidate, **{role: {"coded": 9.0} for role in PARTY_ROLES}},
    nobody={**BY_HAND.nobody, **{role: {"bias": -9.0} for role in PARTY_ROLES}},
    least={**BY_HAND.least, **dict.fromkeys(PARTY_ROLES, 0.3)},
)


@pytest.mark.parametrize(
    "marked", [line for name in ("judged.txt", "bystanders.txt") for line in lines(Path(__file__).with_name(name))]
)
def test_who_judges_an_act_whom_it_hits_and_who_stands_beside_it_are_no_parties(below: Language, marked: str) -> None:
    text, marks = markup.parse(marked)
    [trigger] = [mark for mark in marks if mark.label not in PARTY_ROLES]
    doc = below(text)
    doc._.events = Matcher(load_templates(), partial(Weighing, weights=GREEDY)).find(doc)
    assert parties(doc, trigger) == {(mark.label, text[mark.start : mark.end]) for mark in marks if mark is not trigger}


def test_who_acts_together_with_the_one_known(below: Language) -> None:
    doc = below("Делегация Чили прибыла в Лиму. В среду начнутся переговоры с Боливией.")
    [event] = [event for event in Matcher(load_templates(), by_hand).find(doc) if event.lemma == "переговоры"]
    assert found(doc, event) == {("actor", "Боливией", "template"), ("actor", "Делегация Чили", "ranker")}


def test_one_phrase_that_names_two_has_all_its_partners(below: Language) -> None:
    doc = below("Делегация Литвы прибыла в Осло. В среду начнутся американо-иракские переговоры.")
    [event] = [event for event in Matcher(load_templates(), by_hand).find(doc) if event.lemma == "переговоры"]
    assert {found_by for _, _, found_by in found(doc, event)} == {"template"}
    assert len(event.arguments) > 1


def test_a_role_is_left_open_where_nobody_is_likelier(below: Language) -> None:
    doubtful = replace(BY_HAND, nobody={role: {"bias": 9.5} for role in ROLES}, least=dict.fromkeys(BY_HAND.least, 0.1))
    doc = below("Прокуратура Чили проверила банк. Директору банка предъявлено обвинение в растрате.")
    matcher = Matcher(load_templates(), partial(Weighing, weights=doubtful))
    [event] = [event for event in matcher.find(doc) if event.lemma == "обвинение"]
    assert found(doc, event) == {("recipient", "Директору банка", "template")}


def test_nobody_does_it_to_himself(below: Language) -> None:
    same = replace(BY_HAND, candidate={**BY_HAND.candidate, "recipient": BY_HAND.candidate["actor"]})
    doc = below("Делегация Чили прибыла в Лиму. Многие ожидают, что обвинения прозвучат вновь.")
    matcher = Matcher(load_templates(), partial(Weighing, weights=same))
    [event] = [event for event in matcher.find(doc) if event.lemma == "обвинение"]
    assert found(doc, event) == {("actor", "Делегация Чили", "ranker")}


def test_what_lacks_a_role_is_judged(below: Language) -> None:
    doc = below("Делегация Чили прибыла в Лиму. Многие ожидают, что обвинения прозвучат вновь.")
    assert not [event for event in Matcher(load_templates()).find(doc) if event.lemma == "обвинение"]
    [event] = [event for event in Matcher(load_templates(), by_hand).find(doc) if event.lemma == "обвинение"]
    assert ("actor", "Делегация Чили", "ranker") in found(doc, event)


@pytest.mark.parametrize(("required", "judged"), [(True, True), ("strictly", False)])
def test_what_is_required_strictly_is_not_judged(below: Language, required: object, judged: bool) -> None:
    token = below("Министр отверг обвинения.")[2]
    accusing = next(t for t in load_templates() if t.event.type == "ACCUSE" and "actor" in t.arguments)
    slot = accusing.arguments["actor"].model_copy(update={"required": required})
    template = accusing.model_copy(update={"arguments": {"actor": slot}})
    hit = Hit(template, token, (token,))
    failure = lacks(hit)
    assert failure is not None
    assert may_be_judged(hit, failure, BY_HAND) is judged


@pytest.mark.parametrize(("governor", "told"), [("ждут", True), ("отвергли", False)])
def test_conditions_stay_hard(below: Language, governor: str, told: bool) -> None:
    doc = below(f"Делегация Чили прибыла в Лиму. Многие {governor} обвинения.")
    accusing = [template for template in load_templates() if template.id == "accuse.accuse.noun"]
    assert bool(Matcher(accusing, by_hand).find(doc)) is told


def test_confidence(weighed: Language) -> None:
    doc = weighed("США обвинили Иран в подготовке атаки. Тегеран отверг обвинения. Переговоры продлятся до пятницы.")
    assert doc._.events
    for event in doc._.events:
        assert event.confidence is not None
        for argument in event.arguments:
            assert argument.confidence is not None
            assert 0 <= argument.confidence <= event.confidence <= 1


def test_templates_alone_have_no_confidence(templates_alone: Language) -> None:
    [event] = templates_alone("США обвинили Иран в обмане.")._.events
    assert event.confidence is None
    assert {argument.confidence for argument in event.arguments} == {None}


TEXT = (
    "Полиция Осло задержала трёх протестующих. Был предъявлен ряд обвинений. Профсоюз выступил с требованием отставки. "
    "По словам министра, переговоры затянулись, а санкции могут быть введены вновь."
)


def test_the_careful_tell_less(weighed: Language) -> None:
    careful, complete = load(confidence=0.7)(TEXT)._.events, load(confidence=0.05)(TEXT)._.events
    assert {event.trigger for event in careful} < {event.trigger for event in complete}
    assert all(event.confidence >= 0.7 for event in careful)
    assert all(argument.confidence >= 0.7 for event in careful for argument in event.arguments)


def test_a_confidence_is_a_probability() -> None:
    with pytest.raises(InputError, match="between 0 and 1, not 85"):
        load(confidence=85)


def test_the_same_bytes(weighed: Language) -> None:
    assert weighed(TEXT)._.events == weighed(TEXT)._.events


def test_the_same_words_weigh_more_among_acts(below: Language) -> None:
    """An act is the likelier the more acts the text tells: one of politics tells them, one of gardens seldom."""
    judge = {"bias": -2.0, "acts in the text": 1.0, "acts in the text, lacking": 1.0}
    telling = replace(BY_HAND, judge=judge, least=dict.fromkeys(BY_HAND.least, 0.0))
    last = "Многие ожидают, что обвинения прозвучат вновь."
    among_acts = f"Чили обвинила Перу в обмане. Полиция Осло арестовала посла. {last}"
    among_flowers = f"В саду Осло расцвели белые розы. Полиция любит розы и тюльпаны. {last}"
    confidence = {}
    for text in (among_acts, among_flowers):
        matcher = Matcher(load_templates(), partial(Weighing, weights=telling))
        [event] = [event for event in matcher.find(below(text)) if event.lemma == "обвинение"]
        confidence[text] = event.confidence or 0.0
    assert confidence[among_acts] > confidence[among_flowers] + 0.1


EXAMPLES = [markup.parse(example)[0] for template in load_templates() for example in template.examples[:1]]


def test_templates_are_the_law(below: Language) -> None:
    """Weighing keeps each event of a template, and nearly all of its parties; it adds to few sentences."""
    alone, beside = Matcher(load_templates()), Matcher(load_templates(), as_trained)
    changed = parties = left = 0
    for text in EXAMPLES:
        doc = below(text)
        plain, added = alone.find(doc), beside.find(doc)
        kept = {(event.template, event.trigger): found(doc, event) for event in added}
        for event in plain:
            parties += len(found(doc, event))
            left += len(found(doc, event) - kept[event.template, event.trigger])
        changed += len(plain) != len(added) or any(
            not found(doc, event) >= kept[event.template, event.trigger] for event in plain
        )
    assert changed <= MOST_CHANGED * len(EXAMPLES)
    assert left <= MOST_LEFT * parties


def test_an_uncertain_party_is_left_out_where_annotated_articles_tell_of_the_template(below: Language) -> None:
    doc = below("Прокуратура Чили обвинила банк в обмане.")
    [event] = Matcher(load_templates(), by_hand).find(doc)
    parties = found(doc, event)
    strict = replace(BY_HAND, least={**BY_HAND.least, "party": 1.0})
    for judge, told in (({"bias": 3.0}, parties), ({"bias": 3.0, f"template {event.template}": 0.1}, set())):
        weights = replace(strict, judge=judge)
        [weighed] = Matcher(load_templates(), partial(Weighing, weights=weights)).find(doc)
        assert found(doc, weighed) == told
    assert len(parties) == 2


def test_an_uncertain_act_is_left_out_where_annotated_articles_tell_of_the_template(below: Language) -> None:
    sentence = "Прокуратура Чили обвинила банк в обмане. "
    article = below(sentence + "Погода стояла сухая и тёплая, дождя не было. " * 8)
    [event] = Matcher(load_templates(), by_hand).find(article)
    strict = replace(BY_HAND, least={**BY_HAND.least, "whole": 0.99})
    known = replace(strict, judge={"bias": 3.0, f"template {event.template}": 0.1})
    for doc, weights, told in (
        (article, strict, 1),
        (article, known, 0),
        (below(sentence), known, 1),  # a lone sentence tells too little
    ):
        assert len(Matcher(load_templates(), partial(Weighing, weights=weights)).find(doc)) == told


# Sums


def test_a_sum_is_of_what_is_named() -> None:
    assert total({"bias": -1.0, "rate": 2.0, "noun": 5.0}, {"bias": 1.0, "rate": 0.5}) == 0.0
    assert probability(0.0) == 0.5


def test_a_rate_seen_seldom_is_drawn_to_the_mean() -> None:
    rates = {"рекс AID": (100, 90), "ирис AID": (1, 1)}
    weights = Weights({}, {}, {}, {}, rates, {"AID": 0.3}, {}, {})
    assert weights.rate("рекс", "AID") == pytest.approx(0.883, abs=0.001)
    assert weights.rate("ирис", "AID") == pytest.approx(0.475)
    assert weights.rate("астра", "AID") == pytest.approx(0.3)


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "parties"
    folder.mkdir()
    with pytest.raises(ModelError, match="no such file"):
        load_weights(str(tmp_path))
    (folder / "weights.json").write_text(json.dumps({"protocol": PROTOCOL + 1}), encoding="utf-8")
    with pytest.raises(ModelError, match="other features"):
        load_weights(str(tmp_path))

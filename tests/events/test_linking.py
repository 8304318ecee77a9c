"""Places and times of acts by learnt weights: sentences for the packaged ones, and how they are used, by hand."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from spacy.language import Language

from extractor import explain, markup
from extractor.events.circumstances.circumstances import CIRCUMSTANCES
from extractor.events.matcher import Matcher
from extractor.events.parties.weighing import Weighing
from extractor.events.parties.weights import Weights
from extractor.events.template import load_templates
from extractor.pipeline import load
from tests.events.test_arguments import events_at
from tests.events.test_weighing import BY_HAND
from tests.marked import lines

Told = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def weighed() -> Language:
    return load(exclude=["extractor_facts"])


@pytest.fixture(scope="module")
def below() -> Language:
    return load(exclude=["extractor_events", "extractor_commitments", "extractor_facts"])


@pytest.mark.parametrize("marked", lines(Path(__file__).with_name("linked.txt")))
def test_where_and_when(weighed: Language, marked: str) -> None:
    text, marks = markup.parse(marked)
    trigger = next(mark for mark in marks if mark.label == "T")
    [event] = events_at(weighed(text), trigger.start)
    found = {(a.role, text[a.start : a.end]) for a in event.arguments if a.role in CIRCUMSTANCES}
    assert found == {(mark.label, text[mark.start : mark.end]) for mark in marks if mark.label in CIRCUMSTANCES}


def told(below: Language, text: str, lemma: str, weights: Weights) -> Told:
    """The places and times of the act of a word, each with what found it."""
    doc = below(text)
    [event] = [e for e in Matcher(load_templates(), partial(Weighing, weights=weights)).find(doc) if e.lemma == lemma]
    return [(a.role, text[a.start : a.end], a.found_by) for a in event.arguments if a.role in CIRCUMSTANCES]


def weighing(place: dict[str, float], none: float) -> Weights:
    """Weights by hand for places; times are never likely enough."""
    return replace(
        BY_HAND, candidate={**BY_HAND.candidate, "place": place}, nobody={**BY_HAND.nobody, "place": {"bias": none}}
    )


SENTENCE = "Чили обвинила Перу в обмане, а в Осло шёл снег."


def test_the_likeliest_place_is_told(below: Language) -> None:
    assert told(below, SENTENCE, "обвинить", weighing({"sort CITY": 9.0}, 5.0)) == [("place", "Осло", "ranker")]


def test_where_none_is_likelier_there_is_none(below: Language) -> None:
    assert told(below, SENTENCE, "обвинить", weighing({"sort CITY": 3.0}, 9.0)) == []


def test_what_the_grammar_tells_is_evidence(below: Language) -> None:
    text = "В Лиме полиция задержала рыбаков."
    assert told(below, text, "задержать", weighing({"by rule": 9.0}, 5.0)) == [("place", "Лиме", "template")]
    assert told(below, text, "задержать", weighing({"by rule": -9.0}, 5.0)) == []


def test_a_place_that_the_template_names_stays(below: Language) -> None:
    text = "Чили вывела войска из Боливии."
    never = weighing({}, 99.0)
    assert told(below, text, "вывести", never) == [("place", "Боливии", "template")]


def test_coordinated_places_come_together(below: Language) -> None:
    text = "Полиция задержала рыбаков в Лиме и Осло."
    places = told(below, text, "задержать", weighing({"case в Loc": 9.0}, 5.0))
    assert [place for _, place, _ in places] == ["Лиме", "Осло"]


def test_without_weights_the_grammar_tells(below: Language) -> None:
    doc = below("В Лиме полиция задержала рыбаков.")
    [event] = Matcher(load_templates()).find(doc)
    assert [doc.text[a.start : a.end] for a in event.arguments if a.role == "place"] == ["Лиме"]


def test_a_place_is_no_likelier_than_its_act(below: Language) -> None:
    doc = below(SENTENCE)
    weights = weighing({"sort CITY": 9.0}, 5.0)
    [event] = Matcher(load_templates(), partial(Weighing, weights=weights)).find(doc)
    [place] = [a for a in event.arguments if a.role == "place"]
    assert event.confidence is not None
    assert place.confidence is not None
    assert 0.9 * event.confidence < place.confidence < event.confidence


def test_explain_tells_why(weighed: Language) -> None:
    told = str(explain("В Лиме полиция арестовала трёх рыбаков.", weighed))
    assert "    place Лиме: 0." in told
    assert "by rule" in told

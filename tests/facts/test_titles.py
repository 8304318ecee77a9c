"""Occupations and ownership read off titles, and the facts that events are."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extractor import markup
from extractor.errors import PipelineError
from extractor.facts.component import FactFinder
from extractor.facts.readings import read_events
from extractor.records import Fact
from tests.marked import lines

Told = tuple[tuple[str, str], ...]  # (role, text) of one fact, sorted


def expected(marked: str) -> tuple[str, list[Told]]:
    """The plain sentence, and its facts in order."""
    text, marks = markup.parse(marked)
    facts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mark in marks:
        for label in mark.label.split(", "):
            number, _, role = label.partition(" ") if label[0].isdigit() else ("", "", label)
            facts[number].append((role, text[mark.start : mark.end]))
    return text, sorted(tuple(sorted(fact)) for fact in facts.values())


def told(text: str, facts: Iterable[Fact]) -> list[Told]:
    """Facts in the same form; the phase stands at the position where it is not now."""
    out = []
    for fact in facts:
        phase = f" {fact.phase}" if fact.phase not in (None, "now") else ""
        roles = [(a.role + (phase if a.role == "position" else ""), text[a.start : a.end]) for a in fact.arguments]
        out.append(tuple(sorted(roles)))
    return sorted(out)


@pytest.mark.parametrize("marked", lines(Path(__file__).with_name("titles.txt")))
def test_titles(nlp: Language, marked: str) -> None:
    text, facts = expected(marked)
    assert told(text, nlp(text)._.facts) == facts


@pytest.mark.parametrize("line", lines(Path(__file__).with_name("readings.txt")))
def test_events_are_facts(nlp: Language, line: str) -> None:
    label, _, marked = line.partition(": ")
    text, facts = expected(marked)
    doc = nlp(text)
    found = list(read_events(doc))
    assert told(text, found) == facts
    assert [" ".join(filter(None, (fact.type, fact.kind))) for fact in found] == ([] if label == "-" else [label])
    assert [doc._.events[fact.event].template for fact in found] == [fact.template for fact in found]


def test_a_meeting_is_not_found_twice(nlp: Language) -> None:
    doc = nlp("Министр Анна Котова встретилась с Петром Крамовым. Встреча Анны Котовой и Петра Крамова длилась час.")
    assert [fact.type for fact in doc._.facts if fact.type != "occupation"] == ["meeting"]


def test_an_unparsed_document_is_refused() -> None:
    with pytest.raises(PipelineError, match="extractor_lemmas"):
        FactFinder()(spacy.blank("ru")("Президент Чили Пётр Крамов."))


WORDS = st.sampled_from(
    [
        "президент",
        "Чили",
        "Пётр",
        "Крамов",
        ",",
        "и",
        "глава",
        "«",
        "»",
        "Рябина",
        "купил",
        "в",
        "от",
        "(",
        ")",
        "—",
        "пост",
    ]
)


@given(st.lists(WORDS, max_size=25))
def test_any_text(nlp: Language, words: list[str]) -> None:
    """Arguments lie inside the text and name entities that are there; the same text gives the same facts."""
    text = " ".join(words)
    doc = nlp(text)
    for fact in doc._.facts:
        for argument in fact.arguments:
            assert 0 <= argument.start < argument.end <= len(text)
            assert argument.entity is None or argument.entity < len(doc._.entities)
    assert nlp(text)._.facts == doc._.facts

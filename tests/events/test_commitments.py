"""Marked sentences of `commitments.txt`: every commitment with its parts, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractor.events.commitments import find_commitments
from extractor.grammar.tokens import parse_of
from extractor.markup import parse
from extractor.records import Span
from tests.marked import lines

PATH = Path(__file__).with_name("commitments.txt")
STATUSES = {"actual", "planned", "hypothetical", "negated"}


def read(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """The text of an example and its commitments, in order: spans as offsets, parties as words."""
    text, spans = parse(marked)
    commitments: dict[str, dict[str, Any]] = {}
    for span in spans:
        role, *rest = span.label.split()
        for number in [word for word in rest if word not in STATUSES] or ["1"]:
            one = commitments.setdefault(
                number, {"parties": set(), "items": [], "deadline": None, "status": "actual", "trigger": None}
            )
            place = (span.start, span.end)
            if role == "party":
                one["parties"].add(text[span.start : span.end])
            elif role == "item":
                one["items"].append(place)
            else:
                one[role] = place
            if role == "trigger" and rest and rest[-1] in STATUSES:
                one["status"] = rest[-1]
    return text, [commitments[number] for number in sorted(commitments)]


def found(doc: Doc) -> list[dict[str, Any]]:
    """The commitments of a document in the same form, parties as positions of entities."""

    def place(span: Span) -> tuple[int, int]:
        return span.start, span.end

    return [
        {
            "parties": set(one.parties),
            "items": [place(item) for item in one.items],
            "deadline": None if one.deadline is None else place(doc._.times[one.deadline]),
            "status": one.status,
            "trigger": place(one.trigger),
            "content": place(one.content),
        }
        for one in doc._.commitments
    ]


def entities_called(doc: Doc, names: set[str]) -> set[int]:
    """The positions of the entities that have a mention in these words; each name must have one."""
    called = {name: set() for name in names}
    for number, entity in enumerate(doc._.entities):
        for mention in entity.mentions:
            called.get(doc.text[mention.start : mention.end], set()).add(number)
    assert all(called.values()), f"no entity for {called}"
    return set().union(*called.values())


@pytest.mark.parametrize("marked", lines(PATH))
def test_commitments(nlp: Language, marked: str) -> None:
    text, expected = read(marked)
    doc = nlp(text)
    for one in expected:
        one["parties"] = entities_called(doc, one["parties"])
    assert found(doc) == expected


def test_the_data_file_is_large_and_has_counterexamples() -> None:
    commitments = [read(marked)[1] for marked in lines(PATH)]
    assert sum(map(len, commitments)) >= 80
    assert sum(not one for one in commitments) >= 25


def test_what_stands_in_a_negated_or_possible_clause_binds_nobody(nlp: Language) -> None:
    texts = ["Норвегия не обещала снизить цены.", "Осло может согласиться открыть порт."]
    assert [nlp(text)._.commitments for text in texts] == [(), ()]


def test_a_commitment_points_at_its_event(nlp: Language) -> None:
    doc = nlp("Канада пообещала Гаити построить больницу.")
    (commitment,) = doc._.commitments
    event = doc._.events[commitment.event]
    assert (event.type, event.trigger) == ("AGREE", commitment.trigger)
    beneficiaries = [doc._.entities[a.entity].name for a in event.arguments if a.role == "recipient"]
    assert beneficiaries == ["Гаити"]


PIECES = [
    "Чили ",
    "Перу и Мали ",
    "обязались ",
    "пообещало ",
    "взяло на себя обязательства ",
    "три меры",
    ": ",
    "; ",
    "\n\n",
    "открыть порт ",
    "до 5 мая ",
    "вместе с Гаити ",
    "каждая ",
    "не ",
    ". ",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc._.commitments == find_commitments(parse_of(doc))
    for one in doc._.commitments:
        assert one.status == doc._.events[one.event].status
        assert len(set(one.parties)) == len(one.parties)
        for span in (one.trigger, one.content, *one.items):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip() == text[span.start : span.end]

"""The gold of `corpus/` cannot drift from its texts, nor from the tables of the guidelines."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pycountry
import pytest

from extractor.plover.modes import MODES
from extractor.records import Status, TimeType

CORPUS = Path(__file__).parents[1] / "corpus"
ARTICLES = sorted(CORPUS.glob("*/*.json"))
KEYS = {
    "document": {"doc", "dct", "text", "events", "commitments", "lists", "quotes", "timexes"},
    "events": {
        "type", "mode", "status", "trigger", "actors", "recipients", "topic", "place", "time", "said_by"
    },
    "commitments": {"parties", "trigger", "content", "items", "deadline", "status"},
    "lists": {"intro", "items", "declared_count"},
    "quotes": {"speaker", "canonical", "cue", "content", "direct"},
    "timexes": {"start", "end", "text", "type", "value"},
}  # fmt: skip
ORDERED_BY = {"events": "trigger", "commitments": "trigger", "lists": "intro", "quotes": "content", "timexes": None}
STATES = {country.alpha_3 for country in pycountry.countries}
IGO = re.compile(r"IGO:[A-Z0-9]+")
CALENDAR = r"[\dX]{4}(-[\dX]{2}(-[\dX]{2})?|-(WI|SP|SU|FA)|-W[\dX]{2}(-\d)?)?"
DATE = re.compile(rf"{CALENDAR}(/{CALENDAR})?|PRESENT_REF|PAST_REF|FUTURE_REF")
TIME = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}T(\d\d:\d\d|MO|AF|EV|NI)")
PERIOD = re.compile(r"P([\dX]+[YMWD])+|PT([\dX]+[HM])+")
VALUE = {"DATE": DATE, "TIME": TIME, "DURATION": PERIOD, "SET": PERIOD}


def load(path: Path) -> dict[str, Any]:
    article: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return article


def spans(node: Any) -> Iterator[dict[str, Any]]:
    """Every span anywhere in an annotation."""
    if isinstance(node, dict):
        if "start" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from spans(child)


def parties(article: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every actor, recipient and party of an annotation."""
    for event in article["events"]:
        yield from event["actors"] + event["recipients"]
    for commitment in article["commitments"]:
        yield from commitment["parties"]


def cuts_a_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


@pytest.fixture(params=ARTICLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def path(request: pytest.FixtureRequest) -> Path:
    article: Path = request.param
    return article


@pytest.fixture
def article(path: Path) -> dict[str, Any]:
    return load(path)


def test_both_parts_are_there() -> None:
    assert {part.name: len(list(part.glob("*.json"))) for part in CORPUS.iterdir() if part.is_dir()} == {
        "written": 8,
        "heldout": 4,
    }


def test_text_is_the_article_file(path: Path, article: dict[str, Any]) -> None:
    assert path.with_suffix(".txt").read_bytes().decode("utf-8") == article["text"]
    assert article["doc"] == f"corpus/{path.stem}"


def test_every_record_has_the_keys_of_the_gold_form(article: dict[str, Any]) -> None:
    assert set(article) == KEYS["document"]
    assert [
        (layer, sorted(record)) for layer in ORDERED_BY for record in article[layer] if set(record) != KEYS[layer]
    ] == []


def test_spans_quote_the_text_in_whole_words(article: dict[str, Any]) -> None:
    text = article["text"]
    marked = list(spans(article))
    assert [span for span in marked if text[span["start"] : span["end"]] != span["text"]] == []
    assert [span for span in marked if cuts_a_word(text, span["start"]) or cuts_a_word(text, span["end"])] == []
    assert [span for span in marked if span["text"].strip(" \n,;") != span["text"]] == []


@pytest.mark.parametrize("layer", ORDERED_BY)
def test_records_stand_in_text_order_and_once(article: dict[str, Any], layer: str) -> None:
    anchor = ORDERED_BY[layer]
    starts = [(record[anchor] if anchor else record)["start"] for record in article[layer]]
    assert starts == sorted(starts)
    assert [record for i, record in enumerate(article[layer]) if record in article[layer][:i]] == []


def test_types_modes_and_statuses_are_of_the_tables(article: dict[str, Any]) -> None:
    kinds = {(type_, mode) for type_, modes in MODES.items() for mode in (None, *modes)}
    assert {(event["type"], event["mode"]) for event in article["events"]} <= kinds
    statuses = {record["status"] for record in article["events"] + article["commitments"]}
    assert statuses <= set(get_args(Status))


def test_an_event_names_somebody(article: dict[str, Any]) -> None:
    assert [event["trigger"] for event in article["events"] if not event["actors"] + event["recipients"]] == []


def test_codes_are_states_or_organisations(article: dict[str, Any]) -> None:
    codes = {party["code"] for party in parties(article)} - {None}
    assert {code for code in codes if code not in STATES and not IGO.fullmatch(code)} == set()


def test_a_name_has_one_code(article: dict[str, Any]) -> None:
    codes: dict[str, set[str | None]] = {}
    for party in parties(article):
        codes.setdefault(party["canonical"], set()).add(party["code"])
    assert {name: found for name, found in codes.items() if len(found) > 1} == {}


def test_a_commitment_is_also_an_agreement(article: dict[str, Any]) -> None:
    agreements = [(event["trigger"], event["actors"]) for event in article["events"] if event["type"] == "AGREE"]
    assert [
        found["trigger"] for found in article["commitments"] if (found["trigger"], found["parties"]) not in agreements
    ] == []


def test_items_of_a_commitment_are_a_list(article: dict[str, Any]) -> None:
    lists = [found["items"] for found in article["lists"]]
    assert [found["items"] for found in article["commitments"] if found["items"] and found["items"] not in lists] == []


def test_lists_have_the_declared_count(article: dict[str, Any]) -> None:
    for found in article["lists"]:
        assert len(found["items"]) >= 2
        assert found["declared_count"] in (None, len(found["items"]))
        ends = [found["intro"]["end"], *(item["end"] for item in found["items"])]
        assert all(end <= item["start"] for end, item in zip(ends[:-1], found["items"], strict=True))


def test_a_deadline_is_a_time_of_the_article(article: dict[str, Any]) -> None:
    times = {(time["start"], time["end"]) for time in article["timexes"]}
    deadlines = [found["deadline"] for found in article["commitments"] if found["deadline"]]
    assert [span for span in deadlines if (span["start"], span["end"]) not in times] == []


def test_the_time_of_an_event_is_a_time_of_the_article(article: dict[str, Any]) -> None:
    times = {(time["start"], time["end"]) for time in article["timexes"]}
    marked = [event["time"] for event in article["events"] if event["time"]]
    assert [span for span in marked if (span["start"], span["end"]) not in times] == []


def test_direct_quotes_stand_in_quotation_marks(article: dict[str, Any]) -> None:
    text = article["text"]
    for quote in article["quotes"]:
        opened = text[: quote["content"]["start"]].rstrip(" —")
        inside = opened[-1:] in {"«", '"'} or text.count("«", 0, len(opened)) > text.count("»", 0, len(opened))
        assert inside == quote["direct"], quote["content"]


def test_times_are_timex3(article: dict[str, Any]) -> None:
    assert {time["type"] for time in article["timexes"]} <= set(get_args(TimeType))
    known = [time for time in article["timexes"] if time["value"] is not None]
    assert [time for time in known if not VALUE[time["type"]].fullmatch(time["value"])] == []


def test_the_publication_time_heads_the_article(article: dict[str, Any]) -> None:
    headed = [time["value"] for time in article["timexes"][:1] if time["type"] == "TIME"]
    assert article["dct"] in (None, *headed)


def test_the_corpus_covers_the_codebook() -> None:
    marked = {(event["type"], event["mode"]) for path in ARTICLES for event in load(path)["events"]}
    assert {type_ for type_, _ in marked} == set(MODES)
    # No text of the corpus calls for these.
    unused = {("ASSAULT", "beat"), ("ASSAULT", "sexual"), ("ASSAULT", "unconventional")}
    assert {(type_, mode) for type_, modes in MODES.items() for mode in modes} - marked == unused

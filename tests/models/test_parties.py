"""The training of judge and ranker: what it reads, and that it learns."""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

DATA = os.environ.get("EXTRACTOR_DATA")
PARTIES = Path(__file__).parents[2] / "models" / "parties"


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PARTIES))
    return import_module


@pytest.mark.skipif(not DATA, reason="the annotated texts stand outside: set EXTRACTOR_DATA")
def test_own_annotation_fits_the_texts(module: Any) -> None:
    own = {name: one for name, one in module("articles").annotated(Path(DATA or "")).items() if not one.read}
    assert len(own) == 736
    for name, article in own.items():
        for start, end, text in _spans(article.document.model_dump(exclude={"text"})):
            assert text == article.text[start:end].strip() != "", name
            assert not _cuts_a_word(article.text, start), (name, text)
            assert not _cuts_a_word(article.text, end), (name, text)


def _spans(record: Any) -> Iterator[tuple[int, int, str]]:
    if isinstance(record, dict) and "start" in record:
        yield record["start"], record["end"], record["text"]
    for part in record.values() if isinstance(record, dict) else record if isinstance(record, tuple) else ():
        yield from _spans(part)


def _cuts_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1 : place + 1].isalpha()


def test_what_is_said_of_the_right_ones_weighs_for_them(module: Any) -> None:
    rows = [{"fresh": 1.0}, {"stale": 1.0}] * 20
    weights = module("logistic").fit_logistic(rows, [True, False] * 20, ridge=1.0, least=3)
    assert weights["fresh"] > 1 > -1 > weights["stale"]


def test_of_candidates_the_right_one_is_chosen_and_nobody_where_none_is(module: Any) -> None:
    logistic = module("logistic")
    groups = [
        logistic.Group([["subject"], ["object"]], [True, False], ["verb"]),
        logistic.Group([["object"]], [False], ["noun"]),
    ] * 10
    candidate, nobody = logistic.fit_choice(groups, ridge=1.0, least=3)
    assert candidate["subject"] > nobody["bias"] + nobody["verb"] > candidate["object"]
    assert nobody["noun"] > nobody["verb"]


def test_a_name_that_is_rare_has_no_weight(module: Any) -> None:
    rows = [{"often": 1.0}] * 5 + [{"seldom": 1.0}]
    assert "seldom" not in module("logistic").fit_logistic(rows, [True] * 6, ridge=1.0, least=2)

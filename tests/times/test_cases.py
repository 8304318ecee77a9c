"""Marked sentences of `cases.txt`: every time with its type and value, and nothing else."""

from pathlib import Path

import pytest
from spacy.language import Language

from extractor import markup
from extractor.times import find_times
from tests.marked import lines

PATH = Path(__file__).with_name("cases.txt")


def cases() -> list[tuple[str | None, str]]:
    split = [line.split(" | ", 1) for line in lines(PATH)]
    return [(None if published == "-" else published, marked.replace("\\n", "\n")) for published, marked in split]


def expected(label: str) -> tuple[str, str | None]:
    kind, _, value = label.rpartition(" ")
    return kind or "DATE", None if value == "null" else value


@pytest.mark.parametrize("published, marked", cases())
def test_times(nlp: Language, published: str | None, marked: str) -> None:
    text, spans = markup.parse(marked)
    found = [(text[t.start : t.end], t.type, t.value) for t in find_times(nlp(text), published=published)]
    assert found == [(text[s.start : s.end], *expected(s.label)) for s in spans]


def test_there_are_counterexamples() -> None:
    assert sum("{" not in marked for _, marked in cases()) >= 30

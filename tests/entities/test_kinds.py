from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.entities.naming.flat_names import kinds, mentions
from extractor.markup import parse
from tests.marked import lines

CASES = lines(Path(__file__).with_name("kinds.txt"))
TEXT = "Власти Чили и МИД Чили ждут. Перуанский посол Х. Ломбарди\nв Лиме, сообщила компания Latam."


@pytest.mark.parametrize("case", CASES)
def test_what_becomes_of_nested_spans(case: str) -> None:
    text, marked = parse(case)
    labels = [(span.start, span.end, *span.label.split()) for span in marked]
    expected = [(start, end, kind) for start, end, _, kind in labels if kind != "-"]
    nested = [(start, end, type_) for start, end, type_, _ in labels if type_ != "-"]
    assert mentions(text, nested) == expected


def test_a_span_over_a_line_end_is_no_name() -> None:
    text = "Хосе Ломбарди\nЛима"
    assert mentions(text, [(0, len(text), "PERSON"), (0, 13, "PERSON")]) == [(0, 13, "PER")]


def test_of_crossing_spans_the_first_stays() -> None:
    assert mentions("Лима Чили Перу", [(5, 14, "COUNTRY"), (0, 9, "CITY")]) == [(0, 9, "LOC")]


spans = st.tuples(
    st.integers(0, len(TEXT) - 1), st.integers(1, 20), st.sampled_from([*sorted(kinds().of), "LAW", "DATE"])
).map(lambda span: (span[0], min(span[0] + span[1], len(TEXT)), span[2]))


@given(st.lists(spans))
def test_mentions_are_spans_or_repeat_one_and_never_overlap(nested: list[tuple[int, int, str]]) -> None:
    found = mentions(TEXT, nested)
    own = {(start, end, kinds().of.get(type_)) for start, end, type_ in nested}
    words = {(TEXT[start:end], kind) for start, end, kind in own}
    assert all(name in own or (TEXT[name[0] : name[1]], name[2]) in words for name in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert mentions(TEXT, reversed(nested)) == found

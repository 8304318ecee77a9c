"""Paragraphs of our own with their boundaries; how many razdel alone gets right stands beside."""

from pathlib import Path

import pytest
import razdel
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.boundaries import boundaries

LINES = Path(__file__).with_name("boundaries.txt").read_text("utf-8").splitlines()
CASES = [line.split("¦") for line in LINES if not line.startswith("#")]
RAZDEL = 88  # of them are right by razdel alone


def cut(text: str) -> list[str]:
    starts = boundaries(text)
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize("sentences", CASES, ids=" ¦ ".join)
def test_boundaries(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_razdel_beside() -> None:
    right = sum([part.text for part in razdel.sentenize(" ".join(case))] == case for case in CASES)
    print(f"razdel: {right} of {len(CASES)}")
    assert (len(CASES), right) == (165, RAZDEL)


@given(st.text(alphabet=st.sampled_from('аБ г1.?!…«»"-—;:,\n')) | st.text())
def test_boundaries_are_in_order_and_apart(text: str) -> None:
    starts = boundaries(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(start <= len(text) for start in starts)

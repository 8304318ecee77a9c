"""Nominatives of phrases and names, marked in canonical.txt."""

from pathlib import Path

import pytest
from spacy.language import Language

from extractor.entities import canonical
from extractor.markup import parse

LINES = (Path(__file__).parent / "canonical.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("marked", [line for line in LINES if not line.startswith("#")])
def test_canonical(nlp: Language, marked: str) -> None:
    text, marks = parse(marked)
    doc = nlp(text)
    spans = [doc.char_span(mark.start, mark.end) for mark in marks]
    assert [canonical(doc, span) for span in spans] == [mark.label for mark in marks]

"""Nominatives of phrases and names, marked in canonical.txt."""

from pathlib import Path

import pytest
from spacy.language import Language

from extractor.entities import canonical
from extractor.markup import parse
from tests.marked import lines

CANONICAL = Path(__file__).with_name("canonical.txt")


@pytest.mark.parametrize("marked", lines(CANONICAL))
def test_canonical(nlp: Language, marked: str) -> None:
    text, marks = parse(marked)
    doc = nlp(text)
    spans = [doc.char_span(mark.start, mark.end) for mark in marks]
    assert [canonical(doc, span) for span in spans] == [mark.label for mark in marks]

"""The states of those whom no title, table or attribute gives one: of the scene, else of the home."""

from pathlib import Path

import pytest
from spacy.language import Language

import extractor
from extractor.markup import parse
from extractor.pipeline import prepare
from tests.marked import lines

HOME = Path(__file__).with_name("home.txt")


@pytest.mark.parametrize("line", lines(HOME))
def test_states(nlp: Language, line: str) -> None:
    home, marked = line.split(": ", 1) if line.startswith("home=") else ("", line)
    text, marks = parse(marked)
    doc = nlp(prepare(nlp, extractor.Article(text, home=home.removeprefix("home=") or None)))
    codes = {
        (mention.start, mention.end): entity.code or "-" for entity in doc._.entities for mention in entity.mentions
    }
    assert [codes.get((mark.start, mark.end)) for mark in marks] == [mark.label for mark in marks]


def test_a_home_is_a_state() -> None:
    with pytest.raises(extractor.InputError, match="home: 'Russia' is not the ISO 3166 alpha-3 code"):
        extractor.annotate("Полиция ждёт.", home="Russia")

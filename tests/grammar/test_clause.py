from pathlib import Path

import pytest
from spacy.language import Language

from extractor import markup
from extractor.grammar.clause import Grammar
from extractor.grammar.lexicon import load_lexicon
from extractor.grammar.tokens import parse_of
from tests.marked import lines

CASES = lines(Path(__file__).with_name("clauses.txt"))


@pytest.mark.parametrize("marked", CASES)
def test_subjects_and_objects(nlp: Language, marked: str) -> None:
    text, marks = markup.parse(marked)
    doc = nlp(text)
    grammar = Grammar(load_lexicon())
    [verb] = [mark for mark in marks if mark.label == "V"]
    word = parse_of(doc).char_span(verb.start, verb.end)
    assert word is not None
    token = word.root
    expected = {label: [(m.start, m.end) for m in marks if m.label == label] for label in "SO"}
    found = {"S": grammar.subjects(token), "O": grammar.objects(token)}
    assert {label: [(t.idx, t.idx + len(t)) for t in tokens] for label, tokens in found.items()} == expected

"""The grammar on given parses: a better parser does not hide a broken rule, a worse one breaks no good rule."""

from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.grammar.clause import Grammar
from extractor.grammar.lexicon import load_lexicon
from extractor.grammar.repairs import FIRED
from extractor.grammar.tokens import Token, parse_of

BLOCKS = (Path(__file__).parents[1] / "trees" / "clauses.conllu").read_text(encoding="utf-8").strip().split("\n\n")
GRAMMAR = Grammar(load_lexicon())


def parsed(block: str) -> tuple[dict[str, str], Doc]:
    """The comments of a sentence, and the Doc of its rows."""
    lines = block.splitlines()
    notes = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# "))
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    _, words, lemmas, pos, _, morphs, heads, deps, *_ = zip(*rows, strict=True)
    above = [int(head) - 1 if int(head) else place for place, head in enumerate(heads)]
    morphology = ["" if morph == "_" else morph for morph in morphs]
    doc = Doc(Vocab(), list(words), lemmas=lemmas, pos=pos, morphs=morphology, heads=above, deps=list(deps))
    return notes, doc


def found(question: str, verb: Token) -> list[Token]:
    return GRAMMAR.subjects(verb) if question == "subjects" else GRAMMAR.objects(verb)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0].removeprefix("# text = "))
def test_given_parses(block: str) -> None:
    notes, doc = parsed(block)
    before = FIRED.copy()
    for question in notes.keys() & {"subjects", "objects"}:
        verb, _, expected = notes[question].partition(": ")
        [token] = [token for token in parse_of(doc) if token.text == verb]
        assert [word.text for word in found(question, token)] == [expected], question
    assert set(FIRED - before) == {notes["repair"]} if "repair" in notes else not FIRED - before

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractor.errors import PipelineError
from extractor.text import syntax

SAMPLE = (Path(__file__).parent / "sample.txt").read_text("utf-8")
PARTS = ["Москва", "и", "Киев", "провели", "переговоры", ".", ",", "\n\n", "  ", "\u00a0", "1", "«", "!", "посла"]


def layered(parts: str = "morphology syntax lemmas") -> Language:
    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": {"@tokenizers": "extractor.razdel.v1"}}})
    for name in ["sentences", *parts.split()]:
        nlp.add_pipe(f"extractor_{name}")
    return nlp


@pytest.fixture(scope="module")
def linguistic(nlp: Language) -> Language:  # `nlp` registers the components
    return layered()


def check_trees(doc: Doc) -> None:
    """One root a sentence, which reaches every token of it, and of no other."""
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head == token]
        assert len(roots) == 1
        assert roots[0].dep_ == "root"
        assert {token.i for token in roots[0].subtree} == set(range(sentence.start, sentence.end))
        assert [token.dep_ for token in sentence if token.dep_ == "root"] == ["root"]


def test_sample(linguistic: Language) -> None:
    doc = linguistic(SAMPLE)
    before = [sentence.start for sentence in layered("morphology")(SAMPLE).sents]
    assert [sentence.start for sentence in doc.sents] == before  # heads move no sentence
    check_trees(doc)


@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.sampled_from(PARTS), max_size=30))
def test_any_text_is_trees(linguistic: Language, words: list[str]) -> None:
    check_trees(linguistic(" ".join(words)))


def test_a_batch_is_as_one_by_one(linguistic: Language) -> None:
    texts = ["", "Стороны встретились.", "\n", *SAMPLE.split("\n"), SAMPLE, " "]
    rows = [[list(row(doc)) for doc in docs] for docs in (map(linguistic, texts), linguistic.pipe(texts, batch_size=4))]
    assert rows[0] == rows[1]


def row(doc: Doc) -> Iterator[tuple[object, ...]]:
    for token in doc:
        yield token.text, token.lemma_, token.pos_, str(token.morph), token.head.i, token.dep_


def test_a_sentence_too_long_is_parsed_piece_by_piece(linguistic: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "LONGEST", 7)
    doc = linguistic(SAMPLE)
    check_trees(doc)
    roots = {sentence.root.i for sentence in doc.sents}
    assert max(abs(token.i - token.head.i) for token in doc if token.head.i not in roots) <= 8


def test_soft_hyphens_and_line_breaks_change_no_analysis(linguistic: Language) -> None:
    plain = linguistic("Министры обсудили торговлю.")
    odd = linguistic("Ми\u00adни\u00adстры обсу\u00adдили торговлю.")
    assert [(token.lemma_, token.pos_, token.head.i) for token in odd] == [
        (token.lemma_, token.pos_, token.head.i) for token in plain
    ]


def test_without_sentences() -> None:
    nlp = spacy.blank("ru")
    nlp.add_pipe("extractor_syntax")
    with pytest.raises(PipelineError, match="add the component extractor_sentences"):
        nlp("Стороны договорились.")

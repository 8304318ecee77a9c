from pathlib import Path

import pytest
import razdel
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.boundaries import sentence_starts
from extractor.text.sentences import Sentences, find_sentences
from extractor.text.tokens import RazdelTokenizer

TOKENIZER = RazdelTokenizer(spacy.blank("ru").vocab)
BLOCKS = (Path(__file__).parent / "sentences.txt").read_text("utf-8").split("\n====\n")
CASES = ["\n".join(line for line in block.strip("\n").split("\n") if line[:1] != "#") for block in BLOCKS]
TEXTS = st.text(alphabet=st.sampled_from('аБ 1.?!…«»"()-—;:,\n\u00a0')) | st.text()


@pytest.mark.parametrize("marked", CASES)
def test_sentences(marked: str) -> None:
    first, *sentences = marked.split("¦")
    assert first == ""
    doc = Sentences()(TOKENIZER("".join(sentences)))
    assert [sentence.text_with_ws for sentence in doc.sents] == _white_space_back(sentences)


def _white_space_back(sentences: list[str]) -> list[str]:
    """A sentence is marked where its line begins; the white space before its first word stays with the one before."""
    parts = list(sentences)
    for number in range(1, len(parts)):
        stripped = parts[number].lstrip()
        parts[number - 1] += parts[number][: len(parts[number]) - len(stripped)]
        parts[number] = stripped
    return parts


@given(TEXTS)
def test_every_character_is_in_one_sentence(text: str) -> None:
    doc = Sentences()(TOKENIZER(text))
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text


@given(TEXTS)
def test_no_sentence_starts_with_white_space_but_the_first(text: str) -> None:
    starts = find_sentences(text)
    assert starts == sorted(set(starts))
    assert all(not text[start].isspace() for start in starts)


@given(TEXTS)
def test_a_paragraph_is_cut_as_razdel_cuts_it(text: str) -> None:
    starts = list(sentence_starts(text))
    ours = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert ours == [sentence.text for sentence in razdel.sentenize(text)]

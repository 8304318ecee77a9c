import pytest
import razdel
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.ru import lex_attrs

from extractor.errors import InputError
from extractor.text.tokens import RazdelTokenizer, like_num

TOKENIZER = RazdelTokenizer(spacy.blank("ru").vocab)

CASES = [
    ("", []),
    ("Да.", ["Да", "."]),
    ("США — за", ["США", "—", "за"]),
    ("в 2010, 15 и 38,5", ["в", "2010", ",", "15", "и", "38,5"]),  # razdel alone has «2010,» before a number
    ("теле- и радиокомпании", ["теле-", "и", "радиокомпании"]),
    ("15-17 июня 2026-го", ["15-17", "июня", "2026-го"]),
    ("кто-то?!", ["кто-то", "?!"]),
    ("«Да», (нет)…", ["«", "Да", "»", ",", "(", "нет", ")", "…"]),
    ("10\u00a0км", ["10", "\u00a0", "км"]),
    (" а  б\r\n", [" ", "а", " ", "б", "\r\n"]),
    ("пере\u00adгово\u00adры,", ["пере\u00adгово\u00adры", ","]),
    ("24\u00ad-го\u00ad.", ["24\u00ad-го\u00ad", "."]),
    ("\u00ad", ["\u00ad"]),
    ("▪Осло и •Рига", ["▪", "Осло", "и", "•", "Рига"]),  # razdel alone has «▪Осло»
    ("→2 ▪ ➡", ["→", "2", "▪", "➡"]),
]


@pytest.mark.parametrize("text, tokens", CASES)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in TOKENIZER(text)] == tokens


def test_norm_of_a_word_with_soft_hyphens() -> None:
    assert [token.norm_ for token in TOKENIZER("Пере\u00adгово\u00adры идут")] == ["переговоры", "идут"]


@given(st.text(alphabet=st.sampled_from("аБя zQ19.,-—«»()!?:;/\\_\u00ad\u00a0\n\r\t$σ")) | st.text())
def test_no_character_is_lost(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(token.text for token in doc)


@given(st.text(alphabet=st.sampled_from("аБя zQ19.,-—«»()!?:;/\\_$σ"), max_size=12))
def test_one_part_is_cut_as_razdel_cuts_it(text: str) -> None:
    # Parts that end in a sign that joins depend on what follows them; see token_ends.
    part = text.replace(" ", "").rstrip("-—_")
    assert [token.text for token in TOKENIZER(part)] == [token.text for token in razdel.tokenize(part)]


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputError, match="surrogate pair at character 2"):
        TOKENIZER("а \ud800")


def test_a_long_row_of_dots_is_one_token_soon() -> None:
    assert len(TOKENIZER("." * 20_000)) == 1


def test_the_pipeline_can_be_saved(tmp_path: object) -> None:
    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": {"@tokenizers": "extractor.razdel.v1"}}})
    nlp.to_disk(tmp_path)
    assert [token.text for token in spacy.load(tmp_path)("теле- и радио")] == ["теле-", "и", "радио"]


@pytest.mark.parametrize(
    "form", ["Двух", "трлн", "XII", "двумя", "две-три", "7", "±3,5%", "1/2", "стол", "Двор", "%", ""]
)
def test_what_is_like_a_number_is_as_spacy_has_it(form: str) -> None:
    assert like_num(form) == lex_attrs.like_num(form)


def test_tokens_ask_the_quick_answer() -> None:
    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": {"@tokenizers": "extractor.razdel.v1"}}})
    assert nlp.vocab.lex_attr_getters[spacy.attrs.LIKE_NUM] is like_num
    assert [token.text for token in nlp("Двадцать судов и 3 лодки.") if token.like_num] == ["Двадцать", "3"]

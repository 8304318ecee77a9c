"""The words of a parse say what spaCy's say, and are asked once."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from extractor.grammar.tokens import Parse, Token, asked_once, parse_of
from extractor.pipeline import pipeline

TEXT = (
    "«Ёлки-палки», — сказал 3-й министр обороны Чили.  \n"
    "Посол Перу, который приехал в Лиму, \u00adмолчит: 5 тыс. слов?!"
)
SAME = (
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "dep_", "whitespace_", "is_space", "is_ascii", "is_alpha"),
    *("is_digit", "is_lower", "is_title", "is_punct", "like_num"),
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    return pipeline()(TEXT)


@pytest.fixture
def parse(doc: Doc) -> Parse:
    return parse_of(doc)


def _pairs(doc: Doc, parse: Parse) -> Iterator[tuple[SpacyToken, Token]]:
    return zip(doc, parse, strict=True)


def test_attributes_are_spacys(doc: Doc, parse: Parse) -> None:
    for theirs, ours in _pairs(doc, parse):
        assert [getattr(ours, name) for name in SAME] == [getattr(theirs, name) for name in SAME]
        assert ours.feats == theirs.morph.to_dict()
        assert ours.is_sent_start == bool(theirs.is_sent_start)
        assert len(ours) == len(theirs)


def test_the_tree_is_spacys(doc: Doc, parse: Parse) -> None:
    for theirs, ours in _pairs(doc, parse):
        assert ours.head.i == theirs.head.i
        assert [child.i for child in ours.children] == [child.i for child in theirs.children]
        assert [above.i for above in ours.ancestors] == [above.i for above in theirs.ancestors]
        assert ours.left_edge.i == theirs.left_edge.i
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
        assert ours.head.is_ancestor(ours) == theirs.head.is_ancestor(theirs)
    assert [(sent.start, sent.end) for sent in parse.sents] == [(sent.start, sent.end) for sent in doc.sents]


@pytest.mark.parametrize("part", [slice(3, 7), slice(-4, None), slice(5, 2), slice(0, 999), slice(None)])
def test_stretches_are_spacys_spans(doc: Doc, parse: Parse, part: slice) -> None:
    ours, theirs = parse[part], doc[part]
    assert (ours.start, ours.end, [token.i for token in ours]) == (theirs.start, theirs.end, [t.i for t in theirs])
    assert ours.text == theirs.text
    if ours:
        assert ours.root.i == theirs.root.i
        assert (ours.start_char, ours.end_char) == (theirs.start_char, theirs.end_char)


def test_characters_to_words(doc: Doc, parse: Parse) -> None:
    whole = doc[6:9]
    for start, end in ((whole.start_char, whole.end_char), (whole.start_char + 1, whole.end_char - 1)):
        found = parse.char_span(start, end, alignment_mode="expand")
        assert found is not None
        assert (found.start, found.end) == (6, 9)


def test_there_is_no_word_before_the_first(parse: Parse) -> None:
    with pytest.raises(IndexError):
        parse[0].nbor(-1)
    with pytest.raises(IndexError):
        parse[-1].nbor()


def test_a_parse_is_kept_until_the_document_changes() -> None:
    doc = pipeline()("Посол прибыл в Лиму.")
    kept = parse_of(doc)
    assert parse_of(doc) is kept
    assert parse_of(kept) is kept
    doc[0].pos_ = "PROPN"
    assert parse_of(doc)[0].pos_ == "PROPN"


@pytest.mark.parametrize("text", [
    "Президент Чили Мария Лопес заявила, что встретится с послом Перу в Лиме.",
    "«Мы не уйдём», — сказал министр. По его словам, обе страны договорились о поставках: газа, угля и леса.",
    "Полиция задержала двух граждан Уругвая, сообщается в заявлении ведомства. Завод обвинил их в краже.",
])  # fmt: skip
def test_words_are_freed_with_their_document(text: str) -> None:
    """Without the garbage collector: it walks through all words of an article where one of them is held."""
    doc = pipeline()(text)
    held = ref(parse_of(doc))
    gc.collect()
    gc.disable()
    try:
        del doc
        assert held() is None
    finally:
        gc.enable()


def test_a_question_about_a_word_is_asked_once(parse: Parse) -> None:
    asked: list[int] = []

    @asked_once
    def length(token: Token) -> int:
        asked.append(token.i)
        return len(token)

    assert [length(parse[2]), length(parse[2])] == [len(parse[2])] * 2
    assert asked == [2]

"""The engine against slovnet's own library, which natasha brings along."""

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractor.installed.paths import natasha_data
from extractor.text import engine, weights
from extractor.text.shapes import word_shape

slovnet = pytest.importorskip("slovnet", reason="slovnet is not installed: nothing to compare with")
navec = pytest.importorskip("navec", reason="navec is not installed: nothing to compare with")

SAMPLE = (Path(__file__).parent / "sample.txt").read_text("utf-8")
ODD = "Δσ 25%-й eBay/РФ O'Нил ... $100 № 5 ПРЕЗИДЕНТ-премьер ёж ЁЖ İstanbul ǅ x X"


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    """As the networks have it: `extractor_mending` comes after them."""
    with nlp.select_pipes(disable=["extractor_mending"]):
        return nlp(SAMPLE)


@pytest.fixture(scope="module")
def embedding() -> Any:
    return navec.Navec.load(natasha_data() / weights.EMBEDDING)


def sentences(doc: Doc) -> list[list[str]]:
    words = ([token.text for token in sentence if not token.is_space] for sentence in doc.sents)
    return [sentence for sentence in words if sentence]


def test_shapes() -> None:
    from slovnet.shape import word_shape as slovnet_shape

    forms = {*SAMPLE.split(), *ODD.split(), *SAMPLE}
    assert {form: word_shape(form) for form in forms} == {form: slovnet_shape(form) for form in forms}


def test_morphology(doc: Doc, embedding: Any) -> None:
    tagger = slovnet.Morph.load(natasha_data() / weights.MORPHOLOGY).navec(embedding)
    expected = [(token.text, token.tag) for markup in tagger.map(sentences(doc)) for token in markup.tokens]
    found = [(token.text, f"{token.pos_}|{token.morph}".rstrip("|")) for token in doc if not token.is_space]
    assert found == expected


def test_syntax(doc: Doc, embedding: Any) -> None:
    """Where slovnet's heads are one tree, ours are the same, and so are the relations."""
    parser = slovnet.Syntax.load(natasha_data() / weights.SYNTAX).navec(embedding)
    compared = 0
    for sentence, markup in zip(doc.sents, parser.map(sentences(doc)), strict=True):
        expected = [(int(token.head_id), token.rel) for token in markup.tokens]
        if not one_tree([head for head, _ in expected]):
            continue
        words = [token for token in sentence if not token.is_space]
        numbers = {token.i: number for number, token in enumerate(words, 1)}
        found = [(0 if token.head == token else numbers[token.head.i], token.dep_) for token in words]
        assert found == expected
        compared += 1
    assert compared > 10


def one_tree(heads: list[int]) -> bool:
    above = {0}
    for _ in heads:
        above |= {word for word, head in enumerate(heads, 1) if head in above}
    return heads.count(0) == 1 and len(above) == len(heads) + 1


def test_rows_of_the_names_encoder(doc: Doc, embedding: Any) -> None:
    """The entity model reads them; slovnet's own decoder of names is not used."""
    tagger = slovnet.NER.load(natasha_data() / weights.NAMES).navec(embedding)
    words = [token.text for token in doc if not token.is_space]
    (batch,) = tagger.infer.encoder([words])
    model = tagger.infer.model
    [expected] = model.encoder(model.emb(batch.word_id, batch.shape_id), batch.pad_mask)
    keys = engine.np.array([engine.engine().key(word) for word in words])
    found = engine.engine().encode(weights.NAMES, keys, engine.np.array([len(words)]))
    assert engine.np.allclose(found, expected[: len(words)], atol=1e-4)


def test_the_last_answer_is_kept_and_cannot_be_changed() -> None:
    own = engine.Engine()
    keys = engine.np.array([own.key(word) for word in ("США", "ждут", "ответа")])
    whole, parts = engine.np.array([3]), engine.np.array([2, 1])
    first = own.encode(weights.NAMES, keys, whole)
    assert own.encode(weights.NAMES, keys.copy(), whole.copy()) is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0
    assert not engine.np.allclose(own.encode(weights.NAMES, keys, parts), first)
    assert not engine.np.allclose(own.encode(weights.NAMES, keys[::-1], whole), first)


def test_a_word_unknown_with_its_dots_is_known_without_them(nlp: Language) -> None:
    own = engine.engine()
    assert not own.knows("отключён")
    assert own.key("Отключён") == own.key("Отключен")
    assert own.key("всё") != own.key("все")
    assert nlp("Телеканал отключён.")[1].morph.get("VerbForm") == ["Part"]


def test_a_long_answer_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "KEPT", 2)
    own = engine.Engine()
    keys, whole = engine.np.array([own.key("США")] * 3), engine.np.array([3])
    assert own.encode(weights.NAMES, keys, whole) is not own.encode(weights.NAMES, keys, whole)


def test_a_small_table_of_products_changes_nothing(monkeypatch: pytest.MonkeyPatch, doc: Doc) -> None:
    words = [token.text for token in doc if not token.is_space]
    keys = engine.np.array([engine.engine().key(word) for word in words])
    lengths = engine.np.array([len(words)])
    expected = engine.engine().encode(weights.NAMES, keys, lengths)
    monkeypatch.setattr(engine, "CAPACITY", 24)
    monkeypatch.setattr(engine, "BLOCK", 16)
    small = engine.Engine()
    for _ in range(2):
        assert engine.np.allclose(small.encode(weights.NAMES, keys, lengths), expected, atol=1e-4)
        small.encode(weights.NAMES, keys[::-1], lengths)  # other words in the table

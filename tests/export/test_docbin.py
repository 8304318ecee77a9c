"""spaCy's DocBin: layers, spans and trees come back."""

from pathlib import Path

import pytest
from spacy.language import Language

from extractor import InputError
from extractor.annotation.build import build
from extractor.export.docbin import SPANS, read_docbin, to_docbin

TEXTS = ("Эстония и Латвия начали переговоры. «Мы готовы», — заявил Карл Саар.", "", "Перу обязалось вывести войска.")


def test_there_and_back(nlp: Language, tmp_path: Path) -> None:
    docs = list(nlp.pipe(TEXTS))
    to_docbin(docs).to_disk(tmp_path / "news.spacy")
    read = list(read_docbin(tmp_path / "news.spacy"))
    assert [build(doc) for doc in read] == [build(doc) for doc in docs]
    for before, after in zip(docs, read, strict=True):
        assert [(t.text, t.lemma_, t.pos_, t.dep_, t.head.i) for t in after] == [
            (t.text, t.lemma_, t.pos_, t.dep_, t.head.i) for t in before
        ]


def test_names_are_spans(nlp: Language, tmp_path: Path) -> None:
    docs = list(nlp.pipe(TEXTS))
    to_docbin(docs).to_disk(tmp_path / "news.spacy")
    first = next(read_docbin(tmp_path / "news.spacy"))
    assert [(span.text, span.label_, span.id_) for span in first.spans[SPANS]] == [
        ("Эстония", "COUNTRY", "E1"), ("Латвия", "COUNTRY", "E2"), ("Карл Саар", "PERSON", "E3"),
    ]  # fmt: skip
    assert [span.text for span in first.ents] == ["Эстония", "Латвия", "Карл Саар"]
    own = docs[0].spans[SPANS]
    assert [span.id_ for span in own] == [""] * len(own), "the Doc itself is left alone"


@pytest.mark.parametrize("content", [None, b"", b"not a DocBin"])
def test_what_is_no_docbin(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "a.spacy").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.spacy: no DocBin of spaCy"):
        list(read_docbin(tmp_path / "a.spacy"))

"""The component: what it reads, what it sets, and that its layer travels with the Doc."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.errors import InputError
from extractor.records import Metadata, Time
from extractor.times import find_times


@pytest.fixture(scope="module")
def bare() -> Language:
    """A pipeline without morphology and heads."""
    layers.register()
    nlp = spacy.blank("ru")
    nlp.add_pipe("extractor_times")
    return nlp


def published(nlp: Language, text: str, when: str | None) -> Doc:
    doc = nlp.make_doc(text)
    doc._.document = Metadata(published=when)
    return doc


def test_counts_from_the_publication_time_of_the_document(bare: Language) -> None:
    doc = bare(published(bare, "Вчера мост закрыли.", "2024-03-01T10:00"))
    assert doc._.times == (Time(0, 5, "DATE", "2024-02-29"),)


def test_an_argument_overrules_the_document(bare: Language) -> None:
    doc = published(bare, "Вчера мост закрыли.", "2024-03-01")
    assert find_times(doc, published="2020-01-01") == (Time(0, 5, "DATE", "2019-12-31"),)


def test_without_publication_time_nothing_is_guessed(bare: Language) -> None:
    assert bare("Вчера мост закрыли.")._.times == (Time(0, 5, "DATE", None),)


def test_the_words_alone_are_enough(bare: Language) -> None:
    doc = bare(published(bare, "Суд соберётся в пятницу, 5 мая.", "2023-05-02"))
    assert [(doc.text[t.start : t.end], t.value) for t in doc._.times] == [("пятницу, 5 мая", "2023-05-05")]


def test_tense_directs_a_bare_month(nlp: Language) -> None:
    texts = {"Посол уехал в январе.": "2024-01", "Посол уедет в январе.": "2025-01"}
    for text, value in texts.items():
        assert [t.value for t in find_times(nlp(text), published="2024-06-10")] == [value]


def test_the_layer_survives_bytes(bare: Language) -> None:
    doc = bare("Договор подписали 5 мая 2014 года.")
    copy = Doc(bare.vocab).from_bytes(doc.to_bytes())
    assert copy._.times == doc._.times != ()


def test_soft_hyphens_and_odd_spaces_keep_their_offsets(bare: Language) -> None:
    text = "\ufeffДоговор\u00a0подписали 5\u00a0мая\u00a02014\u00a0го\u00adда."
    assert [text[t.start : t.end] for t in bare(text)._.times] == ["5\u00a0мая\u00a02014\u00a0го\u00adда"]


def test_a_publication_time_that_is_not_iso_is_told(bare: Language) -> None:
    with pytest.raises(InputError, match="write it as 2024-01-26"):
        find_times(bare.make_doc("Вчера."), published="26.01.2024")

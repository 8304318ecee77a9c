"""The clean view: what is read, and that every span of the annotation is of the original."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import extractor
from extractor.annotation.build import build
from extractor.pipeline import pipeline
from extractor.records import Enumeration, Quote, Span
from extractor.typography import clean_view

READ = {
    "Ангела\u00a0 Меркель": "Ангела Меркель",
    "🇫🇷Франция, 🔥Чехия": " Франция, Чехия",
    "Вар\u00adша\u200bва": "Варшава",
    "Ната\u0301лья": "Наталья",
    "Иои\u0306": "Иой",
    "Мoсквa": "Москва",
    "Covid-19 и IT-рынок": "Covid-19 и IT-рынок",
    "1\u00a0000 — «да»\n• нет": "1 000 — «да»\n• нет",
    "МЕРКЕЛЬ УЕХАЛА В ПЕКИН\nСША ждут.": "Меркель уехала в Пекин\nСША ждут.",
    "сша и китай закрыли порт. мэр молчит": "США и Китай закрыли порт. Мэр молчит",
    "США": "США",
    "Премьер Чили прилетел в\r\nЛиму.\r\n\r\nЛима ждёт.": "Премьер Чили прилетел в Лиму.\r\n\r\nЛима ждёт.",
    "Порт закрыт.\nЛима ждёт": "Порт закрыт.\nЛима ждёт",
}
TEXTS = st.lists(
    st.sampled_from([*READ, "Россия ввела санкции против Литвы", "❗️", " ", "\u0301", "\ufeff", "\n", "«", "в 2019 г."])
    | st.text(max_size=4)
).map("".join)


@pytest.mark.parametrize("text, seen", READ.items())
def test_view(text: str, seen: str) -> None:
    assert clean_view(text).text == seen


@settings(deadline=None)
@given(TEXTS)
def test_each_character_has_its_place(text: str) -> None:
    view = clean_view(text)
    if view.original:
        assert len(view.text) == len(view.original.starts) == len(view.original.ends)
        places = [place for pair in zip(view.original.starts, view.original.ends, strict=True) for place in pair]
        assert places == sorted(places)
        assert view.original.text == text
    else:
        assert view.text == text


@settings(deadline=None, max_examples=30)
@given(TEXTS)
def test_spans_are_of_the_original(text: str) -> None:
    annotation = extractor.annotate(text)
    assert annotation.document.text == text
    spans = [mention for entity in annotation.entities for mention in entity.mentions]
    spans += [argument for event in annotation.events for argument in event.arguments]
    for span in [*spans, *annotation.times]:
        assert text[span.start : span.end] == span.text == span.text.strip() != ""


@pytest.mark.parametrize(
    "text", ["Владимир\u00a0Путин уехал.", "⚡️Владимир  Путин уехал.", "Влади\u0301мир Пу\u00adтин уехал."]
)
def test_a_name_is_one_whatever_divides_it(text: str) -> None:
    [entity] = extractor.annotate(text).entities
    assert (entity.name, entity.code) == ("Владимир Путин", "RUS")


def test_a_name_goes_on_behind_a_line_break() -> None:
    annotation = extractor.annotate("Премьер-министр Дании\r\nЭрик Лунд осудил власти\r\nПеру.")
    assert len(annotation.sentences) == 1
    [event] = annotation.events
    assert {entity.name for entity in annotation.entities} >= {"Эрик Лунд", "власти Перу"}
    assert event.type == "ACCUSE"


def test_spans_that_hold_nothing_are_not_annotated() -> None:
    doc: Doc = pipeline()("Меры: \n санкции, эмбарго.")
    empty, words = Span(5, 8), Span(7, 16)
    doc._.lists = (Enumeration(Span(0, 5), (empty, words), None), Enumeration(empty, (words,), None))
    doc._.quotes = (Quote(Span(6, 7), True, None, None, None),)
    annotation = build(doc)
    assert [[item.text for item in found.items] for found in annotation.lists] == [["санкции,"]]
    assert annotation.quotes == ()

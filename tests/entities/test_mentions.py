"""What a token as the head of an argument stands for."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from extractor.entities import Mentions, is_party, is_place
from extractor.records import Entity


def token(doc: Doc, form: str) -> Token:
    return next(token for token in doc if token.text == form)


CASES = [
    # the title finds the name behind it
    ("Глава МИД Филиппин Диего Сантос выразил протест.", "Глава", ["Диего Сантос"]),
    ("Глава МИД Филиппин Диего Сантос выразил протест.", "МИД", ["МИД Филиппин"]),
    ("Глава МИД Филиппин Диего Сантос выразил протест.", "Филиппин", ["Филиппины"]),
    ("Глава МИД Филиппин Диего Сантос выразил протест.", "Сантос", ["Диего Сантос"]),
    (
        "Министры обороны двух стран Эрик Лунд и Марис Калниньш встретились.",
        "Министры",
        ["Эрик Лунд", "Марис Калниньш"],
    ),
    ("Компания «Вектор» подала иск.", "Компания", ["Вектор"]),
    # the longest phrase that the token heads
    ("Американские войска покинули базу.", "войска", ["американские войска"]),
    ("Американские войска покинули базу.", "Американские", ["США"]),
    ("Американо-иракские переговоры завершились.", "Американо-иракские", ["США", "Ирак"]),
    ("США и Ирак ведут диалог, обе стороны довольны.", "стороны", ["США", "Ирак"]),
    ("Дания и Швеция отказались. Они готовы ждать.", "Они", ["Дания", "Швеция"]),
    # nothing there
    ("Стол стоит у окна.", "Стол", []),
    ("Американские войска покинули базу.", "покинули", []),
]


@pytest.mark.parametrize("text, form, names", CASES)
def test_at(nlp: Language, text: str, form: str, names: list[str]) -> None:
    doc = nlp(text)
    entities = doc._.entities
    references = Mentions(doc, entities).at(token(doc, form))
    assert [entities[number].name for reference in references for number in reference.entities] == names


def test_within_lists_the_mentions_of_a_stretch_in_order(nlp: Language) -> None:
    doc = nlp("Россия и Китай ждут ответа Японии.")
    entities = doc._.entities
    found = Mentions(doc, entities).within(0, 3)
    assert [entities[number].name for reference in found for number in reference.entities] == ["Россия", "Китай"]


def test_an_empty_document_has_no_mentions(nlp: Language) -> None:
    doc = nlp("")
    assert Mentions(doc, doc._.entities).references == ()


@pytest.mark.parametrize(
    "type_, name, party, place",
    [
        ("COUNTRY", "Ирак", True, True),
        ("CITY", "Москва", True, True),
        ("CITY", "Роттердам", False, True),
        ("ORGANIZATION", "НАТО", True, False),
        ("PERSON", "Барак Обама", True, False),
        ("LOCATION", "Европа", True, True),
        ("LOCATION", "Красное море", False, True),
        ("PRODUCT", "катер", True, False),
    ],
)
def test_kinds(type_: str, name: str, party: bool, place: bool) -> None:
    entity = Entity(type_, name, None, None, ())
    assert (is_party(entity), is_place(entity)) == (party, place)

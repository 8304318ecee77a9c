"""Whom a name means: the one whom the table knows, or a namesake."""

from pathlib import Path

import pytest
from spacy.language import Language

from extractor.annotation.article import Article
from extractor.markup import parse
from extractor.pipeline import prepare

LINES = (Path(__file__).parent / "identity.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("marked", [line for line in LINES if not line.startswith("#")])
def test_whom_a_name_means(nlp: Language, marked: str) -> None:
    text, marks = parse(marked)
    meant = {
        (mention.start, mention.end): f"{entity.code or '-'} {entity.name}"
        for entity in nlp(text)._.entities
        for mention in entity.mentions
        if entity.type == "PERSON"
    }
    assert [meant.get((mark.start, mark.end)) for mark in marks] == [mark.label for mark in marks]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Мэр Тулы Фролов поздравил хоккеиста Фролова.", "Фролов", "Фролова"),
        ("Депутат Сорокин обвинил писателя Сорокина.", "Сорокин", "Сорокина"),
        ("Судья Лебедева отказала адвокату Лебедеву.", "Лебедева", "Лебедеву"),
        ("Генерал Гальцев спорил с певцом Гальцевым.", "Гальцев", "Гальцевым"),
    ],
)
def test_namesakes_in_one_sentence_are_two(nlp: Language, text: str, first: str, second: str) -> None:
    meant = {
        text[mention.start : mention.end]: number
        for number, entity in enumerate(nlp(text)._.entities)
        for mention in entity.mentions
    }
    assert meant[first] != meant[second]


@pytest.mark.parametrize(
    ("published", "text", "code"),
    [
        ("2001-03-31", "Югославия ждёт. Слободан Милошевич молчит.", "YUG"),
        ("2001-03-31", "Черногория ждёт. Слободан Милошевич молчит.", "SRB"),
        ("2006-03-11", "Бывшая Югославия вспоминает. Слободан Милошевич умер.", "SRB"),
        (None, "Югославия ждёт. Слободан Милошевич молчит.", "SRB"),
    ],
)
def test_people_are_of_the_state_of_their_day(nlp: Language, published: str | None, text: str, code: str) -> None:
    doc = nlp(prepare(nlp, Article(text, published=published)))
    assert [entity.code for entity in doc._.entities if entity.name == "Слободан Милошевич"] == [code]

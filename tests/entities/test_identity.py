"""Whom a name means: the one whom the table knows, or a namesake."""

from pathlib import Path

import pytest
from spacy.language import Language

from extractor.markup import parse

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

"""The list of words by class, which the networks were trained with."""

import re

from extractor.entities.tagger.pieces import COLUMNS
from extractor.entities.tagger.word_classes import CLASSES, NONE, class_name, word_class

ROWS = [line.split("\t") for line in CLASSES.read_text("utf-8").splitlines()]


def test_every_line_is_a_word_and_its_class() -> None:
    assert all(re.fullmatch(r"[^\s]+", word) and word == word.lower() for word, _ in ROWS)
    assert all(re.fullmatch(r"[A-Z_]+(-part)?", class_) for _, class_ in ROWS)


def test_a_word_has_one_class() -> None:
    words = [word for word, _ in ROWS]
    assert len(words) == len(set(words))


def test_the_numbers_fit_the_networks() -> None:
    numbers = {word_class(word) for word, _ in ROWS}
    assert NONE not in numbers
    assert numbers == set(range(1, len({class_ for _, class_ in ROWS}) + 1))
    assert max(numbers) < COLUMNS["class"]


def test_any_form_has_the_class_of_its_lemma() -> None:
    forms = ("холерой", "адвокатам", "стадионе", "якутов", "стол")
    assert [class_name(form) for form in forms] == ["DISEASE", "PROFESSION", "BUILDING", "NATIONALITY", None]

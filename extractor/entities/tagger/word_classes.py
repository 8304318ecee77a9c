"""What kind of thing a word names, by this project's own list: a feature of the network, which decides in context."""

from functools import cache
from pathlib import Path

from extractor.text.lemmas import parses

CLASSES = Path(__file__).with_name("word_classes.tsv")
NONE = 0


def word_class(form: str) -> int:
    """The number of the class of a lower-case form: its own, or that of its first known lemma; NONE if none.

    >>> word_class("гриппом") == word_class("грипп") != NONE
    True
    """
    known = _known()
    return next((known[word] for word in (form, *dictionary_forms(form)) if word in known), NONE)


def class_name(form: str) -> str | None:
    """The name of the class of a lower-case form, if it has one."""
    number = word_class(form)
    return None if number == NONE else class_names()[number - 1]


def dictionary_forms(form: str) -> tuple[str, ...]:
    """The lemmas that a lower-case form may have, the likeliest first; itself where it can have none.

    >>> dictionary_forms("стали")
    ('стать', 'сталь')
    """
    return tuple(dict.fromkeys(str(parse.normal_form) for parse in parses(form))) or (form,)


@cache
def _rows() -> list[tuple[str, str]]:
    """The words of the list with their classes."""
    pairs = (line.split("\t") for line in CLASSES.read_text("utf-8").splitlines())
    return [(word, class_) for word, class_ in pairs]


@cache
def class_names() -> tuple[str, ...]:
    """The classes in the order of their numbers, which the networks were trained with: that of the alphabet."""
    return tuple(sorted({class_ for _, class_ in _rows()}))


@cache
def _known() -> dict[str, int]:
    """The words of the list with the numbers of their classes, from 1 on."""
    numbers = {name: number for number, name in enumerate(class_names(), NONE + 1)}
    return {word: numbers[class_] for word, class_ in _rows()}

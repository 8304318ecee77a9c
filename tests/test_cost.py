"""The work of each component grows with the length of a text as the length does.

What is counted is calls of functions, not time: the count is the same on every machine and at every run.
"""

import sys
import tracemalloc
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from types import FrameType
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

STATES = ("Ирак", "Чад", "Иран", "Перу", "Чили", "Китай", "Непал", "Катар", "Оман", "Судан", "Йемен")
MONTHS = ("января", "марта", "мая", "июня", "августа")
FRAMES = (
    "{0} и {1} подписали {day} {month} соглашение о торговле рыбой. ",
    "Президент {0} Пётр {name}ов заявил, что {1} введёт санкции против {2} до конца года. ",
    "«Мы осуждаем удары по {2}у, — сказал глава МИД. — Наши войска уйдут {day} {month}». ",
    "Стороны обязались: {0} — вывести солдат, {1} — открыть порт, {2} — выдать пленных. ",
    "Переговоры продлятся до {day} {month}. ",
    "Он обвинил {0} в подготовке нападения на посольство, а {1} отказался от визита.\n\n",
)
SHORT, LONG = 16, 64  # paragraphs, or so many times some rows
SLACK = 1.15
COMPONENTS = ("layout", "sentences", "entities", "times", "lists", "quotes", "events", "commitments")


def article(paragraphs: int, ending: str = "") -> str:
    """An article in which no event is told twice; with an ending, one sentence without a full stop."""
    states = cycle(zip(STATES, STATES[3:] + STATES[:3], STATES[5:] + STATES[:5], strict=True))
    sentences = []
    for number, (names, frame) in enumerate(zip(states, islice(cycle(FRAMES), paragraphs * len(FRAMES)), strict=False)):
        name = "".join("абвгдежзиклмн"[int(digit)] for digit in str(number + 10)).title()
        sentences.append(frame.format(*names, day=1 + number % 28, month=MONTHS[number % 5], name=name))
    text = "".join(sentences)
    return text if not ending else text.translate(str.maketrans(".,:;—«»\n", " " * 8))


def work(nlp: Language, text: str) -> dict[str, int]:
    """How many functions each component has called for a text, Python's, C's and spaCy's."""
    doc = nlp.make_doc(text)
    counts = {}
    for name, component in nlp.pipeline:
        counts[name] = counted(component, doc)
    return counts


def counted(component: Any, doc: Doc) -> int:
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        component(doc)
    finally:
        sys.setprofile(before)
    return count


def name(number: int) -> str:
    """A surname of its own for each number below a thousand."""
    return "".join("абвгдежзиклмн"[int(digit)] for digit in f"{number:03}").title() + "ов"


def rows(count: int) -> str:
    """Acts of one kind and one actor, each against others."""
    frame = "США ввели санкции против компании «Волга-{0}» и её директора Ивана {1}а. "
    return "".join(frame.format(number, name(number)) for number in range(count))


def people(count: int) -> str:
    return "Во встрече участвовали: " + ", ".join(f"Пётр {name(number)}" for number in range(count)) + "."


def quotes(count: int) -> str:
    return "".join(f"«Мы введём санкции», — сказал Пётр {name(number)}. " for number in range(count))


TEXTS: dict[str, Callable[[int], str]] = {
    "sentences": article,
    "one sentence": partial(article, ending=" "),
    "rows": lambda size: rows(3 * size),
    "people": lambda size: people(6 * size),
    "quotes": lambda size: quotes(3 * size),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_work_is_linear(nlp: Language, kind: str) -> None:
    texts = [TEXTS[kind](size) for size in (SHORT, LONG)]
    for text in texts:
        nlp(text)  # so that no cache is filled while we count
    short, long = (work(nlp, text) for text in texts)
    growth = len(texts[1]) / len(texts[0])
    steep = {
        name: round(long[f"extractor_{name}"] / short[f"extractor_{name}"] / growth, 2)
        for name in COMPONENTS
        if long[f"extractor_{name}"] > SLACK * growth * short[f"extractor_{name}"]
    }
    assert steep == {}


def test_a_word_of_a_page_s_length_takes_no_more_memory_than_a_page(nlp: Language) -> None:
    """Such is an image in letters, or a text whose blanks were lost; all its beginnings would be gigabytes."""
    nlp("Перу обвинило Чили.")
    tracemalloc.start()
    try:
        nlp("Абв" + "бв" * 10_000)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()

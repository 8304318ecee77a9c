"""The normalised values of spans: sums of money with their currency, numbers, shares, ages, ordinals."""

import re
from functools import cache
from typing import Any

from extractor.grammar.currencies import currency_of
from extractor.installed.packaged import read_yaml
from extractor.installed.paths import PACKAGE
from extractor.times.phrases import numbers
from extractor.times.phrases.line import Line

NUMERIC = ("NUMBER", "PERCENT", "AGE")
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")  # «1 250 000»
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_FIGURES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

Number = int | float


def value_of(text: str, type_: str) -> Number | dict[str, Any] | None:
    """The value of a span of one of NEREL's types; None where the type has none or the words do not tell it.

    Of a stretch («от двух до трёх») it is the first.

    >>> value_of("3,5 млрд рублей", "MONEY"), value_of("двадцать пять", "NUMBER"), value_of("XXI", "ORDINAL")
    ({'amount': 3500000000, 'currency': 'RUB'}, 25, 21)
    """
    if type_ == "MONEY":
        amount = number_of(text)
        return None if amount is None else {"amount": amount, "currency": currency_of(Line(text.lower()).texts)}
    if type_ == "ORDINAL":
        return _ordinal(text)
    return number_of(text) if type_ in NUMERIC else None


def number_of(text: str) -> Number | None:
    """The first number of a text, in figures or words, times «тыс.», «млн» … behind it."""
    text = _GROUPS.sub("", text)
    figure = _FIGURE.search(text)
    if figure:
        return _times(float(figure[0].replace(",", ".")), Line(text[figure.end() :]), 0)
    line = Line(text)
    for position in range(len(line.texts)):
        found = numbers.cardinal(line, position)
        if found:
            return _times(found[0], line, found[1])
        if _multiplier(line.text(position)) > 1:  # «миллион долларов»
            return _times(1, line, position)
    return None


def _times(number: float, line: Line, behind: int) -> Number:
    while (factor := _multiplier(line.text(behind))) > 1:
        number, behind = number * factor, line.past_dot(behind + 1)
    return int(number) if number == int(number) else round(number, 6)


def _ordinal(text: str) -> int | None:
    if text and _ROMAN.fullmatch(text):
        return _roman(text)
    line = Line(text)
    for position in range(len(line.texts)):
        found = numbers.ordinal(line, position)
        if found:
            return found[0]
    return None


def _roman(text: str) -> int:
    figures = [_FIGURES[letter] for letter in text]
    following = [*figures[1:], 0]
    return sum(-figure if figure < after else figure for figure, after in zip(figures, following, strict=True))


def _multiplier(word: str) -> int:
    found = next((times for start, times in _table()["multipliers"].items() if word.lower().startswith(start)), 1)
    return int(found)


@cache
def _table() -> Any:
    return read_yaml(PACKAGE / "annotation" / "values.yaml")

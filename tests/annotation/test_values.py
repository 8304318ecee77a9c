"""The normalised values of spans, and the language of a text."""

from typing import Any

import pytest

from extractor.annotation.language import language_of
from extractor.annotation.values import value_of


@pytest.mark.parametrize(
    "text, type_, value",
    [
        ("3,5 млрд рублей", "MONEY", {"amount": 3_500_000_000, "currency": "RUB"}),
        ("$1,5 млн", "MONEY", {"amount": 1_500_000, "currency": "USD"}),
        ("1 250 000 тенге", "MONEY", {"amount": 1_250_000, "currency": "KZT"}),
        ("сто долларов США", "MONEY", {"amount": 100, "currency": "USD"}),
        ("40 млн канадских долларов", "MONEY", {"amount": 40_000_000, "currency": "CAD"}),
        ("миллион евро", "MONEY", {"amount": 1_000_000, "currency": "EUR"}),
        ("пять тысяч шведских крон", "MONEY", {"amount": 5000, "currency": "SEK"}),
        ("сто крон", "MONEY", {"amount": 100, "currency": None}),
        ("сумма в 5 млн евро", "MONEY", {"amount": 5_000_000, "currency": "EUR"}),
        ("70 руб.", "MONEY", {"amount": 70, "currency": "RUB"}),
        ("сто иракских динаров", "MONEY", {"amount": 100, "currency": "IQD"}),
        ("200 тыс.", "MONEY", {"amount": 200_000, "currency": None}),
        ("крупная сумма", "MONEY", None),
        ("двадцать пять", "NUMBER", 25),
        ("полтора миллиона", "NUMBER", 1_500_000),
        ("несколько", "NUMBER", None),
        ("5,7 процента", "PERCENT", 5.7),
        ("45-летний", "AGE", 45),
        ("третьего", "ORDINAL", 3),
        ("12-й", "ORDINAL", 12),
        ("XIX", "ORDINAL", 19),
        ("Рига", "CITY", None),
    ],
)
def test_values(text: str, type_: str, value: Any) -> None:
    assert value_of(text, type_) == value


@pytest.mark.parametrize(
    "text, language",
    [
        ("Стороны обсудили тарифы.", "ru"),
        ("США — Иран", "ru"),
        ("Міністри обговорили тарифи і домовились про це.", "uk"),
        ("Прэзідэнт сказаў, што гэта добра.", "be"),
        ("Президентът заяви, че това е добре за страната.", "bg"),
        ("The ministers met in Riga on Friday.", "en"),
        ("Der Minister sagte, dass die Lage ernst ist.", "de"),
        ("", "und"),
        ("2024", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language

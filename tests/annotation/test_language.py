"""Which language a text is in; a short Russian sentence is Russian whatever it shares with its neighbours."""

import pytest

from extractor.annotation.language import language_of


@pytest.mark.parametrize(
    "text, language",
    [
        ("Поиски самолёта не прекращаются до сих пор.", "ru"),
        ("Про та же, да те при ней.", "ru"),
        ("Перу: урожай риса", "ru"),
        ("Президент України обговорив з урядом закон про освіту.", "uk"),
        ("Прэзідэнт сустрэўся з міністрам і абмеркаваў эканоміку.", "be"),
        ("Министрите се срещнаха в София, за да обсъдят бюджета.", "bg"),
        ("Der Minister traf die Bauern in Berlin.", "de"),
        ("Так пишет The Oslo Herald.", "ru"),
        ("16-й матч, 20-е место.", "ru"),
        ("1234 — 56", "und"),
        ("", "und"),
    ],
)
def test_the_language(text: str, language: str) -> None:
    assert language_of(text) == language

"""Any text is annotated: no error, no span of nothing, the same each time. `benchmarks/fuzz.py` asks it of more."""

import re
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import extractor
from tests.odd_texts import article, broken

SENTENCES = (
    "«Порт закрыт, и мы уйдём», — сказала Анна Крюгер, министр Чили.",
    "Мэр Осло заявил: «Есть три причины — цены, сроки и «Заря»»; он уйдёт 5 мая 2020 года.",
    "Газпрому принадлежат Газпром (№ 1) и «Заря», которой он владеет с мая.",
    "Перу и Чили обязались: 1) вывести войска; 2) открыть порт, а также не начинать переговоров о «Заре».",
    "По словам Крюгер, вчера, в ночь на 3-е, полиция Чили задержала пятерых – троих врачей и двоих судей.",
)

RANDOMS = st.randoms(use_true_random=False)


@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(RANDOMS)
def test_any_article_is_annotated(random: Random) -> None:
    text, published = article(random)
    assert list(broken(extractor.annotate(text, published=published), text)) == []


@settings(max_examples=100, deadline=None)
@given(RANDOMS)
def test_an_article_is_annotated_the_same_among_others(random: Random) -> None:
    """A sentence told three times too: the parser then weighs equals, and the rounding of a batch may not choose."""
    text, published = article(random)
    alone = extractor.annotate(text, published=published)
    others = ["Россия и Иран начали переговоры.", {"text": text, "published": published}, text[::-1]]
    assert list(extractor.annotate_all(others))[1] == alone


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_text_may_break_off_or_begin_anywhere(sentence: str) -> None:
    places = [found.start() for found in re.finditer(r"\b|\W", sentence)]
    for text in {part for place in places for part in (sentence[:place], sentence[place:])}:
        assert list(broken(extractor.annotate(text), text)) == []

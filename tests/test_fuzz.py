"""Any text is annotated: no error, no span of nothing, the same each time. `benchmarks/fuzz.py` asks it of more."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import extractor
from tests.odd_texts import article, broken

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

"""Publication times of pages: metadata, and nothing else."""

import pytest

from extractor.corpora.page_dates import published

DATED = {
    '<meta property="article:published_time" content="2021-03-05T18:20:07+03:00">': "2021-03-05T18:20+03:00",
    '<meta name="pubdate" content="2021-03-05">': "2021-03-05",
    '<meta itemprop="datePublished" content="2021-03-05 18:20:00">': "2021-03-05T18:20",
    '<time itemprop="datePublished" datetime="2021-03-05T18:20Z">5 марта</time>': "2021-03-05T18:20Z",
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-05T08:00:00Z"}</script>': (
        "2021-03-05T08:00Z"
    ),
}
UNDATED = [
    "<footer>© 2010–2026 Вестник</footer>",
    '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">2013</a>',
    "<p>Концерт пройдёт 5 мая 2019 года.</p>",
    '<time datetime="2019-05-05">Концерт</time>',
    '<meta property="article:published_time" content="2021-02-31">',
    '<meta property="article:published_time" content="вчера">',
    '<meta itemprop="copyrightYear" content="2020">',
    '<meta property="og:url" content="https://news.example/2020/01/02/a.html">',
]


@pytest.mark.parametrize("part, time", DATED.items())
def test_metadata_date_a_page(part: str, time: str) -> None:
    assert published(f"<html><head>{part}</head><body><p>Мост открыт.</p></body></html>".encode()) == time


@pytest.mark.parametrize("part", UNDATED)
def test_nothing_else_does(part: str) -> None:
    assert published(f"<html><head></head><body><p>Мост открыт.</p>{part}</body></html>".encode()) is None


@pytest.mark.parametrize("html", [b"", b"\x00\xff", b"<html></html>"])
def test_a_page_that_is_none(html: bytes) -> None:
    assert published(html) is None

"""Which documents are equal, and the article on a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Article, InputError
from extractor.corpora.documents import Page, Unreadable, content_digest, digest, read_page, titled

PAGE = """<html><head><title>Главное | Вестник</title>
<meta property="og:title" content="Стороны начали переговоры">
<meta property="article:published_time" content="2024-01-26T09:10:00+02:00">
<meta property="og:site_name" content="Вестник"></head>
<body><nav><a href="/">Главная</a> <a href="/sport">Спорт</a></nav><article><h1>Стороны начали переговоры</h1>
<p>Эстония обвинила Латвию в шпионаже. Об этом сообщило министерство иностранных дел страны в четверг вечером.</p>
<p>Латвия отвергла обвинения и предложила начать переговоры по всем спорным вопросам до конца года.</p></article>
<footer>Все права защищены</footer></body></html>"""

STRINGS = st.none() | st.text()


@given(st.text(), st.text(), STRINGS, STRINGS, STRINGS, STRINGS)
def test_two_articles_have_one_digest_if_they_are_equal(
    text: str, other: str, published: str | None, later: str | None, source: str | None, id: str | None
) -> None:
    one, two = (read(text, published, source, id), read(other, later, source, id))
    assert (content_digest(one) == content_digest(two)) == ((text, published) == (other, later))
    assert (digest(one) == digest(two)) == (one == two)


def read(text: str, published: str | None, source: str | None, id: str | None) -> Article:
    clean = [part and part.encode("utf-8", "replace").decode() for part in (text, published, source, id)]
    return Article(str(clean[0] or ""), *clean[1:])


def test_the_id_counts_for_equality_and_not_for_the_content() -> None:
    one, two = Article("Да.", id="1"), Article("Да.", id="2")
    assert content_digest(one) == content_digest(two)
    assert digest(one) != digest(two)
    assert content_digest(Article("Да.", source="a")) != content_digest(Article("Да.", published="a"))
    assert digest(Unreadable("1", "lost")) != digest(Unreadable("1", "empty"))


def test_a_page() -> None:
    article = read_page(Page(PAGE.encode(), "p"))
    assert (article.id, article.published, article.source) == ("p", "2024-01-26T09:10", "Вестник")
    assert article.text.splitlines()[0] == "Стороны начали переговоры"
    assert article.text.count("Стороны начали переговоры") == 1
    assert "Эстония обвинила Латвию в шпионаже." in article.text
    assert "Спорт" not in article.text
    assert "права" not in article.text


@pytest.mark.parametrize("html", [b"", b"<html></html>", b"\x00\xff\x00", "Не страница".encode("cp1251")])
def test_a_page_without_an_article(html: bytes) -> None:
    with pytest.raises(InputError, match="no article is found on the page"):
        read_page(Page(html, "p"))


@pytest.mark.parametrize(
    "title, text, expected",
    [
        ("Заголовок", "Текст.", "Заголовок\n\nТекст."),
        (None, "Текст.", "Текст."),
        (" ", "Текст.", "Текст."),
        ("Текст", "\n Текст\nи далее.", "\n Текст\nи далее."),
    ],
)
def test_a_title_goes_before_the_text(title: str | None, text: str, expected: str) -> None:
    assert titled(title, text) == expected

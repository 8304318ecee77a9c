import pytest
import spacy

from extractor import layers
from extractor.records import Metadata, Span
from extractor.text.layout import Layout
from extractor.text.publication import is_source, read_publication

LINES = [
    ("09:10 26/01/2024", "2024-01-26T09:10"),
    ("3 февраля 2024, 14:25", "2024-02-03T14:25"),
    ("3 Февраля 2024 года, 14:25", "2024-02-03T14:25"),
    ("11.09.2025 14:05", "2025-09-11T14:05"),
    ("14:05 / 11.09.2025", "2025-09-11T14:05"),
    ("5 марта 2024 | 9:15", "2024-03-05T09:15"),
    ("2024-01-26T09:10", "2024-01-26T09:10"),
    ("2024-01-26T09:10:59+03:00", "2024-01-26T09:10"),
    ("2024-01-26 09:10", "2024-01-26T09:10"),
    ("2024-01-26", "2024-01-26"),
    ("03.02.2024", "2024-02-03"),
    ("Среда, 4 июня 2025 г.", "2025-06-04"),
    ("Опубликовано: 3 мая 2020 г. в 12:00 (МСК)", "2020-05-03T12:00"),
    ("1.5.2023 9:05", "2023-05-01T09:05"),
    ("3 мая 2020, 12:00 Анна Петрова", "2020-05-03T12:00"),
    ("12:00 3.05.2020 7265", "2020-05-03T12:00"),
    # no publication lines
    ("3 февраля 2024 года послы встретились.", None),
    ("31 июня 2024, 10:00", None),
    ("3 февраля, 14:25", None),  # the year would be a guess
    ("Москва, 3 мая 2020", None),  # a dateline as well as not
    ("Выборы 3 марта 2024 года", None),
    ("Рейтинг вырос до 12.05 балла", None),
    ("5 мартобря 2024", None),
    ("14:25", None),
    ("4 мая 1911 года.", None),  # a sentence of a history
    ("", None),
]


@pytest.mark.parametrize("line, published", LINES)
def test_publication_line(line: str, published: str | None) -> None:
    found = read_publication(line)
    assert (found.published if found else None, found.source if found else None) == (published, None)


def test_a_source_beside_the_clock() -> None:
    found = read_publication("Вести гор, 3 марта 2024, 14:25")
    assert found is not None
    assert (found.source, found.published) == ("Вести гор", "2024-03-03T14:25")


@pytest.mark.parametrize("name", ["Вести гор", "ИА «Горы»", "Gory.ru", "Радио Горы", "Утро Алтая", "РБК"])
def test_what_may_publish(name: str) -> None:
    assert is_source(name)


@pytest.mark.parametrize(
    "line",
    ["7265", "168", "Анна Петрова", "Водители начали забастовку", "Прививка от гриппа", "Суд отложен", "послы", "Рим?"],
)
def test_what_does_not(line: str) -> None:
    assert not is_source(line)


BODY = "Послы двух стран встретились в среду.\n\nОни обсудили торговлю."
HEADS = [
    ("Вести гор\n09:10 26/01/2024\n\nПослы уехали\n\n", "Вести гор", "2024-01-26T09:10", "Послы уехали"),
    ("09:10 26/01/2024\nПослы встретились в Риме\n", None, "2024-01-26T09:10", "Послы встретились в Риме"),
    ("Послы встретились в Риме\n\n3 февраля 2024, 14:25\n\n", None, "2024-02-03T14:25", "Послы встретились в Риме"),
    ("Вести гор\nПослы встретились в Риме\n3 февраля 2024\n\n", "Вести гор", "2024-02-03", "Послы встретились в Риме"),
    ("\r\n Вести гор \r\n2024-01-26\r\n\r\nУступит ли Рим?\r\n", "Вести гор", "2024-01-26", "Уступит ли Рим?"),
    ("Послы встретились в Риме\n\n", None, None, "Послы встретились в Риме"),
    ("Послы встретились в Риме\n", None, None, "Послы встретились в Риме"),
    ("", None, None, None),
    ("РИМ, 3 мая. Идут переговоры.\n", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize("head, source, published, title", HEADS)
def test_head(head: str, source: str | None, published: str | None, title: str | None) -> None:
    text = head + BODY
    found = Layout().find(text)
    found_title = text[found.title.start : found.title.end] if found.title else None
    assert (found.source, found.published, found_title) == (source, published, title)


@pytest.mark.parametrize("line", ["Ольга, вы не правы", "Спасибо за снимки!", "А что мне делать?"])
def test_who_talks_writes_no_title(line: str) -> None:
    assert Layout().find(f"{line}\n\n{BODY}").title is None


@pytest.mark.parametrize("title", ["Вашингтон и Вена ждут послов", "Яна Новак сменит посла", "Меняются правила въезда"])
def test_words_that_begin_like_talk(title: str) -> None:
    assert Layout().find(f"{title}\n\n{BODY}").title is not None


def test_words_in_marks_may_talk() -> None:
    assert Layout().find(f"«Я вам не верю»: посол уехал\n\n{BODY}").title is not None


@pytest.mark.parametrize("text", ["", " \n", "США", "Послы встретились в Риме", "09:10 26/01/2024"])
def test_too_little_for_a_title(text: str) -> None:
    assert Layout().find(text).title is None


def test_what_the_caller_knows_wins() -> None:
    layers.register()
    nlp = spacy.blank("ru")
    doc = nlp.make_doc("Вести гор\n09:10 26/01/2024\n\nПослы встретились в Риме\n\n" + BODY)
    doc._.document = Metadata(id="1", source="Другие вести", published="2024-01-27")
    assert Layout()(doc)._.document == Metadata("1", "Другие вести", "2024-01-27", Span(28, 52))

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractor.discourse.cues import load_cues
from extractor.discourse.quotes import QuoteFinder
from extractor.errors import PipelineError
from extractor.markup import parse
from extractor.records import Quote
from tests.marked import lines

EXAMPLES = Path(__file__).with_name("quotes.txt")
FINDER = QuoteFinder(load_cues())
PIECES = [
    "«",
    "»",
    "„",
    "“",
    "”",
    '"',
    "— ",
    ", ",
    ". ",
    "\n",
    ": ",
    "сказал ",
    "Иванов ",
    "что ",
    "по словам ",
    "об этом ",
    "как ",
    "мы уйдём",
]


def read(marked: str) -> tuple[str, list]:
    """The text of an example and its quotes as (content, direct, cue, speaker), spans as (start, end)."""
    text, spans = parse(marked)
    quotes: dict[str, dict] = {}
    for span in spans:
        role, *numbers = span.label.split()
        for number in numbers or ["1"]:
            quote = quotes.setdefault(number, {})
            if role in {"direct", "indirect"}:
                quote.update(content=(span.start, span.end), direct=role == "direct")
            else:
                quote[role] = (span.start, span.end)
    return text, sorted((q["content"], q["direct"], q.get("cue"), q.get("speaker")) for q in quotes.values())


def found(doc: Doc) -> list:
    return sorted(
        (
            (q.content.start, q.content.end),
            q.direct,
            (q.cue.start, q.cue.end) if q.cue else None,
            (q.speaker_span.start, q.speaker_span.end) if q.speaker_span else None,
        )
        for q in FINDER.find(doc)
    )


def speaker(doc: Doc, quote: Quote) -> str | None:
    return None if quote.speaker is None else doc._.entities[quote.speaker].name


@pytest.mark.parametrize("marked", lines(EXAMPLES))
def test_quotes(nlp: Language, marked: str) -> None:
    text, expected = read(marked)
    assert found(nlp(text)) == expected


def test_the_data_file_is_large_and_has_counterexamples() -> None:
    quotes = [read(marked)[1] for marked in lines(EXAMPLES)]
    assert sum(map(len, quotes)) >= 150
    assert sum(not expected for expected in quotes) >= 25


SPEAKERS = [
    ("Приехал президент Чили Пабло Рохас. По его словам, засуха продлится год.", ["Пабло Рохас"]),
    ("«Мы против», — сказала министр обороны Италии Джулия Росси.", ["Джулия Росси"]),
    ("Завод остановлен, сообщает Reuters.", ["Reuters"]),
    ("«Мы против», — заявил сенатор Пётр Лунин. «Это решено», — добавил он.", ["Пётр Лунин", "Пётр Лунин"]),
    ("«Ян Новак врёт», — заявил Пётр Лунин. «Это решено», — добавил он.", ["Пётр Лунин", "Пётр Лунин"]),
    ("«Порт закрыт», — сказал Пётр Лунин. Ян Новак возмущён. Он заявил, что это фарс.", ["Пётр Лунин", "Ян Новак"]),
    ("Политик Пётр Лунин ушёл. «Это решено», — сказал политик.", ["Пётр Лунин"]),
    ("«Мы против», — сказал Пётр Лунин. «Это решено», — заметил парламентарий.", ["Пётр Лунин", "Пётр Лунин"]),
    ("Официальные представители Кремля сообщили, что порт закрыт.", ["Кремль"]),
    ("Адвокат Сидорова Пётр Лунин ждёт. Сидоров молчит. Адвокат заявил, что порт закрыт.", ["Пётр Лунин"]),
    ("Пётр Лунин, главный врач больницы, ушёл. По словам главного врача, всё решено.", ["Пётр Лунин"]),
    ("Ян Рохас отказался от визита. Чили ждала. Президент Чили заявил, что болен.", ["Ян Рохас"]),
    ("Пётр Лунин займёт пост. Об этом политик заявил на съезде.", ["Пётр Лунин"]),
    (
        "В полиции сообщили, что бой окончен. «Погибших нет», — сказал собеседник агентства. Он добавил, что ждёт.",
        ["полиция", "полиция", "полиция"],
    ),
    ("Пётр Лунин судит. «Порт закрыт», — сказал он. «Рыбаки ждут», — отметила судья.", ["Пётр Лунин", "судья"]),
    ("Основатель верфи «Волна» Ян Новак ушёл, сообщил представитель верфи «Волна».", ["представитель верфи «Волна»"]),
    ("Ян Новак заявил, что выиграл суд. Неизвестный рассказал, что его били.", ["Ян Новак", "неизвестный"]),
    ('Дом цел, сообщает РИА "Новости".', ["РИА «Новости»"]),
    ("Дом цел, пишет Lenta.ru. Порт закрыт, передаёт morye.ru.", ["Lenta.ru", "morye.ru"]),
    ("Польша ждёт. Польская сторона заявила, что порт закрыт.", ["Польша"]),
    ("Порт закрыт, пишет «Интерфакс». Рыбаки ждут, отмечает издание.", ["Интерфакс", "Интерфакс"]),
    (
        "Порт закрыт, сообщил Верховный суд Чили. В министерстве отметили, что ждут.",
        ["Верховный суд Чили", "министерство"],
    ),
    ("Порт закрыт, сообщило Минобороны Чили. В министерстве отметили, что ждут.", ["Минобороны Чили"] * 2),
    ("Русская православная церковь ждёт. Партия заявила, что устала.", ["партия"]),
    ("Фонд «Взморье» закрыли. В фонде сообщили, что рыбаки ждут.", ["Взморье"]),
    ("Минобороны Чили закрыло порт. В ведомстве сообщили, что рыбаки ждут.", ["Минобороны Чили"]),
    ("Минобороны Чили закрыло порт. В другом ведомстве сообщили, что рыбаки ждут.", ["другое ведомство"]),
    ("«Порт закрыт», — сказал Пётр Лунин. «Рыбаки ждут», — добавил норвежец.", ["Пётр Лунин", "Пётр Лунин"]),
    ("«Порт закрыт», — сказал Пётр Лунин. «Рыбаки ждут», — добавил эксперт.", ["Пётр Лунин", "Пётр Лунин"]),
    ("«Порт закрыт», — сказал Пётр Лунин. «Рыбаки ждут», — добавил ветеран флота.", ["Пётр Лунин", "Пётр Лунин"]),
    (
        "«Порт закрыт», — сказал Пётр Лунин. Рыбаки ждут, пишет Reuters. «Улов мал», — отметил политик.",
        ["Пётр Лунин", "Reuters", "Пётр Лунин"],
    ),
    (
        "Анна Лунина молчит. Владелец верфи заявил, что ждёт. Он добавил, что устал.",
        ["владелец верфи", "владелец верфи"],
    ),
    ("Пётр Лунин сказал, что ждёт. Ян Новак, по его словам, болен.", ["Пётр Лунин", "Пётр Лунин"]),
    ("Иван Сидоров ждёт суда. Адвокат Сидорова заявил, что спешит.", ["адвокат Сидорова"]),
    ("Иван Сидоров ждёт суда. Брат политика заявил, что спешит.", ["брат политика"]),
    (
        "Источник в порту сообщил, что бой окончен. Ян Новак заявил, что рад. «Всё», — сказал собеседник агентства.",
        ["источник", "Ян Новак", "источник"],
    ),
    ("Минобороны Чили опубликовало доклад. В нём говорилось, что порт закрыт.", ["Минобороны Чили"]),
    ("На набережной раздали листовки. В них говорилось, что порт закрыт.", ["листовки"]),
    ("Король подписал указ о порте. В документе отмечается, что рыбаки довольны.", ["указ"]),
    ("Один из рыбаков сказал, что улова нет.", ["один из рыбаков"]),
    ("По словам одного из рыбаков, улова нет.", ["один из рыбаков"]),
    ("Полицейский сказал Reuters, что порт закрыт.", ["полицейский"]),
    ("Пришла весть от министра Петра Лунина, который вчера сказал, что порт закрыт.", ["Пётр Лунин"]),
    ("Порт закрыли. Лунину пришлось уехать. Он сказал, что вернётся.", ["Лунин"]),
    ("«Уходи», — сказал Лунин Новаку. «Порт закрыт», — добавил он.", ["Лунин", "Лунин"]),
    ("Экспертиза показала, что мост опасен.", ["экспертиза"]),
    ("Согласно циркуляру, порт закрывают на зиму.", ["циркуляр"]),
    ("Порт закрыт, сообщила газета «Вечерняя гавань».", ["Вечерняя гавань"]),
    # Who has no name is nobody who has one
    ("Президент Николя Маршан оговорился. Представитель дворца заявил, что это ошибка.", ["представитель дворца"]),
    ("Мэр Пётр Лунин вину не признал. Адвокат заявил, что приговор обжалуют.", ["адвокат"]),
    ("Пётр Лунин ведёт себя странно, говорит федеральный чиновник.", ["федеральный чиновник"]),
    (
        "Источник в порту сообщил, что бой окончен. «Всё», — сказал собеседник газеты в мэрии.",
        ["источник", "собеседник газеты в мэрии"],
    ),
    (
        "Источник в порту сообщил, что бой окончен. Собеседник, близкий к мэрии, добавил, что ждёт.",
        ["источник", "собеседник"],
    ),
    (
        "Порт открыт, отмечает ИТАР-ТАСС. Собеседник агентства добавил, что рыбаки ждут.",
        ["ИТАР-ТАСС", "собеседник ИТАР-ТАСС"],
    ),
    (
        "Намёки на убийство посла Ивана Карева нелепы. Об этом заявил представитель ведомства Джон Керн. "
        "«Мы возмущены», — сообщил дипломат.",
        ["Джон Керн", "Джон Керн"],
    ),
    (
        "Президент Николя Маршан сказал, что ждёт. Представитель дворца добавил, что это ошибка.",
        ["Николя Маршан", "представитель дворца"],
    ),
    # A capital speaks for its state, and «они» for those who have just spoken
    ("Германия ввела пошлины. В Берлине говорят, что рыбаки ждут.", ["Германия"]),
    ("Пришли три лётчика. Адвокаты Лунина сообщили, что иск подан. Они добавили, что ждут.", ["адвокаты Лунина"] * 2),
    ("«Работа ещё идёт», — цитирует Gavan.ru представителя порта.", ["представитель порта"]),
    ("Министр Ян Новак ждёт. «Цены растут», — добавил аналитик.", ["аналитик"]),
    # Whose site speaks, and the site itself
    ("«Порт откроют», — говорится на сайте чилийского МИДа.", ["МИД Чили"]),
    ("Сайт НХЛ сообщает, что билетов мало.", ["сайт НХЛ"]),
    ("Как говорится в пресс-релизе, размещённом на сайте ЕСПЧ, улик нет.", ["ЕСПЧ"]),
    ("Как поведали «Известиям» несколько источников на верфи, завод продадут.", ["несколько источников"]),
    # The outlet that a noun fits best
    (
        "Эмир уйдёт, передаёт агентство Рейтер, ссылаясь на телеканал «Аль-Джазира». Семья ждёт, отмечает агентство.",
        ["Рейтер", "Аль-Джазира", "Рейтер"],
    ),
    ("Школьник сдал экзамен, сообщает Gavan.Today. Школа рада, пишет местное издание.", ["Gavan.Today"] * 2),
    # A name behind a dash, and in the lead
    ("Адвокат истца — Ян Новак заявил, что решение обжалуют.", ["Ян Новак"]),
    ("Один из рыбаков — Ян Новак — заявил, что улова нет.", ["Ян Новак"]),
    (
        "Глава комиссии по расследованию пожара уверен, что причину найдут\n"
        "Руководитель правительственной комиссии по делу о пожаре Ян Новак уверен в том, что причину найдут.",
        ["Ян Новак", "Ян Новак"],
    ),
    # Whose words another's are told in goes on
    (
        "Пётр Лунин сообщил, что мэр Ян Новак просил о том, чтобы порт закрыли. По словам Лунина, Новак говорил, "
        "что рыбаки ждут. Он добавил, что устал.",
        ["Пётр Лунин", "Пётр Лунин", "Ян Новак", "Пётр Лунин"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speakers_are_entities(nlp: Language, text: str, expected: list[str]) -> None:
    doc = nlp(text)
    assert [speaker(doc, quote) for quote in FINDER.find(doc)] == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Анна Крюгер заявила, что порт закрыт.", "said"),
        ("Анна Крюгер не исключила, что порт закроют.", "said"),
        ("Анна Крюгер опровергла, что порт закрыт.", "negated"),
        ("Анна Крюгер отрицает, что порт закрыт.", "negated"),
        ("Анна Крюгер заявит завтра, что порт закрыт.", "hypothetical"),
        ("Анна Крюгер сказала бы, что порт закрыт.", "hypothetical"),
    ],
)
def test_what_is_denied_or_not_yet_said_carries_its_status(nlp: Language, text: str, status: str) -> None:
    assert [quote.status for quote in FINDER.find(nlp(text))] == [status]


def test_the_component_sets_the_layer(nlp: Language) -> None:
    doc = nlp("Завод остановлен, сообщает Reuters.")
    assert FINDER(doc)._.quotes == FINDER.find(doc) != ()


def test_empty_quotation_marks_say_nothing(nlp: Language) -> None:
    assert FINDER.find(nlp("АЗ0ЖĀ:«»")) == ()


def test_a_document_without_syntax_is_refused(nlp: Language) -> None:
    with pytest.raises(PipelineError, match="extractor_"):
        FINDER.find(nlp.make_doc("Завод остановлен, сообщает Reuters."))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_any_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    quotes = FINDER.find(doc)
    assert quotes == FINDER.find(doc)
    for quote in quotes:
        for span in filter(None, (quote.content, quote.cue, quote.speaker_span)):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert quote.speaker is None or 0 <= quote.speaker < len(doc._.entities)


HOSTILE = [
    "«",
    "« ",
    "»",
    '"',
    "«а», — сказал он. ",
    "сказал, ",
    "— сказал ",
    "по словам ",
    "об этом сообщил ",
    ": «",
    "что, ",
    "Пишет «Интерфакс», что порт закрыт. Издание отметило, что дождь. ",
    "Пётр Лунин: «Осень в порту»\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_cost_is_linear(nlp: Language, steps: Callable[[Callable[[], object]], int], piece: str) -> None:
    few, many = nlp(piece * 100), nlp(piece * 400)
    assert steps(lambda: FINDER.find(many)) < 8 * steps(lambda: FINDER.find(few))  # linear is 4, quadratic 16


def test_authorities_speak_as_themselves(nlp: Language) -> None:
    doc = nlp("Чилийские власти заявили, что дорога открыта.")
    (quote,) = doc._.quotes
    speaker = doc._.entities[quote.speaker]
    assert (speaker.name, speaker.code) == ("власти Чили", "CHL")

"""What holds for any text: offsets, order, determinism, no error, cost linear in length."""

import re
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.times import find_times, parse, resolve
from extractor.times.extent import extent
from extractor.times.phrases.grammar import expressions
from extractor.times.values.context import Context, Tense

BLANK = spacy.blank("ru")
WORDS = """
    5 31 2014 0 99 с по до от между и в на мая года году лет январь понедельник среду утром ночь часов час через два
    двадцать первого тысяча назад спустя позже прошлом этом тот же последние ближайшие каждый раз половине начале конца
    веке XX 1990 -х -го г. гг. : . , - – ( ) « » / вчера накануне сейчас новый год зимой квартал полгода несколько
    около более менее 12:30 01.02.2003 9999 29 февраля неделю днём второй
    без четверти семь н. э. до нашей эры нулевые десятые годы третьей трети числах детей будням
""".split()  # noqa: SIM905
# TIMEX3 values without a publication time: dates, times, periods, references, ranges of them.
DATE = r"(BC)?(\d{2,4}|XXXX)(-(\d\d|XX|Q\d|H\d|SP|SU|FA|WI|W(\d\d|XX))(-(\d\d?|XX|WE|WD))?)?"
ONE = rf"(?:{DATE})(?:T(?:\d\d:\d\d(:\d\d)?|MO|AF|EV|NI))?|P[\dX.YMWDTHS]+|(?:PRESENT|PAST|FUTURE)_REF"
VALUE = re.compile(rf"(?:{ONE})(?:/(?:{ONE}))?")
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from(WORDS)).map("".join),
)
DATES = st.one_of(
    st.none(), st.dates().map(str), st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes"))
)


@settings(deadline=None)
@given(TEXTS, DATES)
def test_spans_lie_in_the_text_in_order_and_apart(text: str, published: str | None) -> None:
    end = 0
    for found in find_times(BLANK(text), published=published):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        end = found.end


@settings(deadline=None)
@given(TEXTS, DATES)
def test_same_text_same_times(text: str, published: str | None) -> None:
    assert find_times(BLANK(text), published=published) == find_times(BLANK(text), published=published)


@settings(deadline=None)
@given(TEXTS)
def test_each_expression_resolves_on_its_own(text: str) -> None:
    for found in expressions(text):
        value = resolve(found)
        assert value is None or VALUE.fullmatch(value), (text, value)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["0001-01-01", "0001-01-02T00:00", "0003-03-01", "9996-02-29", "9999-12-31T23:59"]))
def test_a_day_at_the_edge_of_the_calendar_never_raises(text: str, published: str) -> None:
    for found in find_times(BLANK(text), published=published):
        assert found.value is None or VALUE.fullmatch(found.value), (text, found.value)


@pytest.mark.parametrize("text", ["вчера", "прошлой неделе", "следующем веке", "5 декабря", "пятницу"])
@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("tense", ["past", "present", "future", None])
def test_what_lies_beyond_the_calendar_has_no_value(text: str, published: str, tense: Tense | None) -> None:
    value = resolve(parse(text), published=published, context=Context(tense=tense))
    assert value is None or extent(value)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "5 мая ",
        "с ",
        "с 1 ",
        "двадцать ",
        "1-",
        "1.",
        "12:",
        "в ночь на ",
        "около ",
        "5, ",
        "2014 и ",
        "вчера, ",
        "«5 мая ",
        "тысяча сто ",
        "год ",
    ],
)
def test_cost_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        started = time.process_time()
        for _ in expressions(text):
            pass
        return time.process_time() - started

    seconds(1000)
    short, long = min(seconds(10_000) for _ in range(3)), min(seconds(100_000) for _ in range(2))
    assert long < 40 * short + 0.1  # ten times the text; quadratic cost would be a hundredfold


@pytest.mark.parametrize("unit", ["5 мая ", "вчера ", "в 15:00 ", "в тот же день "])
def test_values_cost_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        doc = BLANK(unit * (length // len(unit)))
        started = time.process_time()
        find_times(doc, published="2024-01-26")
        return time.process_time() - started

    seconds(1000)
    short, long = min(seconds(5_000) for _ in range(3)), min(seconds(50_000) for _ in range(2))
    assert long < 40 * short + 0.1


@pytest.mark.parametrize("published", ["вчера", "26.01.2024", "2024-13-01"])
def test_a_publication_time_that_is_not_iso_is_the_callers_mistake(published: str) -> None:
    with pytest.raises(InputError, match="not ISO 8601"):
        resolve(parse("вчера"), published=published)


@pytest.mark.parametrize("text", ["", "стол", "вчера и сегодня", "в мае"])
def test_parse_takes_exactly_one_expression(text: str) -> None:
    with pytest.raises(InputError, match="not one time expression"):
        parse(text)

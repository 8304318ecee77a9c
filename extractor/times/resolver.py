"""Values of time expressions. Source: TimeML 1.2.1, tag TIMEX3."""

import re
from dataclasses import replace

from extractor.times.expression import Expression, Fixed, Length, Meaning, Offset, Point, Range
from extractor.times.interval import interval
from extractor.times.values.context import COMING, Context, Tense
from extractor.times.values.days import Now, day_of, publication_day
from extractor.times.values.durations import duration
from extractor.times.values.offsets import offset
from extractor.times.values.points import point_value
from extractor.times.values.weekdays import weekday_before


def resolve(expression: Expression, *, published: str | None = None, context: Context | None = None) -> str | None:
    """TIMEX3 value of a time expression.

    Args:
        expression: as `parse` gives it.
        published: ISO 8601 local time of publication, to the day or minute.
        context: what the text has said before.
    Returns:
        The value, with X for what is unknown; None where it would be a guess.
    Raises:
        InputError: `published` is not ISO 8601. Odd text («31 июня») never raises.

    >>> from extractor.times.phrases.grammar import parse
    >>> resolve(parse("7 августа"))
    'XXXX-08-07'
    >>> resolve(parse("прошлой осенью"), published="2024-01-26")
    '2023-FA'
    """
    known = context or Context()
    now = publication_day(published) if published else day_of(known.present)
    try:
        return _value(expression.meaning, now, known)
    except OverflowError:  # before the year 1 or after 9999
        return None


def _value(meaning: Meaning, now: Now | None, known: Context) -> str | None:
    if isinstance(meaning, Fixed):
        return _reference(meaning.value, known.tense)
    if isinstance(meaning, Length):
        return duration(meaning)
    if isinstance(meaning, Offset):
        return offset(meaning, now, known)
    if isinstance(meaning, Range):
        return _range(meaning, now, known)
    return point_value(meaning, now, known)


def _reference(value: str | None, tense: Tense | None) -> str | None:
    if value == "RECENT_REF":
        return "FUTURE_REF" if tense in COMING else "PAST_REF"
    return value


def _range(meaning: Range, now: Now | None, known: Context) -> str | None:
    last = point_value(meaning.last, now, known)
    first = weekday_before(meaning, last) or point_value(_opening(meaning, last), now, known)
    return f"{first}/{last}" if first and last and not _is_reversed(f"{first}/{last}") else None


def _is_reversed(value: str) -> bool:
    """Whether a range ends before it starts: «26 января 2019 года – 10-го числа» are two times, parted by a dash."""
    begins, ends = interval(value)
    return begins is not None and ends is not None and ends[: len(begins)] < begins[: len(ends)]


def _opening(meaning: Range, last_value: str | None) -> Point:
    """The first point with what it shares with the last: year, day of clock times."""
    first, last = meaning.first, meaning.last
    if first.month is None and last.month is not None and first.day is not None:
        first = replace(first, month=last.month)
    year = int(last_value[:4]) if last_value and re.match(r"\d{4}(-|$)", last_value) else None
    if year and first.year is None and first.unit is None and first.month and last.month:
        wraps = (first.month, first.day or 0) > (last.month, last.day or 31)
        return replace(first, year=year - wraps)
    if year and first.year is None and first.unit is None and (first.season or first.quarter):
        return replace(first, year=year)
    return first

"""From a TIMEX3 value to the days that it covers."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

Extent = tuple[date, date]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-([1-7]|WE))?(?:T.*)?", re.ASCII)
_MONTHS = re.compile(r"(\d{4})-(\d\d|Q[1-4X]|H[12]|SP|SU|FA|WI)", re.ASCII)
_YEARS = re.compile(r"\d{2,4}", re.ASCII)
# First month and number of months. A winter starts in the December of its year, as TIMEX3 counts it.
_PARTS = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}  # fmt: skip


@cache
def extent(value: str) -> Extent | None:
    """The first and the last day of a TIMEX3 value; None where it names no place on the calendar.

    Durations, sets, references («FUTURE_REF») and values with an unknown digit name none.
    Source: TimeML 1.2.1, values of TIMEX3.

    >>> extent("2023-08-07/2023-08-09")
    (datetime.date(2023, 8, 7), datetime.date(2023, 8, 9))
    >>> extent("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> extent("P10Y") is None
    True
    """
    first, slash, last = value.partition("/")
    try:
        start, end = _extent(first), _extent(last if slash else first)
    except (ValueError, OverflowError):  # no such day or week in the calendar
        return None
    return None if start is None or end is None or start[0] > end[1] else (start[0], end[1])


def _extent(value: str) -> Extent | None:
    if found := _DAY.fullmatch(value):
        day = date(*map(int, found.groups()))
        return day, day
    if found := _WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]), found[3])
    if (found := _MONTHS.fullmatch(value)) and found[2] != "QX":
        month, count = _PARTS[found[2]] if found[2] in _PARTS else (int(found[2]), 1)
        return _months(int(found[1]), month, count)
    if _YEARS.fullmatch(value):  # «198» is a decade, «19» a century
        length: int = 10 ** (4 - len(value))
        return date(int(value) * length, 1, 1), date((int(value) + 1) * length - 1, 12, 31)
    return None


def _months(year: int, month: int, count: int) -> Extent:
    years, last = divmod(month + count - 2, 12)
    return date(year, month, 1), date(year + years, last + 1, monthrange(year + years, last + 1)[1])


def _week(year: int, week: int, day: str | None) -> Extent:
    monday = date.fromisocalendar(year, week, 1)
    first, last = {None: (0, 6), "WE": (5, 6)}.get(day) or (int(day or 1) - 1,) * 2
    return monday + timedelta(first), monday + timedelta(last)

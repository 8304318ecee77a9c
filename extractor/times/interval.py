"""The first and the last day or minute of a TIMEX3 value, so that no consumer of the JSON parses values."""

import re
from calendar import monthrange
from datetime import date, timedelta

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MINUTE = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(\d|WE))?")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):XX", re.ASCII)  # «в первом часу ночи»
_DAYPART = re.compile(r"(\d{4}-\d\d-\d\d)T(?:MO|AF|EV|NI|MI|DT)")
_YEARS = re.compile(r"\d{2,4}")

Interval = tuple[str | None, str | None]


def interval(value: str | None) -> Interval:
    """The first and the last day or minute of a value, ISO 8601; None where unknown or where it is no stretch of time.

    A range has the first of its beginning and the last of its end, one of them None where the value leaves it open.

    >>> interval("2023-08"), interval("198"), interval("2023-08-07/2023-08-09")
    (('2023-08-01', '2023-08-31'), ('1980-01-01', '1989-12-31'), ('2023-08-07', '2023-08-09'))
    >>> interval("2023-08-07T00:XX")
    ('2023-08-07T00:00', '2023-08-07T00:59')
    >>> interval("XXXX-08-07"), interval("P10Y")
    ((None, None), (None, None))
    """
    if value is None:
        return None, None
    first, slash, last = value.partition("/")
    if slash:
        return _stretch(first)[0], _stretch(last)[1]
    return _stretch(value)


def _stretch(value: str) -> Interval:
    try:
        return _read(value)
    except ValueError:  # the calendar lacks it: week 53 of a year with 52, the year 0
        return None, None


def _read(value: str) -> Interval:
    if found := _MINUTE.fullmatch(value):
        minute = f"{found[1]}T{found[2]}"
        return minute, minute
    if found := _HOUR.fullmatch(value):
        return f"{found[1]}T{found[2]}:00", f"{found[1]}T{found[2]}:59"
    if found := _DAYPART.fullmatch(value):
        return found[1], found[1]
    if _DAY.fullmatch(value):
        day = date.fromisoformat(value).isoformat()
        return day, day
    if found := _MONTH.fullmatch(value):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if found := _WEEK.fullmatch(value):
        return _week(int(found[1]), int(found[2]), found[3])
    if found := _PART.fullmatch(value):
        return _part(int(found[1]), found[2])
    if _YEARS.fullmatch(value):
        return _years(value)
    return None, None


def _years(value: str) -> Interval:
    """A year, a decade of three figures, a century of two."""
    first, last = int(value.ljust(4, "0")), int(value.ljust(4, "9"))
    return date(first, 1, 1).isoformat(), date(last, 12, 31).isoformat()


def _months(year: int, first: int, last: int) -> Interval:
    end = year + (last < first)  # a winter ends in the next year
    return date(year, first, 1).isoformat(), date(end, last, monthrange(end, last)[1]).isoformat()


def _week(year: int, number: int, part: str | None) -> Interval:
    if part and part.isdigit():
        day = date.fromisocalendar(year, number, int(part)).isoformat()
        return day, day
    monday = date.fromisocalendar(year, number, 1)
    return (monday + timedelta(5 if part else 0)).isoformat(), (monday + timedelta(6)).isoformat()


def _part(year: int, part: str) -> Interval:
    if part in _SEASONS:
        return _months(year, *_SEASONS[part])
    length = 3 if part[0] == "Q" else 6
    first = (int(part[1]) - 1) * length + 1
    return _months(year, first, first + length - 1)

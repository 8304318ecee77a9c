"""Months and years on the calendar, and the year that a part of one belongs to."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

from extractor.times.expression import Point
from extractor.times.values.context import COMING, Context, Tense
from extractor.times.values.days import LEAP_YEAR

MONTHS_OF = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DEC": 120, "CEN": 1200}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_AT_HAND = 14
"""Days on either side of publication within which a day is meant whatever the tense."""
_OVERTAKEN = 65
"""Days before publication within which a day that was foretold has passed."""
ERA = {False: "", True: "BC"}


def add_months(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months from a day.

    Raises:
        OverflowError: there is no such year.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return in_calendar(year), month + 1


def in_calendar(year: int) -> int:
    """The year, if there is such a one.

    Raises:
        OverflowError: it lies before the year 1 or after 9999.
    """
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("no such year")
    return year


def year_of(point: Point, known: Context) -> str:
    """The year as it stands; one that lost a digit, «13 мая 213 года», as the text's own year that has them all."""
    year = f"{point.year:04}"
    if point.day and year[0] == "0" and known.year and not point.bc:
        return known.year if _is_subsequence(year[1:], known.year) else year
    return ERA[point.bc] + year


def _is_subsequence(part: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part)


def year_of_weekday(point: Point, years: frozenset[int]) -> str:
    """The one of the years that the text names in which a day has its weekday: «понедельник, 18 февраля»."""
    if point.weekday is None or point.day is None or point.month is None:
        return "XXXX"
    fitting = [year for year in years if _has_weekday(year, point.month, point.day, point.weekday)]
    return f"{fitting[0]:04}" if len(fitting) == 1 else "XXXX"


def _has_weekday(year: int, month: int, day: int, weekday: int | str) -> bool:
    return year >= MINYEAR and day <= monthrange(year, month)[1] and date(year, month, day).isoweekday() == weekday


def nearest_year(point: Point, day: date, tense: Tense | None) -> int:
    """The year that puts the point nearest to the day, in the direction of the tense.

    The tense is not followed to the other end of a year, past a day at hand: «повысил пошлину с 10 февраля».
    """
    first, last = _extent(point)
    years = range(in_calendar(day.year - 2), in_calendar(day.year + 3))
    options = [
        (year, day.toordinal() - _ordinal(year, last), _ordinal(year, first) - day.toordinal()) for year in years
    ]
    nearest = min(options, key=_distance)
    overtaken = tense == "foretold" and nearest[1] <= _OVERTAKEN
    if point.day and (_distance(nearest) <= _AT_HAND or overtaken):
        return nearest[0]
    if tense in COMING or (point.ahead and tense != "past"):
        options = [option for option in options if option[1] <= 0]
    elif tense == "past":
        options = [option for option in options if option[2] <= 0]
    return min(options, key=_distance)[0]


def _distance(option: tuple[int, int, int]) -> int:
    return max(option[1], option[2])


def _extent(point: Point) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last (month, day)."""
    if point.month and point.day:
        return (point.month, point.day), (point.month, point.day)
    if point.season:
        start, months = SEASON_MONTHS[point.season], 3
    elif point.quarter:
        start, months = point.quarter * 3 - 2, 3
    elif point.half:
        start, months = point.half * 6 - 5, 6
    else:
        start, months = point.month or 1, 1
    return (start, 1), (start + months - 1, 31)


def _ordinal(year: int, month_day: tuple[int, int]) -> int:
    month, day = month_day
    year, month = year + (month > 12), (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1])).toordinal()


def _nth_weekday(point: Point, year: int, nth: int) -> str | None:
    """«Первое воскресенье апреля», «последняя суббота мая»; None where the month has no fifth one."""
    month = point.month or 1
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    named = [day for day in days if day.isoweekday() == point.weekday]
    place = nth - 1 if nth > 0 else nth
    return named[place].isoformat() if place < len(named) else None


def yearly(point: Point, year: str) -> str | None:
    """The season, quarter, half, month or day of a year; None where the month has no such day."""
    if point.season or point.quarter or point.half:
        return f"{year}-{point.season or (f'Q{point.quarter}' if point.quarter else f'H{point.half}')}"
    if point.nth is not None and year.isdecimal():
        return _nth_weekday(point, int(year), point.nth)
    if point.day and point.day > monthrange(int(year) if year.isdecimal() else LEAP_YEAR, point.month or 1)[1]:
        return None
    return f"{year}-{point.month:02}" + (f"-{point.day:02}" if point.day else "")

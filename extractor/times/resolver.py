"""Values of time expressions. Source: TimeML 1.2.1, tag TIMEX3."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import Literal

from extractor.errors import InputError
from extractor.times.expression import Expression, Fixed, Length, Meaning, Offset, Point, Range
from extractor.times.interval import interval

Tense = Literal["past", "present", "future", "scheduled", "foretold"]
"""Where the clause puts a time.

What was scheduled, «намеченная на май встреча», or foretold, «сообщалось, что 5 мая он прибудет», may have passed.
"""

MONTHS_OF = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DEC": 120, "CEN": 1200}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAYPART_HOURS = {"MO": 6, "AF": 12, "EV": 18, "NI": 0}
ANY_YEAR, LEAP_YEAR = 2001, 2000
"""Stand in for an unknown year: while days are counted, and while 29 February may be one."""
_AT_HAND = 14
"""Days on either side of publication within which a day is meant whatever the tense."""
_OVERTAKEN = 65
"""Days before publication within which a day that was foretold has passed."""
_NEXT = 2
"""Days from a dated weekday to another of the same week that is dated by it."""
_WEEK = 7
_DAYS_OF_MONTH = 30
"""Of which «полтора месяца» takes half."""
_COMING = frozenset({"future", "foretold"})
_AHEAD = _COMING | {"scheduled"}
_MINUTES_OF_HOUR = 60
_CLOCK_UNITS = {"H": "hours", "MIN": "minutes", "S": "seconds"}
_ERA = {False: "", True: "BC"}


@dataclass(frozen=True, slots=True)
class Context:
    """What the text has said before the expression.

    `last` is the day last spoken of (`XXXX-09-27` where its year is unknown), `year` the year of the last dated
    month or day, `present` the day of writing where the text tells it, `weekdays` the dates given with a weekday,
    `tense` that of the clause, `near` a full date of this or the last sentence or else the `lead`, the full date
    with which the text opens, `years` all that the text names, `told` the year or month last spoken of, where no
    day has been told since.
    """

    last: str | None = None
    year: str | None = None
    present: str | None = None
    weekdays: Mapping[int, str] = field(default_factory=dict)
    tense: Tense | None = None
    near: str | None = None
    lead: str | None = None
    years: frozenset[int] = frozenset()
    told: str | None = None


@dataclass(frozen=True, slots=True)
class _Now:
    """A day to count from."""

    day: date
    dated: bool
    moment: datetime | None = None

    @property
    def hour(self) -> int | None:
        return self.moment.hour if self.moment else None

    def render(self, day: date) -> str:
        return day.isoformat() if self.dated else f"XXXX{day.isoformat()[4:]}"


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
    now = _published(published) if published else _spoken(known.present)
    try:
        return _value(expression.meaning, now, known)
    except OverflowError:  # before the year 1 or after 9999
        return None


def _value(meaning: Meaning, now: _Now | None, known: Context) -> str | None:
    if isinstance(meaning, Fixed):
        return _reference(meaning.value, known.tense)
    if isinstance(meaning, Length):
        return _length(meaning)
    if isinstance(meaning, Offset):
        return _offset(meaning, now, known)
    if isinstance(meaning, Range):
        return _range(meaning, now, known)
    return _point(meaning, now, known)


def _reference(value: str | None, tense: Tense | None) -> str | None:
    if value == "RECENT_REF":
        return "FUTURE_REF" if tense in _COMING else "PAST_REF"
    return value


def _published(text: str) -> _Now:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"publication time {text!r} is not ISO 8601; write it as 2024-01-26 or 2024-01-26T09:10"
        ) from None
    return _Now(moment.date(), True, moment if "T" in text else None)


def _spoken(value: str | None) -> _Now | None:
    """The day of a value, if it has one."""
    if value is None or not re.fullmatch(r"(\d{4}|XXXX)-\d\d-\d\d", value[:10]):
        return None
    dated = not value.startswith("X")
    try:
        return _Now(date(int(value[:4]) if dated else ANY_YEAR, int(value[5:7]), int(value[8:10])), dated)
    except ValueError:
        return None


def is_day(value: str) -> bool:
    """Whether a value names a day, its year known or not."""
    return _spoken(value) is not None


def days_after(value: str | None, days: int) -> str | None:
    """The day so many days after a value.

    >>> days_after("XXXX-09-27", 1)
    'XXXX-09-28'
    """
    base = _spoken(value)
    try:
        return base.render(base.day + timedelta(days=days)) if base else None
    except OverflowError:
        return None


# Durations


def _length(meaning: Length) -> str:
    value = _period(meaning.parts)
    return value if meaning.most is None else f"{value}/{_period(((meaning.most, meaning.parts[0][1]),))}"


def _period(parts: tuple[tuple[float | None, str], ...]) -> str:
    days = "".join(_amount(*part) for part in parts if part[1] not in _CLOCK_UNITS)
    clock = "".join(_amount(*part) for part in parts if part[1] in _CLOCK_UNITS)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _amount(amount: float | None, unit: str) -> str:
    """«полтора часа» are 1H30M, «полтора года» 1.5Y."""
    if unit == "H" and amount and amount % 1:
        whole = f"{int(amount)}H" if amount > 1 else ""
        return f"{whole}{amount % 1 * _MINUTES_OF_HOUR:g}M"
    letter, factor = {"MIN": ("M", 1), "Q": ("M", 3), "HY": ("M", 6), "DEC": ("Y", 10), "CEN": ("Y", 100)}.get(
        unit, (unit, 1)
    )
    return f"X{letter}" if amount is None else f"{amount * factor:g}{letter}"


# Offsets


def _offset(meaning: Offset, now: _Now | None, known: Context) -> str | None:
    if meaning.amount is None:
        return (
            "PAST_REF"
            if meaning.sign < 0
            else "FUTURE_REF"
            if known.tense != "past" and not meaning.anaphoric
            else None
        )
    narrative = meaning.anaphoric or (meaning.sign > 0 and known.tense == "past")
    if narrative and known.told:
        return _away_from(known.told, meaning.unit, meaning.sign * meaning.amount)
    base = _spoken(known.last) if narrative else now
    if base is None and not narrative and meaning.unit not in {*_CLOCK_UNITS, "D"}:
        base = _spoken(known.lead)
    if base is None:
        return None
    if meaning.unit in _CLOCK_UNITS:
        return _hours_away(base, meaning.unit, meaning.sign * meaning.amount)
    return _shifted(base, meaning.unit, meaning.sign * meaning.amount)


def _away_from(told: str, unit: str, amount: float) -> str | None:
    """So many years from a year, months from a month: «в 2008 году …, десять лет спустя …»; no days."""
    months = amount * MONTHS_OF.get(unit, 0)
    whole = months % 1 == 0 and (len(told) > 4 or months % 12 == 0)
    if not months or not whole:
        return None
    year, month = _add_months(date(int(told[:4]), int(told[5:7] or 1), 1), int(months))
    return f"{year:04}-{month:02}" if months % 12 else f"{year:04}"


def _hours_away(base: _Now, unit: str, amount: float) -> str | None:
    """«час назад» of a publication time that is known to the minute; of a day, only whole days: «через 72 часа»."""
    away = timedelta(**{_CLOCK_UNITS[unit]: amount})
    if base.moment:
        return (base.moment + away).replace(tzinfo=None).isoformat(timespec="minutes")
    return f"{base.render(base.day + away)}TXX:XX" if away and not away % timedelta(days=1) else None


def _shifted(base: _Now, unit: str, amount: float) -> str | None:
    """The day, week, month or year so many units away; a fraction counts in the next smaller unit."""
    if unit in {"D", "W"}:
        return base.render(base.day + timedelta(days=amount * (7 if unit == "W" else 1)))
    months = amount * MONTHS_OF[unit]
    rest = timedelta(days=_DAYS_OF_MONTH * (months - int(months)))
    year, month = _add_months(base.day + rest, int(months))
    if not base.dated:
        return f"XXXX-{month:02}" if unit == "M" else None
    return f"{year:04}-{month:02}" if unit in {"M", "Q", "HY"} or (unit == "Y" and amount % 1) else f"{year:04}"


def _add_months(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _in_calendar(year), month + 1


def _in_calendar(year: int) -> int:
    """The year, if there is such a one.

    Raises:
        OverflowError: it lies before the year 1 or after 9999.
    """
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("no such year")
    return year


# Ranges


def _range(meaning: Range, now: _Now | None, known: Context) -> str | None:
    last = _point(meaning.last, now, known)
    first = _weekday_before(meaning, last) or _point(_opening(meaning, last), now, known)
    return f"{first}/{last}" if first and last and not _is_reversed(f"{first}/{last}") else None


def _weekday_before(meaning: Range, last: str | None) -> str | None:
    """The nearest one before the day that closes the range: «с понедельника по пятницу»."""
    opening, closing = meaning.first.weekday, meaning.last.weekday
    if not isinstance(opening, int) or not isinstance(closing, int) or meaning.first.day or meaning.first.unit:
        return None
    return days_after(last, -((closing - opening) % _WEEK))


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


# Points


def _point(point: Point, now: _Now | None, known: Context) -> str | None:
    if point.century is not None:
        return f"{_ERA[point.bc]}{point.century:02}"
    if point.decade is not None:
        return f"{point.decade}"
    if point.hour is not None or point.daypart is not None:
        return _time(point, now, known)
    return _date(point, now, known)


def _time(point: Point, now: _Now | None, known: Context) -> str | None:
    clock = f"{point.hour:02}:{point.minute or 0:02}" if point.hour is not None else point.daypart
    if point.second is not None:
        clock = f"{clock}:{point.second:02}"
    bare = replace(point, hour=None, minute=None, second=None, daypart=None)
    if bare != Point(ahead=point.ahead):
        day = _date(bare, now, known)
        return f"{day}T{clock}" if day else None
    return f"{_day_of_clock(point, now, known)}T{clock}"


def _day_of_clock(point: Point, now: _Now | None, known: Context) -> str:
    if known.last and _spoken(known.last):
        return known.last[:10]
    if now is None:
        return "XXXX-XX-XX"
    later = now.hour is not None and DAYPART_HOURS.get(point.daypart or "", 0) > now.hour
    return now.render(now.day - timedelta(days=1) if later and known.tense == "past" else now.day)


def _date(point: Point, now: _Now | None, known: Context) -> str | None:
    if point.unit is not None and point.unit != "Y":
        return _deictic(point, now, known)
    if point.weekday is not None and point.day is None:
        return _weekday(point, now, known)
    if point.month is not None or point.season or point.quarter or point.half:
        return _in_year(point, now, known)
    if point.unit == "Y":
        return _deictic_year(point, now, known)
    if point.day is not None:
        return _day_of_some_month(point.day, now, known.tense)
    return _year_of(point, known) if point.year is not None else None


def _year_of(point: Point, known: Context) -> str:
    """The year as it stands; one that lost a digit, «13 мая 213 года», as the text's own year that has them all."""
    year = f"{point.year:04}"
    if point.day and year[0] == "0" and known.year and not point.bc:
        return known.year if _is_subsequence(year[1:], known.year) else year
    return _ERA[point.bc] + year


def _is_subsequence(part: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part)


def _deictic(point: Point, now: _Now | None, known: Context) -> str | None:
    """«вчера», «прошлой неделе», «прошлый вторник», «прошлой весной», «тот же день»."""
    if point.unit == "weekday":
        return _weekday(point, now, known)
    if point.unit in {"month", "season"}:
        return _shifted_in_year(point, now)
    if point.unit == "M" and point.anaphoric and not point.shift and known.told and len(known.told) > 4:
        return known.told
    base = _spoken(known.last) if point.anaphoric else now
    if point.unit == "D" and not point.shift and not point.anaphoric and known.tense == "present":
        return "PRESENT_REF"
    if base is None and point.unit == "M":
        base = _spoken(known.last)
    if base is None:
        return None
    if point.unit == "D":
        return base.render(base.day + timedelta(days=point.shift))
    if base.dated:
        return _deictic_unit(point, base.day)
    return f"XXXX-{_add_months(base.day, point.shift)[1]:02}" if point.unit == "M" else None


def _deictic_unit(point: Point, day: date) -> str:
    if point.unit == "W":
        return _week(day + timedelta(weeks=point.shift))
    if point.unit == "DEC":
        return f"{_in_calendar(day.year + 10 * point.shift) // 10:03}"
    if point.unit == "CEN":
        return f"{(_in_calendar(day.year + 100 * point.shift) - 1) // 100:02}"
    year, month = _add_months(day, point.shift * MONTHS_OF[point.unit or "M"])
    if point.unit == "Q":
        return f"{year:04}-Q{(month + 2) // 3}"
    return f"{year:04}-H{1 + (month > 6)}" if point.unit == "HY" else f"{year:04}-{month:02}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _weekday(point: Point, now: _Now | None, known: Context) -> str | None:
    if point.weekday == "WE":
        return _weekend(point, now, known)
    number = int(point.weekday or 0)
    told = _spoken(known.weekdays.get(number))
    if told and (now is None or (point.shift == 0 and not point.ahead and _is_lately(told, now, known.tense))):
        return known.weekdays[number]
    if now is None or not now.dated:
        return _beside_weekday(number, known) or f"XXXX-WXX-{number}"
    back = (now.day.isoweekday() - number) % 7
    ahead = (number - now.day.isoweekday()) % 7
    if point.shift:
        days = ahead or 7 if point.shift > 0 else -(back or 7)
    elif known.tense in _AHEAD or (point.ahead and known.tense != "past") or (known.tense is None and ahead == 1):
        days = ahead
    else:
        days = -back
    return (now.day + timedelta(days=days)).isoformat()


def _is_lately(told: _Now, now: _Now, tense: Tense | None) -> bool:
    """Whether a weekday that the text has dated is that of the days before publication, and not of another story."""
    return tense not in _AHEAD and now.dated and 0 <= (now.day - told.day).days < _WEEK


def _beside_weekday(number: int, known: Context) -> str | None:
    """The day of a weekday next to one that was dated: «в понедельник, 5 мая, … а во вторник»."""
    for dated, value in known.weekdays.items():
        base = _spoken(value)
        if base and abs(number - dated) <= _NEXT:
            return base.render(base.day + timedelta(days=number - dated))
    return None


def _weekend(point: Point, now: _Now | None, known: Context) -> str:
    if now is None or not now.dated:
        return "XXXX-WXX-WE"
    past = point.shift < 0 or (not point.shift and known.tense == "past" and now.day.isoweekday() < 6)
    return f"{_week(now.day - timedelta(weeks=1) if past else now.day)}-WE"


def _shifted_in_year(point: Point, now: _Now | None) -> str | None:
    """«прошлой весной», «следующем мае»: the nearest one before or after the present."""
    if now is None or not now.dated:
        return _yearly(point, "XXXX")
    start = point.month or SEASON_MONTHS[point.season or "SP"]
    year = now.day.year
    if point.shift < 0 and start >= now.day.month:
        year -= 1
    elif point.shift > 0 and start <= now.day.month:
        year += 1
    return _yearly(point, f"{_in_calendar(year):04}")


def _in_year(point: Point, now: _Now | None, known: Context) -> str | None:
    """A part of a year, in the year that the text gives or the one nearest to the present."""
    if point.year is not None:
        return _yearly(point, _year_of(point, known))
    if point.unit == "Y":
        return _yearly(point, _deictic_year(point, now, known) or "XXXX")
    if now is not None and now.dated:
        return _yearly(point, f"{_nearest_year(point, now.day, known.tense):04}")
    near, lead = _spoken(known.near), _spoken(known.lead)
    if near and lead and known.near and known.lead and known.near[:7] == known.lead[:7]:
        return _yearly(point, f"{_nearest_year(point, lead.day, known.tense):04}")
    if near:
        return _yearly(point, f"{_nearest_year(point, near.day, 'future' if known.tense in _COMING else None):04}")
    return _yearly(point, _year_of_weekday(point, known.years))


def _year_of_weekday(point: Point, years: frozenset[int]) -> str:
    """The one of the years that the text names in which a day has its weekday: «понедельник, 18 февраля»."""
    if point.weekday is None or point.day is None or point.month is None:
        return "XXXX"
    fitting = [year for year in years if _has_weekday(year, point.month, point.day, point.weekday)]
    return f"{fitting[0]:04}" if len(fitting) == 1 else "XXXX"


def _has_weekday(year: int, month: int, day: int, weekday: int | str) -> bool:
    return year >= MINYEAR and day <= monthrange(year, month)[1] and date(year, month, day).isoweekday() == weekday


def _day_of_some_month(number: int, now: _Now | None, tense: Tense | None) -> str:
    """«13-го»: the nearest one in the direction of the tense."""
    if now is None or not now.dated:
        return f"XXXX-XX-{number:02}"
    months = [_add_months(now.day, shift) for shift in range(-2, 3)]
    days = [date(*month, number) for month in months if number <= monthrange(*month)[1]]
    if tense in _COMING or tense == "past":
        days = [day for day in days if (day <= now.day if tense == "past" else day >= now.day)]
    return min(days, key=lambda day: abs(day - now.day)).isoformat()


def _deictic_year(point: Point, now: _Now | None, known: Context) -> str | None:
    if point.anaphoric:
        return known.year if not point.shift else None
    base = now if now and now.dated else _spoken(known.lead)
    return f"{_in_calendar(base.day.year + point.shift):04}" if base else None


def _nearest_year(point: Point, day: date, tense: Tense | None) -> int:
    """The year that puts the point nearest to the day, in the direction of the tense.

    The tense is not followed to the other end of a year, past a day at hand: «повысил пошлину с 10 февраля».
    """
    first, last = _extent(point)
    years = range(_in_calendar(day.year - 2), _in_calendar(day.year + 3))
    options = [
        (year, day.toordinal() - _ordinal(year, last), _ordinal(year, first) - day.toordinal()) for year in years
    ]
    nearest = min(options, key=_distance)
    overtaken = tense == "foretold" and nearest[1] <= _OVERTAKEN
    if point.day and (_distance(nearest) <= _AT_HAND or overtaken):
        return nearest[0]
    if tense in _COMING or (point.ahead and tense != "past"):
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


def _yearly(point: Point, year: str) -> str | None:
    if point.season or point.quarter or point.half:
        return f"{year}-{point.season or (f'Q{point.quarter}' if point.quarter else f'H{point.half}')}"
    if point.day and point.day > monthrange(int(year) if year.isdecimal() else LEAP_YEAR, point.month or 1)[1]:
        return None
    return f"{year}-{point.month:02}" + (f"-{point.day:02}" if point.day else "")

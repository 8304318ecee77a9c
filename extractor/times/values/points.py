"""Values of days, clock times and parts of years."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from extractor.times.expression import Point
from extractor.times.values.context import COMING, Context, Tense
from extractor.times.values.days import Now, day_of, week_of
from extractor.times.values.weekdays import weekday
from extractor.times.values.years import (
    ERA,
    MONTHS_OF,
    SEASON_MONTHS,
    add_months,
    in_calendar,
    nearest_year,
    year_of,
    year_of_weekday,
    yearly,
)

DAYPART_HOURS = {"MO": 6, "AF": 12, "EV": 18, "NI": 0}


def point_value(point: Point, now: Now | None, known: Context) -> str | None:
    """The day, clock time, month, year or century; None where it would be a guess."""
    if point.century is not None:
        return f"{ERA[point.bc]}{point.century:02}"
    if point.decade is not None:
        return f"{point.decade}"
    if point.hour is not None or point.daypart is not None:
        return _time(point, now, known)
    return _date(point, now, known)


def _time(point: Point, now: Now | None, known: Context) -> str | None:
    minute = "XX" if point.minute is None else f"{point.minute:02}"
    clock = f"{point.hour:02}:{minute}" if point.hour is not None else point.daypart
    if point.second is not None:
        clock = f"{clock}:{point.second:02}"
    bare = replace(point, hour=None, minute=None, second=None, daypart=None)
    if bare != Point(ahead=point.ahead):
        day = _date(bare, now, known)
        return f"{day}T{clock}" if day else None
    return f"{_day_of_clock(point, now, known)}T{clock}"


def _day_of_clock(point: Point, now: Now | None, known: Context) -> str:
    last = day_of(known.last)
    gone = last and now and last.dated and now.dated and known.tense in COMING and last.day < now.day
    if known.last and last and not gone:  # «вчера прервались; возобновятся утром» of the present day
        return known.last[:10]
    if now is None:
        return "XXXX-XX-XX"
    later = now.hour is not None and DAYPART_HOURS.get(point.daypart or "", 0) > now.hour
    return now.render(now.day - timedelta(days=1) if later and known.tense == "past" else now.day)


def _date(point: Point, now: Now | None, known: Context) -> str | None:
    if point.unit is not None and point.unit != "Y":
        return _deictic(point, now, known)
    if point.weekday is not None and point.day is None and point.nth is None:
        return weekday(point, now, known)
    if point.month is not None or point.season or point.quarter or point.half:
        return _in_year(point, now, known)
    if point.unit == "Y":
        return _deictic_year(point, now, known)
    if point.day is not None:
        return _day_of_some_month(point.day, now, known.tense)
    return year_of(point, known) if point.year is not None else None


def _deictic(point: Point, now: Now | None, known: Context) -> str | None:
    """«вчера», «прошлой неделе», «прошлый вторник», «прошлой весной», «тот же день»."""
    if point.unit == "weekday":
        return weekday(point, now, known)
    if point.unit in {"month", "season"}:
        return _shifted_in_year(point, now)
    if point.unit == "M" and point.anaphoric and not point.shift and known.told and len(known.told) > 4:
        return known.told
    base = day_of(known.last) if point.anaphoric else now
    if point.unit == "D" and not point.shift and not point.anaphoric and known.tense == "present":
        return "PRESENT_REF"
    if base is None and point.unit == "M":
        base = day_of(known.last)
    if base is None:
        return None
    if point.unit == "D":
        return base.render(base.day + timedelta(days=point.shift))
    if base.dated:
        return _deictic_unit(point, base.day)
    return f"XXXX-{add_months(base.day, point.shift)[1]:02}" if point.unit == "M" else None


def _deictic_unit(point: Point, day: date) -> str:
    if point.unit == "W":
        return week_of(day + timedelta(weeks=point.shift))
    if point.unit == "DEC":
        return f"{in_calendar(day.year + 10 * point.shift) // 10:03}"
    if point.unit == "CEN":
        return f"{(in_calendar(day.year + 100 * point.shift) - 1) // 100:02}"
    year, month = add_months(day, point.shift * MONTHS_OF[point.unit or "M"])
    if point.unit == "Q":
        return f"{year:04}-Q{(month + 2) // 3}"
    return f"{year:04}-H{1 + (month > 6)}" if point.unit == "HY" else f"{year:04}-{month:02}"


def _shifted_in_year(point: Point, now: Now | None) -> str | None:
    """«прошлой весной», «следующем мае»: the nearest one before or after the present."""
    if now is None or not now.dated:
        return yearly(point, "XXXX")
    start = point.month or SEASON_MONTHS[point.season or "SP"]
    year = now.day.year
    if point.shift < 0 and start >= now.day.month:
        year -= 1
    elif point.shift > 0 and start <= now.day.month:
        year += 1
    return yearly(point, f"{in_calendar(year):04}")


def _in_year(point: Point, now: Now | None, known: Context) -> str | None:
    """A part of a year, in the year that the text gives or the one nearest to the present."""
    if point.year is not None:
        return yearly(point, year_of(point, known))
    if point.unit == "Y":
        return yearly(point, _deictic_year(point, now, known) or "XXXX")
    if now is not None and now.dated:
        return yearly(point, f"{nearest_year(point, now.day, known.tense):04}")
    near, lead = day_of(known.near), day_of(known.lead)
    if near and lead and known.near and known.lead and known.near[:7] == known.lead[:7]:
        return yearly(point, f"{nearest_year(point, lead.day, known.tense):04}")
    if near:
        return yearly(point, f"{nearest_year(point, near.day, 'future' if known.tense in COMING else None):04}")
    return yearly(point, year_of_weekday(point, known.years))


def _day_of_some_month(number: int, now: Now | None, tense: Tense | None) -> str:
    """«13-го»: the nearest one in the direction of the tense."""
    if now is None or not now.dated:
        return f"XXXX-XX-{number:02}"
    months = [add_months(now.day, shift) for shift in range(-2, 3)]
    days = [date(*month, number) for month in months if number <= monthrange(*month)[1]]
    if tense in COMING or tense == "past":
        days = [day for day in days if (day <= now.day if tense == "past" else day >= now.day)]
    return min(days, key=lambda day: abs(day - now.day)).isoformat()


def _deictic_year(point: Point, now: Now | None, known: Context) -> str | None:
    if point.anaphoric:
        return known.year if not point.shift else None
    base = now if now and now.dated else day_of(known.lead)
    return f"{in_calendar(base.day.year + point.shift):04}" if base else None

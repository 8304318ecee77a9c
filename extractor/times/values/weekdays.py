"""Values of weekdays and weekends."""

from datetime import timedelta

from extractor.times.expression import Point, Range
from extractor.times.values.context import AHEAD, Context, Tense
from extractor.times.values.days import Now, day_of, days_after, week_of

_NEXT = 2
"""Days from a dated weekday to another of the same week that is dated by it."""
_WEEK = 7


def weekday_before(meaning: Range, last: str | None) -> str | None:
    """The nearest one before the day that closes the range: «с понедельника по пятницу»."""
    opening, closing = meaning.first.weekday, meaning.last.weekday
    if not isinstance(opening, int) or not isinstance(closing, int) or meaning.first.day or meaning.first.unit:
        return None
    return days_after(last, -((closing - opening) % _WEEK))


def weekday(point: Point, now: Now | None, known: Context) -> str | None:
    """The day of a weekday: the one that the text has dated, else the nearest in the direction of the tense."""
    if point.weekday == "WE":
        return _weekend(point, now, known)
    number = int(point.weekday or 0)
    told = day_of(known.weekdays.get(number))
    if told and (now is None or (point.shift == 0 and not point.ahead and _is_lately(told, now, known.tense))):
        return known.weekdays[number]
    if now is None or not now.dated:
        return _beside_weekday(number, known) or f"XXXX-WXX-{number}"
    back = (now.day.isoweekday() - number) % 7
    ahead = (number - now.day.isoweekday()) % 7
    if point.shift:
        days = ahead or 7 if point.shift > 0 else -(back or 7)
    elif known.tense in AHEAD or (point.ahead and known.tense != "past") or (known.tense is None and ahead == 1):
        days = ahead
    else:
        days = -back
    return (now.day + timedelta(days=days)).isoformat()


def _is_lately(told: Now, now: Now, tense: Tense | None) -> bool:
    """Whether a weekday that the text has dated is that of the days before publication, and not of another story."""
    return tense not in AHEAD and now.dated and 0 <= (now.day - told.day).days < _WEEK


def _beside_weekday(number: int, known: Context) -> str | None:
    """The day of a weekday next to one that was dated: «в понедельник, 5 мая, … а во вторник»."""
    for dated, value in known.weekdays.items():
        base = day_of(value)
        if base and abs(number - dated) <= _NEXT:
            return base.render(base.day + timedelta(days=number - dated))
    return None


def _weekend(point: Point, now: Now | None, known: Context) -> str:
    if now is None or not now.dated:
        return "XXXX-WXX-WE"
    past = point.shift < 0 or (not point.shift and known.tense == "past" and now.day.isoweekday() < 6)
    return f"{week_of(now.day - timedelta(weeks=1) if past else now.day)}-WE"

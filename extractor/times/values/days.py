"""Days to count from: that of publication, and those that the text tells."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from extractor.errors import InputError

ANY_YEAR, LEAP_YEAR = 2001, 2000
"""Stand in for an unknown year: while days are counted, and while 29 February may be one."""


@dataclass(frozen=True, slots=True)
class Now:
    """A day to count from."""

    day: date
    dated: bool
    moment: datetime | None = None

    @property
    def hour(self) -> int | None:
        """The hour of publication, where it is known."""
        return self.moment.hour if self.moment else None

    def render(self, day: date) -> str:
        """Another day as a value, its year unknown where that of this one is."""
        return day.isoformat() if self.dated else f"XXXX{day.isoformat()[4:]}"


def publication_day(text: str) -> Now:
    """The day of a publication time.

    Raises:
        InputError: it is not ISO 8601.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"publication time {text!r} is not ISO 8601; write it as 2024-01-26 or 2024-01-26T09:10"
        ) from None
    return Now(moment.date(), True, moment if "T" in text else None)


def day_of(value: str | None) -> Now | None:
    """The day of a value, if it has one."""
    if value is None or not re.fullmatch(r"(\d{4}|XXXX)-\d\d-\d\d", value[:10]):
        return None
    dated = not value.startswith("X")
    try:
        return Now(date(int(value[:4]) if dated else ANY_YEAR, int(value[5:7]), int(value[8:10])), dated)
    except ValueError:
        return None


def is_day(value: str) -> bool:
    """Whether a value names a day, its year known or not."""
    return day_of(value) is not None


def days_after(value: str | None, days: int) -> str | None:
    """The day so many days after a value.

    >>> days_after("XXXX-09-27", 1)
    'XXXX-09-28'
    """
    base = day_of(value)
    try:
        return base.render(base.day + timedelta(days=days)) if base else None
    except OverflowError:
        return None


def week_of(day: date) -> str:
    """The ISO week of a day: 2024-W05."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"

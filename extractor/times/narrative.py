"""What a text has said so far, from which the next time expression may be counted."""

import re
from dataclasses import dataclass
from datetime import date

from extractor.times.expression import Expression, Offset, Point, Range
from extractor.times.values.context import Context, Tense
from extractor.times.values.days import is_day

_FAR = 400
"""Characters beyond which the day last spoken of is forgotten."""
_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d\d)?")
_SENTENCE_BREAK = re.compile(r"[.!?…]\s+(?=[^\W\d_a-zа-яё])|\n+")


@dataclass(frozen=True, slots=True)
class Lead:
    """The full date with which a text opens, and where it stands."""

    day: str
    start: int

    def dates(self, item: Expression) -> bool:
        """Whether it tells the year of another time: one below it, or the same day above."""
        meaning = item.meaning
        same = isinstance(meaning, Point) and (meaning.month, meaning.day) == (int(self.day[5:7]), int(self.day[8:]))
        return same or item.start > self.start


class Spoken:
    """What the text has said so far."""

    def __init__(self, text: str, present: str | None, lead: Lead | None, years: frozenset[int]) -> None:
        self.text = text
        self.present = present
        self.lead = lead
        self.years = years
        self.dated: str | None = None
        self.dated_end = 0
        self.day: str | None = None
        self.day_end = 0
        self.year: str | None = None
        self.told: str | None = None
        self.told_end = 0
        self.weekdays: dict[int, str] = {}

    def context(self, item: Expression, tense: Tense | None, published: str | None) -> Context:
        meaning = item.meaning
        loose = (isinstance(meaning, Point | Offset) and getattr(meaning, "anaphoric", True)) or published is None
        loose = loose or (isinstance(meaning, Point) and _is_bare_clock(meaning) and tense == "past")
        loose = loose or (isinstance(meaning, Offset) and meaning.sign > 0 and tense == "past")
        lead = self.lead.day if self.lead and self.lead.dates(item) else None
        same = isinstance(meaning, Point) and (
            (meaning.anaphoric and not meaning.shift) or (published is None and _is_bare_clock(meaning))
        )
        day = self.day if same or (self.day and self._breaks(self.day_end, item.start) <= int(loose)) else None
        near = self.dated if self.dated and self._breaks(self.dated_end, item.start) <= 1 else lead
        fresh = self.told_end > self.day_end and self._breaks(self.told_end, item.start) <= 1
        told = self.told if fresh else None
        return Context(day, self.year, self.present, self.weekdays, tense, near, lead, self.years, told)

    def _breaks(self, start: int, end: int) -> int:
        """Sentence ends from one place to another; the point of «1948 г.» at a line's end is none."""
        if self.text[start - 1 : start + 1] == ".\n":
            start += 1
        if end - start > _FAR:
            return _FAR
        return len(_SENTENCE_BREAK.findall(self.text, start, end))

    def add(self, item: Expression, value: str | None) -> None:
        meaning = item.meaning
        if value is None or not isinstance(meaning, Point | Offset | Range):
            return
        last = value.rpartition("/")[2]
        if _YEAR_OR_MONTH.fullmatch(last):
            self.told, self.told_end = last, item.end
        if _YEAR_OR_MONTH.match(last) and last[4:5] in {"", "-"}:
            self.year = last[:4]
        if len(value) >= 7 and value[:4].isdigit() and value[5].isdigit() and not isinstance(meaning, Offset):
            self.dated, self.dated_end = f"{value.rpartition('/')[2][:7]}-15", item.end
        day = value.rpartition("/")[2][:10]
        if is_day(day):
            self.day, self.day_end = day, item.end
            self._add_weekday(day, meaning.weekday if isinstance(meaning, Point) and not meaning.nth else None)

    def _add_weekday(self, day: str, named: int | str | None) -> None:
        """A date that the text gave with its weekday, or the one with which it opens, dates that weekday."""
        if isinstance(named, int):
            self.weekdays[named] = day
        elif self.lead and day == self.lead.day:
            self.weekdays.setdefault(date.fromisoformat(day).isoweekday(), day)


def _is_bare_clock(point: Point) -> bool:
    """«в 18:30»: an hour of a day that is told elsewhere."""
    return point.hour is not None and point == Point(hour=point.hour, minute=point.minute, ahead=point.ahead)

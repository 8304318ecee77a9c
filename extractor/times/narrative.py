"""What a text has said so far, from which the next time expression may be counted."""

import re
from datetime import date

from extractor.times.expression import Expression, Offset, Point, Range
from extractor.times.resolver import Context, Tense, is_day

_FAR = 400
"""Characters beyond which the day last spoken of is forgotten."""
_SENTENCE_BREAK = re.compile(r"[.!?…]\s+(?=[^\W\d_a-zа-яё])|\n+")


class Spoken:
    """What the text has said so far."""

    def __init__(self, text: str, present: str | None) -> None:
        self.text = text
        self.present = present
        self.day: str | None = None
        self.day_end = 0
        self.year: str | None = None
        self.weekdays: dict[int, str] = {}

    def context(self, item: Expression, tense: Tense | None, published: str | None) -> Context:
        meaning = item.meaning
        loose = (isinstance(meaning, Point | Offset) and getattr(meaning, "anaphoric", True)) or published is None
        day = self.day if self.day and self._breaks(item.start) <= (1 if loose else 0) else None
        return Context(day, self.year, self.present, self.weekdays, tense)

    def _breaks(self, position: int) -> int:
        """Sentence ends since the day last spoken of."""
        if position - self.day_end > _FAR:
            return _FAR
        return len(_SENTENCE_BREAK.findall(self.text, self.day_end, position))

    def add(self, item: Expression, value: str | None) -> None:
        meaning = item.meaning
        if value is None or not isinstance(meaning, Point | Offset | Range):
            return
        if len(value) >= 7 and value[:4].isdigit() and value[5].isdigit():
            self.year = value[:4]
        day = value.rpartition("/")[2][:10]
        if is_day(day):
            self.day, self.day_end = day, item.end
            self._add_weekday(day, meaning.weekday if isinstance(meaning, Point) else None)

    def _add_weekday(self, day: str, named: int | str | None) -> None:
        if isinstance(named, int):
            self.weekdays[named] = day
        elif day[0] != "X":
            self.weekdays.setdefault(date.fromisoformat(day).isoweekday(), day)

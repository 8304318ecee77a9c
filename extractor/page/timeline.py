"""What an article dates, in the order of the calendar."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.dates import format_date

from extractor.page.labels import Labels
from extractor.times.extent import Extent, extent

Fields = Mapping[str, Any]


@dataclass(slots=True)
class Entry:
    """A day or a period; `events` took place in it, `times` speak of it beside them."""

    when: str
    published: bool = False
    events: list[Fields] = field(default_factory=list)
    times: list[Fields] = field(default_factory=list)


def timeline(annotation: Fields, labels: Labels) -> list[Entry]:
    """The days and periods of an annotation that are known, the publication among them, each with what it dates."""
    events = _events_by_time(annotation)
    entries: dict[tuple[Extent, str], Entry] = {}
    published = extent(annotation["document"]["published"] or "")
    if published:
        entries[published, ""] = Entry(spoken(published), published=True)
    for time in annotation["times"]:
        place = _place(time["value"], published, labels)
        if place:
            entry = entries.setdefault(place, Entry(place[1] or spoken(place[0])))
            entry.events += events[time["id"]]
            if not events[time["id"]]:
                entry.times.append(time)
    return [entries[place] for place in sorted(entries)]


def spoken(days: Extent) -> str:
    """Days as a Russian reader writes them.

    >>> spoken((date(2023, 8, 7), date(2023, 8, 8)))
    '7–8 августа 2023'
    >>> spoken((date(2014, 1, 1), date(2014, 12, 31)))
    '2014'
    """
    start, end = days
    same_year, same_month = start.year == end.year, (start.year, start.month) == (end.year, end.month)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if same_year else f"{start.year}–{end.year}"
    if same_month and (start.day, end.day) == (1, monthrange(end.year, end.month)[1]):
        return _written(start, "LLLL y")
    last = _written(end, "d MMMM y")
    if start == end:
        return last
    return f"{start.day}–{last}" if same_month else f"{_written(start, 'd MMMM' if same_year else 'd MMMM y')} – {last}"


def _written(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale="ru")


def _events_by_time(annotation: Fields) -> dict[str, list[Fields]]:
    found: dict[str, list[Fields]] = defaultdict(list)
    for event in annotation["events"]:
        for argument in event["arguments"]:
            if argument["role"] == "time" and argument["time"]:
                found[argument["time"]].append(event)
    return found


def _place(value: str | None, published: Extent | None, labels: Labels) -> tuple[Extent, str] | None:
    """Where a value stands: its days, or after, at or before the publication for «FUTURE_REF» and its like."""
    if value is None:
        return None
    name = labels.reference(value)
    if name is None:
        days = extent(value)
        return (days, "") if days else None
    if published is None:
        return None
    around = {"PAST_REF": (date.min, date.min), "PRESENT_REF": published, "FUTURE_REF": (date.max, date.max)}
    return around[value], name

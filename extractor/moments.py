"""When an article was published: what a caller gives, in the form that the pipeline counts from."""

import re
from datetime import date, datetime

from extractor.errors import InputError

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


def publication_time(published: str | date | None) -> str | None:
    """A publication time in the form that the pipeline counts from: local, to the day or minute.

    Raises:
        InputError: it is no `datetime` or `date`, nor an ISO 8601 day or time.

    >>> publication_time(datetime(2024, 1, 26, 9, 10)), publication_time(date(2024, 1, 26))
    ('2024-01-26T09:10', '2024-01-26')
    """
    if published is None or published != published:  # pandas' NaT is not equal to itself
        return None
    if isinstance(published, date):
        clocked = isinstance(published, datetime)
        return published.strftime("%Y-%m-%dT%H:%M" if clocked else "%Y-%m-%d")
    if not isinstance(published, str):
        raise InputError(f"published: a string or a datetime is needed, not {type(published).__name__}")
    found = _ISO.fullmatch(published)
    if found is None or not _exists(found):
        raise InputError(f"published: {published!r} is not an ISO 8601 day or time such as 2024-01-26T09:10")
    day, minute, _ = found.groups()
    return f"{day}T{minute}" if minute else str(day)


def zone_of(published: str | date | None) -> str | None:
    """The offset from UTC of a publication time, where it has one.

    >>> zone_of("2024-01-26T09:10Z"), zone_of("2024-01-26T09:10+0300"), zone_of("2024-01-26")
    ('+00:00', '+03:00', None)
    """
    if isinstance(published, datetime):
        return zone_of(published.isoformat(timespec="minutes"))
    found = _ISO.fullmatch(published) if isinstance(published, str) else None
    zone = found[3] if found else None
    if zone is None:
        return None
    return "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[-2:]}"


def _exists(found: re.Match[str]) -> bool:
    """Whether the calendar and the clock have it: «2024-02-30» is well formed and does not exist."""
    day, minute, _ = found.groups()
    try:
        datetime.fromisoformat(f"{day}T{minute or '00:00'}{zone_of(found[0]) or ''}")
    except ValueError:
        return False
    return True

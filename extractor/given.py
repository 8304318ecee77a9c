"""What a caller tells of an article, in whatever it keeps it: a mapping, an object, a row of a data frame."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from numbers import Integral
from typing import Any

from extractor.errors import InputError

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


def part(article: object, key: str) -> Any:
    """What a mapping or an object has under a key, or None; pandas tells by NaN or NaT that it has nothing."""
    value = article.get(key) if isinstance(article, Mapping) else getattr(article, key, None)
    if key == "id" and isinstance(value, Integral):
        return str(value)  # tables number their rows
    return None if is_missing(value) else value


def is_missing(value: Any) -> bool:
    """Whether there is nothing: None, or what pandas writes for it, NaN, NaT and NA, of which none equals itself.

    >>> is_missing(float("nan")), is_missing(""), is_missing(0)
    (True, False, False)
    """
    try:
        return value is None or bool(value != value)
    except TypeError:  # pandas.NA is neither true nor false
        return True
    except ValueError:  # an array is there, though no article has one
        return False


def check_counts(**counts: object) -> None:
    """Complain of numbers of things that are none.

    Raises:
        InputError: one is no whole number or less than 1.
    """
    if not all(isinstance(count, Integral) and int(count) >= 1 for count in counts.values()):
        names, given = (" and ".join(map(str, told)) for told in (counts, counts.values()))
        raise InputError(f"{names} are at least 1, and whole numbers, not {given}")


def id_of(article: object) -> str | None:
    """What the caller calls an article, if that is a name."""
    found = part(article, "id")
    return found if isinstance(found, str) else None


def text_part(article: object, key: str) -> str | None:
    """A part that is Unicode text.

    Raises:
        InputError: it is something else.

    >>> text_part({"id": 7, "source": float("nan")}, "id"), text_part({"id": 7, "source": float("nan")}, "source")
    ('7', None)
    """
    value = part(article, key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f"{key}: a string is needed, not {type(value).__name__}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{key}: half of a surrogate pair at character {error.start}: not Unicode text") from error
    return value


def publication_time(published: str | date | None) -> str | None:
    """A publication time in the form that the pipeline counts from: local, to the day or minute.

    Raises:
        InputError: it is no `datetime` or `date`, nor an ISO 8601 day or time.

    >>> publication_time(datetime(2024, 1, 26, 9, 10)), publication_time(date(2024, 1, 26))
    ('2024-01-26T09:10', '2024-01-26')
    >>> publication_time("2024-01-26 09:10:00")  # as pandas and SQL write it
    '2024-01-26T09:10'
    """
    if is_missing(published):
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

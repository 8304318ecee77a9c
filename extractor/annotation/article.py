"""What a caller hands in: the text of an article and what is known of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from extractor.entities.tables.gazetteer import gazetteer
from extractor.errors import InputError

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_KEYS = ("text", "published", "source", "id", "home", "zone")


@dataclass(frozen=True, slots=True)
class Article:
    """An article; `published` is ISO 8601, its local time to the day or minute, `zone` the offset from UTC that it was
    given with, `home` the ISO 3166 alpha-3 code of the state that the article comes from.
    """

    text: str
    published: str | None = None
    source: str | None = None
    id: str | None = None
    home: str | None = None
    zone: str | None = None


def read_article(article: object) -> Article:
    """The article behind a string, a mapping or an object with `text` and perhaps `published`, `source`, `id`, `home`.

    Raises:
        InputError: it has no text, a part of it is no string, `published` is not ISO 8601 or `home` no state's code.

    >>> read = read_article({"text": "США ждут.", "published": "2024-01-26T09:10:00+03:00"})
    >>> read.published, read.zone
    ('2024-01-26T09:10', '+03:00')
    """
    parts = {"text": article} if isinstance(article, str) else {key: part(article, key) for key in _KEYS}
    if parts["text"] is None:
        raise InputError(f"an article is a string or has a text; this {type(article).__name__} is neither")
    given = parts.pop("published", None)
    published = publication_time(given)
    for key, value in parts.items():
        if value is not None:
            _check_string(key, value)
    known = {"published": published, "home": home_code(parts.get("home")), "zone": parts.get("zone") or zone_of(given)}
    return Article(**{**parts, **known})


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
    _check_string("published", published)
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


def home_code(home: str | None) -> str | None:
    """The code of the state that an article comes from, checked.

    Raises:
        InputError: it is not the ISO 3166 alpha-3 code of a state.
    """
    if home is not None and home not in gazetteer().states:
        raise InputError(f"home: {home!r} is not the ISO 3166 alpha-3 code of a state, such as RUS")
    return home


def part(article: object, key: str) -> Any:
    """What a mapping or an object has under a key, or None."""
    return article.get(key) if isinstance(article, Mapping) else getattr(article, key, None)


def _check_string(key: str, value: object) -> None:
    if not isinstance(value, str):
        raise InputError(f"{key}: a string is needed, not {type(value).__name__}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{key}: half of a surrogate pair at character {error.start}: not Unicode text") from error


def _exists(found: re.Match[str]) -> bool:
    """Whether the calendar and the clock have it: «2024-02-30» is well formed and does not exist."""
    day, minute, _ = found.groups()
    try:
        datetime.fromisoformat(f"{day}T{minute or '00:00'}{zone_of(found[0]) or ''}")
    except ValueError:
        return False
    return True

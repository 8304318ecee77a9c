"""What a caller hands in: the text of an article and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.entities.tables.gazetteer import gazetteer
from extractor.errors import InputError
from extractor.moments import publication_time, zone_of

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


def without_time(article: object) -> Mapping[str, Any]:
    """What an article has beside its publication time."""
    return {key: part(article, key) for key in _KEYS if key not in ("published", "zone")}


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

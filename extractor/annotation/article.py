"""What a caller hands in: the text of an article and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.entities.tables.gazetteer import gazetteer
from extractor.errors import InputError
from extractor.given import part, publication_time, text_part, zone_of

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
    told: object = {"text": article} if isinstance(article, str) else article
    text, published = text_part(told, "text"), part(told, "published")
    if text is None:
        raise InputError(f"an article is a string or has a text; this {type(article).__name__} is neither")
    source, id_, home, zone = (text_part(told, key) for key in ("source", "id", "home", "zone"))
    published_at = publication_time(published)
    return Article(text, published_at, source, id_, home=home_code(home), zone=zone or zone_of(published))


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

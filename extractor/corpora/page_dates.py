"""When a page says that it was published: by its metadata alone.

A year in the text, in the footer or in a licence is no such date, and a concert's is another's.
"""

import re
from typing import Any

from extractor.errors import InputError
from extractor.given import publication_time

_META = frozenset(
    """
    article:published_time article:published article:publish_date article.published og:article:published_time
    og:published_time og:pubdate publishdate publish_date publish-date published_time published-date pubdate
    datepublished date_published mediator_published_time parsely-pub-date sailthru.date dc.date.issued dcterms.issued
    publication_date cxenseparse:recs:publishtime
    """.split()  # noqa: SIM905
)
_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?")


def published(html: bytes) -> str | None:
    """ISO 8601 local time, to the day or minute and perhaps with a zone, that the metadata of a page give.

    None where they give none.

    Read are `<meta>`, `itemprop="datePublished"` and the first "datePublished" of JSON-LD, in this order.
    """
    from trafilatura import load_html  # it takes a while to import, and only pages need it

    tree = load_html(html)
    if tree is None:
        return None
    found = (_time(value) for value in (*_meta(tree), *_items(tree), *_linked_data(tree)))
    return next((time for time in found if time), None)


def _meta(tree: Any) -> list[str]:
    named = ((item.get("property") or item.get("name") or "", item.get("content")) for item in tree.iter("meta"))
    return [value for name, value in named if name.lower() in _META and value]


def _items(tree: Any) -> list[str]:
    items = tree.xpath("//*[@itemprop='datePublished' or (self::time and @pubdate)]")
    return [value for item in items if (value := item.get("datetime") or item.get("content"))]


def _linked_data(tree: Any) -> list[str]:
    scripts = tree.xpath("//script[@type='application/ld+json']")
    return [match[1] for script in scripts for match in _JSON.finditer(script.text or "")]


def _time(value: str) -> str | None:
    found = _ISO.fullmatch(value.strip())
    if not found:
        return None
    time = f"{found[1]}T{found[2]}{found[3] or ''}" if found[2] else found[1]
    try:
        publication_time(time)
    except InputError:  # no such day
        return None
    return time

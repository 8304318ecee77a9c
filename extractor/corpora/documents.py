"""What a source holds: articles, pages of the web, and what cannot be read."""

import logging
from dataclasses import dataclass
from hashlib import blake2b

from extractor.annotation.article import Article, read_article
from extractor.corpora.page_dates import published
from extractor.errors import InputError
from extractor.installed.extras import needs


@dataclass(frozen=True, slots=True)
class Page:
    """An article as HTML; its text is extracted by whoever annotates it. `published` beats what the page says."""

    html: bytes
    id: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Undated(Article):
    """An article whose publication time cannot be read, for this reason: it is annotated without one."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What stands in the place of a document that cannot be read."""

    id: str | None
    reason: str


Document = Article | Page | Unreadable


def content_digest(document: Article | Page) -> bytes:
    """16 bytes that two documents share if they differ in nothing but their ids."""
    if isinstance(document, Page):
        return _digest(b"page", document.html, _bytes(document.published))
    known = (document.text, document.published, document.zone, document.source, document.home)
    return _digest(b"article", *map(_bytes, known))


def digest(document: Document) -> bytes:
    """16 bytes that two documents share if they are equal."""
    content = document.reason.encode() if isinstance(document, Unreadable) else content_digest(document)
    return _digest(content, _bytes(document.id))


def titled(title: str | None, text: str) -> str:
    """A text with its title as its first paragraph, unless it stands there already."""
    title = (title or "").strip()
    return text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"


def read_page(page: Page) -> Article:
    """The article on a page, with the title, the time and the publisher that the page's metadata give.

    Raises:
        InputError: no article is found on it.
    """
    needs("a page in HTML", "corpora", "trafilatura")
    from trafilatura import bare_extraction  # it takes a while to import, and only pages need it
    from trafilatura.settings import Document as PageDocument

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it remarks is said by the error below
    found = bare_extraction(page.html, with_metadata=True, include_comments=False, include_tables=False)
    fields = found.as_dict() if isinstance(found, PageDocument) else {}
    if not fields.get("text"):
        raise InputError("no article is found on the page")
    text = titled(fields["title"], fields["text"])
    known = {"published": page.published or published(page.html), "source": fields["sitename"], "id": page.id}
    return read_article({"text": text, **known})


def _digest(*parts: bytes | None) -> bytes:
    found = blake2b(digest_size=16)
    for part in parts:
        # The length keeps neighbours apart; nothing is not the same as an empty part.
        found.update(b"-" if part is None else b"%d:" % len(part) + part)
    return found.digest()


def _bytes(part: str | None) -> bytes | None:
    return None if part is None else part.encode("utf-8")

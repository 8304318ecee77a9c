"""The head of an article: who publishes it, when, and its title.

Only lines that can be nothing else are taken: an article without a publication line has no source and no time
here. What the caller knows wins.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.given import part, publication_time, text_part, zone_of
from extractor.records import Metadata, Span
from extractor.text.publication import Publication, is_source, read_publication
from extractor.text.tokens import text_of

_HEAD = 4  # lines with text among which the publication line is looked for
_LONGEST_TITLE = 200
_NO_TITLE = (".", "…", "!", ":", ";", ",", "—", "-")
_QUOTED = re.compile('«[^»]*»|["“„][^"”“]*["”“]')
_TALK = re.compile(
    r"\b(?:я|мне|меня|вы|вам|вас|вами|ваш(?:а|е|и|у|его|ей|ему|им|их|ими|ем)?|пожалуйста)\b", re.I
)  # who talks writes no headline


@Language.factory("extractor_layout", assigns=["doc._.document"], default_config={})
def make_layout(nlp: Language, name: str) -> "Layout":
    layers.register()
    return Layout()


class Layout:
    """Sets `doc._.document`: source, publication time and title, where the caller has not.

    Callers of `nlp.pipe(…, as_tuples=True)` tell what they know in the context of each text: a mapping with
    `published`, `source`, `id` or `home`.
    """

    def __call__(self, doc: Doc) -> Doc:
        known = _told(doc._.document, doc._context)
        found = self.find(text_of(doc))
        doc._.document = replace(
            known,
            source=known.source or found.source,
            published=known.published or found.published,
            title=known.title or found.title,
        )
        return doc

    def find(self, text: str) -> Metadata:
        """What the first lines of a text say of it."""
        lines = _lines(text)
        for number, line in enumerate(lines[:_HEAD]):
            publication = read_publication(text[line.start : line.end])
            if publication:
                return _read_head(text, lines, number, publication)
        return Metadata(title=_title(text, lines, 0))


def _told(known: Metadata, context: Any) -> Metadata:
    """What is known of a document, and what the context that it was given with says beside it.

    Raises:
        InputError: the context's `published` is no day or time, or another part of it no text.
    """
    if not isinstance(context, Mapping):
        return known
    published = part(context, "published")
    return Metadata(
        id=known.id or text_part(context, "id"),
        source=known.source or text_part(context, "source"),
        published=known.published or publication_time(published),
        title=known.title,
        home=known.home or text_part(context, "home"),
        zone=known.zone if known.published else zone_of(published),
    )


def _read_head(text: str, lines: list[Span], number: int, publication: Publication) -> Metadata:
    """What a head says whose publication line has that number among the lines with text."""
    before, title = lines[:number], _title(text, lines, number + 1)
    metadata = Metadata(source=publication.source, published=publication.published, title=title)
    if not before:
        return metadata
    first = text[before[0].start : before[0].end]
    # Above the line stands a source, if a title follows below or beside it; else the title itself.
    if publication.source is None and is_source(first) and (title or number > 1):
        metadata = replace(metadata, source=first)
        before = before[1:]
    return replace(metadata, title=before[0]) if before and _is_title(text, before[0]) else metadata


def _title(text: str, lines: list[Span], number: int) -> Span | None:
    """The line of that number if it is a title: no sentence, and something follows."""
    return lines[number] if number + 1 < len(lines) and _is_title(text, lines[number]) else None


def _is_title(text: str, line: Span) -> bool:
    title = text[line.start : line.end]
    if len(title) > _LONGEST_TITLE or title.endswith(_NO_TITLE) or title[0].islower() or " " not in title:
        return False
    return not _TALK.search(_QUOTED.sub("", title))


def _lines(text: str) -> list[Span]:
    """The first lines that hold more than white space, without the white space around them."""
    lines = []
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            lines.append(Span(first, first + len(stripped)))
            if len(lines) == _HEAD + 2:
                break
        start += len(line)
    return lines

"""Lists whose items begin with ordinals: «во-первых …, во-вторых …», «Первое — … Второе — …»."""

from collections.abc import Iterator

import numpy as np
from spacy.attrs import LEMMA

from extractor.discourse.cues import Cues
from extractor.discourse.enumeration.announcements import Announcement, announced_within, announcement
from extractor.discourse.enumeration.endings import before_others
from extractor.grammar.marks import DASHES
from extractor.grammar.ranges import Range, span_of, text_before, trimmed
from extractor.grammar.tokens import Parse
from extractor.records import Enumeration

_EDGE = " .,;:—–-"
_INSERTED = 2  # sentences between an announcement and its ordinals
_OTHERS = 2  # the place of «один …, другой …» among the series
_ASIDE = 6  # tokens of «и это главное»
_REACH = 120  # tokens between one marker and the next


def ordinal_lists(doc: Parse, cues: Cues) -> Iterator[Enumeration]:
    """Every run of ordinals that begins with the first and counts at least two."""
    lemmas = doc.to_array(LEMMA)
    for series, words in enumerate(cues.ordinals):
        first = doc.vocab.strings.add(words[0])
        for at in np.flatnonzero(lemmas == first):
            markers = _markers(doc, cues, int(at), words, adverbial=series == 0)
            found = _enumeration(doc, cues, markers, series) if len(markers) > 1 else None
            if found is not None:
                yield found


def _markers(doc: Parse, cues: Cues, first: int, words: tuple[str, ...], adverbial: bool) -> list[int]:
    """The places of the ordinals, one after the other."""
    if not adverbial and not _opens_part(doc, first):
        return []
    markers = [first]
    for token in doc[first + 1 : first + _REACH * len(words)]:
        if token.i - markers[-1] > _REACH or len(markers) == len(words):
            break
        wanted = token.lemma_ == words[len(markers)] or (adverbial and token.lemma_ in cues.last)
        if wanted and (adverbial or _opens_part(doc, token.i)):
            markers.append(token.i)
            if token.lemma_ in cues.last:
                break
    return markers


def _opens_part(doc: Parse, at: int) -> bool:
    if doc[at].is_sent_start:
        return True
    before = doc[at - 1]
    if before.lower_ in {"а", "и"} and at > 1:
        before = doc[at - 2]
    return before.text in {";", ",", ":"}


def _enumeration(doc: Parse, cues: Cues, markers: list[int], series: int) -> Enumeration | None:
    intro = _intro(doc, cues, markers)
    if intro is None or not (_introduces_parts if series else _introduces_reasons)(doc, cues, intro, markers):
        return None
    if series and (not _alike(doc, markers) or _tells_of_noun(doc, markers[0])):
        return None
    if series == _OTHERS and intro.count is None:
        return None
    items = [_item(doc, cues, marker, end, series) for marker, end in zip(markers, _ends(doc, markers), strict=True)]
    if any(start >= end for start, end in items):
        return None
    return Enumeration(span_of(doc, (intro.start, intro.end)), tuple(span_of(doc, item) for item in items), intro.count)


def _introduces_reasons(doc: Parse, cues: Cues, intro: Announcement, markers: list[int]) -> bool:
    """«Во-первых …» needs an announcement only where another sentence gives it."""
    return intro.announced or intro.end > doc[markers[0]].sent.start


def _introduces_parts(doc: Parse, cues: Cues, intro: Announcement, markers: list[int]) -> bool:
    """«Первый …, второй …» tell parts where the words before count as many, or announce them with a colon.

    What those words enumerate themselves, ordinals only tell more of: «два катера — «Чайка» и «Мол». Первый …».
    """
    if intro.count not in {None, len(markers)} or _enumerates(doc, intro):
        return False
    if intro.count is not None:
        return True
    if intro.end > doc[markers[0]].sent.start:
        return text_before(doc, markers[0]) == ":" and (intro.announced or len(markers) > 2)
    return intro.announced and any(token.lemma_ in cues.following for token in doc[intro.start : intro.end])


def _enumerates(doc: Parse, intro: Announcement) -> bool:
    return any(token.text == ":" or token.text in DASHES for token in doc[intro.start : intro.end])


def _tells_of_noun(doc: Parse, marker: int) -> bool:
    """«два дома, один из которых сгорел», «в двух видах. Один из соседей …»."""
    after = doc[marker + 1 : marker + 3]
    if any(token.lemma_ == "который" for token in after):
        return True
    of_others = len(after) > 1 and after[0].lower_ == "из" and after[1].lemma_ != "они"
    return of_others and doc[marker].lemma_ == "один"


def _alike(doc: Parse, markers: list[int]) -> bool:
    """Whether ordinals number the same noun: «первая часть … вторая часть», not «первая группа … второй этап»."""
    nouns = {doc[at + 1].lemma_ for at in markers if at + 1 < len(doc) and doc[at + 1].pos_ == "NOUN"}
    return len(nouns) < 2


def _intro(doc: Parse, cues: Cues, markers: list[int]) -> Announcement | None:
    """What announces the ordinals: the words before them, the sentence before, or one before an inserted sentence.

    The last must count as many items as there are ordinals.
    """
    sentence = doc[markers[0]].sent
    start, end = trimmed(doc, sentence.start, markers[0], _EDGE)
    if end - start > 1 or (end > start and doc[end].text == ":"):
        return announcement(doc, cues, start, end)
    nearest, at = None, sentence.start
    for _ in range(_INSERTED + 1):
        while at > 0 and doc[at - 1].is_space:
            at -= 1
        if not at:
            break
        start, end = doc[at - 1].sent.start, at
        found = announcement(doc, cues, start, end)
        if found.announced and found.count == len(markers):
            return found
        if nearest is None and not found.announced:
            found = announced_within(doc, cues, start, end, len(markers)) or found
        nearest, at = nearest or found, start
    return nearest


def _ends(doc: Parse, markers: list[int]) -> list[int]:
    """An item ends with its sentence, or before the next marker in the same one."""
    ends = [doc[marker].sent.end for marker in markers]
    return [min(end, following) for end, following in zip(ends, [*markers[1:], len(doc)], strict=True)]


def _item(doc: Parse, cues: Cues, marker: int, end: int, series: int) -> Range:
    start = marker
    following = doc[marker + 1] if marker + 1 < end else None
    if series == 0 or (series == 1 and following is not None and following.text in {*DASHES, ",", ":"}):
        start = marker + 1
    start, end = trimmed(doc, _past_aside(doc, start, end), end, _EDGE)
    while end > start and doc[end - 1].lower_ in cues.linking:
        start, end = trimmed(doc, start, end - 1, _EDGE)
    return trimmed(doc, start, before_others(doc, cues, start, end), _EDGE)


def _past_aside(doc: Parse, start: int, end: int) -> int:
    """«Во-вторых, **и это главное**, …»: behind what is said of an item as a whole."""
    start = trimmed(doc, start, end, _EDGE)[0]
    if start >= end or doc[start].lower_ != "и":
        return start
    return next((token.i for token in doc[start : min(start + _ASIDE, end)] if token.text == ","), start)

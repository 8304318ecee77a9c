"""The items of a list that takes a line for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

Range = tuple[int, int]
_MOST = 1000  # lines of one list
_BULLETS = (
    ("dash", re.compile(r"[–—-]\s+")),
    ("dot", re.compile(r"[•*·▪●◦■‣]\s*")),
    ("number", re.compile(r"\(?\d{1,3}[.)]\s*")),
    ("letter", re.compile(r"\(?[а-яa-z]\)\s*")),
)
_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
_SENTENCES = 6  # lines of one item right under it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that is not blank: offsets, its bullet, and whether a blank line precedes it."""

    start: int
    end: int
    bullet: str
    content: int
    gap: bool

    def is_reply(self, text: str) -> bool:
        """Whether a line looks like one of a dialogue: «— Мы не уйдём!»."""
        return self.bullet == "dash" and text[self.content].isupper() and self.ends_with(".!?…", text)

    def ends_with(self, marks: str, text: str) -> bool:
        return text[self.end - 1] in marks


def lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, without the blanks at their edges; a number alone goes with the next."""
    found: list[Line] = []
    blank = numbered = False
    start = 0
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            first = start + len(raw) - len(raw.lstrip())
            bullet, length = _bullet(body)
            line = Line(first, first + len(body), bullet, first + length, blank)
            if numbered:
                number = found.pop()
                line = Line(number.start, line.end, "number", line.content, number.gap)
            found.append(line)
            numbered = _NUMBER.fullmatch(body) is not None
        blank = not body
        start += len(raw) + 1
    return found


def _bullet(body: str) -> tuple[str, int]:
    for kind, pattern in _BULLETS:
        match = pattern.match(body)
        if match and match.end() < len(body):
            return kind, match.end()
    return "", 0


def line_items(text: str, following: list[Line], count: int | None, *, announced: bool, spoken: bool) -> list[Line]:
    """The lines after an intro that are its items; empty where they are none.

    Args:
        count: how many the intro declares.
        announced: whether it announces a list, so that lines without bullets or semicolons can be items.
        spoken: whether it tells who says what follows, so that only bullets and the ends of lines part items.
    """
    if not following:
        return []
    if following[0].bullet:
        items = _bulleted(text, following)
    else:
        items = _closed(text, following) or ([] if spoken else _parted(text, following[0]))
        items = items or (_bare(text, following, count) if announced and not spoken else [])
    return items if len(items) > 1 else []


def _bulleted(text: str, rest: list[Line]) -> list[Line]:
    """Lines with the bullet of the first; a numbered list may go on after one inserted paragraph.

    An item that ends with a colon holds the lines with another bullet under it; any item, the text right under it.
    """
    kind = rest[0].bullet
    items: list[Line] = []
    inserted = nested = False
    for place, line in enumerate(rest):
        if line.bullet == kind:
            items.append(line)
            nested = line.ends_with(":", text)
        elif (nested and line.bullet) or _goes_on(rest, place, kind):
            items[-1] = replace(items[-1], end=line.end)
        elif kind == "number" and not inserted and place + 1 < len(rest) and rest[place + 1].bullet == kind:
            inserted = True
        else:
            break
    return items


def _goes_on(rest: list[Line], place: int, kind: str) -> bool:
    """Whether more of the list follows lines of text right under an item."""
    text = takewhile(lambda line: not line.gap and not line.bullet, rest[place : place + _SENTENCES])
    following = place + len([*text])
    return place < following < len(rest) and rest[following].bullet == kind


def bulleted_blocks(found: list[Line]) -> Iterator[tuple[int, list[Line]]]:
    """Runs of lines «1. …», «2. …», or with another bullet, each with its place among the lines."""
    place = 0
    for kind, alike in groupby(found, key=lambda line: line.bullet):
        run = [*alike]
        if kind and len(run) > 1:
            yield place, run[:_MOST]
        place += len(run)


def _closed(text: str, rest: list[Line]) -> list[Line]:
    """Lines that semicolons or commas close, and the one after them."""
    for place, line in enumerate(rest):
        if not line.ends_with(";,", text):
            return rest[: place + 1] if place else []
    return rest


def _parted(text: str, line: Line) -> list[Line]:
    """The parts of one line that semicolons part: «Перу — Чили 1:0; Гана — Того 2:2; Куба — Панама 0:3»."""
    stops = [line.start + at for at in _semicolons(text[line.start : line.end])]
    bounds = [line.start, *(stop + 1 for stop in stops)]
    parts = []
    for start, end in zip(bounds, [*stops, line.end], strict=True):
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        parts.append(replace(line, start=first, end=end, content=first))
    return parts if len(stops) > 1 and all(part.start < part.end for part in parts) else []


def _semicolons(line: str) -> Iterator[int]:
    """Those outside brackets and quotation marks."""
    depth, quoted = 0, False
    for at, letter in enumerate(line):
        depth += (letter in "(«„") - (letter in ")»“")
        quoted ^= letter == '"'
        if letter == ";" and depth <= 0 and not quoted:
            yield at


def _bare(text: str, rest: list[Line], count: int | None) -> list[Line]:
    """Lines without a sign of their own: as many as announced, else a block up to the blank line."""
    if count is not None and len(rest) >= count and not any(line.ends_with(":", text) for line in rest[:count]):
        return rest[:count]
    block = rest[:1]
    for line in rest[1:]:
        if (line.gap and not block[0].gap) or line.ends_with(":", text) or block[-1].ends_with(":", text):
            break
        if line.gap and (block[-1].ends_with(".!?…", text)):
            break
        block.append(line)
    return block

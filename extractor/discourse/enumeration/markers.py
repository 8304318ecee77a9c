"""Items that numbers, letters or bullets mark inside one line: «Меры: 1) санкции; 2) эмбарго»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.discourse.enumeration.paragraphs import Line

_LETTERS = "абвгдежзиклмн"
_STYLES = (
    ("bracket", re.compile(r"(?<!\S)(\d{1,3})\)\s*(?=\S)")),
    ("bracket", re.compile(rf"(?<!\S)([{_LETTERS}])\)\s*(?=\S)")),
    ("brackets", re.compile(r"(?<!\S)\((\d{1,3})\)\s*(?=\S)")),
    ("brackets", re.compile(rf"(?<!\S)\(([{_LETTERS}])\)\s*(?=\S)")),
    ("bullet", re.compile(r"(?<!\S)([•▪●◦■‣])\s*(?=\S)")),
    ("bullet", re.compile(r"(?<!\S)(\*)\s+(?=[^\W_])")),
    ("dot", re.compile(r"(?<!\S)(\d{1,3})\.\s+(?=[^\W\d])")),
    ("bare", re.compile(r"(?<!\S)(\d{1,2})\s+(?=[А-ЯЁ])")),
)
_UNSURE = ("dot", "brackets")
_DECREES = re.compile(r"(?:постановля|приказыва)\w+:?\s+$")  # before «1 Считать … 2 Принять …»
_EDGE = " \t\xa0;,."


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """Markers in their order within one line: where each item starts and ends; the last goes on to the line's end.

    `sure` tells «1)» and bullets from «1.», which also ends a sentence, and «(1)», which also refers to a note.
    """

    start: int
    items: tuple[tuple[int, int], ...]
    sure: bool


def marked_runs(text: str, line: Line) -> Iterator[MarkedRun]:
    """The runs «1) … 2) …», «а) … б) …», «1. … 2. …», «• … • …» of a line."""
    for style, pattern in _STYLES:
        run: list[re.Match[str]] = []
        for match in pattern.finditer(text, line.start, line.end):
            if style != "bullet" and _rank(match[1]) == 1:
                yield from _made(text, run, line.end, style)
                run = [match]
            elif style == "bullet" or (run and _rank(match[1]) == len(run) + 1):
                run.append(match)
        yield from _made(text, run, line.end, style)


def _rank(marker: str) -> int:
    return int(marker) if marker.isdigit() else _LETTERS.find(marker) + 1


def _made(text: str, run: list[re.Match[str]], end: int, style: str) -> Iterator[MarkedRun]:
    if len(run) > 2 or (len(run) == 2 and (style != "bare" or _DECREES.search(text, 0, run[0].start()))):
        ends = [*(match.start() for match in run[1:]), end]
        items = tuple(edges(text, match.end(), stop) for match, stop in zip(run, ends, strict=True))
        if all(start < stop for start, stop in items):
            yield MarkedRun(run[0].start(), items, style not in _UNSURE)


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """An item without the marks that close it and without the conjunction before the next marker."""
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return edges(text, start, end - 2) if text[:end].endswith((" и", ",и")) and end - start > 2 else (start, end)

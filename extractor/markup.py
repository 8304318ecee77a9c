"""Marked text, "{США|actor} начали {переговоры|CONSULT}", to plain text and labelled spans, and back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PIECE = re.compile(r"\{|\|[^{}|]*\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A labelled span of plain text; offsets in code points, half-open."""

    start: int
    end: int
    label: str


def parse(marked: str) -> tuple[str, list[Marked]]:
    """Plain text and its labelled spans, in the order of their starts; spans may nest.

    Raises:
        ValueError: a brace without its partner.

    >>> parse("{США|actor} ждут.")
    ('США ждут.', [Marked(start=0, end=3, label='actor')])
    """
    text, spans, opened, last = "", [], [], 0
    for piece in _PIECE.finditer(marked):
        text += marked[last : piece.start()]
        last = piece.end()
        if piece.group() == "{":
            opened.append(len(text))
        elif not opened:
            raise ValueError(f"closing brace without an opening one in {marked!r}")
        else:
            spans.append(Marked(opened.pop(), len(text), piece.group()[1:-1]))
    if opened:
        raise ValueError(f"opening brace without a closing '|label}}' in {marked!r}")
    return text + marked[last:], sorted(spans, key=lambda span: (span.start, -span.end))


def render(text: str, spans: Iterable[Marked]) -> str:
    """The marked form of a text: the inverse of `parse` for spans that nest.

    >>> render("США ждут.", [Marked(0, 3, "actor")])
    '{США|actor} ждут.'
    """
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    openings = [(span.start, 1, -span.end, "{") for span in ordered]
    closings = [(span.end, 0, -span.start, f"|{span.label}}}") for span in ordered]
    out, last = [], 0
    for position, _, _, mark in sorted(openings + closings):
        out += [text[last:position], mark]
        last = position
    return "".join([*out, text[last:]])

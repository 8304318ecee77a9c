"""Quotation marks: which stretches of a document stand inside them."""

from dataclasses import dataclass, field

from spacy.attrs import ORTH

from extractor.grammar.marks import CLOSING, OPENING, QUOTATION
from extractor.grammar.ranges import is_line_break, keys, line_breaks, places
from extractor.grammar.tokens import Parse, Token

_KEYS = keys(QUOTATION)
_AFTER = frozenset({",", ".", ";", ":", "!", "?", "…", "...", ")"})  # «"Мы уйдём", - сказал он»
_PARAGRAPHS = 5  # line breaks over which a quotation can go on


@dataclass(frozen=True, slots=True)
class Quotation:
    """Two quotation marks that belong together, as token positions."""

    opened: int
    closed: int


@dataclass(slots=True)
class _Reader:
    """What is open at a place of the text: the outer mark, how many inner ones, the last closing mark."""

    found: list[Quotation] = field(default_factory=list)
    opened: int = -1
    depth: int = 0
    closed: int = -1
    goes_on: bool = False

    def open(self, at: int) -> None:
        if self.goes_on:  # each paragraph of a long quotation opens it again
            self.goes_on = False
            return
        if not self.depth:
            self.opened, self.closed = at, -1
        self.depth += 1

    def close(self, at: int) -> None:
        if not self.depth:
            return
        self.depth -= 1
        self.closed = at
        if not self.depth:
            self.found.append(Quotation(self.opened, at))

    def end_paragraph(self, next_closes: bool, next_opens: bool) -> None:
        """One closing mark for two («А «Б») closes the outer; without any, the next paragraph may close it."""
        if self.depth and self.closed >= 0:
            self.found.append(Quotation(self.opened, self.closed))
        elif self.depth == 1 and next_opens:
            self.goes_on = True
            return
        elif self.depth and next_closes:
            return
        self.depth = 0


def quotations(doc: Parse) -> list[Quotation]:
    """The outermost quotations of a document, in text order; marks without a partner are none."""
    marks = [doc[i] for i in sorted([*places(doc, ORTH, _KEYS), *line_breaks(doc)])]
    reader = _Reader()
    for place, mark in enumerate(marks):
        if is_line_break(mark):
            following = next((m for m in marks[place + 1 : place + 1 + _PARAGRAPHS] if not is_line_break(m)), None)
            closes = following is not None and following.text in CLOSING
            reader.end_paragraph(closes, following is not None and _opens_line(following, mark))
        elif opens(mark, reader.depth):
            reader.open(mark.i)
        else:
            reader.close(mark.i)
    reader.end_paragraph(next_closes=False, next_opens=False)
    return reader.found


def _opens_line(mark: Token, line_break: Token) -> bool:
    return mark.text in OPENING and mark.i == line_break.i + 1


def opens(mark: Token, depth: int) -> bool:
    """Whether a quotation mark opens; `depth` is how many are open before it."""
    if mark.text in OPENING or mark.text in CLOSING:
        return mark.text in OPENING
    doc = mark.doc
    glued_before = mark.i > 0 and not doc[mark.i - 1].whitespace_ and not doc[mark.i - 1].is_space
    following = doc[mark.i + 1] if mark.i + 1 < len(doc) else None
    glued_after = not mark.whitespace_ and following is not None and not following.is_space
    if glued_before and glued_after and following is not None and following.text in _AFTER:
        glued_after = False
    if glued_before and doc[mark.i - 1].text in "([«„":
        glued_before = False
    return not glued_before if glued_before != glued_after else not depth

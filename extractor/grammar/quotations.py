"""Quotation marks: which stretches of a document stand inside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.attrs import ORTH

from extractor.grammar.marks import CLOSING, DASHES, OPENING, QUOTATION
from extractor.grammar.ranges import is_line_break, keys, line_breaks, places
from extractor.grammar.tokens import Parse, Token
from extractor.process.sharing import Latest

_KEYS = keys(QUOTATION)
_AFTER = frozenset({",", ".", ";", ":", "!", "?", "…", "...", ")"})  # «"Мы уйдём", - сказал он»
_PARTING = frozenset({",", ".", ";", "!", "?", ")", *DASHES})  # no quotation begins with one of these
_PARAGRAPHS = 12  # line breaks over which a quotation can go on: some texts have a sentence a line
_MARKS = 40  # marks and line breaks in which it closes
_NAME = 4  # tokens in quotation marks up to which they may be a name
_FARTHEST = 400  # tokens from a mark that is set too early to the one that ends the quotation


@dataclass(frozen=True, slots=True)
class Quotation:
    """Two quotation marks that belong together, as token positions."""

    opened: int
    closed: int


@dataclass(slots=True)
class _Reader:
    """What is open at a place of the text: the outer mark, how many inner ones, the last closing mark."""

    doc: Parse
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
            self._close_late(at)
            return
        self.depth -= 1
        self.closed = at
        if not self.depth:
            self._found(Quotation(self.opened, at))

    def _found(self, quotation: Quotation) -> None:
        """Of «"Договор с" Волной "расторгнут", - сказал он», where spaces stand on the wrong side, the outer marks."""
        before = self.found[-1] if self.found else None
        slipped = before is not None and 1 < quotation.opened - before.closed <= _NAME + 1
        if before is not None and slipped and self._is_cut(before) and self._ends_speech(quotation.closed):
            self.found[-1] = Quotation(before.opened, quotation.closed)
        else:
            self.found.append(quotation)

    def _close_late(self, at: int) -> None:
        """A mark without a partner before a dash: the quotation that a line opens with has been closed too early."""
        before = self.found[-1] if self.found else None
        if before is None or at == before.closed + 1 or not self._ends_speech(at) or not self._is_cut(before):
            return
        between = self.doc[before.closed : min(at, before.closed + _FARTHEST)]
        if before.closed + _FARTHEST > at and sum(map(is_line_break, between)) <= _PARAGRAPHS:
            self.found[-1] = Quotation(before.opened, at)

    def _is_cut(self, quotation: Quotation) -> bool:
        """Whether marks at the start of a line hold more than a name, and no cue of speech follows."""
        first = quotation.opened == 0 or is_line_break(self.doc[quotation.opened - 1])
        longer = quotation.closed - quotation.opened > _NAME + 1
        return first and longer and not self._ends_speech(quotation.closed)

    def _ends_speech(self, at: int) -> bool:
        """«…", — », «…"! — »."""
        following = [token.text for token in self.doc[at + 1 : at + 3]]
        return any(text in DASHES for text in following[: 1 + (following[:1] != [] and following[0] in _AFTER)])

    def end_paragraph(self, *, closes: bool, reopens: bool) -> None:
        """The next paragraphs may close a quotation; else one closing mark for two («А «Б») closes the outer."""
        if self.depth and closes:
            return
        if self.depth and self.closed >= 0:
            self._found(Quotation(self.opened, self.closed))
        elif self.depth == 1 and reopens:
            self.goes_on = True
            return
        self.depth = 0


_latest = Latest[tuple[Parse, list[Quotation]]]()


def quotations(doc: Parse) -> list[Quotation]:
    """The outermost quotations of a document, in text order, not to be changed; marks without a partner are none."""
    return _latest.of(doc.spacy, lambda _: (doc, _read(doc)), lambda kept: kept[0] is doc)[1]


def _read(doc: Parse) -> list[Quotation]:
    marks = [doc[i] for i in sorted([*places(doc, ORTH, _KEYS), *line_breaks(doc)])]
    reader = _Reader(doc)
    for place, mark in enumerate(marks):
        if is_line_break(mark):
            following = marks[place + 1 : place + 1 + _MARKS]
            reopens = bool(following) and _opens_line(following[0], mark)
            reader.end_paragraph(closes=_closes(mark, following, reader.depth), reopens=reopens)
        elif opens(mark, reader.depth):
            reader.open(mark.i)
        else:
            reader.close(mark.i)
    reader.end_paragraph(closes=False, reopens=False)
    return reader.found


def _closes(line_break: Token, following: Sequence[Token], depth: int) -> bool:
    """Whether marks of the next paragraphs close what is open, before one opens a paragraph."""
    breaks, last = 0, line_break
    for mark in following:
        if is_line_break(mark):
            breaks += 1
            last = mark
            if breaks >= _PARAGRAPHS:
                return False
        elif opens(mark, depth):
            if _opens_line(mark, last):
                return False
            depth += 1
        else:
            depth -= 1
            if depth <= 0:
                return True
    return False


def _opens_line(mark: Token, line_break: Token) -> bool:
    return opens(mark, 0) and mark.i == line_break.i + 1


def opens(mark: Token, depth: int) -> bool:
    """Whether a quotation mark opens; `depth` is how many are open before it."""
    if mark.text in OPENING or mark.text in CLOSING:
        return mark.text in OPENING
    doc = mark.doc
    glued_before = mark.i > 0 and not doc[mark.i - 1].whitespace_ and not doc[mark.i - 1].is_space
    following = doc[mark.i + 1] if mark.i + 1 < len(doc) else None
    glued_after = not mark.whitespace_ and following is not None and not following.is_space
    if glued_after and following is not None and following.text in _PARTING and (depth or following.text == ","):
        return False  # «"Мы уйдём ", - сказал он»: a space has slipped in
    if glued_before and glued_after and following is not None and following.text in _AFTER:
        glued_after = False
    if glued_before and doc[mark.i - 1].text in "([«„:":
        glued_before = False
    return not glued_before if glued_before != glued_after else not depth

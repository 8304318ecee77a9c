"""What of a sentence stands outside inner brackets and quotation marks, and where those around a list close."""

from collections.abc import Iterator, Set

from extractor.grammar.marks import DASHES, QUOTATION
from extractor.grammar.quotations import opens
from extractor.grammar.tokens import Parse, Token


def closing_mark(doc: Parse, start: int, end: int, marks: Set[str]) -> int:
    """The first of some marks outside quotation marks and brackets, or the end."""
    within = {token.i for token in outer(doc, start, end)}
    return next((i for i in range(start, end) if doc[i].text in marks and (i in within or doc[i].text == ")")), end)


def past_brackets(doc: Parse, at: int, end: int) -> int:
    """«Ян Новак (врач)»: behind what brackets tell of a name."""
    if at >= end or doc[at].text != "(":
        return at
    return next((token.i + 1 for token in doc[at:end] if token.text == ")"), at)


def before_closing(doc: Parse, start: int, end: int) -> int:
    """Where marks or brackets close that were opened before, or a dash closes what was inserted.

    «Он сказал: «Погода плоха: дождь, ветер и снег»», «(удары по трём сёлам: А, Б и В)», «Из бед: А, Б, В, — выбрали А».
    """
    depth = brackets = 0
    for token in doc[start:end]:
        if token.text in QUOTATION:
            depth += 1 if opens(token, depth) else -1
        elif token.text in "()":
            brackets += 1 if token.text == "(" else -1
        closes = token.text in DASHES and doc[token.i - 1].text == "," and token.i > start
        if depth < 0 or brackets < 0 or (closes and not depth and not brackets):
            return token.i
    return end


def outer(doc: Parse, start: int, end: int) -> Iterator[Token]:
    """Tokens outside inner brackets and quotation marks.

    Straight marks open and close in turn, but for those that nothing closes.
    """
    brackets = quoted = 0
    unclosed = _unclosed(doc, start, end)
    for token in doc[start:end]:
        if token.text in "()[]":
            brackets = max(0, brackets + (1 if token.text in "([" else -1))
        elif token.text == '"':
            quoted = quoted if token.i in unclosed else 1 - quoted
        elif token.text in QUOTATION:
            quoted = max(0, quoted + (1 if token.text in "«„" or (token.text == "“" and not quoted) else -1))
        elif not brackets and not quoted:
            yield token


def _unclosed(doc: Parse, start: int, end: int) -> set[int]:
    """Straight marks behind which the next one opens again, where their number is odd: «"мол, "док"»."""
    marks = [token for token in doc[start:end] if token.text == '"']
    if len(marks) % 2 == 0:
        return set()
    opening = [not mark.whitespace_ and doc.text[mark.idx - 1 : mark.idx].isspace() for mark in marks]
    return {
        mark.i
        for mark, opens_one, again in zip(marks, opening, [*opening[1:], True], strict=True)
        if opens_one and again
    }

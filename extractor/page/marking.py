"""Marks that nest and cross, as properly nested elements over a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Mark:
    """An element around a stretch of the text; of marks on the same stretch the lower `layer` is outside."""

    start: int
    end: int
    layer: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """The stretch of the text with its marks as elements; everything is escaped.

    An element that crosses another one is closed and opened again; only its first piece has its `id`.
    Each mark lies inside the stretch.

    >>> print(marked("а<б", 0, 3, [Mark(0, 2, 0, "b"), Mark(1, 3, 0, "i")]))
    <b>а<i>&lt;</i></b><i>б</i>
    """
    return Markup().join(_pieces(text, start, end, sorted(marks, key=_order)))


def clipped(marks: Iterable[Mark], stretches: Sequence[tuple[int, int]]) -> list[list[Mark]]:
    """The marks of each stretch, cut to it; the stretches are in text order and do not overlap."""
    found: list[list[Mark]] = [[] for _ in stretches]
    first = 0
    for mark in sorted(marks, key=_order):
        while first < len(stretches) and stretches[first][1] <= mark.start:
            first += 1
        attributes = mark.attributes
        for place in range(first, len(stretches)):
            start, end = stretches[place]
            if start >= mark.end:
                break
            found[place].append(Mark(max(mark.start, start), min(mark.end, end), mark.layer, mark.tag, attributes))
            attributes = _again(attributes)
    return found


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.layer


def _pieces(text: str, at: int, end: int, marks: Sequence[Mark]) -> Iterator[Markup]:
    opened: list[Mark] = []
    for mark in (*marks, None):
        until = end if mark is None else mark.start
        while opened and (nearest := min(other.end for other in opened)) <= until:
            yield escape(text[at:nearest])
            at = nearest
            yield from _close(opened, at)
        yield escape(text[at:until])
        at = until
        if mark is not None:
            yield _opening(mark)
            opened.append(mark)


def _close(opened: list[Mark], at: int) -> Iterator[Markup]:
    """Close what ends here, and what stands inside it; the latter opens again."""
    outermost = next(i for i, mark in enumerate(opened) if mark.end == at)
    inside = opened[outermost:]
    for mark in reversed(inside):
        yield Markup("</{}>").format(mark.tag)
    opened[outermost:] = [
        Mark(mark.start, mark.end, mark.layer, mark.tag, _again(mark.attributes)) for mark in inside if mark.end > at
    ]
    for mark in opened[outermost:]:
        yield _opening(mark)


def _opening(mark: Mark) -> Markup:
    attributes = Markup().join(Markup(' {}="{}"').format(name, value) for name, value in mark.attributes.items())
    return Markup("<{}{}>").format(mark.tag, attributes)


def _again(attributes: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in attributes.items() if name != "id"}

"""What a time expression says, before it is counted from any publication time."""

from dataclasses import dataclass

from extractor.records import Span, TimeType


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the calendar by the parts that the text gives; the rest is None.

    `unit` and `shift` are deictic: («Y», −1) is «прошлый год»; units are S, MIN, H, D, W, M, Q (quarter), HY (half a
    year), Y, DEC and CEN. `anaphoric` counts from the time last spoken of («в тот же день»), not from the present one.
    `ahead` says that it must lie ahead («до пятницы»), `bc` that the year or century is before our era,
    `nth` which weekday of its month is meant, −1 the last.
    """

    century: int | None = None
    decade: int | None = None
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | str | None = None
    daypart: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    unit: str | None = None
    shift: int = 0
    anaphoric: bool = False
    ahead: bool = False
    bc: bool = False
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before (−1) or after (1) the present time or the time last spoken of; None: some."""

    amount: float | None
    unit: str
    sign: int
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """Amounts with their units, «2 года 8 месяцев»; an amount of None is «несколько»; `most` closes «45–60 дней»."""

    parts: tuple[tuple[float | None, str], ...]
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """What has its value in itself: PRESENT_REF, P1Y of «ежегодно»; None where it has none."""

    value: str | None


@dataclass(frozen=True, slots=True)
class Range:
    """From the first point to the last."""

    first: Point
    last: Point


Meaning = Point | Offset | Length | Fixed | Range


Match = tuple[TimeType, Meaning, int, int] | None
"""What a rule finds: type, meaning, first lexeme and the lexeme after the last."""


@dataclass(frozen=True, slots=True)
class Expression(Span):
    """A time expression as found; offsets in code points, half-open."""

    type: TimeType
    meaning: Meaning

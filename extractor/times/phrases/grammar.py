"""The whole grammar: what begins at a lexeme, and what only looks like a time."""

from collections.abc import Iterator

from extractor.errors import InputError
from extractor.times.expression import Expression, Match, Point
from extractor.times.phrases import lengths, points, ranges, sets
from extractor.times.phrases.line import Line
from extractor.times.phrases.rules import Rules

_QUOTES = frozenset('"“”')
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset('"“«'), frozenset('"”»')
_LONGEST_ABBREVIATION = 3
"""Letters of «ул.» and the like; «вышли на площадь. 8 марта» goes on with another sentence."""


def expressions(text: str) -> Iterator[Expression]:
    """The time expressions of a text, in order, none within another; one pass, linear in the text."""
    line = Line(text)
    reached = 0
    for i in line.openings:
        if i < reached:
            continue
        found = match(line, i)
        if found:
            kind, meaning, first, reached = found
            titled = kind == "DURATION" and _opens_title(line, first, reached)
            if not titled and not _is_part_of_name(line, first, reached):
                yield Expression(line.starts[first], line.ends[reached - 1], kind, meaning)


def parse(text: str) -> Expression:
    """The time expression that the text consists of.

    Raises:
        InputError: the text is not one time expression.

    >>> parse("7 августа").meaning == Point(month=8, day=7)
    True
    """
    found = next(expressions(text), None)
    if found is None or text[found.start : found.end] != text.strip():
        raise InputError(f"{text!r} is not one time expression; find_times takes running text")
    return found


def match(line: Line, i: int) -> Match:
    """The time expression that begins at lexeme `i`."""
    for rule in _RULES.opened_by(line.get(i, "kinds")):
        found = rule(line, i)
        if found:
            return found
    return None


def _is_part_of_name(line: Line, first: int, end: int) -> bool:
    """Dates inside names: «улица 8 Марта», «Движение 23 марта», «закон от 5 мая 2012 года № 7»."""
    if (line.text(end) in {"№", "N"} and line.has(end + 1, "digits")) or line.has(first - 1, "name"):
        return True
    abbreviated = line.text(first - 1) == "." and len(line.text(first - 2)) <= _LONGEST_ABBREVIATION
    if abbreviated and (line.has(first - 2, "name") or line.has(first - 2, "named_after")):
        return True
    if _is_domain(line, end) or _is_title(line, first, end):
        return True
    if line.text(first - 1) == "«" and (line.text(end) == "»" or (line.capital(first) and _is_short_quote(line, end))):
        return True
    opened = next((k for k in range(first - 1, first - 5, -1) if line.text(k) in {"«", "“", '"'}), None)
    return opened is not None and opened < first - 1 and line.capital(opened + 1) and line.text(end) in {"»", "”", '"'}


def _opens_title(line: Line, first: int, end: int) -> bool:
    """«фильм "12 лет рабства"»: the opening of a short title after a noun."""
    if (
        line.text(first - 1) not in _OPENING_QUOTES
        or not line.text(first - 2).isalpha()
        or line.has(first - 2, "preposition")
    ):
        return False
    return any(line.text(k) in _CLOSING_QUOTES for k in range(end + 1, end + 4))


def _is_domain(line: Line, end: int) -> bool:
    """Whether «.ру» follows: «Вчера.ру»."""
    return line.text(end) == "." and line.glued(end) and line.glued(end + 1) and line.has(end + 1, "domain")


def _is_title(line: Line, first: int, end: int) -> bool:
    """«газета "Сегодня"»: the whole of what stands in the quotation marks after a noun, but not «: "Завтра"»."""
    quoted = line.text(first - 1) in _QUOTES and line.text(end) in _QUOTES
    return quoted and line.capital(first) and line.text(first - 2).isalpha()


def _is_short_quote(line: Line, i: int) -> bool:
    """Whether the quotation marks close soon, as those of a title do: «Один день Ивана Денисовича»."""
    return any(line.text(k) == "»" for k in range(i, min(i + 4, len(line.texts)))) and line.capital(i)


def _point(line: Line, i: int) -> Match:
    found = points.point(line, i)
    if not found:
        return None
    parts, end = found
    meaning = Point(**parts, ahead=line.has(i - 1, "ahead"))
    return ranges.point_type(meaning), meaning, i, end


_NUMBER = "digits cardinal ordinal"
_CALENDAR = f"{_NUMBER} roman month month_abbreviation weekday weekend season season_adverb daypart daypart_adverb"
_DEICTIC = "shift this same day_adjective adverb"
_POINT = (
    f"{_CALENDAR} {_DEICTIC} daypart_degree noon part fraction short_of decade_word half late edge unit vague "
    "holiday_words holiday_adjective"
)
_RULES: Rules[Match] = Rules(
    [
        (ranges.between_ends, "since from between"),
        (ranges.listed_day, "digits"),
        (ranges.dashed, f"{_CALENDAR} part"),
        (sets.recurrence, f"{_CALENDAR} workdays set_adverb every often unit vague_number"),
        (lengths.offset, "digits cardinal fraction vague_number many unit half_unit hedge_head negation after some"),
        (sets.reference, "reference phrase_words degree in_future"),
        (sets.vague, "vague"),
        (_point, _POINT),
        (
            lengths.length,
            f"{_NUMBER} fraction vague_number many half_unit unit hedge_head negation span_adjective vague some long",
        ),
    ]
)

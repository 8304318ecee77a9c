"""Ranges: «с 3 по 5 мая», «1949–1973 годы», «от 5 до 10 лет»."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.records import TimeType
from extractor.times.expression import Length, Match, Meaning, Point, Range
from extractor.times.phrases import numbers, points
from extractor.times.phrases.amounts import is_age
from extractor.times.phrases.line import Line
from extractor.times.phrases.periods import FIRST_BARE_YEAR, LAST_YEAR, year_word

_LAST_DAY = 31


def between_ends(line: Line, i: int) -> Match:
    """«с 3 по 5 мая», «с марта до июня», «между 2010 и 2012 годами», «от 5 до 10 лет»."""
    if line.has(i, "since") or line.has(i, "from"):
        joint = "until"
    elif line.has(i, "between"):
        joint = "conjunction"
    else:
        return None
    for first, j in _ends(line, i + 1):
        if line.has(j, joint):
            found = _closed(line, i, first, j + 1)
            if found:
                return found
    return None


def _ends(line: Line, i: int) -> Iterator[tuple[Point | float, int]]:
    """What may open a range: a point, or a bare number that takes its unit from the other end."""
    found = points.point(line, i)
    if found:
        yield Point(**found[0]), found[1]
    k = i + 1 if line.has(i, "part") else i  # «конце XIX — начале XX века»
    number = numbers.ordinal(line, k) or numbers.cardinal(line, k)
    if number:
        yield number
    elif line.has(k, "roman"):
        yield line.get(k, "roman"), k + 1


def _closed(line: Line, start: int, first: Point | float, j: int) -> Match:
    found = points.point(line, j)
    lasting = line.has(start, "from") and found and found[0].keys() == {"hour", "minute"}  # «от 2 до 12 часов»
    if found and not lasting:
        last, end = Point(**found[0]), found[1]
        hours = last.hour is not None and line.get(j, "digits") == last.hour  # «с 9 **до 12** часов 10 января»
        opening = _like(first, last, hours=hours) if isinstance(first, float | int) else _comparable(first, last)
        if opening:
            return point_type(last), Range(opening, last), start, end
    if isinstance(first, float | int):
        return _amounts(line, start, first, j)
    return None


def _like(number: float, last: Point, *, hours: bool) -> Point | None:
    """The other end of the range, when it is only a number: «3» of «с 3 по 5 мая»."""
    value = int(number)
    if hours and last.hour is not None and value < last.hour:
        return replace(last, hour=value, minute=0)
    if last.day is not None and 1 <= value <= 31:
        return replace(last, day=value, weekday=None)
    if last.decade is not None and value // 10 < last.decade and not value % 10:
        return replace(last, decade=value // 10)
    if last.bc and last.year is not None and value > last.year:
        return replace(last, year=value)
    if last.day is None and last.month is None and last.year is not None and FIRST_BARE_YEAR <= value <= LAST_YEAR:
        return replace(last, year=value)
    if last.hour is not None and value <= 24:
        return replace(last, hour=value, minute=0)
    return replace(last, century=value - 1) if last.century is not None and 1 <= value <= last.century else None


def _comparable(first: Point, last: Point) -> Point | None:
    """The first end when both are of one grain, or may be of two («с мая 2012 по 3 июня 2013 года»)."""
    if first.hour is not None and last.hour is None and last.daypart is None:
        return None
    if first.hour is not None and last.hour is not None and first.hour < last.hour and first.day is None:
        return replace(last, hour=first.hour, minute=first.minute)  # «с 10:00 до 12:30 **3 мая**»
    if last.decade is not None and first.year is not None:
        return Point(decade=first.year // 10)  # «1990–2000-х годах»
    return first


def _amounts(line: Line, start: int, least: float, j: int) -> Match:
    """«от 5 до 10 лет», «45–60 дней»."""
    found = numbers.cardinal(line, j)
    unit = found and line.get(found[1], "unit")
    if not found or not unit or is_age(line, start, found[1] + 1):
        return None
    return "DURATION", Length(((least, unit),), most=found[0]), start, found[1] + 1


def dashed(line: Line, i: int) -> Match:
    """«7–8 августа», «1949–1973 годы», «март — июнь 2014 года», «10:00–12:00», «7 и 8 августа»."""
    for first, j in _ends(line, i):
        if line.dash(j):
            found = _closed(line, i, first, j + 1)
            if found and _is_dashed_range(line, i, found):
                return found
        if line.get(j, "conjunction") == "or" and isinstance(first, float | int):
            return _amounts(line, i, first, j + 1)
        if line.get(j, "conjunction") == "and" and isinstance(first, float | int):
            found = _closed(line, i, first, j + 1)
            if found and isinstance(found[1], Range) and _is_consecutive(found[1]):
                return found
    return _season_years(line, i) or _bare_years(line, i)


def _is_consecutive(meaning: Range) -> bool:
    """«6 и 7 мая», «XIX и XX веках»."""
    first, last = meaning.first, meaning.last
    if first.day and last.day:
        return first.day == last.day - 1
    return first.century is not None and last.century is not None and first.century == last.century - 1


def listed_day(line: Line, i: int) -> Match:
    """The first of «5, 12 и 19 мая», with the month of the last; days in a row, «5, 6 и 7 мая», as one range."""
    listed, j = [line.get(i, "digits")], i + 1
    while line.text(j) == "," or line.get(j, "conjunction") == "and":
        following = line.get(j + 1, "digits")
        if following is None or not listed[-1] < following <= _LAST_DAY:
            return None
        listed, j = [*listed, following], j + 2
    found = points.point(line, j - 1) if len(listed) > 1 and line.has(j, "month") else None
    if not found or found[0].get("day") != listed[-1]:
        return None
    last = Point(**found[0])
    first = replace(last, day=listed[0], weekday=None)
    if listed == list(range(listed[0], listed[-1] + 1)):
        return "DATE", Range(first, last), i, found[1]
    return "DATE", first, i, i + 1


def _is_dashed_range(line: Line, i: int, found: tuple[TimeType, Meaning, int, int]) -> bool:
    meaning = found[1]
    if not isinstance(meaning, Range):
        return True
    first, last = meaning.first, meaning.last
    if first.year and last.year and not first.month and not last.month:
        return (first.year > last.year) if last.bc else first.year < last.year
    if first.year and last.year and not last.bc and _in_order(first) > _in_order(last):
        return False  # two days that a dash divides
    return (first.day is None) == (last.day is None) and (first.unit, last.unit) == (None, None)


def _in_order(point: Point) -> tuple[int, int, int]:
    return point.year or 0, point.month or 0, point.day or 0


def _season_years(line: Line, i: int) -> Match:
    """«2023/24», «2023–24 годах»: years of a season."""
    if (
        line.get(i, "width") != 4
        or line.text(i + 1) not in {"/", "-", "–", "—"}
        or not line.glued(i + 1)
        or not line.glued(i + 2)
        or line.glued(i)
    ):
        return None
    first, second = line.get(i, "digits"), line.get(i + 2, "digits")
    if line.get(i + 2, "width") == 2 and second is not None:
        second += first - first % 100
    if (
        second is None
        or not FIRST_BARE_YEAR <= first < second <= LAST_YEAR
        or (line.glued(i + 3) and line.text(i + 3) in {"/", "-", ":"})
    ):
        return None
    if (
        line.get(i + 2, "width") == 2
        and line.text(i + 1) != "/"
        and line.get(i + 3, "unit") != "Y"
        and not line.has(i + 3, "year_abbreviation")
    ):
        return None
    end = year_word(line, i + 3) or i + 3
    return "DATE", Range(Point(year=first), Point(year=second)), i, end


def _bare_years(line: Line, i: int) -> Match:
    """«1992—2002», without the word «годы»."""
    if (
        line.get(i, "width") != 4
        or not line.dash(i + 1)
        or line.get(i + 2, "width") != 4
        or (line.glued(i) and line.text(i - 1) != "(")
    ):
        return None
    first, second = line.get(i, "digits"), line.get(i + 2, "digits")
    if not FIRST_BARE_YEAR <= first < second <= LAST_YEAR or (line.glued(i + 3) and line.dash(i + 3)):
        return None
    return "DATE", Range(Point(year=first), Point(year=second)), i, i + 3


def point_type(meaning: Point) -> TimeType:
    return "TIME" if meaning.hour is not None or meaning.daypart is not None else "DATE"

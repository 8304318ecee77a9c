"""Times of day: position → (parts of a Point, position after), or None."""

from extractor.times.phrases import numbers
from extractor.times.phrases.lexicon import counts, genitive
from extractor.times.phrases.line import Line
from extractor.times.phrases.periods import Found, Parts

_EARLIEST = 7
"""«До» with fewer hours is rather a duration."""


def clock(line: Line, i: int) -> Found:
    """«14:00 мск», «22.00 по местному времени», «19 часов 30 минут», «семь вечера», «половине десятого утра»."""
    noon = line.get(i, "noon")
    if noon is not None:
        return {"hour": noon, "minute": 0}, i + 1
    found = (
        hours_minutes(line, i)
        or past_hour(line, i)
        or _running_hour(line, i)
        or _short_of(line, i)
        or _spoken_hour(line, i)
    )
    if not found:
        return None
    parts, j = found
    spoken = line.get(j, "daypart_of_clock")
    if spoken:
        if spoken == "AF" and not line.has(j - 1, "unit") and not line.has(i - 1, "in"):
            return None  # «четыре дня»
        parts["hour"], j = _of_daypart(parts["hour"], spoken), j + 1
    end = zone(line, j)
    bare = parts.pop("bare", False)
    if bare and not spoken and end == j:
        return None
    return parts, end


def hours_minutes(line: Line, i: int) -> Found:
    hour, sign = line.get(i, "digits"), line.text(i + 1)
    if (
        hour is None
        or hour > 24
        or sign not in {":", "."}
        or not (line.glued(i + 1) and line.glued(i + 2))
        or is_inside(line, i)
    ):
        return None
    minute, j = line.get(i + 2, "digits"), i + 3
    if minute is None or minute > 59 or line.get(i + 2, "width") != 2 or line.get(i, "width") > 2:
        return None
    parts: Parts = {"hour": hour, "minute": minute}
    if sign == ":" and line.text(j) == ":" and line.get(j + 1, "width") == 2 and line.glued(j) and line.glued(j + 1):
        parts["second"], j = line.get(j + 1, "digits"), j + 2
    if sign == ".":
        after = line.text(j)
        counting = (after[:1].isalpha() and (genitive(after) or counts(after))) or after == "%"
        parts["bare"] = counting or line.get(i, "width") != 2 or not line.has(i - 1, "in")
    if line.text(j) in {".", ":", ","} and line.glued(j + 1) and line.has(j + 1, "digits"):
        return None
    if line.get(j, "unit") == "H":
        j += 1
    return parts, j


def _spoken_hour(line: Line, i: int) -> Found:
    """«19 часов 30 минут», «три часа», «час»: a time of day after «в», or with its part of day or zone."""
    found = numbers.cardinal(line, i)
    if not found and line.get(i, "unit") == "H" and line.has(i + 1, "daypart_of_clock"):
        return {"hour": 1, "minute": 0}, i + 1
    if not found or found[0] > 24 or found[0] != int(found[0]):
        return None
    hour, j = int(found[0]), found[1]
    parts: Parts = {"hour": hour, "minute": 0, "bare": True}
    if line.get(j, "unit") == "H":
        j = line.past_dot(j + 1) if line.has(j, "abbreviated") else j + 1
        set_for = line.has(i - 1, "on") and line.has(i - 2, "set_for")
        whole = set_for and hour >= _EARLIEST and not genitive(line.text(j))
        parts["bare"] = not (line.has(i - 1, "in") or whole or _is_bound(line, i, hour, j) or is_of_day(line, i, j))
        minutes = numbers.cardinal(line, j)
        if minutes and line.get(minutes[1], "unit") == "MIN" and minutes[0] < 60:
            parts["minute"], j = int(minutes[0]), minutes[1] + 1
            parts["bare"] = parts["bare"] and not set_for
    return parts, j


def is_of_day(line: Line, i: int, end: int) -> bool:
    """Whether an hour about which something happens is one of a day: «около 23 часов 9 октября»."""
    dated = line.has(end, "digits") and line.has(end + 1, "month")
    return dated or (line.has(i - 1, "hedge_head") and line.has(i - 2, "punctual"))


def _is_bound(line: Line, i: int, hour: int, end: int) -> bool:
    """«до 18 часов», «к 9 часам», «с 10 часов»; «до трёх часов», «после 20 часов пути» and «до 8 часов в день» last."""
    if not line.has(i - 1, "clock_bound") or line.has(i - 2, "term") or line.has(end, "in"):
        return False
    return (hour >= _EARLIEST or not line.has(i - 1, "until")) and not genitive(line.text(end))


def past_hour(line: Line, i: int) -> Found:
    """«половине десятого утра», «четверть восьмого», «пять минут восьмого»."""
    minutes = _minutes_past(line, i)
    found = numbers.ordinal(line, minutes[1]) if minutes else None
    if not minutes or not found or not 1 <= found[0] <= 12:
        return None
    hour, end = found
    told = line.has(end, "daypart_of_clock") or line.has(i - 1, "in")
    if not told or line.has(end, "unit") or line.has(end, "month"):
        return None
    return {"hour": (hour - 1) or 12, "minute": minutes[0]}, end


def _minutes_past(line: Line, i: int) -> tuple[int, int] | None:
    if line.has(i, "half_hour"):
        return 30, i + 1
    if line.has(i, "fraction"):
        return 15, i + 1
    found = numbers.cardinal(line, i)
    return (int(found[0]), found[1] + 1) if found and found[0] < 60 and line.get(found[1], "unit") == "MIN" else None


def _running_hour(line: Line, i: int) -> Found:
    """«(в) первом часу ночи»: some minute of the hour that has begun."""
    found = numbers.ordinal(line, i)
    if not found or not 1 <= found[0] <= 12 or line.get(found[1], "unit") != "H" or not line.has(i - 1, "in"):
        return None
    return ({"hour": found[0] - 1, "bare": True}, found[1] + 1) if line.has(found[1] + 1, "daypart_of_clock") else None


def _short_of(line: Line, i: int) -> Found:
    """«без четверти семь», «без двадцати пяти восемь», «без двух минут час»."""
    if not line.has(i, "short_of"):
        return None
    minutes, j = _minutes_short(line, i + 1)
    hour = numbers.cardinal(line, j) or ((1, j) if line.get(j, "unit") == "H" else None)
    if not minutes or not hour or hour[0] not in range(1, 25):
        return None
    end = hour[1] + 1 if line.get(hour[1], "unit") == "H" else hour[1]
    return {"hour": int(hour[0] - 1) or 12, "minute": 60 - minutes}, end


def _minutes_short(line: Line, i: int) -> tuple[int | None, int]:
    """Minutes word by word: «двадцати восемь» is no 28 here, «двадцати пяти» is 25."""
    if line.has(i, "fraction"):
        return 15, i + 1
    minutes, j = line.get(i, "cardinal") or line.get(i, "digits"), i + 1
    if minutes == 20 and line.get(j, "cardinal") == 5 and line.has(j, "genitive_form"):
        minutes, j = 25, j + 1
    return (int(minutes) if minutes and minutes < 30 else None), j + 1 if line.get(j, "unit") == "MIN" else j


def _of_daypart(hour: int, part: str) -> int:
    if part in {"AF", "EV"} and hour < 12:
        return hour + 12
    return 0 if part in {"NI", "MO"} and hour == 12 else hour


def zone(line: Line, i: int) -> int:
    """The position after «мск», «(мск)», «по московскому времени», «по Гринвичу»."""
    if line.has(i, "zone"):
        return i + 1
    if line.text(i) == "(" and line.has(i + 1, "zone") and line.text(i + 2) == ")":
        return i + 3
    if not line.has(i, "by"):
        return i
    if line.has(i + 1, "zone"):
        return i + 2
    return i + 3 if line.has(i + 1, "zone_adjective") and line.has(i + 2, "zone_word") else i


def is_inside(line: Line, i: int) -> bool:
    """Whether the number goes on a longer one: «1.12:30», «№12.05.2010»."""
    before = line.text(i - 1)
    return line.glued(i) and (
        (before in {".", ":", ",", "/", "№", "+"} and line.glued(i - 1)) or (before.isalnum() and before != "T")
    )

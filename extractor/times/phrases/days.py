"""Days and parts of the day: position → (parts of a Point, position after), or None."""

from extractor.times.phrases import numbers
from extractor.times.phrases.clocks import hours_minutes, is_inside, zone
from extractor.times.phrases.lexicon import genitive, personal
from extractor.times.phrases.line import Line
from extractor.times.phrases.periods import Found, Parts, deictic_adjective, full_year, year_tail

_WEEKS = 5
"""Weekdays of one name that a month can have."""


def numeric_date(line: Line, i: int) -> Found:
    """«11.09.2025», «08/02/2024», «2025-03-06», «2025-03-06T20:15»."""
    first, sign = line.get(i, "digits"), line.text(i + 1)
    if first is None or sign not in {".", "/", "-"} or line.text(i + 3) != sign or is_inside(line, i):
        return None
    if not (line.glued(i + 2) and line.glued(i + 4)) or line.glued(i + 1) != line.glued(i + 3):
        return None  # «11 .09 .2025», as corpora print it, is one
    second, third = line.get(i + 2, "digits"), line.get(i + 4, "digits")
    if second is None or third is None:
        return None
    if line.get(i, "width") == 4 and line.get(i + 2, "width") == 2:
        year_, month_, day_ = first, second, third
    elif sign != "-" and line.get(i + 4, "width") in {2, 4}:
        year_, month_, day_ = full_year(line, i + 4), second, first
    else:
        return None
    if not (1 <= month_ <= 12 and 1 <= day_ <= 31):
        return None
    j, parts = i + 5, {"year": year_, "month": month_, "day": day_}
    if line.text(j) == "T" and line.glued(j):
        time = hours_minutes(line, j + 1)
        if time:
            return parts | time[0], time[1]
    if line.has(j, "year_abbreviation"):
        j = line.past_dot(j + 1)
    return (parts, j) if line.text(j) != "." or not line.has(j + 1, "digits") or not line.glued(j + 1) else None


def day_of_month(line: Line, i: int) -> Found:
    """«5 мая», «11 сен», «двадцать первого января», «7–8 августа», with the year."""
    found = day_number(line, i)
    if not found:
        return None
    day, j = found
    month_ = line.get(j, "month") or line.get(j, "month_abbreviation")
    if month_ is None:
        return None
    return month_tail(line, j, {"day": day, "month": month_})


def numbered_day(line: Line, i: int) -> Found:
    """«10-го числа», «13-го»: a day of the month that is not named; «13-го съезда» counts another thing."""
    found = day_number(line, i)
    if not found:
        return None
    day, j = found
    if line.has(j, "of_month"):
        return {"day": day}, j + 1
    counting = genitive(line.text(j)) or line.has(j, "unit") or line.has(j, "year_abbreviation")
    named = line.capital(i - 1) and personal(line.text(i - 1))
    if not line.has(i, "digits") or counting or named:
        return None
    return ({"day": day}, j) if line.has(j - 1, "of_day") and _is_case_of_day(line, i, j) else None


def _is_case_of_day(line: Line, i: int, j: int) -> bool:
    """«13-го», but «к 13-му» and «в ночь на 13-е» only after their prepositions."""
    ending = line.text(j - 1)
    if ending.endswith("го"):
        return True
    return line.has(i - 1, "ahead") if ending.endswith("му") else line.has(i - 1, "on") or line.has(i - 1, "until")


def month_tail(line: Line, i: int, parts: Parts) -> tuple[Parts, int]:
    """The year after a month, and past the point of an abbreviated one: «11 сен. 2025», but «11 сен. Суд»."""
    end = line.past_dot(i + 1)
    dotted = year_tail(line, end, parts) if end > i + 1 and line.has(i, "month_abbreviation") else None
    return dotted if dotted and dotted[1] > end else year_tail(line, i + 1, parts)


def day_number(line: Line, i: int) -> tuple[int, int] | None:
    found = numbers.ordinal(line, i)
    if not found and line.get(i, "width") in {1, 2}:
        found = (line.get(i, "digits"), i + 1)
    return found if found and 1 <= found[0] <= 31 else None


def weekday(line: Line, i: int) -> Found:
    value = line.get(i, "weekday") or line.get(i, "weekend")
    return ({"weekday": value}, i + 1) if value else None


def nth_weekday(line: Line, i: int) -> Found:
    """«первое воскресенье апреля», «последнюю субботу мая 2010 года»."""
    nth = -1 if line.get(i, "vague") == "PAST_REF" and line.has(i, "edge") else line.get(i, "ordinal")
    value = line.get(i + 1, "weekday")
    if not nth or nth > _WEEKS or value is None or not line.has(i + 2, "month"):
        return None
    return year_tail(line, i + 3, {"nth": nth, "weekday": value, "month": line.get(i + 2, "month")})


def daypart(line: Line, i: int) -> Found:
    j = i + 1 if line.has(i, "daypart_degree") else i
    value = line.get(j, "daypart") or line.get(j, "daypart_adverb")
    return ({"daypart": value}, zone(line, j + 1)) if value and not line.has(j + 1, "narrative") else None


def night_between(line: Line, i: int) -> Found:
    """«ночь с 13 на 14 апреля»: named by the day that it runs into."""
    if line.get(i, "daypart") != "NI" or not line.has(i + 1, "since"):
        return None
    found = day_number(line, i + 2) or ((0, i + 3) if line.has(i + 2, "weekday") else None)
    if not found:
        return None
    _, j = found
    if line.has(j, "month"):
        j += 1
    later = (day_of_month(line, j + 1) or weekday(line, j + 1)) if line.has(j, "on") else None
    return ({"daypart": "NI"} | later[0], later[1]) if later else None


def adverb(line: Line, i: int) -> Found:
    shift = line.get(i, "adverb")
    return ({"unit": "D", "shift": shift}, i + 1) if shift is not None else None


def deictic_day(line: Line, i: int) -> Found:
    """«вчерашним вечером», «минувшей ночью», «прошлую пятницу», «тот же день», «следующее утро»."""
    if line.has(i, "day_adjective"):
        part = line.get(i + 1, "daypart") or line.get(i + 1, "daypart_adverb")
        if part:
            return {"unit": "D", "shift": line.get(i, "day_adjective"), "daypart": part}, i + 2
        return None
    found = deictic_adjective(line, i)
    if not found:
        return None
    parts, j = found
    if (
        line.get(j, "unit") == "D"
        and not line.has(j, "plural")
        and not line.has(j, "daylong")
        and not (parts["shift"] and line.has(j + 1, "anchor"))  # «на следующий день после аварии»
        and (line.has(i - 1, "preposition") or line.has(i - 1, "daypart") or line.has(i - 1, "daypart_adverb"))
    ):
        return parts | {"unit": "D", "anaphoric": True}, j + 1
    part = line.get(j, "daypart") or line.get(j, "daypart_adverb")
    if part:
        shift = 0 if parts["shift"] < 0 else parts["shift"]
        return parts | {"unit": "D", "shift": shift, "daypart": part}, j + 1
    value = line.get(j, "weekday") or line.get(j, "weekend")
    return (parts | {"unit": "weekday", "weekday": value}, j + 1) if value else None


def holiday_night(line: Line, i: int) -> Found:
    """«новогоднюю ночь», «новогоднюю ночь 2016 года»."""
    value = line.get(i, "holiday_adjective")
    if value is None or line.get(i + 1, "daypart") != "NI":
        return None
    month_, day_ = (int(part) for part in value.split("-"))
    return year_tail(line, i + 2, {"month": month_, "day": day_, "daypart": "NI"})


def holiday(line: Line, i: int) -> Found:
    value, j = line.phrase(i, "holiday")
    if value is None or not j or line.has(i - 1, "month"):
        return None
    month_, day_ = (int(part) for part in value.split("-"))
    return year_tail(line, j, {"month": month_, "day": day_})

"""Points of the calendar, put together from their parts."""

from extractor.times.phrases import clocks, days, numbers
from extractor.times.phrases.lexicon import genitive
from extractor.times.phrases.line import Line
from extractor.times.phrases.periods import Found, Parts, period
from extractor.times.phrases.rules import Rules

_LASTING = frozenset({"W", "M", "Q", "Y", "DEC", "CEN"})
"""Units that have a beginning and an end to speak of: «к концу десятилетия»."""


def point(line: Line, i: int) -> Found:
    """A point with the words that only delimit it: «начале 2012 года», «самый конец мая»."""
    if i not in line.points:
        line.points[i] = _point(line, i)
    found: Found = line.points[i]
    return found


def _point(line: Line, i: int) -> Found:
    j = i + 1 if line.has(i, "late") and line.has(i + 1, "part") else i
    if line.has(j, "edge") and line.has(j + 1, "edge_unit") and line.has(j + 2, "month"):
        return period(line, j + 2)
    whole = _past_share(line, j)
    if whole:
        return period(line, whole)
    if not line.has(j, "part") and line.has(j, "half") and line.has(j + 1, "part"):
        return _half(line, j)
    if line.has(j, "part"):
        found = clocks.past_hour(line, j) and clocks.clock(line, j)
        if found:
            return found
        found = _whole(line, j + 1) or _present_unit(line, j + 1)
        return found if found and "daypart" not in found[0] and "hour" not in found[0] else None
    return _whole(line, i)


def _past_share(line: Line, i: int) -> int | None:
    """The position after «первой четверти (XX века)», «двадцатых числах (мая)»."""
    counted = numbers.ordinal(line, i)
    j = counted[1] if counted else i + 1
    if line.has(j, "share") and (counted or line.has(i, "edge")):
        return j + 1
    return j + 1 if counted and line.has(j, "dates") and line.has(j + 1, "month") else None


def _half(line: Line, i: int) -> Found:
    """«первой половине 2023 года»: a half of a year is a value of TIMEX3, of anything else it is not."""
    if line.get(i + 2, "daypart_of_clock") == "AF":
        return {"daypart": "MO" if line.get(i, "half") == 1 else "AF"}, i + 3  # «первой половине дня»
    found = _whole(line, i + 2) or _present_unit(line, i + 2)
    if found and (found[0].keys() == {"year"} or (found[0].get("unit") == "Y" and "month" not in found[0])):
        found[0]["half"] = line.get(i, "half")
    return found


def _present_unit(line: Line, i: int) -> Found:
    """«(до конца) года», «(начале) недели»: of the present one."""
    unit = line.get(i, "unit")
    return ({"unit": unit, "shift": 0}, i + 1) if unit in _LASTING and not line.has(i, "plural") else None


def _whole(line: Line, i: int) -> Found:
    return day_level(line, i) or period(line, i)


def day_level(line: Line, i: int) -> Found:
    parts: Parts = {}
    j = i
    while True:
        start = _past_joint(line, j, parts) if parts else i
        found = _day_part(line, start, parts)
        if not found:
            return (parts, j) if parts else None
        added, j = found
        if "day" in added and parts.get("unit") == "weekday":
            parts = {"weekday": parts["weekday"]}  # the date says it all: «этот четверг, 6 сентября»
        parts |= added


def _day_part(line: Line, i: int, known: Parts) -> Found:
    for rule in _RULES.opened_by(line.get(i, "kinds")):
        found = rule(line, i)
        if found and _agree(known, found[0]) and (known or _stands_alone(line, i, *found)):
            return found
    return None


def _agree(known: Parts, added: Parts) -> bool:
    if known.get("unit") == "weekday" and "day" in added:
        return True
    dated = {"day", "unit"}
    return (
        known.keys().isdisjoint(added)
        and not (dated & known.keys() and dated & added.keys())
        and not ("hour" in known and "daypart" in added and "second" in known)
    )


def _past_joint(line: Line, i: int, known: Parts) -> int:
    """The position after «, в», «на» or a comma between two parts."""
    if line.text(i) == "," and "unit" not in known:
        if line.has(i + 1, "in") and "unit" not in known:
            return i + 2
        return i + 1 if known.keys() & {"day", "weekday"} else i
    if line.text(i) == "," and known.get("unit") == "weekday" and line.has(i + 1, "digits"):
        return i + 1
    if line.has(i, "in") or (line.has(i, "near") and known.keys() & {"day", "weekday", "unit"}):
        return i + 1
    if line.dash(i) and known.keys() == {"weekday"} and line.has(i + 1, "digits"):
        return i + 1
    if line.has(i, "on") and known.get("daypart") == "NI":
        return i + 1
    return i


def _stands_alone(line: Line, i: int, parts: Parts, end: int) -> bool:
    """Whether a word that is also something else is a time here: «утра», «среды», «март», «3:2»."""
    keys = parts.keys()
    if keys == {"daypart"}:
        return _daypart_alone(line, i, end)
    if keys == {"weekday"}:
        return _weekday_alone(line, i, end)
    if "hour" in keys and "day" not in keys:
        return _clock_alone(line, i, end)
    return True


def _daypart_alone(line: Line, i: int, end: int) -> bool:
    if line.has(i - 1, "daypart_degree") or line.has(i, "daypart_degree"):
        return True
    joined = line.has(end, "in") or line.has(end, "weekday") or line.has(end, "digits") or line.has(end, "on")
    if line.get(i, "daypart_adverb") == "AF":
        return (
            not line.has(i - 1, "preposition")
            and not line.after_adjective(i)
            and (joined or not genitive(line.text(end)))
        )
    if line.has(i, "daypart_adverb"):
        return not line.has(i - 1, "anchor_word") and not line.after_adjective(i)
    dated = line.has(end, "weekday") or (line.has(end, "digits") and line.has(end + 1, "month"))  # «утро четверга»
    return dated or (line.has(i - 1, "preposition") and (joined or not genitive(line.text(end))))


def _weekday_alone(line: Line, i: int, end: int) -> bool:
    dated = (
        line.has(end, "digits") or (line.text(end) == "," and line.has(end + 1, "digits")) or line.has(end, "daypart")
    )
    if line.capital(i) and not dated:
        return False
    if line.get(i, "weekday") == 3 and not dated:
        governed = line.has(i, "to_wednesday") and any(
            line.has(i - 1, kind) for kind in ("in", "on", "lasting", "until")
        )
        return governed or (
            line.has(i, "of_wednesday") and (line.has(i - 1, "daypart") or line.has(i - 1, "preposition"))
        )
    return True


def _clock_alone(line: Line, i: int, end: int) -> bool:
    """A clock time needs its zone, its «часов», or a place where times stand: «3:2» and «21:15» are scores."""
    return (
        line.text(i + 1) not in {":", "."}
        or line.has(i - 1, "preposition")
        or line.has(i - 1, "hedge")
        or end > i + 3
        or (line.opens_sentence(i) and line.text(end) in {"\n", ""})
        or line.has(end, "digits")
        or line.dash(i - 1)
        or (line.dash(end) and line.text(end + 2) == ":")
    )


_NUMBER, _DEICTIC = "digits cardinal ordinal", "shift this same"
_RULES: Rules[Found] = Rules(
    [
        (days.night_between, "daypart"),
        (days.numeric_date, "digits"),
        (clocks.clock, "digits cardinal ordinal noon unit part fraction short_of"),
        (days.day_of_month, _NUMBER),
        (days.numbered_day, _NUMBER),
        (days.nth_weekday, "ordinal edge"),
        (days.weekday, "weekday weekend"),
        (days.daypart, "daypart daypart_adverb daypart_degree"),
        (days.adverb, "adverb"),
        (days.deictic_day, f"day_adjective {_DEICTIC}"),
        (days.holiday, "holiday_words"),
        (days.holiday_night, "holiday_adjective"),
    ]
)

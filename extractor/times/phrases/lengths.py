"""Durations and offsets: «более двух недель», «через два дня», «годом ранее»."""

from extractor.records import TimeType
from extractor.times.expression import Fixed, Length, Match, Offset
from extractor.times.phrases import numbers
from extractor.times.phrases.amounts import Amounts, amount, inverted, is_age, is_since_event, past_hedge
from extractor.times.phrases.clocks import is_of_day
from extractor.times.phrases.line import Line
from extractor.times.phrases.ranges import dashed

_CLOCK_UNITS = frozenset({"H", "MIN", "S"})
_LONG = frozenset({"W", "M", "Y", "DEC", "CEN"})


def length(line: Line, i: int) -> Match:
    """«10 лет», «более двух недель», «2 года 8 месяцев», «последние полтора года», «(за) год», «трёхлетний срок»."""
    if line.has(i, "long"):
        term = line.has(i + 1, "long_term") and not line.has(i, "plural")
        return ("DURATION", Fixed(line.get(i, "long")), i, i + 2) if term else None
    if line.has(i, "some") and line.has(i + 1, "period") and not line.has(i + 2, "before"):
        return None if line.has(i + 2, "narrative") else ("DURATION", Fixed(None), i, i + 2)
    running = _running(line, i)
    if running:
        return running
    j = past_hedge(line, i)
    k = _past_adjective(line, j)
    if k > i and line.dash(k + 1):
        between = dashed(line, k)
        if between and between[0] == "DURATION":
            return "DURATION", between[1], i, between[3]
    found = amount(line, k) or _about(line, k) or _bare_unit(line, i, j, k) or _many_units(line, i)
    if not found:
        return None
    parts, end = found
    if parts[-1][1] == "H" and (line.has(end, "daypart_of_clock") or (j > i and is_of_day(line, j, end))):
        return None  # «около двух часов ночи»
    if parts[-1][1] == "MIN" and line.has(i - 1, "short_of"):
        return None  # «без пяти минут чемпион»
    if is_age(line, i, end) or _is_anchored(line, i, end) or _is_rate(line, i, end):
        return None
    return "DURATION", Length(parts), i, end


def _about(line: Line, i: int) -> tuple[Amounts, int] | None:
    """«лет десять», not «(того) года три банка»."""
    return inverted(line, i) if line.has(i, "plural") or line.text(i).lower() == "лет" else None


def _running(line: Line, i: int) -> Match:
    """«(вот уже) девятый год», «второй год (подряд)»: so many, the last of them begun."""
    found = numbers.ordinal(line, i)
    running = found and (line.has(i - 1, "already") or line.has(found[1] + 1, "in_a_row"))
    if not found or not running or not line.has(found[1], "accusative"):
        return None
    unit = line.get(found[1], "unit")
    return ("DURATION", Length(((found[0], unit),)), i, found[1] + 1) if unit in _LONG else None


def _bare_unit(line: Line, i: int, j: int, k: int) -> tuple[Amounts, int] | None:
    """«(за) год», «почти неделю», «последнее десятилетие», «в течение недель»: one unit, or some.

    A hedge stands from `i` to `j`, an adjective from `j` to the unit at `k`.
    """
    unit = line.get(k, "unit")
    if not unit or (line.capital(k) and k > i):
        return None
    plural = line.has(k, "plural")
    if k > j:
        named = line.has(j, "ordinal") or (plural and unit == "D")  # «первый год», «целые дни»
        return None if named else (((None if plural else 1, unit),), k + 1)
    if plural:
        return (((None, unit),), k + 1) if line.has(i - 1, "strictly_lasting") else None
    return (((1, unit),), k + 1) if _is_one_unit(line, i, k) else None


def _is_one_unit(line: Line, i: int, k: int) -> bool:
    """Whether a unit without a number is a duration: «неделю», «(за) год», «(в течение) года», «около года»."""
    hedged = k > i
    if line.has(k, "week_long"):
        return hedged or line.has(i - 1, "lasting") or not (line.has(i - 1, "preposition") or line.after_adjective(i))
    if line.has(i - 1, "ahead") and line.has(k + 1, "punishment"):
        return True
    if line.has(i - 1, "staying") and line.has(k, "accusative"):
        return True
    lasting = line.has(i - 1, "lasting") and not (line.get(k, "unit") == "D" and line.has(i - 1, "on"))
    genitive = line.has(k, "genitive") and (hedged or line.has(i - 1, "strictly_lasting"))
    return (line.has(k, "accusative") and (hedged or lasting)) or genitive


def _many_units(line: Line, i: int) -> tuple[Amounts, int] | None:
    """«неделями», «годами»: some, and many."""
    if not (line.has(i, "instrumental") and line.has(i, "plural") and line.get(i, "unit") in _LONG):
        return None
    return (
        None if line.has(i - 1, "preposition") or line.after_adjective(i) else (((None, line.get(i, "unit")),), i + 1)
    )


def _past_adjective(line: Line, i: int) -> int:
    j = i + 1 if line.has(i, "span_adjective") or line.has(i, "vague") else i
    return j + 1 if j > i and line.has(j, "span_adjective") else j


def _is_anchored(line: Line, i: int, end: int) -> bool:
    """«за неделю до визита», «180 дней после»: anchored in an event; «в течение семи лет после» is a duration."""
    if is_since_event(line, i, end):
        return True  # «два месяца с начала забастовки»
    if line.has(end, "until"):
        return line.has(i - 1, "spanning") and not line.has(end + 1, "digits")
    return line.has(end, "anchor") and not line.has(i - 1, "strictly_lasting") and not line.has(end + 1, "digits")


def _is_rate(line: Line, i: int, end: int) -> bool:
    return line.text(end) == "/" or (line.text(end) == "-" and line.glued(end) and line.glued(end + 1))


def offset(line: Line, i: int) -> Match:
    """«через два дня», «спустя год», «около 10 дней назад», «днём позже», «неделю спустя»."""
    j = past_hedge(line, i)
    if line.has(j, "after"):
        return _offset_after(line, i, j)
    if line.has(j, "some") and line.has(j + 1, "period") and line.has(j + 2, "before"):
        return "DATE", Fixed("PAST_REF"), i, j + 3
    unit = line.get(j, "unit")
    found = amount(line, j) or inverted(line, j) or ((((1.0, unit),), j + 1) if unit else None)
    if not found:
        return None
    parts, k = found
    if unit and line.get(j + 1, "after") == "FUTURE":
        return _offset_after_unit(line, i, j)
    k = k + 1 if line.has(k, "ago_particle") and line.has(k + 1, "before") else k
    if line.has(k, "before"):
        return None if line.has(j, "counted_years") and k == j + 1 else _offset_match(parts, -1, False, i, k + 1)
    measured = line.has(k, "after") or line.has(k - 1, "instrumental_form")
    if line.has(k, "narrative") and measured and not line.has(k + 1, "anchor_word"):
        return _offset_match(parts, line.get(k, "narrative"), True, i, k + 1)
    return None


def _offset_after_unit(line: Line, i: int, j: int) -> Match:
    """«лет через десять», «дня через два»."""
    number = numbers.cardinal(line, j + 2)
    if not number or line.has(number[1], "event_after"):
        return None
    return _offset_match(((number[0], line.get(j, "unit")),), 1, False, i, number[1])


def _offset_after(line: Line, i: int, j: int) -> Match:
    start = j + 1
    k = past_hedge(line, start)
    anaphoric = line.get(j, "after") == "NARRATIVE"
    if line.has(k, "some") and line.has(k + 1, "period"):
        return "DATE", Fixed(None), i, k + 2
    found = amount(line, k) or (
        (((1.0, line.get(k, "unit")),), k + 1) if line.has(k, "unit") and not line.has(k, "plural") else None
    )
    if not found or line.has(found[1], "event_after"):
        return None
    parts, end = found
    if line.has(end, "since") and line.has(end + 1, "event_day"):
        return None  # «спустя месяц с начала забастовки»
    return _offset_match(parts, 1, anaphoric, i, end)


def _offset_match(parts: Amounts, sign: int, anaphoric: bool, start: int, end: int) -> Match:
    number, unit = parts[0]
    kind: TimeType = "TIME" if unit in _CLOCK_UNITS and number is not None else "DATE"
    return kind, Offset(number, unit, sign, anaphoric), start, end

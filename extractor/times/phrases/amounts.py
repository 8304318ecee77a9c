"""Amounts of units, «2 года 8 месяцев», and the ages that look like them."""

from extractor.times.phrases import numbers
from extractor.times.phrases.lexicon import personal, qualifies
from extractor.times.phrases.line import Line

Amount = tuple[float | None, str]
"""A number, None for «несколько», and its unit."""
Amounts = tuple[Amount, ...]

_UNITS = ("S", "MIN", "H", "D", "W", "M", "Q", "HY", "Y", "DEC", "CEN")
_PHRASE = 6
"""Words before «до 13 лет» among which the persons are looked for."""
_ADULT = 14
"""Years from which «с 61 лет до 63» are rather ages than terms."""
_HALVES = {"HY": (6, "M"), "C2": (50, "Y"), "H2": (30, "MIN"), "M2": (15, "D")}


def amount(line: Line, i: int) -> tuple[Amounts, int] | None:
    """Numbers with units, while they go from larger to smaller."""
    parts: list[Amount] = []
    j = i
    while True:
        found = _one_amount(line, j) or (
            _one_amount(line, j + 1) if parts and line.get(j, "conjunction") == "and" else None
        )
        if not found or (parts and not _is_smaller(found[0][1], parts[-1][1])):
            break
        parts.append(found[0])
        j = found[1]
    return (tuple(parts), j) if parts else None


def inverted(line: Line, i: int) -> tuple[Amounts, int] | None:
    """«лет десять», «года три», «месяца полтора»: about so many."""
    unit = line.get(i, "unit")
    if not unit or line.has(i - 1, "digits") or line.has(i - 1, "ordinal") or line.has(i - 1, "month"):
        return None
    found = numbers.cardinal(line, i + 1)
    return (((found[0], unit),), found[1]) if found else None


def _is_smaller(unit: str, than: str) -> bool:
    return _UNITS.index(unit) < _UNITS.index(than)


def _one_amount(line: Line, i: int) -> tuple[Amount, int] | None:
    half = line.get(i, "half_unit")
    if half:
        return _HALVES[half], i + 1
    number: float | None
    if line.has(i, "vague_number") or line.has(i, "many"):
        number, j = None, i + 1
    elif line.has(i, "fraction"):
        number, j = line.get(i, "fraction"), i + 1
    else:
        found = numbers.cardinal(line, i)
        if not found or (line.glued(i) and line.text(i - 1) not in {"(", "«", '"', "“"} | {"-", "–", "—"}):
            return None
        number, j = found
    if line.has(j, "conjunction") and line.has(j + 1, "narrative"):
        return None
    j = j + 1 if line.has(j, "span_adjective") or _is_qualifying(line, j) else j
    unit = line.get(j, "unit")
    if (
        not unit
        or (unit in {"H", "Q"} and line.has(i, "fraction"))
        or (unit == "H" and (line.text(j + 1) == "/" or (line.text(j + 1) == "." and line.has(j + 2, "digits"))))
        or line.has(j, "locative")
        or (unit == "Y" and line.get(i, "width") == 4 and not line.has(j, "counted_years"))  # «весь 2013 год»
    ):
        return None
    return (number, unit), j + 1


def _is_qualifying(line: Line, i: int) -> bool:
    """Whether an adjective stands between a number and its unit: «два (дополнительных) дня»."""
    counting = line.has(i, "ordinal") or line.has(i, "of_distance")
    return line.has(i + 1, "unit") and not counting and qualifies(line.text(i))


def past_hedge(line: Line, i: int) -> int:
    start = i + 1 if line.has(i, "negation") else i
    if not line.has(start, "hedge_head"):
        return i
    j = start + 1
    while line.has(j, "hedge") and j < i + 3:
        j += 1
    return j + 1 if line.has(j, "than") else j


def is_age(line: Line, i: int, end: int) -> bool:
    """«в возрасте 40 лет», «(59 лет)», «ему исполнилось 30 лет», «старше 18 лет», «в 13 лет», «Ларину 52 года»."""
    opening = _range_opening(line, i)
    if any(line.has(k, "age") for k in range(opening - 3, opening)) or line.has(end, "age"):
        return True
    if line.get(end - 1, "unit") != "Y" or line.has(i - 1, "strictly_lasting"):
        return False
    if _is_of_persons(line, i, opening, end):
        return True
    before = line.text(i - 1)
    if is_since_event(line, i, end):
        return True
    if before in {"(", ","} and line.text(end) in {")", ","}:
        return True
    if (line.has(i - 1, "in") or line.has(i - 1, "own")) and (line.has(i, "digits") or line.has(i, "cardinal")):
        return not line.has(i - 2, "term")
    person = _before_being(line, opening - 1)
    counted = line.has(i, "digits") or (line.has(i, "cardinal") and person < i - 1)
    bearer = line.has(person, "dative") or (counted and _is_name(line, person))
    return bearer and not line.has(end, "punishment")  # «дали ему 5 лет тюрьмы»


def is_since_event(line: Line, i: int, end: int) -> bool:
    """«40 лет со дня битвы»: anchored in an event; «не позднее 40 дней со дня избрания» is a term."""
    term = line.has(i - 2, "negation") or line.has(i - 1, "strictly_lasting")
    return line.has(end, "since") and line.has(end + 1, "event_day") and not term


def _range_opening(line: Line, i: int) -> int:
    """Where «от 18 до (60 лет)», «до (60 лет)» or «16–(17 лет)» opens."""
    if line.dash(i - 1) and line.has(i - 2, "digits"):
        return i - 2
    if line.has(i - 1, "conjunction") or line.text(i - 1) == ",":
        return _list_opening(line, i)
    if not line.has(i - 1, "until"):
        return i
    counted = line.has(i - 2, "digits") or line.has(i - 2, "cardinal")
    return i - 3 if counted and (line.has(i - 3, "from") or line.has(i - 3, "since")) else i - 1


def _list_opening(line: Line, i: int) -> int:
    """Where «24, 37 и (51 лет)» opens."""
    while (line.has(i - 1, "conjunction") or line.text(i - 1) == ",") and line.has(i - 2, "digits"):
        i -= 2
    return i


def _is_of_persons(line: Line, i: int, opening: int, end: int) -> bool:
    """«дети до 14 лет», «мужчины от 18 до 60 лет», «девочка 8 лет.», «работал с 14 лет»."""
    limited = line.has(opening, "until") or line.has(opening, "from")
    before = opening - 2 if line.dash(opening - 1) else opening - 1
    if line.has(opening, "until") and any(line.has(k, "person") for k in range(opening - _PHRASE, opening)):
        return True
    if line.has(before, "person"):
        between = (opening < i or line.dash(i + 1)) and not line.has(end, "punishment")
        return limited or between or not line.text(end)[:1].isalpha()
    if not line.has(i - 1, "since") or not line.has(end - 1, "counted_years"):
        return False
    return not line.has(end, "until") or (line.get(end + 1, "digits") or 0) >= _ADULT


def _before_being(line: Line, i: int) -> int:
    """The lexeme before «—», «было», «было всего», «сейчас»."""
    for k in (i, i - 1, i - 2):
        if not (line.dash(k) or line.has(k, "being") or line.has(k, "reference")):
            return k
    return i


def _is_name(line: Line, i: int) -> bool:
    return line.capital(i) and personal(line.text(i)) and not line.has(i, "kinds")

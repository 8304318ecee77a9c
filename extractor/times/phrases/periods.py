"""Months and longer: position → (parts of a Point, position after), or None."""

from typing import Any

from extractor.times.phrases import numbers
from extractor.times.phrases.lexicon import counts
from extractor.times.phrases.line import Line
from extractor.times.phrases.rules import Rules

Parts = dict[str, Any]
Found = tuple[Parts, int] | None

_FIRST_BARE_DECADE = 30  # «в тридцатые»; «в двадцатые» may be an order
FIRST_BARE_YEAR, LAST_YEAR = 1500, 2100
"""Numbers that may be a year without the word «год»; and the last year a text speaks of."""
_LAST_DAY = 31
_LAST_SHORT_YEAR = 35
"""Two digits that are more than this are a year of the 20th century: «осенью 41-го»."""
_LEAST_COUNTING = 5
"""Numbers from here on count a genitive plural: «20 века» is no count."""


def period(line: Line, i: int) -> Found:
    """«мае 2014 года», «прошлом году», «XX веке»."""
    for rule in _RULES.opened_by(line.get(i, "kinds")):
        found = rule(line, i)
        if found:
            return found
    return None


def month(line: Line, i: int) -> Found:
    """«мая 2014 года», «июле прошлого года», and a deictic month: «прошлом мае»."""
    found = deictic_adjective(line, i)
    parts, j = found if found else ({}, i)
    value = line.get(j, "month")
    if value is None:
        if not found and line.has(i, "month_abbreviation"):
            return _abbreviated_month(line, i)
        return None
    if found:
        return parts | {"unit": "month", "month": value}, j + 1
    tail = year_tail(line, j + 1, {"month": value})
    if tail and tail[1] == j + 1 and line.capital(i):
        return None  # «Марта», «Август»: names
    return tail


def _abbreviated_month(line: Line, i: int) -> Found:
    j = line.past_dot(i + 1)
    found = year_tail(line, j, {"month": line.get(i, "month_abbreviation")})
    return found if found and found[1] > j else None


def season(line: Line, i: int) -> Found:
    """«весной 2025 года», «прошлой зимой», «до осени»."""
    found = deictic_adjective(line, i)
    parts, j = found if found else ({}, i)
    value = line.get(j, "season_adverb") or line.get(j, "season")
    if value is None:
        return None
    if found:
        return parts | {"unit": "season", "season": value}, j + 1
    tail = _winter(line, j + 1, value) or year_tail(line, j + 1, {"season": value})
    degree = line.has(i - 1, "daypart_degree")  # «ранней весной»
    adverbial = line.has(i, "season_adverb") and (degree or not line.after_adjective(i))
    governed = line.has(i - 1, "preposition") or line.has(i - 1, "part")
    if tail and tail[1] == j + 1 and not (adverbial or governed):
        return None
    return tail


def _winter(line: Line, i: int, value: str) -> Found:
    """«зимой 2019–2020 годов», «зимой 2019/20»: a season over two years is named by the first."""
    first, second = line.get(i, "digits"), line.get(i + 2, "digits")
    if line.get(i, "width") != 4 or second is None or not (line.dash(i + 1) or line.text(i + 1) == "/"):
        return None
    if second % 100 != (first + 1) % 100 or line.get(i + 2, "width") not in {2, 4}:
        return None
    return {"season": value, "year": first}, year_word(line, i + 3) or i + 3


def quarter(line: Line, i: int) -> Found:
    """«II квартале 2024 года», «первом полугодии», «последнем квартале 2008 года»."""
    if line.get(i, "vague") == "PAST_REF" and line.get(i + 1, "unit") == "Q":
        parts, end = year_tail(line, i + 2, {"quarter": 4})
        return (parts, end) if "year" in parts else None
    found = numbers.ordinal(line, i)
    number, j = found or (line.get(i, "roman"), i + 1)
    if not found and number is None and line.get(i, "width") == 1:
        number = line.get(i, "digits")
    unit = line.get(j, "unit")
    if number and unit == "Q" and number <= 4:
        return year_tail(line, j + 1, {"quarter": number})
    if number and unit == "HY" and number <= 2:
        return year_tail(line, j + 1, {"half": number})
    return None


def decade(line: Line, i: int) -> Found:
    """«1990-х годах», «80-е», «девяностые годы двадцатого века»."""
    digits, worded = line.get(i, "digits"), line.get(i, "ordinal")
    if digits is not None:
        end = numbers.suffix(line, i + 1)
        if not end or not line.has(end - 1, "decade_suffix") or digits % 10 or line.get(i, "width") not in {2, 4}:
            return None
        if line.get(end - 1, "decade_suffix") == "one" and line.get(end, "unit") != "Y":
            return None
    elif worded and 20 <= worded <= 90 and line.has(i, "plural"):
        digits, end = worded, i + 1
    elif line.has(i, "decade_word") and line.has(i, "plural"):
        digits, end = line.get(i, "decade_word"), i + 1
    else:
        return None
    named = line.get(end, "unit") == "Y" or line.get(end, "year_abbreviation") == "many"
    if named:
        end = line.past_dot(end + 1) if line.has(end, "year_abbreviation") else end + 1
    elif line.get(i, "width") != 4 and (
        (worded and worded < _FIRST_BARE_DECADE)
        or line.has(end, "unit")  # «в семидесятые сутки»
        or (not line.has(i - 1, "preposition") and not line.has(i - 1, "part"))
        or counts(line.text(end))
    ):
        return None
    return _decade_of_century(line, end, digits)


def _decade_of_century(line: Line, end: int, digits: int) -> Found:
    """The decade with its century: «20-е годы XX века»; alone, 30–90 are of the 20th and 00–20 of the 21st."""
    if digits >= 100:
        return {"decade": digits // 10}, end
    of = century(line, end) or deictic(line, end)
    if of and "century" in of[0]:
        return {"decade": of[0]["century"] * 10 + digits // 10}, of[1]
    full = digits + (1900 if digits >= 30 or of else 2000)
    return {"decade": full // 10}, of[1] if of and of[0].get("unit") == "CEN" else end


def century(line: Line, i: int) -> Found:
    """«XX века», «XIX в.», «двадцатого столетия», «21-го века»; the value is the century's first two digits."""
    number, j = line.get(i, "roman"), i + 1
    if number is None:
        found = numbers.ordinal(line, i) or _numbered_century(line, i)
        if not found:
            return None
        number, j = found
    return _with_era(line, _century(line, i, number, j))


def _numbered_century(line: Line, i: int) -> tuple[int, int] | None:
    """«20 века»; «20 веков» are a duration."""
    digits, unit = line.get(i, "digits"), i + 1
    singular = line.get(unit, "unit") == "CEN" and not line.has(unit, "plural")
    return (digits, unit) if digits is not None and digits >= _LEAST_COUNTING and singular else None


def _century(line: Line, i: int, number: int, j: int) -> Found:
    if not 1 <= number <= 21:
        return None
    if line.get(j, "unit") == "CEN":
        return {"century": number - 1}, j + 1
    if line.has(i, "roman") and line.has(j, "century_abbreviation") and line.text(j + 1) == "." and line.glued(j + 1):
        return {"century": number - 1}, j + 2
    return None


def deictic(line: Line, i: int) -> Found:
    """«прошлом году», «этой неделе», «тот же год», «будущем десятилетии»."""
    found = deictic_adjective(line, i)
    if not found:
        return _outcome(line, i)
    parts, j = found
    named = j + 1 if line.text(j) == "," else j  # «прошлого, 2019 года»
    dated = year(line, named) if line.get(named, "width") == 4 else None
    if dated and not parts["anaphoric"]:
        return dated
    j = j + 1 if line.has(j, "year_adjective") else j
    unit = line.get(j, "unit")
    if unit not in {"Y", "M", "W", "Q", "HY", "DEC", "CEN"} or line.has(j, "plural"):
        return None
    return parts | {"unit": unit}, j + 1


def _outcome(line: Line, i: int) -> Found:
    """«(по итогам) года»: of the present one."""
    unit = line.get(i, "unit")
    told = line.has(i - 1, "outcome") and line.has(i, "genitive") and unit in {"Y", "M", "Q", "HY"}
    return ({"unit": unit, "shift": 0, "anaphoric": False}, i + 1) if told else None


def deictic_adjective(line: Line, i: int) -> Found:
    if line.has(i, "same"):
        return {"shift": 0, "anaphoric": True}, i + 2 if line.has(i + 1, "particle_same") else i + 1
    shift = line.get(i, "shift")
    if shift is None:
        shift = line.get(i, "this")
    if shift is None:
        return None
    same = line.has(i + 1, "particle_same")
    return {"shift": shift, "anaphoric": same and line.has(i, "this")}, i + 2 if same else i + 1


def _this_year_abbreviation(line: Line, i: int) -> int | None:
    """«с. г.», «т.г.»: of this year."""
    if (
        line.has(i, "this_year")
        and line.text(i + 1) == "."
        and line.has(i + 2, "year_abbreviation")
        and line.glued(i + 1)
    ):
        return line.past_dot(i + 3)
    return None


def year_tail(line: Line, i: int, parts: Parts) -> tuple[Parts, int]:
    """The parts with the year that follows them, if any: «2014 года», «прошлого года», «с.г.»."""
    comma = line.text(i) == "," and line.get(i + 1, "width") == 4
    start = i + 1 if comma else i
    found = year(line, start, tail=True) or (None if comma else _deictic_year(line, i))
    return (parts | found[0], found[1]) if found else (parts, i)


def _deictic_year(line: Line, i: int) -> Found:
    end = _this_year_abbreviation(line, i)
    if end:
        return {"unit": "Y", "shift": 0}, end
    found = deictic(line, i)
    return found if found and (found[0].get("unit") == "Y" or "year" in found[0]) else None


def year(line: Line, i: int, tail: bool = False) -> Found:
    """A year with its era: «44 году до н. э.»."""
    return _with_era(line, _year(line, i, tail))


def _with_era(line: Line, found: Found) -> Found:
    if not found:
        return None
    era, end = line.phrase(found[1], "era")
    if era is None:
        return found
    return found[0] | ({"bc": True} if era == "BC" else {}), end


def _year(line: Line, i: int, tail: bool) -> Found:
    """«2014 года», «2014-го», «две тысячи двадцать четвёртом году», «67-го года»; after a month also a bare «2014»."""
    width = line.get(i, "width")
    if width is None:
        found = numbers.ordinal(line, i)
        if not found or line.get(found[1], "unit") != "Y" or line.has(found[1], "plural") or found[0] < 50:
            return None
        number, j = found
        return {"year": number + 1900 if number < 100 else number}, j + 1
    number = line.get(i, "digits")
    end = numbers.suffix(line, i + 1)
    j = end or i + 1
    named = year_word(line, j)
    if width == 4 and 1 <= number <= LAST_YEAR:
        if named:
            return {"year": number}, named
        if number >= FIRST_BARE_YEAR and (
            (end and line.get(end - 1, "decade_suffix") != "many") or _bare_year(line, i, tail)
        ):
            return {"year": number}, j
    if named and line.phrase(named, "era")[0]:
        return {"year": number}, named
    if width == 3 and named and not end and line.get(j, "unit") == "Y" and (tail or line.has(j, "locative")):
        return {"year": number}, named
    if width == 2 and tail and end and number > _LAST_DAY:  # «в мае 45-го», but «в мае 15-го» is a day
        return {"year": full_year(line, i)}, j
    lived = line.has(i - 1, "on")  # «умер на 81-м году»
    if width == 2 and named and ((end and not lived) or tail) and not line.has(named, "age"):
        return {"year": full_year(line, i)}, named
    return None


def full_year(line: Line, i: int) -> int:
    digits: int = line.get(i, "digits")
    if line.get(i, "width") != 2:
        return digits
    return digits + (1900 if digits > _LAST_SHORT_YEAR else 2000)


def year_word(line: Line, i: int) -> int | None:
    """The position after «года», «г.», «годах», «финансового года»; «лет» and «годов» count years and name none."""
    if line.has(i, "year_abbreviation"):
        return line.past_dot(i + 1)
    i = i + 1 if line.has(i, "year_adjective") else i
    return i + 1 if line.get(i, "unit") == "Y" and not line.has(i, "counted_years") else None


def _bare_year(line: Line, i: int, tail: bool) -> bool:
    """Whether a number like 2014 is a year here: after a month, a preposition or in brackets, and counting nothing."""
    after = line.text(i + 1)
    if (line.glued(i) and line.text(i - 1) not in {"(", "«", "/"}) or after in {"%", "№", "₽", "$"}:
        return False
    if line.glued(i + 1) and (
        after[:1].isalpha() or (after in {".", ",", ":"} and line.glued(i + 2) and line.has(i + 2, "digits"))
    ):
        return False
    if tail:
        return True
    if (
        line.has(i + 1, "measure")
        or line.has(i + 1, "digits")
        or line.has(i + 1, "cardinal")
        or (after[:1].islower() and counts(after))
    ):
        return False
    if after == "до" and line.has(i + 2, "digits") and (line.get(i + 2, "width") != 4 or counts(line.text(i + 3))):
        return False  # «с 1400 до 607 человек»
    before = line.text(i - 1)
    bracketed = (before == "(" and after in {")", ",", ";"}) or (after == ")" and (before == "," or line.dash(i - 1)))
    listed = line.get(i - 2, "width") == 4 and line.has(i + 1, "conjunction") and before == ","
    return (
        bracketed
        or listed
        or (line.has(i - 1, "preposition") and not line.has(i - 1, "hedge") and not line.has(i - 1, "spanning"))
    )


_NUMBER, _DEICTIC = "digits cardinal ordinal", "shift this same"
_RULES: Rules[Found] = Rules(
    [
        (month, f"month month_abbreviation {_DEICTIC}"),
        (season, f"season season_adverb {_DEICTIC}"),
        (quarter, f"roman vague {_NUMBER}"),
        (decade, "digits ordinal decade_word"),
        (century, f"roman {_NUMBER}"),
        (deictic, f"{_DEICTIC} unit"),
        (year, _NUMBER),
    ]
)

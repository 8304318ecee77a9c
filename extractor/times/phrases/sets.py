"""Sets and what has its value in itself: «раз в месяц», «по вторникам», «сейчас», «последние годы»."""

from extractor.times.expression import Fixed, Length, Match, Point
from extractor.times.phrases import numbers
from extractor.times.phrases.amounts import amount
from extractor.times.phrases.lexicon import substantive, verbal
from extractor.times.phrases.line import Line

_PERIODS = {
    "S": "PT1S",
    "MIN": "PT1M",
    "H": "PT1H",
    "D": "P1D",
    "W": "P1W",
    "M": "P1M",
    "Q": "P3M",
    "HY": "P6M",
    "Y": "P1Y",
}
_RATES = frozenset("DWMQY")
_PHRASE = 5
"""Words of «800 млн. новых рублей (в год)» among which the number is looked for."""


def reference(line: Line, i: int) -> Match:
    value = line.get(i, "reference")
    future = line.get(i, "in_future")
    governed = line.has(i - 1, "in") or (line.has(i - 1, "on") and line.has(i - 2, "put_off"))
    if future and governed and not substantive(line.text(i + 1)):
        return "DATE", Fixed(future), i, i + 1
    if line.has(i, "degree") and line.has(i + 1, "reference"):
        return "DATE", Fixed(line.get(i + 1, "reference")), i, i + 2
    if value == "FUTURE_REF" and line.has(i - 1, "negation"):
        return None  # «не скоро»
    if value:
        return None if line.has(i + 1, "anchor") else ("DATE", Fixed(value), i, i + 1)
    value, end = line.phrase(i, "phrase")
    return ("DATE", Fixed(value), i, end) if end else None


def vague(line: Line, i: int) -> Match:
    """«последние годы», «ближайшие дни»."""
    value = line.get(i, "vague")
    j = i + 1
    several = (line.has(j, "unit") and line.has(j, "plural_form")) or line.has(j, "weekend")
    if not value or not line.has(i, "plural") or not several:
        return None
    if line.has(j, "weekend"):
        shift = -1 if value == "PAST_REF" else 1
        return "DATE", Point(weekday="WE", unit="weekday", shift=shift), i, j + 1
    if line.has(i - 1, "spanning"):
        return "DURATION", Length(((None, line.get(j, "unit")),)), i, j + 1  # «за последние дни»
    return "DATE", Fixed(value), i, j + 1


def recurrence(line: Line, i: int) -> Match:
    """«ежегодно», «каждые три года», «раз в месяц», «(по) вторникам», «(млн) в год»."""
    value = line.get(i, "set_adverb")
    if value:
        return "SET", Fixed(value), i, i + 1
    if line.has(i, "every"):
        return _every(line, i)
    if line.has(i, "often") or line.has(i + 1, "often"):
        j = i + 1 if line.has(i, "often") else i + 2
        if line.has(j, "in") and (line.has(i, "often") or numbers.cardinal(line, i)):
            return _per(line, i, j + 1)
    if line.has(i, "workdays") and (line.has(i - 1, "by") or line.has(i - 1, "in")):
        return _recurring(line, i, i)
    if line.has(i, "dative_plural") and (line.has(i - 1, "by") or line.has(i, "weekday") or line.has(i, "weekend")):
        return _recurring(line, i, i)
    if (
        line.has(i - 1, "in")
        and line.get(i, "unit") in _RATES
        and (_is_quantity(line, i - 2) or _counts_next(line, i + 1))
        and line.has(i, "accusative")
    ):
        return "SET", Fixed(_PERIODS[line.get(i, "unit")]), i, i + 1
    return None


def _is_quantity(line: Line, i: int) -> bool:
    for k in range(i, max(i - _PHRASE, -1), -1):
        dated = line.has(k, "month") or line.has(k, "year_abbreviation") or (k < i and line.has(k, "unit"))
        if dated or line.text(k) == ",":
            return False
        if any(line.has(k, kind) for kind in ("width", "cardinal", "vague_number", "million")):
            return True
    return False


def _counts_next(line: Line, i: int) -> bool:
    """«(в сутки) до 130 тонн»."""
    i = i + 1 if verbal(line.text(i)) else i  # «в год готовят до 100 врачей»
    j = i + 1 if line.has(i, "until") or line.has(i, "hedge") else i
    return j > i and line.has(j, "digits") and line.text(j + 1)[:1].isalpha() and not line.has(j + 1, "month")


def _every(line: Line, i: int) -> Match:
    found = amount(line, i + 1)
    if found:
        return "SET", Length(found[0]), i, found[1]
    if line.has(i + 1, "unit"):
        return "SET", Fixed(_PERIODS.get(line.get(i + 1, "unit"))), i, i + 2
    return _recurring(line, i, i + 2 if line.has(i + 1, "ordinal") else i + 1)


def _recurring(line: Line, start: int, i: int) -> Match:
    for kind, form in (
        ("weekday", "XXXX-WXX-{}"),
        ("weekend", "XXXX-WXX-{}"),
        ("workdays", "XXXX-WXX-{}"),
        ("daypart", "XXXX-XX-XXT{}"),
        ("season", "XXXX-{}"),
        ("month", "XXXX-{:02}"),
    ):
        value = line.get(i, kind)
        if value is not None:
            return "SET", Fixed(form.format(value)), start, i + 1
    return None


def _per(line: Line, start: int, i: int) -> Match:
    found = amount(line, i)
    if found:
        return "SET", Length(found[0]), start, found[1]
    unit = line.get(i, "unit")
    return ("SET", Fixed(_PERIODS[unit]), start, i + 1) if unit in _PERIODS else None

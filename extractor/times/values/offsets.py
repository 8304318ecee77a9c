"""Values of what is told by its distance: «два года назад», «через час», «десять лет спустя»."""

from datetime import date, timedelta

from extractor.times.expression import Offset
from extractor.times.values.context import Context
from extractor.times.values.days import Now, day_of
from extractor.times.values.durations import CLOCK_UNITS
from extractor.times.values.years import MONTHS_OF, add_months

_DAYS_OF_MONTH = 30
"""Of which «полтора месяца» takes half."""


def offset(meaning: Offset, now: Now | None, known: Context) -> str | None:
    """What lies so far from the present or, «спустя», from what was told last; None where that is unknown."""
    if meaning.amount is None:
        return (
            "PAST_REF"
            if meaning.sign < 0
            else "FUTURE_REF"
            if known.tense != "past" and not meaning.anaphoric
            else None
        )
    narrative = meaning.anaphoric or (meaning.sign > 0 and known.tense == "past")
    if narrative and known.told:
        return _away_from(known.told, meaning.unit, meaning.sign * meaning.amount)
    base = day_of(known.last) if narrative else now
    if base is None and not narrative and meaning.unit not in {*CLOCK_UNITS, "D"}:
        base = day_of(known.lead)
    if base is None:
        return None
    if meaning.unit in CLOCK_UNITS:
        return _hours_away(base, meaning.unit, meaning.sign * meaning.amount)
    return _shifted(base, meaning.unit, meaning.sign * meaning.amount)


def _away_from(told: str, unit: str, amount: float) -> str | None:
    """So many years from a year, months from a month: «в 2008 году …, десять лет спустя …»; no days."""
    months = amount * MONTHS_OF.get(unit, 0)
    whole = months % 1 == 0 and (len(told) > 4 or months % 12 == 0)
    if not months or not whole:
        return None
    year, month = add_months(date(int(told[:4]), int(told[5:7] or 1), 1), int(months))
    return f"{year:04}-{month:02}" if months % 12 else f"{year:04}"


def _hours_away(base: Now, unit: str, amount: float) -> str | None:
    """«час назад» of a publication time that is known to the minute; of a day, only whole days: «через 72 часа»."""
    away = timedelta(**{CLOCK_UNITS[unit]: amount})
    if base.moment:
        return (base.moment + away).replace(tzinfo=None).isoformat(timespec="minutes")
    return f"{base.render(base.day + away)}TXX:XX" if away and not away % timedelta(days=1) else None


def _shifted(base: Now, unit: str, amount: float) -> str | None:
    """The day, week, month or year so many units away; a fraction counts in the next smaller unit."""
    if unit in {"D", "W"}:
        return base.render(base.day + timedelta(days=amount * (7 if unit == "W" else 1)))
    months = amount * MONTHS_OF[unit]
    rest = timedelta(days=_DAYS_OF_MONTH * (months - int(months)))
    year, month = add_months(base.day + rest, int(months))
    if not base.dated:
        return f"XXXX-{month:02}" if unit == "M" else None
    return f"{year:04}-{month:02}" if unit in {"M", "Q", "HY"} or (unit == "Y" and amount % 1) else f"{year:04}"

"""Values of durations: «полтора часа», «от двух до трёх лет»."""

from extractor.times.expression import Length

_MINUTES_OF_HOUR = 60
CLOCK_UNITS = {"H": "hours", "MIN": "minutes", "S": "seconds"}


def duration(meaning: Length) -> str:
    """P2Y, PT1H30M; P2Y/P3Y of «от двух до трёх лет»."""
    value = _period(meaning.parts)
    return value if meaning.most is None else f"{value}/{_period(((meaning.most, meaning.parts[0][1]),))}"


def _period(parts: tuple[tuple[float | None, str], ...]) -> str:
    days = "".join(_amount(*part) for part in parts if part[1] not in CLOCK_UNITS)
    clock = "".join(_amount(*part) for part in parts if part[1] in CLOCK_UNITS)
    return f"P{days}" + (f"T{clock}" if clock else "")


def _amount(amount: float | None, unit: str) -> str:
    """«полтора часа» are 1H30M, «полтора года» 1.5Y."""
    if unit == "H" and amount and amount % 1:
        whole = f"{int(amount)}H" if amount > 1 else ""
        return f"{whole}{amount % 1 * _MINUTES_OF_HOUR:g}M"
    letter, factor = {"MIN": ("M", 1), "Q": ("M", 3), "HY": ("M", 6), "DEC": ("Y", 10), "CEN": ("Y", 100)}.get(
        unit, (unit, 1)
    )
    return f"X{letter}" if amount is None else f"{amount * factor:g}{letter}"

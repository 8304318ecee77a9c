"""Numbers in figures and words: position → (value, position after), or None."""

from extractor.times.phrases.line import Line


def cardinal(line: Line, i: int) -> tuple[float, int] | None:
    """«5», «2,5», «двадцать пять», «полтора», «две тысячи»."""
    digits = line.get(i, "digits")
    if digits is not None:
        return _with_half(line, *_decimal(line, i, digits))
    total, last, j, thousands = 0.0, float("inf"), i, False
    while (value := line.get(j, "cardinal")) is not None:
        if value == 1000 and j > i and last < 1000 and not thousands:
            total, last, thousands = total * 1000, 1000, True
        elif value < last and _follows(value, last):
            total, last = total + value, value
        else:
            break
        j += 1
    return _with_half(line, total, j) if j > i else None


def _with_half(line: Line, number: float, i: int) -> tuple[float, int]:
    """«два с половиной», «двадцать с лишним»."""
    if not line.has(i, "since"):
        return number, i
    if line.has(i + 1, "and_half"):
        return number + 0.5, i + 2
    return (number, i + 2) if line.has(i + 1, "and_more") else (number, i)


def ordinal(line: Line, i: int) -> tuple[int, int] | None:
    """«5-го», «двадцать первого», «две тысячи двадцать четвёртом»."""
    digits = line.get(i, "digits")
    if digits is not None:
        end = suffix(line, i + 1)
        return (digits, end) if end else None
    begun = cardinal(line, i)
    tens, j = begun or (0, i)
    value = line.get(j, "ordinal")
    if value is None or (begun and not _follows(value, _last_value(line, j - 1))):
        return None
    return int(tens) + value, j + 1


def suffix(line: Line, i: int) -> int | None:
    """The position after «-го» when it is glued to the number before it."""
    joined = line.dash(i) and line.glued(i) and line.glued(i + 1)
    return i + 2 if joined and line.has(i + 1, "ordinal_suffix") else None


def _decimal(line: Line, i: int, digits: int) -> tuple[float, int]:
    if line.text(i + 1) in {",", "."} and line.glued(i + 1) and line.glued(i + 2) and line.get(i + 2, "width") == 1:
        return digits + line.get(i + 2, "digits") / 10, i + 3
    return digits, i + 1


def _last_value(line: Line, i: int) -> float:
    return float(line.get(i, "cardinal") or 0)


def _follows(value: float, last: float) -> bool:
    """Whether a numeral can go on a compound: hundreds after thousands, units after tens."""
    return last == float("inf") or (last >= 20 and value < (10 if last < 100 else 100 if last < 1000 else 1000))

"""When the files of a folder were published: by a table of theirs, or by a pattern in their names."""

import re
from collections.abc import Iterator
from pathlib import Path

from extractor.annotation.article import Article
from extractor.corpora.documents import Undated
from extractor.corpora.source import Columns, Dates, open_source
from extractor.errors import InputError
from extractor.given import publication_time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PIECES = {
    "YYYY": r"(?P<year>\d{4})",
    "MON": rf"(?P<word>{'|'.join(_MONTHS)})",
    "MM": r"(?P<month>\d\d)",
    "DD": r"(?P<day>\d\d)",
    "hh": r"(?P<hour>\d\d)",
    "mm": r"(?P<minute>\d\d)",
}
_PIECE = re.compile("|".join(_PIECES))
_COLUMNS = Columns(text="file", published="published")


def read_dates(given: str | Path) -> Dates:
    """Dates by a table (.csv, .tsv, .jsonl, .parquet) with the columns file and published, or by a pattern.

    A pattern has YYYY, MM or MON (jan, feb …), DD and perhaps hh and mm, as `YYYY-MM-DD`, `YYYY/MM/DD` or newsru's
    `DDMONYYYY`; it is looked for anywhere in a name.

    Raises:
        InputError: there is no such file, it lacks a column, or the pattern has no day.

    >>> read_dates("DDMONYYYY")("newsru.com/world/27jul2005/storm.html")
    '2005-07-27'
    """
    pieces = _PIECE.findall(str(given))
    if len(set(pieces)) < len(pieces) or not ("YYYY" in pieces and "DD" in pieces and {"MM", "MON"} & {*pieces}):
        if not Path(given).exists():
            raise InputError(f"{given}: neither a table of dates that is there nor a pattern such as YYYY-MM-DD")
        return _by_table(Path(given))
    return _by_pattern(str(given))


def _by_table(path: Path) -> Dates:
    rows = {name: (published, reason) for name, published, reason in _rows(path)}

    def published(name: str) -> str:
        time, reason = rows.get(name, (None, f"{path.name} has no row for it"))
        if time is None:
            raise InputError(reason)
        return time

    return published


def _rows(path: Path) -> Iterator[tuple[str, str | None, str]]:
    """The file, the time and why there is none, of each row."""
    for row in open_source(path, _COLUMNS):
        if isinstance(row, Article):
            zoned = f"{row.published}{row.zone or ''}" if row.published else None
            yield row.text.strip(), zoned, row.reason if isinstance(row, Undated) else f"{path.name} has no time for it"


def _by_pattern(pattern: str) -> Dates:
    literal = _PIECE.split(pattern)
    pieces = [*map(_PIECES.__getitem__, _PIECE.findall(pattern)), ""]
    written = "".join(re.escape(text) + piece for text, piece in zip(literal, pieces, strict=True))
    sought = re.compile(rf"(?<!\d){written}(?!\d)", re.IGNORECASE)

    def published(name: str) -> str:
        for found in sought.finditer(name):
            parts = found.groupdict()
            month = parts.get("month") or f"{_MONTHS.index(parts['word'].lower()) + 1:02}"
            clock = f"T{parts['hour']}:{parts.get('minute') or '00'}" if parts.get("hour") else ""
            try:
                return str(publication_time(f"{parts['year']}-{month}-{parts['day']}{clock}"))
            except InputError:  # digits that are no day
                continue
        raise InputError(f"nothing like {pattern} in {name!r}")

    return published

"""A user's own names, which beat the tables: a CSV file, or dicts, with surface, name, code, sector and wikidata."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.text.reader import read_text

OwnNames = str | Path | Sequence[Mapping[str, Any]]
_COLUMNS = ("surface", "name", "code", "sector", "wikidata")


@dataclass(frozen=True, slots=True)
class Alias:
    """A row: who or what a `surface` of the text names, in the nominative; of all but `name` None where not told."""

    surface: str
    name: str
    code: str | None = None
    sector: str | None = None
    wikidata: str | None = None


def read_aliases(own: OwnNames) -> tuple[Alias, ...]:
    """The rows of a file in UTF-8, or of dicts.

    Raises:
        InputError: there is no such file, a column is missing, or a row is none or has no surface or no name.
    """
    if isinstance(own, str | Path):
        return tuple(_alias(row, f"{own}, line {line}") for line, row in _lines(Path(own)))
    if isinstance(own, Mapping) or not all(isinstance(row, Mapping) for row in own):
        raise InputError(f"aliases are a CSV file or a list of mappings with {', '.join(_COLUMNS)}")
    return tuple(_alias(row, f"alias {number}") for number, row in enumerate(own, 1))


def check_aliases(aliases: Iterable[Alias], states: Collection[str], sectors: Collection[str]) -> None:
    """Complain of an alias with a code that is neither a state's nor `IGO:…`, or with a sector that is none.

    Raises:
        InputError: there is one.
    """
    for alias in aliases:
        code, sector = alias.code, alias.sector
        if code and code not in states and not code.startswith("IGO:"):
            raise InputError(
                f"alias {alias.surface!r}: {code!r} is no code of a state, such as RUS, nor of a union, such as IGO:EU"
            )
        if sector and sector not in sectors:
            raise InputError(
                f"alias {alias.surface!r}: {sector!r} is no sector; there are {', '.join(sorted(sectors))}"
            )


def as_dicts(own: OwnNames) -> list[dict[str, Any]]:
    """One's own names without the file that they may be in, for another process or machine."""
    return [asdict(alias) for alias in read_aliases(own)]


def _lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(StringIO(read_text(path), newline=""))
    try:
        missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise InputError(
                f"{path}: the column {missing[0]!r} is missing; the first line of an alias file, parted by commas, "
                f"is {','.join(_COLUMNS)}"
            )
        for row in reader:
            if any(isinstance(cell, str) and cell.strip() for cell in row.values()):
                yield reader.line_num, row
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: not CSV: {error}") from error


def _alias(row: Mapping[str, Any], where: str) -> Alias:
    surface, name, code, sector, wikidata = (_cell(row.get(column), f"{where}: {column}") for column in _COLUMNS)
    if not surface or not surface[0].isalpha():
        raise InputError(f"{where}: the surface {surface!r} does not begin with a letter")
    if not name:
        raise InputError(f"{where}: {surface!r} has no name")
    return Alias(surface, name, code or None, sector or None, wikidata or None)


def _cell(value: Any, where: str) -> str:
    if not isinstance(value, str | None):
        raise InputError(f"{where}: {value!r} is no string")
    return " ".join((value or "").split())

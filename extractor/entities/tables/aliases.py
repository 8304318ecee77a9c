"""A user's own names: a CSV file with the columns surface, name, code, sector and wikidata, which beats the tables."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import InputError

_COLUMNS = ["surface", "name", "code", "sector", "wikidata"]


@dataclass(frozen=True, slots=True)
class Alias:
    """A row: who or what a `surface` of the text names, in the nominative; of all but `name` None where not told."""

    surface: str
    name: str
    code: str | None
    sector: str | None
    wikidata: str | None


def read_aliases(path: Path, states: Collection[str], sectors: Collection[str]) -> list[Alias]:
    """The rows of a file in UTF-8.

    Args:
        states: the codes that there are beside `IGO:…`.
        sectors: those that there are.
    Raises:
        InputError: there is no such file, a column is missing, or a row's surface, name, code or sector is none.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise InputError(
                    f"{path}: the column {missing[0]!r} is missing; an alias file has {','.join(_COLUMNS)}"
                )
            return [
                _alias(row, f"{path}, line {reader.line_num}", states, sectors)
                for row in reader
                if any(isinstance(cell, str) and cell.strip() for cell in row.values())
            ]
    except (OSError, UnicodeError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{path}: cannot be read as a file of aliases: {reason}") from error


def _alias(row: dict[str, str | None], where: str, states: Collection[str], sectors: Collection[str]) -> Alias:
    surface, name, code, sector, wikidata = (" ".join((row[column] or "").split()) for column in _COLUMNS)
    if not surface or not surface[0].isalpha():
        raise InputError(f"{where}: the surface {surface!r} does not begin with a letter")
    if not name:
        raise InputError(f"{where}: {surface!r} has no name")
    if code and code not in states and not code.startswith("IGO:"):
        raise InputError(f"{where}: {code!r} is no code of a state, such as RUS, nor of a union, such as IGO:EU")
    if sector and sector not in sectors:
        raise InputError(f"{where}: {sector!r} is no sector; there are {', '.join(sorted(sectors))}")
    return Alias(surface, name, code or None, sector or None, wikidata or None)

"""A user's own names, which beat the tables: a CSV file, or dicts, with surface, name, code, sector and wikidata."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractor.errors import InputError

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
        InputError: there is no such file, a column is missing, or a row has no surface or no name.
    """
    if isinstance(own, str | Path):
        return tuple(_alias(row, f"{own}, line {line}") for line, row in _lines(Path(own)))
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
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise InputError(
                    f"{path}: the column {missing[0]!r} is missing; an alias file has {','.join(_COLUMNS)}"
                )
            for row in reader:
                if any(isinstance(cell, str) and cell.strip() for cell in row.values()):
                    yield reader.line_num, row
    except (OSError, UnicodeError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"{path}: cannot be read as a file of aliases: {reason}") from error


def _alias(row: Mapping[str, Any], where: str) -> Alias:
    surface, name, code, sector, wikidata = (" ".join((row.get(column) or "").split()) for column in _COLUMNS)
    if not surface or not surface[0].isalpha():
        raise InputError(f"{where}: the surface {surface!r} does not begin with a letter")
    if not name:
        raise InputError(f"{where}: {surface!r} has no name")
    return Alias(surface, name, code or None, sector or None, wikidata or None)

"""Sources of documents: a folder of texts and pages, JSON Lines, CSV, Parquet; plain or compressed (.gz, .zst)."""

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import IO, Any, Protocol

from extractor.annotation.article import read_article
from extractor.corpora.arrow import pa, pq
from extractor.corpora.documents import Document, Page, Undated, Unreadable, titled
from extractor.errors import InputError
from extractor.given import id_of, publication_time
from extractor.printable import path_name
from extractor.text.publication import read_publication
from extractor.text.reader import decode

Dates = Callable[[str], str]
"""The publication time of what has a name, ISO 8601; it raises InputError, with the reason, where there is none."""

COMPRESSED = {".gz": "gzip", ".zst": "zstd"}
TEXTS, PAGES = (".txt",), (".html", ".htm")
LINES, PARQUET = (".jsonl", ".ndjson"), (".parquet", ".pq")
TABLES = {".csv": ",;\t", ".tsv": "\t"}  # what may stand between their cells: a Russian Excel writes «;»
_FIRST = 20  # lines that may all fail before the keys are taken to be misnamed
_LARGEST = 2**24  # bytes of a document, unpacked: the longest text that is annotated has a quarter of it
_END = "\0end"  # behind the last line of a table: it is a row of its own where all quotation marks are closed
_BATCH = 256  # rows of a Parquet file that are in memory at once


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns (or keys) of what is known of an article; one that is None has its usual name, if it is there.

    `title` is put before the text, `id`, `published` (ISO 8601, or the day before the month), `source` and `home` as in
    `Article`.
    """

    text: str | None = None
    title: str | None = None
    id: str | None = None
    published: str | None = None
    source: str | None = None
    home: str | None = None

    def names(self) -> dict[str, str]:
        """The column of each part."""
        return {part: column or part for part, column in asdict(self).items()}

    def missing(self, columns: list[str]) -> list[str]:
        """The columns that are needed and not among those of a file: the text's, and those named by the caller."""
        needed = [column for part, column in asdict(self).items() if column or part == "text"]
        return [column or "text" for column in needed if (column or "text") not in columns]


class Source(Protocol):
    """Documents in an order that is the same each time."""

    def __iter__(self) -> Iterator[Document]: ...

    def count(self) -> int:
        """How many documents there are; cheaper than to read them."""
        ...


def open_source(path: Path, columns: Columns = Columns(), dates: Dates | None = None) -> Source:
    """The documents of a folder or file.

    Args:
        columns: which columns of a file have what.
        dates: the publication time of a file of a folder by its path in it, or of a row by what its column of times
            has, such as an address.
    Raises:
        InputError: there is nothing, it is of no known kind, or a column is missing.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    if path.is_dir():
        return Folder(path, dates)
    if not path.is_file():
        raise InputError(f"{path}: is no regular file")
    kind = _kind(path)
    if kind in LINES:
        return JsonLines(path, columns, dates)
    if kind in TABLES:
        return Csv(path, columns, TABLES[kind], dates)
    if kind in PARQUET:
        return Parquet(path, columns, dates)
    known = " ".join((*LINES, *TABLES, *PARQUET))
    raise InputError(f"{path}: not a folder, and its name ends in none of {known}, perhaps with .gz or .zst")


class Folder:
    """Texts and pages of a folder, at any depth, in the order of their paths; a path in the folder is the id."""

    def __init__(self, path: Path, dates: Dates | None = None) -> None:
        self._path, self._dates = path, dates
        if next(self._paths(), None) is None:
            raise InputError(f"{path}: no .txt or .html here")

    def __iter__(self) -> Iterator[Document]:
        for path in self._paths():
            yield self._read(path)

    def count(self) -> int:
        return sum(1 for _ in self._paths())

    def _paths(self) -> Iterator[Path]:
        for folder, folders, files in os.walk(self._path):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(files) if _kind(Path(name)) in (*TEXTS, *PAGES))

    def _read(self, path: Path) -> Document:
        name = path_name(path.relative_to(self._path).as_posix())
        if path.is_symlink() or not path.is_file():  # a pipe would be waited for, a link may lead anywhere
            return Unreadable(name, "is no regular file")
        try:
            with _stream(path) as stream:
                data = stream.read(_LARGEST + 1)
            _check_size(data)
            published, undated = self._dated(name)
            if _kind(path) in PAGES:
                return Page(data, name, published)
            article = read_article({"text": decode(data), "id": name, "published": published})
            return Undated(**asdict(article), reason=undated) if undated else article
        except OSError as error:
            return Unreadable(name, f"cannot be read: {error.strerror or error}")
        except InputError as error:
            return Unreadable(name, str(error))

    def _dated(self, name: str) -> tuple[str | None, str | None]:
        """The publication time of a file, or why it has none."""
        try:
            return self._dates(name) if self._dates else None, None
        except InputError as error:
            return None, str(error)


class JsonLines:
    """A JSON object a line; lines without anything are passed over."""

    def __init__(self, path: Path, columns: Columns, dates: Dates | None = None) -> None:
        self._path, self._columns, self._dates = path, columns, dates
        reasons = [document.reason for document in islice(self, _FIRST) if isinstance(document, Unreadable)]
        if len(reasons) == _FIRST:
            raise InputError(f"{path}: {reasons[0]}")

    def __iter__(self) -> Iterator[Document]:
        for number, line in self._lines():
            try:
                yield self._read(line)
            except InputError as error:
                yield Unreadable(None, f"line {number}: {error}")

    def count(self) -> int:
        return sum(1 for _ in self._lines())

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        with _told(self._path), _stream(self._path) as stream:
            for number in count(1):
                line = stream.readline(_LARGEST + 1)
                if not line:
                    return
                rest = line
                while len(rest) > _LARGEST and not rest.endswith(b"\n"):
                    rest = stream.readline(_LARGEST + 1)
                if line.strip():
                    yield number, line

    def _read(self, line: bytes) -> Document:
        _check_size(line)
        try:
            record = json.loads(decode(line, name="the line"))
        except (ValueError, RecursionError) as error:
            raise InputError(f"not JSON: {error}") from error
        if not isinstance(record, dict):
            raise InputError("not a JSON object")
        missing = self._columns.missing(list(record))
        if missing:
            raise InputError(f"no key {missing[0]!r}; there are {', '.join(map(repr, record)) or 'none'}")
        return _document(record, self._columns, self._dates)


class Csv:
    """A table of separated values with a header; of several delimiters the one that gives it most columns."""

    def __init__(self, path: Path, columns: Columns, delimiters: str, dates: Dates | None = None) -> None:
        self._path, self._columns, self._dates = path, columns, dates
        headers = {delimiter: self._header(delimiter) for delimiter in delimiters}
        self._delimiter = max(headers, key=lambda delimiter: len(headers[delimiter]))
        header = headers[self._delimiter]
        if any(_printable(name) != name for name in header):
            raise InputError(f"{path}: its header is not UTF-8; save the table as «CSV UTF-8»")
        _check_columns(path, columns, header)

    def _header(self, delimiter: str) -> list[str]:
        self._delimiter = delimiter
        with closing(self._rows()) as rows:
            return next(rows, [])

    def __iter__(self) -> Iterator[Document]:
        rows = self._rows()
        header = next(rows)
        for row in rows:
            # A cell that is empty says nothing, but an empty text is a text.
            record = {name: cell or None for name, cell in zip(header, row, strict=False)}
            text = self._columns.names()["text"]
            yield _document({**record, text: record.get(text) or ""}, self._columns, self._dates)

    def count(self) -> int:
        return sum(1 for _ in self._rows()) - 1

    def _rows(self) -> Generator[list[str], None, None]:
        csv.field_size_limit(_LARGEST)
        # A byte that is no UTF-8 becomes a lone surrogate, so that its article fails and not the file.
        with _told(self._path), _stream(self._path) as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
            reader = csv.reader(chain(_pieces(text), [_END]), delimiter=self._delimiter)
            begins = 1
            for row in reader:
                if row == [_END]:
                    return
                if row and row[-1].endswith(_END):
                    raise InputError(f"{self._path}: line {begins}: a quotation mark opens and is never closed")
                if row:
                    yield row
                begins = reader.line_num + 1


class Parquet:
    """A Parquet file; a date or a time in the column `published` becomes ISO 8601."""

    def __init__(self, path: Path, columns: Columns, dates: Dates | None = None) -> None:
        self._path, self._columns, self._dates = path, columns, dates
        with _told(path), self._file() as file:
            self._rows, self._names = file.metadata.num_rows, file.schema_arrow.names
        _check_columns(path, columns, self._names)

    def __iter__(self) -> Iterator[Document]:
        names = [column for column in self._columns.names().values() if column in self._names]
        with _told(self._path), self._file() as file:
            for batch in file.iter_batches(batch_size=_BATCH, columns=names):
                for record in _records(batch):
                    yield record if isinstance(record, Unreadable) else _document(record, self._columns, self._dates)

    def count(self) -> int:
        return int(self._rows)

    @contextmanager
    def _file(self) -> Iterator[pq.ParquetFile]:
        if self._path.suffix not in COMPRESSED:
            with self._path.open("rb") as stored, pq.ParquetFile(stored) as file:
                yield file
            return
        # It is read from its end, which a compressed stream cannot be.
        with _stream(self._path) as stream, tempfile.TemporaryFile() as plain:
            shutil.copyfileobj(stream, plain)
            with pq.ParquetFile(plain) as file:
                yield file


def _records(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | Unreadable]:
    """The rows of a batch; of one with a date that no calendar has, or broken UTF-8, it alone fails."""
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError, pa.ArrowException):
        for row in range(len(batch)):
            try:
                [record] = batch.slice(row, 1).to_pylist()
                yield record
            except (ValueError, OverflowError, pa.ArrowException) as error:
                yield Unreadable(None, f"a value cannot be read: {error}")


def _pieces(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a table."""
    while line := text.readline(_LARGEST):
        if len(line) == _LARGEST:
            raise csv.Error(f"a line has more than {_LARGEST} characters")
        yield line


def _check_size(data: bytes) -> None:
    if len(data) > _LARGEST:
        raise InputError(f"has more than {_LARGEST} bytes, the most that a document may have")


def _document(record: Mapping[str, Any], columns: Columns, dates: Dates | None) -> Document:
    found = {name: _string(name, record.get(column)) for name, column in columns.names().items()}
    title = found.pop("title")
    try:
        if isinstance(found["text"], str) and isinstance(title, str):
            found["text"] = titled(title, found["text"])
        if dates and isinstance(found["published"], str):
            found["published"] = _by(dates, found["published"])
        undated = _spoiled(found["published"])
        if undated:
            return Undated(**asdict(read_article({**found, "published": None})), reason=undated)
        return read_article(found)
    except InputError as error:
        return Unreadable(_printable(id_of(found)), str(error))


def _string(name: str, value: Any) -> Any:
    """A cell as `Article` wants it: dates and times are ISO 8601."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if name == "published" and isinstance(value, str):
        return _written_date(value.strip())
    return value


def _written_date(value: str) -> str:
    """ISO 8601 of a date as Russians write it («10.01.2019 11:40»)."""
    if not _spoiled(value):
        return value
    read = read_publication(value)
    return read.published if read and read.source is None else value


def _by(dates: Dates, written: str) -> str:
    try:
        return dates(written)
    except InputError:  # it may be a time as it is
        return written


def _spoiled(published: Any) -> str | None:
    """Why a publication time is none."""
    try:
        publication_time(published)
    except InputError as error:
        return str(error)
    return None


def _printable(name: str | None) -> str | None:
    return name and name.encode("utf-8", "replace").decode()


def _check_columns(path: Path, columns: Columns, there: list[str]) -> None:
    missing = columns.missing(there)
    if missing:
        raise InputError(f"{path}: no column {missing[0]!r}; there are {', '.join(map(repr, there)) or 'none'}")


def _kind(path: Path) -> str:
    """The ending that tells what a file holds, whether it is compressed or not."""
    return (path.with_suffix("") if path.suffix in COMPRESSED else path).suffix.lower()


def _stream(path: Path) -> IO[bytes]:
    """The bytes of a file, decompressed."""
    file = path.open("rb")  # by Python, which knows names that are no UTF-8
    codec = COMPRESSED.get(path.suffix)
    return file if codec is None else io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(file, "r"), codec))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """One sentence about a file that breaks off or is none of its kind."""
    try:
        yield
    except (OSError, pa.ArrowInvalid, csv.Error) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error

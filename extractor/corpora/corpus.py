"""An annotated corpus as pandas frames, and as tables of a database."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.corpora.arrow import pa, pq
from extractor.corpora.manifest import Manifest, read_manifest
from extractor.corpora.store import table_file
from extractor.corpora.tables import COPIES, schemas
from extractor.errors import InputError
from extractor.installed.extras import needs

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame


def read_corpus(folder: str | Path) -> "Corpus":
    """The tables that `extractor run` wrote, as far as the run is.

    Raises:
        InputError: the folder holds no annotated corpus.
    """
    return Corpus(Path(folder))


class Corpus:
    """An annotated corpus: each table is an attribute, a pandas frame that is read when it is first asked for.

    The columns are those of `corpora/README.md`; whole numbers are Int64, which knows nulls. `complete` tells
    whether the run has come to its end.
    """

    documents: "DataFrame"
    copies: "DataFrame"
    spans: "DataFrame"
    entities: "DataFrame"
    mentions: "DataFrame"
    events: "DataFrame"
    arguments: "DataFrame"
    commitments: "DataFrame"
    list_items: "DataFrame"
    quotes: "DataFrame"
    times: "DataFrame"
    facts: "DataFrame"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = _manifest(folder)
        self.complete = self._manifest.complete

    def __getattr__(self, table: str) -> "DataFrame":
        if table not in schemas():
            raise AttributeError(f"an annotated corpus has no {table!r}; it has {', '.join(schemas())}")
        frame = self._read(table)
        setattr(self, table, frame)
        return frame

    def __dir__(self) -> list[str]:
        return ["complete", *schemas()]

    def __repr__(self) -> str:
        end = "" if self.complete else ", not complete"
        return (
            f"<corpus of {self._manifest.documents} documents, {self._manifest.failures} failures{end}: {self._folder}>"
        )

    def _read(self, table: str) -> "DataFrame":
        needs("a corpus", "corpora", "pandas")
        import pandas as pd

        files = _files(self._folder, table, self._manifest)
        tables = [pq.read_table(file, partitioning=None) for file in files]
        whole = pa.concat_tables(tables) if tables else schemas()[table].empty_table()
        return whole.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)


def query(sql: str, folder: str | Path, *, files: Iterable[str | Path] = ()) -> "pa.Table":
    """The result of an SQL query over the tables of an annotated corpus, in DuckDB's dialect.

    The query reads these tables and no file, not even to write into the corpus; it reaches no network, and DuckDB
    fetches no extension.

    Args:
        sql: one query or several; the result is that of the last.
        folder: what `annotate_corpus` or `extractor run` made.
        files: other folders whose files the query may read and write too, as in `COPY … TO` and `read_csv`.
    Raises:
        InputError: the folder holds no annotated corpus, or DuckDB cannot execute the query.
    """
    needs("a query", "corpora", "duckdb")
    import duckdb
    import pyarrow.dataset as ds

    folder = Path(folder)
    manifest = _manifest(folder)
    with duckdb.connect() as connection:
        for table, schema in schemas().items():
            # Arrow reads the files: to DuckDB a folder that may be read may be written too.
            connection.register(table, ds.dataset(_files(folder, table, manifest), schema=schema))
        _close(connection, files)
        try:
            result = connection.sql(sql)
            return schemas()["documents"].empty_table().select([]) if result is None else result.to_arrow_table()
        except duckdb.PermissionException as error:
            raise InputError(f"{_sentence(error)}; name the folders it may reach with --files (files=)") from error
        except duckdb.Error as error:
            raise InputError(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    """What DuckDB says first, on one line."""
    return " ".join(str(error).split("\n\n")[0].split())


def _close(connection: "DuckDBPyConnection", folders: Iterable[str | Path]) -> None:
    """Let a connection reach nothing but folders: SQL may come from anywhere, and DuckDB's reaches far."""
    allowed = [str(Path(folder).resolve()) for folder in folders]
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET allowed_directories = $allowed", {"allowed": allowed})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _manifest(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    if manifest is None:
        raise InputError(f"{folder}: holds no annotated corpus; `extractor run` makes one")
    return manifest


def _files(folder: Path, table: str, manifest: Manifest) -> list[str]:
    if table == COPIES:
        file = table_file(folder, table, 0)
        return [str(file)] if manifest.complete and file.exists() else []
    return [str(table_file(folder, table, part.number)) for part in manifest.parts]

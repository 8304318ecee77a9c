"""The folder that an annotated corpus is written to, so that a kill at any moment loses and repeats nothing.

    DIR/<table>/part-00000.parquet   a file a part; of copies one of all
    DIR/failures.jsonl               documents without an annotation, with the reason
    DIR/annotations.jsonl            the annotations themselves, if asked for
    DIR/manifest.jsonl               the job, a line a part that is kept, and a last line when all are

A part is kept once its line stands in the manifest. Its tables are written before under other names and renamed, so
that each is whole; what the JSON Lines hold beyond the lengths in the manifest is cut off when the run is resumed.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from hashlib import blake2b
from pathlib import Path
from typing import IO

from extractor.batch import Failure
from extractor.corpora import manifest
from extractor.corpora.arrow import pq
from extractor.corpora.copies import Copies
from extractor.corpora.manifest import Job, Kept, Manifest, read_manifest
from extractor.corpora.part import AnnotatedPart
from extractor.corpora.tables import COPIES, Row, parquet, schemas
from extractor.errors import ExtractorError, InputError

_TOLD = {"extractor": "version of extractor", "annotations": "choice of --annotations", "part_size": "part size"}
FAILURES, ANNOTATIONS = "failures.jsonl", "annotations.jsonl"


def table_file(folder: Path, table: str, part: int) -> Path:
    """Where a table of a part is."""
    return folder / table / f"part-{part:05}.parquet"


class Store:
    """Takes the parts of one job in their order; a context manager that lets go of the folder.

    Raises:
        InputError: the folder cannot be written, holds something else or, unless it is to be overwritten, the result of
            another job; or another run is writing there.
    """

    def __init__(self, folder: Path, job: Job, *, overwrite: bool = False) -> None:
        self.folder = folder
        with ExitStack() as self._files:
            try:
                self.kept = self._open(job, overwrite)
            except OSError as error:
                raise InputError(f"{folder}: cannot be written: {error.strerror}") from error
            self._files = self._files.pop_all()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self._files.close()

    def keep(self, part: AnnotatedPart) -> Kept:
        """Write a part, and then that it is kept.

        Raises:
            ExtractorError: the disk is full or fails.
        """
        try:
            for table, data in part.tables.items():
                _replace(table_file(self.folder, table, part.number), data)
            failures = b"".join(map(_failure_line, part.failures))
            ends = [_append(self._failures, failures)]
            ends.append(_append(self._annotations, part.lines) if self._annotations else 0)
            written = {**part.tables, FAILURES: failures, ANNOTATIONS: part.lines}
            digests = {name: _digest(data) for name, data in written.items()}
            kept = Kept(part.number, part.digest, part.documents, len(part.failures), ends[0], ends[1], digests)
            _append(self._manifest, kept.line())
        except OSError as error:
            raise ExtractorError(
                f"{self.folder}: cannot be written: {error.strerror}; run it again to go on"
            ) from error
        return kept

    def finish(self) -> None:
        """Write which documents are copies of others, and that there are no more parts.

        Raises:
            ExtractorError: the disk is full or fails.
        """
        if self.kept.complete:
            return
        try:
            _replace(table_file(self.folder, COPIES, 0), parquet(COPIES, list(self._copies())))
            _append(self._manifest, manifest.COMPLETE)
        except OSError as error:
            raise ExtractorError(
                f"{self.folder}: cannot be written: {error.strerror}; run it again to go on"
            ) from error

    def _copies(self) -> Iterator[Row]:
        files = sorted((self.folder / "documents").glob("part-*.parquet"))
        with closing(Copies()) as copies:
            for file in files:
                for row in pq.read_table(file, columns=["document", "text", "published"]).to_pylist():
                    found = copies.original(**row) if row["text"] else None
                    if found:
                        yield {"document": row["document"], "copy_of": found[0], "similarity": found[1]}

    def _open(self, job: Job, overwrite: bool) -> Manifest:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / manifest.NAME).exists() and any(self.folder.iterdir()):
            raise InputError(f"{self.folder}: is not empty and holds no annotated corpus; choose another folder")
        self._manifest = self._resume(manifest.NAME)
        _lock(self._manifest, self.folder)
        if overwrite:
            self._begin_anew()
        found = read_manifest(self.folder)
        if found is None:
            self._manifest.truncate(0)
            found = Manifest(job, (), False, _append(self._manifest, manifest.job_line(job)))
        _check_job(self.folder, found.job, job)
        _check_files(self.folder, found)
        self._manifest.truncate(found.size)
        last = found.parts[-1] if found.parts else Kept(0, "", 0, 0, 0, 0)
        self._failures = self._resume(FAILURES, last.failures_end)
        self._annotations = self._resume(ANNOTATIONS, last.annotations_end) if job["annotations"] else None
        for table in schemas():
            (self.folder / table).mkdir(exist_ok=True)
        return found

    def _begin_anew(self) -> None:
        """Give up what an earlier run has written: its own files alone."""
        self._manifest.truncate(0)
        for table in schemas():
            for path in (self.folder / table).glob("part-*.parquet"):
                path.unlink()
        for name in (FAILURES, ANNOTATIONS):
            (self.folder / name).unlink(missing_ok=True)

    def _resume(self, name: str, size: int | None = None) -> IO[bytes]:
        """A file to append to, cut off at a size."""
        file = self._files.enter_context((self.folder / name).open("ab"))
        if size is not None:
            if os.fstat(file.fileno()).st_size < size:
                raise InputError(f"{self.folder / name}: is shorter than the run left it; choose another folder")
            file.truncate(size)
            file.seek(0, os.SEEK_END)  # a length is asked for even where nothing is added
        return file


def _check_job(folder: Path, found: Job, job: Job) -> None:
    there, asked = _flat(found), _flat(job)
    differing = [key for key in sorted({*there, *asked}) if there.get(key) != asked.get(key)]
    if differing:
        key = differing[0]
        raise InputError(
            f"{folder}: holds a run with another {key} ({there.get(key)}, not {asked.get(key)}); "
            "choose another folder, or overwrite it (--overwrite)"
        )


def _flat(job: Job) -> Job:
    """A job in the words of its user, with a key for each of its columns."""
    columns = job.get("columns") or {}
    named = {_TOLD.get(key, key): value for key, value in job.items() if key != "columns"}
    return {**named, **{f"column of the {part}": name for part, name in columns.items()}}


def _check_files(folder: Path, found: Manifest) -> None:
    """Complain of what is not as the run wrote it: what goes on from it would be wrong without a word."""
    starts = {FAILURES: 0, ANNOTATIONS: 0}
    for part in found.parts:
        ends = {FAILURES: part.failures_end, ANNOTATIONS: part.annotations_end}
        for name, expected in part.files.items():
            path = folder / name if name in ends else table_file(folder, name, part.number)
            if _digest(_stretch(path, starts.get(name, 0), ends.get(name))) != expected:
                raise InputError(f"{path}: is not as the run wrote it; choose another folder and run anew")
        starts = ends


def _stretch(path: Path, start: int, end: int | None) -> bytes:
    """The bytes of a file from one place to another, or to its end; none where there is no file."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        file.seek(start)
        return file.read(-1 if end is None else end - start)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _lock(file: IO[bytes], folder: Path) -> None:
    """Keep other runs out of a folder until the file is closed, or this process ends in whatever way."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InputError(f"{folder}: another run is writing there") from error


def _replace(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all."""
    unfinished = path.with_name(f".{path.name}")
    with unfinished.open("wb") as file:
        _append(file, data)
    unfinished.replace(path)


def _append(file: IO[bytes], data: bytes) -> int:
    """Add bytes to a file, wait until the disk has them, and give the file's length."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
    return file.tell()


def _failure_line(failure: Failure) -> bytes:
    fields = {"document": failure.position, "id": failure.id, "reason": failure.reason}
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"

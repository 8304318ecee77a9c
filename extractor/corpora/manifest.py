"""The manifest of an annotated corpus: the job, a line a part that is kept, and a last line when all are."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from extractor.errors import InputError

NAME = "manifest.jsonl"
COMPLETE = b'{"complete": true}\n'

Job = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A part that is kept.

    `digest` is that of its documents; `failures_end` and `annotations_end` are the lengths, in bytes, that
    failures.jsonl and annotations.jsonl have with this part, `files` the digests of what was written of it.
    """

    number: int
    digest: str
    documents: int
    failures: int
    failures_end: int
    annotations_end: int
    files: dict[str, str] = field(default_factory=dict)

    def line(self) -> bytes:
        """The line of the manifest."""
        return json.dumps(asdict(self)).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says; `size` is the length of its whole lines: a kill may have left half of one behind them."""

    job: Job
    parts: tuple[Kept, ...]
    complete: bool
    size: int

    @property
    def documents(self) -> int:
        """How many documents are kept."""
        return sum(part.documents for part in self.parts)

    @property
    def failures(self) -> int:
        """How many of them have no annotation."""
        return sum(part.failures for part in self.parts)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder; None if there is none, or none with a whole line.

    Raises:
        InputError: it is damaged or cannot be read.
    """
    path = folder / NAME
    try:
        data = path.read_bytes() if path.exists() else b""
        lines = data[: data.rfind(b"\n") + 1].splitlines(keepends=True)
        if not lines:
            return None
        complete = lines[-1] == COMPLETE
        parts = tuple(_kept(line, number) for number, line in enumerate(lines[1 : len(lines) - complete]))
        job = json.loads(lines[0])
        if not isinstance(job, dict):
            raise ValueError("its first line is no job")
        return Manifest(job, parts, complete, sum(map(len, lines)))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: damaged: {error}") from error


def _kept(line: bytes, number: int) -> Kept:
    kept = Kept(**json.loads(line))
    kinds = {"digest": str, "files": dict}
    wrong = [key.name for key in fields(kept) if type(getattr(kept, key.name)) is not kinds.get(key.name, int)]
    if wrong or kept.number != number:
        raise ValueError(f"part {number}: {(wrong or ['number'])[0]} is not what it should be")
    return kept


def job_line(job: Job) -> bytes:
    """The first line of a manifest."""
    return json.dumps(job, ensure_ascii=False).encode() + b"\n"

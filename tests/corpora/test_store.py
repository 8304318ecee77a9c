"""A kill at every moment: what was kept stays, and the end is the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from extractor.batch import Failure
from extractor.corpora import store
from extractor.corpora.manifest import read_manifest
from extractor.corpora.part import AnnotatedPart
from extractor.corpora.store import Store
from extractor.corpora.tables import of_parts, parquet
from extractor.errors import ExtractorError, InputError

JOB = {"annotations": True, "part_size": 2, "columns": {"text": "текст"}}


def part(number: int) -> AnnotatedPart:
    rows = [{"document": 2 * number + i, "text": f"Текст {number}."} for i in range(2)]
    tables = {table: parquet(table, rows if table == "documents" else []) for table in of_parts()}
    failures = tuple(Failure(2 * number + i, f"№{i}", "нет текста") for i in range(number % 2))
    return AnnotatedPart(number, f"digest {number}", 2, tables, b'{"line": %d}\n' % number, failures)


PARTS = [part(number) for number in range(2)]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path) -> None:
    """A run that goes on where the last one ended."""
    with Store(folder, JOB) as opened:
        for annotated in PARTS[len(opened.kept.parts) :]:
            opened.keep(annotated)
        opened.finish()


class Killed(BaseException):
    """In the place of SIGKILL: nothing of the run catches it."""


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, bytes]:
    write(tmp_path / "whole")
    return tree(tmp_path / "whole")


def test_a_whole_run(whole: dict[str, bytes]) -> None:
    tables = {f"{table}/part-{number:05}.parquet" for table in of_parts() for number in range(2)}
    assert set(whole) == tables | {"copies/part-00000.parquet"} | {
        "manifest.jsonl",
        "failures.jsonl",
        "annotations.jsonl",
    }
    assert whole["failures.jsonl"].decode() == '{"document": 2, "id": "№0", "reason": "нет текста"}\n'
    assert whole["annotations.jsonl"] == b'{"line": 0}\n{"line": 1}\n'


@pytest.mark.parametrize("written", ["nothing", "half", "all"])
def test_killed_at_every_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: dict[str, bytes], written: str
) -> None:
    """Killed again and again, each time one write later, with nothing, half or all of that write on the disk."""
    append = store._append
    kills = 0

    def killed_after(moments: Iterator[int]) -> None:
        def write_some(file: IO[bytes], data: bytes) -> int:
            if next(moments, None) is not None:
                return append(file, data)
            append(file, {"nothing": b"", "half": data[: len(data) // 2], "all": data}[written])
            raise Killed

        monkeypatch.setattr(store, "_append", write_some)

    for moment in range(100):
        folder = tmp_path / f"killed-{moment}"
        killed_after(iter(range(moment)))
        try:
            write(folder)
        except Killed:
            kills += 1
            kept = read_manifest(folder)
            for number in range(len(kept.parts) if kept else 0):
                for table in of_parts():
                    name = f"{table}/part-{number:05}.parquet"
                    assert tree(folder)[name] == whole[name], "what is kept is whole"
        else:
            break
        killed_after(iter(range(100)))
        write(folder)
        assert tree(folder) == whole
    assert kills == 1 + 2 * (len(of_parts()) + 3) + 2


def test_a_complete_run_is_left_alone(tmp_path: Path, whole: dict[str, bytes]) -> None:
    write(tmp_path / "whole")
    assert tree(tmp_path / "whole") == whole


def test_another_job_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "d")
    with pytest.raises(InputError, match=r"holds a run with another part size \(2, not 3\); choose another folder, or"):
        Store(tmp_path / "d", {**JOB, "part_size": 3})


def test_another_column_is_named(tmp_path: Path) -> None:
    write(tmp_path / "d")
    with pytest.raises(InputError, match=r"another column of the text \(текст, not body\); choose another folder"):
        Store(tmp_path / "d", {**JOB, "columns": {"text": "body"}})


def test_overwritten_is_as_new_and_nothing_else_is_touched(tmp_path: Path, whole: dict[str, bytes]) -> None:
    with Store(tmp_path / "d", {**JOB, "part_size": 3}) as opened:
        for annotated in (*PARTS, part(2)):
            opened.keep(annotated)
    (tmp_path / "d" / "notes.txt").write_bytes(b"mine")
    with Store(tmp_path / "d", JOB, overwrite=True):
        pass
    write(tmp_path / "d")
    assert tree(tmp_path / "d") == {**whole, "notes.txt": b"mine"}


def test_overwriting_keeps_what_is_no_corpus(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="is not empty and holds no annotated corpus"):
        Store(tmp_path, JOB, overwrite=True)


def test_a_folder_with_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="is not empty and holds no annotated corpus"):
        Store(tmp_path, JOB)
    assert tree(tmp_path) == {"thesis.txt": b"x"}


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with Store(tmp_path / "d", JOB), pytest.raises(InputError, match="another run is writing there"):
        Store(tmp_path / "d", JOB)
    Store(tmp_path / "d", JOB).__exit__()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        Store(tmp_path / "d", JOB)


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: IO[bytes], data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with Store(tmp_path / "d", JOB) as opened:
        monkeypatch.setattr(store, "_append", full)
        with pytest.raises(ExtractorError, match="cannot be written: No space left on device; run it again to go on"):
            opened.keep(PARTS[0])


@pytest.mark.parametrize("content", [b"{}\nnot JSON\n", b'{}\n{"number": 1}\n', b"\xff\n"])
def test_a_damaged_manifest(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(content)
    with pytest.raises(InputError, match=r"manifest\.jsonl: damaged"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"[]\n", b'{}\n{"number": "x"}\n', b"{}\n[1]\n", b"[" * 100_000 + b"\n"],
    ids=["list", "text", "row", "deep"],
)
def test_a_manifest_of_another_form(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(content)
    with pytest.raises(InputError, match=r"manifest\.jsonl: damaged"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", ["documents/part-00000.parquet", "failures.jsonl", "annotations.jsonl"])
def test_damage_of_what_is_kept_is_told_of(tmp_path: Path, name: str) -> None:
    with Store(tmp_path / "d", JOB) as opened:
        for annotated in PARTS:
            opened.keep(annotated)
    path = tmp_path / "d" / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match=r"is not as the run wrote it|is shorter than the run left it"):
        Store(tmp_path / "d", JOB)


@pytest.mark.parametrize("name", ["failures.jsonl", "annotations.jsonl"])
def test_another_letter_in_what_is_kept_is_told_of(tmp_path: Path, name: str) -> None:
    with Store(tmp_path / "d", JOB) as opened:
        for annotated in PARTS:
            opened.keep(annotated)
    path = tmp_path / "d" / name
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    with pytest.raises(InputError, match=rf"{name}: is not as the run wrote it"):
        Store(tmp_path / "d", JOB)


def test_lengths_are_right_after_something_is_cut_off(tmp_path: Path) -> None:
    with Store(tmp_path / "d", JOB):
        pass
    (tmp_path / "d" / "failures.jsonl").write_bytes(b"half a line")
    with Store(tmp_path / "d", JOB) as opened:
        assert opened.keep(PARTS[0]).failures_end == 0

"""The commands on corpora: what they print where, and how they end."""

import csv
import io
from pathlib import Path

import pytest

from extractor import read_corpus
from tests.commands import run

TEXT = "Эстония обвинила Латвию в шпионаже."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_run_and_query(folder: Path, tmp_path: Path) -> None:
    assert run("run", folder, "--out", tmp_path / "t", "--processes", 1) == (0, "", "1 documents, 0 failed\n")
    sql = "SELECT d.id, e.type, parties, 'а, б' AS x FROM documents d JOIN events e USING (document) LEFT JOIN " \
        "commitments USING (document)"  # fmt: skip
    code, out, err = run("query", sql, tmp_path / "t")
    assert (code, err) == (0, "")
    assert list(csv.reader(io.StringIO(out))) == [["id", "type", "parties", "x"], ["a.txt", "ACCUSE", "", "а, б"]]


def test_failures_are_counted(folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_bytes(b"\xff")
    code, out, err = run("run", folder, "--out", tmp_path / "t", "--processes", 1)
    reasons = tmp_path / "t" / "failures.jsonl"
    assert (code, out, err) == (1, "", f"2 documents, 1 failed; the reasons are in {reasons}\n")
    assert '"id": "b.txt", "reason": "the input: byte 0xff at offset 0 is not UTF-8; save' in reasons.read_text("utf-8")


def test_what_was_left_unread_is_told(tmp_path: Path) -> None:
    rows = f"text,published\n{TEXT},31.02.2024\nThe ministers met in Riga on Friday.,\n{TEXT},1.2.2024\n"
    (tmp_path / "n.csv").write_text(rows, encoding="utf-8")
    code, _, err = run("run", tmp_path / "n.csv", "--out", tmp_path / "t", "--processes", 1)
    assert (code, err.splitlines()[0]) == (0, "3 documents, 0 failed")
    assert [line.partition(":")[2].partition(":")[0] for line in err.splitlines()[1:]] == [
        " 1 in another language than Russian, left unread",
        " 1 with a date that is none, read without",
    ]


def test_columns_and_annotations(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text(f"url,head,body,day,paper\nu,Спор,{TEXT},2024-01-26,Вести\n", encoding="utf-8")
    names = {"text": "body", "title": "head", "id": "url", "published": "day", "source": "paper"}
    options = [part for name, column in names.items() for part in (f"--{name}-column", column)]
    code, _, err = run("run", tmp_path / "n.csv", "--out", tmp_path / "t", "--processes", 1, "--annotations", *options)
    assert code == 0, err
    [row] = read_corpus(tmp_path / "t").documents[["id", "source", "published", "text"]].values.tolist()
    assert row == ["u", "Вести", "2024-01-26", f"Спор\n\n{TEXT}"]
    assert (tmp_path / "t" / "annotations.jsonl").read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (("run", "no.jsonl", "--out", "OUT"), "error: no.jsonl: no such file or folder\n"),
        (("run", "NEWS", "--out", "NEWS"), "is not empty and holds no annotated corpus; choose another folder\n"),
        (("run", "NEWS"), "Missing option"),
        (("run", "NEWS", "--out", "OUT", "--processes", "0"), "--processes"),
        (("query", "SELECT 1", "NEWS"), "holds no annotated corpus; `extractor run` makes one\n"),
    ],
)
def test_bad_usage_and_input(folder: Path, tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    paths = {"NEWS": folder, "OUT": tmp_path / "out"}
    code, out, err = run(*(paths.get(argument, argument) for argument in arguments))
    assert (code, out) == (2, "")
    assert complaint in err
    assert not (tmp_path / "out").exists()

"""What is read from folders and files, and what is said of those that cannot be read."""

import csv
import gzip
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor import Article, Columns, InputError
from extractor.corpora.documents import Page, Unreadable
from extractor.corpora.source import open_source

ROWS = [
    {
        "text": "Послы встретились,\nкак сообщают «Вести».",
        "id": "а1",
        "published": "2024-01-26T09:10",
        "source": "Вести",
    },
    {"text": "Эстония ждёт.", "id": "а2", "published": None, "source": None},
]
ARTICLES = [Article(**row) for row in ROWS]


def write_lines(path: Path, rows: list[dict[str, str | None]]) -> None:
    path.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def write_csv(path: Path, rows: list[dict[str, str | None]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], delimiter="\t" if path.suffix == ".tsv" else ",")
        writer.writeheader()
        writer.writerows(rows)


def write_parquet(path: Path, rows: list[dict[str, str | None]]) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path)


WRITERS = {".jsonl": write_lines, ".csv": write_csv, ".tsv": write_csv, ".parquet": write_parquet}


def compress(path: Path, ending: str) -> Path:
    compressed = path.with_name(path.name + ending)
    if ending == ".gz":
        compressed.write_bytes(gzip.compress(path.read_bytes()))
    else:
        with pa.CompressedOutputStream(str(compressed), "zstd") as stream:
            stream.write(path.read_bytes())
    return compressed


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_every_kind_of_file_gives_the_same(tmp_path: Path, kind: str, ending: str) -> None:
    path = tmp_path / f"news{kind}"
    WRITERS[kind](path, ROWS)
    source = open_source(compress(path, ending) if ending else path)
    assert list(source) == ARTICLES
    assert list(source) == ARTICLES, "a source can be read again"
    assert source.count() == 2


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_columns_are_named(tmp_path: Path, write: Callable[..., None]) -> None:
    kind = next(kind for kind, writer in WRITERS.items() if writer is write)
    path = tmp_path / f"news{kind}"
    write(path, [{"url": "u", "headline": "Переговоры начались", "body": "США и Ирак начали переговоры.", "id": "1"}])
    columns = Columns(text="body", title="headline", id="url")
    assert list(open_source(path, columns)) == [Article("Переговоры начались\n\nСША и Ирак начали переговоры.", id="u")]


def test_a_title_that_the_text_begins_with_is_not_said_twice(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"text": "Переговоры\nНачались.", "title": "Переговоры "}])
    assert list(open_source(tmp_path / "a.jsonl")) == [Article("Переговоры\nНачались.")]


def test_parquet_may_hold_times_and_numbers(tmp_path: Path) -> None:
    table = pa.table(
        {"text": ["Да."], "id": [7], "published": [datetime(2024, 1, 26, 9, 10, 30)], "embedding": [[1.5]]}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert list(open_source(tmp_path / "a.parquet")) == [Article("Да.", published="2024-01-26T09:10", id="7")]


def test_csv_as_pandas_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('published,text\n2024-01-26 09:10:00,"Он сказал: ""да"""\n,\n', encoding="utf-8")
    assert list(open_source(tmp_path / "a.csv")) == [Article('Он сказал: "да"', "2024-01-26T09:10"), Article("")]


@pytest.mark.parametrize(
    "line, reason",
    [
        (b"{broken", "line 1: not JSON: Expecting property name"),
        (b"[1]", "line 1: not a JSON object"),
        (b'{"body": "x"}', "line 1: no key 'text'; there are 'body'"),
        (b'{"text": "\xff"}', "line 1: the line: byte 0xff at offset 10 is not UTF-8"),
        (b'{"text": null}', "has a text"),
        (b'{"text": 5}', "text: a string is needed, not int"),
        (b'{"text": "\\ud800", "id": "n"}', "text: half of a surrogate pair"),
        (b"[" * 100_000, "line 1: not JSON"),
    ],
)
def test_a_bad_line_does_not_hide_the_others(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line + b'\n{"text": "ok"}\n')
    bad, good = open_source(path)
    assert isinstance(bad, Unreadable)
    assert reason in bad.reason
    assert good == Article("ok")


def test_a_bad_byte_in_a_csv_spoils_its_row_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,\xcf\xf0\n2,ok\n")
    bad, good = open_source(tmp_path / "a.csv")
    assert isinstance(bad, Unreadable)
    assert bad.id == "1"
    assert good == Article("ok", id="2")


def test_a_folder_in_the_order_of_its_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("Второй.", encoding="utf-8")
    (tmp_path / "b" / "1.html").write_bytes(b"<p>x</p>")
    (tmp_path / "a.txt").write_bytes("Первый.".encode("cp1251"))
    (tmp_path / "notes.md").write_text("Не статья.", encoding="utf-8")
    compress(tmp_path / "b" / "2.txt", ".gz")
    source = open_source(tmp_path)
    assert list(source) == [
        Unreadable("a.txt", "the input: byte 0xcf at offset 0 is not UTF-8; save it as UTF-8"),
        Page(b"<p>x</p>", "b/1.html"),
        Article("Второй.", id="b/2.txt"),
        Article("Второй.", id="b/2.txt.gz"),
    ]
    assert source.count() == 4


@pytest.mark.parametrize(
    "name, content, columns, complaint",
    [
        ("no.jsonl", None, Columns(), "no such file or folder"),
        ("a.docx", b"", Columns(), "its name ends in none of .jsonl .ndjson .csv .tsv .parquet .pq"),
        ("a.csv", b"id,body\n", Columns(), "no column 'text'; there are 'id', 'body'"),
        ("a.csv", b"id,body\n", Columns(text="body", title="head"), "no column 'head'; there are 'id', 'body'"),
        ("a.csv", b"", Columns(), "no column 'text'; there are none"),
        ("a.parquet", b"PAR0", Columns(), "cannot be read"),
        ("a.jsonl", b'{"body": "x"}\n' * 20, Columns(), "line 1: no key 'text'; there are 'body'"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 20, mtime=0)[:30], Columns(), "cannot be read"),
        ("a.jsonl.gz", b"plain", Columns(), "cannot be read"),
    ],
)
def test_what_is_no_source(tmp_path: Path, name: str, content: bytes | None, columns: Columns, complaint: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=complaint) as told:
        list(open_source(tmp_path / name, columns))
    assert str(told.value).startswith(f"{tmp_path / name}: ")


def test_an_empty_folder_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.txt or \.html here"):
        open_source(tmp_path)


def test_only_regular_files_of_a_folder_are_read(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (tmp_path / "secret.txt").write_text("тайна", encoding="utf-8")
    (news / "a.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(news / "b.txt")
    (news / "c.txt").write_text("Эстония ждёт.", encoding="utf-8")
    named = [Unreadable(name, "is no regular file") for name in ("a.txt", "b.txt")]
    assert list(open_source(news)) == [*named, Article("Эстония ждёт.", id="c.txt")]
    with pytest.raises(InputError, match="is no regular file"):
        open_source(news / "b.txt")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz"])
def test_what_unpacks_beyond_all_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("extractor.corpora.source._LARGEST", 1000)
    text = "а" * 2000
    rows = {"a.csv.gz": f"text\n{text}\n", "a.jsonl.gz": json.dumps({"text": text}) + '\n{"text": "Да."}\n'}
    (tmp_path / name).write_bytes(gzip.compress(rows.get(name, text).encode()))
    if name == "a.csv.gz":
        with pytest.raises(InputError, match="more than 1000"):
            list(open_source(tmp_path / name))
        return
    first, *rest = open_source(tmp_path if name == "a.txt.gz" else tmp_path / name)
    assert isinstance(first, Unreadable)
    assert "has more than 1000 bytes" in first.reason
    assert rest == ([Article("Да.")] if name == "a.jsonl.gz" else [])


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text,id\nДа.,1\n"Нет.,2\nДа.,3\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 3: a quotation mark opens and is never closed"):
        open_source(tmp_path / "a.csv").count()


def test_a_date_that_no_calendar_has_fails_alone(tmp_path: Path) -> None:
    days = pa.array([19_000, 2**31 - 1], pa.int32()).cast(pa.date32())
    pq.write_table(pa.table({"text": ["Да.", "Нет."], "published": days}), tmp_path / "a.parquet")
    first, second = open_source(tmp_path / "a.parquet")
    assert (first, type(second)) == (Article("Да.", published="2022-01-08"), Unreadable)

"""An annotated corpus as frames and by SQL."""

import json
from pathlib import Path

import pandas as pd
import pytest

import extractor
from extractor import Corpus, InputError
from extractor.corpora.corpus import query
from extractor.corpora.tables import schemas
from extractor.installed.paths import PACKAGE

TEXTS = ("Эстония обвинила Латвию в шпионаже.", "Литва обвинила Эстонию во лжи.", "Эстония обвинила Латвию в шпионаже.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    lines = [json.dumps({"text": text, "id": str(number)}) for number, text in enumerate(TEXTS)]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    extractor.annotate_corpus(folder / "news.jsonl", folder / "tables", part_size=1)
    return folder / "tables"


def test_every_table_is_a_frame_with_its_columns(folder: Path) -> None:
    corpus = extractor.read_corpus(folder)
    for table, schema in schemas().items():
        assert list(getattr(corpus, table).columns) == schema.names
    assert Corpus.__annotations__.keys() == schemas().keys()
    assert set(schemas()) < set(dir(corpus))
    assert repr(corpus) == f"<corpus of 3 documents, 0 failures: {folder}>"
    with pytest.raises(
        AttributeError, match="an annotated corpus has no 'event'; it has documents, copies, spans, entities,"
    ):
        _ = corpus.event


def test_frames_join(folder: Path) -> None:
    corpus = extractor.read_corpus(str(folder))
    assert corpus.documents.duplicate_of.tolist() == [pd.NA, pd.NA, 0]
    assert corpus.documents.dtypes[["document", "duplicate_of"]].tolist() == [pd.Int64Dtype(), pd.Int64Dtype()]
    arguments = corpus.arguments.merge(corpus.entities, on=["document", "entity"])
    actors = arguments[arguments.role == "actor"].merge(
        corpus.events, on=["document", "event"], suffixes=("", "_event")
    )
    assert actors[["document", "code", "type_event"]].values.tolist() == [[0, "EST", "ACCUSE"], [1, "LTU", "ACCUSE"]]


def test_sql(folder: Path) -> None:
    found = query("SELECT type, count(*) AS n FROM events GROUP BY type", folder)
    assert found.to_pylist() == [{"type": "ACCUSE", "n": 2}]
    assert query("SELECT count(*) AS n FROM facts", folder).to_pylist() == [{"n": 0}]


def test_the_query_of_the_readme(folder: Path) -> None:
    text = (PACKAGE / "corpora" / "README.md").read_text("utf-8")
    sql = "\n".join(line for line in text.split("# Tables")[1].splitlines() if line.startswith("    "))
    assert sql.strip().startswith("SELECT")
    assert [row["code"] for row in query(sql + " ORDER BY document", folder).to_pylist()] == ["EST", "LTU"]


@pytest.mark.parametrize(
    "sql, complaint",
    [
        ("SELECT kind FROM events", 'Referenced column "kind"'),
        ("SELEC", "syntax error"),
        ("SELECT * FROM sentences", "Table with name sentences does not exist"),
        ("SELECT CAST(type AS INTEGER) FROM events", "Could not convert string"),
    ],
)
def test_sql_that_is_none(folder: Path, sql: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint) as told:
        query(sql, folder)
    assert "\n" not in str(told.value)


def test_a_run_that_is_not_complete_is_read_as_far_as_it_is(folder: Path, tmp_path: Path) -> None:
    for file in folder.rglob("*.*"):
        (tmp_path / file.relative_to(folder)).parent.mkdir(exist_ok=True)
        (tmp_path / file.relative_to(folder)).write_bytes(file.read_bytes())
    lines = (folder / "manifest.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "manifest.jsonl").write_bytes(b"".join(lines[:2]) + lines[2][:9])
    corpus = extractor.read_corpus(tmp_path)
    assert not corpus.complete
    assert repr(corpus) == f"<corpus of 1 documents, 0 failures, not complete: {tmp_path}>"
    assert len(corpus.documents) == 1
    assert query("SELECT count(*) AS n FROM events", tmp_path).to_pylist() == [{"n": 1}]


def test_a_folder_without_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no annotated corpus; `extractor run` makes one"):
        extractor.read_corpus(tmp_path)
    with pytest.raises(InputError, match="holds no annotated corpus"):
        query("SELECT 1", tmp_path / "no")

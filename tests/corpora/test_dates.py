"""The dates of a folder's files: by a table, by their names; one that is missing spoils no article."""

from pathlib import Path

import pytest

import extractor
from extractor.corpora.dates import read_dates
from extractor.corpora.documents import Undated
from extractor.corpora.source import Columns, open_source
from extractor.errors import InputError


@pytest.mark.parametrize(
    "pattern, name, published",
    [
        ("YYYY-MM-DD", "лента/2019-01-10_посол.txt", "2019-01-10"),
        ("YYYYMMDD", "a-20190110.txt", "2019-01-10"),
        ("YYYY/MM/DD", "2019/01/10/посол.html", "2019-01-10"),
        ("DD.MM.YYYY_hh-mm", "10.01.2019_09-05.txt", "2019-01-10T09:05"),
        ("DDMONYYYY", "newsru.com/world/03Feb2004/storm.html", "2004-02-03"),
        ("YYYY-MM-DD", "2019-13-40, 2019-01-10.txt", "2019-01-10"),
    ],
)
def test_a_pattern(pattern: str, name: str, published: str) -> None:
    assert read_dates(pattern)(name) == published


@pytest.mark.parametrize("name", ["посол.txt", "2019-02-31.txt", "12019-01-10.txt"])
def test_a_name_without_a_date(name: str) -> None:
    with pytest.raises(InputError, match="nothing like YYYY-MM-DD in"):
        read_dates("YYYY-MM-DD")(name)


@pytest.mark.parametrize("given", ["dates.csv", "YYYY-MM", "вчера", "YYYY-MM-DD-DD"])
def test_neither_a_table_nor_a_pattern(given: str) -> None:
    with pytest.raises(InputError, match="neither a table of dates that is there nor a pattern such as YYYY-MM-DD"):
        read_dates(given)


def folder(path: Path) -> Path:
    path.mkdir()
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (path / name).write_text("Эстония вчера обвинила Латвию.", encoding="utf-8")
    return path


def test_a_table(tmp_path: Path) -> None:
    table = tmp_path / "dates.csv"
    table.write_text("file;published\na.txt;10.01.2019 11:40\nb.txt;31.02.2019\nc.txt;\n", encoding="utf-8")
    found = {document.id: document for document in open_source(folder(tmp_path / "in"), dates=read_dates(table))}
    assert [document.published for document in found.values()] == ["2019-01-10T11:40", None, None, None]
    reasons = [document.reason for document in found.values() if isinstance(document, Undated)]
    assert reasons == [
        "published: '31.02.2019' is not an ISO 8601 day or time such as 2024-01-26T09:10",
        "dates.csv has no time for it",
        "dates.csv has no row for it",
    ]


def test_a_table_without_its_columns(tmp_path: Path) -> None:
    (tmp_path / "dates.csv").write_text("name,published\na.txt,2019-01-10\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'file'; there are 'name', 'published'"):
        read_dates(tmp_path / "dates.csv")


def test_an_address_in_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,url\nПосол ждёт.,https://newsru.com/world/03feb2004/x.html\n", encoding="utf-8")
    [document] = open_source(path, Columns(published="url"), read_dates("DDMONYYYY"))
    assert isinstance(document, extractor.Article)
    assert document.published == "2004-02-03"


def test_dates_of_a_folder_go_into_its_tables(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "20190110.txt").write_text("Эстония вчера обвинила Латвию.", encoding="utf-8")
    extractor.annotate_corpus(source, tmp_path / "out", dates="YYYYMMDD")
    corpus = extractor.read_corpus(tmp_path / "out")
    assert (list(corpus.documents.published), list(corpus.times["first"])) == (["2019-01-10"], ["2019-01-09"])

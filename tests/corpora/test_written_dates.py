"""Tables as a Russian Excel writes them: «;», the day before the month; a date that is none spoils no article."""

from pathlib import Path

import pytest

import extractor
from extractor.annotation.article import Article
from extractor.corpora.documents import Undated, Unreadable
from extractor.corpora.source import open_source
from extractor.errors import InputError


def first(path: Path, content: str, encoding: str = "utf-8") -> Article:
    path.write_text(content, encoding=encoding)
    [document] = open_source(path)
    assert isinstance(document, Article), isinstance(document, Unreadable) and document.reason
    return document


@pytest.mark.parametrize(
    "written, published",
    [
        ("10.01.2019", "2019-01-10"),
        ("10.01.2019 11:40", "2019-01-10T11:40"),
        ("10.01.2019 9:05:30", "2019-01-10T09:05"),
        ("2019-01-10 11:40:00", "2019-01-10T11:40"),
        ("2019-01-10", "2019-01-10"),
        ("3 февраля 2024, 14:25", "2024-02-03T14:25"),
        ("", None),
    ],
)
def test_dates(tmp_path: Path, written: str, published: str | None) -> None:
    assert first(tmp_path / "a.csv", f'text;published\n"Перу; Чили";{written or ""}\n').published == published


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_stands_between_cells(tmp_path: Path, delimiter: str) -> None:
    table = f"id{delimiter}text\n7{delimiter}Перу ждёт.\n"
    document = first(tmp_path / "a.csv", table, "utf-8-sig")
    assert (document.id, document.text) == ("7", "Перу ждёт.")


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("текст;дата\n", encoding="cp1251")
    with pytest.raises(InputError, match=r"a\.csv: its header is not UTF-8; save the table as «CSV UTF-8»"):
        open_source(tmp_path / "a.csv")


def test_a_date_that_is_none_spoils_the_date_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    document = first(path, "text,published\nЭстония обвинила Латвию.,31.02.2019\n")
    assert isinstance(document, Undated)
    assert extractor.annotate_corpus(path, tmp_path / "out").failures == 0
    corpus = extractor.read_corpus(tmp_path / "out")
    assert list(corpus.documents.undated) == [
        "published: '31.02.2019' is not an ISO 8601 day or time such as 2024-01-26T09:10"
    ]
    assert list(corpus.events.type) == ["ACCUSE"]

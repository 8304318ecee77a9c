"""Parts: duplicates, failures, and the same bytes for the same documents."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor import Article
from extractor.batch import Failure
from extractor.corpora.documents import Document, Page, Unreadable
from extractor.corpora.duplicates import Duplicates
from extractor.corpora.part import AnnotatedPart, Duplicate, Part, annotate_part, divide, joined, pieces

ARTICLE = Article("Эстония обвинила Латвию в шпионаже.", "2024-01-26", None, "1")
TWIN = Article(ARTICLE.text, ARTICLE.published, None, "2")
LATER = Article(ARTICLE.text, "2024-01-27", None, "3")
PAGE = Page(b"<html></html>", "4")
LOST = Unreadable(None, "line 5: not JSON")
DOCUMENTS: list[Document] = [ARTICLE, TWIN, LATER, PAGE, LOST, TWIN]


def parts(documents: list[Document], size: int) -> list[Part]:
    return list(divide(documents, size, Duplicates().earlier))


def table(part: AnnotatedPart, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(pa.BufferReader(part.tables[name])).to_pylist()
    return rows


def test_only_the_first_of_equal_documents_is_annotated() -> None:
    first, second = parts(DOCUMENTS, 4)
    assert first == Part(0, 0, (ARTICLE, Duplicate("2", 0), LATER, PAGE), first.digest)
    assert second == Part(1, 4, (LOST, Duplicate("2", 0)), second.digest)


def test_the_digest_of_a_part_is_that_of_its_documents() -> None:
    [one], [two], [other] = parts([ARTICLE], 4), parts([ARTICLE], 9), parts([TWIN], 4)
    assert one.digest == two.digest != other.digest
    assert parts([], 4) == []


def test_the_tables_of_a_part() -> None:
    _, part = parts([LATER, LATER, *DOCUMENTS], 2)[:2]
    assert part.first == 2
    [whole] = parts(DOCUMENTS, 6)
    annotated = annotate_part(whole, lines=True)
    documents = [(row["document"], row["id"], row["duplicate_of"], row["failure"], bool(row["text"]))
                 for row in table(annotated, "documents")]  # fmt: skip
    assert documents == [
        (0, "1", None, None, True),
        (1, "2", 0, None, False),
        (2, "3", None, None, True),
        (3, "4", None, "no article is found on the page", False),
        (4, None, None, "line 5: not JSON", False),
        (5, "2", 0, None, False),
    ]
    assert annotated.failures == (
        Failure(3, "4", "no article is found on the page"),
        Failure(4, None, "line 5: not JSON"),
    )
    assert [(row["document"], row["type"]) for row in table(annotated, "events")] == [(0, "ACCUSE"), (2, "ACCUSE")]
    assert [json.loads(line)["document"]["id"] for line in annotated.lines.splitlines()] == ["1", "3"]


def test_a_page_that_breaks_its_reader_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page: Page) -> Article:
        raise RecursionError("too deep")

    monkeypatch.setattr("extractor.corpora.part.read_page", broken)
    [part] = parts([PAGE, ARTICLE], 2)
    annotated = annotate_part(part, lines=False)
    assert annotated.failures == (Failure(0, "4", "RecursionError: too deep"),)
    assert [row["document"] for row in table(annotated, "events")] == [1]


def test_the_same_bytes_each_time() -> None:
    [part] = parts(DOCUMENTS, 6)
    assert annotate_part(part, lines=True) == annotate_part(part, lines=True)
    assert annotate_part(part, lines=False).lines == b""


def test_a_part_in_pieces_is_the_part(monkeypatch: pytest.MonkeyPatch) -> None:
    [part] = parts(DOCUMENTS, 6)
    whole = annotate_part(part, lines=True)
    assert list(pieces(part)) == [part]
    monkeypatch.setattr("extractor.corpora.part.PIECE", 4)
    first, last = pieces(part)
    assert [(piece.first, len(piece.documents), piece.rest) for piece in (first, last)] == [(0, 4, 2), (4, 2, 0)]
    assert joined([annotate_part(piece, lines=True) for piece in (first, last)]) == whole

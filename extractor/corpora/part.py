"""A part of a corpus: some documents in a row; the unit of what is kept. Its pieces are the unit of work."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import count, islice

from extractor.annotation.article import Article
from extractor.batch import Failure, annotate_batches
from extractor.corpora import PIECE, tables
from extractor.corpora.documents import Document, Page, Undated, Unreadable, digest, read_page
from extractor.errors import InputError
from extractor.recipe import USUAL, Recipe


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that differs from an earlier one in nothing but its id."""

    id: str | None
    of: int


@dataclass(frozen=True, slots=True)
class Part:
    """Documents in a row, or a piece of them; `first` is the number of the first, `digest` the same for the same
    documents, `rest` how many of the part stand behind this piece.
    """

    number: int
    first: int
    documents: tuple[Document | Duplicate, ...]
    digest: str
    rest: int = 0


@dataclass(frozen=True, slots=True)
class AnnotatedPart:
    """What comes of a part: a Parquet file a table, the annotations as JSON Lines, the failures."""

    number: int
    digest: str
    documents: int
    tables: dict[str, bytes]
    lines: bytes
    failures: tuple[Failure, ...]
    rest: int = 0


def divide(documents: Iterable[Document], size: int, earlier: Callable[[int, Document], int | None]) -> Iterator[Part]:
    """Documents in parts of a size; `earlier` gives the number of the equal one before a document, if there is one."""
    source = iter(documents)
    for number, first in enumerate(count(0, size)):
        found = list(enumerate(islice(source, size), first))
        if not found:
            return
        checksum = blake2b(b"".join(digest(document) for _, document in found), digest_size=16)
        kept = tuple(_once(document, earlier(position, document)) for position, document in found)
        yield Part(number, first, kept, checksum.hexdigest())


def pieces(part: Part) -> Iterator[Part]:
    """What processes take of a part, in order."""
    for start in range(0, len(part.documents), PIECE):
        documents = part.documents[start : start + PIECE]
        rest = len(part.documents) - start - len(documents)
        yield replace(part, first=part.first + start, documents=documents, rest=rest)


def joined(annotated: Sequence[AnnotatedPart]) -> AnnotatedPart:
    """A part of its pieces."""
    return replace(
        annotated[-1],
        documents=sum(piece.documents for piece in annotated),
        tables={
            table: tables.joined(table, [piece.tables[table] for piece in annotated]) for table in tables.of_parts()
        },
        lines=b"".join(piece.lines for piece in annotated),
        failures=tuple(failure for piece in annotated for failure in piece.failures),
    )


def annotate_part(
    part: Part, *, lines: bool, made: Recipe = USUAL, home: str | None = None, timeout: float | None = None
) -> AnnotatedPart:
    """The tables of a part, and its annotations as `lines` if wanted: the same bytes wherever it is annotated.

    `made` is how the pipeline is made, `home` the state of the articles that name none of their own; an article that
    takes longer than `timeout`, in seconds of the processor, fails.
    """
    positions = range(part.first, part.first + len(part.documents))
    read = [_read(position, document) for position, document in zip(positions, part.documents, strict=True)]
    articles = (document for document in read if isinstance(document, Article))
    annotations = annotate_batches(articles, made, home=home, timeout=timeout)
    rows: dict[str, list[tables.Row]] = {table: [] for table in tables.of_parts()}
    texts: list[bytes] = []
    failures: list[Failure] = []
    for position, document in zip(positions, read, strict=True):
        result = next(annotations) if isinstance(document, Article) else document
        if isinstance(result, Duplicate):
            rows["documents"].append({"document": position, "id": result.id, "duplicate_of": result.of})
        elif isinstance(result, Failure):
            failures.append(Failure(position, result.id, result.reason))
            rows["documents"].append({"document": position, "id": result.id, "failure": result.reason})
        else:
            texts += [result.to_json().encode() + b"\n"] if lines else []
            for table, found in tables.rows(result, position).items():
                rows[table] += found
            if isinstance(document, Undated):
                rows["documents"][-1]["undated"] = document.reason
    files = {table: tables.parquet(table, found) for table, found in rows.items()}
    return AnnotatedPart(part.number, part.digest, len(read), files, b"".join(texts), tuple(failures), part.rest)


def _once(document: Document, earlier: int | None) -> Document | Duplicate:
    return document if earlier is None else Duplicate(document.id, earlier)


def _read(position: int, document: Document | Duplicate) -> Article | Duplicate | Failure:
    if isinstance(document, Unreadable):
        return Failure(position, document.id, document.reason)
    if not isinstance(document, Page):
        return document
    try:
        return read_page(document)
    except InputError as error:
        return Failure(position, document.id, str(error))
    except Exception as error:  # the web holds pages that nobody has foreseen; one may not end a run
        return Failure(position, document.id, f"{type(error).__name__}: {error}")

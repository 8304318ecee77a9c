"""Annotations as tables: one Arrow schema a table, from `tables.yaml`, and the rows of an annotation.

`python -m extractor.corpora.tables` writes the columns into this room's README.md.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from extractor.annotation.model import Annotation
from extractor.annotation.objects import Money, TextSpan
from extractor.corpora.arrow import pa, pq
from extractor.installed.packaged import read_yaml
from extractor.installed.paths import PACKAGE

COPIES = "copies"
README = PACKAGE / "corpora" / "README.md"

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]

_TYPES = {
    "int64": pa.int64(),
    "float64": pa.float64(),
    "string": pa.string(),
    "bool": pa.bool_(),
    "list<string>": pa.list_(pa.string()),
}


@cache
def schemas() -> dict[str, pa.Schema]:
    """The schema of each table by its name; a field's metadata hold its `description`."""
    tables = read_yaml(PACKAGE / "corpora" / "tables.yaml")
    return {table: pa.schema(list(map(_field, columns, columns.values()))) for table, columns in tables.items()}


def of_parts() -> list[str]:
    """The tables that each part has a file of; `copies` is made of all documents."""
    return [table for table in schemas() if table != COPIES]


def rows(annotation: Annotation, document: int) -> dict[str, list[Row]]:
    """The rows of one annotation; `document` is the number of its article."""
    found = {
        "documents": _documents(annotation),
        "spans": _spans(annotation),
        "entities": _entities(annotation),
        "mentions": _mentions(annotation),
        "events": _events(annotation),
        "arguments": _arguments(annotation),
        "commitments": _commitments(annotation),
        "list_items": _list_items(annotation),
        "quotes": _quotes(annotation),
        "times": _times(annotation),
        "facts": _facts(annotation),
    }
    return {table: [{"document": document, **row} for row in lines] for table, lines in found.items()}


def parquet(table: str, lines: list[Row]) -> bytes:
    """A Parquet file with these rows of a table: the same bytes for the same rows."""
    return _written(pa.Table.from_pylist(lines, schemas()[table]))


def joined(table: str, files: Sequence[bytes]) -> bytes:
    """One Parquet file of the rows of several: the same bytes as if they had been one from the beginning."""
    if len(files) == 1:
        return files[0]
    whole = pa.concat_tables([pq.read_table(pa.BufferReader(file)) for file in files])
    return _written(whole.cast(schemas()[table]).combine_chunks())


def _written(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def readme() -> str:
    """This room's README.md with the columns of all tables as they are."""
    text = README.read_text("utf-8")
    first = f"\n## {next(iter(schemas()))}\n"
    return text[: text.index(first)] + "\n".join(_markdown()) + "\n"


def _markdown() -> Iterator[str]:
    for table, schema in schemas().items():
        yield from ("", f"## {table}", "", "| column | type | what |", "|---|---|---|")
        for field in schema:
            kind = str(field.type) if field.type != _TYPES["list<string>"] else "list of string"
            description = field.metadata[b"description"].decode()
            yield f"| `{field.name}` | {kind}{', may be null' if field.nullable else ''} | {description} |"


def _field(name: str, column: Mapping[str, Any]) -> pa.Field:
    nullable = not column.get("not_null", False)
    return pa.field(name, _TYPES[column["type"]], nullable, metadata={"description": column["what"]})


def _span(span: Any, name: str = "text") -> Row:
    return {"start_char": span.start, "end_char": span.end, name: span.text}


def _text(span: TextSpan | None) -> str | None:
    return None if span is None else span.text


def _texts(spans: Iterable[TextSpan]) -> list[str]:
    return [span.text for span in spans]


def _documents(annotation: Annotation) -> Iterator[Row]:
    document = annotation.document
    yield {
        **document.model_dump(include={"id", "source", "published", "zone", "language", "text"}),
        "title": _text(document.title),
    }


def _entities(annotation: Annotation) -> Iterator[Row]:
    for entity in annotation.entities:
        yield {"entity": entity.id, **entity.model_dump(exclude={"id", "mentions"})}


def _mentions(annotation: Annotation) -> Iterator[Row]:
    for entity in annotation.entities:
        for mention in entity.mentions:
            fields = mention.model_dump(include={"form", "base", "sentence"})
            yield {"entity": entity.id, **_span(mention), **fields, "head": _text(mention.head)}


def _spans(annotation: Annotation) -> Iterator[Row]:
    for span in annotation.spans:
        value = span.value
        amount = value.amount if isinstance(value, Money) else value if isinstance(value, int | float) else None
        yield {
            "span": span.id,
            **_span(span),
            **span.model_dump(include={"type", "base", "sentence"}),
            "number": None if amount is None else float(amount),
            "currency": value.currency if isinstance(value, Money) else None,
            "time": value if isinstance(value, str) else None,
        }


def _events(annotation: Annotation) -> Iterator[Row]:
    for event in annotation.events:
        fields = event.model_dump(exclude={"id", "trigger", "arguments"})
        yield {"event": event.id, **fields, **_span(event.trigger, "trigger"), "lemma": event.trigger.lemma}


def _arguments(annotation: Annotation) -> Iterator[Row]:
    for event in annotation.events:
        for argument in event.arguments:
            references = argument.model_dump(include={"role", "entity", "time", "confidence", "found_by"})
            yield {"event": event.id, **references, **_span(argument)}


def _commitments(annotation: Annotation) -> Iterator[Row]:
    for commitment in annotation.commitments:
        yield {
            "commitment": commitment.id,
            **commitment.model_dump(include={"event", "status", "parties", "deadline", "sentence"}),
            **_span(commitment.content, "content"),
            "trigger": commitment.trigger.text,
            "items": _texts(commitment.items),
        }


def _list_items(annotation: Annotation) -> Iterator[Row]:
    for enumeration in annotation.lists:
        fields = {"intro": enumeration.intro.text, "declared_count": enumeration.declared_count}
        for number, item in enumerate(enumeration.items, 1):
            yield {"list": enumeration.id, "item": number, **_span(item), **fields}


def _quotes(annotation: Annotation) -> Iterator[Row]:
    for quote in annotation.quotes:
        yield {
            "quote": quote.id,
            "speaker": quote.speaker,
            "speaker_text": _text(quote.speaker_span),
            "cue": _text(quote.cue),
            **_span(quote.content, "content"),
            "direct": quote.direct,
            "status": quote.status,
            "sentence": quote.sentence,
        }


def _times(annotation: Annotation) -> Iterator[Row]:
    for time in annotation.times:
        first, last = (time.interval.first, time.interval.last) if time.interval else (None, None)
        yield {"time": time.id, "type": time.type, "value": time.value, "first": first, "last": last, **_span(time)}


def _facts(annotation: Annotation) -> Iterator[Row]:
    for fact in annotation.facts:
        fields = fact.model_dump(include={"type", "status", "phase", "kind", "event", "template"})
        for span in fact.spans:
            yield {"fact": fact.id, **fields, "role": span.role, **_span(span), "entity": span.entity}


if __name__ == "__main__":
    README.write_text(readme(), encoding="utf-8")

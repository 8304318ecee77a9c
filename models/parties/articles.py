"""The articles that judge and ranker learn from: the gold of DATA, and what the authors annotated beside it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.scoring.project import gold
from extractor.scoring.project.answer import Answer, from_gold

OWN = Path(__file__).with_name("annotated.jsonl")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its events; `read` by those who wrote the templates, so that these look better on it."""

    text: str
    published: str | None
    document: gold.Document
    read: bool

    @property
    def answer(self) -> Answer:
        return from_gold(self.document)


def annotated(data: Path) -> dict[str, Annotated]:
    """Both sets by the names of the articles."""
    return {**dict(_gold(data / "gold" / "dev")), **dict(_own(data))}


def _gold(folder: Path) -> Iterator[tuple[str, Annotated]]:
    for path in sorted(folder.glob("*.json")):
        document = gold.read_document(json.loads(path.read_bytes()))
        yield path.stem, Annotated(document.text, document.dct, document, read=True)


def _own(data: Path) -> Iterator[tuple[str, Annotated]]:
    """The articles of annotated.jsonl, which holds offsets into texts of DATA and names that the annotators gave.

    Raises:
        ValueError: a text of DATA is not the one that was annotated.
    """
    raw = {read["name"]: read["text"] for read in map(json.loads, _lines(data / "raw" / "news.jsonl"))}
    for fields in map(json.loads, _lines(OWN)):
        name, source = fields["name"], fields["source"]
        text = raw[name] if name in raw else (data / source / f"{name}.txt").read_text(encoding="utf-8")
        if len(text) != fields["characters"]:
            raise ValueError(f"{source}, {name}: {len(text)} characters where {fields['characters']} were annotated")
        events = [_event(event, text) for event in fields["events"]]
        document = gold.read_document({**_NOTHING, "doc": name, "text": text, "events": events})
        yield f"own {name}", Annotated(text, None, document, read=False)


_NOTHING: dict[str, Any] = {"dct": None, "commitments": [], "lists": [], "quotes": [], "timexes": []}


def _event(fields: dict[str, Any], text: str) -> dict[str, Any]:
    spans: dict[str, Any] = {
        role: _span(fields[role], text) for role in ("trigger", "topic", "place", "time") if role in fields
    }
    parties: dict[str, Any] = {
        role: [{**_span(bounds, text), "canonical": name, "code": code} for *bounds, name, code in fields[role]]
        for role in ("actors", "recipients")
    }
    return {**fields, **spans, **parties}


def _span(bounds: list[int], text: str) -> dict[str, Any]:
    start, end = bounds
    return {"start": start, "end": end, "text": text[start:end]}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()

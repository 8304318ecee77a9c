"""The articles that judge and ranker learn from: the gold of DATA, and what the authors annotated beside it.

python models/parties/articles.py DATA OUT writes the authors' own ones in the gold form, a folder a set, so that
`extractor evaluate gold OUT/D` measures on them.
"""

import argparse
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
    for _, document in own(data):
        yield f"own {document.doc}", Annotated(document.text, None, document, read=False)


def own(data: Path) -> Iterator[tuple[str, gold.Document]]:
    """The articles of annotated.jsonl with the set of each; it holds offsets into texts of DATA, and names.

    Raises:
        ValueError: a text of DATA is not the one that was annotated.
    """
    collected = ("raw/news.jsonl", "rucoco/dev.jsonl")
    told = {source: {r["name"]: r["text"] for r in map(json.loads, _lines(data / source))} for source in collected}
    for fields in map(json.loads, _lines(OWN)):
        source, name = fields["source"], fields["name"]
        text = told[source][name] if source in told else (data / source / f"{name}.txt").read_text(encoding="utf-8")
        if len(text) != fields["characters"]:
            raise ValueError(f"{source}, {name}: {len(text)} characters where {fields['characters']} were annotated")
        yield fields["set"], gold.read_document({**_NOTHING, **_spelt(fields, text), "doc": name, "text": text})


_NOTHING: dict[str, Any] = {"dct": None, "commitments": [], "lists": [], "quotes": [], "timexes": []}
_PARTIES = ("actors", "recipients", "parties")


def _spelt(fields: Any, text: str) -> Any:
    """What stands as offsets with its words, as the gold form has it."""
    if isinstance(fields, dict):
        return {
            key: [{**_span(at[:2], text), "canonical": at[2], "code": at[3]} for at in value]
            if key in _PARTIES
            else _spelt(value, text)
            for key, value in fields.items()
        }
    if isinstance(fields, list):
        return _span(fields, text) if fields and isinstance(fields[0], int) else [_spelt(one, text) for one in fields]
    return fields


def _span(bounds: list[int], text: str) -> dict[str, Any]:
    start, end = bounds
    return {"start": start, "end": end, "text": text[start:end]}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    for number, (name, document) in enumerate(own(arguments.data)):
        folder = arguments.out / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:03d}.json").write_text(document.model_dump_json(indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

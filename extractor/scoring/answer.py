"""What is compared: the common form of a gold annotation and of the extractor's own."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.annotation.model import Annotation, Participant
from extractor.errors import InputError

PARTICIPANTS = ("actor", "recipient")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article with its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role of an event; `code` and `name` are those of its entity."""

    role: str
    span: Piece
    code: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    type: str
    mode: str | None
    status: str
    trigger: Piece
    arguments: tuple[Argument, ...]
    template: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    content: Piece
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Time:
    span: Piece
    value: str | None


@dataclass(frozen=True, slots=True)
class Commitment:
    content: Piece
    items: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is scored of a document; `lists` are the items of each list."""

    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    lists: tuple[tuple[Piece, ...], ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[Time, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """A document annotated by hand; `published` is ISO 8601 or unknown."""

    name: str
    text: str
    published: str | None
    answer: Answer


def read_gold(folder: Path) -> list[Gold]:
    """The gold annotation of a folder, one NAME.json a document, in the order of the names.

    Raises:
        InputError: the folder has no such file, or one is not in the gold form.
    """
    return [_gold(path) for path in _documents(folder)]


def read_answers(folder: Path) -> dict[str, Answer]:
    """The extractor's annotations of a folder, by the names of their files.

    Raises:
        InputError: the folder has no JSON file, or one is no annotation.
    """
    answers = {}
    for path in _documents(folder):
        try:
            answers[path.stem] = from_annotation(Annotation.from_json(path.read_bytes()))
        except InputError as error:
            raise InputError(f"{path}: {error}") from error
    return answers


def from_annotation(annotation: Annotation) -> Answer:
    """The scored parts of an annotation."""
    entities = {entity.id: entity for entity in annotation.entities}

    def argument(found: Any) -> Argument:
        entity = entities.get(found.entity or "") if isinstance(found, Participant) else None
        if entity is None:
            return Argument(found.role, _piece(found), None, found.text)
        return Argument(found.role, _piece(found), entity.code, entity.name)

    return Answer(
        events=tuple(
            Event(e.type, e.mode, e.status, _piece(e.trigger), tuple(map(argument, e.arguments)), e.template)
            for e in annotation.events
        ),
        commitments=tuple(Commitment(_piece(c.content), tuple(map(_piece, c.items))) for c in annotation.commitments),
        lists=tuple(tuple(map(_piece, found.items)) for found in annotation.lists),
        quotes=tuple(
            Quote(_piece(q.content), entities[q.speaker].name if q.speaker else None) for q in annotation.quotes
        ),
        times=tuple(Time(_piece(time), time.value) for time in annotation.times),
    )


def from_gold(document: Mapping[str, Any]) -> Answer:
    """The scored parts of a document in the gold form."""
    return Answer(
        events=tuple(map(_gold_event, document["events"])),
        commitments=tuple(Commitment(_gold_piece(c["content"]), _gold_items(c)) for c in document["commitments"]),
        lists=tuple(map(_gold_items, document["lists"])),
        quotes=tuple(Quote(_gold_piece(q["content"]), q.get("canonical")) for q in document["quotes"]),
        times=tuple(Time(_gold_piece(time), time["value"]) for time in document["timexes"]),
    )


def _documents(folder: Path) -> Iterator[Path]:
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"{folder}: no NAME.json here")
    yield from paths


def _gold(path: Path) -> Gold:
    try:
        document = json.loads(path.read_bytes())
        return Gold(path.stem, document["text"], document["dct"], from_gold(document))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: not in the gold form: {type(error).__name__}: {error}") from error


def _gold_event(event: Mapping[str, Any]) -> Event:
    arguments = [
        Argument(role, _gold_piece(party), party.get("code"), party.get("canonical"))
        for role in PARTICIPANTS
        for party in event[f"{role}s"]
    ]
    arguments += [Argument(role, _gold_piece(event[role])) for role in ("topic", "place", "time") if event.get(role)]
    return Event(event["type"], event["mode"], event["status"], _gold_piece(event["trigger"]), tuple(arguments))


def _gold_items(record: Mapping[str, Any]) -> tuple[Piece, ...]:
    return tuple(map(_gold_piece, record["items"]))


def _gold_piece(span: Mapping[str, Any]) -> Piece:
    return Piece(span["start"], span["end"], span["text"])


def _piece(span: Any) -> Piece:
    return Piece(span.start, span.end, span.text)

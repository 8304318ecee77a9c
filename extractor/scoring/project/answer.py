"""What is compared: the common form of a gold annotation and of the extractor's own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.annotation.model import Annotation
from extractor.annotation.objects import Participant
from extractor.errors import InputError
from extractor.scoring.project import gold

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


def from_gold(document: gold.Document) -> Answer:
    """The scored parts of a document in the gold form."""
    return Answer(
        events=tuple(map(_gold_event, document.events)),
        commitments=tuple(Commitment(_piece(c.content), tuple(map(_piece, c.items))) for c in document.commitments),
        lists=tuple(tuple(map(_piece, found.items)) for found in document.lists),
        quotes=tuple(Quote(_piece(quote.content), quote.canonical) for quote in document.quotes),
        times=tuple(Time(_piece(time), time.value) for time in document.timexes),
    )


def _documents(folder: Path) -> Iterator[Path]:
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"{folder}: no NAME.json here")
    yield from paths


def _gold(path: Path) -> Gold:
    try:
        document = gold.read_document(json.loads(path.read_bytes()))
    except ValueError as error:
        raise InputError(f"{path}: not JSON: {error}") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    return Gold(path.stem, document.text, document.dct, from_gold(document))


def _gold_event(event: gold.Event) -> Event:
    parties = (("actor", event.actors), ("recipient", event.recipients))
    arguments = [
        Argument(role, _piece(party), party.code, party.canonical) for role, filling in parties for party in filling
    ]
    others = (("topic", event.topic), ("place", event.place), ("time", event.time))
    arguments += [Argument(role, _piece(span)) for role, span in others if span]
    return Event(event.type, event.mode, event.status, _piece(event.trigger), tuple(arguments))


def _piece(span: Any) -> Piece:
    return Piece(span.start, span.end, span.text)

"""The gold form, in which people annotate articles (`corpus/README.md`): read here, for scoring and for import."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.annotation.model import complaint
from extractor.errors import InputError
from extractor.records import Status, TimeType


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class Span(_Form):
    """A stretch of the article, half-open, in code points, with its text."""

    start: int
    end: int
    text: str

    @property
    def bounds(self) -> tuple[int, int]:
        return self.start, self.end


class Party(Span):
    """Who acts or is acted on: its full name and its code."""

    canonical: str
    code: str | None = None


class Event(_Form):
    type: str
    mode: str | None
    status: Status
    trigger: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    topic: Span | None = None
    place: Span | None = None
    time: Span | None = None
    said_by: str | None = None


class Commitment(_Form):
    trigger: Span
    parties: tuple[Party, ...]
    content: Span
    items: tuple[Span, ...]
    deadline: Span | None
    status: Status


class Enumeration(_Form):
    intro: Span
    items: tuple[Span, ...]
    declared_count: int | None


class Quote(_Form):
    content: Span
    direct: bool
    cue: Span | None
    speaker: Span | None
    canonical: str | None


class Time(Span):
    type: TimeType
    value: str | None


class Document(_Form):
    """An annotated article; `dct` is the day or time of its publication, ISO 8601."""

    doc: str | None = None
    dct: str | None
    text: str
    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    lists: tuple[Enumeration, ...]
    quotes: tuple[Quote, ...]
    timexes: tuple[Time, ...]


def read_document(record: Any) -> Document:
    """A document in the gold form.

    Args:
        record: its JSON, read.

    Raises:
        InputError: it is not in the form.
    """
    try:
        return Document.model_validate(record)
    except ValidationError as error:
        raise InputError(f"not in the gold form: {complaint(error)}") from error

"""The annotated JSON as a pydantic model: an article with all its layers, whose parts must fit each other."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from extractor.annotation.objects import (
    Commitment,
    Deal,
    Document,
    Entity,
    EntitySpan,
    Enumeration,
    Event,
    EventTime,
    Fact,
    Meeting,
    Model,
    Occupation,
    Ownership,
    Participant,
    PartOf,
    Producer,
    Quote,
    Sentence,
    Time,
)
from extractor.errors import InputError


class Annotation(Model):
    """An annotated article.

    Building one checks that every span's `text` stands at its offsets, that ids are unique and that
    every reference leads to a record of its kind.
    """

    schema_version: Literal["2.0"] = Field(description="The version of this schema.")
    produced_by: Producer | None = Field(description="What wrote the annotation; null where nobody knows.")
    document: Document = Field(description="The article.")
    sentences: tuple[Sentence, ...] = Field(description="Its sentences.")
    spans: tuple[EntitySpan, ...] = Field(description="Nested spans of NEREL's 29 types.")
    entities: tuple[Entity, ...] = Field(description="Who and what it speaks of, in the order of the first mentions.")
    times: tuple[Time, ...] = Field(description="Its time expressions.")
    events: tuple[Event, ...] = Field(description="Political interactions, in the order of their triggers.")
    commitments: tuple[Commitment, ...] = Field(description="What parties bind themselves to.")
    lists: tuple[Enumeration, ...] = Field(description="The lists that it introduces.")
    quotes: tuple[Quote, ...] = Field(description="Who says what.")
    facts: tuple[Fact, ...] = Field(description="Relations that it states.")

    def to_json(self, *, indent: int | None = None) -> str:
        """The JSON of this annotation; without `indent` on one line, as JSON Lines need it."""
        return self.model_dump_json(indent=indent, by_alias=True)

    def to_html(self) -> str:
        """A page to look at: the marked article, its events, commitments and timeline in one self-contained file."""
        from extractor.page.page import page  # spaCy and jinja2 come with it: whoever reads JSON need not wait

        return page(self.model_dump(by_alias=True))

    def to_plover(self) -> list[dict[str, Any]]:
        """The events as rows of PLOVER: quad, score, actors and recipients with country and sector, sentence, id.

        What the text denies has no row; what is only planned or offered collapses to AGREE or CONCEDE.
        """
        from extractor.annotation.plover_rows import rows

        return rows(self.model_dump(by_alias=True))

    def _repr_html_(self) -> str:
        from extractor.page.page import frame

        return frame(self.model_dump(by_alias=True))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What IPython prints: the whole of it would fill screens."""
        layers = ("entities", "times", "events", "commitments", "quotes")
        printer.text(f"<Annotation {self.document.id!r}: {', '.join(f'{len(getattr(self, x))} {x}' for x in layers)}>")

    @classmethod
    def from_json(cls, text: str | bytes) -> "Annotation":
        """The annotation that `to_json` wrote, also one of schema 1.0.

        Raises:
            InputError: not JSON, not of this schema, or its parts contradict each other.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise InputError(f"not an annotation: {complaint(error)}") from error

    @model_validator(mode="before")
    @classmethod
    def _upgrade(cls, data: Any) -> Any:
        """An annotation of schema 1.0 is one of 2.0 that lacks what this added."""
        if not isinstance(data, dict) or data.get("schema_version") != "1.0":
            return data
        return {"produced_by": None, "spans": (), **data, "schema_version": "2.0"}

    @model_validator(mode="after")
    def _check_spans(self) -> "Annotation":
        for span in self._spans():
            if self.document.text[span.start : span.end] != span.text:
                raise ValueError(f"span [{span.start}, {span.end}) is not {span.text!r} in the text")
        return self

    @model_validator(mode="after")
    def _check_references(self) -> "Annotation":
        records = (
            self.spans,
            self.entities,
            self.times,
            self.events,
            self.commitments,
            self.lists,
            self.quotes,
            self.facts,
        )
        ids = Counter(record.id for kind in records for record in kind)
        doubled = [name for name, count in ids.items() if count > 1]
        if doubled:
            raise ValueError(f"doubled ids: {', '.join(doubled)}")
        known = {id(kind): {record.id for record in kind} for kind in records}
        for kind, name in self._references():
            if name not in known[id(kind)]:
                raise ValueError(f"reference to {name!r}, which is not there")
        return self

    def _spans(self) -> Iterator[Any]:
        if self.document.title:
            yield self.document.title
        yield from self.spans
        for entity in self.entities:
            yield from entity.mentions
            yield from (mention.head for mention in entity.mentions if mention.head)
        yield from self.times
        for event in self.events:
            yield event.trigger
            yield from event.arguments
        for commitment in self.commitments:
            yield from (commitment.trigger, commitment.content, *commitment.items)
        for enumeration in self.lists:
            yield from (enumeration.intro, *enumeration.items)
        for quote in self.quotes:
            yield from filter(None, (quote.speaker_span, quote.cue, quote.content))
        for fact in self.facts:
            yield from fact.spans
            if isinstance(fact, Occupation) and fact.position:
                yield fact.position

    def _references(self) -> Iterator[tuple[tuple[Any, ...], str]]:
        yield from ((self.times, span.value) for span in self.spans if isinstance(span.value, str))
        for event in self.events:
            if event.same_as:
                yield self.events, event.same_as
            participants = [argument.entity for argument in event.arguments if isinstance(argument, Participant)]
            times = [argument.time for argument in event.arguments if isinstance(argument, EventTime)]
            yield from ((self.entities, name) for name in (event.said_by, *participants) if name)
            yield from ((self.times, name) for name in times if name)
        for commitment in self.commitments:
            yield self.events, commitment.event
            yield from ((self.entities, name) for name in commitment.parties)
            if commitment.deadline:
                yield self.times, commitment.deadline
        yield from ((self.entities, quote.speaker) for quote in self.quotes if quote.speaker)
        for fact in self.facts:
            yield from ((self.entities, name) for name in _parties(fact) if name)
            if isinstance(fact, Deal | Meeting) and fact.event:
                yield self.events, fact.event


def _parties(fact: Fact) -> Iterator[str | None]:
    """The ids of the entities that a fact is about."""
    yield from (span.entity for span in fact.spans)
    if isinstance(fact, Occupation):
        yield from (fact.who, fact.where)
    elif isinstance(fact, Ownership):
        yield from (fact.owner, fact.property)
    elif isinstance(fact, PartOf):
        yield from (fact.part, fact.whole)
    else:
        yield from fact.participants


def complaint(error: ValidationError) -> str:
    """What is wrong with the first record that does not fit, and where it stands."""
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc'])) or 'the object'}: {first['msg']}"

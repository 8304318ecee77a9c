"""The annotated JSON as pydantic models: one class an object, the names of the JSON.

Offsets count Unicode code points of `document.text`, half-open. Every list is in text order, every
id is unique in its document, and absent knowledge is None or an empty tuple.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError, model_validator

from extractor.errors import InputError
from extractor.plover.modes import MODES
from extractor.records import DealKind, FactRole, FoundBy, MentionForm, Phase, Status, TimeType

Sector = Literal[
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE",
    "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
]  # fmt: skip

Confidence = Annotated[float | None, Field(ge=0, le=1)]  # None where nobody weighed it


class Model(BaseModel):
    """What the models share: they are frozen and know every key."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Sentence(Model):
    """A sentence, without the white space around it."""

    start: NonNegativeInt
    end: NonNegativeInt


class TextSpan(Model):
    """A stretch of the text; `text` is `document.text[start:end]`."""

    start: NonNegativeInt
    end: NonNegativeInt
    text: str


class Producer(Model):
    """What wrote an annotation: package and version, the entity model, the digest of the templates in force."""

    package: str
    version: str
    model: str | None
    templates: str | None


class Document(Model):
    """The article itself; `published` is ISO 8601 local time to the day or minute, `language` ISO 639-1 or «und»."""

    id: str | None
    source: str | None
    published: str | None
    language: str | None = None
    title: TextSpan | None
    text: str


class Mention(TextSpan):
    """One place where the text speaks of an entity; `base` is its own base form («Байденом»: «Байден»).

    `head` is its head word, `sentence` the position of its sentence.
    """

    form: MentionForm
    base: str | None = None
    head: TextSpan | None = None
    sentence: NonNegativeInt | None = None


class Entity(Model):
    """Somebody or something; `type` of NEREL, `code` ISO 3166 alpha-3 or `IGO:…`, `wikidata` a Q-id.

    `sector` is the PLOVER codebook's; None where it is unknown or the entity is no actor.
    """

    id: str
    type: str
    name: str
    code: str | None
    sector: Sector | None = None
    wikidata: str | None
    mentions: tuple[Mention, ...]


class Money(Model):
    """A sum; `currency` is ISO 4217, None where the words do not tell it."""

    amount: int | float
    currency: str | None


class EntitySpan(TextSpan):
    """A span of one of NEREL's 29 types; spans may be nested.

    `base` is its base form; `value` the sum of MONEY, the number of NUMBER, PERCENT, AGE and ORDINAL, the id of the
    time of DATE and TIME.
    """

    id: str
    type: str
    base: str
    value: Money | int | float | str | None = None
    sentence: NonNegativeInt


class Interval(Model):
    """The first and the last day or minute of a time, ISO 8601, each None where unknown."""

    first: str | None = Field(alias="from")
    last: str | None = Field(alias="to")


class Time(Model):
    """A time expression with its TIMEX3 type and value, and the stretch of time that the value means."""

    id: str
    start: NonNegativeInt
    end: NonNegativeInt
    text: str
    type: TimeType
    value: str | None
    interval: Interval | None = None


class Trigger(TextSpan):
    """The word that carries an event, with its dictionary form."""

    lemma: str


class Participant(Model):
    """An actor, recipient or place of an event, with its entity where it is known."""

    role: Literal["actor", "recipient", "place"]
    start: NonNegativeInt
    end: NonNegativeInt
    text: str
    entity: str | None
    confidence: Confidence = None
    found_by: FoundBy = "template"


class Topic(Model):
    """What an event is about."""

    role: Literal["topic"]
    start: NonNegativeInt
    end: NonNegativeInt
    text: str
    confidence: Confidence = None
    found_by: FoundBy = "template"


class EventTime(Model):
    """When an event happens, with the id of the time where its value is known."""

    role: Literal["time"]
    start: NonNegativeInt
    end: NonNegativeInt
    text: str
    time: str | None
    confidence: Confidence = None
    found_by: FoundBy = "template"


Argument = Annotated[Participant | Topic | EventTime, Field(discriminator="role")]


class Event(Model):
    """One political interaction: type and mode of PLOVER, and the rule that found it.

    `same_as` is the id of an earlier event of which this one tells more. Of a `reciprocal` one, such as talks, each
    actor does it with the others; of any other several actors each do it by themselves.
    """

    id: str
    type: str = Field(json_schema_extra={"enum": list(MODES)})
    mode: str | None
    status: Status
    trigger: Trigger
    sentence: NonNegativeInt | None = None
    arguments: tuple[Argument, ...]
    said_by: str | None
    same_as: str | None = None
    reciprocal: bool = False
    template: str
    confidence: Confidence = None

    @model_validator(mode="after")
    def _check_type(self) -> "Event":
        if self.type not in MODES:
            raise ValueError(f"{self.type!r} is no type of PLOVER")
        if self.mode is not None and self.mode not in MODES[self.type]:
            raise ValueError(f"{self.mode!r} is no mode of {self.type}")
        return self


class Commitment(Model):
    """What parties bind themselves to; `deadline` is the id of a time."""

    id: str
    event: str
    parties: tuple[str, ...]
    trigger: TextSpan
    content: TextSpan
    items: tuple[TextSpan, ...]
    deadline: str | None
    status: Status
    sentence: NonNegativeInt | None = None


class Enumeration(Model):
    """A list that the article introduces."""

    id: str
    intro: TextSpan
    items: tuple[TextSpan, ...]
    declared_count: int | None


class Quote(Model):
    """Words or a claim attributed to a speaker."""

    id: str
    speaker: str | None
    speaker_span: TextSpan | None
    cue: TextSpan | None
    content: TextSpan
    direct: bool
    sentence: NonNegativeInt | None = None


class FactSpan(TextSpan):
    """Where the text names what fills a role of a fact, with its entity where it is one."""

    role: FactRole
    entity: str | None


class FactBase(Model):
    """What facts share: the rule that found them and the spans that it read them from."""

    id: str
    status: Status
    template: str
    spans: tuple[FactSpan, ...]


class Occupation(FactBase):
    """Who holds which position where; `phase` tells when."""

    type: Literal["occupation"]
    who: str
    position: TextSpan | None
    where: str | None
    phase: Phase | None


class Ownership(FactBase):
    """Who owns, or has founded, what."""

    type: Literal["ownership"]
    owner: str
    property: str | None


class Deal(FactBase):
    """Who deals with whom in what; `event` is the event that is this deal."""

    type: Literal["deal"]
    participants: tuple[str, ...]
    kind: DealKind | None
    event: str | None


class Meeting(FactBase):
    """Who meets; `event` is the event that is this meeting."""

    type: Literal["meeting"]
    participants: tuple[str, ...]
    event: str | None


class PartOf(FactBase):
    """What is a part of what."""

    type: Literal["part_of"]
    part: str | None
    whole: str | None


Fact = Annotated[Occupation | Ownership | Deal | Meeting | PartOf, Field(discriminator="type")]


class Annotation(Model):
    """An annotated article.

    Building one checks that every span's `text` stands at its offsets, that ids are unique and that
    every reference leads to a record of its kind.
    """

    schema_version: Literal["2.0"]
    produced_by: Producer | None
    document: Document
    sentences: tuple[Sentence, ...]
    spans: tuple[EntitySpan, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    lists: tuple[Enumeration, ...]
    quotes: tuple[Quote, ...]
    facts: tuple[Fact, ...]

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
        for kind, name in self._references():
            if name not in {record.id for record in kind}:
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

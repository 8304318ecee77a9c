"""The objects of the annotated JSON as pydantic models: one class an object, the names of the JSON.

Offsets count Unicode code points of `document.text`, half-open. Every list is in text order, every
id is unique in its document, and absent knowledge is None or an empty tuple. The descriptions go into the schema:
consumers of the JSON read them there.
"""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, model_validator

from extractor.plover.modes import MODES
from extractor.records import DealKind, FactRole, FoundBy, MentionForm, Phase, Role, Said, Status, TimeType

Sector = Literal[
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE",
    "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
]  # fmt: skip
SpanType = Literal[
    "AGE", "AWARD", "CITY", "COUNTRY", "CRIME", "DATE", "DISEASE", "DISTRICT", "EVENT", "FACILITY", "FAMILY",
    "IDEOLOGY", "LANGUAGE", "LAW", "LOCATION", "MONEY", "NATIONALITY", "NUMBER", "ORDINAL", "ORGANIZATION", "PENALTY",
    "PERCENT", "PERSON", "PRODUCT", "PROFESSION", "RELIGION", "STATE_OR_PROVINCE", "TIME", "WORK_OF_ART",
]  # fmt: skip

DAY_OR_MINUTE = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$"
TIMEX = (
    "The TIMEX3 value, null where the text does not tell it. An X stands for a digit that is not known: XXXX-08-07 is "
    "7 August of an unknown year, XXXX-WXX-1 a Monday of an unknown week, 201 the 2010s, 20 the 21st century. "
    "2024-W05 is a week, 2024-W05-WE its weekend, 2024-SP (SU, FA, WI) a season, 2024-Q1 a quarter, 2024-H1 a half, "
    "2024-01-26TMO (AF, EV, NI) a part of a day; P10Y, PT5M are durations, A/B a stretch from A to B; PAST_REF, "
    "PRESENT_REF, FUTURE_REF are «недавно», «сейчас», «скоро». Who wants days reads `interval`."
)
UNWEIGHED = (
    "null where nobody weighed it, which speaks neither for it nor against it: in imported annotations, in those of "
    "schema 1.0, and where the weights of judge and ranker are not installed"
)
_MODES = sorted({mode for modes in MODES.values() for mode in modes})

Start = Annotated[NonNegativeInt, Field(description="Its first code point in `document.text`, from 0.")]
End = Annotated[NonNegativeInt, Field(description="The code point behind its last one.")]
Text = Annotated[str, Field(description="Its words: `document.text[start:end]`.")]
SENTENCE = "The sentence in which it starts: a position in `sentences`."
InSentence = Annotated[NonNegativeInt | None, Field(description=SENTENCE)]  # null in annotations of schema 1.0
Told = Annotated[
    Status,
    Field(
        description="actual: it has happened or happens; planned: it is announced; hypothetical: it is possible, "
        "demanded, supposed or conditional; negated: the text says that it did not happen."
    ),
]


class Model(BaseModel):
    """What the models share: they are frozen and know every key."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Sentence(Model):
    """A sentence, without the white space around it."""

    start: Start
    end: End


class TextSpan(Model):
    """A stretch of the text; `text` is `document.text[start:end]`."""

    start: Start
    end: End
    text: Text


class Producer(Model):
    """What wrote an annotation."""

    package: str = Field(description="The package: extractor.")
    version: str = Field(description="Its version; 0+unknown of a checkout that is not installed.")
    model: str | None = Field(description="The entity model, such as fast; null where none was used.")
    templates: str | None = Field(
        description="A digest of the event templates in force: equal where they were the same."
    )


class Document(Model):
    """The article itself."""

    id: str | None = Field(description="What the caller calls the article.")
    source: str | None = Field(description="Who published it, where the caller or the article's head tells it.")
    published: str | None = Field(
        pattern=DAY_OR_MINUTE,
        description="Publication time: ISO 8601 local time to the day or minute. Relative times count from it.",
    )
    zone: str | None = Field(
        default=None,
        pattern=r"^[+-]\d\d:\d\d$",
        description="The offset from UTC of `published`, where it was given with one: +03:00.",
    )
    language: str | None = Field(
        default=None,
        description="Language of the text: ISO 639-1, «und» where nothing tells it. Of a text in another than ru only "
        "the sentences are told.",
    )
    title: TextSpan | None = Field(description="The title, where the text has one.")
    text: str = Field(description="The whole text as it was handed in; all offsets count its Unicode code points.")


class Mention(TextSpan):
    """One place where the text speaks of an entity."""

    form: MentionForm = Field(
        description="name; adjective («американский»); nominal, a common noun («обе стороны»); pronoun."
    )
    base: str | None = Field(
        default=None, description="Its own base form, whatever the entity is called: «Байденом» has «Байден»."
    )
    head: TextSpan | None = Field(default=None, description="Its head word.")
    sentence: InSentence = None


class Entity(Model):
    """Somebody or something that the text speaks of, with all its mentions."""

    id: str = Field(description="E1, E2, … in the order of the first mentions.")
    type: str = Field(
        description="A type of NEREL; of an imported annotation whatever its source has, PARTY from the gold form.",
        json_schema_extra={"anyOf": [{"enum": list(get_args(SpanType))}, {"type": "string"}]},
    )
    name: str = Field(description="Its canonical name, in the nominative.")
    code: str | None = Field(
        description="ISO 3166 alpha-3 of the state that it is, belongs to or acts for, IGO:… of an international "
        "organisation; null where it is unknown."
    )
    sector: Sector | None = Field(
        default=None, description="PLOVER's sector of an actor: GOV, MIL, REB, …; null where it is unknown or no actor."
    )
    wikidata: str | None = Field(description="Its Q-id in Wikidata, where the tables have one.")
    mentions: tuple[Mention, ...] = Field(
        description="Where the text speaks of it. «Обе стороны» stands under each of the two."
    )


class Money(Model):
    """A sum."""

    amount: int | float = Field(description="How much, multiplied out: «3,5 млрд» is 3500000000.")
    currency: str | None = Field(description="ISO 4217; null where the words do not tell it.")


class EntitySpan(TextSpan):
    """A span of one of NEREL's 29 types; spans may be nested."""

    id: str = Field(description="S1, S2, …")
    type: SpanType = Field(description="The type of NEREL.")
    base: str = Field(description="Its base form; amounts and times as they are written.")
    value: Money | int | float | str | None = Field(
        default=None,
        description="Of MONEY the sum; of NUMBER, PERCENT, AGE and ORDINAL the number, of a stretch the first; of DATE "
        "and TIME the id of the record in `times`; null where the words do not tell it.",
    )
    sentence: NonNegativeInt = Field(description=SENTENCE)


class Interval(Model):
    """The first and the last day or minute of a time, ISO 8601, each null where unknown."""

    first: str | None = Field(alias="from", description="The first day or minute.")
    last: str | None = Field(alias="to", description="The last day or minute, itself included.")


class Time(Model):
    """A time expression with its TIMEX3 type and value, and the stretch of time that the value means."""

    id: str = Field(description="T1, T2, …")
    start: Start
    end: End
    text: Text
    type: TimeType = Field(
        description="Of TIMEX3: DATE, a day or longer; TIME, a clock time or part of a day; DURATION; SET, repeated."
    )
    value: str | None = Field(description=TIMEX)
    interval: Interval | None = Field(
        default=None, description="What the value means on the calendar; null in annotations of schema 1.0."
    )


class Trigger(TextSpan):
    """The word that carries an event, with its dictionary form."""

    lemma: str = Field(description="Its dictionary form.")


class ArgumentBase(Model):
    """What the arguments of events share."""

    role: Role
    start: Start
    end: End
    text: Text
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description=f"The probability that event and argument are right; {UNWEIGHED}.",
    )
    found_by: FoundBy = Field(
        default="template", description="template, or ranker where the template leaves the role open."
    )


class Participant(ArgumentBase):
    """An actor, recipient or place of an event, with its entity where it is known."""

    role: Literal["actor", "recipient", "place"] = Field(
        description="actor: who does it; recipient: to whom; place: where. One that names several is several arguments."
    )
    entity: str | None = Field(description="Id of its entity, of a pronoun of the one that it stands for.")

    @property
    def time(self) -> None:
        """None: whoever walks over arguments need not ask for their kind first."""


class Topic(ArgumentBase):
    """What an event is about."""

    role: Literal["topic"] = Field(description="topic: what it is about.")

    @property
    def entity(self) -> None:
        """None, as `Participant.time`."""

    @property
    def time(self) -> None:
        """None, as `Participant.time`."""


class EventTime(ArgumentBase):
    """When an event happens."""

    role: Literal["time"] = Field(description="time: when it happens.")
    time: str | None = Field(description="Id of the record in `times`.")

    @property
    def entity(self) -> None:
        """None, as `Participant.time`."""


Argument = Annotated[Participant | Topic | EventTime, Field(discriminator="role")]


class Event(Model):
    """One political interaction: type and mode of PLOVER, and the rule that found it."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "if": {"properties": {"type": {"const": type_}}},
                    "then": {"properties": {"mode": {"enum": [*modes, None]}}},
                }
                for type_, modes in MODES.items()
            ]
        }
    )

    id: str = Field(description="V1, V2, … in the order of the triggers.")
    type: str = Field(description="The type of PLOVER.", json_schema_extra={"enum": list(MODES)})
    mode: str | None = Field(
        description="The type's mode, null where it has none or the text does not tell it.",
        json_schema_extra={"enum": [*_MODES, None]},
    )
    status: Told
    trigger: Trigger = Field(description="The words that carry it.")
    sentence: InSentence = None
    arguments: tuple[Argument, ...] = Field(description="Who, to whom, about what, where and when.")
    said_by: str | None = Field(description="Id of the entity that asserts the event; null: the article itself.")
    same_as: str | None = Field(default=None, description="Id of the earlier event of which this one tells more.")
    reciprocal: bool = Field(
        default=False,
        description="Whether each actor does it with the others, as in talks; if not, several actors each do it.",
    )
    template: str = Field(description="Id of the template that found it: `extractor templates list`.")
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description=f"The probability that type and trigger are right; {UNWEIGHED}.",
    )

    @model_validator(mode="after")
    def _check_type(self) -> "Event":
        if self.type not in MODES:
            raise ValueError(f"{self.type!r} is no type of PLOVER")
        if self.mode is not None and self.mode not in MODES[self.type]:
            raise ValueError(f"{self.mode!r} is no mode of {self.type}")
        return self


class Commitment(Model):
    """What parties bind themselves to."""

    id: str = Field(description="C1, C2, …")
    event: str = Field(description="Id of the AGREE event that it belongs to.")
    parties: tuple[str, ...] = Field(description="Ids of the entities that bind themselves.")
    trigger: TextSpan = Field(description="The words that carry it.")
    content: TextSpan = Field(description="What will be done.")
    items: tuple[TextSpan, ...] = Field(description="The items, where the content is a list.")
    deadline: str | None = Field(description="Id of the time by which it will be done.")
    status: Told
    sentence: InSentence = None


class Enumeration(Model):
    """A list that the article introduces."""

    id: str = Field(description="L1, L2, …")
    intro: TextSpan = Field(description="What introduces it.")
    items: tuple[TextSpan, ...] = Field(description="Its items, in order.")
    declared_count: int | None = Field(description="How many items the introduction announces: «три фактора».")


class Quote(Model):
    """Words or a claim attributed to a speaker."""

    id: str = Field(description="Q1, Q2, …")
    speaker: str | None = Field(description="Id of the entity that speaks; null where it is unknown.")
    speaker_span: TextSpan | None = Field(description="How the text names the speaker here.")
    cue: TextSpan | None = Field(description="The words that attribute it: «заявил», «по словам».")
    content: TextSpan = Field(description="What is said, without the quotation marks around it.")
    direct: bool = Field(description="Whether it stands in quotation marks, word for word.")
    status: Said = Field(
        default="said",  # annotations of schema 1.0 have none
        description="said; negated: the speaker denies it («опроверг, что …»); hypothetical: it will or would be said "
        "(«заявит, что …»). What the text itself says nobody said («не говорил, что …») is no quote.",
    )
    sentence: InSentence = None


class FactSpan(TextSpan):
    """Where the text names what fills a role of a fact."""

    role: FactRole = Field(description="Which role of the fact it fills.")
    entity: str | None = Field(description="Id of the entity that it names, where it is one.")


class FactBase(Model):
    """What facts share: the rule that found them and the spans that it read them from."""

    id: str = Field(description="F1, F2, …")
    status: Told
    template: str = Field(description="Id of the template that found it.")
    spans: tuple[FactSpan, ...] = Field(description="The words that it was read from, by role.")


class Occupation(FactBase):
    """Who holds which position where."""

    type: Literal["occupation"] = Field(description="occupation: somebody holds a position.")
    who: str = Field(description="Id of the person.")
    position: TextSpan | None = Field(description="The words for the position.")
    where: str | None = Field(description="Id of the organisation or state where it is held.")
    phase: Phase | None = Field(description="Whether it is held now, was held, or will be held.")


class Ownership(FactBase):
    """Who owns, or has founded, what."""

    type: Literal["ownership"] = Field(description="ownership: somebody owns or has founded something.")
    owner: str = Field(description="Id of the owner.")
    property: str | None = Field(description="Id of what is owned.")


class Deal(FactBase):
    """Who deals with whom in what."""

    type: Literal["deal"] = Field(description="deal: parties deal with each other.")
    participants: tuple[str, ...] = Field(description="Ids of the parties.")
    kind: DealKind | None = Field(description="What kind of deal it is.")
    event: str | None = Field(description="Id of the event that is this deal.")


class Meeting(FactBase):
    """Who meets."""

    type: Literal["meeting"] = Field(description="meeting: parties meet.")
    participants: tuple[str, ...] = Field(description="Ids of those who meet.")
    event: str | None = Field(description="Id of the event that is this meeting.")


class PartOf(FactBase):
    """What is a part of what."""

    type: Literal["part_of"] = Field(description="part_of: an organisation belongs to another.")
    part: str | None = Field(description="Id of the part.")
    whole: str | None = Field(description="Id of the whole.")


Fact = Annotated[Occupation | Ownership | Deal | Meeting | PartOf, Field(discriminator="type")]

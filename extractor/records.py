"""The frozen records that the rooms of the pipeline hand to each other.

Offsets are code points of the document's text, half-open `[start, end)`. References between
records (`entity`, `time`, `event`) are positions in the document's tuple of that record.
"""

from dataclasses import dataclass
from typing import Literal

MentionForm = Literal["name", "adjective", "nominal", "pronoun"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal["actual", "planned", "hypothetical", "negated"]
Said = Literal["said", "negated", "hypothetical"]
FoundBy = Literal["template", "ranker"]
Role = Literal["actor", "recipient", "topic", "place", "time"]
FactType = Literal["occupation", "ownership", "deal", "meeting", "part_of"]
FactRole = Literal["who", "position", "where", "owner", "property", "participant", "part", "whole"]
Phase = Literal["now", "past", "future"]
DealKind = Literal["sale", "fine", "loan", "investment", "participation", "service"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Original:
    """A text as it was handed in, where it is read otherwise; `starts` and `ends` place each character that is read."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document beside its text.

    `published` is ISO 8601 local time to the day or minute, `zone` its offset from UTC where it was given with one;
    `title` lies inside the text; `home` is the code of the state that it comes from, where the caller knows it.
    """

    id: str | None = None
    source: str | None = None
    published: str | None = None
    title: Span | None = None
    home: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Producer:
    """What the layers of a document came from: the entity model, and a digest of the event templates in force."""

    model: str | None = None
    templates: str | None = None


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """One place where the text speaks of an entity: its own base form, and its head word."""

    form: MentionForm
    base: str = ""
    head: Span | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the document speaks of.

    `type` is of the NEREL inventory; `name` the canonical nominative name; `code` ISO 3166 alpha-3
    of the state it belongs to or acts for, or `IGO:…`; `wikidata` a Q-id; `sector` the PLOVER
    codebook's («GOV», «MIL»), None where unknown or where the entity is no actor. A mention of several
    entities («обе стороны») stands under each of them with the same span.
    """

    type: str
    name: str
    code: str | None
    wikidata: str | None
    mentions: tuple[Mention, ...]
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Time(Span):
    """A time expression with its TIMEX3 type and value (None where a value would be a guess)."""

    type: TimeType
    value: str | None


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list that the article introduces: its intro and its items, in order."""

    intro: Span
    items: tuple[Span, ...]
    declared_count: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words or a claim with its speaker; `speaker` is a position in the document's entities.

    `status` is `negated` where the speaker denies the claim («опроверг, что …»), `hypothetical` where the words are
    still to be said or would be («заявит, что …»).
    """

    content: Span
    direct: bool
    cue: Span | None
    speaker_span: Span | None
    speaker: int | None
    status: Said = "said"


@dataclass(frozen=True, slots=True)
class Argument(Span):
    """What fills a role of an event: an entity, a time, or a bare phrase.

    `confidence` is the probability that event and argument are right, None where nobody weighed them.
    """

    role: Role
    entity: int | None = None
    time: int | None = None
    confidence: float | None = None
    found_by: FoundBy = "template"


@dataclass(frozen=True, slots=True)
class Event:
    """One political interaction; type and mode of PLOVER; `template` is the id of the rule that found it.

    `confidence` is the probability that type and trigger are right, None where nobody weighed the event. `same_as` is
    the position of the event of which this one tells more. In a `binding` one the actors bind themselves. Of a
    `reciprocal` one, such as talks, each actor does it with the others; of any other each does it alone. Of a `judged`
    one the template missed a role.
    """

    type: str
    mode: str | None
    status: Status
    trigger: Span
    lemma: str
    arguments: tuple[Argument, ...]
    said_by: int | None
    template: str
    binding: bool = False
    same_as: int | None = None
    reciprocal: bool = False
    confidence: float | None = None
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """What parties bind themselves to; `event` is its AGREE event's position, `deadline` a time's."""

    event: int
    parties: tuple[int, ...]
    trigger: Span
    content: Span
    items: tuple[Span, ...]
    deadline: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class FactArgument(Span):
    """What fills a role of a fact: a phrase, and the position of the entity that it names."""

    role: FactRole
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation that the text states; `template` is the id of the rule that found it.

    `phase` tells of an occupation when it is held, `kind` of a deal what is dealt in; `event` is the
    position of the event from which a meeting or a deal is read.
    """

    type: FactType
    arguments: tuple[FactArgument, ...]
    template: str
    status: Status = "actual"
    phase: Phase | None = None
    kind: DealKind | None = None
    event: int | None = None

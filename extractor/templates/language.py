"""The template language: what a YAML file of templates may say.

`events/templates/README.md` explains the language to its authors; the classes here are its exact definition.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    field_validator,
    model_validator,
)
from pymorphy3.analyzer import Parse

from extractor.grammar.dictionary import parses
from extractor.grammar.morphology import CASES, normal_preposition
from extractor.markup import parse
from extractor.records import Status
from extractor.templates.failure import Failure
from extractor.templates.place_names import CONDITIONS, PLACES

_ID = re.compile(r"[a-z_]+(\.[a-z0-9_]+){1,2}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an argument stands: a named place (`subject` …) or a preposition and a case."""

    place: str
    preposition: str | None = None
    case: str | None = None


def parse_source(text: str) -> Source:
    """Read "subject", "Dat", "с + Ins" or «против + Gen».

    Raises:
        ValueError: neither a named place, nor a case, nor a preposition and a case.
    """
    if text in PLACES:
        return Source(text)
    preposition, plus, case = (part.strip() for part in text.rpartition("+"))
    if case not in CASES:
        cases = [known for known in sorted(CASES) if text.lower().startswith(known.lower())]
        near = cases or get_close_matches(text, [*PLACES, *sorted(CASES)], n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(
            f"{text!r} is no place of an argument: write one of {', '.join(PLACES)}, "
            f"a case (Dat) or a preposition and a case (с + Ins){hint}"
        )
    return Source("phrase", normal_preposition(preposition) if plus else None, case)


@dataclass(frozen=True)
class Condition:
    """Words that must (`wanted`) or must not stand in a place; `place` is the source as the author wrote it."""

    place: str
    source: Source
    words: tuple[str, ...]
    wanted: bool

    def __str__(self) -> str:
        return f"{self.place}: {', '.join(self.words)}"

    @cached_property
    def known(self) -> frozenset[str]:
        """The words, some of which are hundreds."""
        return frozenset(self.words)

    @cached_property
    def broken(self) -> Failure:
        """What speaks against a hit for which it does not hold."""
        verdict = "needs" if self.wanted else "must not have"
        return Failure(f"{verdict} {self.place}", f"{verdict} {self}")


def _parse_place(text: str) -> Source:
    return Source(text) if text in CONDITIONS else parse_source(text)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def as_slot(value: Any) -> Any:
    return {"from": value} if isinstance(value, str | list) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]
Kind = Literal["party", "official", "place", "phrase", "target", "land"]


def _is_inflected(analysis: Parse) -> bool:
    """Whether a form is that of a finite verb, a gerund or an oblique case."""
    tag = analysis.tag
    return bool(analysis.is_known) and (tag.POS in ("VERB", "GRND") or tag.case not in (None, "nomn"))


class Strict(BaseModel):
    """Refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Slot(Strict):
    """How one role is filled: where it stands, the best place first; what it must be; how many parties it takes.

    A hit without a `required` role may still be judged; one that is required `strictly` has to stand in its place.
    """

    from_: Words = Field(alias="from")
    is_: Kind | None = Field(default=None, alias="is")
    lemma: tuple[str, ...] = ()
    required: Literal[True, False, "strictly"] = False
    least: Annotated[int, Field(ge=1)] = 1

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """`from`, parsed."""
        return tuple(parse_source(text) for text in self.from_)

    @field_validator("from_")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            parse_source(text)
        return value


class Trigger(Strict):
    """The words that carry the event: single lemmas, or phrases («взять под стражу») whose first word is the head."""

    lemma: Words = ()
    phrase: Words = ()
    pos: Literal["VERB", "NOUN", "ADJ", "ADV"] | None = None

    @model_validator(mode="after")
    def _some_words(self) -> "Trigger":
        if not self.lemma and not self.phrase:
            raise ValueError("a trigger needs `lemma` or `phrase`")
        return self

    @field_validator("lemma")
    @classmethod
    def _dictionary_forms(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """A text has its words' dictionary forms: a trigger in another form would never be found."""
        for word in value:
            found = parses(word.lower())
            if found and all(map(_is_inflected, found)):
                raise ValueError(f"{word!r} is no dictionary form; did you mean {found[0].normal_form!r}?")
        return value


class Rule(Strict):
    """What every template says: a trigger, the conditions on its clause, and where the arguments stand.

    `when` and `unless` name words that must or must not stand in a place.
    """

    id: str
    trigger: Trigger
    light_verbs: tuple[str, ...] = ()
    when: dict[str, Words] = Field(default_factory=dict)
    unless: dict[str, Words] = Field(default_factory=dict)
    reciprocal: bool = False
    status: Status | None = None
    arguments: dict[Any, Annotated[Slot, BeforeValidator(as_slot)]]
    examples: Annotated[tuple[str, ...], Field(min_length=1)]
    counterexamples: Annotated[tuple[str, ...], Field(min_length=1)]
    _variant: str | None = PrivateAttr(default=None)

    @property
    def variant(self) -> str | None:
        """Its name among the variants of a template; None where it is a whole template."""
        return self._variant

    @property
    def entry(self) -> str:
        """The id of the template that its author wrote: that of a variant without the variant's name."""
        return self.id if self._variant is None else self.id.removesuffix(f".{self._variant}")

    @field_validator("id")
    @classmethod
    def _ascii_id(cls, value: str) -> str:
        if not _ID.fullmatch(value):
            raise ValueError(
                f"id {value!r} must look like 'consult.talks', a variant's like 'consult.talks.noun': "
                "small ASCII letters, digits and '_'"
            )
        return value

    @field_validator("examples", "counterexamples")
    @classmethod
    def _marked(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for example in value:
            parse(example)
        return value

    @field_validator("when", "unless")
    @classmethod
    def _places(cls, value: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for place, words in value.items():
            _parse_place(place)
            for word in words:
                if len(word.split()) != 1:
                    raise ValueError(f"{word!r} never stands in {place!r}: each word of a text is compared by itself")
        return {place: tuple(word.lower() for word in words) for place, words in value.items()}

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """`when` and then `unless`, parsed."""
        return tuple(
            Condition(place, _parse_place(place), words, wanted)
            for conditions, wanted in ((self.when, True), (self.unless, False))
            for place, words in conditions.items()
        )

"""The templates of events: the language of all templates, with the types, modes and roles of PLOVER."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, model_validator

from extractor.plover.codebook import CONFLICT, codebook
from extractor.plover.modes import MODES
from extractor.records import Role, Status
from extractor.templates.hits import Hit
from extractor.templates.language import Rule, Slot, Strict, as_slot
from extractor.templates.loader import load_rules
from extractor.templates.template_sets import Own, in_force

SHIPPED = Path(__file__).parent / "templates"

InnerActor = Literal["actor", "recipient", "asked", "nobody"]


class EventType(Strict):
    """A type of PLOVER and perhaps its mode."""

    type: str
    mode: str | None = None

    @model_validator(mode="after")
    def _known(self) -> "EventType":
        if self.type not in MODES:
            near = get_close_matches(self.type, MODES, n=1)
            raise ValueError(
                f"unknown event type {self.type!r}{'; did you mean ' + repr(near[0]) + '?' if near else ''}"
            )
        if self.mode is not None and self.mode not in MODES[self.type]:
            raise ValueError(
                f"{self.type} has no mode {self.mode!r}; its modes are {', '.join(MODES[self.type]) or 'none'}"
            )
        return self

    @property
    def is_conflict(self) -> bool:
        """Whether the codebook counts the type as a conflict, of words or of deeds."""
        return codebook().quads[self.type] in CONFLICT


class Template(Rule):
    """A rule of events.

    `inner` is the status of an act inside this one («обязался вывести»: planned); an `absorbs` template leaves no
    inner event («отказался вывести»). `inner_actor` is who does the act inside where it names nobody itself: the actor,
    the recipient, whoever is asked (the recipient, with the actor in what both do; where nobody is asked it is no
    act), or nobody. Of one that `asserts`, the actor vouches for the act inside.
    """

    event: EventType
    inner: Status | None = None
    inner_actor: InnerActor = "actor"
    asserts: bool = False
    absorbs: bool = False
    commitment: bool = False
    arguments: dict[Role, Annotated[Slot, BeforeValidator(as_slot)]]


EventHit: TypeAlias = Hit[Template]


def load_templates(folder: Path | None = None) -> tuple[Template, ...]:
    """All templates of a folder (the shipped ones by default), by file name and place in the file, variants apart.

    Raises:
        TemplateError: a file is not YAML, a key is unknown, a value does not fit, or an id stands twice.
    """
    return _shipped() if folder is None else load_rules(folder, Template)


def templates_in_force(own: Own | None = None, *, replace: bool = False) -> tuple[Template, ...]:
    """The shipped templates and one's own; with `replace` one's own alone.

    Raises:
        TemplateError: a template is not as the language asks.
    """
    return in_force(load_templates(), Template, own, replace=replace)


@cache
def _shipped() -> tuple[Template, ...]:
    return load_rules(SHIPPED, Template)

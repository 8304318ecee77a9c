"""The templates of facts: the language of the event templates, with the types and roles of facts."""

from functools import cache
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, model_validator

from extractor.records import DealKind, FactRole, FactType, Phase
from extractor.templates.hits import Hit
from extractor.templates.language import Rule, Slot, as_slot
from extractor.templates.loader import load_rules
from extractor.templates.template_sets import Own, in_force

SHIPPED = Path(__file__).parent / "templates"
ROLES: dict[FactType, tuple[FactRole, ...]] = {
    "occupation": ("who", "position", "where"),
    "ownership": ("owner", "property"),
    "deal": ("participant",),
    "meeting": ("participant",),
    "part_of": ("part", "whole"),
}


class FactTemplate(Rule):
    """A rule of facts; `phase` is of an occupation, `kind` of a deal. The roles tell what may fill them."""

    fact: FactType
    phase: Phase | None = None
    kind: DealKind | None = None
    arguments: dict[FactRole, Annotated[Slot, BeforeValidator(as_slot)]]

    @model_validator(mode="after")
    def _fits(self) -> "FactTemplate":
        strange = [role for role in self.arguments if role not in ROLES[self.fact]]
        if strange:
            raise ValueError(f"{self.fact} has no role {strange[0]!r}; its roles are {', '.join(ROLES[self.fact])}")
        loose = [role for role, slot in self.arguments.items() if slot.is_ == "phrase" and role != "position"]
        if loose:
            raise ValueError(f"{loose[0]} is what the text names, no phrase; leave out `is` or write party or place")
        return self


FactHit: TypeAlias = Hit[FactTemplate]


def load_fact_templates(folder: Path | None = None) -> tuple[FactTemplate, ...]:
    """All fact templates of a folder, the shipped ones by default, by file name and place in the file.

    Raises:
        TemplateError: a file is not YAML, a key is unknown, a value does not fit, or an id stands twice.
    """
    return _shipped() if folder is None else load_rules(folder, FactTemplate)


@cache
def _shipped() -> tuple[FactTemplate, ...]:
    return load_rules(SHIPPED, FactTemplate)


def fact_templates_in_force(own: Own | None = None, *, replace: bool = False) -> tuple[FactTemplate, ...]:
    """The shipped fact templates and one's own; with `replace` one's own alone.

    Raises:
        TemplateError: a template is not as the language asks.
    """
    return in_force(load_fact_templates(), FactTemplate, own, replace=replace)

"""The templates of facts: the language of the event templates, with the types and roles of facts."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from extractor.records import DealKind, FactRole, FactType, Phase
from extractor.templates.language import Rule, Slot, as_slot, load_rules

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
        return self


@cache
def load_fact_templates() -> tuple[FactTemplate, ...]:
    """The shipped templates, by file name and place in the file.

    Raises:
        TemplateError: a file is not YAML, a key is unknown, a value does not fit, or an id stands twice.
    """
    return load_rules(SHIPPED, FactTemplate)

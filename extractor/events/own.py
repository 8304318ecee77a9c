"""Templates of one's own: from a folder or as dicts, beside the shipped ones or in their place."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.events.template import Template, load_templates, validated

Own = str | Path | Mapping[str, Any] | Sequence[Mapping[str, Any]]


def templates_in_force(own: Own | None = None, *, replace: bool = False) -> tuple[Template, ...]:
    """The shipped templates and one's own; an own one with a shipped one's id takes its place.

    Args:
        own: a folder of YAML files, or one template or several as dicts with the keys that the files have.
        replace: leave the shipped templates out.
    Raises:
        TemplateError: a template is not as the language asks.
    """
    if own is None:
        return load_templates()
    added = {template.id: template for template in _read(own)}
    shipped = {} if replace else {template.id: template for template in load_templates()}
    return tuple({**shipped, **added}.values())


def _read(own: Own) -> Sequence[Template]:
    if isinstance(own, str | Path):
        return load_templates(Path(own))
    several = [own] if isinstance(own, Mapping) else own
    return [validated(dict(raw), Template, _place(number)) for number, raw in enumerate(several, 1)]


def _place(number: int) -> Any:
    return lambda keys: f"own template {number}"

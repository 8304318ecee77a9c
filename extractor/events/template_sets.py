"""Templates of one's own: from a folder or as dicts, beside the shipped ones or in their place."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.events.template import Template, load_templates
from extractor.templates.language import gathered, validated
from extractor.templates.variants import Keys

Own = str | Path | Mapping[str, Any] | Sequence[Mapping[str, Any]]


def templates_in_force(own: Own | None = None, *, replace: bool = False) -> tuple[Template, ...]:
    """The shipped templates and one's own; an own one takes the place of what has its id.

    With a shipped template's id it replaces all of its variants, with a variant's id that one.

    Args:
        own: a folder of YAML files, or one template or several as dicts with the keys that the files have.
        replace: leave the shipped templates out.
    Raises:
        TemplateError: a template is not as the language asks.
    """
    if own is None:
        return load_templates()
    added: dict[str, list[Template]] = defaultdict(list)
    for template in _read(own):
        added[template.entry].append(template)
    return tuple(_in_force(() if replace else load_templates(), added))


def _in_force(shipped: Sequence[Template], added: dict[str, list[Template]]) -> Iterator[Template]:
    placed = set[str]()
    for template in shipped:
        entry = next((name for name in (template.entry, template.id) if name in added), None)
        if entry is None:
            yield template
        elif entry not in placed:
            placed.add(entry)
            yield from added[entry]
    for entry, templates in added.items():
        if entry not in placed:
            yield from templates


def _read(own: Own) -> Sequence[Template]:
    if isinstance(own, str | Path):
        return load_templates(Path(own))
    several = [own] if isinstance(own, Mapping) else own
    return gathered((f"own template {number}", _validated(raw, number)) for number, raw in enumerate(several, 1))


def _validated(raw: Mapping[str, Any], number: int) -> tuple[Template, ...]:
    return validated(dict(raw), Template, _place(number))


def _place(number: int) -> Callable[[Keys], str]:
    return lambda keys: f"own template {number}"

"""Templates of one's own: from a folder or as dicts, beside the shipped ones or in their place."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.templates.language import Rule
from extractor.templates.loader import R, as_written, gathered, load_rules, validated
from extractor.templates.variants import Keys

Own = str | Path | Mapping[str, Any] | Sequence[Mapping[str, Any]]


def in_force(shipped: Sequence[R], kind: type[R], own: Own | None, *, replace: bool = False) -> tuple[R, ...]:
    """The shipped templates of a kind and one's own; an own one takes the place of what has its id.

    With a shipped template's id it replaces all of its variants, with a variant's id that one.

    Args:
        own: a folder of YAML files, or one template or several as dicts with the keys that the files have.
        replace: leave the shipped templates out.
    Raises:
        TemplateError: a template is not as the language asks.
    """
    if own is None:
        return tuple(shipped)
    added: dict[str, list[R]] = defaultdict(list)
    for template in _read(own, kind):
        added[template.entry].append(template)
    return tuple(_merged(() if replace else shipped, added))


def digest(templates: Sequence[Rule]) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a set of templates: the same for the same rules."""
    written = "\n".join(template.model_dump_json() for template in templates)
    return sha256(written.encode("utf-8")).hexdigest()[:16]


def as_dicts(own: Own) -> list[Any]:
    """One's own templates without the files that they may be in, for another process or machine.

    Raises:
        InputError: they are neither files nor dicts.
    """
    if isinstance(own, str | Path):
        return as_written(Path(own))
    if not isinstance(own, Iterable):
        raise InputError(f"templates: a file, a folder or a list of dicts is needed, not {type(own).__name__}")
    return [own] if isinstance(own, Mapping) else list(own)


def _merged(shipped: Sequence[R], added: dict[str, list[R]]) -> Iterator[R]:
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


def _read(own: Own, kind: type[R]) -> Sequence[R]:
    if isinstance(own, str | Path):
        return load_rules(Path(own), kind)
    return gathered(
        (f"own template {number}", validated(dict(raw), kind, _place(number)))
        for number, raw in enumerate(as_dicts(own), 1)
    )


def _place(number: int) -> Callable[[Keys], str]:
    return lambda keys: f"own template {number}"

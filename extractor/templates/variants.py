"""Variants: the several ways in which one act is said, each completed by what its template says for all of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Keys = Sequence[Any]  # the keys that lead to a part of a template
_NAME = re.compile(r"[a-z0-9_]+")


class VariantError(Exception):
    """A template's variants do not fit it; `keys` lead to what is wrong."""

    def __init__(self, keys: Keys, problem: str) -> None:
        super().__init__(problem)
        self.keys = keys


@dataclass(frozen=True, slots=True)
class Written:
    """A template without variants, or one variant completed by its template: then `own` is what it says itself."""

    raw: Any
    name: str | None = None
    own: Mapping[str, Any] = field(default_factory=dict)

    def origin(self, keys: Keys) -> Keys:
        """Where a part is written: in the variant or, where the variant leaves it out, in the template."""
        if self.name is None or (_holds(self.raw, keys) and not _holds(self.own, keys)):
            return keys
        return ["variants", self.name, *keys]


def variants(raw: Any) -> Iterator[Written]:
    """A template's variants in their order; a template without any stands for itself.

    Raises:
        VariantError: no variant is there, one is misnamed or empty, or no variant takes what the template says for all.
    """
    if not isinstance(raw, Mapping) or "variants" not in raw:
        yield Written(raw)
        return
    own = raw["variants"]
    shared = {key: value for key, value in raw.items() if key != "variants"}
    if not isinstance(own, Mapping) or not own:
        raise VariantError(["variants"], "`variants` names no variant; give at least one (`verb: …`) or leave it out")
    if str(raw.get("id", ".")).count(".") != 1:
        raise VariantError(["id"], f"id {raw['id']!r} must look like 'consult.talks': its variants' names come behind")
    for name, variant in own.items():
        _check(name, variant)
    _check_shared(shared, own)
    for name, variant in own.items():
        identity = {"id": f"{raw['id']}.{name}"} if "id" in raw else {}
        yield Written({**_completed(shared, variant), **identity}, name, variant)


def _completed(shared: Mapping[str, Any], variant: Mapping[str, Any]) -> dict[str, Any]:
    """What both say; mappings (`arguments`, `unless` …) are joined key by key, and the variant's word is the last."""
    joined = {
        key: {**shared[key], **value}
        for key, value in variant.items()
        if isinstance(value, Mapping) and isinstance(shared.get(key), Mapping)
    }
    return {**shared, **variant, **joined}


def _check(name: Any, variant: Any) -> None:
    keys = ["variants", name]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise VariantError(keys, f"the variant name {name!r} must be of small ASCII letters, digits and '_'")
    if not isinstance(variant, Mapping) or not variant:
        raise VariantError(keys, f"the variant {name!r} says nothing of its own; give it a `trigger`, `arguments` …")
    if "id" in variant:
        raise VariantError([*keys, "id"], f"the variant {name!r} needs no `id`: its name is put behind the template's")


def _check_shared(shared: Mapping[str, Any], own: Mapping[str, Mapping[str, Any]]) -> None:
    """What the template says for all must be of use to some variant."""
    for key, value in shared.items():
        for keys in [[key, part] for part in value] if isinstance(value, Mapping) else [[key]]:
            if all(_holds(variant, keys) for variant in own.values()):
                name = ".".join(map(str, keys))
                raise VariantError(keys, f"every variant has its own {name!r}, so this one is never used; drop it")


def _holds(part: Any, keys: Keys) -> bool:
    """Whether a template or variant says something at some keys, as deep as the two are joined."""
    for key in keys[:2]:
        if not isinstance(part, Mapping):
            return True
        if key not in part:
            return False
        part = part[key]
    return True

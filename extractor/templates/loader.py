"""Templates read from YAML or given as dicts: every error names the file, the line, the template and what to do."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import (
    BaseModel,
    ValidationError,
)

from extractor.errors import TemplateError
from extractor.installed.packaged import LOADER
from extractor.templates.language import Rule, Slot
from extractor.templates.variants import Keys, VariantError, Written, variants
from extractor.text.reader import read_text

R = TypeVar("R", bound=Rule)
ENDINGS = (".yaml", ".yml")


def load_rules(folder: Path, kind: type[R]) -> tuple[R, ...]:
    """All templates of one kind in a folder or file, by file name and place in the file, variants apart.

    Raises:
        TemplateError: a file is not YAML or empty, a key is unknown, a value does not fit, or an id stands twice.
        InputError: a file cannot be read.
    """
    return gathered(
        (f"{path}:{node.start_mark.line + 1}", validated(raw, kind, _lines(path, node)))
        for path in _files(folder)
        for node, raw in _entries(path)
    )


def as_written(folder: Path) -> list[Any]:
    """The templates of a folder or file as dicts, so that they can go where the files are not.

    Raises:
        TemplateError, InputError: as for `load_rules`, but of the reading alone.
    """
    return [raw for path in _files(folder) for _, raw in _entries(path)]


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise TemplateError(f"{folder}: no such file or folder")
    files = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and path.is_file())
    if not files:
        raise TemplateError(f"{folder}: no template files ({', '.join(f'*{ending}' for ending in ENDINGS)}) here")
    return files


def gathered(entries: Iterable[tuple[str, tuple[R, ...]]]) -> tuple[R, ...]:
    """The templates of all entries, each given with the place where it stands.

    Raises:
        TemplateError: an id stands twice.
    """
    rules, places = list[R](), dict[str, str]()
    for place, several in entries:
        for name in {several[0].entry: None, **dict.fromkeys(rule.id for rule in several)}:
            if name in places:
                raise TemplateError(
                    f"{place}: template {name!r} stands already at {places[name]}; give one of them another id"
                )
            places[name] = place
        rules += several
    return tuple(rules)


class _Constructor(yaml.constructor.SafeConstructor):
    """Of a key that stands twice, YAML's own keeps the last one in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep)
        if len(mapping) < len(node.value):
            counted = Counter(key.value for key, _ in node.value)
            twice = [key for key, _ in node.value if counted[key.value] > 1][-1]
            raise yaml.constructor.ConstructorError(
                problem=f"the key {twice.value!r} stands twice", problem_mark=twice.start_mark
            )
        return mapping


def _entries(path: Path) -> Iterator[tuple[yaml.Node, Any]]:
    """Each template of a file: the node, which knows its line, and what is written there."""
    try:
        tree = yaml.compose(read_text(path), Loader=LOADER)
        if tree is None:
            raise TemplateError(f"{path}: no template is in this file; begin one with '- id: …'")
        if not isinstance(tree, yaml.SequenceNode):
            raise TemplateError(
                f"{path}:{tree.start_mark.line + 1}: a template file is a list; begin each template with '- id: …'"
            )
        raws = _Constructor().construct_document(tree)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TemplateError(f"{path}:{line}: not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise TemplateError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    yield from zip(tree.value, raws, strict=True)


def _lines(path: Path, node: yaml.Node) -> Callable[[Keys], str]:
    return lambda keys: f"{path}:{_line(node, keys)}"


def validated(raw: Any, kind: type[R], where: Callable[[Keys], str]) -> tuple[R, ...]:
    """A template of one kind, or its variants; `where` tells where a part of it stands, given by the keys to it.

    Raises:
        TemplateError: a key is unknown or a value does not fit.
    """
    try:
        return tuple(_rule(written, kind, where) for written in variants(raw))
    except VariantError as error:
        raise TemplateError(f"{where(error.keys)}: template {_name(raw)!r}: {error}") from error


def _rule(written: Written, kind: type[R], where: Callable[[Keys], str]) -> R:
    try:
        rule = kind.model_validate(written.raw)
    except ValidationError as error:
        first = min(
            error.errors(), key=lambda e: e["type"] != "extra_forbidden"
        )  # a misspelt key explains a missing one
        place = [part for part in first["loc"] if part != "function-before[as_slot()]"]
        problem = _explain(first["type"], first["msg"], place, kind)
        raise TemplateError(f"{where(written.origin(place))}: template {_name(written.raw)!r}: {problem}") from error
    rule._variant = written.name
    return rule


def _name(raw: Any) -> Any:
    return raw.get("id", "?") if isinstance(raw, Mapping) else "?"


def _explain(error: str, message: str, place: list[Any], kind: type[Rule]) -> str:
    if not place and not error.startswith("value"):
        return "a template is a mapping of keys; begin it with 'id: …'"
    key = str(place[-1]) if place else ""
    if error == "extra_forbidden":
        near = get_close_matches(key, _known_keys(place, kind), n=1)
        return f"unknown key {key!r}" + (
            f"; did you mean {near[0]!r}?" if near else f"; known keys: {', '.join(_known_keys(place, kind))}"
        )
    if key == "[key]":
        return _unknown_role(str(place[-2]), kind)
    where = ".".join(str(part) for part in place)
    if error == "missing":
        return f"the key {where!r} is missing"
    if error.startswith("bool"):
        return f"{where}: write true or false"
    if error == "string_type":
        return f"{where}: write a word, in quotation marks where YAML takes it for a number or a date"
    return f"{where}: {message.removeprefix('Value error, ')}"


def _unknown_role(role: str, kind: type[Rule]) -> str:
    roles = get_args(get_args(kind.model_fields["arguments"].annotation)[0])
    near = get_close_matches(role, roles, n=1)
    return f"unknown role {role!r}; " + (f"did you mean {near[0]!r}?" if near else f"roles: {', '.join(roles)}")


def _known_keys(place: list[Any], kind: type[Rule]) -> list[str]:
    parts = {name: field.annotation for name, field in kind.model_fields.items()} | {"arguments": Slot}
    part = parts.get(place[0]) if len(place) > 1 else None
    owner = part if isinstance(part, type) and issubclass(part, BaseModel) else kind
    return [field.alias or name for name, field in owner.model_fields.items()]


def _line(node: yaml.Node, place: Iterable[Any]) -> int:
    line = node.start_mark.line
    for part in place:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == part:
                    line, node = key.start_mark.line, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = node.start_mark.line
    return line + 1

"""Imports point one way: a room imports from the steps below its own, never from its neighbours or from above."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import extractor

STEPS = (
    {"errors", "records", "markup", "printable", "standoff"},
    {"given", "installed", "process"},
    {"layers"},
    {"text"},
    {"grammar", "plover", "typography"},
    {"entities", "times"},
    {"discourse"},
    {"templates"},
    {"events"},
    {"facts"},  # above the events: their templates are written in the same language, and meetings are read from events
    {"page"},  # it reads the JSON's form, so that an annotation can show itself
    {"annotation"},
    {"scoring", "pipeline"},
    {"recipe", "checks", "explanation"},
    {"batch"},
    {"corpora", "export"},
    {"pairs"},
    {"plot", "networks"},
    {"cli"},
)
# The floors inside a room: a module stands on the floor of its sub-room, or of its own name where it is in none.
FLOORS = {
    "entities": (
        {"tables", "registry"},
        {"board", "forms", "home", "tagger"},
        {"nested"},
        {"naming"},
        {"coreference"},
        {"nominals"},
        {"clusters"},
        {"names", "entities", "mentions"},
    ),
    "times": (
        {"expression", "extent", "interval"},
        {"phrases", "values"},
        {"clauses", "narrative", "resolver"},
        {"finder"},
    ),
    "scoring": ({"tally"}, {"spans", "project", "factrueval"}, {"nerel", "slavicner", "rucoco"}),
    "discourse": ({"cues"}, {"enumeration", "speakers"}, {"quotation"}, {"lists", "quotes"}),
}
MOST = 15  # modules on one level of a folder
STEP = {room: step for step, rooms in enumerate(STEPS) for room in rooms}
PACKAGE = Path(str(extractor.__file__)).parent


def imported_rooms(source: str) -> Iterator[tuple[int, str]]:
    """Line and room of every import from the package, inside functions too; the package itself is room ""."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "extractor":
                yield node.lineno, rest.partition(".")[0]


def against_the_arrows(room: str, source: str) -> list[str]:
    """Each import of a module of `room` that points up or aside."""
    return [
        f"{room}, line {line}: imports {other or 'the package itself'}"
        for line, other in imported_rooms(source)
        if other != room and (other not in STEP or STEP[other] >= STEP[room])
    ]


def imported_modules(source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name, the package left out, of every import from the package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            package, _, rest = node.module.partition(".")
            if package == "extractor":
                yield from (
                    (node.lineno, f"{rest}.{alias.name}" if rest.count(".") < 1 else rest) for alias in node.names
                )


def against_the_stairs(room: str, floor: str, source: str) -> list[str]:
    """Each import of a module on `floor` of `room` from a floor above it, or from a neighbour on its own."""
    level = {name: step for step, names in enumerate(FLOORS[room]) for name in names}
    others = [(line, name.split(".")[1]) for line, name in imported_modules(source) if name.startswith(f"{room}.")]
    return [
        f"{room}/{floor}, line {line}: imports {other}"
        for line, other in others
        if other != floor and (other not in level or level[other] >= level[floor])
    ]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name != "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    assert room_of(path) in STEP, "a new room needs a step"
    assert against_the_arrows(room_of(path), path.read_text(encoding="utf-8")) == []


INSIDE = [path for path in MODULES if room_of(path) in FLOORS and path.relative_to(PACKAGE).parts[1] != "__init__.py"]


@pytest.mark.parametrize("path", INSIDE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_floors_build_on_those_below(path: Path) -> None:
    floor = path.relative_to(PACKAGE).parts[1].removesuffix(".py")
    assert any(floor in names for names in FLOORS[room_of(path)]), "a new sub-room needs a floor"
    assert against_the_stairs(room_of(path), floor, path.read_text(encoding="utf-8")) == []


def test_no_folder_is_crowded() -> None:
    folders = {path.parent for path in MODULES}
    counted = {str(folder.relative_to(PACKAGE)): len(list(folder.glob("*.py"))) for folder in folders}
    assert {name: number for name, number in counted.items() if number > MOST + 1} == {}  # and __init__.py


def test_the_floor_plan_names_what_is_there() -> None:
    plan = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"`([a-z_]+/[a-z_./*]*)`", plan) if name.partition("/")[0] in STEP}
    lacking = [name for name in sorted(named) if not (*PACKAGE.glob(f"{name}.py"), *PACKAGE.glob(name))]
    assert lacking == []


@pytest.mark.parametrize(
    "room, source, expected",
    [
        ("discourse", "from extractor.entities.names import x", []),
        ("times", "from extractor import layers\nfrom extractor.times.finder import x", []),
        ("text", "import re", []),
        ("times", "from extractor.entities import x", ["times, line 1: imports entities"]),
        ("text", "def f():\n    import extractor.cli", ["text, line 2: imports cli"]),
        ("events", "from extractor import annotation", ["events, line 1: imports annotation"]),
        ("cli", "import extractor", ["cli, line 1: imports the package itself"]),
        ("cli", "from extractor import annotate", ["cli, line 1: imports annotate"]),
    ],
)
def test_the_test_sees_arrows(room: str, source: str, expected: list[str]) -> None:
    assert against_the_arrows(room, source) == expected


@pytest.mark.parametrize(
    "floor, source, expected",
    [
        ("naming", "from extractor.entities.forms.inflection import phrase", []),
        ("entities", "from extractor.entities.nominals import sectors", []),
        ("naming", "from extractor.grammar.columns import Words", []),
        ("naming", "from extractor.entities.nominals import sectors", ["entities/naming, line 1: imports nominals"]),
        ("forms", "from extractor.entities.tagger.pieces import split", ["entities/forms, line 1: imports tagger"]),
    ],
)
def test_the_test_sees_stairs(floor: str, source: str, expected: list[str]) -> None:
    assert against_the_stairs("entities", floor, source) == expected

"""One list of the places of arguments: the engine has each, the README tells of each in the same words."""

from pathlib import Path

import extractor.events
from extractor.templates.place_names import CONDITIONS, PLACES, Place
from extractor.templates.places import Places

README = Path(str(extractor.events.__file__)).parent / "templates" / "README.md"
PHRASES = {"Dat`, `Ins", "с + Ins`, `против + Gen"}  # rows of cases and prepositions


def rows() -> dict[str, Place]:
    table = README.read_text(encoding="utf-8").split("| place | on a verb | on a noun |")[1].split("\n\n")[0]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines() if "`" in line]
    told = {name.strip("` …|"): Place(verb, noun.strip(" |")) for name, verb, noun in cells}
    return {name: place for name, place in told.items() if name not in PHRASES}


def test_the_readme_tells_of_all_places() -> None:
    assert rows() == PLACES


def test_the_engine_has_all_places() -> None:
    assert [name for name in (*PLACES, "attribute", "governor") if not hasattr(Places, f"_{name}")] == []
    text = README.read_text(encoding="utf-8")
    assert [name for name in CONDITIONS if f"`{name}`" not in text] == []

"""The table of calls: each is made as it stands there. The README is a screen, and says no more than the figures do."""

import re
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor import Annotation

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
USAGE = (ROOT / "docs" / "usage.md").read_text("utf-8")
FIGURES = (ROOT / "docs" / "figures.md").read_text("utf-8")
TEXT = "США и Ирак начали переговоры. Полиция задержала посла Перу."
_OMITTED = re.compile(r"(\w+)=(?=[,)])")  # «home=»: any value


def calls() -> list[str]:
    """What stands in code in the first column of the table."""
    table = USAGE.partition("| call | result |\n|---|---|\n")[2].partition("\n\n")[0]
    found = [code for row in table.splitlines() for code in re.findall(r"`([^`]+)`", row.split(" | ")[0])]
    return [code if code[0] != "." else f"extractor.plot{code}" for code in found]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A value for each name of the table."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "in").mkdir()
    (folder / "in" / "2024-01-26.txt").write_text(TEXT, encoding="utf-8")
    extractor.annotate_corpus(folder / "in", folder / "tables", dates="YYYY-MM-DD", home="RUS")
    annotation = extractor.annotate(TEXT, published="2024-01-26")
    return {
        "extractor": extractor,
        "Annotation": Annotation,
        "annotation": annotation,
        "annotations": [annotation],
        "articles": [TEXT, {"text": TEXT, "published": "2024-01-26"}],
        "source": folder / "in",
        "folder": folder / "tables",
        "columns": None,
        "dates": "YYYY-MM-DD",
        "published": "2024-01-26",
        "id": "a",
        "home": "RUS",
        "batch_size": 2,
        "processes": 1,
        "overwrite": False,
        "templates": None,
        "replace": False,
        "model": "fast",
        "confidence": 0.5,
        "aliases": [{"surface": "Заря", "name": "Заря"}],
        "exclude": ("extractor_facts",),
        "options": {},
        "by": "state",
        "copies": False,
    }


def test_the_readme_is_a_screen() -> None:
    assert len(README.splitlines()) <= 70


def test_the_figures_of_the_readme_are_those_of_the_table() -> None:
    """The table of `docs/figures.md` has more columns and rows."""
    rows = README.partition("| F1 |")[2].partition("\n\n")[0].splitlines()[2:]
    assert len(rows) == 4
    assert [row for row in rows if row.rstrip("|") not in FIGURES] == []


def test_the_table_is_read() -> None:
    assert len(calls()) > 15
    assert all(call.startswith(("extractor.", "annotation.", "Annotation.")) for call in calls())


@pytest.mark.parametrize("call", [call for call in calls() if "check_templates" not in call])
def test_a_call(call: str, known: dict[str, Any]) -> None:
    if ".plot." in call:
        pytest.importorskip("matplotlib").use("agg")
    text = known["annotation"].to_json() if "from_json" in call else TEXT
    source = "Лента" if "annotate(" in call else known["source"]
    code = _OMITTED.sub(r"\1=\1", call.replace('"SELECT …"', '"SELECT 1"').replace("(…)", "(annotations)"))
    assert eval(code, {**known, "text": text, "source": source}) is not None


def test_a_template_s_examples_are_checked() -> None:
    template = {
        "id": "consult.wink",
        "event": {"type": "CONSULT"},
        "trigger": {"lemma": ["подмигнуть"]},
        "arguments": {"actor": "subject"},
        "examples": ["{Перу|actor} {подмигнуло|CONSULT} {Чили|recipient}."],
        "counterexamples": ["Звезда подмигнула."],
    }
    assert "extractor.check_templates(templates)" in calls()
    [verdict] = extractor.check_templates([template])
    assert verdict.expected != verdict.found

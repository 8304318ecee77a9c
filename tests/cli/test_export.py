"""The commands `export` and `import`."""

import json
from pathlib import Path

import pytest

from extractor import Annotation
from extractor.export.docbin import read_docbin
from tests.commands import run

TEXT = "Эстония обвинила Латвию в шпионаже.\r\nЛатвия ждёт.\n"
GOLD = {
    "doc": "g",
    "dct": None,
    "text": "Да.",
    "events": [],
    "commitments": [],
    "lists": [],
    "quotes": [],
    "timexes": [],
}


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    (tmp_path / "a b.txt").write_bytes(TEXT.encode())
    assert run("annotate", tmp_path / "a b.txt", tmp_path / "a b.txt", "--out", tmp_path / "a.jsonl")[0] == 0
    return tmp_path / "a.jsonl"


def test_to_brat_and_back(annotated: Path, tmp_path: Path) -> None:
    assert run("export", annotated, "--brat", "--out", tmp_path / "brat") == (0, "", "")
    files = sorted((tmp_path / "brat").iterdir())
    assert [path.name for path in files] == ["a_b-1.ann", "a_b-1.txt", "a_b.ann", "a_b.txt"]
    assert files[3].read_bytes() == TEXT.encode()
    code, out, _ = run("import", files[2])
    before = json.loads(annotated.read_text("utf-8").splitlines()[0])
    before["document"]["id"] = "a_b"
    before["spans"] = []  # brat has neither the nested spans nor the heads of mentions nor who produced them
    before["produced_by"].update(model=None, templates=None)
    for mention in (mention for entity in before["entities"] for mention in entity["mentions"]):
        mention["head"] = None
    assert (code, json.loads(out)) == (0, before)


def test_conllu_and_web(annotated: Path, tmp_path: Path) -> None:
    code, out, _ = run("export", annotated, "--conllu")
    assert (code, out.count("# newdoc id = a b\n"), out.count("\tобвинить\tVERB\t")) == (0, 2, 2)
    code, out, _ = run("export", annotated, "--web")
    assert (code, [json.loads(line)["type"] for line in out.splitlines()]) == (0, ["AnnotationPage"] * 2)


def test_docbin(annotated: Path, tmp_path: Path) -> None:
    assert run("export", annotated, "--docbin", "--out", tmp_path / "a.spacy") == (0, "", "")
    assert [doc.text for doc in read_docbin(tmp_path / "a.spacy")] == [TEXT, TEXT]


def test_gold_is_imported_and_what_fails_is_told_of(tmp_path: Path) -> None:
    good, bad = tmp_path / "g.json", tmp_path / "b.json"
    good.write_text(json.dumps(GOLD), encoding="utf-8")
    bad.write_text("{}", encoding="utf-8")
    code, out, err = run("import", bad, good)
    assert (code, Annotation.from_json(out).document.id) == (1, "g")
    assert err == f"error: {bad}: not in the gold form: dct: Field required\n"


@pytest.mark.parametrize(
    "options, complaint",
    [
        ((), "error: say which form, one of --plover, --brat, --conllu, --docbin, --web\n"),
        (("--brat", "--web"), "error: say which form, one of"),
        (("--brat",), "error: --brat needs --out\n"),
        (("--docbin",), "error: --docbin needs --out\n"),
    ],
)
def test_bad_usage(annotated: Path, options: tuple[str, ...], complaint: str) -> None:
    code, out, err = run("export", annotated, *options)
    assert (code, out) == (2, "")
    assert err.startswith(complaint)

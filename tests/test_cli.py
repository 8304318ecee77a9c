"""The commands: what they print where, and how they end."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor import Annotation
from extractor.annotation.writer import read_lines
from tests.commands import run

COMMAND = [sys.executable, "-c", "from extractor.cli import main; main()"]
TEXT = "Эстония обвинила Латвию в шпионаже.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "статья.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_one_file_is_readable_json(article: Path) -> None:
    code, out, err = run("annotate", article, "--published", "2024-01-26T09:10:30")
    annotation = Annotation.from_json(out)
    assert (code, err) == (0, "")
    assert out.startswith('{\n  "schema_version"')
    assert (annotation.document.id, annotation.document.published) == ("статья", "2024-01-26T09:10")
    assert annotation.document.text == TEXT
    assert [event.type for event in annotation.events] == ["ACCUSE"]


def test_annotate_only_what_is_certain(article: Path) -> None:
    code, out, err = run("annotate", article, "--confidence", "0.8")
    assert (code, err) == (0, "")
    assert all(event.confidence is not None and event.confidence >= 0.8 for event in Annotation.from_json(out).events)


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    code, out, _ = run("annotate", *arguments, stdin=b"\xef\xbb\xbf" + TEXT.encode())
    document = Annotation.from_json(out).document
    assert (code, document.id, document.text) == (0, None, TEXT)


def test_several_files_are_json_lines_in_the_order_given(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "a.txt"
    other.write_text("", encoding="utf-8")
    code, out, _ = run("annotate", article, other, article)
    assert code == 0
    assert [annotation.document.id for annotation in read_lines(out.splitlines())] == ["статья", "a", "статья"]


def test_out_takes_the_result(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run("annotate", article, "--out", out) == (0, "", "")
    assert Annotation.from_json(out.read_bytes()).document.text == TEXT


def test_a_file_that_fails_is_told_of_and_the_rest_go_on(article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "cp1251.txt"
    bad.write_bytes(TEXT.encode("cp1251"))
    code, out, err = run("annotate", bad, article)
    assert code == 1
    assert [annotation.document.id for annotation in read_lines(out.splitlines())] == ["статья"]
    assert err == f"error: {bad}: byte 0xdd at offset 0 is not UTF-8; save it as UTF-8\n"


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (("annotate", "no-such-file.txt"), "error: no-such-file.txt: no such file\n"),
        (("annotate", "."), "error: .: is a folder, not a file\n"),
        (("annotate", "ARTICLE", "--published", "вчера"), "error: published: 'вчера' is not an ISO 8601 day or time"),
        (("annotate", "ARTICLE", "--out", "no/such/folder"), "error: no/such/folder: cannot be written: No such file"),
        (("annotate", "--colour"), "No such option"),
        (("evaluate", "gold", "no-such-folder"), "error: no-such-folder: no NAME.json here\n"),
        (("evaluate", "lost"), "No such command"),
        (("evaluate", "gold"), "Missing argument"),
        (("evaluate", "nerel", "no-such-folder"), "error: no-such-folder: no .ann file of NEREL is in this folder\n"),
        (("evaluate", "slavicner", "no-such"), "error: no-such: no ner/TOPIC/*.tsv of SlavicNER is in this folder\n"),
        (("evaluate", "factrueval", ".", "--track", "1"), "error: .: no documents (book_N.txt) here\n"),
        (("evaluate", "factrueval", "."), "error: .: no documents (book_N.txt) here\n"),
        (("evaluate", "factrueval", ".", "--track", "2"), "error: track 2 of FactRuEval is not scored here"),
        (("evaluate", "factrueval", ".", "--track", "1", "--hard"), "error: --hard is for facts (--track 3)\n"),
        (("evaluate", "factrueval", ".", "--model", "fast"), "error: --model is for names (--track 1)\n"),
        (("templates", "lost"), "No such command"),
    ],
)
def test_bad_usage_and_input(article: Path, arguments: tuple[str, ...], complaint: str) -> None:
    code, out, err = run(*(article if argument == "ARTICLE" else argument for argument in arguments))
    assert (code, out) == (2, "")
    assert complaint in err
    assert "Traceback" not in err


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "utf16.txt"
    path.write_text(TEXT, encoding="utf-16")
    code, out, err = run("annotate", path)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {path}: byte 0xff at offset 0 is not UTF-8")


def test_explain() -> None:
    code, out, _ = run("explain", "Эстония обвинила Латвию в шпионаже.")
    assert code == 0
    assert "обвинить" in out  # the tree
    assert "EST" in out  # the entities
    assert "ACCUSE" in out  # the template that fired


def test_templates_list() -> None:
    code, out, _ = run("templates", "list")
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert ["consult.talks.noun", "CONSULT", "negotiate"] in rows
    assert {len(row) for row in rows} == {3}


TEMPLATE = """
- id: accuse.test
  event: {type: ACCUSE}
  trigger: {lemma: [обвинить], pos: VERB}
  arguments:
    actor: {from: subject, required: true}
    recipient: object
  examples:
    - "{Эстония|actor} {обвинила|ACCUSE} {Латвию|recipient}."
  counterexamples:
    - "Обвинить нельзя."
"""


def test_templates_check(tmp_path: Path) -> None:
    (tmp_path / "test.yaml").write_text(TEMPLATE, encoding="utf-8")
    assert run("templates", "check", tmp_path) == (0, "1 template, 2 examples and counterexamples, 0 failed\n", "")


def test_templates_check_tells_what_fails(tmp_path: Path) -> None:
    (tmp_path / "test.yaml").write_text(
        TEMPLATE.replace("Обвинить нельзя", "Эстония обвинила Латвию"), encoding="utf-8"
    )
    code, out, err = run("templates", "check", tmp_path)
    assert (code, out) == (1, "1 template, 2 examples and counterexamples, 1 failed\n")
    assert "accuse.test: «Эстония обвинила Латвию.»" in err


def test_a_broken_template_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "test.yaml").write_text(TEMPLATE.replace("recipient", "recipent"), encoding="utf-8")
    code, out, err = run("templates", "list", tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {tmp_path}/test.yaml:")
    assert err.count("\n") == 1


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    document = {
        "dct": "2024-01-26",
        "text": "Эстония ждёт.",
        "events": [],
        "commitments": [],
        "lists": [],
        "quotes": [],
        "timexes": [{"start": 8, "end": 12, "text": "ждёт", "type": "DATE", "value": "2024"}],
    }
    (folder / "d.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def test_evaluate_annotates_and_scores(gold: Path) -> None:
    code, out, _ = run("evaluate", "gold", gold, "--errors")
    rows = [line.split() for line in out.splitlines()]
    assert code == 0
    assert ["times", "0.000", "0.000", "0.000", "1", "0"] in rows
    assert "  d: missed 'ждёт' 2024" in out.splitlines()


def test_evaluate_scores_what_was_annotated_before(gold: Path, tmp_path: Path) -> None:
    text = tmp_path / "d.txt"
    text.write_text("Эстония ждёт.", encoding="utf-8")
    system = tmp_path / "system"
    system.mkdir()
    run("annotate", text, "--out", system / "d.json")
    code, out, _ = run("evaluate", "gold", gold, "--system", system, "--json")
    assert code == 0
    assert json.loads(out)["times"] == {"p": 0, "r": 0, "f": 0, "gold": 1, "found": 0}


def test_the_json_is_utf_8_on_any_terminal(article: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*COMMAND, "annotate", str(article)], capture_output=True, env=environment, timeout=60)
    assert Annotation.from_json(done.stdout).document.text == TEXT


def test_the_first_word_within_two_seconds() -> None:
    started = time.perf_counter()
    done = subprocess.run([*COMMAND, "--help"], capture_output=True, encoding="utf-8", timeout=60)
    assert "annotate" in done.stdout
    assert time.perf_counter() - started < 2


def test_a_reader_that_leaves_early_ends_the_command_quietly(article: Path) -> None:
    process = subprocess.Popen([*COMMAND, "annotate", str(article)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 1

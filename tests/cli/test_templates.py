"""The commands on templates, on one's own and on the rows of PLOVER."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app

OWN = """
- id: consult.wink
  event: {type: CONSULT, mode: meet}
  trigger: {lemma: [подмигнуть]}
  arguments:
    actor: {from: subject, required: true}
    recipient: Dat
  examples: ["{Перу|actor} {подмигнуло|CONSULT} {Чили|recipient}."]
  counterexamples: ["Звезда подмигнула."]
"""
TEXT = "Посол Перу подмигнул министру Чили. Чили и Перу не начали переговоры."


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.yaml").write_text(OWN, encoding="utf-8")
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "templates"), [((), ["consult.wink", "consult.talks.noun"]), (("--replace",), ["consult.wink"])]
)
def test_annotate_with_templates_of_ones_own(article: Path, options: tuple[str, ...], templates: list[str]) -> None:
    code, out = run("annotate", article, "--templates", article.parent / "own", *options)
    assert (code, [event["template"] for event in json.loads(out)["events"]]) == (0, templates)


def test_explain_with_templates_of_ones_own(article: Path) -> None:
    code, out = run("explain", TEXT, "--templates", article.parent / "own")
    assert code == 0
    assert "consult.wink" in out


def test_rows_of_plover(article: Path) -> None:
    annotations = article.with_suffix(".jsonl")
    code, _ = run("annotate", article, article, "--templates", article.parent / "own", "--out", annotations)
    assert code == 0
    code, out = run("export", annotations, "--plover")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(row["event"], row["quad"], row["document"]) for row in rows] == [
        ("CONSULT", "verbal cooperation", "article")
    ] * 2


def test_a_form_has_to_be_named(article: Path) -> None:
    assert run("export", article) == (2, "")


def test_a_page_of_templates(article: Path) -> None:
    code, out = run("templates", "page", article.parent / "own")
    assert code == 0
    assert "**consult.wink**: подмигнуть\n\n- Перу (actor) **подмигнуло** Чили (recipient).\n" in out
    assert "- no event: Звезда подмигнула." in out


def test_mining(article: Path) -> None:
    code, out = run("templates", "mine", article.parent)
    assert code == 0
    assert out == "1\tподмигнуть\tVERB\t\n\tПосол Перу подмигнул министру Чили.\n"


def test_mining_goes_on_past_a_text_that_cannot_be_read(article: Path) -> None:
    (article.parent / "a.txt").write_bytes("Перу ждёт.".encode("cp1251"))
    code, out = run("templates", "mine", article.parent)
    assert code == 1
    assert out == "1\tподмигнуть\tVERB\t\n\tПосол Перу подмигнул министру Чили.\n"


def test_what_is_no_template_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("- подмигнуть\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["templates", "list", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (2, "")
    place = f"{tmp_path}/own.yaml:1"
    assert result.stderr == f"error: {place}: template '?': a template is a mapping of keys; begin it with 'id: …'\n"


def test_a_model_that_is_none_is_bad_input(article: Path) -> None:
    assert run("annotate", article, "--model", "huge") == (2, "")


def test_a_folder_without_texts(article: Path) -> None:
    assert run("templates", "mine", article.parent / "own") == (2, "")

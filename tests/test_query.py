"""SQL over a corpus: all columns, and nothing but its tables."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import extractor
from extractor.cli import app


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("Эстония обвинила Латвию в шпионаже.", encoding="utf-8")
    extractor.annotate_corpus(folder / "texts", folder / "tables")
    return folder / "tables"


def ask(*arguments: object) -> tuple[int, list[str], str]:
    result = CliRunner().invoke(app, ["query", *map(str, arguments)])
    return result.exit_code, result.stdout.splitlines(), result.stderr


def test_columns_of_one_name_are_all_there(tables: Path) -> None:
    assert ask("SELECT 1 AS a, 2 AS a, type FROM events", tables) == (0, ["a,a,type", "1,2,ACCUSE"], "")


def test_other_files_are_out_of_reach(tables: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nтишина\n", encoding="utf-8")
    sql = f"SELECT * FROM read_csv('{secret}')"
    code, out, err = ask(sql, tables)
    assert (code, out) == (2, [])
    assert "disabled by configuration" in err
    assert "--files" in err
    assert ask(sql, tables, "--files", tmp_path) == (0, ["word", "тишина"], "")
    with pytest.raises(extractor.InputError):
        extractor.query(f"COPY events TO '{tmp_path / 'events.csv'}'", tables)
    for own in (tables / "events" / "part-00001.parquet", tables / "manifest.jsonl"):
        with pytest.raises(extractor.InputError):
            extractor.query(f"COPY (SELECT 1) TO '{own}'", tables)
    extractor.query(f"COPY events TO '{tmp_path / 'events.csv'}'", tables, files=[tmp_path])
    assert (tmp_path / "events.csv").exists()


def test_the_settings_stay_as_they_are(tables: Path) -> None:
    with pytest.raises(extractor.InputError, match="configuration has been locked"):
        extractor.query("SET enable_external_access = true", tables)


def test_the_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"{extractor.__version__ or 'not installed: a checkout'}\n")


def test_nothing_to_explain() -> None:
    result = CliRunner().invoke(app, ["explain", " "])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no word to explain; give a sentence" in result.stderr


def test_a_text_in_another_language_has_one_remark() -> None:
    article = "The governor met farmers in the valley, and they said that the harvest of this year was poor."
    result = CliRunner().invoke(app, ["annotate"], input=article.encode())
    assert result.exit_code == 0
    assert result.stderr.startswith("remark: the text: does not look like Russian (")
    assert result.stderr.count("\n") == 1


def test_an_empty_file_of_templates(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text("# nothing\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["templates", "check", str(tmp_path / "own.yml")])
    assert result.exit_code == 2
    assert "own.yml: no template is in this file; begin one with '- id: …'" in result.stderr

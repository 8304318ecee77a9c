"""Whatever the world does to a command: one sentence, the documented exit code, and no file lost."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from extractor import Annotation, query
from extractor.annotation.writer import read_lines
from extractor.cli import corpora
from extractor.printable import printable
from tests.commands import run

MAIN = "from extractor.cli import main; main()"
TEXT = "Эстония обвинила Латвию в шпионаже.\n"
RED = "Мэр \x1b[31m[red]Осло[/b]"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article, its annotation, its marks, gold, a corpus and a file that is none of them."""
    folder = tmp_path_factory.mktemp("world")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\xff")
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(RED, encoding="utf-8")
    (folder / "empty").mkdir()
    assert run("annotate", folder / "a.txt", "--out", folder / "a.json")[0] == 0
    assert run("export", folder / "a.json", "--brat", "--out", folder / "brat")[0] == 0
    assert run("run", folder / "news", "--out", folder / "tables", "--processes", 1)[0] == 0
    (folder / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    return folder


WRITING = [
    ("annotate", "a.txt"),
    ("export", "a.json", "--plover"),
    ("export", "a.json", "--web"),
    ("export", "a.json", "--conllu"),
    ("import", "brat/a.ann"),
    ("page", "a.json"),
    ("query", "SELECT * FROM documents", "tables"),
    ("templates", "list"),
    ("templates", "page"),
    ("explain", "Эстония ждёт."),
]


def started(arguments: tuple[str, ...], folder: Path, redirection: str, **environment: str) -> tuple[int, str]:
    """Exit code and standard error of a command in a process of its own, with the shell's redirections."""
    line = ["bash", "-c", f'"$@" {redirection}', "bash", sys.executable, "-c", MAIN, *arguments]
    variables = {**os.environ, **environment}
    done = subprocess.run(line, cwd=folder, capture_output=True, timeout=120, env=variables, check=False)
    return done.returncode, done.stderr.decode("utf-8", "replace")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux's device that is always full")
@pytest.mark.parametrize("arguments", [*WRITING, ("--version",), ("--help",), ("run", "--help")], ids=" ".join)
def test_a_full_disk_behind_standard_output(world: Path, arguments: tuple[str, ...]) -> None:
    assert started(arguments, world, ">/dev/full") == (1, "error: standard output: No space left on device\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux's device that is always full")
@pytest.mark.parametrize("arguments", WRITING[:-4], ids=" ".join)
def test_a_full_disk_behind_out(world: Path, arguments: tuple[str, ...]) -> None:
    if arguments[0] != "query":
        code, out, err = run(*(world / a if "." in a else a for a in arguments), "--out", "/dev/full")
        assert (code, out, err) == (1, "", "error: /dev/full: cannot be written: No space left on device\n")


def test_no_standard_input(world: Path) -> None:
    assert started(("annotate",), world, "<&-") == (2, "error: standard input is closed; name a file\n")


def test_no_standard_output(world: Path) -> None:
    assert started(("annotate", "a.txt"), world, ">&-") == (2, "error: standard output is closed; give --out\n")


def test_a_name_that_is_not_utf_8(world: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xe4.txt")
    path.write_text(TEXT, encoding="utf-8")
    code, out, err = run("annotate", path)
    assert (code, Annotation.from_json(out).document.id, err) == (0, "�", "")
    assert started(("annotate", os.fsdecode(b"\xff.txt")), world, "") == (2, "error: �.txt: no such file\n")
    assert run("run", tmp_path, "--out", tmp_path / "t", "--processes", 1)[0] == 0


def test_an_odd_locale(world: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert started(("explain", "Эстония обвинила Латвию."), world, "", **plain) == (0, "")
    assert started(("annotate", "нет.txt"), world, "", **plain) == (2, "error: нет.txt: no such file\n")
    assert started(("query", "SELECT 'да'", "tables"), world, "", **plain) == (0, "")


@pytest.mark.parametrize(
    "arguments, code, complaint",
    [
        (("import", "deep.json"), 1, "not JSON: "),
        (("export", "deep.json", "--web"), 2, "too deeply nested"),
        (("evaluate", "nerel", "empty"), 2, "no .ann file of NEREL"),
        (("export", "a.json", "--brat", "--out", "a.txt"), 2, "a.txt: cannot be written: File exists"),
        (("export", "a.json", "--docbin", "--out", "none/a"), 2, "a: cannot be written: No such file or directory"),
        (("export", "a.json", "--docbin", "--out", "empty"), 2, "empty: cannot be written: Is a directory"),
        (("page", "a.json", "--out", "a.txt/x"), 2, "x: cannot be written: Not a directory"),
        (("annotate", "n" * 300), 1, "File name too long"),
        (("run", "news", "--out", "a.txt/x"), 2, "cannot be written: Not a directory"),
    ],
)
def test_what_a_user_does_wrong(
    world: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, complaint: str
) -> None:
    monkeypatch.chdir(world)
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert err.startswith("error: ")
    assert complaint in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("annotate", "a.txt", "--out", "a.txt"),
        ("annotate", "a.txt", "bad.txt", "--out", "news/../a.txt"),
        ("export", "a.json", "--web", "--out", "a.json"),
        ("export", "a.json", "--docbin", "--out", "a.json"),
        ("import", "brat/a.ann", "--out", "brat/a.txt"),
        ("page", "a.json", "--out", "a.json"),
    ],
)
def test_an_input_is_never_overwritten(
    world: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(world)
    before = {path: path.read_bytes() for path in world.rglob("*") if path.is_file()}
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith("is read by this command and cannot be written too; choose another file\n")
    assert {path: path.read_bytes() for path in world.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("names", [("bad.txt",), ("bad.txt", "bad.txt")])
def test_what_fails_keeps_the_file_of_an_earlier_time(world: Path, tmp_path: Path, names: tuple[str, ...]) -> None:
    out = tmp_path / "out.json"
    out.write_text("earlier")
    assert run("annotate", *(world / name for name in names), "--out", out)[0] in (1, 2)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.json": "earlier"}


def test_a_link_and_the_mode_of_a_file_stay(world: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("earlier")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("annotate", world / "a.txt", world / "bad.txt", "--out", link)[0] == 1
    assert (link.is_symlink(), real.stat().st_mode & 0o777) == (True, 0o640)
    [annotation] = read_lines(real.read_text("utf-8").splitlines())
    assert annotation.document.text == TEXT


def test_articles_do_not_steer_the_terminal(world: Path) -> None:
    code, out, _ = run("explain", RED)
    assert code == 0
    assert "\x1b" not in out


class Terminal:
    """Standard output as far as it is asked."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None: ...


def test_results_do_not_steer_the_terminal(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    corpora._print_table(query("SELECT text AS \"[/b]\", '[/i]' AS a, 2 AS a FROM documents", world / "tables"))
    assert "Мэр �[31m[red]Осло[/b]" in terminal.text
    assert "[/i] │ 2" in terminal.text


def test_columns_of_one_name(world: Path) -> None:
    assert run("query", "SELECT 1 AS a, 2 AS a", world / "tables")[1].split() in (["a,a", "1,2"], ["a,a_1", "1,2"])


def test_what_a_terminal_obeys_is_shown() -> None:
    assert printable("а\x1b[2Jб\x9bв\x7f\r\n\tг") == "а�[2Jб�в��\n\tг"


def test_a_table_wider_than_the_terminal_has_a_line_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "60")
    columns = {f"столбец {number}": [f"очень длинная ячейка {number}"] for number in range(9)}
    corpora._print_table(pa.table(columns))
    lines = [line.split("  ") for line in terminal.text.splitlines()]
    assert len(lines) == 1 + len(columns)
    assert [part.strip() for part in lines[9]] == ["столбец 8", "очень длинная ячейка 8"]


def test_completion_for_the_shell() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv = ['extractor']; " + MAIN],
        env={**os.environ, "_EXTRACTOR_COMPLETE": "complete_bash", "COMP_WORDS": "extractor te", "COMP_CWORD": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert shown.stdout.split() == ["templates"]

"""Without the extras the core works, and who asks for more is told what to install."""

import subprocess
import sys

import pytest

BLOCKED = """
import sys
for library in ("duckdb", "lxml_html_clean", "matplotlib", "networkx", "pandas", "pyarrow", "trafilatura"):
    sys.modules[library] = None
import extractor
"""

TABLES = "a table of annotations needs pyarrow; run: pip install 'ru-news-extractor[corpora]'"


def python(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", BLOCKED + code], capture_output=True, text=True, check=False)


def test_the_core_needs_no_extra() -> None:
    code = "print(extractor.annotate('США и Ирак начали переговоры.').events[0].type)"
    assert python(code).stdout == "CONSULT\n"


@pytest.mark.parametrize(
    "call, complaint",
    [
        (
            "annotate_corpus('a', 'b')",
            TABLES,
        ),
        (
            "query('SELECT 1', 'a')",
            TABLES,
        ),
        ("interactions([])", TABLES),
        ("graph([])", TABLES),
        ("plot", "needs matplotlib and networkx and pandas; run: pip install 'ru-news-extractor[plot]'"),
    ],
)
def test_the_sentence_names_the_extra(call: str, complaint: str) -> None:
    told = python(f"try: extractor.{call}\nexcept extractor.InputError as error: print(error)")
    assert told.stdout.strip().endswith(complaint), told.stderr


def test_a_command_says_it_too() -> None:
    told = python("from extractor.cli import main\nsys.argv = ['extractor', 'run', 'a', '--out', 'b']\nmain()")
    assert told.returncode == 2
    assert told.stderr == f"error: {TABLES}\n"

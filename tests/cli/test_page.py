from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.annotation.model import Annotation
from extractor.cli import app


@pytest.fixture
def article(annotation: Annotation, tmp_path: Path) -> Path:
    path = tmp_path / "article.json"
    path.write_text(annotation.to_json(), encoding="utf-8")
    return path


def test_a_page_of_an_annotation(article: Path, annotation: Annotation, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    result = CliRunner().invoke(app, ["page", str(article), "-o", str(out)])
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_text(encoding="utf-8") == annotation.to_html() + "\n"
    assert CliRunner().invoke(app, ["page", str(article)]).stdout == annotation.to_html() + "\n"


@pytest.mark.parametrize(
    "content, complaint",
    [
        (None, "article.json: cannot be read: No such file or directory\n"),
        ("США ждут.", "article.json:1: not JSON"),
        ('{"schema_version": "1.0"}', "article.json:1: not an annotation: document: Field required\n"),
        ("\n\n[]\n", "article.json:3: not an annotation: the object: Input should be an object\n"),
    ],
)
def test_what_is_no_annotation(tmp_path: Path, content: str | None, complaint: str) -> None:
    path = tmp_path / "article.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(app, ["page", str(path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


def test_standard_input(annotation: Annotation) -> None:
    result = CliRunner().invoke(app, ["page", "-"], input=annotation.to_json())
    assert (result.exit_code, result.stdout) == (0, annotation.to_html() + "\n")
    empty = CliRunner().invoke(app, ["page"], input="")
    assert (empty.exit_code, empty.stderr) == (
        2, "error: there is no annotation; annotations are what `extractor annotate` writes\n"
    )  # fmt: skip


def test_an_index_and_a_page_each(annotation: Annotation, tmp_path: Path) -> None:
    lines = annotation.to_json() + "\n" + annotation.to_json() + "\n"
    result = CliRunner().invoke(app, ["page", "-", "-o", str(tmp_path / "out")], input=lines)
    assert (result.exit_code, result.output) == (0, "")
    index, *pages = sorted((tmp_path / "out").iterdir(), key=lambda path: path.name != "index.html")
    assert len(pages) == 2
    assert {path.read_text(encoding="utf-8") for path in pages} == {annotation.to_html() + "\n"}
    shown = index.read_text(encoding="utf-8")
    assert all(f'href="{path.name}"' in shown for path in pages)
    assert "Статьи: 2" in shown


def test_several_need_a_folder(annotation: Annotation, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["page"], input=annotation.to_json() * 2)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there are several annotations; give a folder: --out FOLDER" in result.stderr

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
        ("США ждут.", "error: not an annotation: the object: Invalid JSON"),
        ('{"schema_version": "1.0"}', "error: not an annotation: document: Field required\n"),
    ],
)
def test_what_is_no_annotation(tmp_path: Path, content: str | None, complaint: str) -> None:
    path = tmp_path / "article.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(app, ["page", str(path)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr

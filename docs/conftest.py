"""The pages' Python runs in a folder of its own, with the project's articles beside it."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(Path(__file__).parents[1] / "corpus")
    monkeypatch.chdir(tmp_path)

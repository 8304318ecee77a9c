import hashlib
import shutil
from pathlib import Path

import pytest

from extractor.errors import ModelError
from extractor.installed.paths import natasha_data
from extractor.text import weights


@pytest.mark.parametrize("name", [weights.EMBEDDING, weights.MORPHOLOGY, weights.SYNTAX, weights.NAMES])
def test_the_installed_weights_are_those_of_the_manifest(name: str) -> None:
    digest = hashlib.sha256((natasha_data() / name).read_bytes()).hexdigest()
    assert digest == weights.manifest()[name]["sha256"]


def test_every_word_has_its_number() -> None:
    archive = weights.Archive(weights.NAMES)
    words, vocabulary = weights.Vocabulary(archive), archive.lines("word")
    assert [words[word] for word in vocabulary[:-1]] == list(range(len(vocabulary) - 1))
    assert {words[word] for word in ("", "\n", "а\nб", "нетакогослова", "яяяя", "!!!!")} == {words.unknown}


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file of weights in a folder of its own."""
    (tmp_path / "model").mkdir()
    shutil.copy(natasha_data() / weights.NAMES, tmp_path / weights.NAMES)
    monkeypatch.setattr(weights, "natasha_data", lambda: tmp_path)
    return tmp_path / weights.NAMES


@pytest.mark.parametrize("data, message", [(b"", "0 bytes"), (b"\0" * 2385920, "damaged, or others")])
def test_damaged_weights(copied: Path, data: bytes, message: str) -> None:
    copied.write_bytes(data)
    with pytest.raises(ModelError, match=message):
        weights.Archive(weights.NAMES)


def test_one_other_bit_is_noticed(copied: Path) -> None:
    data = bytearray(copied.read_bytes())
    data[len(data) // 2] ^= 1
    copied.write_bytes(data)
    with pytest.raises(ModelError, match="damaged, or others than those of the manifest; run: pip install"):
        weights.Archive(weights.NAMES)


def test_a_file_is_read_once_for_its_digest(copied: Path) -> None:
    weights.Archive(weights.NAMES)
    copied.write_bytes(b"\0" * copied.stat().st_size)
    assert weights.packaged(weights.NAMES) == copied

import hashlib
from pathlib import Path

import pytest

from extractor.errors import ModelError
from extractor.paths import natasha_data
from extractor.text import weights


@pytest.mark.parametrize("name", [weights.EMBEDDING, weights.MORPHOLOGY, weights.SYNTAX, weights.NAMES])
def test_the_installed_weights_are_those_of_the_manifest(name: str) -> None:
    digest = hashlib.sha256((natasha_data() / name).read_bytes()).hexdigest()
    assert digest == weights.manifest()[name]["sha256"]


def test_every_word_has_its_number() -> None:
    archive = weights.Archive(weights.NAMES)
    words, vocabulary = weights.Words(archive), archive.lines("word")
    assert [words[word] for word in vocabulary[:-1]] == list(range(len(vocabulary) - 1))
    assert {words[word] for word in ("", "\n", "а\nб", "нетакогослова", "яяяя", "!!!!")} == {words.unknown}


@pytest.mark.parametrize("data, message", [(b"", "0 bytes"), (b"\0" * 2385920, "damaged|lack")])
def test_damaged_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / weights.NAMES).write_bytes(data)
    monkeypatch.setattr(weights, "natasha_data", lambda: tmp_path)
    with pytest.raises(ModelError, match=message):
        weights.Archive(weights.NAMES)

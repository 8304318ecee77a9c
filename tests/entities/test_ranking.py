"""The likeliest antecedent by weights, and the rules without them."""

import json
from pathlib import Path

import pytest
from spacy.language import Language

from extractor.entities import clusters
from extractor.entities.coreference.ranking import PROTOCOL, Weights, load_weights
from extractor.errors import ModelError

WEIGHTS = Weights({"person": {"near": 2.0, "far": -1.0}}, {"person": {"bias": 0.0, "headline": 9.0}}, {"person": 0.5})


def test_the_likeliest_candidate_and_nobody_share_one() -> None:
    near, far = WEIGHTS.shares("person", [["near", "unknown"], ["far"]], [])
    assert near > 0.8 > far > 0
    assert near + far < 1


def test_circumstances_speak_for_nobody() -> None:
    assert WEIGHTS.shares("person", [["near"]], ["headline"])[0] < 0.01


def test_weights_of_other_features_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "coreference"
    folder.mkdir()
    (folder / "weights.json").write_text(json.dumps({"protocol": PROTOCOL + 1}), encoding="utf-8")
    monkeypatch.setenv("EXTRACTOR_MODELS", str(tmp_path))
    with pytest.raises(ModelError, match="this version reads"):
        load_weights.__wrapped__()


def test_there_may_be_no_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_MODELS", str(tmp_path))
    assert load_weights.__wrapped__() is None


def test_without_weights_the_rules_link(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "load_weights", lambda: None)
    text = "Президент Франции Жак Моро прилетел в Рим. Он встретился с королём."
    linked = [e.name for e in nlp(text)._.entities for m in e.mentions if m.form == "pronoun"]
    assert linked == ["Жак Моро"]


def test_the_file_says_its_licence() -> None:
    path = Path(__file__).parents[2] / "models" / "coreference" / "weights.json"
    assert "CC BY-NC 4.0" in json.loads(path.read_text(encoding="utf-8"))["made_from"]["licence"]

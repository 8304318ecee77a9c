from pathlib import Path

import pytest
from spacy.language import Language

from extractor.annotation.model import Annotation
from extractor.pipeline import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def annotation() -> Annotation:
    """An annotation written by hand, with two events, a commitment of two items, nested and shared mentions."""
    return Annotation.from_json(Path(__file__).with_name("sample.json").read_bytes())


@pytest.fixture(scope="session")
def templates_alone() -> Language:
    """The pipeline without judge and ranker: events are what templates find."""
    return load(extractor_events={"weigh": False})

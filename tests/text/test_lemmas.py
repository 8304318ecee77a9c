from pathlib import Path

import pytest
import spacy

from extractor.errors import PipelineError
from extractor.text.lemmas import lemma

ROWS = (Path(__file__).parent / "lemmas.tsv").read_text("utf-8").splitlines()
CASES = [row.split("\t") for row in ROWS if not row.startswith("#")]


@pytest.mark.parametrize("form, pos, features, expected", CASES)
def test_lemma(form: str, pos: str, features: str, expected: str) -> None:
    assert lemma(form, pos, features) == expected


def test_without_parts_of_speech() -> None:
    nlp = spacy.blank("ru")
    nlp.add_pipe("extractor_lemmas")
    with pytest.raises(PipelineError, match="add the component extractor_morphology"):
        nlp("Стороны договорились.")

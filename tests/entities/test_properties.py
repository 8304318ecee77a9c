"""What holds of the entities of any text."""

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractor.entities.entities import EntityFinder
from extractor.errors import PipelineError

WORDS = st.sampled_from(
    [
        "США",
        "и",
        "Ирак",
        ",",
        ".",
        "«",
        "»",
        "(",
        ")",
        "обе",
        "стороны",
        "президент",
        "Барак",
        "Обама",
        "его",
        "которые",
        "МИД",
        "РФ",
        "компания",
        "\n",
        "15",
        "тысяч",
        "человек",
        "американо-иракский",
        "Москва",
        "-",
        "глава",
        "Того",
        "–",
        "ОБСЕ",
        "её",
        "двух",
        "стран",
        "палестинцы",
        "во",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=30).map(" ".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    entities = doc._.entities
    assert entities == EntityFinder().find(doc)
    for entity in entities:
        assert entity.name
        assert entity.mentions
        assert list(entity.mentions) == sorted(set(entity.mentions), key=lambda mention: (mention.start, mention.end))
        for mention in entity.mentions:
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end] != ""


def test_the_finder_says_which_component_is_missing() -> None:
    doc = Doc(spacy.blank("ru").vocab, words=["США"])
    doc.spans["names"] = []
    with pytest.raises(PipelineError, match="'extractor_morphology'"):
        EntityFinder().find(doc)


def test_the_finder_asks_for_the_names() -> None:
    doc = Doc(spacy.blank("ru").vocab, words=["США"], deps=["root"], heads=[0], lemmas=["сша"], morphs=["Case=Nom"])
    with pytest.raises(PipelineError, match="'extractor_names'"):
        EntityFinder().find(doc)

"""What spaCy's users look for: contexts, links, what each component reads and writes, who made the pipeline."""

import pytest
from spacy.language import Language

import extractor
from extractor.layers import LAYERS


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extractor.load()


TEXT = "США и Ирак вчера начали переговоры."


def test_a_context_tells_when_a_text_was_published(nlp: Language) -> None:
    texts = [(TEXT, {"published": "2024-01-26T09:10+03:00", "id": "a"}), (TEXT, {"published": None}), (TEXT, "b")]
    (first, context), (second, _), (third, other) = nlp.pipe(texts, as_tuples=True)
    assert [time.value for time in first._.times] == ["2024-01-25"]
    assert (first._.document.id, first._.document.zone, context["id"], other) == ("a", "+03:00", "a", "b")
    assert [time.value for doc in (second, third) for time in doc._.times] == [None, None]


def test_a_context_with_a_bad_date_is_told_of(nlp: Language) -> None:
    with pytest.raises(extractor.InputError, match="published: 'вчера' is not an ISO 8601"):
        list(nlp.pipe([(TEXT, {"published": "вчера"})], as_tuples=True))


def test_names_are_linked_to_wikidata(nlp: Language) -> None:
    doc = nlp("США и Ирак начали переговоры в Багдаде с Сидором Непутёвым.")
    assert {name.text: name.kb_id_ for name in doc.ents if name.label_ == "COUNTRY"} == {"США": "Q30", "Ирак": "Q796"}
    assert [name.kb_id_ for name in doc.ents if name.label_ == "PERSON"] == [""]


def test_each_layer_has_the_component_that_assigns_it(nlp: Language) -> None:
    found = nlp.analyze_pipes(keys=["assigns", "requires"])
    assert {name: missing for name, missing in found["problems"].items() if missing} == {}
    assigned = {attribute for parts in found["summary"].values() for attribute in parts["assigns"]}
    assert {name.removeprefix("doc._.") for name in assigned if "._." in name} == set(LAYERS) - {"original"}


def test_a_pipeline_says_who_made_it(nlp: Language) -> None:
    assert (nlp.meta["name"], nlp.meta["lang"], nlp.meta["license"]) == ("extractor", "ru", "MIT")
    assert nlp.meta["version"] == extractor.__version__ or extractor.__version__ is None
    assert "PLOVER" in nlp.meta["description"]

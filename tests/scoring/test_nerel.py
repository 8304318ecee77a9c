from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

import extractor
from extractor.entities.nested import NestedTagger
from extractor.errors import InputError
from extractor.pipeline import COMPONENTS
from extractor.scoring.nerel import GoldText, evaluate, examples, read_nerel, spans_of
from extractor.scoring.spans import compare, find_mentions
from extractor.scoring.tally import paired

TEXT = "Экс-глава МИД Чехии."
ANNOTATION = (
    "T1\tPROFESSION 4 19\tглава МИД Чехии\nT2\tCOUNTRY 14 19\tЧехии\nT3\tPERSON 0 3;4 9\tЭкс глава\n"
    "T4\tCOUNTRY 14 19\tЧехии\nR1\tWORKPLACE Arg1:T1 Arg2:T2\nN1\tReference T2 Wikidata:Q213\tЧехия\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "one.ann").write_text(ANNOTATION, "utf-8")
    return tmp_path


def test_read(folder: Path) -> None:
    assert read_nerel(folder) == [GoldText("one", TEXT, frozenset({(4, 19, "PROFESSION"), (14, 19, "COUNTRY")}))]


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.ann file of NEREL"):
        read_nerel(tmp_path)


@pytest.mark.parametrize("line", ["T1 PERSON 0 3 Экс", "T1\tPERSON\tЭкс", "T1\tPERSON 0 x\tЭкс"])
def test_a_bad_line(folder: Path, line: str) -> None:
    (folder / "one.ann").write_text(f"{ANNOTATION}{line}\n", "utf-8")
    with pytest.raises(InputError, match=r"one\.ann:7: not a span"):
        read_nerel(folder)


def test_compare() -> None:
    gold = {"a": [(0, 3, "CITY"), (0, 9, "PERSON")], "b": [(1, 2, "CITY")]}
    found = {"a": [(0, 3, "CITY"), (0, 9, "CITY")]}
    assert compare(gold, found) == {
        "ALL": paired(1, 2, 3),
        "CITY": paired(1, 2, 2),
        "PERSON": paired(0, 0, 1),
    }


def whole_tokens(doc: Doc) -> Doc:
    doc.spans["entities"] = [Span(doc, 0, 3, "PROFESSION"), Span(doc, 2, 3, "COUNTRY")]
    return doc


def exact_places(doc: Doc) -> Doc:
    whole_tokens(doc).spans["entities"].attrs["offsets"] = [[4, 19], [14, 19]]
    return doc


def pipeline(component: Callable[[Doc], Doc]) -> Language:
    nlp = extractor.load(exclude=COMPONENTS)
    name = f"test_{component.__name__}"
    Language.component(name, func=component)
    nlp.add_pipe(name)
    return nlp


@pytest.mark.parametrize("component, right", [(whole_tokens, 1), (exact_places, 2)])
def test_evaluate_by_the_exact_places_inside_tokens(folder: Path, component: Callable[[Doc], Doc], right: int) -> None:
    assert evaluate(pipeline(component), read_nerel(folder))["ALL"] == paired(right, 2, 2)


def test_mentions_out_of_nested_spans() -> None:
    assert find_mentions(pipeline(exact_places), {"one": TEXT, "two": TEXT}) == {
        "one": [(14, 19, "LOC")],
        "two": [(14, 19, "LOC")],
    }


def test_examples_for_spacy(folder: Path) -> None:
    """A perfect answer is perfect by spaCy's scorer too: «Экс-{глава МИД Чехии}» widened to tokens on both sides."""
    (example,) = examples(extractor.load(exclude=COMPONENTS), read_nerel(folder))
    reference = example.reference
    assert [(span.text, span.label_) for span in reference.spans["entities"]] == [
        ("Экс-глава МИД Чехии", "PROFESSION"),
        ("Чехии", "COUNTRY"),
    ]
    assert [span.text for span in reference.ents] == ["Чехии"]
    whole_tokens(example.predicted).ents = [Span(example.predicted, 2, 3, "COUNTRY")]
    scores = NestedTagger().score([example])
    assert (scores["spans_entities_f"], scores["ents_f"]) == (1, 1)
    example.predicted.spans["entities"] = [Span(example.predicted, 2, 3, "CITY")]
    example.predicted.ents = []
    scores = NestedTagger().score([example])
    assert (scores["spans_entities_f"], scores["ents_f"]) == (0, 0)


def test_what_the_json_carries(folder: Path) -> None:
    for text in read_nerel(folder):
        found = spans_of(extractor.annotate(text.text))
        assert (14, 19, "COUNTRY") in found
        assert compare({"one": text.spans}, {"one": found})["COUNTRY"] == paired(1, 1, 1)

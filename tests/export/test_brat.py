"""brat's standoff: the round trip, the form itself, and what people write."""

import re

import pytest

from extractor import Annotation, Article, InputError
from extractor.export.brat import to_brat
from extractor.export.brat_reader import from_brat

TEXT = "США и Иран начали переговоры 5 мая. Тегеран доволен."


def article(annotation: Annotation) -> Article:
    document = annotation.document
    return Article(document.text, document.published, document.source, document.id)


def without_analysis(annotation: Annotation) -> Annotation:
    """What brat carries: no nested spans, no heads of mentions, nor which model and templates were at work."""
    fields = annotation.model_dump(by_alias=True)
    fields["spans"] = ()
    fields["produced_by"].update(model=None, templates=None)
    for entity in fields["entities"]:
        for mention in entity["mentions"]:
            mention["head"] = None
    return Annotation.model_validate(fields)


def test_there_and_back(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        assert from_brat(article(annotation), to_brat(annotation)) == without_analysis(annotation)


def test_every_layer_is_in_the_round_trip(annotations: list[Annotation]) -> None:
    for layer in ("entities", "times", "events", "commitments", "lists", "quotes"):
        assert any(getattr(annotation, layer) for annotation in annotations), layer


def test_the_words_of_a_span_are_those_at_its_offsets(annotations: list[Annotation]) -> None:
    for annotation in annotations:
        text = annotation.document.text
        spans = [line.split("\t") for line in to_brat(annotation).splitlines() if line.startswith("T")]
        for _, place, words in spans:
            pieces = [tuple(map(int, piece.split())) for piece in place.partition(" ")[2].split(";")]
            assert words == " ".join(text[start:end] for start, end in pieces)


def test_lines_are_of_brat_s_kinds(annotations: list[Annotation]) -> None:
    kinds = (
        r"T\d+\t[\w-]+ \d+ \d+(;\d+ \d+)*\t[^\t]+",
        r"E\d+\t[\w-]+:T\d+( [A-Za-z]+\d*:[TE]\d+)*",
        r"A\d+\t[A-Za-z]+ [TE]\d+( [\w-]+)?",
        r"#\d+\tAnnotatorNotes [TE]\d+\t\{.*\}",
        r"\*\tEquiv T\d+( T\d+)+",
    )
    for annotation in annotations:
        lines = to_brat(annotation).removesuffix("\n").split("\n")
        if annotation.entities:
            assert [line for line in lines if not any(re.fullmatch(kind, line) for kind in kinds)] == []
            names = [line.split("\t")[0] for line in lines if not line.startswith("*")]
            assert len(names) == len(set(names))


HAND = """T1\tCOUNTRY 0 3\tСША
T2\tCOUNTRY 6 10\tИран
T3\tCITY 36 43\tТегеран
T4\tCONSULT 18 28\tпереговоры
T5\tTIMEX_DATE 29 34\t5 мая
T6\tEmotion 44 51\tдоволен
E1\tCONSULT:T4 Actor:T1 Actor2:T2 Time:T5
E2\tLaughter:T6 Who:T3
*\tEquiv T2 T3
R1\tLOCATED_IN Arg1:T3 Arg2:T2
#1\tAnnotatorNotes T1\tпроверить
"""


def test_what_people_mark() -> None:
    annotation = from_brat(Article(TEXT, id="h"), HAND)
    assert [(entity.type, entity.name, len(entity.mentions)) for entity in annotation.entities] == [
        ("COUNTRY", "США", 1), ("COUNTRY", "Иран", 2), ("Emotion", "доволен", 1),
    ]  # fmt: skip
    [event] = annotation.events
    assert (event.type, event.mode, event.status, event.template) == ("CONSULT", None, "actual", "brat")
    assert [(argument.role, argument.text) for argument in event.arguments] == [
        ("actor", "США"), ("actor", "Иран"), ("time", "5 мая"),
    ]  # fmt: skip
    assert [getattr(argument, "entity", None) for argument in event.arguments] == ["E1", "E2", None]
    assert [(time.type, time.value) for time in annotation.times] == [("DATE", None)]


@pytest.mark.parametrize(
    "lines, complaint",
    [
        ("T1\tCOUNTRY", "line 1: not brat's standoff: 'T1\\tCOUNTRY'"),
        ("T1\tCOUNTRY a 3\tСША", "line 1: not brat's standoff"),
        ("T1\tCOUNTRY 0 99\tСША", "line 1: [0, 99) is not in the text"),
        ("T1\tCOUNTRY 3 3\t", "line 1: [3, 3) is not in the text"),
        ("T1\tCOUNTRY 0 3;6 10\tСША Иран", "line 1: a span that is divided has no place in an annotation"),
        ("\nE1\tCONSULT:T9", "T9 is not there, or not what it is referred to as"),
        ("T1\tCONSULT 18 28\tпереговоры\nE1\tCONSULT:T1 Actor:T7", "T7 is not there"),
        ("T1\tCOUNTRY 0 3\tСША\nA1\tForm T1 verb", "no annotation: 0.mentions.0.form: Input should be 'name'"),
        ("A1", "line 1: not brat's standoff: 'A1'"),
    ],
)
def test_what_is_no_standoff(lines: str, complaint: str) -> None:
    with pytest.raises(InputError, match=re.escape(complaint)):
        from_brat(Article(TEXT), lines)


def test_marks_in_another_language_stay() -> None:
    text = "Перу обговорило з урядом Чилі закон про рибу."
    read = from_brat(Article(text), "T1\tCOUNTRY 0 4\tПеру\nT2\tCOUNTRY 25 29\tЧилі")
    assert read.document.language == "uk"
    assert [entity.mentions[0].text for entity in read.entities] == ["Перу", "Чилі"]

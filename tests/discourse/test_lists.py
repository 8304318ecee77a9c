import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractor.discourse.cues import load_cues
from extractor.discourse.lists import ListFinder
from extractor.errors import PipelineError
from extractor.markup import parse

EXAMPLES = Path(__file__).with_name("lists.txt")
FINDER = ListFinder(load_cues())
PIECES = [
    ":",
    ";",
    "—",
    "«",
    "»",
    "\n",
    "\n\n",
    "1)",
    "• ",
    "(",
    ")",
    "и ",
    ", ",
    "три меры",
    "во-первых",
    "первый ",
    "рост цен ",
    "снизить налог ",
]


def examples() -> list[str]:
    rows = EXAMPLES.read_text(encoding="utf-8").splitlines()
    return [row.replace("¶", "\n") for row in rows if row.strip() and not row.startswith("#")]


def read(marked: str) -> tuple[str, list]:
    """The text of an example and its lists as (intro, declared count, items)."""
    text, spans = parse(marked)
    expected: list = []
    for span in spans:
        if span.label.startswith("intro"):
            count = span.label.removeprefix("intro").strip()
            expected.append((text[span.start : span.end], int(count) if count else None, []))
        else:
            expected[-1][2].append((span.start, text[span.start : span.end]))
    return text, expected


def found(doc: Doc) -> list:
    text = doc.text
    return [
        (text[e.intro.start : e.intro.end], e.declared_count, [(i.start, text[i.start : i.end]) for i in e.items])
        for e in FINDER.find(doc)
    ]


@pytest.mark.parametrize("marked", examples())
def test_lists(nlp: Language, marked: str) -> None:
    text, expected = read(marked)
    assert found(nlp(text)) == expected


def test_the_data_file_is_large_and_has_counterexamples() -> None:
    lists = [read(marked)[1] for marked in examples()]
    assert sum(map(bool, lists)) >= 60
    assert sum(not expected for expected in lists) >= 20


def test_the_component_sets_the_layer(nlp: Language) -> None:
    doc = nlp("Союз требует двух вещей: повысить зарплаты и сократить смены.")
    assert FINDER(doc)._.lists == FINDER.find(doc) != ()


def test_a_document_without_syntax_is_refused(nlp: Language) -> None:
    with pytest.raises(PipelineError, match="extractor_"):
        FINDER.find(nlp.make_doc("Союз требует двух вещей: повысить зарплаты и сократить смены."))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_any_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    lists = FINDER.find(doc)
    assert lists == FINDER.find(doc)
    for enumeration in lists:
        assert len(enumeration.items) > 1
        for span in (enumeration.intro, *enumeration.items):
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip() == text[span.start : span.end]
        starts = [item.start for item in enumeration.items]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    "piece", ["три меры: ", "a: ", "— ", "во-первых, ", "первый, ", ":\n", "1) а\n", "(", "и ", ", "]
)
def test_the_cost_is_linear(nlp: Language, piece: str) -> None:
    def cost(times: int) -> float:
        doc = nlp(piece * times)
        laps = []
        for _ in range(3):
            begun = time.perf_counter()
            FINDER.find(doc)
            laps.append(time.perf_counter() - begun)
        return min(laps)

    assert cost(1600) < 12 * cost(400) + 0.02  # linear is 4, quadratic 16

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from extractor.discourse.cues import load_cues
from extractor.discourse.lists import ListFinder
from extractor.errors import PipelineError
from extractor.markup import parse
from tests.marked import lines

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


def read(marked: str) -> tuple[str, list]:
    """The text of an example and its lists as (intro, declared count, items)."""
    text, spans = parse(marked)
    expected: list = []
    outer: list = []
    for span in spans:
        words = span.label.split()
        if words[0] == "intro":
            count = next((int(word) for word in words if word.isdigit()), None)
            expected.append((text[span.start : span.end], count, []))
            outer = outer if "inner" in words else expected[-1][2]
        else:
            items = expected[-1][2] if "inner" in words else outer
            items.append((span.start, text[span.start : span.end]))
    return text, expected


def found(doc: Doc) -> list:
    text = doc.text
    return [
        (text[e.intro.start : e.intro.end], e.declared_count, [(i.start, text[i.start : i.end]) for i in e.items])
        for e in FINDER.find(doc)
    ]


@pytest.mark.parametrize("marked", lines(EXAMPLES))
def test_lists(nlp: Language, marked: str) -> None:
    text, expected = read(marked)
    assert found(nlp(text)) == expected


def test_the_data_file_is_large_and_has_counterexamples() -> None:
    lists = [read(marked)[1] for marked in lines(EXAMPLES)]
    assert sum(map(bool, lists)) >= 75
    assert sum(not expected for expected in lists) >= 20


def test_the_component_sets_the_layer(nlp: Language) -> None:
    doc = nlp("Союз требует двух вещей: повысить зарплаты и сократить смены.")
    assert FINDER(doc)._.lists == FINDER.find(doc) != ()


@pytest.mark.parametrize("separator", [":\n", ": "])
def test_a_list_may_have_hundreds_of_items(nlp: Language, separator: str) -> None:
    joint = "\n" if separator.endswith("\n") else " "
    doc = nlp("В список вошли порты" + separator + joint.join(f"{n}) порт {n};" for n in range(1, 131)))
    assert [len(one.items) for one in FINDER.find(doc)] == [130]


def test_a_document_without_syntax_is_refused(nlp: Language) -> None:
    with pytest.raises(PipelineError, match="extractor_"):
        FINDER.find(nlp.make_doc("Союз требует двух вещей: повысить зарплаты и сократить смены."))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(text=":\n;\n0")
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
        assert all(one.end <= other.start for one, other in pairwise(enumeration.items))


@pytest.mark.parametrize(
    "piece", ["три меры: ", "a: ", "— ", "во-первых, ", "первый, ", ":\n", "1) а\n", "(", "и ", ", "]
)
def test_the_cost_is_linear(nlp: Language, steps: Callable[[Callable[[], object]], int], piece: str) -> None:
    few, many = nlp(piece * 100), nlp(piece * 400)
    assert steps(lambda: FINDER.find(many)) < 8 * steps(lambda: FINDER.find(few))  # linear is 4, quadratic 16

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from extractor.page.marking import Mark, clipped, marked

TEXT = "раз <два> & три\nчетыре"


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        found.append(Mark(start, end, draw(st.integers(0, 3)), "span", {"id": f"m{number}", "class": f"m{number}"}))
    return found


@given(marks())
def test_any_marks_nest_and_cover_their_words(found: list[Mark]) -> None:
    root = ElementTree.fromstring(f"<p>{marked(TEXT, 0, len(TEXT), found)}</p>")
    assert "".join(root.itertext()) == TEXT
    for mark in found:
        pieces = root.findall(f".//span[@class='{mark.attributes['class']}']")
        assert "".join("".join(piece.itertext()) for piece in pieces) == TEXT[mark.start : mark.end]
        assert len(root.findall(f".//span[@id='{mark.attributes['id']}']")) == 1


def test_crossing_marks_are_closed_and_opened_again() -> None:
    found = [Mark(0, 2, 0, "b", {"id": "x"}), Mark(1, 3, 0, "i", {"id": "y"})]
    assert marked("абв", 0, 3, found) == '<b id="x">а<i id="y">б</i></b><i>в</i>'


def test_the_lower_layer_is_outside() -> None:
    found = [Mark(0, 1, 2, "a"), Mark(0, 1, 1, "b"), Mark(0, 2, 3, "i")]
    assert marked("аб", 0, 2, found) == "<i><b><a>а</a></b>б</i>"


def test_attributes_are_escaped() -> None:
    assert marked("а", 0, 1, [Mark(0, 1, 0, "b", {"title": '"><script>'})]) == (
        '<b title="&#34;&gt;&lt;script&gt;">а</b>'
    )


def test_marks_are_cut_to_the_stretches_and_keep_one_id() -> None:
    cut = clipped([Mark(1, 9, 0, "b", {"id": "x", "class": "c"})], [(0, 3), (4, 6), (8, 12), (12, 14)])
    assert cut == [
        [Mark(1, 3, 0, "b", {"id": "x", "class": "c"})],
        [Mark(4, 6, 0, "b", {"class": "c"})],
        [Mark(8, 9, 0, "b", {"class": "c"})],
        [],
    ]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.markup import Marked, parse, render

PLAIN = st.text(st.characters(exclude_characters="{}|"), max_size=40)


def test_nested_spans_come_outermost_first() -> None:
    text, spans = parse("{МИД {Ирака|COUNTRY}|ORGANIZATION} молчит.")
    assert text == "МИД Ирака молчит."
    assert spans == [Marked(0, 9, "ORGANIZATION"), Marked(4, 9, "COUNTRY")]


@pytest.mark.parametrize("marked", ["{США ждут.", "США|actor} ждут."])
def test_a_brace_without_its_partner_is_an_error(marked: str) -> None:
    with pytest.raises(ValueError, match="brace without"):
        parse(marked)


@given(PLAIN, st.data())
def test_render_and_parse_are_inverse(text: str, data: st.DataObject) -> None:
    cuts = (
        data.draw(
            st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).filter(lambda c: len(c) % 2 == 0)
        )
        if len(text) > 1
        else []
    )
    ordered = sorted(cuts)
    spans = [Marked(start, end, "x") for start, end in zip(ordered[::2], ordered[1::2], strict=True)]
    assert parse(render(text, spans)) == (text, spans)

"""The same interaction told twice: merged, or linked where the second mention adds something."""

import pytest

import extractor


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Чили обвинило Перу в шпионаже. Чили обвинило Перу.", [None]),
        ("Чили осудило Перу. В среду Чили осудило Перу.", [None, "V1"]),
        ("Чили осудило Перу. В среду Чили осудило Кубу.", [None, None]),
        ("В понедельник Чили осудило Перу. В среду Чили осудило Перу.", [None, None]),
        ("Чили обвинило Перу в шпионаже. Чили обвинило Перу в краже рыбы.", [None, None]),
    ],
)
def test_links(text: str, links: list[str | None]) -> None:
    assert [event.same_as for event in extractor.annotate(text, published="2024-01-26").events] == links

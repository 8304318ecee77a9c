"""Who acts toward whom as a graph of networkx."""

import io

import pytest

import extractor

nx = pytest.importorskip("networkx")

TEXTS = [
    "США и Ирак начали переговоры. Эстония обвинила Латвию в шпионаже.",
    "Эстония обвинила Латвию в подлоге. Чили не начнёт переговоры с Перу.",
]


@pytest.fixture(scope="module")
def annotations() -> list[extractor.Annotation]:
    return [extractor.annotate(text, published=f"2024-01-0{day}") for day, text in enumerate(TEXTS, 1)]


def test_edges_lead_from_who_acts_and_count(annotations: list[extractor.Annotation]) -> None:
    found = extractor.graph(annotations)
    assert {edge[:2]: found.edges[edge]["count"] for edge in found.edges} == {
        ("USA", "IRQ"): 1,
        ("IRQ", "USA"): 1,
        ("EST", "LVA"): 2,
    }
    assert found.nodes["EST"]["label"] == "Эстония"
    edge = found.edges["EST", "LVA", "verbal conflict"]
    assert edge["score"] < 0
    assert (edge["first"], edge["last"]) == ("2024-01-01", "2024-01-02")


def test_what_did_not_happen_is_asked_for(annotations: list[extractor.Annotation]) -> None:
    assert "CHL" in extractor.graph(annotations, statuses=["negated"])


def test_it_can_be_written(annotations: list[extractor.Annotation]) -> None:
    stream = io.BytesIO()
    nx.write_gexf(extractor.graph(annotations), stream)
    assert "Латвия" in stream.getvalue().decode("utf-8")


def test_nothing_is_an_empty_graph() -> None:
    assert len(extractor.graph([])) == 0

"""The articles of corpus/ end to end: figures never fall below what was reached."""

from functools import cache
from pathlib import Path

import pytest

import extractor
from extractor.scoring.project.answer import Gold, from_annotation, read_gold
from extractor.scoring.project.figures import score
from extractor.scoring.tally import Tally, as_table

CORPUS = Path(__file__).parents[1] / "corpus"

# F1, a little under the measured figures: extractor evaluate gold corpus/PART
FLOORS = {
    "written": {
        "dyads": 0.51,
        "events": 0.87,
        "participants": 0.60,
        "topic": 0.77,
        "mode": 0.88,
        "status": 0.95,
        "commitments": 0.90,
        "commitment_items": 0.97,
        "list_items": 0.97,
        "quotes": 0.84,
        "times_value": 0.97,
    },
    "heldout": {
        "dyads": 0.45,
        "events": 0.83,
        "participants": 0.59,
        "topic": 0.80,
        "mode": 0.86,
        "status": 0.91,
        "commitments": 0.75,
        "list_items": 0.97,
        "quotes": 0.68,
        "times_value": 0.97,
    },
}


@cache
def figures(part: str) -> dict[str, Tally]:
    gold = read_gold(CORPUS / part)
    results = extractor.annotate_all(map(article, gold))
    answers = {r.document.id or "": from_annotation(r) for r in results if isinstance(r, extractor.Annotation)}
    assert answers.keys() == {document.name for document in gold}
    return score({document.name: document.answer for document in gold}, answers)


def article(document: Gold) -> extractor.Article:
    return extractor.Article(document.text, published=document.published, id=document.name)


@pytest.mark.parametrize(
    "part, figure, floor", [(p, f, floor) for p, floors in FLOORS.items() for f, floor in floors.items()]
)
def test_a_figure_stays_above_its_floor(part: str, figure: str, floor: float) -> None:
    tallies = figures(part)
    assert tallies[figure].f1 >= floor, as_table(tallies)

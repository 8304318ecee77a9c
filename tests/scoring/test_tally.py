"""The one tally: figures counted by hand, the empty case, the table and the JSON."""

import json

import pytest

from extractor.scoring.tally import Tally, as_json, as_table, paired


@pytest.mark.parametrize(
    "tally, expected",
    [
        (paired(1, found=2, gold=4), (0.5, 0.25, 1 / 3)),
        (Tally(gold=2, found=4, gold_hits=1.5, found_hits=2), (0.5, 0.75, 0.6)),
        (paired(0, found=0, gold=3), (0, 0, 0)),
        (Tally(), (0, 0, 0)),
        (Tally(empty=1), (1, 1, 1)),  # as FactRuEval counts
        (Tally(gold=3, empty=1), (1, 0, 0)),
    ],
)
def test_precision_recall_and_f1(tally: Tally, expected: tuple[float, float, float]) -> None:
    assert (tally.precision, tally.recall, tally.f1) == pytest.approx(expected)


def test_tallies_add_up() -> None:
    total = Tally(empty=1)
    total.add(Tally(4, 2, 1.5, 1, errors=["d: missed"]))
    total.add(paired(1, 2, 3))
    assert total == Tally(7, 4, 2.5, 2, 1, ["d: missed"])


def test_the_table_and_the_json_tell_the_same() -> None:
    tallies = {"events": paired(1, found=2, gold=4), "a name longer than the column": Tally()}
    header, *rows = as_table(tallies).splitlines()
    assert {len(row) for row in rows} == {len(header)}
    assert rows[0].split() == ["events", "0.500", "0.250", "0.333", "4", "2"]
    events = json.loads(as_json(tallies))["events"]
    assert events == {"p": 0.5, "r": 0.25, "f": pytest.approx(1 / 3), "gold": 4, "found": 2}

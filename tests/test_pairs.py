"""Events as pairs of parties, from annotations and from a corpus."""

from pathlib import Path
from typing import Any

import pytest

from extractor import InputError, annotate_corpus, read_corpus
from extractor.annotation.model import Annotation
from extractor.pairs import COLUMNS, interactions

ROWS = [
    ("V1", "2024-03-04", "AGREE", "actual", "verbal cooperation", 2.5, "NOR", "ISL", True),
    ("V2", "2024-03-05", "THREATEN", "planned", "verbal conflict", -3.5, "DNK", "NOR", False),
]


def plain(table: Any) -> list[tuple[Any, ...]]:
    table = table.assign(date=table["date"].dt.strftime("%Y-%m-%d")).drop(
        columns=["document", "mode", "actor_name", "recipient_name"]
    )
    return [tuple(row) for row in table.astype(object).where(table.notna(), None).itertuples(index=False)]


def changed(annotation: Annotation, event: int, arguments: list[dict[str, Any]]) -> Annotation:
    fields = annotation.model_dump()
    fields["events"] = [fields["events"][event] | {"arguments": arguments}]
    fields["commitments"] = []
    return Annotation.model_validate(fields)


def party(annotation: Annotation, role: str, entity: str | None) -> dict[str, Any]:
    mention = annotation.entities[int(entity[1:]) - 1].mentions[0] if entity else annotation.quotes[0].cue
    assert mention is not None
    return {"role": role, "start": mention.start, "end": mention.end, "text": mention.text, "entity": entity}


def test_recipients_are_paired_with_actors_and_the_actors_of_talks_with_each_other(annotation: Annotation) -> None:
    table = interactions(annotation)
    assert tuple(table.columns) == COLUMNS
    assert plain(table) == ROWS


def test_a_row_for_each_pair(annotation: Annotation) -> None:
    roles = [("actor", "E1"), ("actor", "E2"), ("actor", "E2"), ("recipient", "E4"), ("recipient", "E3")]
    several = changed(annotation, 1, [party(annotation, *role) for role in roles])
    assert [row[6:] for row in plain(interactions(several))] == [
        ("NOR", "DNK", False),
        ("NOR", "Эрик Ли", False),
        ("ISL", "DNK", False),
        ("ISL", "Эрик Ли", False),
    ]


@pytest.mark.parametrize(
    "role, entity, pair",
    [("actor", "E1", ("NOR", None)), ("recipient", "E1", (None, "NOR")), ("actor", None, (None, None))],
)
def test_an_event_of_one_party_has_one_row(
    annotation: Annotation, role: str, entity: str | None, pair: tuple[str | None, str | None]
) -> None:
    alone = changed(annotation, 1, [party(annotation, role, entity)])
    assert [row[6:] for row in plain(interactions(alone))] == [(*pair, False)]


def test_actors_of_what_each_does_alone_are_no_pair(annotation: Annotation) -> None:
    alone = changed(annotation, 1, [party(annotation, "actor", "E1"), party(annotation, "actor", "E2")])
    assert [row[6:] for row in plain(interactions(alone))] == [("NOR", None, False), ("ISL", None, False)]


def test_an_event_that_is_told_again_is_counted_once(annotation: Annotation) -> None:
    fields = annotation.model_dump()
    first = fields["events"][1]
    alone, same, more = (
        [first["arguments"][0]],
        first["arguments"],
        [*first["arguments"], party(annotation, "recipient", "E2")],
    )
    tellings = [
        first | {"id": f"V{number}", "arguments": arguments, "same_as": f"V{number - 1}"}
        for number, arguments in enumerate((alone, same, more), 3)
    ]
    again = Annotation.model_validate(fields | {"events": [*fields["events"], *tellings]})
    assert [(row[0], *row[6:8]) for row in plain(interactions(again))] == [
        ("V1", "NOR", "ISL"),
        ("V2", "DNK", "NOR"),
        ("V2", "DNK", "ISL"),
    ]


def test_a_party_stands_under_its_state_or_under_its_own_name(annotation: Annotation) -> None:
    fields = annotation.model_dump()
    fields["entities"][2]["code"] = "NOR"  # as a word of the article
    fields["entities"][3].update(type="PERSON", name="датчане")  # no state of this code is named: CLDR's name
    fields["entities"][1]["code"] = "IGO:EU"  # no organisation of this code either
    other = Annotation.model_validate(fields)
    table = interactions(other)
    assert [row[6:8] for row in plain(table)] == [("NOR", "IGO:EU"), ("DNK", "NOR")]
    assert table[["actor_name", "recipient_name"]].to_numpy().tolist() == [["Норвегия", "EU"], ["Дания", "Норвегия"]]
    assert [row[6:8] for row in plain(interactions(other, by="entity"))] == [
        ("Норвегия", "Исландия"),
        ("датчане", "Норвегия"),
    ]


def test_a_corpus_gives_the_same_rows_as_its_annotations(tmp_path: Path) -> None:
    articles = Path(__file__).parents[1] / "corpus" / "written"
    for name in ("seed-retold", "port-strike"):
        (tmp_path / "in").mkdir(exist_ok=True)
        text = (articles / f"{name}.txt").read_text(encoding="utf-8")
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    annotate_corpus(tmp_path / "in", tmp_path / "out", processes=1, annotations=True)
    lines = (tmp_path / "out" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    from_lines = interactions(Annotation.from_json(line) for line in lines)
    assert len(from_lines) > 10
    assert plain(interactions(read_corpus(tmp_path / "out"))) == plain(from_lines)


@pytest.mark.parametrize("source", [None, "текст", 7, ["текст"]])
def test_what_holds_no_events(source: Any) -> None:
    with pytest.raises(InputError, match="annotations or a corpus are needed, not "):
        interactions(source)


def test_another_way_of_naming(annotation: Annotation) -> None:
    with pytest.raises(InputError, match="'party' is neither"):
        interactions(annotation, by="party")  # type: ignore[arg-type]

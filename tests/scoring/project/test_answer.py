"""What is read for scoring: gold folders and folders of annotations."""

import json
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.scoring.project.answer import (
    Answer,
    Argument,
    Event,
    Gold,
    Piece,
    Time,
    from_annotation,
    read_answers,
    read_gold,
)
from tests.annotation.test_model import document, read

GOLD = {
    "doc": "d",
    "dct": "2024-01-26",
    "text": "Аландия вчера пригрозила войной.",
    "events": [
        {
            "type": "THREATEN",
            "mode": None,
            "status": "actual",
            "trigger": {"start": 14, "end": 24, "text": "пригрозила"},
            "actors": [{"start": 0, "end": 7, "text": "Аландия", "canonical": "Аландия", "code": "ALA"}],
            "recipients": [],
            "topic": {"start": 25, "end": 31, "text": "войной"},
            "place": None,
            "time": None,
            "said_by": None,
        }
    ],
    "commitments": [],
    "lists": [],
    "quotes": [],
    "timexes": [{"start": 8, "end": 13, "text": "вчера", "type": "DATE", "value": "2024-01-25"}],
}


def test_gold(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text(json.dumps(GOLD), encoding="utf-8")
    arguments = (
        Argument("actor", Piece(0, 7, "Аландия"), "ALA", "Аландия"),
        Argument("topic", Piece(25, 31, "войной")),
    )
    event = Event("THREATEN", None, "actual", Piece(14, 24, "пригрозила"), arguments)
    answer = Answer(events=(event,), times=(Time(Piece(8, 13, "вчера"), "2024-01-25"),))
    assert read_gold(tmp_path) == [Gold("d", str(GOLD["text"]), "2024-01-26", answer)]


def test_an_argument_has_the_name_and_code_of_its_entity() -> None:
    arguments = from_annotation(read(document())).events[0].arguments
    assert [(argument.role, argument.name, argument.code) for argument in arguments] == [
        ("actor", "Аландия", None),
        ("time", "вчера", None),
    ]


def test_answers_go_by_the_names_of_their_files(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text(json.dumps(document()), encoding="utf-8")
    assert read_answers(tmp_path) == {"d": from_annotation(read(document()))}


@pytest.mark.parametrize("content", ["{}", "[1]", "nothing", '{"text": 1, "dct": null, "events": [{}]}'])
@pytest.mark.parametrize("reader", [read_gold, read_answers])
def test_a_bad_file_is_named(tmp_path: Path, reader: object, content: str) -> None:
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.json: not"):
        reader(tmp_path)  # type: ignore[operator]


def test_an_empty_folder_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no NAME\.json here"):
        read_gold(tmp_path)

"""JSON Lines."""

import io
import json

import pytest

from extractor.annotation.writer import read_lines, write_lines
from extractor.errors import InputError
from tests.annotation.test_model import document, read


def test_round_trip() -> None:
    annotations = [read({**document(), "document": {**document()["document"], "id": name}}) for name in "абв"]
    stream = io.StringIO()
    write_lines(annotations, stream)
    assert stream.getvalue().count("\n") == 3
    assert list(read_lines(io.StringIO(stream.getvalue()))) == annotations


def test_blank_lines_are_passed_over() -> None:
    assert len(list(read_lines(["\n", json.dumps(document()), "  \n"]))) == 1


def test_a_bad_line_is_named() -> None:
    with pytest.raises(InputError, match="line 2: not an annotation"):
        list(read_lines([json.dumps(document()), "{}"]))

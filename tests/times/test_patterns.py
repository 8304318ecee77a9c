"""The words of `patterns.yaml`: known keys, and no kind that the grammar does not ask for."""

import re
from pathlib import Path

import pytest
import yaml

import extractor.times
from extractor.times.phrases.lexicon import senses

ROOM = Path(extractor.times.__file__).parent
PATTERNS = yaml.safe_load((ROOM / "phrases" / "patterns.yaml").read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOM.rglob("*.py")))


@pytest.mark.parametrize("kind", PATTERNS)
def test_every_kind_is_read(kind: str) -> None:
    asked = re.search(rf'"{kind}"|[" ]{kind}(?:_words)?[" ]', CODE)
    assert asked, f"no rule reads {kind}"


@pytest.mark.parametrize("kind", PATTERNS)
def test_keys_are_known(kind: str) -> None:
    assert PATTERNS[kind].keys() <= {"lemmas", "forms", "stems", "suffixes", "inflected", "fixed", "listed"}


@pytest.mark.parametrize(
    "word, kind, value",
    [
        ("понедельнику", "weekday", 1),
        ("Сентябрём", "month", 9),
        ("ПРОШЛОЙ", "shift", -1),
        ("двадцатью", "cardinal", 20),
        ("сороковых", "ordinal", 40),
        ("суток", "unit", "D"),
        ("XIX", "roman", 19),
        ("сре\u00adду", "weekday", 3),
    ],
)
def test_forms_have_their_senses(word: str, kind: str, value: object) -> None:
    assert senses(word)[kind] == value


@pytest.mark.parametrize("word", ["стол", "среде", "12345", "", "лучше"])
def test_other_words_have_none_of_the_calendar(word: str) -> None:
    assert not senses(word).keys() & {"weekday", "month", "unit", "digits", "season"}

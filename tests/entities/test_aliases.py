"""A user's own names beat the tables, and a file that is not in order is refused in one sentence."""

from pathlib import Path

import pytest

import extractor

HEAD = "surface,name,code,sector,wikidata\n"
ROWS = """Рассветники,Союз рассвета,KAZ,PTY,Q1
Яр,Пётр Яров,UZB,GOV,
Белокаменная,Москва,,,
Газпром,Газпром,KAZ,,
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, str | None, str | None, str | None]]:
    path = tmp_path_factory.mktemp("own") / "aliases.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    text = "Рассветники обвинили Яра. Премьер приехал в Белокаменную. Представитель Газпрома выразил протест."
    annotation = extractor.annotate(text, nlp=extractor.load(aliases=path))
    return {
        mention.base: (entity.type, entity.name, entity.code, entity.sector, entity.wikidata)
        for entity in annotation.entities
        for mention in entity.mentions
    }


@pytest.mark.parametrize(
    "surface, expected",
    [
        ("Рассветники", ("ORGANIZATION", "Союз рассвета", "KAZ", "PTY", "Q1")),
        ("Яр", ("PERSON", "Пётр Яров", "UZB", "GOV", None)),
        ("Белокаменная", ("CITY", "Москва", "RUS", None, "Q649")),
    ],
)
def test_own_names(found: dict[str, tuple[str | None, ...]], surface: str, expected: tuple[str | None, ...]) -> None:
    assert found[surface] == expected


def test_they_beat_the_tables(found: dict[str, tuple[str | None, ...]]) -> None:
    assert found["Газпром"][2] == "KAZ"


@pytest.mark.parametrize(
    "content, problem",
    [
        (
            "surface,name,code,sector\n",
            "the column 'wikidata' is missing; the first line of an alias file",
        ),
        (HEAD + "Яр,Яров,Узбекистан,,\n", "alias 'Яр': 'Узбекистан' is no code of a state, such as RUS"),
        (HEAD + "Яр,Яров,UZB,XYZ,\n", "alias 'Яр': 'XYZ' is no sector; there are BUS, "),
        (HEAD + "Яр,,UZB,,\n", "line 2: 'Яр' has no name"),
        (HEAD + ",Яров,UZB,,\n", "line 2: the surface '' does not begin with a letter"),
        (HEAD + "Яр\n", "line 2: 'Яр' has no name"),
    ],
)
def test_a_bad_file_is_told(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(extractor.InputError, match=problem):
        extractor.load(aliases=path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(extractor.InputError, match="cannot be read: No such file"):
        extractor.load(aliases=tmp_path / "none.csv")


def test_no_text(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(HEAD.encode() + "Яр,Яров,,,".encode("cp1251"))
    with pytest.raises(extractor.InputError, match="is not UTF-8; save it as UTF-8"):
        extractor.load(aliases=path)


def test_names_as_dicts() -> None:
    own = [{"surface": "Рассветники", "name": "Союз рассвета", "code": "KAZ"}]
    annotation = extractor.annotate("Рассветники обвинили полицию.", aliases=own)
    assert [entity.code for entity in annotation.entities if entity.name == "Союз рассвета"] == ["KAZ"]
    for wrong in (["Яров"], own[0], [{"surface": "Яр", "name": 5}]):
        with pytest.raises(extractor.InputError, match=r"aliases are a CSV file or a list of mappings|5 is no string"):
            extractor.load(aliases=wrong)
    with pytest.raises(extractor.InputError, match="alias 1: the surface '' does not begin with a letter"):
        extractor.load(aliases=[{"name": "Яров"}])

"""The table of people: its own consistency, and whom a name may mean."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import extractor.entities.tables.people as people
from extractor.entities.tables.people import people_table
from extractor.grammar.dictionary import fold

with Path(str(people.__file__)).with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))

NAME = re.compile(r"[А-ЯЁа-яё][А-ЯЁа-яё’'-]*( [А-ЯЁа-яё][А-ЯЁа-яё’'-]*| [IVX]+)*")
# Endings that no nominative of a Russian surname of this sex has.
OBLIQUE = {
    "m": re.compile(r".{3,}([оеё]ву|[оеё]вым|ского|скому|ским)"),
    "f": re.compile(r".{3,}([оеё]вой|[оеё]ву|[иы]ной|ской|скую|ский)"),
}


def spellings(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split(", "))]


def test_there_are_four_thousand() -> None:
    assert len(ROWS) >= 4000


def test_no_person_is_listed_twice() -> None:
    seen = Counter((fold(row["name"]), row["office"]) for row in ROWS)
    assert [person for person, count in seen.items() if count > 1] == []


def test_no_full_spelling_is_another_persons_name() -> None:
    names = Counter(fold(row["name"]) for row in ROWS)
    aliases = Counter(fold(alias) for row in ROWS for alias in spellings(row)[1:] if " " in alias)
    assert [alias for alias, count in aliases.items() if count > 1 or alias in names] == []


def test_names_are_names() -> None:
    assert [name for row in ROWS for name in spellings(row) if not NAME.fullmatch(name)] == []


def test_names_are_in_the_nominative() -> None:
    assert [row["name"] for row in ROWS if OBLIQUE[row["sex"]].fullmatch(row["name"].split()[-1])] == []


def test_every_row_has_its_reason() -> None:
    assert [row["name"] for row in ROWS if not row["office"] or row["sex"] not in ("m", "f")] == []


def test_years_are_years() -> None:
    for row in ROWS:
        since, until = row["from"], row["until"]
        assert all(re.fullmatch(r"1[1-9]\d\d|20[0-2]\d", year) for year in (since, until) if year), row
        assert not (since and until) or since <= until, row


@pytest.mark.parametrize(
    ("surname", "names"),
    [
        ("лавров", ["Сергей Лавров"]),
        ("си", ["Си Цзиньпин"]),  # called so
        ("обама", ["Барак Обама"]),  # his wife is known as such
        ("трамп", ["Дональд Трамп"]),
        ("красов", []),  # not Красовский
        ("морозов", []),  # anybody's surname
        ("блинкену", ["Энтони Блинкен"]),  # of which the nominative was not found
        ("зеленская", []),  # a woman
        ("джонатан", []),  # a first name
        ("кирилл", []),
        ("неведомцев", []),
    ],
)
def test_a_lone_surname_means_the_famous_bearer_or_nobody(surname: str, names: list[str]) -> None:
    assert [person.name for person in people_table().famous(surname)] == names


def test_namesakes_are_all_meant() -> None:
    assert {person.name for person in people_table().famous("качиньский")} >= {"Лех Качиньский", "Ярослав Качиньский"}


@pytest.mark.parametrize(
    ("form", "surname"), [("лаврову", True), ("меркель", True), ("ивановым", False), ("лев", False)]
)
def test_surnames_in_every_case(form: str, surname: bool) -> None:
    assert (len(people_table().alone(form)) == 1) is surname


def test_beginnings_of_names_in_every_case() -> None:
    assert [str(called) for called in people_table().beginning("ангелой", "меркель")] == ["Ангела Меркель"]
    assert people_table().beginning("ангела", "дэвис") == []


@pytest.mark.parametrize(
    ("form", "name"),
    [("парубия", "Андрей Парубий"), ("парубию", "Андрей Парубий"), ("моравецким", "Матеуш Моравецкий")],
)
def test_surnames_in_ij_are_nouns_and_adjectives(form: str, name: str) -> None:
    assert {person.name for person in people_table().alone(form)} == {name}

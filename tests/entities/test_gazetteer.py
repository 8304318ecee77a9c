"""The tables against ISO 3166 and CLDR, and their own consistency."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import get_args

import pycountry
import pytest
from babel import Locale
from spacy.language import Language

import extractor.entities
from extractor.annotation.objects import Sector
from extractor.entities.tables.gazetteer import Gazetteer, gazetteer
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.dictionary import fold, parses
from extractor.installed.packaged import read_yaml

TABLES = Path(str(extractor.entities.__file__)).parent / "tables"
STATES = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
RUSSIAN = Locale("ru").territories


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


def names(row: dict[str, str], *columns: str) -> list[str]:
    listed = [cell for column in columns if column != "name" for cell in (row.get(column) or "").split(",")]
    own = [row["name"]] if "name" in columns else []
    return [fold(cell.strip()) for cell in own + listed if cell.strip()]


def test_every_state_of_iso_3166_has_an_entry() -> None:
    assert set(STATES) - set(gazetteer().states) == set()


# CLDR shortens «острова» and adds in brackets which of two is meant; such names stand in no text.
USUAL = {code for code, short in STATES.items() if all(mark not in RUSSIAN[short] for mark in ("о-в", "(", " - "))}


@pytest.mark.parametrize("code", sorted(USUAL - {"PSE"}))
def test_cldr_names_are_known(code: str) -> None:
    known = {name: row["code"] for row in rows("states") for name in names(row, "name", "aliases")}
    assert known[fold(RUSSIAN[STATES[code]])] == code


@pytest.mark.parametrize("table", ["states", "cities", "places", "organisations", "people"])
def test_codes_exist(table: str) -> None:
    former = {"SUN", "DDR", "YUG", "CSK", "SCG", "XKX"}
    codes = {row["code"] for row in rows(table) if row["code"]}
    assert {code for code in codes if not code.startswith("IGO:")} <= set(STATES) | former


@pytest.mark.parametrize("column", ["adjectives", "demonyms", "name,aliases"])
def test_no_word_points_at_two_states(column: str) -> None:
    owners = defaultdict(set)
    for row in rows("states"):
        for name in names(row, *column.split(",")):
            owners[name].add(row["name"])
    assert {name: states for name, states in owners.items() if len(states) > 1} == {}


def test_wikidata_ids_are_unique() -> None:
    ids = [row["wikidata"] for table in ("states", "cities", "organisations") for row in rows(table) if row["wikidata"]]
    assert len(ids) == len(set(ids))
    assert all(number.startswith("Q") and number[1:].isdigit() for number in ids)


def test_each_state_has_one_capital_at_most_two() -> None:
    capitals = defaultdict(list)
    for row in rows("cities"):
        if row["capital"] and row["code"]:
            capitals[row["code"]].append(row["name"])
    assert {code: cities for code, cities in capitals.items() if len(cities) > 2} == {}


def test_every_sector_is_the_codebooks() -> None:
    """The tables have IGO too, which is a country's place there and no sector of the output."""
    used = {row["sector"] for name in ("organisations", "people") for row in rows(name)}
    used |= {nominal.sector or "" for nominal in lexicon().nominals.values()}
    assert used - {"", "IGO"} <= set(get_args(Sector))


def test_a_body_is_called_by_a_name_of_the_tables() -> None:
    known = {row["name"] for row in rows("organisations")}
    listed = read_yaml(TABLES / "state_bodies.yaml")["bodies"]
    assert {name for body in listed.values() for name in body.get("names", ())} <= known


KINDS = {
    "agency",
    "airline",
    "armedgroup",
    "army",
    "bank",
    "centralbank",
    "church",
    "club",
    "company",
    "court",
    "crimegroup",
    "exchange",
    "federation",
    "foundation",
    "government",
    "hospital",
    "igo",
    "insurer",
    "intelligence",
    "investigators",
    "league",
    "media",
    "ministry",
    "movement",
    "museum",
    "ngo",
    "nuclear",
    "parliament",
    "party",
    "police",
    "presidency",
    "prosecutor",
    "regulator",
    "science",
    "space",
    "theatre",
    "thinktank",
    "union",
    "university",
}


def test_every_organisation_has_a_reason_to_be_there() -> None:
    organisations = rows("organisations")
    assert len(organisations) >= 3000
    assert {row["kind"] for row in organisations} <= KINDS


def test_no_spelling_is_two_organisations() -> None:
    owners = defaultdict(set)
    for row in rows("organisations"):
        for name in names(row, "name", "aliases"):
            owners[name.strip("«»")].add(row["name"])
    assert {name: rows_ for name, rows_ in owners.items() if len(rows_) > 1} == {}


FOREIGN = {  # names that the dictionary takes for forms of Russian words
    "«Шор»",
    "Темиров Live",
    "Олий Мажлис",
    "Миллий тикланиш",
    "Фридом Хаус",
    "Авами лиг",
    "Алроса",
    "Сорок сороков",
    "УрФУ",
    "Шальке",
}


def test_organisations_are_named_in_the_nominative() -> None:
    """A noun at the end of a one-word name or an adjective at the beginning is a nominative by some reading."""
    oblique = []
    for row in rows("organisations"):
        first = row["name"].strip("«»").split()[0]
        if first.isupper():
            continue
        readings = [parse for parse in parses(fold(first)) if parse.is_known and parse.tag.POS in ("NOUN", "ADJF")]
        if readings and not any(parse.tag.case == "nomn" for parse in readings):
            oblique.append(row["name"])
    assert set(oblique) <= FOREIGN


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Об этом пишет «Весна».", "Весна"),
        ("Об этом пишет „Весна“.", "Весна"),
        ("Весна пришла рано.", None),
        ("Пришла Весна.", None),
    ],
)
def test_a_common_word_is_a_name_between_quotation_marks_only(text: str, expected: str | None, nlp: Language) -> None:
    found = [entity.name for entity in nlp(text)._.entities if entity.code == "RUS"]
    assert found == ([expected] if expected else [])


def test_reading_the_tables_asks_the_dictionary_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What names may be forms of is asked when a text has such a word."""
    monkeypatch.setattr("extractor.grammar.dictionary.parses", lambda form: pytest.fail(form))
    Gazetteer()


@pytest.mark.parametrize(
    ("capital", "code"), [("Бисау", "GNB"), ("Паликир", "FSM"), ("Вадуц", "LIE"), ("Хониара", "SLB"), ("Масеру", "LSO")]
)
def test_a_small_state_has_its_capital(capital: str, code: str) -> None:
    assert [row["code"] for row in rows("cities") if row["name"] == capital and row["capital"]] == [code]

"""The table of the world's places: its form, its size, and how names are found in it."""

from collections import Counter

import pycountry
import pytest

from extractor.entities.tables import geography as module
from extractor.entities.tables.geography import Place, geography, largest

HEAD, *LINES = module._FILE.read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES]


def test_there_are_places_enough() -> None:
    assert len(ROWS) >= 25_000


def test_no_state_has_two_places_of_one_name() -> None:
    assert [key for key, number in Counter((row[0].lower(), row[1]) for row in ROWS).items() if number > 1] == []


def test_codes_and_types_are_known() -> None:
    assert {row[1] for row in ROWS} <= {country.alpha_3 for country in pycountry.countries} | {"XKX", ""}
    assert {row[2] for row in ROWS} == {"CITY", "STATE_OR_PROVINCE", "DISTRICT"}


@pytest.mark.parametrize(
    "form, name, code",
    [
        ("остине", "Остин", "USA"),
        ("вупперталя", "Вупперталь", "DEU"),
        ("нижнем новгороде", "Нижний Новгород", "RUS"),
        ("лос-анджелесом", "Лос-Анджелес", "USA"),
        ("орле", "Орел", "RUS"),
        ("валуйского района", "Валуйский район", "RUS"),
    ],
)
def test_names_are_found_in_every_case(form: str, name: str, code: str) -> None:
    first, *_ = geography().called(tuple(form.split()))
    assert (first.name, first.code) == (name, code)


@pytest.mark.parametrize("form", ["остиннов", "новгородом нижним"])
def test_other_words_name_no_place(form: str) -> None:
    assert geography().called(tuple(form.split())) == ()


def test_a_hyphen_is_as_good_as_a_space() -> None:
    assert geography().called(("санта-крузе",)) == geography().called(("санта", "крузе")) != ()


@pytest.mark.parametrize("second, expected", [(25, "A"), (26, None)])
def test_a_place_means_itself_where_it_is_four_times_as_large(second: int, expected: str | None) -> None:
    places = tuple(Place("Брод", "Брод", "CITY", code, size) for code, size in [("A", 100), ("B", second)])
    found = largest(places)
    assert (found.code if found else None) == expected

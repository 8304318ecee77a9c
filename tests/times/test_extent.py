from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.times.extent import extent


@pytest.mark.parametrize(
    "value, days",
    [
        ("2024-01-26", "2024-01-26 2024-01-26"),
        ("2024-01-26T09:10", "2024-01-26 2024-01-26"),
        ("2024-04-15TNI", "2024-04-15 2024-04-15"),
        ("2023-08-07/2023-08-08", "2023-08-07 2023-08-08"),
        ("2024-02", "2024-02-01 2024-02-29"),
        ("2024-12", "2024-12-01 2024-12-31"),
        ("2024-W04", "2024-01-22 2024-01-28"),
        ("2024-W04-WE", "2024-01-27 2024-01-28"),
        ("2024-W04-3", "2024-01-24 2024-01-24"),
        ("2024-Q2", "2024-04-01 2024-06-30"),
        ("2024-H2", "2024-07-01 2024-12-31"),
        ("2014-SU", "2014-06-01 2014-08-31"),
        ("2014-WI", "2014-12-01 2015-02-28"),
        ("2014", "2014-01-01 2014-12-31"),
        ("198", "1980-01-01 1989-12-31"),
        ("19", "1900-01-01 1999-12-31"),
        ("2014/2016", "2014-01-01 2016-12-31"),
    ],
)
def test_values_with_a_place_on_the_calendar(value: str, days: str) -> None:
    start, end = map(date.fromisoformat, days.split())
    assert extent(value) == (start, end)


@pytest.mark.parametrize(
    "value",
    ["P10Y", "PT2H", "FUTURE_REF", "XXXX-08-26", "XXXX-WXX-3", "2024-QX", "2024-02-30", "2024-13", "0000", "2024-W54",
     "2024-W04-9", "2016/2014", "2024/XXXX", "2024/P1Y", "99/", ""],
)  # fmt: skip
def test_values_without_one(value: str) -> None:
    assert extent(value) is None


@given(st.text(alphabet="0123456789-WTQHSUXP/ ", max_size=14))
def test_any_value_has_days_in_order_or_none(value: str) -> None:
    days = extent(value)
    assert days is None or days[0] <= days[1]

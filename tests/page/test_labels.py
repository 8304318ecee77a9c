from typing import get_args

import pytest

from extractor.installed.packaged import read_yaml
from extractor.installed.paths import PACKAGE
from extractor.page.labels import labels
from extractor.plover.modes import MODES
from extractor.records import FactRole, FactType, Role, Status

TABLES = read_yaml(PACKAGE / "page" / "labels.yaml")


@pytest.mark.parametrize(
    "table, codes",
    [
        ("types", tuple(MODES)),
        ("statuses", get_args(Status)),
        ("roles", get_args(Role)),
        ("facts", get_args(FactType)),
        ("fact_roles", get_args(FactRole)),
    ],
)
def test_every_code_has_a_name_and_every_name_a_code(table: str, codes: tuple[str, ...]) -> None:
    assert sorted(TABLES[table]) == sorted(codes)


def test_a_code_without_a_name_stands_for_itself() -> None:
    assert (labels().entity("STARSHIP"), labels().group("STARSHIP")) == ("STARSHIP", "other")

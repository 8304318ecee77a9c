"""Whose people and bodies are when an article appears: Belgrade's were Yugoslavia's until 2003."""

from functools import cache
from pathlib import Path

from extractor.entities.registry import Registry
from extractor.installed.packaged import read_yaml

_TABLE = Path(__file__).parent.parent / "tables" / "eras.yaml"
_OFFICIAL = ("person", "organisation")


@cache
def _eras() -> tuple[tuple[str, str, str], ...]:
    return tuple((era["code"], era["of"], era["until"]) for era in read_yaml(_TABLE))


def settle(registry: Registry, published: str | None) -> None:
    """Give people and bodies that the tables know the state of their day, where the article names that.

    Args:
        published: when the article appeared, ISO 8601; without it the tables' states stand.
    """
    named = {cluster.code for cluster in registry.clusters if cluster.kind == "state"}
    for gone, heir, until in _eras():
        if published is None or published >= until or gone not in named:
            continue
        for cluster in registry.clusters:
            if cluster.kind in _OFFICIAL and cluster.code == heir:
                cluster.take(gone, f"of {gone} until {until}")

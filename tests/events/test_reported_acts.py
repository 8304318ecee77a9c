"""Small sentences of news with known events: whole kinds that once failed, in words of our own."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import extractor
from extractor import Annotation

ACTS = yaml.safe_load((Path(__file__).parent / "reported_acts.yaml").read_text(encoding="utf-8"))


def is_told(annotation: Annotation, wanted: dict[str, Any]) -> bool:
    codes = {entity.id: entity.code for entity in annotation.entities}
    types = [wanted["type"]] if isinstance(wanted["type"], str) else wanted["type"]
    return any(
        event.type in types
        and all(getattr(event, key) == wanted[key] for key in ("mode", "status") if key in wanted)
        and all(
            wanted[role] in [codes.get(getattr(a, "entity", None) or "") for a in event.arguments if a.role == role]
            for role in ("actor", "recipient")
            if role in wanted
        )
        for event in annotation.events
    )


def pairs(annotation: Annotation) -> list[set[str | None]]:
    return [{row.actor, row.recipient} for row in extractor.interactions(annotation).itertuples()]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act["text"])
def test_what_is_told(act: dict[str, Any]) -> None:
    annotation = extractor.annotate(act["text"])
    assert all(is_told(annotation, wanted) for wanted in act.get("event", ()))
    assert not any(is_told(annotation, unwanted) for unwanted in act.get("none", ()))
    assert all(set(pair) in pairs(annotation) for pair in act.get("pairs", ()))
    assert not any(set(pair) in pairs(annotation) for pair in act.get("pairs_none", ()))

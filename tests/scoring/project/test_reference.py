"""Our figures are those of the project's reference scorer, on real output and on answers spoilt at random."""

import importlib
import json
import os
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import extractor
from extractor.scoring.project.answer import read_answers, read_gold
from extractor.scoring.project.figures import score

DATA = os.environ.get("EXTRACTOR_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="the gold and the reference scorer stand outside: set EXTRACTOR_DATA")


@pytest.fixture(scope="module")
def gold_folder() -> Path:
    return Path(str(DATA)) / "gold" / "dev"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    tools = Path(str(DATA)).resolve().parent / "tools"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(tools)
        return importlib.import_module("score_gold")


def both(reference: ModuleType, gold: Path, system: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Correct, gold and found of every figure, by our scorer and by the reference."""
    ours = score({document.name: document.answer for document in read_gold(gold)}, read_answers(system))
    theirs = reference.score(reference.read(gold), reference.read(system))
    return (
        {name: (tally.gold_hits, tally.gold, tally.found) for name, tally in ours.items()},
        {name: (tally.tp, tally.gold, tally.system) for name, tally in theirs.items()},
    )


def test_real_output(reference: ModuleType, gold_folder: Path, tmp_path: Path) -> None:
    documents = read_gold(gold_folder)
    articles = (extractor.Article(d.text, published=d.published, id=d.name) for d in documents)
    for result in extractor.annotate_all(articles):
        assert isinstance(result, extractor.Annotation), result
        (tmp_path / f"{result.document.id}.json").write_text(result.to_json(), encoding="utf-8")
    ours, theirs = both(reference, gold_folder, tmp_path)
    assert ours == theirs


@pytest.mark.parametrize("seed", range(3))
def test_spoilt_gold(reference: ModuleType, gold_folder: Path, tmp_path: Path, seed: int) -> None:
    """Every figure moves here, whatever the pipeline finds today."""
    chance = random.Random(seed)
    for path in sorted(gold_folder.glob("*.json")):
        if chance.random() < 0.95:
            spoilt = Spoiler(json.loads(path.read_bytes()), chance).annotation()
            (tmp_path / path.name).write_text(json.dumps(spoilt), encoding="utf-8")
    ours, theirs = both(reference, gold_folder, tmp_path)
    assert ours == theirs
    assert all(0 < correct < gold for correct, gold, _ in ours.values())


class Spoiler:
    """A gold document as an annotation with mistakes of every kind."""

    def __init__(self, gold: dict[str, Any], chance: random.Random) -> None:
        self.gold, self.chance = gold, chance
        self.entities: dict[tuple[str, str | None], str] = {}

    def annotation(self) -> dict[str, Any]:
        events = [self.event(f"V{i}", event) for i, event in enumerate(self.gold["events"]) if self.luck(0.8)]
        commitments = [self.commitment(f"C{i}", c, events) for i, c in enumerate(self.gold["commitments"]) if events]
        quotes = [self.quote(f"Q{i}", quote) for i, quote in enumerate(self.gold["quotes"])]
        return {
            "schema_version": "1.0",
            "document": {"id": None, "source": None, "published": None, "title": None, "text": self.gold["text"]},
            "sentences": [],
            "entities": [
                {"id": id_, "type": "COUNTRY", "name": name, "code": code, "wikidata": None, "mentions": []}
                for (name, code), id_ in self.entities.items()
            ],
            "times": [
                {"id": f"T{i}", **self.span(t), "type": t["type"], "value": t["value"] if self.luck(0.9) else None}
                for i, t in enumerate(self.gold["timexes"])
            ],
            "events": events,
            "commitments": commitments,
            "lists": [
                {"id": f"L{i}", "intro": self.span(x["intro"]), "items": self.spans(x["items"]), "declared_count": None}
                for i, x in enumerate(self.gold["lists"])
            ],
            "quotes": quotes,
            "facts": [],
        }

    def luck(self, probability: float) -> bool:
        return self.chance.random() < probability

    def span(self, span: dict[str, Any]) -> dict[str, Any]:
        start, end = span["start"], span["end"]
        if self.luck(0.3):
            end = max(start + 1, end - self.chance.randint(0, 8))
        return {"start": start, "end": end, "text": self.gold["text"][start:end]}

    def spans(self, spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [self.span(span) for span in spans]

    def entity(self, party: dict[str, Any]) -> str | None:
        if not party.get("canonical") or self.luck(0.1):
            return None
        return self.entities.setdefault((party["canonical"], party.get("code")), f"E{len(self.entities)}")

    def event(self, id_: str, event: dict[str, Any]) -> dict[str, Any]:
        type_ = event["type"] if self.luck(0.8) else "AID"
        return {
            "id": id_,
            "type": type_,
            "mode": event["mode"] if type_ == event["type"] and self.luck(0.8) else None,
            "status": event["status"] if self.luck(0.8) else "actual",
            "trigger": {**self.span(event["trigger"]), "lemma": "?"},
            "arguments": [
                *self.parties("actor", event["actors"]),
                *self.parties("recipient", event["recipients"]),
                *({"role": "topic", **self.span(topic)} for topic in [event["topic"]] if topic),
                *({"role": "place", **self.span(place), "entity": None} for place in [event["place"]] if place),
                *({"role": "time", **self.span(time), "time": None} for time in [event["time"]] if time),
            ],
            "said_by": None,
            "template": "?",
        }

    def parties(self, role: str, parties: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"role": role, **self.span(party), "entity": self.entity(party)} for party in parties if self.luck(0.9)]

    def commitment(self, id_: str, commitment: dict[str, Any], events: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": id_,
            "event": events[0]["id"],
            "parties": [],
            "trigger": self.span(commitment["trigger"]),
            "content": self.span(commitment["content" if self.luck(0.8) else "trigger"]),
            "items": self.spans(commitment["items"]),
            "deadline": None,
            "status": "actual",
        }

    def quote(self, id_: str, quote: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": id_,
            "speaker": self.entity(quote),
            "speaker_span": None,
            "cue": None,
            "content": self.span(quote["content"]),
            "direct": quote["direct"],
        }

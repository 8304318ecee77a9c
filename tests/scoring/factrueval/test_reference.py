"""Our figures of facts and names are those of FactRuEval's reference scorer, also on answers spoilt at random."""

import importlib
import os
import random
from pathlib import Path
from types import ModuleType

import pytest

import extractor
from extractor.pipeline import COMPONENTS
from extractor.scoring.factrueval.answers import FactAnswer, as_task3, facts_of
from extractor.scoring.factrueval.collection import read_collection
from extractor.scoring.factrueval.facts import score_facts
from extractor.scoring.factrueval.mentions import read_mentions, score_mentions
from extractor.scoring.spans import find_mentions

DATA = os.environ.get("EXTRACTOR_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="the collection and the reference stand outside: set EXTRACTOR_DATA")
FOLDER = Path(str(DATA)) / "factrueval" / "devset"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    tools = Path(str(DATA)).resolve().parent / "tools"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(tools)
        return importlib.import_module("factrueval_score")


@pytest.fixture(scope="module")
def answers() -> dict[str, tuple[FactAnswer, ...]]:
    articles = (extractor.Article(document.text, id=document.name) for document in read_collection(FOLDER))
    found = {}
    for annotation in extractor.annotate_all(articles):
        assert isinstance(annotation, extractor.Annotation), annotation
        found[str(annotation.document.id)] = facts_of(annotation)
    return found


def spoilt(answers: dict[str, tuple[FactAnswer, ...]], chance: random.Random) -> dict[str, tuple[FactAnswer, ...]]:
    """Some arguments lost, some taken from other facts, some facts doubled."""
    values = [value for facts in answers.values() for fact in facts for _, value in fact.arguments]
    out = {}
    for name, facts in answers.items():
        changed = []
        for fact in (*facts, *chance.sample(facts, min(len(facts), 1))):
            kept = [(role, value) for role, value in fact.arguments if chance.random() < 0.8]
            mixed = [(role, chance.choice(values) if chance.random() < 0.1 else value) for role, value in kept]
            changed.append(FactAnswer(fact.type, tuple(mixed)))
        out[name] = tuple(fact for fact in changed if fact.arguments)
    return out


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_figures_are_those_of_the_reference(
    reference: ModuleType, answers: dict[str, tuple[FactAnswer, ...]], tmp_path: Path, hard: bool, seed: int | None
) -> None:
    given = answers if seed is None else spoilt(answers, random.Random(seed))
    for name, facts in given.items():
        (tmp_path / f"{name}.task3").write_text(as_task3(facts), encoding="utf-8")
    theirs, _ = reference.score_collection(FOLDER, tmp_path, reference.Options(3, hard), {})
    ours = score_facts(read_collection(FOLDER), given, hard=hard)
    for name, tally in ours.items():
        found = theirs[name]
        assert (tally.gold, tally.found) == (found.gold_total, found.system_total), name
        assert (tally.gold_hits, tally.found_hits) == pytest.approx((found.gold_hits, found.system_hits)), name


Names = dict[str, list[tuple[int, int, str]]]


@pytest.fixture(scope="module")
def names() -> Names:
    kept = ("extractor_sentences", "extractor_spans")
    nlp = extractor.load(exclude=[name for name in COMPONENTS if name not in kept])
    return find_mentions(nlp, {document.name: document.text for document in read_mentions(FOLDER)})


def misplaced(names: Names, chance: random.Random) -> Names:
    """Some ends moved, some kinds mistaken, some names doubled: overlaps and rivals for one mention."""
    out: Names = {}
    for name, mentions in names.items():
        changed = []
        for start, end, kind in (*mentions, *chance.sample(mentions, len(mentions) // 4)):
            moved = max(start + 1, end + chance.choice([0, 0, 9, -4]))
            changed.append((start, moved, chance.choice([kind, kind, kind, "ORG"])))
        out[name] = changed
    return out


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_figures_of_names_are_those_of_the_reference(
    reference: ModuleType, names: Names, tmp_path: Path, seed: int | None
) -> None:
    given = names if seed is None else misplaced(names, random.Random(seed))
    for name, mentions in given.items():
        lines = (f"{kind.lower()} {start} {end - start}\n" for start, end, kind in mentions)
        (tmp_path / f"{name}.task1").write_text("".join(lines), encoding="utf-8")
    theirs, _ = reference.score_collection(FOLDER, tmp_path, reference.Options(1, with_locorg=False), {})
    for name, tally in score_mentions(read_mentions(FOLDER), given).items():
        found = theirs[name]
        assert (tally.gold, tally.found) == (found.gold_total, found.system_total), name
        assert tally.gold_hits == pytest.approx(found.gold_hits), name

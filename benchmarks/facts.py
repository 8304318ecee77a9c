"""Facts: python benchmarks/facts.py [--data DIR] [--scorer FILE]

FactRuEval-2016 (factrueval/devset below DIR, which defaults to EXTRACTOR_DATA), track 3, easy and hard mode, by our
scorer. The halves stand apart: rules were written on the documents 1, 3, 5 … by name, and only measured on
2, 4, 6 … With --scorer, the script that scores the campaign, also tracks 1 (mentions) and 2 (objects).
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from extractor.annotation.article import Article, read_article
from extractor.annotation.build import build
from extractor.pipeline import load, prepare
from extractor.scoring.factrueval.answers import FactAnswer, as_task1, facts_of
from extractor.scoring.factrueval.collection import GoldDocument, read_collection
from extractor.scoring.factrueval.facts import score_facts
from extractor.scoring.factrueval.objects import objects_answer
from extractor.scoring.tally import as_table


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=os.environ.get("EXTRACTOR_DATA"))
    options.add_argument("--scorer", type=Path)
    given = options.parse_args()
    folder = Path(given.data) / "factrueval" / "devset"
    documents = sorted(read_collection(folder), key=lambda document: document.name)
    with tempfile.TemporaryDirectory() as answers:
        facts = annotate(documents, Path(answers))
        for name, part in (("written on", documents[::2]), ("only measured", documents[1::2]), ("all", documents)):
            for hard in (False, True):
                print(f"\n{name}: {len(part)} documents, {'hard' if hard else 'easy'} mode")
                print(as_table(score_facts(part, facts, hard=hard)))
        for track in (1, 2) if given.scorer else ():
            command = [sys.executable, given.scorer, "--gold", folder, "--system", answers, "--track", str(track)]
            print("\n" + subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def annotate(documents: list[GoldDocument], answers: Path) -> dict[str, tuple[FactAnswer, ...]]:
    """The facts of each document; its answers of tracks 1 and 2 are written as files."""
    nlp = load()
    facts = {}
    for document in documents:
        doc = nlp(prepare(nlp, read_article(Article(document.text, id=document.name))))
        annotation = build(doc)
        facts[document.name] = facts_of(annotation)
        (answers / f"{document.name}.task1").write_text(as_task1(annotation), encoding="utf-8")
        (answers / f"{document.name}.task2").write_text(objects_answer(doc), encoding="utf-8")
    return facts


if __name__ == "__main__":
    main()

"""What more templates cost: the matcher over the same articles with 10 templates and with 1,000.

    python benchmarks/matching.py [FOLDER of .txt; corpus/written by default]

The 990 more have triggers that no article holds. Matching starts from the trigger lemmas that a text has, so
they must cost next to nothing; all shipped templates, whose triggers the articles do hold, stand beside.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from spacy.tokens import Doc

from extractor import load
from extractor.events.matcher import Matcher
from extractor.events.template import Template, load_templates

ROUNDS = 5
CORPUS = Path(__file__).parent.parent / "corpus" / "written"


def strangers(count: int, model: Template) -> list[Template]:
    """Copies of a template whose trigger stands in no text."""
    return [
        model.model_copy(
            update={
                "id": f"x.stranger{i}",
                "trigger": model.trigger.model_copy(update={"lemma": (f"слово{i}",), "phrase": ()}),
            }
        )
        for i in range(count)
    ]


def milliseconds(matcher: Matcher, docs: Sequence[Doc]) -> float:
    """Processor time an article, the best of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        for doc in docs:
            matcher.find(doc)
        times.append(process_time() - start)
    return 1000 * min(times) / len(docs)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    nlp = load(exclude=["extractor_events", "extractor_commitments"])
    docs = list(nlp.pipe(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))))
    shipped = load_templates()
    ten = list(shipped[:: len(shipped) // 10][:10])
    rows = [
        ("10", ten),
        ("1,000: the 10 and 990 others", ten + strangers(990, ten[0])),
        (f"{len(shipped)}: all that are shipped", list(shipped)),
        (f"{len(shipped) + 1000}: all and 1,000 others", [*shipped, *strangers(1000, ten[0])]),
    ]
    print(f"{len(docs)} articles\n\n| templates | ms an article | events |\n|---|---|---|")
    for name, templates in rows:
        matcher = Matcher(templates)
        print(f"| {name} | {milliseconds(matcher, docs):.2f} | {sum(len(matcher.find(doc)) for doc in docs)} |")


if __name__ == "__main__":
    main()

"""Every quality figure, on gold annotation: python benchmarks/quality.py [GOLD_DIR]

GOLD_DIR defaults to gold/dev below EXTRACTOR_DATA.
"""

import os
import sys
import time
from pathlib import Path

import extractor
from extractor.scoring.project.answer import from_annotation, read_gold
from extractor.scoring.project.figures import score
from extractor.scoring.tally import as_table


def main(folder: Path) -> None:
    documents = read_gold(folder)
    started = time.perf_counter()
    articles = [extractor.Article(gold.text, published=gold.published, id=gold.name) for gold in documents]
    results = list(extractor.annotate_all(articles))
    failures = [result for result in results if isinstance(result, extractor.Failure)]
    answers = {
        gold.name: from_annotation(result)
        for gold, result in zip(documents, results, strict=True)
        if isinstance(result, extractor.Annotation)
    }
    print(f"{len(documents)} documents of {folder} in {time.perf_counter() - started:.1f} s, {len(failures)} failed")
    print(as_table(score({gold.name: gold.answer for gold in documents}, answers)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ["EXTRACTOR_DATA"]) / "gold/dev")

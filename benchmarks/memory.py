"""The memory of one process over thousands of articles: python benchmarks/memory.py --data DATA [--documents 5000]

DATA is the folder of public corpora: articles of raw/news.jsonl, rucoco/dev.jsonl and nerel, one after the other, so
that new words never end. The megabytes that the process holds are shown as it goes, at last the peak. Some four
minutes.

    python benchmarks/memory.py --data DATA --long [500000]

One document of so many characters, those articles one after the other: what the process holds more than before it, at
the height of each component and of the annotation; the articles were read before, so that no word is new. Two minutes.
"""

import argparse
import json
import os
import resource
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from extractor import annotate_all, load
from extractor.annotation.article import read_article
from extractor.annotation.build import build
from extractor.pipeline import prepare

SHOWN = (1, 250, 500, 1000, 2000, 3000, 4000, 5000)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")))
    options.add_argument("--documents", type=int, default=5000)
    options.add_argument("--long", type=int, nargs="?", const=500_000, metavar="CHARACTERS")
    arguments = options.parse_args()
    if arguments.long:
        one_long_document(arguments.data, arguments.long)
        return
    number = 0
    for number, _ in enumerate(annotate_all(islice(texts(arguments.data), arguments.documents)), 1):
        if number in SHOWN:
            print(f"{number:6} articles {held():6.0f} MB", flush=True)
    print(
        f"{number:6} articles {held():6.0f} MB, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


def one_long_document(data: Path, characters: int) -> None:
    nlp = load()
    parts = []
    for text in texts(data):
        parts.append(text)
        if sum(map(len, parts)) > characters:
            break
    for _ in annotate_all(parts, nlp=nlp):  # its words are known, and all that loads when it is needed is loaded
        pass
    article = read_article({"text": "\n\n".join(parts)[:characters]})
    before = held()
    doc = prepare(nlp, article)
    for name, component in nlp.pipeline:
        reset_peak()
        doc = component(doc)
        print(f"{name:22} +{peak() - before:4.0f} MB", flush=True)
    reset_peak()
    annotation = build(doc).to_json()
    print(f"{'annotation':22} +{peak() - before:4.0f} MB, {len(doc)} tokens, {len(annotation) / 1e6:.1f} MB of JSON")


def texts(data: Path) -> Iterator[str]:
    for name in ("raw/news.jsonl", "rucoco/dev.jsonl"):
        for line in (data / name).read_text("utf-8").splitlines():
            yield json.loads(line)["text"]
    for path in sorted((data / "nerel").rglob("*.txt")):
        yield path.read_text("utf-8")


def held() -> float:
    """Megabytes of memory that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", "ascii")


def peak() -> float:
    """Megabytes that the process has held at most since `reset_peak`."""
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


if __name__ == "__main__":
    main()

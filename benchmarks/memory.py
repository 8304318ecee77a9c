"""The memory of one process over thousands of articles: python benchmarks/memory.py --data DATA [--documents 5000]

DATA is the folder of public corpora: articles of raw/news.jsonl, rucoco/dev.jsonl and nerel, one after the other, so
that new words never end. The megabytes that the process holds are shown as it goes, at last the peak. Some four
minutes.
"""

import argparse
import json
import os
import resource
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from extractor import annotate_all

SHOWN = (1, 250, 500, 1000, 2000, 3000, 4000, 5000)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")))
    options.add_argument("--documents", type=int, default=5000)
    arguments = options.parse_args()
    number = 0
    for number, _ in enumerate(annotate_all(islice(texts(arguments.data), arguments.documents)), 1):
        if number in SHOWN:
            print(f"{number:6} articles {held():6.0f} MB", flush=True)
    print(
        f"{number:6} articles {held():6.0f} MB, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


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


if __name__ == "__main__":
    main()

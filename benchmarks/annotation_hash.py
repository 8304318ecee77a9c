"""Digests of annotations, one a source and one of all: what a change that may change nothing is checked by.

    python benchmarks/annotation_hash.py SOURCE... [--save FILE | --compare FILE]

A source is a folder of texts (*.txt, *.json and *.jsonl with a `text`, at any depth) or one such file. `--save` keeps a
digest of every article; `--compare` names the articles whose annotation is another, and ends with 1 if there are any.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from extractor import Annotation, Article, annotate_all

SUFFIXES = (".txt", ".json", ".jsonl")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sources", nargs="+", type=Path)
    kept = options.add_mutually_exclusive_group()
    kept.add_argument("--save", type=Path)
    kept.add_argument("--compare", type=Path)
    arguments = options.parse_args()
    digests: dict[str, str] = {}
    for source in arguments.sources:
        found = dict(digested(source))
        print(f"{joined(found)}  {source}  ({len(found)} articles)", flush=True)
        digests |= found
    print(f"{joined(digests)}  all")
    if arguments.save:
        arguments.save.write_text(json.dumps(digests, ensure_ascii=False, indent=0), encoding="utf-8")
    if arguments.compare:
        before = json.loads(arguments.compare.read_text(encoding="utf-8"))
        others = sorted(name for name in {*before, *digests} if before.get(name) != digests.get(name))
        print(f"{len(others)} of {len(digests)} articles have another annotation", *others[:20], sep="\n  ")
        sys.exit(bool(others))


def digested(source: Path) -> Iterator[tuple[str, str]]:
    """Name and digest of each article's annotation, the name left out of it."""
    articles = list(read(source))
    names = (f"{source.name}/{name}" for name, _ in articles)
    for name, annotation in zip(names, annotate_all(article for _, article in articles), strict=True):
        yield name, digest(annotation.to_json() if isinstance(annotation, Annotation) else str(annotation))


def read(source: Path) -> Iterator[tuple[str, Article]]:
    paths = sorted(path for path in source.rglob("*") if path.suffix in SUFFIXES) if source.is_dir() else [source]
    for path in paths:
        name = path.name if path == source else str(path.relative_to(source))
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".txt":
            yield name, Article(text)
            continue
        for number, line in enumerate(text.splitlines() if path.suffix == ".jsonl" else [text], 1):
            raw = json.loads(line)
            if isinstance(raw, dict) and isinstance(raw.get("text"), str):
                yield f"{name}:{number}", Article(raw["text"], raw.get("published") or raw.get("dct"))


def joined(digests: dict[str, str]) -> str:
    return digest("".join(digests[name] for name in sorted(digests)))


def digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:16]


if __name__ == "__main__":
    main()

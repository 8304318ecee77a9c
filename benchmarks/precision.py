"""Precision of events on raw news, by hand: a seeded sample, and what a reader judged of it.

    python benchmarks/precision.py FOLDER             figures of the judged sample, and what is still found of it
    python benchmarks/precision.py FOLDER --draw 100  a new sample, with its sentences, to be judged

FOLDER holds UTF-8 texts (*.txt), as `data/slavicner/raw` of SlavNER 2021 does. `precision.jsonl` beside this file has
one event a line: the text's path, the offsets of the trigger, the type, and the judgments `event` (there is such an
event and its type is right) and `parties` (actors and recipients are right too, each linked to the right entity). No
text is kept. Some faults of the sample were mended after it was judged: the figure for unseen texts is that of the
sample, not of what is found today.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor import Annotation, Article, annotate_all

JUDGED = Path(__file__).with_suffix(".jsonl")
SEED = 22
UNREAD = slice(1, None, 2)  # every second text: the others were read while the rules were mended

Key = tuple[str, int, int, str]  # path, start, end, type


def annotations(folder: Path, paths: list[str]) -> Iterator[tuple[str, Annotation]]:
    """Each text with its annotation; SlavNER's files begin with a byte order mark."""
    articles = [Article((folder / path).read_text(encoding="utf-8-sig")) for path in paths]
    for path, result in zip(paths, annotate_all(articles), strict=True):
        if isinstance(result, Annotation):
            yield path, result


def keys(path: str, annotation: Annotation) -> list[Key]:
    return [(path, e.trigger.start, e.trigger.end, e.type) for e in annotation.events]


def draw(folder: Path, size: int) -> None:
    """Print a sample: its line for the file, and the sentence with the arguments for the eye."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt"))[UNREAD]
    found = dict(annotations(folder, paths))
    everything = sorted(key for path, annotation in found.items() for key in keys(path, annotation))
    for key in sorted(random.Random(SEED).sample(everything, size)):
        path, start, end, type_ = key
        print(json.dumps({"path": path, "start": start, "end": end, "type": type_, "event": None, "parties": None}))
        print(f"    {_shown(found[path], key)}")


def _shown(annotation: Annotation, key: Key) -> str:
    _, start, end, type_ = key
    [event, *_] = [e for e in annotation.events if (e.trigger.start, e.trigger.end, e.type) == (start, end, type_)]
    names = {entity.id: entity.name for entity in annotation.entities}
    arguments = "; ".join(
        f"{a.role} {a.text} [{names.get(getattr(a, 'entity', None) or '', '')}]" for a in event.arguments
    )
    sentence = next(s for s in annotation.sentences if s.start <= start < s.end)
    text = annotation.document.text
    marked = f"{text[sentence.start : start]}[[{text[start:end]}]]{text[end : sentence.end]}"
    return f"{event.type} {event.mode} {event.status}: {arguments}\n    {' '.join(marked.split())}"


def figures(folder: Path) -> None:
    """Print the share of right events in the sample, and in what the extractor finds of it today."""
    judged: list[dict[str, Any]] = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    paths = sorted({entry["path"] for entry in judged})
    now = {key for path, annotation in annotations(folder, paths) for key in keys(path, annotation)}
    still = [entry for entry in judged if (entry["path"], entry["start"], entry["end"], entry["type"]) in now]
    for name, entries in (("sample", judged), ("found today", still)):
        right = sum(entry["event"] for entry in entries)
        whole = sum(entry["event"] and entry["parties"] for entry in entries)
        count = len(entries)
        print(f"{name:12} {count:4} events  type right {right / count:.2f}  type and parties right {whole / count:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draw", type=int, metavar="N")
    arguments = parser.parse_args()
    if arguments.draw:
        draw(arguments.folder, arguments.draw)
    else:
        figures(arguments.folder)


if __name__ == "__main__":
    main()

"""Times beside dateparser's search, in one run: spans, values and speed.

    python benchmarks/times.py --gold ../shared/data/gold/dev --nerel ../shared/data/nerel/dev

`gold`: exact spans, and exact spans with their value. `nerel`: spans of DATE and TIME, strict (equal after the
governing preposition and a closing point are cut on both sides) and overlapping, of the outermost spans. Even and odd
documents are also reported apart. Speed is processor time of this layer alone, on documents already parsed.
dateparser (`pip install dateparser`) takes part where it is installed.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from spacy.tokens import Doc

from extractor.pipeline import COMPONENTS, load
from extractor.times import find_times

Labelled = tuple[int, int, str | None]
"""Start, end and value."""

Pair = tuple[list[Labelled], list[Labelled]]
"""What annotators marked and what a system answered."""

PARSING = {"extractor_sentences", "extractor_morphology", "extractor_syntax", "extractor_lemmas"}
REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
"""Values of «сейчас», «недавно», «вскоре», which our guidelines mark and NEREL mostly does not."""

_PREPOSITION = re.compile(
    r"(?:в\s+(?:течение|течении|период)\s+|на\s+протяжении\s+"
    r"|(?:в|во|на|с|со|c|по|до|от|к|ко|за|из|под|около|после|через|спустя|при|о|об|для|между|перед)\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Article:
    """A document's text, publication time, and the times that annotators marked."""

    text: str
    published: str | None
    gold: list[Labelled]


System = Callable[[Doc, Article], list[Labelled]]


def read_gold(folder: Path) -> list[Article]:
    articles = []
    for path in sorted(folder.glob("*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        spans = [(x["start"], x["end"], x["value"]) for x in raw["timexes"]]
        articles.append(Article(raw["text"], raw["dct"], spans))
    return articles


def read_nerel(folder: Path) -> list[Article]:
    articles = []
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        spans: list[Labelled] = [
            (int(start), int(end), None)
            for start, end in re.findall(
                r"^T\d+\t(?:DATE|TIME) (\d+) (?:[\d; ]+ )?(\d+)\t", path.read_text(encoding="utf-8"), re.M
            )
        ]
        articles.append(Article(text, None, outermost(spans)))
    return articles


def outermost(spans: list[Labelled]) -> list[Labelled]:
    return [a for a in spans if not any(b[0] <= a[0] and a[1] <= b[1] and b[:2] != a[:2] for b in spans)]


def cut(text: str, span: Labelled) -> Labelled:
    """The span without its governing preposition and closing point."""
    start, end, _ = span
    piece = text[start:end]
    lead = _PREPOSITION.match(piece)
    start += lead.end() if lead and lead.end() < len(piece) else 0
    return start, start + len(text[start:end].rstrip(" .")), None


def f1(pairs: Iterable[Pair], same: Callable[[Labelled, Labelled], bool]) -> float:
    hit_gold = hit_found = gold = found = 0
    for expected, answered in pairs:
        gold, found = gold + len(expected), found + len(answered)
        hit_gold += sum(any(same(a, b) for b in answered) for a in expected)
        hit_found += sum(any(same(a, b) for a in expected) for b in answered)
    recall, precision = hit_gold / max(gold, 1), hit_found / max(found, 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def same_span(a: Labelled, b: Labelled) -> bool:
    return a[:2] == b[:2]


def overlap(a: Labelled, b: Labelled) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def ours(doc: Doc, article: Article) -> list[Labelled]:
    return [(t.start, t.end, t.value) for t in find_times(doc, published=article.published)]


def dateparser_search(doc: Doc, article: Article) -> list[Labelled]:
    from dateparser.search import search_dates

    spans: list[Labelled] = []
    end = 0
    for words, moment in search_dates(article.text, languages=["ru"]) or []:
        start = article.text.find(words, end)
        if start >= 0:
            end = start + len(words)
            spans.append((start, end, moment.date().isoformat()))
    return spans


def systems() -> dict[str, System]:
    """Ours, and dateparser where it is installed."""
    known: dict[str, System] = {"extractor": ours}
    if find_spec("dateparser"):
        known["dateparser"] = dateparser_search
    return known


def report_gold(articles: list[Article], docs: list[Doc]) -> None:
    for name, run in systems().items():
        answers = timed(name, run, articles, docs)
        for part, chosen in halves([(a.gold, found) for a, found in zip(articles, answers, strict=True)]):
            value = f1(chosen, lambda a, b: a == b)
            print(f"  {part:5} spans {f1(chosen, same_span):.3f}  spans and value {value:.3f}")


def report_nerel(articles: list[Article], docs: list[Doc]) -> None:
    for name, run in systems().items():
        answers = timed(name, run, articles, docs)
        for left_out in ((), REFERENCES) if name == "extractor" else ((),):
            pairs = [
                ([cut(a.text, s) for s in a.gold], [cut(a.text, s) for s in found if s[2] not in left_out])
                for a, found in zip(articles, answers, strict=True)
            ]
            print(f"  {'without ' + ', '.join(left_out) if left_out else 'all spans'}")
            for part, chosen in halves(pairs):
                print(f"    {part:5} strict {f1(chosen, same_span):.3f}  overlap {f1(chosen, overlap):.3f}")


def timed(name: str, run: System, articles: list[Article], docs: list[Doc]) -> list[list[Labelled]]:
    """The answers of a system, and its speed once its data are loaded."""
    run(docs[0], articles[0])
    started = time.process_time()
    answers = [run(doc, article) for doc, article in zip(docs, articles, strict=True)]
    first = time.process_time() - started
    started = time.process_time()
    for doc, article in zip(docs, articles, strict=True):
        run(doc, article)
    again = time.process_time() - started
    print(f" {name}: {len(docs) / first:.0f} documents/s, {len(docs) / again:.0f} when its words have been seen")
    return answers


def halves(pairs: list[Pair]) -> list[tuple[str, list[Pair]]]:
    return [("all", pairs), ("even", pairs[::2]), ("odd", pairs[1::2])]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gold", type=Path)
    arguments.add_argument("--nerel", type=Path)
    options = arguments.parse_args()
    nlp = load(exclude=[name for name in COMPONENTS if name not in PARSING])
    for folder, read, report in (
        (options.gold, read_gold, report_gold),
        (options.nerel, read_nerel, report_nerel),
    ):
        if folder:
            articles = read(folder)
            print(f"{folder}: {len(articles)} documents, {sum(len(a.gold) for a in articles)} spans")
            report(articles, list(nlp.pipe(a.text for a in articles)))


if __name__ == "__main__":
    main()

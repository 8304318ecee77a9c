"""Other tools on the same texts in one run: python benchmarks/compare.py [--nerel DATA/nerel/dev]

Persons and times of NEREL's articles, the two kinds that most tools mark: strict F1 of persons; F1 of times by
the same span and by overlap, as `times.py` cuts them; seconds of the processor for all articles, caches empty. natasha
(with its extractor of dates), mawo-natasha and coreferee-ru each run in an environment of their own, made on the first
run (from PyPI); one that does not run is told with the last line of its complaint. dateparser runs in this one.
"""

import argparse
import json
import os
import re
import subprocess
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

import spacy
from speed import natasha_python
from times import Article, Labelled, cut, dateparser_search, f1, outermost, overlap, read_nerel, same_span

Answer = tuple[list[Labelled], list[Labelled]]
"""Persons and times of an article."""

OURS = ("sentences", "morphology", "syntax", "lemmas", "spans", "times")

# A tool's side, in its own environment: persons and times of each text, and the seconds, as JSON on the last line.
NATASHA = """
import json, sys, time
from natasha import DatesExtractor, Doc, MorphVocab, NewsEmbedding, NewsNERTagger, Segmenter
texts = json.load(sys.stdin)
segmenter, tagger, dates = Segmenter(), NewsNERTagger(NewsEmbedding()), DatesExtractor(MorphVocab())
answers, started = [], time.process_time()
for text in texts:
    doc = Doc(text)
    doc.segment(segmenter)
    doc.tag_ner(tagger)
    persons = [(span.start, span.stop, None) for span in doc.spans if span.type == "PER"]
    answers.append((persons, [(match.start, match.stop, None) for match in dates(text)]))
print(json.dumps([answers, time.process_time() - started]))
"""
COREFEREE = """
import coreferee_ru, spacy
spacy.blank("ru").add_pipe("coreferee_ru")
"""
PROBES = {"mawo-natasha": NATASHA.replace("from natasha", "from mawo_natasha"), "coreferee-ru": COREFEREE}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nerel", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")) / "nerel" / "dev")
    folder = options.parse_args().nerel
    articles, persons = read_nerel(folder), read_persons(folder)
    if not articles:
        options.error(f"{folder} holds no *.ann")
    print("| tool | persons | times, span | times, overlap | seconds |\n|---|---|---|---|---|")
    texts = [article.text for article in articles]
    print(row("natasha", *asked(natasha_python(), NATASHA, texts), articles, persons))
    print(row('spacy.blank("ru") and our components', *timed(by_ours(), articles), articles, persons))
    print(row("dateparser", *timed(by_dateparser, articles), articles, None))
    for package, code in PROBES.items():
        try:
            print(row(package, *asked(environment(package), code, texts), articles, persons))
        except RuntimeError as error:
            print(f"| {package} | does not run: {error} | | | |")


def read_persons(folder: Path) -> list[list[Labelled]]:
    found = []
    for path in sorted(folder.glob("*.ann")):
        spans = re.findall(r"^T\d+\tPERSON (\d+) (?:[\d; ]+ )?(\d+)\t", path.read_text(encoding="utf-8"), re.MULTILINE)
        found.append(outermost([(int(start), int(end), None) for start, end in spans]))
    return found


def by_ours() -> Callable[[Article], Answer]:
    nlp = spacy.blank("ru")
    for name in OURS:
        nlp.add_pipe(f"extractor_{name}")

    def answer(article: Article) -> Answer:
        doc = nlp(article.text)
        persons: list[Labelled] = [
            (span.start_char, span.end_char, None) for span in doc.spans["entities"] if span.label_ == "PERSON"
        ]
        return outermost(persons), [(found.start, found.end, found.value) for found in doc._.times]

    return answer


def by_dateparser(article: Article) -> Answer:
    return [], dateparser_search(spacy.blank("ru")(""), article)


def timed(system: Callable[[Article], Answer], articles: list[Article]) -> tuple[list[Answer], float]:
    system(Article("Вчера Иванов приехал.", None, []))  # loads what is loaded on first use
    started = time.process_time()
    return [system(article) for article in articles], time.process_time() - started


def asked(python: Path, code: str, texts: list[str]) -> tuple[list[Answer], float]:
    """What code answers in another environment; RuntimeError with its last line where it fails."""
    done = subprocess.run(
        [str(python), "-W", "ignore", "-c", code], input=json.dumps(texts), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    answers, seconds = json.loads(done.stdout.strip().splitlines()[-1])
    return [([tuple(a) for a in persons], [tuple(a) for a in times]) for persons, times in answers], seconds


def environment(package: str) -> Path:
    """The Python of an environment that holds the package alone."""
    place = Path(tempfile.gettempdir()) / f"extractor-benchmark-{package}-{os.getuid()}"
    python = place / "bin" / "python"
    if not (place / "ready").exists():
        venv.create(place, clear=True, with_pip=True)
        made = subprocess.run([python, "-m", "pip", "install", "-qq", package], capture_output=True, text=True)
        if made.returncode:
            raise RuntimeError(f"pip: {made.stderr.strip().splitlines()[-1]}")
        (place / "ready").touch()
    return python


def row(
    tool: str, answers: list[Answer], seconds: float, articles: list[Article], persons: list[list[Labelled]] | None
) -> str:
    named = f1(zip(persons, [found for found, _ in answers], strict=True), same_span) if persons else None
    times = [
        ([cut(a.text, span) for span in a.gold], [cut(a.text, span) for span in found])
        for a, (_, found) in zip(articles, answers, strict=True)
    ]
    cells = ["–" if named is None else f"{named:.3f}", f"{f1(times, same_span):.3f}", f"{f1(times, overlap):.3f}"]
    return f"| {tool} | {' | '.join(cells)} | {seconds:.1f} |"


if __name__ == "__main__":
    main()

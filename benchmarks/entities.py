"""The entity models on NEREL dev, and their speed beside slovnet's tagger: python benchmarks/entities.py [--data DIR]

DIR holds NEREL (dev/*.txt, dev/*.ann); it defaults to nerel below EXTRACTOR_DATA. Shows strict nested micro F1 by
type; tokens a second of the processor, one core, of the entity component alone, tokens given: slovnet's as natasha
runs it, and each model's, first with nothing computed before it, then in the pipeline, after morphology and syntax.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from spacy.language import Language
from speed import natasha_python

from extractor.entities.nested import described
from extractor.paths import models

BATCH = 32
RUNS = 5  # passes over the same texts in one process; the first fills the caches and is left out
BEFORE = ("extractor_sentences", "extractor_morphology", "extractor_syntax")

NATASHA = """
import json, sys, time
from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
texts = [open(path, encoding="utf-8").read() for path in sys.argv[2:]]
for _ in range(int(sys.argv[1])):
    docs = [Doc(text) for text in texts]
    for doc in docs:
        doc.segment(segmenter)
    started = time.process_time()
    for doc in docs:
        doc.tag_ner(tagger)
    print(json.dumps([sum(len(doc.tokens) for doc in docs), time.process_time() - started]), flush=True)
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")) / "nerel")
    options.add_argument("--models", nargs="+", default=["fast"])
    options.add_argument("--child", help=argparse.SUPPRESS)
    arguments = options.parse_args()
    dev = arguments.data / "dev"
    if arguments.child:
        model, place = arguments.child.split(":")
        measure(model, place, sorted(dev.glob("*.txt")))
        return
    for model in arguments.models:
        print(quality(model, dev))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = [str(path) for path in sorted(dev.glob("*.txt"))]
    systems = {"slovnet by natasha": [str(natasha_python()), "-W", "ignore", "-c", NATASHA, str(RUNS), *texts]}
    for model in arguments.models:
        for place in ("alone", "in the pipeline"):
            child = ["--data", str(arguments.data), "--child", f"{model}:{place}"]
            systems[f"{model}, {place}"] = [sys.executable, __file__, *child]
    print("| system | tokens/s | MB of weights |\n|---|---|---|")
    for system, command in systems.items():
        size = models() / "entities" / f"{system.split(',')[0]}.npz"
        megabytes = f"{size.stat().st_size / 1e6:.1f}" if size.exists() else ""
        print(f"| {system} | {tokens_a_second(command):,.0f} | {megabytes} |")


def quality(model: str, dev: Path) -> str:
    """The figures by type as a Markdown table."""
    from extractor.scoring.nerel import as_table, evaluate, read_nerel

    nlp = pipeline(model, before=BEFORE[:1])
    return f"{model} (version {described(model)['version']})\n{as_table(evaluate(nlp, read_nerel(dev)))}\n"


def pipeline(model: str, before: tuple[str, ...]) -> Language:
    """A pipeline of the components before, and the entity component."""
    import extractor
    from extractor.pipeline import COMPONENTS

    nlp = extractor.load(exclude=[name for name in COMPONENTS if name not in before])
    nlp.add_pipe("extractor_spans", config={"model": model})
    return nlp


def measure(model: str, place: str, paths: list[Path]) -> None:
    """Print, for each pass, the number of tokens and the seconds that the entity component took."""
    nlp = pipeline(model, BEFORE if place == "in the pipeline" else BEFORE[:1])
    texts = [path.read_text("utf-8") for path in paths]
    for _ in range(RUNS):
        tokens, seconds = 0, 0.0
        for start in range(0, len(texts), BATCH):
            docs = [nlp.make_doc(text) for text in texts[start : start + BATCH]]
            tokens += sum(not token.is_space for doc in docs for token in doc)
            for name, component in nlp.pipeline:
                started = time.process_time()
                pipe = getattr(component, "pipe", None)
                docs = list(pipe(docs, batch_size=BATCH)) if pipe else [component(doc) for doc in docs]
                if name == "extractor_spans":
                    seconds += time.process_time() - started
        print(json.dumps([tokens, seconds]), flush=True)


def tokens_a_second(command: list[str]) -> float:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment["PYTHONPATH"] = str(Path(__file__).parent.parent)
    lines = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.splitlines()
    passes = [json.loads(line) for line in lines[1:]]
    return float(median(tokens / seconds for tokens, seconds in passes))


if __name__ == "__main__":
    main()

"""The entity models' figures, beside slovnet's tagger in the same run: python benchmarks/entities.py [--data DATA]

DATA holds nerel/dev, factrueval/devset and slavicner; it defaults to EXTRACTOR_DATA. Shows

- strict F1 of NEREL's nested types, of dev, for each model of the manifest whose weights are here;
- F1 of persons, places and organisations: FactRuEval by the campaign's rules, SlavicNER's topics by strict spans;
- tokens a second of the processor, one core, of the entity component alone, tokens given: slovnet's as natasha runs
  it, and each model's, first with nothing computed before it, then in the pipeline, after morphology and syntax;
- megabytes of the weights, without navec's 27, which all of them read, and without slovnet's encoders (8 in all),
  which ours read; the seconds from the start of a process to the entities of a first article.

No network has seen FactRuEval's or SlavicNER's labels, so that each topic is held out; both collections' texts, without
labels, were among those on which `fast` is distilled, and the conventions of flat_names.yaml were chosen on them.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from spacy.language import Language
from speed import natasha_python

from extractor.entities.nested import described
from extractor.installed.paths import entity_weights, natasha_data

BATCH = 32
RUNS = 5  # passes over the same texts in one process; the first fills the caches and is left out
BEFORE = ("extractor_sentences", "extractor_morphology", "extractor_syntax")
SLOVNET = "slovnet"

# natasha's side, in its own environment: `names` prints the spans of each text, `speed` each pass's tokens and seconds.
NATASHA = """
import json, sys, time
from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
what, runs, texts = sys.argv[1], int(sys.argv[2]), json.load(sys.stdin)
def segmented(text):
    doc = Doc(text)
    doc.segment(segmenter)
    return doc
segmented(texts[0]).tag_ner(tagger)
print(json.dumps("first"), flush=True)
for _ in range(runs):
    docs = [segmented(text) for text in texts]
    started = time.process_time()
    for doc in docs:
        doc.tag_ner(tagger)
    if what == "speed":
        print(json.dumps([sum(len(doc.tokens) for doc in docs), time.process_time() - started]), flush=True)
    else:
        print(json.dumps([[(span.start, span.stop, span.type) for span in doc.spans] for doc in docs]))
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")))
    options.add_argument("--models", nargs="+", default=present())
    options.add_argument("--child", help=argparse.SUPPRESS)
    arguments = options.parse_args()
    if arguments.child:
        model, place = arguments.child.split(":")
        measure(model, place, json.load(sys.stdin))
        return
    print(nested(arguments.models, arguments.data / "nerel" / "dev"))
    print(names(arguments.models, arguments.data))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(cost(arguments.models, arguments.data / "nerel" / "dev"))


def present() -> list[str]:
    """The models that a pipeline takes and whose weights are here."""
    return [name for name in ("fast", "large") if all(path.exists() for path in files(name))]


def files(model: str) -> list[Path]:
    """The weights of a model, or of those of which it is made."""
    return [entity_weights(part) for part in described(model).get("members", [model])]


# Quality


def nested(names_of_models: Iterable[str], dev: Path) -> str:
    """Strict F1 of each type and model."""
    from extractor.scoring.nerel import evaluate, read_nerel

    texts = read_nerel(dev)
    figures = {model: evaluate(pipeline(model, BEFORE[:1]), texts) for model in names_of_models}
    gold = next(iter(figures.values()))
    lines = [f"| NEREL dev | {' | '.join(f'{model} P | R | F1' for model in figures)} | gold |"]
    lines.append("|---" * (3 * len(figures) + 2) + "|")
    for type_ in gold:
        parts = [figures[model][type_] for model in figures]
        cells = (f"{part.precision:.3f} | {part.recall:.3f} | {part.f1:.3f}" for part in parts)
        lines.append(f"| {type_} | {' | '.join(cells)} | {gold[type_].gold} |")
    return "\n".join(lines) + "\n"


def names(names_of_models: Iterable[str], data: Path) -> str:
    """F1 of persons, places and organisations by collection, of each model and of slovnet."""
    from extractor.scoring.factrueval.mentions import read_mentions, score_mentions
    from extractor.scoring.slavicner import KINDS, read_slavicner, score_topics
    from extractor.scoring.spans import find_mentions

    documents, articles = read_mentions(data / "factrueval" / "devset"), read_slavicner(data / "slavicner")
    texts = {text.name: text.text for text in documents} | {text.name: text.text for text in articles}
    answers: dict[str, Mapping[str, Any]] = {SLOVNET: natasha_names(texts)}
    answers |= {model: find_mentions(pipeline(model, BEFORE[:1]), texts) for model in names_of_models}
    rows: dict[str, dict[str, list[float]]] = {}
    for system, found in answers.items():
        tallies = score_mentions(documents, found)
        rows.setdefault("FactRuEval devset", {})[system] = [
            tallies[kind].f1 for kind in (*map(str.lower, KINDS), "overall")
        ]
        for topic, figures in score_topics(articles, found).items():
            rows.setdefault(f"SlavicNER, {topic}", {})[system] = [figures[kind].f1 for kind in (*KINDS, "ALL")]
    lines = [f"| F1 | {' | '.join(f'{system} {kind}' for kind in (*KINDS, 'all') for system in answers)} |"]
    lines.append("|---" * (len(answers) * (len(KINDS) + 1) + 1) + "|")
    for collection, systems in rows.items():
        cells = (f"{value:.3f}" for values in zip(*systems.values(), strict=True) for value in values)
        lines.append(f"| {collection} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def natasha_names(texts: Mapping[str, str]) -> dict[str, Any]:
    command = [str(natasha_python()), "-W", "ignore", "-c", NATASHA, "names", "1"]
    (found,), _ = run(command, list(texts.values()))
    return {name: [tuple(span) for span in spans] for name, spans in zip(texts, found, strict=True)}


def pipeline(model: str, before: tuple[str, ...]) -> Language:
    """A pipeline of the components before, and the entity component."""
    import extractor
    from extractor.pipeline import COMPONENTS

    kept = (*before, "extractor_spans")
    return extractor.load(exclude=[name for name in COMPONENTS if name not in kept], extractor_spans={"model": model})


# Cost


def cost(names_of_models: Iterable[str], dev: Path) -> str:
    """Speed, size and start-up of each system."""
    texts = [path.read_text("utf-8") for path in sorted(dev.glob("*.txt"))]
    systems = {f"{SLOVNET} by natasha": [str(natasha_python()), "-W", "ignore", "-c", NATASHA, "speed", str(RUNS)]}
    sizes = {f"{SLOVNET} by natasha": [natasha_data() / "model" / "slovnet_ner_news_v1.tar"]}
    for model in names_of_models:
        for place in ("alone", "in the pipeline"):
            systems[f"{model}, {place}"] = [sys.executable, __file__, "--child", f"{model}:{place}"]
            sizes[f"{model}, {place}"] = files(model)
    lines = ["| system | tokens/s | times slovnet's | MB of weights | start, s |", "|---|---|---|---|---|"]
    first: float | None = None
    for system, command in systems.items():
        passes, started = run(command, texts)
        speed = float(median(tokens / seconds for tokens, seconds in passes[1:]))
        first = first or speed
        megabytes = sum(path.stat().st_size for path in sizes[system]) / 1e6
        lines.append(f"| {system} | {speed:,.0f} | {speed / first:.2f} | {megabytes:.1f} | {started:.2f} |")
    return "\n".join(lines)


def measure(model: str, place: str, texts: list[str]) -> None:
    """Print that the first article is done; then, for each pass, the tokens and the seconds of the entity component."""
    nlp = pipeline(model, BEFORE if place == "in the pipeline" else BEFORE[:1])
    nlp(texts[0])
    print(json.dumps("first"), flush=True)
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


def run(command: list[str], texts: list[str]) -> tuple[list[Any], float]:
    """What a process prints when it is given texts, after its first line; and the seconds until that line came."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment["PYTHONPATH"] = str(Path(__file__).parent.parent)
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        json.dump(texts, process.stdin)
        process.stdin.close()
        process.stdout.readline()
        started = time.perf_counter() - begun
        lines = [json.loads(line) for line in process.stdout]
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return lines, started


if __name__ == "__main__":
    main()

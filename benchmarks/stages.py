"""One system measured in a process of its own: python benchmarks/stages.py WHAT SYSTEM TEXT...

WHAT is speed, unseen, lengths, shell or processes.
SYSTEM is natasha, layers (ours, as far as natasha goes) or whole (all of ours); for `processes` it is how many of
them. Prints JSON lines: the first as soon as an article is annotated. Runs in natasha's environment too, so it
imports a system only where it is measured. Times are seconds of the processor, but for `shell` and `processes` those of
the clock.
"""

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

UNSEEN = 200  # articles of a file with one a line
REPEATS = 3  # of the texts, where several processes are measured
PASSES = 2  # over the same texts: with empty caches and with full ones
LAYERS = ("sentences", "morphology", "syntax", "lemmas", "spans", "names")
KILOBYTES = (1, 10, 100, 1000)

Stages = Iterator[tuple[str, int]]  # a stage's name where it is done, and the tokens that it has seen


class Clock:
    """What each stage has taken so far."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self._last = time.process_time()

    def stop(self, stage: str) -> None:
        now = time.process_time()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._last
        self._last = now


def natasha() -> Callable[[list[str], Clock], int]:
    """natasha's five stages; the function annotates texts and returns how many tokens they have."""
    from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    embedding = NewsEmbedding()
    segmenter, vocabulary, morphology = Segmenter(), MorphVocab(), NewsMorphTagger(embedding)
    syntax, names = NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def annotate(texts: list[str], clock: Clock) -> int:
        tokens = 0
        for text in texts:
            doc = Doc(text)
            doc.segment(segmenter)
            clock.stop("segmentation")
            doc.tag_morph(morphology)
            clock.stop("morphology")
            doc.parse_syntax(syntax)
            clock.stop("syntax")
            doc.tag_ner(names)
            clock.stop("names")
            for token in doc.tokens:
                token.lemmatize(vocabulary)
            clock.stop("lemmas")
            tokens += len(doc.tokens)
        return tokens

    return annotate


def ours(whole: bool) -> Callable[[list[str], Clock], int]:
    """Our pipeline as annotate_all runs it, all of it or as far as natasha goes.

    The components that work on many documents at once come first; each document then passes all others in turn.
    """
    from extractor.annotation.build import build
    from extractor.pipeline import BATCH_SIZE, COMPONENTS, load
    from extractor.process.collector import seldom

    layers = [f"extractor_{layer}" for layer in LAYERS]
    nlp = load(exclude=() if whole else [name for name in COMPONENTS if name not in layers])
    stages = [
        (name.removeprefix("extractor_").replace("sentences", "segmentation"), part) for name, part in nlp.pipeline
    ]
    last = 1 + max(number for number, (_, component) in enumerate(stages) if hasattr(component, "pipe"))

    @seldom()
    def annotate(texts: list[str], clock: Clock) -> int:
        tokens = 0
        for start in range(0, len(texts), BATCH_SIZE):
            docs = [nlp.make_doc(text) for text in texts[start : start + BATCH_SIZE]]
            clock.stop("segmentation")
            for stage, component in stages[:last]:
                pipe = getattr(component, "pipe", None)
                docs = [*pipe(docs, batch_size=BATCH_SIZE)] if pipe else [*map(component, docs)]
                clock.stop(stage)
            for doc in docs:
                for stage, component in stages[last:]:
                    component(doc)
                    clock.stop(stage)
                if whole:
                    build(doc)
                    clock.stop("annotation")
            tokens += sum(len(doc) for doc in docs)
        return tokens

    return annotate


def measure(system: str, texts: list[str]) -> Iterable[dict[str, Any]]:
    """The first article, then each pass over all texts, then the memory."""
    annotate = natasha() if system == "natasha" else ours(whole=system == "whole")
    annotate(texts[:1], Clock())
    yield {"first": system}
    for _ in range(PASSES):
        clock = Clock()
        tokens = annotate(texts, clock)
        yield {"stages": clock.stages, "tokens": tokens}
    yield {"megabytes": peak()}


def unseen(system: str, texts: list[str]) -> Iterable[dict[str, Any]]:
    """The first article, then all others once."""
    annotate = natasha() if system == "natasha" else ours(whole=system == "whole")
    annotate(texts[:1], Clock())
    clock = Clock()
    annotate(texts[1:], clock)
    yield {"stages": clock.stages, "documents": len(texts) - 1}


def read(path: Path) -> list[str]:
    """The text of a file, or the first texts of a file with one a line."""
    text = path.read_text("utf-8")
    if path.suffix != ".jsonl":
        return [text]
    return [json.loads(line)["text"] for line in text.splitlines()[:UNSEEN]]


def lengths(system: str, texts: list[str]) -> Iterable[dict[str, Any]]:
    """One document of each length, made of the texts again and again; then one sentence without punctuation."""
    annotate = ours(whole=system == "whole")
    annotate(texts, Clock())  # full caches, so that length alone differs
    for kilobytes in KILOBYTES:
        document = cut("\n\n".join(texts), kilobytes)
        yield {"kilobytes": kilobytes, **timed(annotate, document)}
    words = [word for text in texts for word in text.split() if word.isalpha()]
    yield {"kilobytes": KILOBYTES[-1], "one sentence": True, **timed(annotate, cut(" ".join(words), KILOBYTES[-1]))}


def shell(texts: list[str]) -> Iterable[dict[str, Any]]:
    """What a user's own loop takes in each pass, by the clock and of all cores together."""
    from extractor import annotate

    annotate(texts[0])
    for _ in range(PASSES):
        begun, core = time.perf_counter(), time.process_time()
        for text in texts:
            annotate(text)
        yield {"seconds": time.perf_counter() - begun, "core": time.process_time() - core}


def processes(count: int, texts: list[str]) -> Iterable[dict[str, Any]]:
    """What annotate_all takes for the texts once all processes have started and filled their caches.

    That is what several times the texts take more than the texts alone do.
    """
    once, digest = annotated(texts, count)
    repeated, _ = annotated(texts * (1 + REPEATS), count)
    yield {"seconds": (repeated - once) / REPEATS, "digest": digest}


def annotated(texts: list[str], count: int) -> tuple[float, str]:
    """The seconds that annotate_all takes in so many processes, and a digest of the JSON."""
    from extractor import annotate_all

    begun = time.perf_counter()
    digest = hashlib.sha256()
    for annotation in annotate_all(texts, processes=count):
        digest.update(annotation.to_json().encode("utf-8"))  # type: ignore[union-attr]
    return time.perf_counter() - begun, digest.hexdigest()


def cut(text: str, kilobytes: int) -> str:
    data = text.encode("utf-8")
    data = data * (kilobytes * 1000 // len(data) + 1)
    return data[: kilobytes * 1000].decode("utf-8", "ignore")


def timed(annotate: Callable[[list[str], Clock], int], document: str) -> dict[str, Any]:
    """The best of several runs: of three on short documents, one on the longest."""
    runs = []
    for _ in range(3 if len(document) < 100_000 else 1):
        clock = Clock()
        annotate([document], clock)
        runs.append(clock.stages)
    return {"seconds": min(sum(stages.values()) for stages in runs), "megabytes": peak()}


def peak() -> float:
    """The highest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    what, system, *paths = sys.argv[1:]
    contents = [text for path in paths for text in read(Path(path))]
    if what == "processes":
        lines = processes(int(system), contents)
    elif what == "shell":
        lines = shell(contents)
    else:
        lines = {"speed": measure, "unseen": unseen, "lengths": lengths}[what](system, contents)
    for line in lines:
        print(json.dumps(line), flush=True)

"""NEREL's nested entities against the pipeline's: strict F1 by type.

A span counts as found where its start, end and type are those of a gold span.
Source: Loukachevitch et al. 2021, NEREL; the form is brat's standoff, offsets in code points.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans

from extractor.entities.naming.flat_names import mentions
from extractor.entities.nested import NAMED, places
from extractor.errors import InputError

GoldSpan = tuple[int, int, str]


@dataclass(frozen=True)
class GoldText:
    """An article of NEREL with the start, end and type of each of its entities."""

    name: str
    text: str
    spans: frozenset[GoldSpan]


@dataclass(frozen=True)
class Figures:
    """How many spans were found rightly, found at all, and are in gold."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def read_nerel(folder: Path) -> list[GoldText]:
    """The articles of a folder of NEREL (`train` or `dev`), by name.

    Raises:
        InputError: the folder has no annotated article, or a line of an annotation is none of brat's.
    """
    texts = [
        GoldText(path.stem, path.with_suffix(".txt").read_text("utf-8"), frozenset(_read_spans(path)))
        for path in sorted(folder.glob("*.ann"))
    ]
    if not texts:
        raise InputError(f"{folder}: no .ann file of NEREL is in this folder")
    return texts


def _read_spans(path: Path) -> Iterator[GoldSpan]:
    """The spans of one piece: NEREL's few divided ones are left out, as its authors do."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.startswith("T"):
            continue
        try:
            type_, start, end = line.split("\t")[1].split(" ", 2)
            if ";" not in end:
                yield int(start), int(end), type_
        except (IndexError, ValueError) as error:
            raise InputError(f"{path}:{number}: not a span of brat's standoff: {line!r}") from error


def examples(nlp: Language, texts: Iterable[GoldText], spans_key: str = "entities") -> Iterator[Example]:
    """The articles for spaCy's `nlp.evaluate`; what ends inside a token is widened to whole tokens, as in our spans."""
    for text in texts:
        reference = nlp.make_doc(text.text)
        spans = [reference.char_span(*span, alignment_mode="expand") for span in sorted(text.spans)]
        reference.spans[spans_key] = [span for span in spans if span is not None]
        reference.ents = filter_spans([span for span in reference.spans[spans_key] if span.label_ in NAMED])
        yield Example(nlp.make_doc(text.text), reference)


def evaluate(nlp: Language, texts: Iterable[GoldText], spans_key: str = "entities") -> dict[str, Figures]:
    """The figures of each type, and of all together under `ALL`, for spans that the pipeline puts under `spans_key`."""
    texts = list(texts)
    docs = nlp.pipe(text.text for text in texts)
    found = {text.name: places(doc.spans[spans_key]) for text, doc in zip(texts, docs, strict=True)}
    return compare({text.name: text.spans for text in texts}, found)


def find_mentions(nlp: Language, texts: Mapping[str, str], spans_key: str = "entities") -> dict[str, list[GoldSpan]]:
    """The mentions of persons, places and organisations (PER, LOC, ORG) in each text, out of its nested spans."""
    docs = nlp.pipe(texts.values())
    return {name: mentions(doc.text, places(doc.spans[spans_key])) for name, doc in zip(texts, docs, strict=True)}


def as_table(figures: Mapping[str, Figures]) -> str:
    """The figures as a Markdown table."""
    lines = ["| type | precision | recall | F1 | gold |", "|---|---|---|---|---|"]
    lines += [
        f"| {type_} | {part.precision:.3f} | {part.recall:.3f} | {part.f1:.3f} | {part.gold} |"
        for type_, part in figures.items()
    ]
    return "\n".join(lines)


def as_record(figures: Mapping[str, Figures]) -> dict[str, dict[str, float]]:
    """The figures of each type as `p`, `r`, `f` and the numbers `gold` and `found`, for JSON."""
    return {
        type_: {"p": part.precision, "r": part.recall, "f": part.f1, "gold": part.gold, "found": part.found}
        for type_, part in figures.items()
    }


def compare(
    gold: Mapping[str, Iterable[tuple[Any, ...]]], found: Mapping[str, Iterable[tuple[Any, ...]]]
) -> dict[str, Figures]:
    """The figures of each type, and of all together under `ALL`, by the spans of each article; the type comes last."""
    counts = [Counter[str](), Counter[str](), Counter[str]()]
    for name, spans in gold.items():
        expected, answered = set(spans), set(found.get(name, ()))
        for count, part in zip(counts, (expected & answered, answered, expected), strict=True):
            count.update(type_ for *_, type_ in part)
    right, answers, golds = counts
    figures = {type_: Figures(right[type_], answers[type_], golds[type_]) for type_ in sorted(answers | golds)}
    return {"ALL": Figures(right.total(), answers.total(), golds.total())} | figures

"""NEREL's nested entities against the pipeline's: strict F1 by type.

A span counts as found where its start, end and type are those of a gold span.
Source: Loukachevitch et al. 2021, NEREL; the form is brat's standoff, offsets in code points.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import SpanGroup

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


def evaluate(nlp: Language, texts: Iterable[GoldText], spans_key: str = "entities") -> dict[str, Figures]:
    """The figures of each type, and of all together under `ALL`, for spans that the pipeline puts under `spans_key`."""
    texts = list(texts)
    docs = nlp.pipe(text.text for text in texts)
    found = {text.name: _answer(doc.spans[spans_key]) for text, doc in zip(texts, docs, strict=True)}
    return compare({text.name: text.spans for text in texts}, found)


def _answer(group: SpanGroup) -> set[GoldSpan]:
    """The spans of a group, where it says so by the exact places that they have inside tokens."""
    offsets = group.attrs.get("offsets") or [(span.start_char, span.end_char) for span in group]
    return {(start, end, span.label_) for (start, end), span in zip(offsets, group, strict=True)}


def as_table(figures: Mapping[str, Figures]) -> str:
    """The figures as a Markdown table."""
    lines = ["| type | precision | recall | F1 | gold |", "|---|---|---|---|---|"]
    lines += [
        f"| {type_} | {part.precision:.3f} | {part.recall:.3f} | {part.f1:.3f} | {part.gold} |"
        for type_, part in figures.items()
    ]
    return "\n".join(lines)


def compare(gold: Mapping[str, Iterable[GoldSpan]], found: Mapping[str, Iterable[GoldSpan]]) -> dict[str, Figures]:
    """The figures of each type, and of all together under `ALL`, by the spans of each article."""
    counts = [Counter[str](), Counter[str](), Counter[str]()]
    for name, spans in gold.items():
        expected, answered = set(spans), set(found.get(name, ()))
        for count, part in zip(counts, (expected & answered, answered, expected), strict=True):
            count.update(type_ for *_, type_ in part)
    right, answers, golds = counts
    figures = {type_: Figures(right[type_], answers[type_], golds[type_]) for type_ in sorted(answers | golds)}
    return {"ALL": Figures(right.total(), answers.total(), golds.total())} | figures

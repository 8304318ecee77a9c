"""NEREL's nested entities against the pipeline's: strict F1 by type.

Source: Loukachevitch et al. 2021, NEREL; the form is brat's standoff, offsets in code points.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans

from extractor.annotation.model import Annotation
from extractor.entities.nested import NAMED
from extractor.errors import InputError
from extractor.scoring.spans import Labelled, compare, find_spans
from extractor.scoring.tally import Tally
from extractor.standoff import text_bound


@dataclass(frozen=True)
class GoldText:
    """An article of NEREL with the start, end and type of each of its entities."""

    name: str
    text: str
    spans: frozenset[Labelled]


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


def _read_spans(path: Path) -> Iterator[Labelled]:
    """The spans of one piece: NEREL's few divided ones are left out, as its authors do."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.startswith("T"):
            continue
        try:
            marked = text_bound(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: not a span of brat's standoff: {line!r}") from error
        if len(marked.pieces) == 1:
            yield *marked.pieces[0], marked.label


def spans_of(annotation: Annotation) -> list[Labelled]:
    """The nested spans that an annotation carries."""
    return [(span.start, span.end, span.type) for span in annotation.spans]


def examples(nlp: Language, texts: Iterable[GoldText], spans_key: str = "entities") -> Iterator[Example]:
    """The articles for spaCy's `nlp.evaluate`; what ends inside a token is widened to whole tokens, as in our spans."""
    for text in texts:
        reference = nlp.make_doc(text.text)
        spans = [reference.char_span(*span, alignment_mode="expand") for span in sorted(text.spans)]
        reference.spans[spans_key] = [span for span in spans if span is not None]
        reference.ents = filter_spans([span for span in reference.spans[spans_key] if span.label_ in NAMED])
        yield Example(nlp.make_doc(text.text), reference)


def evaluate(nlp: Language, texts: Iterable[GoldText], spans_key: str = "entities") -> dict[str, Tally]:
    """The figures of each type, and of all together under `ALL`, for spans that the pipeline puts under `spans_key`."""
    texts = list(texts)
    found = find_spans(nlp, {text.name: text.text for text in texts}, spans_key)
    return compare({text.name: text.spans for text in texts}, found)

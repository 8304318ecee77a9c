"""Labelled spans of collections against the nested entities of a pipeline: strict figures by type.

A span counts as found where its start, end and type are those of a gold span.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from spacy.language import Language

from extractor.entities.naming.flat_names import mentions
from extractor.entities.nested import places
from extractor.scoring.tally import Tally, paired

Labelled = tuple[int, int, str]  # start, end, type; offsets in code points


def find_spans(nlp: Language, texts: Mapping[str, str], spans_key: str = "entities") -> dict[str, list[Labelled]]:
    """The nested entities that the pipeline puts under `spans_key`, of each text."""
    docs = nlp.pipe(texts.values())
    return {name: places(doc.spans[spans_key]) for name, doc in zip(texts, docs, strict=True)}


def find_mentions(nlp: Language, texts: Mapping[str, str], spans_key: str = "entities") -> dict[str, list[Labelled]]:
    """The mentions of persons, places and organisations (PER, LOC, ORG) in each text, out of its nested spans."""
    return {name: mentions(texts[name], found) for name, found in find_spans(nlp, texts, spans_key).items()}


def compare(
    gold: Mapping[str, Iterable[tuple[Any, ...]]], found: Mapping[str, Iterable[tuple[Any, ...]]]
) -> dict[str, Tally]:
    """The figures of each type, and of all together under `ALL`, by the spans of each article; the type comes last."""
    counts = [Counter[str](), Counter[str](), Counter[str]()]
    for name, spans in gold.items():
        expected, answered = set(spans), set(found.get(name, ()))
        for count, part in zip(counts, (expected & answered, answered, expected), strict=True):
            count.update(type_ for *_, type_ in part)
    right, answers, golds = counts
    figures = {type_: paired(right[type_], answers[type_], golds[type_]) for type_ in sorted(answers | golds)}
    return {"ALL": paired(right.total(), answers.total(), golds.total())} | figures

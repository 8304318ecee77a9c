"""Names of persons, places and organisations by slovnet's tagger, as the span group `names`."""

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.text import weights
from extractor.text.batch import Batch, BatchComponent, read_batch
from extractor.text.engine import Ints, engine
from extractor.text.weights import Floats


@Language.factory("extractor_names", assigns=["doc.spans"], default_config={"spans_key": "names"})
def make_names(nlp: Language, name: str, spans_key: str) -> "NameTagger":
    return NameTagger(spans_key)


class NameTagger(BatchComponent):
    """Sets `doc.spans["names"]` with the labels PER, LOC and ORG.

    The tagger sees a document as one sequence, as it was trained: sentence by sentence its labels change.
    """

    def __init__(self, spans_key: str = "names") -> None:
        self.spans_key = spans_key

    def find(self, batch: Batch) -> list[tuple[int, int, str]]:
        """The names: first token, token behind the last, type; tokens are counted through all documents."""
        if not len(batch.keys):
            return []
        network = engine().network(weights.NAMES)["head"]
        emissions = engine().encode(weights.NAMES, batch.keys, batch.documents) @ network["proj"]["weight"]
        emissions += network["proj"]["bias"]
        labels = engine().labels(weights.NAMES, "tag")
        tags = best_paths(emissions, network["crf"]["transitions"], batch.documents)
        return [
            (int(batch.places[first]), int(batch.places[last]) + 1, type_)
            for first, last, type_ in _read_tags(tags, labels, batch.documents)
        ]

    def set_annotations(self, docs: Sequence[Doc]) -> None:
        names = iter(self.find(read_batch(docs)))
        name = next(names, None)
        offset = 0
        for doc in docs:
            spans = []
            while name and name[0] < offset + len(doc):
                spans.append(Span(doc, name[0] - offset, name[1] - offset, label=name[2]))
                name = next(names, None)
            doc.spans[self.spans_key] = spans
            offset += len(doc)


def _read_tags(tags: Ints, labels: list[str], lengths: Ints) -> Iterator[tuple[int, int, str]]:
    """The spans that BIO tags mark: first word, last word, type. A span goes on whatever the type of its `I-`."""
    begins = np.flatnonzero(np.char.startswith(labels, "B-")[tags])
    outside = np.flatnonzero(tags == labels.index("O"))
    stops = np.unique(np.concatenate((begins, outside, np.cumsum(lengths))))
    lasts = stops[np.searchsorted(stops, begins, side="right")] - 1
    for first, last in zip(begins.tolist(), lasts.tolist(), strict=True):
        yield first, last, labels[tags[first]].removeprefix("B-")


def best_paths(emissions: Floats, transitions: Floats, lengths: Ints) -> Ints:
    """The most probable tags of sequences under a linear-chain CRF (Viterbi), step by step for all sequences at once.

    Args:
        emissions: a row a word of all sequences, a column a tag.
        transitions: from the row's tag to the column's.
        lengths: how many words each sequence has; none is empty.
    """
    order = np.argsort(-lengths, kind="stable")
    firsts = (np.cumsum(lengths) - lengths)[order]
    # The sequences that are still going on at a step are the first so many, longest first.
    going_on = np.searchsorted(-lengths[order], -np.arange(lengths.max(initial=0)), side="left")
    scores = emissions[firsts]
    back = []
    into = np.ascontiguousarray(transitions.T)
    for step, count in enumerate(going_on[1:].tolist(), 1):
        paths = scores[:count, None, :] + into
        back.append(paths.argmax(axis=2))
        scores[:count] = paths.max(axis=2) + emissions[firsts[:count] + step]
    tags = np.empty(len(emissions), np.int64)
    tag = scores.argmax(axis=1)
    for step in range(len(back), 0, -1):
        count = len(back[step - 1])
        tags[firsts[:count] + step] = tag[:count]
        tag[:count] = back[step - 1][np.arange(count), tag[:count]]
    tags[firsts] = tag
    return tags

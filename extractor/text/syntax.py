"""Heads and relations (Universal Dependencies) by slovnet's parser, made one tree a sentence."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.process.blas import one_thread
from extractor.text import weights
from extractor.text.batch import Batch, BatchComponent, read_batch, set_tokens
from extractor.text.engine import SCORED, Ints, engine
from extractor.text.tree import best_tree, broken, first_best
from extractor.text.weights import Floats

ROOT = "root"
WHITE_SPACE = "dep"
LONGEST = 512  # words among which a head is looked for: time and memory grow with their square


@Language.factory(
    "extractor_syntax", requires=["token.is_sent_start"], assigns=["token.head", "token.dep"], default_config={}
)
def make_syntax(nlp: Language, name: str) -> "Syntax":
    return Syntax(nlp.vocab)


class Syntax(BatchComponent):
    """Sets `token.head` and `token.dep`; white space hangs on the word before it as `dep`."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    @one_thread()
    def find(self, batch: Batch) -> tuple[Ints, Ints]:
        """The head of each word, counted in its sentence from 1 with 0 for the root, and its relation's number."""
        encoded = engine().encode(weights.SYNTAX, batch.keys, batch.sentences)
        parser = Parser(engine().network(weights.SYNTAX), encoded, batch.sentences)
        heads = parser.trees()
        return heads, parser.relations(heads, self._names.index(ROOT))

    def set_annotations(self, docs: Sequence[Doc]) -> None:
        batch = read_batch(docs)
        values = np.empty((batch.tokens, 2), np.int64)
        values[:, 0] = _white_space_heads(batch)
        values[:, 1] = np.where(values[:, 0] == np.arange(batch.tokens), self._root, self._white_space)
        if len(batch.keys):
            heads, relations = self.find(batch)
            firsts = np.repeat(np.cumsum(batch.sentences) - batch.sentences, batch.sentences)
            absolute = np.where(heads == 0, np.arange(len(heads)), firsts + heads - 1)
            values[batch.places, 0] = batch.places[absolute]
            values[batch.places, 1] = self._hashes[relations]
        values[:, 0] -= np.arange(batch.tokens)  # spaCy keeps heads as distances
        set_tokens(docs, [HEAD, DEP], values)

    @cached_property
    def _names(self) -> list[str]:
        return engine().labels(weights.SYNTAX, "rel")

    @cached_property
    def _hashes(self) -> Ints:
        return np.array([self.vocab.strings.add(name) for name in self._names], np.uint64).view(np.int64)

    @cached_property
    def _root(self) -> int:
        return int(self._hashes[self._names.index(ROOT)])

    @cached_property
    def _white_space(self) -> int:
        return int(self._hashes[self._names.index(WHITE_SPACE)])


class Parser:
    """Biaffine scores over the encoded words of sentences.

    Sentences of more than LONGEST words are parsed piece by piece, and the trees of the pieces joined.
    Source: Dozat and Manning 2017; slovnet, `exec/model.py`.
    """

    def __init__(self, network: Any, encoded: Floats, sentences: Ints) -> None:
        self._sentences = sentences
        self._encoded = encoded
        self._head, self._relation = network["head"], network["rel"]

    def trees(self) -> Ints:
        """The head of each word: the first of the best, and where these make no tree, that of the best tree."""
        dependents = _feed_forward(self._head["head"], self._encoded) @ self._head["kernel"]
        governors = _feed_forward(self._head["tail"], self._encoded)
        root = _feed_forward(self._head["tail"], self._head["root"])
        pieces = _pieces(self._sentences)
        bounds = np.cumsum(pieces)
        heads = np.empty(len(self._encoded), np.int64)

        def scores(piece: int) -> Floats:
            own = slice(bounds[piece] - pieces[piece], bounds[piece])
            products: Floats = dependents[own] @ np.vstack((root, governors[own])).T
            return products

        for piece, (end, length) in enumerate(zip(bounds.tolist(), pieces.tolist(), strict=True)):
            heads[end - length : end] = first_best(scores(piece))
        for piece in broken(heads, pieces).tolist():
            heads[bounds[piece] - pieces[piece] : bounds[piece]] = best_tree(scores(piece))
        return _joined(heads, pieces, self._sentences)

    def relations(self, heads: Ints, root: int) -> Ints:
        """The best relation of each word to its head; that of the root alone is number `root`."""
        rooted = heads == 0
        firsts = np.repeat(np.cumsum(self._sentences) - self._sentences, self._sentences)
        governors = _feed_forward(self._relation["head"], self._encoded)[np.where(rooted, 0, firsts + heads - 1)]
        dependents = _feed_forward(self._relation["tail"], self._encoded)
        relations = np.empty(len(heads), np.int64)
        for start in range(0, len(heads), SCORED):
            block = slice(start, start + SCORED)
            by_relation = governors[block] @ self._relation["kernel"]
            by_relation = by_relation.reshape(len(by_relation), -1, dependents.shape[1])
            scores = np.matmul(by_relation, dependents[block][:, :, None])[:, :, 0]
            scores[:, root] = -np.inf
            scores.argmax(axis=1, out=relations[block])
        relations[rooted] = root
        return relations


def _feed_forward(layer: Any, rows: Floats) -> Floats:
    output: Floats = rows @ layer["proj"]["weight"] + layer["proj"]["bias"]
    return np.maximum(output, 0, out=output)


def _pieces(sentences: Ints) -> Ints:
    """The lengths of sentences, the longer ones cut into pieces of at most LONGEST words."""
    if sentences.max(initial=0) <= LONGEST:
        return sentences
    pieces: list[int] = []
    for length in sentences.tolist():
        whole, rest = divmod(length, LONGEST)
        pieces += [LONGEST] * whole + [rest] * (rest > 0)
    return np.array(pieces)


def _joined(heads: Ints, pieces: Ints, sentences: Ints) -> Ints:
    """Heads counted in pieces as heads counted in sentences; roots of later pieces hang on that of the first."""
    if pieces is sentences:
        return heads
    ends = np.cumsum(sentences)
    starts = np.cumsum(pieces) - pieces
    owners = np.searchsorted(ends, starts, side="right")
    shifts = starts - (ends - sentences)[owners]
    joined = np.where(heads == 0, 0, heads + np.repeat(shifts, pieces))
    roots = np.flatnonzero(heads == 0)
    later = shifts[np.repeat(np.arange(len(pieces)), pieces)[roots]] > 0
    first_roots = roots[~later] - (ends - sentences) + 1
    joined[roots[later]] = first_roots[np.repeat(owners, pieces)[roots[later]]]
    return joined


def _white_space_heads(batch: Batch) -> Ints:
    """What each token would hang on as white space: the word before it in its sentence, or after it, or the start."""
    numbers = batch.sentence_numbers
    before = np.full(batch.tokens, -1)
    before[batch.places] = batch.places
    before = np.maximum.accumulate(before)
    after = np.full(batch.tokens, batch.tokens)
    after[batch.places] = batch.places
    after = np.minimum.accumulate(after[::-1])[::-1]
    starts = np.searchsorted(numbers, numbers, side="left")
    heads = np.where(numbers[np.minimum(after, batch.tokens - 1)] == numbers, after, starts)
    heads[after == batch.tokens] = starts[after == batch.tokens]
    inside = before >= starts
    heads[inside] = before[inside]
    return heads

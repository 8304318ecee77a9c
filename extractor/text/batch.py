"""The words of several documents as arrays, for the networks.

White space is no word. Everything that depends on a form alone is asked once a distinct form.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import ORTH, SENT_START
from spacy.tokens import Doc
from spacy.util import minibatch

from extractor.errors import PipelineError
from extractor.process.sharing import Latest
from extractor.text.engine import Ints, engine
from extractor.text.tokens import clean

Hashes = npt.NDArray[np.uint64]

_SPACE = -1  # in place of the key of a word
_FORMS = 2**16  # forms whose keys are kept
_keys: dict[int, int] = {}


@dataclass(frozen=True)
class Batch:
    """Documents one after the other.

    `keys` are the networks' keys of all words, `places` the words' numbers among all tokens, of which there are
    `tokens`.
    """

    docs: Sequence[Doc]
    keys: Ints
    places: Ints
    tokens: int

    @cached_property
    def documents(self) -> Ints:
        """How many words each document has that has any."""
        return _lengths(np.searchsorted(self._ends, self.places, side="right"))

    @cached_property
    def sentences(self) -> Ints:
        """How many words each sentence has that has any."""
        return _lengths(self.sentence_numbers[self.places])

    @cached_property
    def sentence_numbers(self) -> Ints:
        """The number of each token's sentence, counted through all documents.

        Raises:
            PipelineError: a document has no sentences.
        """
        starts = column(self.docs, SENT_START) == 1
        place = 0
        for doc in self.docs:
            if len(doc) > 1 and not doc.has_annotation("SENT_START"):
                raise PipelineError("the document has no sentences; add the component extractor_sentences before")
            if len(doc):
                starts[place] = True
            place += len(doc)
        return np.cumsum(starts) - 1

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self.docs)))


def read_batch(docs: Sequence[Doc]) -> Batch:
    """The words of documents."""
    orths = column(docs, ORTH)
    # The components ask for the same batch one after the other.
    words = _latest.of(docs[0], partial(_words, orths), lambda kept: np.array_equal(kept.orths, orths))
    return Batch(docs, words.keys, words.places, len(orths))


def column(docs: Sequence[Doc], attribute: int) -> Hashes:
    """One attribute of all tokens of all documents."""
    return np.concatenate([doc.to_array(attribute).astype(np.uint64, copy=False) for doc in docs])


def set_tokens(docs: Sequence[Doc], attributes: list[int | str], values: npt.NDArray[np.generic]) -> None:
    """Set attributes of all tokens of all documents: a row a token, a column an attribute."""
    start = 0
    for doc in docs:
        if len(doc):
            part: Any = values[start : start + len(doc)].view(np.uint64)  # spaCy's stub asks for another array
            doc.from_array(attributes, part)
        start += len(doc)


@dataclass(frozen=True)
class _Words:
    """The forms of a batch, with the keys and places of its words."""

    orths: Hashes
    keys: Ints
    places: Ints


def _words(orths: Hashes, first: Doc) -> _Words:
    distinct, inverse = np.unique(orths, return_inverse=True)
    string = first.vocab.strings.__getitem__
    keys = np.array([_key(orth, string) for orth in distinct.tolist()], np.int64)[inverse]
    places = np.flatnonzero(keys != _SPACE)
    return _Words(orths, keys[places], places)


_latest = Latest[_Words]()


class BatchComponent:
    """A spaCy component that works on several documents at once."""

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        for docs in minibatch(stream, batch_size):
            self.set_annotations(docs)
            yield from docs

    def set_annotations(self, docs: Sequence[Doc]) -> None:
        """Find what the component finds and write it on the documents."""
        raise NotImplementedError


def _key(orth: int, string: Callable[[int], str]) -> int:
    key = _keys.get(orth)
    if key is None:
        if len(_keys) >= _FORMS:
            _keys.clear()
        form = string(orth)
        key = _keys[orth] = _SPACE if form.isspace() else engine().key(clean(form))
    return key


def _lengths(numbers: Ints) -> Ints:
    counts = np.bincount(numbers)
    return counts[counts > 0]

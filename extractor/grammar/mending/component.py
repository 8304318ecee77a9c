"""The component that mends words and trees on the document.

First the verbs («{Бастуют} рыбаки», «{Избившие} мэра»), for all else asks after them; then the tree: «Посла отозвала
{Польша}». The networks are right nearly always; only what form and agreement exclude is changed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.grammar.columns import Words, words_of
from extractor.grammar.mending import (
    addressees,
    agents,
    compounds,
    coordinates,
    owners,
    participles,
    partners,
    places,
    plurals,
    quantities,
    subjects,
    verbs,
)
from extractor.grammar.mending.change import Change

_MENDED = [HEAD, DEP, POS, MORPH, LEMMA]
_TREE = (
    compounds.misread,
    agents.misread,
    addressees.misread,
    quantities.misread,
    places.misread,
    owners.misread,
    subjects.misread,
    partners.misread,
    plurals.misread,
    coordinates.misread,
)


@Language.factory(
    "extractor_mending",
    requires=["token.head", "token.dep", "token.morph", "token.lemma"],
    assigns=["token.head", "token.dep", "token.pos", "token.morph", "token.lemma"],
    default_config={},
)
def make_mending(nlp: Language, name: str) -> "Mending":
    return Mending(nlp.vocab)


class Mending:
    """Corrects parts of speech of verbs, which of a verb's nouns is its subject, whose partner is whose."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            words = self._mend_verbs(doc, words_of(doc))
            for mend in _TREE:
                words = self._mend_nouns(doc, mend(words), words)
        return doc

    def _mend_verbs(self, doc: Doc, words: Words) -> Words:
        """The words as they are then, adjectives too that it took for verbs."""
        finite, others = verbs.misread(words), participles.misread(words)
        found = {position: (verb.lemma, verb.features) for position, verb in finite.items()}
        found |= {position: (verb.lemma, _joined(verb.features)) for position, verb in others.items()}
        described = participles.misread_adjectives(words)
        if found or described:
            table: Any = doc.to_array(_MENDED)
            for position, (lemma, named) in found.items():
                features = self.vocab.morphology.add(named)
                table[position, 2:] = (self._number("VERB"), features, self._number(lemma))
            for position, named in described.items():
                features = self.vocab.morphology.add(named)
                table[position, 1:4] = (self._number("amod"), self._number("ADJ"), features)
            doc.from_array(_MENDED, table)
        return words_of(doc) if found or described else words

    def _mend_nouns(self, doc: Doc, found: Sequence[Change], words: Words) -> Words:
        """The words as they are then."""
        kept = without_circles(found, words.head)
        if kept:
            table: Any = doc.to_array(_MENDED)
            for change in kept:
                features = {**doc[change.position].morph.to_dict(), **change.features}
                distance = np.int64(change.head - change.position).astype(np.uint64)
                former = doc[change.position if change.like is None else change.like].dep_
                kept_whole = former.partition(":")[0] == change.relation  # «nsubj:pass»
                relation = former if kept_whole else change.relation
                table[change.position, :2] = (distance, self._number(relation))
                table[change.position, 3] = self.vocab.morphology.add(features)
            doc.from_array(_MENDED, table)
        return words_of(doc) if kept else words

    def _number(self, string: str) -> int:
        return int(self.vocab.strings.add(string))


def _joined(features: Iterable[tuple[str, str]]) -> str:
    return "|".join(f"{name}={value}" for name, value in features)


def without_circles(found: Sequence[Change], heads: Sequence[int]) -> list[Change]:
    """The changes after which the tree still is one: nothing hangs on what hangs on it."""
    kept, above = [], list(heads)
    for change in found:
        word = change.head
        while word != change.position and above[word] != word:
            word = above[word]
        if word != change.position:
            above[change.position] = change.head
            kept.append(change)
    return kept

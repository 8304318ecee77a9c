"""Parts of speech and features (Universal Dependencies) by slovnet's tagger."""

from collections.abc import Sequence

import numpy as np
from spacy.attrs import MORPH, POS
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.process.blas import one_thread
from extractor.text import weights
from extractor.text.batch import Batch, BatchComponent, Hashes, read_batch, set_tokens
from extractor.text.engine import SCORED, Ints, engine


@Language.factory(
    "extractor_morphology", requires=["token.is_sent_start"], assigns=["token.pos", "token.morph"], default_config={}
)
def make_morphology(nlp: Language, name: str) -> "Morphology":
    return Morphology(nlp.vocab)


class Morphology(BatchComponent):
    """Sets `token.pos` and `token.morph`, sentence by sentence."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._tags: Hashes | None = None

    @one_thread()
    def find(self, batch: Batch) -> Ints:
        """The number of each word's tag among the tagger's labels."""
        encoded = engine().encode(weights.MORPHOLOGY, batch.keys, batch.sentences)
        head = engine().network(weights.MORPHOLOGY)["head"]["proj"]
        tags = np.empty(len(encoded), np.int64)
        for start in range(0, len(encoded), SCORED):
            scores = encoded[start : start + SCORED] @ head["weight"]
            scores += head["bias"]
            scores.argmax(axis=1, out=tags[start : start + SCORED])
        return tags

    def set_annotations(self, docs: Sequence[Doc]) -> None:
        batch = read_batch(docs)
        if self._tags is None:
            self._tags = self._read_tags()
        values = np.repeat(self._tags[-1:], batch.tokens, axis=0)
        values[batch.places] = self._tags[self.find(batch)]
        set_tokens(docs, [POS, MORPH], values)

    def _read_tags(self) -> Hashes:
        """What spaCy keeps for each tag, and in the last row for white space."""
        rows = []
        for label in [*engine().labels(weights.MORPHOLOGY, "tag"), "SPACE"]:
            pos, _, features = label.partition("|")
            rows.append((IDS.get(pos, IDS["X"]), self.vocab.morphology.add(features)))
        return np.array(rows, np.uint64)

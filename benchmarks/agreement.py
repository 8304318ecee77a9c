"""Our labels against slovnet's own library on the same weights: python benchmarks/agreement.py DIR...

The DIRs hold texts (*.txt, at any depth). Both sides get our sentences and tokens. Of slovnet's tagger of names only
the encoder is used, by the entity model, so its rows are compared: words with a number that differs by more than
TOLERANCE. slovnet's heads need not make a tree, ours do: sentences where its heads are none are counted apart.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from navec import Navec
from rich.console import Console
from rich.table import Table
from slovnet import NER, Morph, Syntax
from spacy.tokens import Doc

from extractor.installed.paths import natasha_data
from extractor.pipeline import COMPONENTS, load
from extractor.text import weights
from extractor.text.batch import read_batch
from extractor.text.engine import engine

LAYERS = [f"extractor_{layer}" for layer in ("sentences", "morphology", "syntax")]
TOLERANCE = 1e-3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    paths = [path for folder in options.parse_args().folders for path in sorted(folder.rglob("*.txt"))]
    slovnet = Slovnet()
    counts: Counter[str] = Counter()
    nlp = load(exclude=[name for name in COMPONENTS if name not in LAYERS])
    for doc in nlp.pipe(path.read_text("utf-8", "ignore") for path in paths):
        counts.update(slovnet.compared(doc))
    table = Table("", "compared", "differ", title=f"{len(paths)} documents, labels of slovnet and ours")
    for what in ("tags", "heads", "relations", "rows of names"):
        table.add_row(what, f"{counts[what]:,}", f"{counts[f'{what} differ']:,}")
    console = Console()
    console.print(table)
    console.print(f"sentences where slovnet's heads are no tree, so that ours differ: {counts['no tree']:,}")


class Slovnet:
    """slovnet's three models over one embedding."""

    def __init__(self) -> None:
        data = natasha_data()
        embedding = Navec.load(data / weights.EMBEDDING)
        self._morphology = Morph.load(data / weights.MORPHOLOGY).navec(embedding)
        self._syntax = Syntax.load(data / weights.SYNTAX).navec(embedding)
        self._names = NER.load(data / weights.NAMES).navec(embedding)

    def compared(self, doc: Doc) -> Counter[str]:
        """How many labels of a document are compared and how many differ."""
        sentences = [[token for token in sentence if not token.is_space] for sentence in doc.sents]
        sentences = [words for words in sentences if words]
        forms = [[token.text for token in words] for words in sentences]
        counts: Counter[str] = Counter()
        for words, markup in zip(sentences, self._morphology.map(forms), strict=True):
            pairs = zip(words, markup.tokens, strict=True)
            counts["tags"] += len(words)
            counts["tags differ"] += sum(f"{a.pos_}|{a.morph}".rstrip("|") != b.tag for a, b in pairs)
        for words, markup in zip(sentences, self._syntax.map(forms), strict=True):
            counts.update(compared_trees(words, markup.tokens))
        counts.update(self._compared_rows(doc, [form for sentence in forms for form in sentence]))
        return counts

    def _compared_rows(self, doc: Doc, forms: list[str]) -> Counter[str]:
        if not forms:
            return Counter()
        model, (batch,) = self._names.infer.model, self._names.infer.encoder([forms])
        [expected] = model.encoder(model.emb(batch.word_id, batch.shape_id), batch.pad_mask)
        ours = read_batch([doc])
        found = engine().encode(weights.NAMES, ours.keys, ours.documents)
        far = np.abs(found - expected[: len(forms)]).max(axis=1) > TOLERANCE
        return Counter({"rows of names": len(far), "rows of names differ": int(far.sum())})


def compared_trees(words: list[Any], parsed: list[Any]) -> Counter[str]:
    heads = [int(token.head_id) for token in parsed]
    if not one_tree(heads):
        return Counter({"no tree": 1})
    numbers = {token.i: number for number, token in enumerate(words, 1)}
    found = [0 if token.head == token else numbers[token.head.i] for token in words]
    same = [a == b for a, b in zip(found, heads, strict=True)]
    relations = [a.dep_ == b.rel for a, b, equal in zip(words, parsed, same, strict=True) if equal]
    return Counter(
        {
            "heads": len(same),
            "heads differ": same.count(False),
            "relations": len(relations),
            "relations differ": relations.count(False),
        }
    )


def one_tree(heads: list[int]) -> bool:
    """Whether every word hangs, over any number of others, on one root; 0 is above it."""
    if heads.count(0) != 1:
        return False
    children: dict[int, list[int]] = {}
    for word, head in enumerate(heads, 1):
        children.setdefault(head, []).append(word)
    reached, queue = 0, [0]
    while queue:
        below = children.get(queue.pop(), [])
        reached += len(below)
        queue += below
    return reached == len(heads)


if __name__ == "__main__":
    main()

"""Quality of the linguistic layers beside natasha's: python benchmarks/layers.py --data DIR

DIR holds CoNLL-U files with gold tokens and sentences (GramEval-2020); it defaults to grameval below
EXTRACTOR_DATA. All figures are shares of words in percent, punctuation left out: POS; features, all of a word right;
lemma, case and «ё» aside; UAS; LAS.
"""

import argparse
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

FIGURES = ("POS", "features", "lemma", "UAS", "LAS")
SYSTEMS = ("natasha", "ours")


@dataclass(frozen=True)
class Word:
    """A line of CoNLL-U; `head` counts from 1 in the sentence, 0 is the root."""

    form: str
    lemma: str
    pos: str
    features: str
    head: int
    relation: str


Sentences = list[list[Word]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("EXTRACTOR_DATA", ".")) / "grameval")
    arguments = options.parse_args()
    paths = sorted(arguments.data.glob("*.conllu"))
    if not paths:
        options.error(f"{arguments.data} holds no *.conllu")
    table = Table("", "words", *(f"{figure}, {system}" for figure in FIGURES for system in SYSTEMS))
    for path in paths:
        gold = read(path)
        answers = [by_natasha(path), by_ours(gold)]
        counted = sum(word.pos != "PUNCT" for sentence in gold for word in sentence)
        scores = [score(gold, answer) for answer in answers]
        cells = [f"{100 * right / counted:.1f}" for pair in zip(*scores, strict=True) for right in pair]
        table.add_row(path.stem.removeprefix("GramEval2020-").removesuffix("-dev"), str(counted), *cells)
    Console(width=160).print(table)


def read(path: Path) -> Sentences:
    sentences = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1] != "#"]
        sentences.append([
            Word(row[1], row[2], row[3], row[5], int(row[6]), row[7]) for row in rows if row[0].isdigit()
        ])  # fmt: skip
    return sentences


def score(gold: Sentences, answer: Sentences) -> list[int]:
    """How many words are right, figure by figure."""
    right = [0] * len(FIGURES)
    for expected, found in zip(gold, answer, strict=True):
        for a, b in zip(expected, found, strict=True):
            if a.pos == "PUNCT":
                continue
            checks = (
                a.pos == b.pos,
                a.features == b.features,
                plain(a.lemma) == plain(b.lemma),
                a.head == b.head,
                (a.head, a.relation) == (b.head, b.relation),
            )
            right = [count + check for count, check in zip(right, checks, strict=True)]
    return right


def plain(lemma: str) -> str:
    return lemma.lower().replace("ё", "е")


def by_ours(gold: Sentences) -> Sentences:
    from spacy.tokens import Doc

    from extractor.pipeline import load

    nlp = load()
    answer = []
    for sentence in gold:
        sent_starts: list[bool | int | None] = [number == 0 for number in range(len(sentence))]
        doc = Doc(nlp.vocab, words=[word.form for word in sentence], sent_starts=sent_starts)
        for layer in ("morphology", "syntax", "lemmas"):
            doc = nlp.get_pipe(f"extractor_{layer}")(doc)
        answer.append([
            Word(token.text, token.lemma_, token.pos_, str(token.morph) or "_",
                 0 if token.head == token else token.head.i + 1, token.dep_)
            for token in doc
        ])  # fmt: skip
    return answer


def by_natasha(path: Path) -> Sentences:
    """natasha's layers, found in the environment that the benchmark of speed makes."""
    from speed import natasha_python

    forms = json.dumps([[word.form for word in sentence] for sentence in read(path)])
    command = [str(natasha_python()), "-W", "ignore", "-c", NATASHA]
    process = subprocess.run(command, input=forms, capture_output=True, text=True, check=True)
    return [[Word(*word) for word in sentence] for sentence in json.loads(process.stdout)]


NATASHA = """
import json, sys
from natasha import MorphVocab, NewsEmbedding, NewsMorphTagger, NewsSyntaxParser
embedding, vocabulary = NewsEmbedding(), MorphVocab()
sentences = json.load(sys.stdin)
answer = []
parses = zip(NewsMorphTagger(embedding).map(sentences), NewsSyntaxParser(embedding).map(sentences))
for morphology, syntax in parses:
    answer.append([
        (a.text, vocabulary.lemmatize(a.text, a.pos, a.feats), a.pos,
         "|".join(f"{key}={value}" for key, value in a.feats.items()) or "_", int(b.head_id), b.rel)
        for a, b in zip(morphology.tokens, syntax.tokens)
    ])
json.dump(answer, sys.stdout)
"""


if __name__ == "__main__":
    main()

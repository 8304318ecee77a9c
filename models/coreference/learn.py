"""Learns whom anaphors take up: PYTHONPATH=models/parties python models/coreference/learn.py DATA [--articles 1000]

DATA is the folder with `rucoco/dev.jsonl` and `gold/check`, of which only the names of files are read: none of these
articles is learnt from, nor any of the sample of 300 that `extractor evaluate rucoco --sample 300` measures. Another
300 tell the thresholds and the figures that are printed. Writes weights.json beside this file.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from logistic import Group, fit_choice
from spacy.language import Language

from extractor.entities.coreference.antecedents import Anaphor, Antecedent, Sort
from extractor.entities.coreference.ranking import PROTOCOL, Ranking, Weights
from extractor.entities.registry import Link
from extractor.grammar.columns import words_of
from extractor.pipeline import COMPONENTS, load
from extractor.scoring.rucoco import Article, heads, read_rucoco

HERE = Path(__file__).parent
MEASURED, TOLD = 300, 300  # articles of the fixed sample, and those that tell thresholds
RIDGE, LEAST = 3.0, 15  # examples in which a name must stand to have a weight
SORTS: tuple[Sort, ...] = ("pronoun", "possessive", "they", "person", "body", "state", "place")
STEPS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
PRECISION = 0.25  # a threshold is the best F-measure of this beta²: a wrong link costs more than a missing one


@dataclass(frozen=True)
class Example:
    """An anaphor: its candidates and circumstances, which candidates are right, whether gold links it at all."""

    sort: Sort
    group: Group
    annotated: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=1000, help="to learn from")
    arguments = parser.parse_args()
    nlp = load(exclude=list(COMPONENTS)[list(COMPONENTS).index("extractor_entities") + 1 :])
    free = list(_free(arguments.data))
    Random(16).shuffle(free)
    told = [example for article in free[:TOLD] for example in examples(nlp, article)]
    learnt = [example for article in free[TOLD : TOLD + arguments.articles] for example in examples(nlp, article)]
    weights = fit(learnt)
    least = {sort: _threshold(sort, told, weights) for sort in SORTS}
    made = {
        "articles": len(free[TOLD : TOLD + arguments.articles]),
        "licence": "CC BY-NC 4.0: fitted on RuCoCo (Dobrovolskii et al. 2022); weights of features, no text",
    }
    whole = {"protocol": PROTOCOL, "made_from": made, **weights, "least": least}
    (HERE / "weights.json").write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _free(data: Path) -> Iterator[Article]:
    """The articles that nothing is measured on."""
    path = data / "rucoco" / "dev.jsonl"
    kept = {article.name for article in read_rucoco(path, MEASURED)}
    kept |= {file.stem.partition("__")[2] for file in (data / "gold" / "check").glob("newsru__*")}
    return (article for article in read_rucoco(path) if article.name not in kept)


def examples(nlp: Language, article: Article) -> Iterator[Example]:
    """The anaphors of an article as the pipeline meets them, each with the answer of its people."""
    met: list[tuple[Anaphor, list[Antecedent], list[str], list[list[int]]]] = []
    choose = Ranking.choose

    def noting(self: Ranking, anaphor: Anaphor, proposed: Link) -> Link:
        candidates = self.antecedents.of(anaphor)
        if candidates:
            mentioned = [_mentioned(anaphor, candidate) for candidate in candidates]
            met.append((anaphor, candidates, self.antecedents.circumstances(anaphor, candidates), mentioned))
        return choose(self, anaphor, proposed)

    with patch.object(Ranking, "choose", noting):
        doc = nlp(article.text)
    gold: dict[int, set[int]] = defaultdict(set)
    for head, number in heads(article, doc, words_of(doc)):
        gold[head].add(number)
    for anaphor, candidates, around, mentioned in met:
        wanted = gold.get(anaphor.position, set())
        right = [_is_right(wanted, places, gold) for places in mentioned]
        group = Group([list(candidate.names) for candidate in candidates], right, around)
        yield Example(anaphor.sort, group, bool(wanted))


def _mentioned(anaphor: Anaphor, candidate: Antecedent) -> list[int]:
    """Where a candidate has been mentioned so far; of several together, and of a mere thing, the last time."""
    if len(candidate.clusters) != 1:
        return [] if candidate.place is None else [candidate.place]
    places = [occurrence.head for occurrence in candidate.clusters[0].occurrences]
    near = [] if candidate.place is None else [candidate.place]  # a title may stand for the name behind it
    return list(dict.fromkeys([place for place in places if place < anaphor.position] + near)) or places[:1]


def _is_right(wanted: set[int], places: Sequence[int], gold: dict[int, set[int]]) -> bool:
    """Whether people join an anaphor with a candidate's mentions, at least with as many as they do not."""
    known = [bool(wanted & gold[place]) for place in places if place in gold]
    return any(known) and 2 * sum(known) >= len(known)


def fit(learnt: Iterable[Example]) -> dict[str, Any]:
    """The weights of candidates and of nobody, by the sort of the anaphor."""
    by_sort: dict[Sort, list[Group]] = defaultdict(list)
    for example in learnt:
        by_sort[example.sort].append(example.group)
    fitted = {sort: fit_choice(by_sort[sort], ridge=RIDGE, least=LEAST) for sort in SORTS}
    return {
        "candidate": {sort: _rounded(candidate) for sort, (candidate, _) in fitted.items()},
        "nobody": {sort: _rounded(nobody) for sort, (_, nobody) in fitted.items()},
    }


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= 0.02 or name == "bias"}


def _threshold(sort: Sort, told: Sequence[Example], fitted: dict[str, Any]) -> float:
    """The probability from which links of a sort are worth most; prints what each would give."""
    weights = Weights(fitted["candidate"], fitted["nobody"], {})
    chosen = []
    for example in told:
        if example.sort == sort:
            group = example.group
            shares = weights.shares(sort, group.candidates, group.circumstances)
            best = max(range(len(shares)), key=lambda i: (shares[i], -i))
            chosen.append((shares[best], group.right[best], example.annotated))
    wanted = sum(any(example.group.right) for example in told if example.sort == sort)
    worth: dict[float, float] = {}
    for step in STEPS:
        linked = [(right, annotated) for share, right, annotated in chosen if share >= step]
        right = sum(right for right, _ in linked)
        number = sum(annotated for _, annotated in linked)  # what people left alone is not measured either
        precision, recall = right / max(number, 1), right / max(wanted, 1)
        worth[step] = (1 + PRECISION) * precision * recall / max(PRECISION * precision + recall, 1e-9)
        print(f"{sort} {step:.2f}: {len(linked)} linked, P {precision:.3f}, R {recall:.3f}, worth {worth[step]:.3f}")
    return max(STEPS, key=lambda step: worth[step])


if __name__ == "__main__":
    main()

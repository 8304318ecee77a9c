"""Learns whom anaphors take up: PYTHONPATH=models/parties python models/coreference/learn.py DATA [--articles 2000]

DATA is the folder with `rucoco/dev.jsonl` and `gold/check`, of which only the names of files are read: none of these
articles is learnt from, nor any of the sample of 300 that `extractor evaluate rucoco --sample 300` measures. Another
300 tell the thresholds and the figures that are printed. Writes weights.json beside this file.

What stands before an anaphor depends on how those before it were linked: here by the rules, without any weights.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from sys import intern
from typing import Any
from unittest.mock import patch

from logistic import Group, fit_choice
from spacy.language import Language
from spacy.tokens import Doc

from extractor.entities import clusters
from extractor.entities.coreference.antecedents import Antecedent
from extractor.entities.coreference.evidence import PRONOUNS, Anaphor, Sort
from extractor.entities.coreference.ranking import PROTOCOL, Ranking, Weights
from extractor.entities.registry import Link
from extractor.grammar.columns import words_of
from extractor.pipeline import COMPONENTS, load
from extractor.scoring.rucoco import Article, read_rucoco

HERE = Path(__file__).parent
MEASURED, TOLD = 300, 300  # articles of the fixed sample, and those that tell thresholds
RIDGE, LEAST = 3.0, 15  # examples in which a name must stand to have a weight
SORTS: tuple[Sort, ...] = (*PRONOUNS, "person", "body", "state", "place")
STEPS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
# A threshold is the best F-measure of this beta²: a wrong link costs more than a missing one. A noun without a link is
# still somebody, a pronoun nobody.
PRECISION, OF_PRONOUNS = 0.25, 0.5
ENTITIES = "extractor_entities"

Parsed = Sequence[tuple[Article, bytes]]


@dataclass(frozen=True)
class Example:
    """An anaphor: its candidates and circumstances, which candidates are right, whether gold links it at all."""

    sort: Sort
    group: Group
    annotated: bool


@dataclass(frozen=True)
class Met:
    """An anaphor as the pipeline meets it, with the tokens at which each candidate has been mentioned."""

    anaphor: Anaphor
    candidates: Sequence[Antecedent]
    circumstances: Sequence[str]
    mentioned: Sequence[Sequence[int]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=2000, help="to learn from")
    arguments = parser.parse_args()
    nlp = load(exclude=list(COMPONENTS)[list(COMPONENTS).index(ENTITIES) + 1 :])
    free = list(_free(arguments.data))
    Random(16).shuffle(free)
    with nlp.select_pipes(disable=[ENTITIES]):
        parsed = [
            (article, doc.to_bytes())
            for article, doc in zip(free, nlp.pipe(article.text for article in free), strict=True)
        ][: TOLD + arguments.articles]
    fitted = fit(example for article in parsed[TOLD:] for example in examples(nlp, *article))
    weights = Weights(fitted["candidate"], fitted["nobody"], {})
    told = [example for article in parsed[:TOLD] for example in examples(nlp, *article)]
    least = {sort: _threshold(sort, told, weights) for sort in SORTS}
    made = {
        "articles": len(parsed) - TOLD,
        "licence": "CC BY-NC 4.0: fitted on RuCoCo (Dobrovolskii et al. 2022); weights of features, no text",
    }
    whole = {"protocol": PROTOCOL, "made_from": made, **fitted, "least": least}
    (HERE / "weights.json").write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _free(data: Path) -> Iterator[Article]:
    """The articles that nothing is measured on."""
    path = data / "rucoco" / "dev.jsonl"
    kept = {article.name for article in read_rucoco(path, MEASURED)}
    kept |= {file.stem.partition("__")[2] for file in (data / "gold" / "check").glob("newsru__*")}
    return (article for article in read_rucoco(path) if article.name not in kept)


def examples(nlp: Language, article: Article, parsed: bytes) -> Iterator[Example]:
    """The anaphors of an article as the rules alone meet them, each with the answer of its people."""
    met: list[Met] = []
    titles: dict[int, list[int]] = {}
    choose = Ranking.choose

    def noting(self: Ranking, anaphor: Anaphor, proposed: Link) -> Link:
        candidates = self.antecedents.of(anaphor)
        if candidates:
            around = self.antecedents.circumstances(anaphor, [candidate.names for candidate in candidates])
            met.append(Met(anaphor, candidates, around, [_mentioned(anaphor, one) for one in candidates]))
            for title, held in self.antecedents.titles.items():
                titles[title] = [occurrence.head for cluster in held for occurrence in cluster.occurrences]
        return choose(self, anaphor, proposed)

    doc = Doc(nlp.vocab).from_bytes(parsed)
    with patch.object(Ranking, "choose", noting), patch.object(clusters, "load_weights", lambda: None):
        doc = nlp.get_pipe(ENTITIES)(doc)
    gold = _gold(article, doc, titles)
    for one in met:
        wanted = gold.get(one.anaphor.position, set())
        right = [_is_right(wanted, places, gold) for places in one.mentioned]
        candidates = [list(map(intern, candidate.names)) for candidate in one.candidates]
        yield Example(one.anaphor.sort, Group(candidates, right, list(map(intern, one.circumstances))), bool(wanted))


def _gold(article: Article, doc: Doc, titles: Mapping[int, Sequence[int]]) -> dict[int, set[int]]:
    """The clusters of people's mentions by their heads, and by the names that stand behind a title that is one's head.

    «{министр} культуры {Ян Новак}» is one mention of theirs and has its head in the title, ours in the name.
    """
    words = words_of(doc)
    gold: dict[int, set[int]] = defaultdict(set)
    behind: dict[int, set[int]] = defaultdict(set)
    for number, cluster in enumerate(article.clusters):
        for start, end in cluster:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None:
                continue
            head = words.top(span.start, span.end)
            gold[head].add(number)
            for name in titles.get(head, ()):
                if span.start <= name < span.end:
                    behind[name].add(number)
    return {**behind, **gold}


def _mentioned(anaphor: Anaphor, candidate: Antecedent) -> list[int]:
    """Where a candidate has been mentioned so far; of several together, and of a mere thing, the last time."""
    if len(candidate.clusters) != 1:
        return [] if candidate.place is None else [candidate.place]
    places = [occurrence.head for occurrence in candidate.clusters[0].occurrences]
    near = [] if candidate.place is None else [candidate.place]  # a title may stand for the name behind it
    return list(dict.fromkeys([place for place in places if place < anaphor.position] + near)) or places[:1]


def _is_right(wanted: set[int], places: Sequence[int], gold: Mapping[int, set[int]]) -> bool:
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


def _threshold(sort: Sort, told: Sequence[Example], weights: Weights) -> float:
    """The probability from which links of a sort are worth most; prints what each would give."""
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
        number = sum(annotated for _, annotated in linked)  # the others people left alone
        precision, recall = right / max(len(linked), 1), right / max(wanted, 1)
        beta = OF_PRONOUNS if sort in PRONOUNS else PRECISION
        worth[step] = (1 + beta) * precision * recall / max(beta * precision + recall, 1e-9)
        figures = f"P {precision:.3f}, of what people link {right / max(number, 1):.3f}, R {recall:.3f}"
        print(f"{sort} {step:.2f}: {len(linked)} linked, {figures}, worth {worth[step]:.3f}")
    return max(STEPS, key=lambda step: worth[step])


if __name__ == "__main__":
    main()

"""Trains judge and ranker: python models/parties/train.py DATA [--unlabelled 2500]

DATA is the folder with `gold/dev`, `raw`, `nerel/train`, `factrueval/devset` and `rucoco`. Everything fitted is
measured in five folds over documents; the thresholds are those of the best mean of the F1 of events, participants and
dyads on the articles that the templates were not written on. Writes weights.json and the table of README.md beside
this file.
"""

import argparse
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from articles import Annotated, annotated
from examples import CHOSEN, READ, Examples, examples, habits, parsed, unlabelled
from logistic import fit_choice, fit_logistic
from reliability import table
from spacy.language import Language
from spacy.tokens import Doc

from extractor.annotation.build import build
from extractor.annotation.model import Annotation
from extractor.events.circumstances.circumstances import CIRCUMSTANCES
from extractor.events.matcher import Matcher
from extractor.events.parties.weighing import FOUND, Weighing
from extractor.events.parties.weights import PROTOCOL, Weights
from extractor.events.template import load_templates
from extractor.pipeline import load
from extractor.scoring.project.answer import from_annotation
from extractor.scoring.project.figures import score
from extractor.scoring.tally import Tally
from extractor.templates.hits import PARTY_ROLES

HERE = Path(__file__).parent
FOLDS = 5
RIDGE = 4.0  # of the judge and of the parties that templates found
RIDGE_CHOICE = {"actor": 5.0, "recipient": 5.0, "place": 6.0, "time": 6.0}
LEAST = 3  # examples in which a name must stand to have a weight
STEPS = {
    "whole": (0.0, 0.25, 0.3),
    "judge": (0.25, 0.3),
    "party": (0.0, 0.19),  # more would silence whom a short text names without a state: test_templates_are_the_law
    "actor": (0.15, 0.2),
    "recipient": (0.1, 0.15, 0.2),
    "place": (0.2, 0.25, 0.3),
    "time": (0.25, 0.3),
}
START = {"whole": 0.0, "judge": 0.3, "party": 0.19, "actor": 0.15, "recipient": 0.15, "place": 0.25, "time": 0.25}
PARTIES = ("events", "participants", "dyads")  # what the thresholds of acts and parties serve


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--unlabelled", type=int, default=2500, help="articles on which firing rates are counted")
    parser.add_argument(
        "--rates", action="store_true", help="keep the rates of the present file: the templates are the same"
    )
    arguments = parser.parse_args()
    below = ("extractor_events", "extractor_commitments", "extractor_facts")
    nlp = load(exclude=below)
    known, made = _kept() if arguments.rates else _counted(nlp, arguments.data, arguments.unlabelled)
    articles = annotated(arguments.data)
    docs = parsed(nlp, articles)
    taught = {name: examples(docs[name], article, _weights(known)) for name, article in articles.items()}
    cross = Crossed(docs, taught, known, articles)
    least = cross.thresholds()
    fitted = {**known, **fit(taught.values()), "least": least}
    whole = {"protocol": PROTOCOL, "made_from": {"articles": len(articles), **made}, **fitted}
    text = json.dumps(whole, ensure_ascii=False, indent=0)
    (HERE / "weights.json").write_text(_compact(text) + "\n", encoding="utf-8")
    _write_table(cross.report(least))


Known = tuple[dict[str, Any], dict[str, Any]]  # what unlabelled news told, and what it was counted on


def _kept() -> Known:
    read = json.loads((HERE / "weights.json").read_text(encoding="utf-8"))
    made = {name: read["made_from"][name] for name in ("unlabelled", "templates")}
    return {name: read[name] for name in ("rates", "mean", "typical")}, made


def _counted(nlp: Language, data: Path, most: int) -> Known:
    counted = habits(nlp, Matcher(load_templates()), unlabelled(data, most))
    return counted, {"unlabelled": most, "templates": _hash()}


def _hash() -> str:
    """Of the templates in force, so that it shows whether rates are theirs."""
    told = "\n".join(template.model_dump_json() for template in load_templates())
    return sha256(told.encode()).hexdigest()[:16]


def _compact(text: str) -> str:
    """A list of numbers on one line."""
    return re.sub(r"\[\n(\d+),\n(\d+)\n\]", r"[\1, \2]", text)


def _weights(parts: Mapping[str, Any]) -> Weights:
    """Weights of which some parts may still be unknown."""
    empty: dict[str, Any] = {name: {} for name in Weights.__dataclass_fields__}
    return Weights(**{**empty, **parts})


def fit(taught: Iterable[Examples]) -> dict[str, Any]:
    """All weights but rates and thresholds."""
    taught = list(taught)
    acts = [act for article in taught for act in article.acts]
    judge = {name: weight for name, weight in _fit(acts).items() if not name.startswith(READ)}
    out: dict[str, Any] = {"judge": judge, "candidate": {}, "nobody": {}, "template": {}}
    for role in CHOSEN:
        groups = [group for article in taught for group in article.roles[role]]
        out["candidate"][role], out["nobody"][role] = fit_choice(groups, ridge=RIDGE_CHOICE[role], least=LEAST)
    for role in (*PARTY_ROLES, *FOUND):
        out["template"][role] = _fit([one for article in taught for one in article.found[role]])
    return out


def _fit(rows: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    return fit_logistic([row for row, _ in rows], [right for _, right in rows], ridge=RIDGE, least=LEAST)


class Crossed:
    """Each article read with weights that never saw it."""

    def __init__(
        self,
        docs: Mapping[str, Doc],
        taught: Mapping[str, Examples],
        known: Mapping[str, Any],
        articles: Mapping[str, Annotated],
    ) -> None:
        self._docs, self._read = docs, {name for name, article in articles.items() if article.read}
        self._gold = {name: article.answer for name, article in articles.items()}
        order = sorted(docs, key=lambda name: sha256(name.encode()).hexdigest())
        self._fold = {name: i % FOLDS for i, name in enumerate(order)}
        self._weights = [
            {**known, **fit(taught[name] for name in order if self._fold[name] != fold)} for fold in range(FOLDS)
        ]

    def thresholds(self) -> dict[str, float]:
        """The best of STEPS, one after the other."""
        least = dict(START)
        for name, steps in STEPS.items():
            best = -1.0
            for step in steps:
                value = self._worth(self.scored({**least, name: step}), (name,) if name in CIRCUMSTANCES else PARTIES)
                if value > best:
                    best, least = value, {**least, name: step}
            print(name, least, round(best, 4), flush=True)
        return least

    @staticmethod
    def _worth(tallies: Mapping[str, Tally], figures: Sequence[str]) -> float:
        return sum(tallies[figure].f1 for figure in figures) / len(figures)

    def scored(self, least: Mapping[str, float] | None, *, read: bool = False) -> dict[str, Tally]:
        """All figures with these thresholds on the articles that the templates were not written on, or on the others.

        None in the place of the thresholds: those of the templates alone.
        """
        names = self._read if read else self._gold.keys() - self._read
        gold = {name: self._gold[name] for name in names}
        return score(gold, {name: from_annotation(found) for name, found in self._annotated(least, names)})

    def _annotated(self, least: Mapping[str, float] | None, names: Collection[str]) -> Iterator[tuple[str, Annotation]]:
        matchers = [Matcher(load_templates(), self._weigh(fold, least)) for fold in range(FOLDS)]
        for name, doc in self._docs.items():
            if name not in names:
                continue
            doc._.events = matchers[self._fold[name]].find(doc)
            yield name, build(doc)

    def _weigh(self, fold: int, least: Mapping[str, float] | None) -> Any:
        return None if least is None else partial(Weighing, weights=_weights({**self._weights[fold], "least": least}))

    def report(self, least: Mapping[str, float]) -> str:
        """The figures without and with both, and how often what is told with some confidence is right."""
        columns = [self.scored(value, read=read) for read in (False, True) for value in (None, least)]
        lines = [
            "| | unread articles: templates alone | with judge and ranker | `gold/dev`: templates alone | with both |",
            "|---|---|---|---|---|",
        ]
        for figure in (*PARTIES, "topic", "place", "time", "mode", "status"):
            tallies = [column[figure] for column in columns]
            cells = (f"{t.f1:.3f} (P {t.precision:.2f}, R {t.recall:.2f})" for t in tallies)
            lines.append(f"| {figure} | {' | '.join(cells)} |")
        return "\n".join([*lines, "", *self._reliability()])

    def _reliability(self) -> Iterator[str]:
        """Of everything that may be told of unread articles, whatever the thresholds."""
        unread = self._gold.keys() - self._read
        annotated = self._annotated({**START, "judge": 0.0, "party": 0.0, "actor": 0.1, "recipient": 0.1}, unread)
        return table((annotation, self._gold[name]) for name, annotation in annotated)


def _write_table(table: str) -> None:
    path = HERE / "README.md"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("<!-- figures -->"), text.index("<!-- end -->")
    path.write_text(f"{text[:start]}<!-- figures -->\n\n{table}\n\n{text[end:]}", encoding="utf-8")


if __name__ == "__main__":
    main()

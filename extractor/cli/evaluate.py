"""The command that scores annotations against gold."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.articles import annotations
from extractor.cli.terminal import Remarks, told_errors
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.scoring.answer import Answer, Gold
    from extractor.scoring.figures import Tally


def evaluate(
    gold: Annotated[Path | None, typer.Option(help="A folder of NAME.json in the gold form.")] = None,
    system: Annotated[Path | None, typer.Option(help="A folder of annotations; none: annotate the texts now.")] = None,
    factrueval: Annotated[Path | None, typer.Option(help="A folder of FactRuEval-2016; scores facts.")] = None,
    hard: Annotated[bool, typer.Option("--hard", help="FactRuEval: the hard mode.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what was spurious.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score annotations against gold: precision, recall and F1 of every layer."""
    with told_errors():
        if (gold is None) == (factrueval is None):
            raise InputError("say what to score against: either --gold or --factrueval")
        remarks = Remarks()
        if gold is not None:
            _evaluate_gold(gold, system, errors, as_json, remarks)
        if factrueval is not None:
            _evaluate_facts(factrueval, hard, as_json, remarks)
        remarks.exit()


def _evaluate_gold(gold: Path, system: Path | None, errors: bool, as_json: bool, remarks: Remarks) -> None:
    from extractor.scoring.answer import read_answers, read_gold
    from extractor.scoring.figures import as_json as figures_as_json
    from extractor.scoring.figures import as_table, score

    documents = read_gold(gold)
    answers = read_answers(system) if system else _answers_now(documents, remarks)
    tallies = score({document.name: document.answer for document in documents}, answers)
    print(figures_as_json(tallies) if as_json else as_table(tallies))
    if errors:
        _print_errors(tallies)


def _evaluate_facts(folder: Path, hard: bool, as_json: bool, remarks: Remarks) -> None:
    from extractor.annotation.article import Article
    from extractor.scoring.factrueval import facts_of
    from extractor.scoring.factrueval_facts import as_json as facts_as_json
    from extractor.scoring.factrueval_facts import as_table, score_facts
    from extractor.scoring.factrueval_gold import read_collection

    documents = read_collection(folder)
    articles = (Article(document.text, id=document.name) for document in documents)
    answers = {annotation.document.id or "": facts_of(annotation) for annotation in annotations(articles, remarks)}
    tallies = score_facts(documents, answers, hard=hard)
    print(facts_as_json(tallies) if as_json else as_table(tallies))


def _answers_now(documents: "Iterable[Gold]", remarks: Remarks) -> "dict[str, Answer]":
    from extractor.annotation.article import Article
    from extractor.scoring.answer import from_annotation

    articles = (Article(document.text, published=document.published, id=document.name) for document in documents)
    return {annotation.document.id or "": from_annotation(annotation) for annotation in annotations(articles, remarks)}


def _print_errors(tallies: "Mapping[str, Tally]") -> None:
    for name, tally in tallies.items():
        if tally.errors:
            print(f"\n{name}", *tally.errors, sep="\n  ")

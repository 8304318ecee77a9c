"""The command that scores annotations against gold."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.articles import annotations
from extractor.cli.terminal import Remarks, told_errors
from extractor.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.scoring.answer import Answer, Gold
    from extractor.scoring.figures import Tally

_NAMES, _FACTS = 1, 3  # tracks of FactRuEval


def evaluate(
    gold: Annotated[Path | None, typer.Option(help="A folder of NAME.json in the gold form.")] = None,
    factrueval: Annotated[Path | None, typer.Option(help="A folder of FactRuEval-2016; scores facts or names.")] = None,
    nerel: Annotated[Path | None, typer.Option(help="A folder of NEREL; scores nested entities.")] = None,
    slavicner: Annotated[Path | None, typer.Option(help="A folder of SlavicNER; scores names by topic.")] = None,
    system: Annotated[Path | None, typer.Option(help="A folder of annotations; none: annotate the texts now.")] = None,
    track: Annotated[int, typer.Option(min=1, max=3, help="FactRuEval: 1, names, or 3, facts.")] = 3,
    hard: Annotated[bool, typer.Option("--hard", help="FactRuEval's facts: the hard mode.")] = False,
    model: Annotated[str, typer.Option(help="The entity model for names and nested entities.")] = "fast",
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what was spurious.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score annotations against gold: precision, recall and F1 of every layer."""
    with told_errors():
        if sum(folder is not None for folder in (gold, factrueval, nerel, slavicner)) != 1:
            raise InputError("say what to score against: one of --gold, --factrueval, --nerel and --slavicner")
        remarks = Remarks()
        if gold is not None:
            _evaluate_gold(gold, system, errors, as_json, remarks)
        elif factrueval is not None and track == _FACTS:
            _evaluate_facts(factrueval, hard, as_json, remarks)
        elif factrueval is not None:
            _evaluate_factrueval_names(factrueval, track, model, as_json)
        elif nerel is not None:
            _evaluate_nested(nerel, model, as_json)
        elif slavicner is not None:
            _evaluate_topics(slavicner, model, as_json)
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


def _evaluate_factrueval_names(folder: Path, track: int, model: str, as_json: bool) -> None:
    from extractor.scoring.factrueval_facts import as_json as tallies_as_json
    from extractor.scoring.factrueval_facts import as_table
    from extractor.scoring.factrueval_mentions import read_mentions, score_mentions
    from extractor.scoring.nerel import find_mentions

    if track != _NAMES:
        raise InputError(f"track {track} of FactRuEval is not scored here; there are 1, names, and 3, facts")
    documents = read_mentions(folder)
    answers = find_mentions(_entity_pipeline(model), {document.name: document.text for document in documents})
    tallies = score_mentions(documents, answers)
    print(tallies_as_json(tallies) if as_json else as_table(tallies))


def _evaluate_nested(folder: Path, model: str, as_json: bool) -> None:
    from extractor.scoring.nerel import as_record, as_table, evaluate, read_nerel

    texts = read_nerel(folder)
    figures = evaluate(_entity_pipeline(model), texts)
    print(json.dumps(as_record(figures), indent=2) if as_json else as_table(figures))


def _evaluate_topics(folder: Path, model: str, as_json: bool) -> None:
    from extractor.scoring.nerel import as_record, find_mentions
    from extractor.scoring.slavicner import as_table, read_slavicner, score_topics

    texts = read_slavicner(folder)
    answers = find_mentions(_entity_pipeline(model), {text.name: text.text for text in texts})
    scores = {what: score_topics(texts, answers, forms=what == "forms") for what in ("spans", "forms")}
    if as_json:
        records = {what: {name: as_record(part) for name, part in topics.items()} for what, topics in scores.items()}
        print(json.dumps(records, indent=2))
    else:
        print("\n\n".join(f"F1 of {what}\n\n{as_table(topics)}" for what, topics in scores.items()))


def _entity_pipeline(model: str) -> "Language":
    """Sentences and the nested entities of a model, which need no other component."""
    from extractor.pipeline import COMPONENTS, load

    kept = ("extractor_sentences", "extractor_spans")
    return load(exclude=[name for name in COMPONENTS if name not in kept], extractor_spans={"model": model})


def _answers_now(documents: "Iterable[Gold]", remarks: Remarks) -> "dict[str, Answer]":
    from extractor.annotation.article import Article
    from extractor.scoring.answer import from_annotation

    articles = (Article(document.text, published=document.published, id=document.name) for document in documents)
    return {annotation.document.id or "": from_annotation(annotation) for annotation in annotations(articles, remarks)}


def _print_errors(tallies: "Mapping[str, Tally]") -> None:
    for name, tally in tallies.items():
        if tally.errors:
            print(f"\n{name}", *tally.errors, sep="\n  ")

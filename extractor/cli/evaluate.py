"""Commands that score annotations against gold, one for each collection."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.articles import annotations
from extractor.cli.terminal import Remarks, told_errors
from extractor.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.scoring.nerel import GoldText
    from extractor.scoring.project.answer import Answer, Gold
    from extractor.scoring.tally import Tally

_NAMES, _FACTS = 1, 3  # tracks of FactRuEval

evaluate = typer.Typer(help="Score against gold: precision, recall and F1.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="The folder of the collection.", metavar="DIR")]
Model = Annotated[str, typer.Option(help="The model of nested entities.")]
Json = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]


@evaluate.command("gold")
def evaluate_gold(
    folder: Folder,
    system: Annotated[Path | None, typer.Option(help="A folder of annotations; none: annotate the texts now.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what was spurious.")] = False,
    as_json: Json = False,
) -> None:
    """Every layer, on NAME.json in the gold form."""
    with told_errors():
        from extractor.scoring.project.answer import read_answers, read_gold
        from extractor.scoring.project.figures import score

        documents, remarks = read_gold(folder), Remarks()
        answers = read_answers(system) if system else _answers_now(documents, remarks)
        tallies = score({document.name: document.answer for document in documents}, answers)
        _print(tallies, as_json)
        if errors:
            _print_errors(tallies)
        remarks.exit()


@evaluate.command("factrueval")
def evaluate_factrueval(
    folder: Folder,
    track: Annotated[int, typer.Option(min=1, max=3, help="1, names, or 3, facts.")] = _FACTS,
    hard: Annotated[bool, typer.Option("--hard", help="Facts: the hard mode.")] = False,
    model: Annotated[str | None, typer.Option(help="Names: the model of nested entities; none: fast.")] = None,
    as_json: Json = False,
) -> None:
    """Facts or names, on a folder of FactRuEval-2016 and by its rules."""
    with told_errors():
        if track == _NAMES and hard:
            raise InputError("--hard is for facts (--track 3)")
        if track == _FACTS and model:
            raise InputError("--model is for names (--track 1)")
        remarks = Remarks()
        if track == _NAMES:
            tallies = _factrueval_names(folder, model or "fast")
        elif track == _FACTS:
            tallies = _factrueval_facts(folder, hard, remarks)
        else:
            raise InputError(f"track {track} of FactRuEval is not scored here; there are 1, names, and 3, facts")
        _print(tallies, as_json)
        remarks.exit()


@evaluate.command("nerel")
def evaluate_nerel(
    folder: Folder,
    model: Model = "fast",
    annotated: Annotated[
        bool, typer.Option("--annotated", help="Those that the annotated JSON carries, not the network's alone.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Nested entities by type, strict, on a folder of NEREL."""
    with told_errors():
        from extractor.scoring.nerel import evaluate, read_nerel

        texts, remarks = read_nerel(folder), Remarks()
        tallies = _annotated_nerel(texts, model, remarks) if annotated else evaluate(_entity_pipeline(model), texts)
        _print(tallies, as_json)
        remarks.exit()


@evaluate.command("slavicner")
def evaluate_slavicner(folder: Folder, model: Model = "fast", as_json: Json = False) -> None:
    """Names by topic, each mention and each form, on a folder of SlavicNER."""
    with told_errors():
        from extractor.scoring.slavicner import read_slavicner, score_topics
        from extractor.scoring.spans import find_mentions
        from extractor.scoring.tally import as_record, as_table

        texts = read_slavicner(folder)
        answers = find_mentions(_entity_pipeline(model), {text.name: text.text for text in texts})
        scores = {what: score_topics(texts, answers, forms=what == "forms") for what in ("spans", "forms")}
        if as_json:
            records = {
                what: {name: as_record(part) for name, part in topics.items()} for what, topics in scores.items()
            }
            print(json.dumps(records, indent=2))
            return
        for what, topics in scores.items():
            rows = {f"{topic} {kind}": tally for topic, part in topics.items() for kind, tally in part.items()}
            print(what, as_table(rows), sep="\n")


@evaluate.command("rucoco")
def evaluate_rucoco(
    path: Annotated[Path, typer.Argument(help="A JSON Lines file of the collection.", metavar="FILE")],
    sample: Annotated[int | None, typer.Option(min=1, help="Of this many articles, always the same.")] = 300,
    as_json: Json = False,
) -> None:
    """Coreference: shared mentions, B³, pronouns and role nouns, on a file of RuCoCo."""
    with told_errors():
        from extractor.pipeline import COMPONENTS, load
        from extractor.scoring.rucoco import evaluate, read_rucoco

        articles = read_rucoco(path, sample)
        later = list(COMPONENTS)[list(COMPONENTS).index("extractor_entities") + 1 :]
        _print(evaluate(load(exclude=later), articles), as_json)


def _print(tallies: "Mapping[str, Tally]", as_json: bool) -> None:
    from extractor.scoring.tally import as_json as told
    from extractor.scoring.tally import as_table

    print(told(tallies) if as_json else as_table(tallies))


def _print_errors(tallies: "Mapping[str, Tally]") -> None:
    for name, tally in tallies.items():
        if tally.errors:
            print(f"\n{name}", *tally.errors, sep="\n  ")


def _answers_now(documents: "Iterable[Gold]", remarks: Remarks) -> "dict[str, Answer]":
    from extractor.annotation.article import Article
    from extractor.scoring.project.answer import from_annotation

    articles = (Article(document.text, published=document.published, id=document.name) for document in documents)
    return {annotation.document.id or "": from_annotation(annotation) for annotation in annotations(articles, remarks)}


def _annotated_nerel(texts: "Sequence[GoldText]", model: str, remarks: Remarks) -> "dict[str, Tally]":
    from extractor.annotation.article import Article
    from extractor.pipeline import load
    from extractor.scoring.nerel import spans_of
    from extractor.scoring.spans import compare

    articles = (Article(text.text, id=text.name) for text in texts)
    found = {one.document.id or "": spans_of(one) for one in annotations(articles, remarks, load(model=model))}
    return compare({text.name: text.spans for text in texts}, found)


def _factrueval_facts(folder: Path, hard: bool, remarks: Remarks) -> "dict[str, Tally]":
    from extractor.annotation.article import Article
    from extractor.scoring.factrueval.answers import facts_of
    from extractor.scoring.factrueval.collection import read_collection
    from extractor.scoring.factrueval.facts import score_facts

    documents = read_collection(folder)
    articles = (Article(document.text, id=document.name) for document in documents)
    answers = {annotation.document.id or "": facts_of(annotation) for annotation in annotations(articles, remarks)}
    return score_facts(documents, answers, hard=hard)


def _factrueval_names(folder: Path, model: str) -> "dict[str, Tally]":
    from extractor.scoring.factrueval.mentions import read_mentions, score_mentions
    from extractor.scoring.spans import find_mentions

    documents = read_mentions(folder)
    answers = find_mentions(_entity_pipeline(model), {document.name: document.text for document in documents})
    return score_mentions(documents, answers)


def _entity_pipeline(model: str) -> "Language":
    """Sentences and the nested entities of a model, which need no other component."""
    from extractor.pipeline import COMPONENTS, load

    kept = ("extractor_sentences", "extractor_spans")
    return load(exclude=[name for name in COMPONENTS if name not in kept], extractor_spans={"model": model})

"""Commands on the event templates: list them, lay them out on a page, run their examples, see what they miss."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.terminal import Remarks, output, status, told_errors
from extractor.errors import InputError
from extractor.printable import printable

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from extractor.templates.language import Rule

templates = typer.Typer(
    help="The event templates: list them, run their examples, see what they miss.", no_args_is_help=True
)

TemplateFolder = Annotated[Path | None, typer.Argument(help="A folder or file of YAML templates; none: those shipped.")]


@templates.command("list")
def list_templates(folder: TemplateFolder = None) -> None:
    """List the templates: id, type and mode, one a line."""
    with told_errors():
        from extractor.events.template import load_templates

        for template in load_templates(folder):
            print(template.id, template.event.type, template.event.mode or "-", sep="\t")


@templates.command("page")
def page_of_templates(
    folder: TemplateFolder = None,
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output.")] = None,
) -> None:
    """A page in Markdown: every type and mode with its templates, their triggers and examples."""
    with told_errors():
        from extractor.events.catalogue import catalogue
        from extractor.events.template import load_templates

        with output(out, folder.rglob("*") if folder else ()) as stream:
            print(catalogue(load_templates(folder)), end="", file=stream)


@templates.command("check")
def check(
    folder: TemplateFolder = None,
    facts: Annotated[bool, typer.Option("--facts", help="Templates of facts, not of events.")] = False,
    together: Annotated[
        bool, typer.Option("--together", help="Try all templates on every example, not its own alone.")
    ] = False,
) -> None:
    """Run the examples and counterexamples of the templates."""
    with told_errors():
        from extractor.events.template import load_templates
        from extractor.facts.template import load_fact_templates

        rules: Sequence[Rule] = load_fact_templates(folder) if facts else load_templates(folder)
        with status():
            from extractor.checks import check_templates

            verdicts = check_templates(folder, facts=facts, together=together)
        remarks = Remarks()
        for verdict in verdicts:
            remarks.failure(str(verdict))
        examples = sum(len(rule.examples) + len(rule.counterexamples) * (not together) for rule in rules)
        entries = len({rule.entry for rule in rules})
        counted = f"{entries} template{'s' * (entries != 1)}, {examples} examples"
        print(f"{counted}{' and counterexamples' * (not together)}, {remarks.failures} failed")
        remarks.exit()


@templates.command("mine")
def mine_texts(
    folder: Annotated[Path, typer.Argument(help="A folder of UTF-8 texts (*.txt), subfolders too.")],
    top: Annotated[int, typer.Option(min=1, help="How many words to show.")] = 50,
) -> None:
    """Show the words that stand between political actors in texts and fire no template, the most frequent first.

    A line has the count, the word, its part of speech and the condition that most often failed; examples follow it.
    """
    with told_errors():
        from extractor.events.matcher import Matcher
        from extractor.events.mining import mine
        from extractor.events.template import load_templates

        paths = sorted(folder.rglob("*.txt"))
        if not paths:
            raise InputError(f"{folder}: no texts (*.txt) here")
        remarks = Remarks()
        with status():
            findings = mine(_parsed(paths, remarks), Matcher(load_templates()))
        for finding in islice(findings, top):
            print(finding.count, finding.lemma, finding.pos, next(iter(finding.failures), ""), sep="\t")
            for example in finding.examples:
                print(f"\t{printable(example)}")
        remarks.exit()


@templates.command("usage")
def usage_of_rules(
    source: Annotated[Path, typer.Argument(help="A folder of .txt and .html, or .jsonl, .csv, .tsv, .parquet.")],
) -> None:
    """Count which templates, repairs of parser errors and word lists answer in texts; those that never do have 0."""
    with told_errors():
        from extractor.corpora.source import open_source

        documents = open_source(source)
        with status():
            from extractor.corpora.usage import usage

            found = usage(documents)
        for use in found:
            print(use.kind, use.count, use.name, sep="\t")


def _before_events() -> "Language":
    from extractor.pipeline import load

    return load(exclude=["extractor_events", "extractor_commitments", "extractor_facts"])


def _parsed(paths: list[Path], remarks: Remarks) -> "Iterator[Doc]":
    """The texts that can be read; the others are told of."""
    yield from _before_events().pipe(_texts(paths, remarks))


def _texts(paths: list[Path], remarks: Remarks) -> Iterator[str]:
    from extractor.text.reader import read_text

    for path in paths:
        try:
            yield read_text(path)
        except InputError as error:
            remarks.failure(str(error))

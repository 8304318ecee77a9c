"""A page of all templates: every type and mode with its triggers and examples, in Markdown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extractor import markup
from extractor.events.template import Template
from extractor.plover.modes import MODES
from extractor.templates.hits import ROLES


def catalogue(templates: Iterable[Template]) -> str:
    """The page: a chapter a type, a section a mode, in the codebook's order; templates in theirs, variants apart."""
    by_type: dict[tuple[str, str | None], list[Template]] = defaultdict(list)
    for template in templates:
        by_type[template.event.type, template.event.mode].append(template)
    return "\n".join(_page(by_type))


def _page(by_type: dict[tuple[str, str | None], list[Template]]) -> Iterator[str]:
    known = [template for group in by_type.values() for template in group]
    yield f"# Event templates\n\n{counts(known)}. The trigger of an example is bold.\n"
    for type_, modes in MODES.items():
        sections = [(mode, by_type[type_, mode]) for mode in (None, *modes) if by_type.get((type_, mode))]
        if sections:
            yield f"## {type_}\n"
        for mode, group in sections:
            yield f"### {type_} {mode or 'without a mode, or with the mode of its topic'}\n"
            for entry, several in groupby(group, key=lambda template: template.entry):
                yield from _entry(entry, list(several))


def counts(templates: Iterable[Template]) -> str:
    """How many templates there are, how many variants they have, and how many trigger words and phrases."""
    known = list(templates)
    entries = {template.entry for template in known}
    variants = sum(template.variant is not None for template in known)
    words = {word for template in known for word in _words(template)}
    return f"{len(entries)} templates{f' with {variants} variants' if variants else ''}, {len(words)} triggers"


def _entry(entry: str, variants: Sequence[Template]) -> Iterator[str]:
    if variants[0].variant:
        yield f"**{entry}**\n"
    for template in variants:
        yield f"{f'*{template.variant}*' if template.variant else f'**{entry}**'}: {', '.join(_words(template))}\n"
        for condition in template.conditions:
            yield f"- {'only with' if condition.wanted else 'not with'} {condition}"
        for example in template.examples:
            yield f"- {_plain(example)}"
        for example in template.counterexamples:
            yield f"- no event: {example}"
        yield ""


def _words(template: Template) -> tuple[str, ...]:
    return (*template.trigger.lemma, *template.trigger.phrase)


def _plain(example: str) -> str:
    """«{США|actor} {ждут|REQUEST}» as «США (actor) **ждут**»."""
    text, marks = markup.parse(example)
    inserts: list[tuple[int, int, str]] = []
    for order, mark in enumerate(marks):
        if mark.label in ROLES:
            inserts.append((mark.end, order, f" ({mark.label})"))
        else:
            inserts += [(mark.start, order, "**"), (mark.end, order, "**")]
    for position, _, insert in sorted(inserts, reverse=True):
        text = text[:position] + insert + text[position:]
    return text

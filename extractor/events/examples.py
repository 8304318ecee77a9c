"""The examples of an event template, run with the template alone, or among all others."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractor import markup
from extractor.events.matcher import Attempt, Matcher
from extractor.events.template import Template
from extractor.records import Event
from extractor.templates import examples
from extractor.templates.examples import Found, Verdict
from extractor.templates.hits import ROLES


def check(nlp: Language, template: Template) -> Iterator[Verdict]:
    """Verdicts on the examples and counterexamples that fail with the template alone; nothing where all hold.

    `nlp` must bring everything up to `extractor_quotes`.
    """
    matcher = Matcher([template])

    def read(doc: Doc) -> tuple[tuple[Found, ...], str | None]:
        attempts = matcher.attempts(doc)
        failures = [f"{attempt.failure}, at «{attempt.token.text}»" for attempt in attempts if attempt.failure]
        found = {pair for event in matcher.find(doc) for pair in _pairs(doc.text, event)}
        return tuple(sorted(found)), next(iter(failures), None)

    return examples.check(nlp, template, read, _label)


def check_among(nlp: Language, template: Template, everything: Matcher) -> Iterator[Verdict]:
    """Verdicts on the examples whose triggers give other events than marked where all templates try them.

    Whichever template gives the marked event is right: a variant may stand in for another.
    """
    for example in template.examples:
        text, marks = markup.parse(example)
        expected = tuple(sorted((_label(mark.label), text[mark.start : mark.end]) for mark in marks))
        triggers = {(mark.start, mark.end) for mark in marks if mark.label not in ROLES}
        doc = nlp(text)
        attempts = everything.attempts(doc)
        events = [event for event in everything.find(doc) if (event.trigger.start, event.trigger.end) in triggers]
        found = tuple(sorted({pair for event in events for pair in _pairs(text, event)}))
        if found != expected:
            starts = {start for start, _ in triggers}
            yield Verdict(template.id, text, expected, found, _why(template, attempts, starts))


def _why(template: Template, attempts: list[Attempt], starts: set[int]) -> str | None:
    """What spoke last against a template at its triggers."""
    failures = [tried.failure for tried in attempts if tried.template == template and tried.token.idx in starts]
    return next((str(failure) for failure in reversed(failures) if failure), None)


def _label(label: str) -> str:
    """The status of a trigger may be left out where it is actual."""
    return label if label in ROLES or " " in label else f"{label} actual"


def _pairs(text: str, event: Event) -> set[Found]:
    pairs = {(argument.role, text[argument.start : argument.end]) for argument in event.arguments}
    return {*pairs, (f"{event.type} {event.status}", text[event.trigger.start : event.trigger.end])}

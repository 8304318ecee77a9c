"""Every template proves itself: its examples must fire as marked, its counterexamples must not."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from extractor import markup
from extractor.events.matcher import Matcher
from extractor.events.template import Template
from extractor.records import Event
from extractor.templates.hits import ROLES

Found = tuple[str, str]  # label and text


@dataclass(frozen=True, slots=True)
class Verdict:
    """An example that did not come out as marked: what was expected and what was found, each (label, text).

    `failure` is the condition that kept the template from firing, where nothing was found.
    """

    template: str
    text: str
    expected: tuple[Found, ...]
    found: tuple[Found, ...]
    failure: str | None = None

    def __str__(self) -> str:
        lines = [
            f"{self.template}: «{self.text}»",
            f"  expected {_show(self.expected)}",
            f"  found    {_show(self.found)}",
        ]
        if self.failure:
            lines.append(f"  because  {self.failure}")
        return "\n".join(lines)


def _show(found: tuple[Found, ...]) -> str:
    return ", ".join(f"{label}={text!r}" for label, text in found) or "no event"


def check(nlp: Language, template: Template) -> Iterator[Verdict]:
    """Verdicts on the examples and counterexamples that fail; nothing where all hold.

    Only the template's own events are looked at: an example may hold events of other templates.
    `nlp` must bring everything up to `extractor_quotes`.
    """
    matcher = Matcher([template])
    for example in template.examples:
        text, marks = markup.parse(example)
        expected = tuple(sorted((_label(mark.label), text[mark.start : mark.end]) for mark in marks))
        found, failure = _found(nlp, matcher, text)
        if expected != found:
            yield Verdict(template.id, text, expected, found, None if found else failure)
    for text in template.counterexamples:
        found, _ = _found(nlp, matcher, text)
        if found:
            yield Verdict(template.id, text, (), found)


def _found(nlp: Language, matcher: Matcher, text: str) -> tuple[tuple[Found, ...], str]:
    """What a template finds in a text, and the condition that failed where it finds nothing."""
    doc = nlp(text)
    found = tuple(sorted(pair for event in matcher.find(doc) for pair in _pairs(text, event)))
    failures = [f"{attempt.failure}, at «{attempt.token.text}»" for attempt in matcher.attempts(doc) if attempt.failure]
    return found, next(iter(failures), "no word of the sentence is a trigger of the template")


def _label(label: str) -> str:
    """The status of a trigger may be left out where it is actual."""
    return label if label in ROLES or " " in label else f"{label} actual"


def _pairs(text: str, event: Event) -> set[Found]:
    pairs = {(argument.role, text[argument.start : argument.end]) for argument in event.arguments}
    return {*pairs, (f"{event.type} {event.status}", text[event.trigger.start : event.trigger.end])}

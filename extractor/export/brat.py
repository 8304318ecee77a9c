"""Annotations as brat's standoff, beside the text: NAME.txt and NAME.ann.

What stands for what:
- a mention is a text-bound `T` with its entity's type and an attribute `Form`; the mentions of an entity are an
  `Equiv`, and a note on the first has its name, code and so on;
- a time is a `T` with the label `TIMEX_` and its type; a note has the value;
- an event is an `E` with the type of PLOVER, attributes `Status` and `Mode`; quotes, lists, commitments and facts are
  `E` with the labels QUOTE, LIST, COMMITMENT and FACT_ and its type;
- any other stretch of the text is a `T` with the label Phrase; a note names the mention or time that it stands for.

Source of the form: brat.nlplab.org/standoff.html.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.annotation.model import Annotation
from extractor.annotation.objects import Event, Participant

TIMEX, FACT = "TIMEX_", "FACT_"
QUOTE, LIST, COMMITMENT, PHRASE = "QUOTE", "LIST", "COMMITMENT", "Phrase"
_LINE = re.compile(r"[^\n]+")

Argument = tuple[str, str]


def to_brat(annotation: Annotation) -> str:
    """The lines of the .ann file of an annotation; its .txt is `annotation.document.text`."""
    return "".join(line + "\n" for line in _Writer(annotation).lines())


class _Writer:
    def __init__(self, annotation: Annotation) -> None:
        self._annotation = annotation
        self._text = annotation.document.text
        self._lines: list[str] = []
        self._counts = dict.fromkeys("TEA#", 0)
        self._spans: dict[tuple[int, int, str | None], str] = {}  # by the place and what stands there
        self._first: dict[str, str] = {}  # the first T of an entity, the T of a time, the E of an event

    def lines(self) -> list[str]:
        self._entities()
        self._times()
        for event in self._annotation.events:
            self._event(event)
        self._quotes()
        self._lists()
        self._commitments()
        self._facts()
        return self._lines

    def _entities(self) -> None:
        for entity in self._annotation.entities:
            names = []
            for mention in entity.mentions:
                names.append(self._span(mention, entity.type, entity.id))
                self._attribute(names[-1], "Form", mention.form)
                known = entity.model_dump(exclude={"id", "type", "mentions"}) if len(names) == 1 else {}
                self._note(names[-1], {**known, "base": mention.base})
            if names:
                self._first[entity.id] = names[0]
            if len(names) > 1:
                self._lines.append(f"*\tEquiv {' '.join(names)}")

    def _times(self) -> None:
        for time in self._annotation.times:
            self._first[time.id] = self._span(time, TIMEX + time.type, time.id)
            self._note(self._first[time.id], {"value": time.value})

    def _event(self, event: Event) -> None:
        arguments = [
            (argument.role.capitalize(), self._phrase(argument, _reference(argument))) for argument in event.arguments
        ]
        arguments += [("SaidBy", self._first[event.said_by])] if event.said_by else []
        arguments += [("SameAs", self._first[event.same_as])] if event.same_as else []
        name = self._first[event.id] = self._frame(event.type, event.trigger, arguments)
        self._attribute(name, "Status", event.status)
        self._attribute(name, "Mode", event.mode)
        self._attribute(name, "Reciprocal", event.reciprocal)
        weighed = [[argument.confidence, argument.found_by] for argument in event.arguments]
        found = {"confidence": event.confidence, "arguments": weighed}
        self._note(name, {"lemma": event.trigger.lemma, "template": event.template, **found})

    def _quotes(self) -> None:
        for quote in self._annotation.quotes:
            arguments = []
            if quote.speaker_span:
                arguments.append(("Speaker", self._phrase(quote.speaker_span, quote.speaker)))
            elif quote.speaker:
                arguments.append(("SpokenBy", self._first[quote.speaker]))
            if quote.cue:
                arguments.append(("Cue", self._phrase(quote.cue)))
            name = self._frame(QUOTE, quote.content, arguments)
            self._attribute(name, "Direct", quote.direct)
            self._attribute(name, "Status", quote.status)

    def _lists(self) -> None:
        for enumeration in self._annotation.lists:
            name = self._frame(LIST, enumeration.intro, [("Item", self._phrase(item)) for item in enumeration.items])
            self._note(name, {"declared_count": enumeration.declared_count})

    def _commitments(self) -> None:
        for commitment in self._annotation.commitments:
            arguments = [("Agreement", self._first[commitment.event])]
            arguments += [("Party", self._first[party]) for party in commitment.parties]
            arguments.append(("Content", self._phrase(commitment.content)))
            arguments += [("Item", self._phrase(item)) for item in commitment.items]
            arguments += [("Deadline", self._first[commitment.deadline])] if commitment.deadline else []
            self._attribute(self._frame(COMMITMENT, commitment.trigger, arguments), "Status", commitment.status)

    def _facts(self) -> None:
        for fact in self._annotation.facts:
            fields = fact.model_dump(include={"phase", "kind", "template"}, exclude_none=True)
            arguments = [(span.role.capitalize(), self._phrase(span, span.entity)) for span in fact.spans]
            event = getattr(fact, "event", None)
            arguments += [("Event", self._first[event])] if event else []
            # A fact has no trigger, and brat asks for one.
            name = self._frame(FACT + fact.type, fact.spans[0], arguments)
            self._attribute(name, "Status", fact.status)
            self._note(name, fields)

    def _phrase(self, span: Any, reference: str | None = None) -> str:
        """The `T` of a stretch of text that stands for an entity or time; that of the mention, if it is one."""
        name = self._spans.get((span.start, span.end, reference))
        if name is None:
            name = self._span(span, PHRASE, reference)
            self._note(name, {"stands_for": self._first[reference]} if reference else {})
        return name

    def _span(self, span: Any, label: str, what: str | None) -> str:
        name = self._spans[span.start, span.end, what] = self._name("T")
        # brat has no line break inside a span: there it is divided.
        pieces = [(span.start + line.start(), span.start + line.end()) for line in _LINE.finditer(span.text)]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        text = " ".join(self._text[start:end] for start, end in pieces)
        self._lines.append(f"{name}\t{label} {places}\t{text}")
        return name

    def _frame(self, label: str, trigger: Any, arguments: Iterable[Argument]) -> str:
        trigger_name = self._span(trigger, label, label)
        name = self._name("E")
        self._lines.append(f"{name}\t{' '.join([f'{label}:{trigger_name}', *_numbered(arguments)])}")
        return name

    def _attribute(self, of: str, attribute: str, value: str | bool | None) -> None:
        if value is True:
            self._lines.append(f"{self._name('A')}\t{attribute} {of}")
        elif value:
            self._lines.append(f"{self._name('A')}\t{attribute} {of} {value}")

    def _note(self, of: str, fields: dict[str, Any]) -> None:
        if fields:
            self._lines.append(f"{self._name('#')}\tAnnotatorNotes {of}\t{json.dumps(fields, ensure_ascii=False)}")

    def _name(self, letter: str) -> str:
        self._counts[letter] += 1
        return f"{letter}{self._counts[letter]}"


def _reference(argument: Any) -> str | None:
    return argument.entity if isinstance(argument, Participant) else getattr(argument, "time", None)


def _numbered(arguments: Iterable[Argument]) -> Iterator[str]:
    """Roles that come again have a number, as brat wants them: Actor, Actor2."""
    counts: dict[str, int] = {}
    for role, name in arguments:
        counts[role] = counts.get(role, 0) + 1
        yield f"{role}{counts[role] if counts[role] > 1 else ''}:{name}"

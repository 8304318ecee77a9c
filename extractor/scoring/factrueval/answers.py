"""Annotations as answers to FactRuEval-2016: track 1 (mentions) and track 3 (facts).

A bare surname or an inflected form counts in facts like the full name, so values stand as the text has them; only a
common noun («компания») is replaced by the name of what it stands for.
Source: Starostin et al. 2016, «FactRuEval 2016».
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.annotation.model import Annotation
from extractor.annotation.objects import Deal, FactSpan, Mention
from extractor.records import DealKind

POSITION = "position"
_LEAST = 2  # named arguments other than the position: the campaign marks no fact with fewer
_NAMING = {"name", "adjective"}
_UNSCORED = {"part_of"}
_KINDS: dict[DealKind, str] = {
    "sale": "купля/продажа",
    "fine": "наложение/выплата штрафа",
    "loan": "займ/возвращение займа",
    "investment": "инвестиции",
    "participation": "участие в мероприятии",
    "service": "услуги",
}
_NEAR = 12  # characters in which a preposition stands before a name
_LOCATIVE = {"в", "во", "из", "на", "через", "по"}
_REGIONS = {
    "PERSON": "per",
    "ORGANIZATION": "org",
    "COUNTRY": "locorg",
    "CITY": "loc",
    "STATE_OR_PROVINCE": "loc",
    "DISTRICT": "loc",
    "LOCATION": "loc",
}


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """One fact: its type and its arguments, each a name and a value."""

    type: str
    arguments: tuple[tuple[str, str], ...]


def facts_of(annotation: Annotation) -> tuple[FactAnswer, ...]:
    """The facts of an annotation that the campaign would mark: between two named parties at least."""
    names = _Names(annotation)
    answers: list[FactAnswer] = []
    for fact in annotation.facts:
        arguments: list[tuple[str, str]] = [(span.role, value) for span in fact.spans if (value := names.value(span))]
        if fact.type in _UNSCORED or sum(role != POSITION for role, _ in arguments) < _LEAST:
            continue
        if isinstance(fact, Deal) and fact.kind:
            arguments.append(("type", _KINDS[fact.kind]))
        answers.append(FactAnswer(fact.type, tuple(arguments)))
    return tuple(answers)


def as_task1(annotation: Annotation) -> str:
    """The text of an answer file `NAME.task1`: the names of people, organisations, places and states.

    A state is a place behind a preposition of place, and else may be what acts.
    """
    text = annotation.document.text
    regions = {
        (mention.start, mention.end - mention.start, _region(text, entity.type, mention))
        for entity in annotation.entities
        for mention in entity.mentions
        if entity.type in _REGIONS and mention.form == "name"
    }
    return "".join(f"{kind} {start} {length}\n" for start, length, kind in sorted(regions))


def _region(text: str, type_: str, mention: Mention) -> str:
    before = text[max(0, mention.start - _NEAR) : mention.start].rsplit(maxsplit=1)[-1:]
    located = type_ == "COUNTRY" and bool(before) and before[0].lower() in _LOCATIVE
    return "loc" if located else _REGIONS[type_]


def as_task3(answers: Iterable[FactAnswer]) -> str:
    """The text of an answer file `NAME.task3`."""
    return "\n".join("".join(line + "\n" for line in _block(answer)) for answer in answers)


def _block(answer: FactAnswer) -> Iterator[str]:
    yield answer.type
    for name, value in answer.arguments:
        yield f"{name} : {value}"


class _Names:
    """By which words of the text an argument may be called."""

    def __init__(self, annotation: Annotation) -> None:
        self._text = annotation.document.text
        self._mentions = {entity.id: entity.mentions for entity in annotation.entities}
        mentions = [mention for entity in annotation.entities for mention in entity.mentions]
        self._adjectives = [mention.start for mention in mentions if mention.form == "adjective"]

    def value(self, span: FactSpan) -> str | None:
        """The argument in the words of the text; None where these are a common noun that stands for nothing named.

        A colon would end the reading of an answer file.
        """
        found: FactSpan | Mention = span
        if span.role != POSITION:
            mentions = self._mentions[span.entity] if span.entity else ()
            forms = {mention.form for mention in mentions if (mention.start, mention.end) == (span.start, span.end)}
            if forms.isdisjoint(_NAMING):
                name = next((mention for mention in mentions if mention.form == "name"), None)
                if forms and name:
                    found = name
                elif not self._holds_name(span):
                    return None
        return " ".join(found.text.replace(":", " ").split())

    def _holds_name(self, span: FactSpan) -> bool:
        """Whether a phrase has a capital, or an adjective of a name («американской палаты»)."""
        return not span.text.islower() or any(span.start <= start < span.end for start in self._adjectives)

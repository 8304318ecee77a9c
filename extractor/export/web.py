"""Annotations as a W3C Web Annotation page in JSON-LD. Source: www.w3.org/TR/annotation-model."""

from collections.abc import Iterator
from typing import Any

from extractor.annotation.model import Annotation
from extractor.annotation.objects import Participant

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
WIKIDATA = "http://www.wikidata.org/entity/"
_AROUND = 32  # characters before and after a quotation, by which it is found in a text that has changed

Json = dict[str, Any]


def to_web_annotation(annotation: Annotation, *, source: str | None = None) -> Json:
    """The page of one article: an annotation a mention, time, event, argument, quote, list item and commitment.

    A target has its offsets in code points (TextPositionSelector) and its words with those around them
    (TextQuoteSelector). An argument links its words to its event, whose id it has as a body.

    Args:
        source: IRI of the text; without it `urn:document:` and the article's id.
    """
    return _Page(annotation, source).page()


class _Page:
    def __init__(self, annotation: Annotation, source: str | None) -> None:
        self._annotation = annotation
        self._source = source or f"urn:document:{annotation.document.id or ''}"

    def page(self) -> Json:
        items = [*self._mentions(), *self._times(), *self._events(), *self._quotes(), *self._lists(),
                 *self._commitments()]  # fmt: skip
        return {"@context": CONTEXT, "id": self._iri("page"), "type": "AnnotationPage", "items": items}

    def _mentions(self) -> Iterator[Json]:
        for entity in self._annotation.entities:
            bodies = [_value(entity.type, "classifying"), _value(entity.name, "identifying")]
            if entity.code:
                bodies.append(_value(entity.code, "identifying"))
            if entity.wikidata:
                bodies.append(
                    {"type": "SpecificResource", "source": WIKIDATA + entity.wikidata, "purpose": "identifying"}
                )
            for number, mention in enumerate(entity.mentions, 1):
                yield self._item(f"{entity.id}.{number}", "identifying", mention, bodies)

    def _times(self) -> Iterator[Json]:
        for time in self._annotation.times:
            bodies = [_value(time.type, "classifying")]
            bodies += [_value(time.value, "identifying")] if time.value else []
            yield self._item(time.id, "identifying", time, bodies)

    def _events(self) -> Iterator[Json]:
        for event in self._annotation.events:
            kinds = (event.type, event.mode, event.status)
            yield self._item(
                event.id, "classifying", event.trigger, [_value(kind, "classifying") for kind in kinds if kind]
            )
            for number, argument in enumerate(event.arguments, 1):
                bodies = [self._link(event.id), _value(argument.role, "tagging")]
                if isinstance(argument, Participant) and argument.entity:
                    bodies.append(self._link(f"{argument.entity}.1"))
                yield self._item(f"{event.id}.{number}", "linking", argument, bodies)

    def _quotes(self) -> Iterator[Json]:
        for quote in self._annotation.quotes:
            kind = _value("direct quote" if quote.direct else "indirect quote", "classifying")
            bodies = [kind, self._link(f"{quote.speaker}.1")] if quote.speaker else [kind]
            yield self._item(quote.id, "classifying", quote.content, bodies)

    def _lists(self) -> Iterator[Json]:
        for enumeration in self._annotation.lists:
            yield self._item(enumeration.id, "classifying", enumeration.intro, [_value("list", "classifying")])
            for number, item in enumerate(enumeration.items, 1):
                bodies = [self._link(enumeration.id), _value("item", "tagging")]
                yield self._item(f"{enumeration.id}.{number}", "linking", item, bodies)

    def _commitments(self) -> Iterator[Json]:
        for commitment in self._annotation.commitments:
            bodies = [_value("commitment", "classifying"), self._link(commitment.event)]
            bodies += [self._link(f"{party}.1") for party in commitment.parties]
            yield self._item(commitment.id, "linking", commitment.content, bodies)

    def _item(self, name: str, motivation: str, span: Any, bodies: list[Json]) -> Json:
        return {
            "id": self._iri(name),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": {"source": self._source, "selector": [_position(span), self._quotation(span)]},
        }

    def _quotation(self, span: Any) -> Json:
        text = self._annotation.document.text
        return {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        }

    def _link(self, name: str) -> Json:
        return {"type": "SpecificResource", "source": self._iri(name), "purpose": "linking"}

    def _iri(self, name: str) -> str:
        return f"{self._source}#{name}"


def _position(span: Any) -> Json:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _value(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "purpose": purpose}

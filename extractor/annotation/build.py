"""An analysed Doc to its Annotation: ids, text order, references by id."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from spacy.tokens import Doc, Span

from extractor import records
from extractor.annotation.language import is_foreign, language_of
from extractor.annotation.model import Annotation
from extractor.annotation.values import value_of
from extractor.entities.forms.canonical import Canonical
from extractor.entities.nested import places
from extractor.installed.release import version
from extractor.text.tokens import text_of
from extractor.times.interval import interval

Record = TypeVar("Record")
Fields = dict[str, Any]
PACKAGE = "extractor"
SPANS = "entities"  # the span group of the nested spans
AS_WRITTEN = ("MONEY", "NUMBER", "PERCENT", "DATE", "TIME")  # types whose base form is what the text has
NAMING = ("name", "adjective")


def build(doc: Doc) -> Annotation:
    """The annotation of a Doc that has passed the pipeline.

    Of a text in another language than Russian only the sentences are told. An entity that is spoken of only by
    common nouns or pronouns stays only where an argument, an assertion, a quote, a commitment or a fact refers to it.
    """
    return _Builder(doc).annotation()


class _Builder:
    def __init__(self, doc: Doc) -> None:
        self._doc, self._original = doc, doc._.original
        self._text = self._original.text if self._original else text_of(doc)
        self._language = language_of(self._text)
        self._entities: Sequence[records.Entity] = self._found("entities")
        self._times: Sequence[records.Time] = self._found("times")
        self._lists: Sequence[records.Enumeration] = [one for one in self._found("lists") if self._span(one.intro)]
        self._quotes: Sequence[records.Quote] = [one for one in self._found("quotes") if self._span(one.content)]
        self._events: Sequence[records.Event] = self._found("events")
        self._commitments: Sequence[records.Commitment] = [
            one for one in self._found("commitments") if self._span(one.content)
        ]
        self._facts: Sequence[records.Fact] = self._found("facts")
        sentences = [(span.start, self._span(span)) for span in map(_span_of, doc.sents)]
        self._sentences = [{"start": fields["start"], "end": fields["end"]} for _, fields in sentences if fields]
        self._begun = [start for start, fields in sentences if fields]
        kept = [i for i, entity in enumerate(self._entities) if _is_named(entity)]
        self._entity_ids = _numbered("E", self._entities, self._first_mention, {*kept, *self._referred()})
        self._time_ids = _numbered("T", self._times, _place)
        self._event_ids = _numbered("V", self._events, lambda event: _place(event.trigger))

    def _found(self, layer: str) -> Sequence[Any]:
        """A layer; of a text in another language nothing that was made of it, but what people marked."""
        made = self._doc.has_annotation("DEP")
        return () if made and is_foreign(self._language) else getattr(self._doc._, layer)

    def annotation(self) -> Annotation:
        """All sections, validated at once: that is several times faster than record by record."""
        commitments = _numbered("C", self._commitments, lambda commitment: _place(commitment.trigger))
        lists = _numbered("L", self._lists, lambda enumeration: _place(enumeration.intro))
        quotes = _numbered("Q", self._quotes, lambda quote: _place(quote.content))
        facts = _numbered("F", self._facts, lambda fact: min(map(_place, fact.arguments)))
        return Annotation.model_validate(
            {
                "schema_version": "2.0",
                "produced_by": self._producer(),
                "document": self._document(),
                "sentences": self._sentences,
                "spans": list(self._nested()),
                "entities": [self._entity(name, self._entities[i]) for i, name in self._entity_ids.items()],
                "times": [self._time(name, self._times[i]) for i, name in self._time_ids.items()],
                "events": [self._event(name, self._events[i]) for i, name in self._event_ids.items()],
                "commitments": [self._commitment(name, self._commitments[i]) for i, name in commitments.items()],
                "lists": [self._list(name, self._lists[i]) for i, name in lists.items()],
                "quotes": [self._quote(name, self._quotes[i]) for i, name in quotes.items()],
                "facts": [self._fact(name, self._facts[i]) for i, name in facts.items()],
            }
        )

    def _referred(self) -> Iterator[int]:
        """Positions of the entities that other records refer to."""
        for event in self._events:
            yield from (argument.entity for argument in event.arguments if argument.entity is not None)
            if event.said_by is not None:
                yield event.said_by
        yield from (quote.speaker for quote in self._quotes if quote.speaker is not None)
        for commitment in self._commitments:
            yield from commitment.parties
        for fact in self._facts:
            yield from (argument.entity for argument in fact.arguments if argument.entity is not None)

    def _first_mention(self, entity: records.Entity) -> tuple[int, int]:
        return min(map(_place, entity.mentions), default=(len(self._text), 0))

    def _document(self) -> Fields:
        metadata: records.Metadata = self._doc._.document
        return {
            "id": metadata.id,
            "source": metadata.source,
            "published": metadata.published,
            "zone": metadata.zone,
            "language": self._language,
            "title": self._span(metadata.title),
            "text": self._text,
        }

    def _producer(self) -> Fields:
        producer: records.Producer = self._doc._.producer
        return {
            "package": PACKAGE,
            "version": version() or "0+unknown",  # a checkout that is not installed
            "model": producer.model,
            "templates": producer.templates,
        }

    def _sentence(self, start: int) -> int:
        """The position of the sentence in which an offset lies."""
        return max(bisect_right(self._begun, start) - 1, 0)

    def _nested(self) -> Iterator[Fields]:
        """The nested spans by their places; one that holds no word is none."""
        if SPANS not in self._doc.spans or is_foreign(self._language):
            return
        mentions = {_place(mention): mention.base for entity in self._entities for mention in entity.mentions}
        times = {self._times[i].end: (self._times[i].start, name) for i, name in self._time_ids.items()}
        clean, group = text_of(self._doc), self._doc.spans[SPANS]
        found = sorted(zip(places(group), group, strict=True), key=lambda one: (one[0][0], -one[0][1], one[0][2]))
        for number, ((start, end, type_), span) in enumerate(found, 1):
            text = clean[start:end]
            yield {
                "id": f"S{number}",
                **self._fields(records.Span(start, end)),
                "type": type_,
                "base": mentions.get((start, end)) or self._base(span, text, type_),
                "value": _time_in(times.get(end), start) if type_ in ("DATE", "TIME") else value_of(text, type_),
                "sentence": self._sentence(start),
            }

    def _base(self, span: Span, text: str, type_: str) -> str:
        """The base form of a span: amounts, times and parts of words as they are written, verbs by their infinitive."""
        if type_ in AS_WRITTEN or span.end_char - span.start_char != len(text):
            return text
        if len(span) == 1 and span[0].pos_ == "VERB":
            return str(span[0].lemma_)
        return self._canonical(span.start, span.end)

    @cached_property
    def _canonical(self) -> Canonical:
        return Canonical(self._doc)

    def _span(self, span: records.Span | None) -> Fields | None:
        """A stretch of the original without the white space around it; None where it holds nothing."""
        fields = None if span is None else self._fields(span)
        return fields if fields and fields["text"] else None

    def _spans(self, spans: Iterable[records.Span]) -> list[Fields]:
        """Those that hold something."""
        return [fields for span in spans if (fields := self._span(span))]

    def _fields(self, span: records.Span) -> Fields:
        """All spans of the annotation are made here."""
        start, end = span.start, span.end
        if self._original and start < end:
            start, end = self._original.starts[start], self._original.ends[end - 1]
        text = self._text[start:end]
        words = text.strip()
        start += len(text) - len(text.lstrip()) if words else 0
        return {"start": start, "end": start + len(words), "text": words}

    def _entity(self, name: str, entity: records.Entity) -> Fields:
        mentions = sorted(entity.mentions, key=_place)
        return {
            "id": name,
            "type": entity.type,
            "name": entity.name,
            "code": entity.code,
            "sector": entity.sector,
            "wikidata": entity.wikidata,
            "mentions": [self._mention(mention) for mention in mentions],
        }

    def _mention(self, mention: records.Mention) -> Fields:
        return {
            **self._fields(mention),
            "form": mention.form,
            "base": mention.base or None,
            "head": self._span(mention.head),
            "sentence": self._sentence(mention.start),
        }

    def _time(self, name: str, time: records.Time) -> Fields:
        return {"id": name, **self._fields(time), "type": time.type, "value": time.value, "interval": interval_of(time)}

    def _event(self, name: str, event: records.Event) -> Fields:
        return {
            "id": name,
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "trigger": {**self._fields(event.trigger), "lemma": event.lemma},
            "sentence": self._sentence(event.trigger.start),
            "arguments": [
                self._argument(argument) for argument in sorted(event.arguments, key=_place) if self._span(argument)
            ],
            "said_by": _id(self._entity_ids, event.said_by),
            "same_as": _id(self._event_ids, event.same_as),
            "reciprocal": event.reciprocal,
            "template": event.template,
            "confidence": event.confidence,
        }

    def _argument(self, argument: records.Argument) -> Fields:
        known = {"confidence": argument.confidence, "found_by": argument.found_by}
        fields = {"role": argument.role, **self._fields(argument), **known}
        if argument.role == "topic":
            return fields
        if argument.role == "time":
            return {**fields, "time": _id(self._time_ids, argument.time)}
        return {**fields, "entity": _id(self._entity_ids, argument.entity)}

    def _commitment(self, name: str, commitment: records.Commitment) -> Fields:
        return {
            "id": name,
            "event": self._event_ids[commitment.event],
            "parties": [entity for i, entity in self._entity_ids.items() if i in commitment.parties],
            "trigger": self._span(commitment.trigger),
            "content": self._span(commitment.content),
            "items": self._spans(commitment.items),
            "deadline": _id(self._time_ids, commitment.deadline),
            "status": commitment.status,
            "sentence": self._sentence(commitment.trigger.start),
        }

    def _list(self, name: str, enumeration: records.Enumeration) -> Fields:
        return {
            "id": name,
            "intro": self._span(enumeration.intro),
            "items": self._spans(enumeration.items),
            "declared_count": enumeration.declared_count,
        }

    def _quote(self, name: str, quote: records.Quote) -> Fields:
        return {
            "id": name,
            "speaker": _id(self._entity_ids, quote.speaker),
            "speaker_span": self._span(quote.speaker_span),
            "cue": self._span(quote.cue),
            "content": self._span(quote.content),
            "direct": quote.direct,
            "status": quote.status,
            "sentence": self._sentence(quote.content.start),
        }

    def _fact(self, name: str, fact: records.Fact) -> Fields:
        spans: list[Fields] = [
            {"role": argument.role, **self._fields(argument), "entity": _id(self._entity_ids, argument.entity)}
            for argument in fact.arguments
        ]
        fields: Fields = {"id": name, "type": fact.type, "status": fact.status, "template": fact.template}
        fields["spans"] = spans
        named = {span["role"]: span["entity"] for span in spans}
        if fact.type in ("deal", "meeting"):
            fields["participants"] = [span["entity"] for span in spans]
            fields["event"] = _id(self._event_ids, fact.event)
        if fact.type == "deal":
            fields["kind"] = fact.kind
        elif fact.type == "occupation":
            position = next((argument for argument in fact.arguments if argument.role == "position"), None)
            fields.update(who=named["who"], position=self._span(position), where=named.get("where"), phase=fact.phase)
        elif fact.type == "ownership":
            fields.update(owner=named["owner"], property=named["property"])
        elif fact.type == "part_of":
            fields.update(part=named["part"], whole=named["whole"])
        return fields


def interval_of(time: records.Time) -> Fields:
    """The first and the last day or minute of a time."""
    first, last = interval(time.value)
    return {"from": first, "to": last}


def _span_of(sentence: Span) -> records.Span:
    return records.Span(sentence.start_char, sentence.end_char)


def _time_in(time: tuple[int, str] | None, start: int) -> str | None:
    """The time that ends a span: NEREL's dates have their prepositions («в прошлом году»), times have not."""
    return time[1] if time and time[0] >= start else None


def _id(ids: Mapping[int, str], position: int | None) -> str | None:
    return None if position is None else ids[position]


def _is_named(entity: records.Entity) -> bool:
    return any(mention.form in NAMING for mention in entity.mentions)


def _place(span: records.Span) -> tuple[int, int]:
    return span.start, span.end


def _numbered(
    letter: str,
    found: Sequence[Record],
    place: Callable[[Record], tuple[int, int]],
    kept: set[int] | None = None,
) -> dict[int, str]:
    """Ids in text order, by position in `found`; `kept` are the positions that get one (None: all)."""
    positions = range(len(found)) if kept is None else kept
    ordered = sorted(positions, key=lambda i: (place(found[i]), i))
    return {position: f"{letter}{number}" for number, position in enumerate(ordered, 1)}

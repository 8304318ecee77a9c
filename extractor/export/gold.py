"""The gold form, in which people annotate articles (`corpus/README.md`), to annotations."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from extractor import records
from extractor.annotation.article import Article
from extractor.annotation.build import build
from extractor.annotation.model import Annotation, complaint
from extractor.errors import InputError
from extractor.export.document import unanalysed
from extractor.scoring.project import gold

PARTY = "PARTY"  # the type of entities: the gold form does not tell it
TEMPLATE = "gold"
RECIPROCAL = ("CONSULT", "AGREE", "COOPERATE")  # the types whose actors, in the gold form, do it with each other


def from_gold(document: Any) -> Annotation:
    """The annotation of a document in the gold form.

    An entity is a canonical name with its code, of the type PARTY; its mentions are the spans of the parties and
    speakers that have it. A trigger's lemma is its words in lower case, the template is `gold`.

    Args:
        document: its JSON, read.

    Raises:
        InputError: the document is not in the gold form, or its spans are not in its text.
    """
    form = gold.read_document(document)
    try:
        return _Reader(Article(form.text, published=form.dct, id=form.doc), form).annotation()
    except ValidationError as error:
        raise InputError(f"not in the gold form: {complaint(error)}") from error


class _Reader:
    def __init__(self, article: Article, document: gold.Document) -> None:
        self._article, self._document = article, document
        self._mentions = self._parties()
        self._entities = {entity: position for position, entity in enumerate(self._mentions)}
        self._names = {name: position for (name, _), position in reversed(self._entities.items())}
        self._times = {time.bounds: position for position, time in enumerate(document.timexes)}
        agreements = [(event.type, event.trigger.bounds) for event in document.events]
        self._agreements = {place: i for i, (kind, place) in reversed([*enumerate(agreements)]) if kind == "AGREE"}

    def annotation(self) -> Annotation:
        doc = unanalysed(self._article)
        document = self._document
        doc._.entities = tuple(self._entity(*entity) for entity in self._mentions)
        doc._.times = tuple(records.Time(*time.bounds, time.type, time.value) for time in document.timexes)
        doc._.events = tuple(map(self._event, document.events))
        doc._.commitments = tuple(map(self._commitment, document.commitments))
        doc._.lists = tuple(map(_list, document.lists))
        doc._.quotes = tuple(map(self._quote, document.quotes))
        return build(doc)

    def _parties(self) -> dict[tuple[str, str | None], list[tuple[int, int]]]:
        """Where each entity is spoken of. A speaker or source is known by its name alone."""
        found: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
        for party in _all_parties(self._document):
            found.setdefault((party.canonical, party.code), []).append(party.bounds)
        codes = {name: (name, code) for name, code in reversed(found)}
        for quote in self._document.quotes:
            if not quote.canonical:
                continue
            places = found.setdefault(codes.get(quote.canonical, (quote.canonical, None)), [])
            places += [quote.speaker.bounds] if quote.speaker else []
        for event in self._document.events:
            if event.said_by:
                found.setdefault(codes.get(event.said_by, (event.said_by, None)), [])
        return found

    def _entity(self, name: str, code: str | None) -> records.Entity:
        places = sorted(set(self._mentions[name, code]))
        mentions = tuple(records.Mention(start, end, "name") for start, end in places)
        return records.Entity(type=PARTY, name=name, code=code, wikidata=None, mentions=mentions)

    def _event(self, event: gold.Event) -> records.Event:
        return records.Event(
            type=event.type,
            mode=event.mode,
            status=event.status,
            trigger=_span(event.trigger),
            lemma=event.trigger.text.lower(),
            arguments=tuple(self._arguments(event)),
            said_by=self._names[event.said_by] if event.said_by else None,
            template=TEMPLATE,
            reciprocal=_is_reciprocal(event),
        )

    def _arguments(self, event: gold.Event) -> Iterator[records.Argument]:
        for party in event.actors:
            yield records.Argument(*party.bounds, "actor", entity=self._party(party))
        for party in event.recipients:
            yield records.Argument(*party.bounds, "recipient", entity=self._party(party))
        if event.topic:
            yield records.Argument(*event.topic.bounds, "topic")
        if event.place:
            yield records.Argument(*event.place.bounds, "place")
        if event.time:
            yield records.Argument(*event.time.bounds, "time", time=self._times.get(event.time.bounds))

    def _commitment(self, commitment: gold.Commitment) -> records.Commitment:
        deadline = commitment.deadline
        return records.Commitment(
            event=self._agreement(commitment.trigger),
            parties=tuple(dict.fromkeys(map(self._party, commitment.parties))),
            trigger=_span(commitment.trigger),
            content=_span(commitment.content),
            items=tuple(map(_span, commitment.items)),
            deadline=self._times.get(deadline.bounds) if deadline else None,
            status=commitment.status,
        )

    def _agreement(self, trigger: gold.Span) -> int:
        event = self._agreements.get(trigger.bounds)
        if event is None:
            raise InputError(f"the commitment at {trigger.start} has no AGREE event of the same trigger")
        return event

    def _quote(self, quote: gold.Quote) -> records.Quote:
        return records.Quote(
            content=_span(quote.content),
            direct=quote.direct,
            cue=_span(quote.cue) if quote.cue else None,
            speaker_span=_span(quote.speaker) if quote.speaker else None,
            speaker=self._names[quote.canonical] if quote.canonical else None,
        )

    def _party(self, party: gold.Party) -> int:
        return self._entities[party.canonical, party.code]


def _all_parties(document: gold.Document) -> Iterator[gold.Party]:
    for event in document.events:
        yield from (*event.actors, *event.recipients)
    for commitment in document.commitments:
        yield from commitment.parties


def _list(enumeration: gold.Enumeration) -> records.Enumeration:
    items = tuple(map(_span, enumeration.items))
    return records.Enumeration(_span(enumeration.intro), items, enumeration.declared_count)


def _span(span: gold.Span) -> records.Span:
    return records.Span(*span.bounds)


def _is_reciprocal(event: gold.Event) -> bool:
    return event.type in RECIPROCAL and len(event.actors) > 1 and not event.recipients

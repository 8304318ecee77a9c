"""The spaCy components of this room: `extractor_events` and `extractor_commitments`."""

from dataclasses import replace as changed
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.events.commitments import find_commitments
from extractor.events.matcher import Matcher
from extractor.events.parties.weighing import Weighing
from extractor.events.parties.weights import load_weights
from extractor.events.template import templates_in_force
from extractor.grammar.parsed import check_found, check_parsed
from extractor.grammar.tokens import parse_of
from extractor.records import Commitment, Event
from extractor.templates.template_sets import Own, digest


@Language.factory(
    "extractor_events",
    requires=["token.lemma", "token.pos", "token.morph", "token.dep", "doc._.entities", "doc._.times"],
    assigns=["doc._.events", "doc._.producer"],
    default_config={"templates": None, "replace": False, "weigh": True, "confidence": None},
)
def make_events(
    nlp: Language, name: str, templates: Any, replace: bool, weigh: bool, confidence: float | None
) -> "EventFinder":
    """Events by templates: the shipped ones and those of `templates`, a folder or dicts; with `replace` these alone.

    Without `weigh` no event has a confidence, none that lacks a role is told, and no party is found where a template
    finds none. `confidence` is the lowest at which an event or a party is told.
    """
    return EventFinder(name, templates, replace=replace, weigh=weigh, confidence=confidence)


@Language.factory("extractor_commitments", requires=["token.dep", "doc._.events"], assigns=["doc._.commitments"])
def make_commitments(nlp: Language, name: str) -> "CommitmentFinder":
    """Commitments, read off the events that `extractor_events` found and the lists after them."""
    return CommitmentFinder()


class EventFinder:
    """Sets `doc._.events`; the templates are read and compiled on first use."""

    def __init__(
        self,
        name: str,
        templates: Own | None,
        *,
        replace: bool = False,
        weigh: bool = True,
        confidence: float | None = None,
    ) -> None:
        layers.register()
        self.name = name
        self.templates = templates
        self.replace = replace
        self.weigh = weigh
        self.confidence = confidence
        self._matcher: Matcher | None = None
        self._digest = ""

    @property
    def matcher(self) -> Matcher:
        if self._matcher is None:
            weigh = partial(Weighing, weights=load_weights(), least=self.confidence) if self.weigh else None
            templates = templates_in_force(self.templates, replace=self.replace)
            self._digest = digest(templates)
            self._matcher = Matcher(templates, weigh)
        return self._matcher

    def __call__(self, doc: Doc) -> Doc:
        check_parsed(doc, self.name, "LEMMA", "MORPH", "DEP")
        check_found(doc, self.name, "entities")
        doc._.events = self.find(doc)
        doc._.producer = changed(doc._.producer, templates=self._digest)
        return doc

    def find(self, doc: Doc) -> tuple[Event, ...]:
        """The events of a parsed document; changes nothing."""
        return self.matcher.find(doc)


class CommitmentFinder:
    """Sets `doc._.commitments`."""

    def __init__(self) -> None:
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        check_found(doc, "extractor_commitments", "events")
        doc._.commitments = self.find(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Commitment, ...]:
        """The commitments among the document's events; changes nothing."""
        return find_commitments(parse_of(doc))

"""Templates against documents: from trigger words to events."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from spacy.tokens import Doc

from extractor.entities import mentions_of
from extractor.events.building import as_told
from extractor.events.circumstances.linking import Link
from extractor.events.parties.weighing import Weighed
from extractor.events.repeats import without_repeats
from extractor.events.resolution import Outcome, Resolution, Weigh
from extractor.events.template import EventHit, Template
from extractor.grammar.clause import Grammar
from extractor.grammar.lexicon import load_lexicon
from extractor.grammar.tokens import Parse, Token, parse_of
from extractor.records import Event, Role
from extractor.templates.failure import Failure
from extractor.templates.hits import Hit
from extractor.templates.index import TemplateIndex
from extractor.templates.places import Places
from extractor.templates.recognition import Recogniser


@dataclass(frozen=True, slots=True)
class Attempt:
    """One template tried at one trigger: the event it made, or the one condition that failed; how it was weighed, and
    with it its place and its time."""

    template: Template
    token: Token
    event: Event | None
    failure: Failure | None
    weighed: Weighed | None = None
    links: Mapping[Role, Link] = field(default_factory=dict)


Missed = tuple[Template, Token, Failure]


class Matcher:
    """The templates in force, ready for documents.

    Args:
        weigh: what weighs hits and finds the parties that templates left open; None leaves templates alone.
    """

    def __init__(self, templates: Iterable[Template], weigh: Weigh | None = None) -> None:
        self.grammar = Grammar(load_lexicon())
        self._index = TemplateIndex(templates)
        self._weigh = weigh

    def find(self, doc: Doc) -> tuple[Event, ...]:
        """The events of a document, in the order of their triggers."""
        parse = parse_of(doc)
        told = [(outcome.hit.token.i, outcome.read) for outcome in self._outcomes(parse, [])]
        events = [event for _, event in sorted(told, key=itemgetter(0)) if isinstance(event, Event)]
        return tuple(as_told(event) for event in without_repeats(parse, events))

    def attempts(self, doc: Doc | Parse) -> list[Attempt]:
        """Every template whose trigger lemma stands in the text, with its event or its first failed condition."""
        missed: list[Missed] = []
        outcomes = self._outcomes(parse_of(doc), missed)
        out = [Attempt(template, token, None, failure) for template, token, failure in missed]
        for outcome in outcomes:
            hit, read = outcome.hit, outcome.read
            event, failure = (None, read) if isinstance(read, Failure) else (read, None)
            out.append(Attempt(hit.template, hit.token, event, failure, outcome.weighed, outcome.links))
        return sorted(out, key=lambda attempt: attempt.token.i)

    def _outcomes(self, parse: Parse, missed: list[Missed]) -> list[Outcome]:
        """What becomes of the hits; the templates that recognise nothing where they are tried go to `missed`."""
        triggers = self._index.triggers(parse)
        if not triggers:
            return []
        mentions = mentions_of(parse)
        sources = Places(self.grammar, mentions.entities, mentions, parse._.quotes)
        hits: dict[int, list[EventHit]] = defaultdict(list)
        for template, token, tried in self._index.tried(triggers, Recogniser(self.grammar, sources)):
            if isinstance(tried, Hit):
                hits[token.i].append(tried)
            else:
                missed.append((template, token, tried))
        return [*Resolution(parse, sources, self._weigh).read(hits)] if hits else []

"""Who says that an act was: who accuses of it or denies it, else the speaker of the quote in which it stands."""

from collections.abc import Sequence

from extractor.events.surroundings import Surroundings
from extractor.events.template import EventHit
from extractor.grammar.morphology import is_predicate
from extractor.grammar.tokens import Parse, Token
from extractor.grammar.tree import steps_up
from extractor.records import Quote
from extractor.templates.places import Places
from extractor.templates.status.reader import StatusReader
from extractor.templates.stretches import Stretches


class Tellers:
    """Who tells of the acts of one document."""

    def __init__(self, doc: Parse, sources: Places, status: StatusReader, around: Surroundings) -> None:
        self.grammar = sources.grammar
        self.mentions = sources.mentions
        self.status = status
        self.around = around
        quotes: tuple[Quote, ...] = doc._.quotes
        self._quotes = Stretches((quote.content, quote) for quote in quotes)

    def of(self, hit: EventHit) -> int | None:
        """The entity that says so."""
        asserter = self._asserter(hit)
        return self._speaker(hit) if asserter is None else asserter

    def _asserter(self, hit: EventHit) -> int | None:
        """Who asserts or denies an act: the accuser of whom «обвинил в» tells, the subject of «отрицает»."""
        top = self.grammar.top(hit.token)
        doubted = self.status.doubts.about(hit.predicate or top)
        if doubted is not None:
            return self._first_named(self.grammar.subjects(doubted[1]))
        outer = self.around.act_around(hit)
        if outer is not None and outer.template.asserts:
            return min(outer.parties("actor"), default=None)
        for child, governor in steps_up(top):
            if governor.lemma_ in self.status.words.denials and child.dep_ not in ("nsubj", "conj"):
                return self._first_named(self.grammar.subjects(governor))
            if is_predicate(governor):
                return None
        return None

    def _first_named(self, heads: Sequence[Token]) -> int | None:
        named = (i for token in heads for reference in self.mentions.at(token) for i in reference.entities)
        return min(named, default=None)

    def _speaker(self, hit: EventHit) -> int | None:
        """The speaker of the innermost quote around the trigger."""
        around = [quote for _, quote in self._quotes.around(hit.span.start, hit.span.end)]
        return min(reversed(around), key=lambda q: q.content.end - q.content.start).speaker if around else None

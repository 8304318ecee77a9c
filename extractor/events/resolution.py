"""One document's hits read from the outermost inwards, so that inner acts see the acts around them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.events.arguments import ArgumentFinder
from extractor.events.building import EventBuilder
from extractor.events.circumstances.circumstances import Circumstances
from extractor.events.circumstances.linking import Link, Linking, Nearby
from extractor.events.inheritance import Inheritance, Told, lacks
from extractor.events.parties.weighing import Weighed, Weighing
from extractor.events.standing import interview, private, thing
from extractor.events.surroundings import Surroundings
from extractor.events.tellers import Tellers
from extractor.events.template import EventHit
from extractor.grammar.tokens import Parse
from extractor.records import Event, Role, Status
from extractor.templates.failure import Failure
from extractor.templates.places import Places
from extractor.templates.status.reader import StatusReader

Missed = tuple[EventHit, Failure]
Weigh = Callable[[Parse, Places, Sequence[EventHit], Sequence[Missed]], Weighing]
_REFUSED = Failure("refused", "it is the topic of a refusal")
_LIGHT_VERB = Failure("light verb", "the word is the light verb of another event")
_AIM = Failure("aim", "it says what another act of its type is for")
_UNCERTAIN = Failure("uncertain", "it is less certain than is asked for")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a hit: the event, or why there is none; and what weighing it, its place and time told."""

    hit: EventHit
    read: Event | Failure
    weighed: Weighed | None = None
    links: Mapping[Role, Link] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Draft:
    hit: EventHit
    status: Status
    weighed: Weighed | None = None
    links: Mapping[Role, Link] = field(default_factory=dict)

    @property
    def weight(self) -> tuple[int, int]:
        """How much a template asks of the text: its conditions and words, then the roles that it filled."""
        return len(self.hit.template.when) + len(self.hit.words), len(self.hit.fillers)


class Resolution:
    """One document being read: of each trigger word at most one hit becomes an event.

    Args:
        weigh: what weighs the hits and finds the parties that templates left open; None leaves both undone.
    """

    def __init__(self, doc: Parse, sources: Places, weigh: Weigh | None = None) -> None:
        self.doc = doc
        self.sources = sources
        self.weigh = weigh
        self.finder = ArgumentFinder(doc, sources)
        self.circumstances = Circumstances(self.finder)
        self.builder = EventBuilder(doc)
        self.status = StatusReader(sources.grammar, self.finder.dating.words)
        self.around = Surroundings(doc, sources.grammar, sources.mentions.words)
        self.inheritance = Inheritance(sources.grammar, self.around)
        self.tellers = Tellers(doc, sources, self.status, self.around)

    def read(self, hits: Mapping[int, Sequence[EventHit]]) -> Iterator[Outcome]:
        """What becomes of the hits, given by the positions of their triggers."""
        drafts: list[_Draft] = []
        orphans: list[Missed] = []
        missed: list[Missed] = []
        for i in sorted(hits, key=lambda i: self.around.depth(self.doc[i])):
            fit, unfit = self._sift(hits[i])
            nobodys = (outcome for outcome in unfit if self.inheritance.names_nobody(outcome[0]))
            orphan = None if fit else next(nobodys, None)
            if orphan is not None:
                orphans.append(orphan)
                if orphan[0].template.inner:
                    self.around.accepted[i] = orphan[0]
            missed += (outcome for outcome in unfit if outcome is not orphan)
            if fit:
                best = max(fit, key=lambda draft: draft.weight)
                missed += ((draft.hit, _fits_better(best)) for draft in fit if draft is not best)
                self.around.accepted[i] = best.hit
                drafts.append(best)
        missed += self._adopted(orphans, drafts)
        if self.weigh is None:
            drafts = [self._by_rule(draft) for draft in drafts]
        else:
            drafts, missed = self._weighed(self.weigh, drafts, missed)
        yield from (Outcome(hit, failure) for hit, failure in missed)
        yield from self._events(drafts)

    def _adopted(self, orphans: Sequence[Missed], drafts: list[_Draft]) -> Iterator[Missed]:
        """Adds to the drafts the acts that take the parties of one told before; what finds none fails as it did."""
        told = Told((draft.hit for draft in drafts), self.sources.mentions.words.sentence)
        for hit, failure in orphans:
            adopted = told.with_parties(hit)
            status = None if adopted is None else self._status(adopted)
            if adopted is None or status is None or lacks(adopted):
                yield hit, failure
                continue
            drafts.append(_Draft(adopted, status))
            told.add(adopted)
            if adopted.template.inner:
                self.around.accepted[hit.token.i] = adopted

    def _by_rule(self, draft: _Draft) -> _Draft:
        """A draft with the place and the time that the grammar tells."""
        fillers = {**draft.hit.fillers, **self.circumstances.of(draft.hit)}
        return replace(draft, hit=replace(draft.hit, fillers=fillers))

    def _weighed(
        self, weigh: Weigh, drafts: Sequence[_Draft], missed: Sequence[Missed]
    ) -> tuple[list[_Draft], list[Missed]]:
        """The drafts certain enough, with them those of the hits that lack a role, all with the parties left open."""
        weighing = weigh(self.doc, self.sources, [draft.hit for draft in drafts], missed)
        nearby = Nearby(self.doc, weighing.stage, self.circumstances, {draft.hit.token.i for draft in drafts})
        linking = Linking(nearby, weighing.weights, weighing.least)
        out: list[_Draft] = []
        failed: list[Missed] = []
        for draft in drafts:
            weighed = weighing.whole(draft.hit)
            filled = _UNCERTAIN if weighed is None else self._filled(weighing, linking, draft, weighed)
            if isinstance(filled, Failure):
                failed.append((draft.hit, filled))
            else:
                out.append(filled)
        judged = set[int]()
        for lacking, weighed in weighing.judged():
            status = self._status(lacking)
            if status is None:
                continue
            filled = self._filled(weighing, linking, _Draft(lacking, status), weighed)
            if isinstance(filled, _Draft):
                judged.add(id(lacking))
                out.append(filled)
        return out, [*failed, *(outcome for outcome in missed if id(outcome[0]) not in judged)]

    def _filled(self, weighing: Weighing, linking: Linking, draft: _Draft, weighed: Weighed) -> _Draft | Failure:
        """A draft with the parties, the place and the time that its template left open."""
        hit, weighed = weighing.filled(draft.hit, weighed)
        failure = private(hit, self.sources.entities)
        if failure is not None:
            return failure
        fillers, links = linking.filled(draft.hit, weighed.certainty)
        return _Draft(replace(hit, fillers={**hit.fillers, **fillers}), draft.status, weighed, links)

    def _events(self, drafts: Sequence[_Draft]) -> Iterator[Outcome]:
        carriers = {draft.hit.predicate.i for draft in drafts if draft.hit.predicate is not None}
        for draft in drafts:
            hit = draft.hit
            if hit.token.i in carriers and not (hit.template.inner or hit.template.absorbs):
                yield Outcome(hit, _LIGHT_VERB)
            else:
                event = self.builder.build(hit, draft.status, self.tellers.of(hit), draft.weighed)
                yield Outcome(hit, event, draft.weighed, draft.links)

    def _status(self, hit: EventHit) -> Status | None:
        return self.status.read(hit, self.around.accepted, self.around.opener(hit.token))

    def _sift(self, hits: Sequence[EventHit]) -> tuple[list[_Draft], list[Missed]]:
        """Fill the roles of one word's hits: drafts of those that come out whole, and what the others lack."""
        fit: list[_Draft] = []
        unfit: list[Missed] = []
        for bare in hits:
            hit = self.inheritance.completed(replace(bare, fillers=self.finder.fill(bare)))
            entities = self.sources.entities
            failure = self.inheritance.missing(hit) or private(hit, entities) or interview(hit, entities)
            if failure is None and self.around.is_its_aim(hit):
                failure = _AIM
            if failure is not None and failure.kind == "no actor":
                failure = thing(hit, self.sources.grammar, self.sources.mentions) or failure
            status = None if failure else self._status(hit)
            if status is None:
                unfit.append((hit, failure or _REFUSED))
            else:
                fit.append(_Draft(hit, status))
        return fit, unfit


def _fits_better(best: _Draft) -> Failure:
    return Failure("fits better", f"{best.hit.template.id} fits better")

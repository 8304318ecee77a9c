"""One document's hits read from the outermost inwards, so that inner acts see the acts around them."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extractor.events.arguments import ArgumentFinder
from extractor.events.building import EventBuilder
from extractor.events.parties.weighing import Weighed, Weighing
from extractor.events.surroundings import Surroundings
from extractor.events.template import EventHit, EventType
from extractor.grammar.morphology import has, has_speaker, is_passive, is_predicate
from extractor.grammar.tree import steps_up
from extractor.records import Event, Role, Status
from extractor.templates.failure import Failure
from extractor.templates.hits import PARTY_ROLES, entities_of
from extractor.templates.places import Places
from extractor.templates.status.reader import StatusReader

Missed = tuple[EventHit, Failure]
Weigh = Callable[[Doc, Places, Sequence[EventHit], Sequence[Missed]], Weighing]
_REFUSED = Failure("refused", "it is the topic of a refusal")
_NOBODY_ASKED = Failure("nobody asked", "it is demanded of nobody in particular")
_LIGHT_VERB = Failure("light verb", "the word is the light verb of another event")
_UNCERTAIN = Failure("uncertain", "it is less certain than is asked for")
_MEMORY = 2  # sentences after which «переговоры» are no longer those just told


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a hit: the event, or why there is none; and what weighing it told."""

    hit: EventHit
    read: Event | Failure
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    hit: EventHit
    status: Status
    weighed: Weighed | None = None

    @property
    def weight(self) -> tuple[int, int]:
        """How much a template asks of the text: its conditions and words, then the roles that it filled."""
        return len(self.hit.template.when) + len(self.hit.words), len(self.hit.fillers)


class _Told:
    """The acts told, by kind and in the order of the text."""

    def __init__(self, hits: Iterable[EventHit]) -> None:
        self._by_kind: dict[EventType, list[EventHit]] = defaultdict(list)
        for hit in hits:
            self.add(hit)

    def add(self, hit: EventHit) -> None:
        insort(self._by_kind[hit.template.event], hit, key=_position)

    def shortly_before(self, hit: EventHit, sentences: Sequence[int]) -> EventHit | None:
        """The last act of the same kind that names its parties.

        Args:
            sentences: the number of each token's sentence.
        """
        alike = self._by_kind[hit.template.event]
        for place in range(bisect_left(alike, hit.token.i, key=_position) - 1, -1, -1):
            at = alike[place].token.i
            begun = sentences[hit.token.i] - (sentences[at - 1] if at else 0)
            if begun > _MEMORY:
                return None
            if any(alike[place].parties(role) for role in PARTY_ROLES):
                return alike[place]
        return None


def _position(hit: EventHit) -> int:
    return int(hit.token.i)


class Resolution:
    """One document being read: of each trigger word at most one hit becomes an event.

    Args:
        weigh: what weighs the hits and finds the parties that templates left open; None leaves both undone.
    """

    def __init__(self, doc: Doc, sources: Places, weigh: Weigh | None = None) -> None:
        self.doc = doc
        self.sources = sources
        self.weigh = weigh
        self.grammar = sources.grammar
        self.mentions = sources.mentions
        self.finder = ArgumentFinder(doc, sources)
        self.builder = EventBuilder(doc, self.finder)
        self.status = StatusReader(sources.grammar)
        self.around = Surroundings(doc, sources.grammar, sources.mentions.words)

    def read(self, hits: Mapping[int, Sequence[EventHit]]) -> Iterator[Outcome]:
        """What becomes of the hits, given by the positions of their triggers."""
        drafts: list[_Draft] = []
        orphans: list[Missed] = []
        missed: list[Missed] = []
        for i in sorted(hits, key=lambda i: self.around.depth(self.doc[i])):
            fit, unfit = self._sift(hits[i])
            orphan = None if fit else next((outcome for outcome in unfit if self._names_nobody(outcome[0])), None)
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
        told = _Told(draft.hit for draft in drafts)
        for hit, failure in orphans:
            adopted = self._adopted(hit, told)
            if adopted is None:
                missed.append((hit, failure))
            else:
                drafts.append(adopted)
                told.add(adopted.hit)
                if adopted.hit.template.inner:
                    self.around.accepted[hit.token.i] = adopted.hit
        if self.weigh is not None:
            drafts, missed = self._weighed(self.weigh, drafts, missed)
        yield from (Outcome(hit, failure) for hit, failure in missed)
        yield from self._events(drafts)

    def _weighed(
        self, weigh: Weigh, drafts: Sequence[_Draft], missed: Sequence[Missed]
    ) -> tuple[list[_Draft], list[Missed]]:
        """The drafts certain enough, with them those of the hits that lack a role, all with the parties left open."""
        weighing = weigh(self.doc, self.sources, [draft.hit for draft in drafts], missed)
        out: list[_Draft] = []
        failed: list[Missed] = []
        for draft in drafts:
            weighed = weighing.whole(draft.hit)
            if weighed is None:
                failed.append((draft.hit, _UNCERTAIN))
            else:
                hit, weighed = weighing.filled(draft.hit, weighed)
                out.append(_Draft(hit, draft.status, weighed))
        judged = set[int]()
        for lacking, weighed in weighing.judged():
            status = self.status.read(lacking, self.around.accepted, self.around.opener(lacking.token))
            if status is not None:
                judged.add(id(lacking))
                hit, weighed = weighing.filled(lacking, weighed)
                out.append(_Draft(hit, status, weighed))
        return out, [*failed, *(outcome for outcome in missed if id(outcome[0]) not in judged)]

    def _names_nobody(self, hit: EventHit) -> bool:
        """A reciprocal act noun, or one of which the text says that it occurs, without any party of its own."""
        occurs = hit.predicate is not None and hit.predicate.lemma_ in self.grammar.lexicon.occurrence_verbs
        return hit.is_noun and (hit.template.reciprocal or occurs) and not any(map(hit.fillers.get, PARTY_ROLES))

    def _adopted(self, orphan: EventHit, told: "_Told") -> _Draft | None:
        """An act noun that names nobody has the parties of the act just told: «Переговоры продлятся до пятницы»."""
        last = told.shortly_before(orphan, self.mentions.words.sentence)
        if last is None:
            return None
        taken = {role: last.fillers[role] for role in PARTY_ROLES if role in last.fillers}
        fitting = {role: fillers for role, fillers in taken.items() if role in orphan.template.arguments}
        orphan = replace(orphan, fillers={**orphan.fillers, **fitting})
        status = self.status.read(orphan, self.around.accepted, self.around.opener(orphan.token))
        return None if status is None or _missing(orphan) else _Draft(orphan, status)

    def _events(self, drafts: Sequence[_Draft]) -> Iterator[Outcome]:
        carriers = {draft.hit.predicate.i for draft in drafts if draft.hit.predicate is not None}
        for draft in drafts:
            hit = draft.hit
            if hit.token.i in carriers and not (hit.template.inner or hit.template.absorbs):
                yield Outcome(hit, _LIGHT_VERB)
            else:
                event = self.builder.build(hit, draft.status, self._asserter(hit), draft.weighed)
                yield Outcome(hit, event, draft.weighed)

    def _asserter(self, hit: EventHit) -> int | None:
        """Who asserts or denies an act: the accuser of whom «обвинил в» tells, the subject of «отрицает»."""
        doubted = self.status.doubts.about(hit.predicate or self.grammar.top(hit.token))
        if doubted is not None:
            named = [
                i for token in self.grammar.subjects(doubted[1]) for r in self.mentions.at(token) for i in r.entities
            ]
            return min(named, default=None)
        outer = self.around.act_around(hit)
        if outer is not None and outer.template.asserts:
            return min(outer.parties("actor"), default=None)
        for child, governor in steps_up(self.grammar.top(hit.token)):
            if governor.lemma_ in self.status.words.denials and child.dep_ not in ("nsubj", "conj"):
                named = [
                    i for token in self.grammar.subjects(governor) for r in self.mentions.at(token) for i in r.entities
                ]
                return min(named, default=None)
            if is_predicate(governor):
                return None
        return None

    def _sift(self, hits: Sequence[EventHit]) -> tuple[list[_Draft], list[Missed]]:
        """Fill the roles of one word's hits: drafts of those that come out whole, and what the others lack."""
        fit: list[_Draft] = []
        unfit: list[Missed] = []
        for bare in hits:
            hit = self._with_inherited(replace(bare, fillers=self.finder.fill(bare)))
            failure = _missing(hit, agentless=self._is_agentless(hit)) or self._nobody_to_do_it(hit)
            status = None if failure else self.status.read(hit, self.around.accepted, self.around.opener(hit.token))
            if status is None:
                unfit.append((hit, failure or _REFUSED))
            else:
                fit.append(_Draft(hit, status))
        return fit, unfit

    def _is_agentless(self, hit: EventHit) -> bool:
        """Whether the clause itself leaves out who did what to somebody: «депутат оправдан», «депутата оправдали»."""
        if hit.is_noun or not hit.parties("recipient"):
            return False
        verb = hit.token
        indefinite = has(verb, "Number", "Plur") and has(verb, "VerbForm", "Fin") and not has_speaker(verb)
        return (is_passive(verb) or indefinite) and not self.grammar.subjects(verb)

    # Actors from the act around

    def _with_inherited(self, hit: EventHit) -> EventHit:
        """An act without an actor of its own takes it from the act around it: the accused, the asked, the promising.

        So does a reciprocal act that names one party only: «предложил Ирану начать переговоры».
        """
        wanted = 2 if hit.template.reciprocal else 1
        if "actor" not in hit.template.arguments or len(hit.parties("actor")) >= wanted:
            return hit
        outer = self.around.act_around(hit)
        if outer is None or ("actor" in hit.fillers and not self._is_content(hit, outer)):
            return hit
        if not hit.is_noun and not hit.template.reciprocal and self.grammar.subjects(hit.token):
            return hit  # somebody does it whom the text does not name: «письма, в которых тот пообещал …»
        actors = hit.fillers.get("actor", ())
        named = hit.parties("actor") | hit.parties("recipient")
        for role in _inherited_roles(hit, outer):
            if len(entities_of(actors)) < wanted:
                others = tuple(filler for filler in outer.fillers.get(role, ()) if named.isdisjoint(filler.entities))
                actors, named = (*actors, *others), named | entities_of(others)
        return replace(hit, fillers={**hit.fillers, "actor": actors}) if actors else hit

    def _is_content(self, hit: EventHit, outer: EventHit) -> bool:
        """Whether the outer act governs this one directly, or governs nothing of it, as the opener of its list."""
        start = hit.predicate or self.grammar.top(hit.token)
        return outer.token == start.head or outer.token not in start.ancestors

    def _nobody_to_do_it(self, hit: EventHit) -> Failure | None:
        """A demanded act whose doer the text does not name is only the topic of the demand."""
        if "actor" not in hit.template.arguments or "actor" in hit.fillers:
            return None
        outer = self.around.act_around(hit)
        asked = (outer is not None and outer.template.inner_actor == "asked") or self.grammar.demanded(hit.token)
        return _NOBODY_ASKED if asked else None


def _fits_better(best: _Draft) -> Failure:
    return Failure("fits better", f"{best.hit.template.id} fits better")


def _inherited_roles(hit: EventHit, outer: EventHit) -> tuple[Role, ...]:
    """The roles of the outer act whose fillers do the inner one, as its template says."""
    doer = outer.template.inner_actor
    if doer == "nobody":
        return ()
    if doer == "actor":
        return PARTY_ROLES if hit.template.reciprocal else ("actor",)
    return ("recipient", "actor") if doer == "asked" and hit.template.reciprocal else ("recipient",)


def _missing(hit: EventHit, *, agentless: bool = False) -> Failure | None:
    """What a template asks for and the text does not name; an `agentless` clause need not name the actor."""
    for role, slot in hit.template.arguments.items():
        places = ", ".join(slot.from_)
        if slot.required and role not in hit.fillers and not (agentless and role == "actor"):
            return Failure(f"no {role}", f"no {role}: looked for {places}")
        count = len(hit.parties(role))
        if slot.least > 1 and count < slot.least:
            return Failure(f"too few {role}s", f"{count} {role}s, {slot.least} are needed: looked for {places}")
    if not any(filler.party for role in PARTY_ROLES for filler in hit.fillers.get(role, ())):
        return Failure("no party", "no party among its actors and recipients")
    return None

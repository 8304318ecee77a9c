"""Who does an act that names nobody for it: as the act around it says, the clause leaves open, or was told just before.

What stands in the clause itself is `templates/places`'; whom judge and ranker find is `events/parties`'.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.events.surroundings import Surroundings
from extractor.events.template import EventHit, EventType
from extractor.grammar.clause import Grammar
from extractor.grammar.lexicon import Lexicon
from extractor.grammar.morphology import has, has_speaker, is_passive, preposition_of
from extractor.records import Role
from extractor.templates.failure import Failure
from extractor.templates.hits import PARTY_ROLES, entities_of

_NOBODY_ASKED = Failure("nobody asked", "it is demanded of nobody in particular", open=True)
_MEMORY = 2  # sentences after which «переговоры» are no longer those just told


class Inheritance:
    """The parties that the acts of one document have from the acts around them."""

    def __init__(self, grammar: Grammar, around: Surroundings) -> None:
        self.grammar = grammar
        self.around = around

    def completed(self, hit: EventHit) -> EventHit:
        """An act without an actor of its own takes it from the act around it: the accused, the asked, the promising.

        So does a reciprocal act that names one party only: «предложил Ирану начать переговоры».
        """
        wanted = 2 if hit.template.reciprocal else 1
        if "actor" not in hit.template.arguments or len(hit.parties("actor")) >= wanted:
            return hit
        outer = self.around.act_around(hit)
        if outer is None or ("actor" in hit.fillers and not self._is_content(hit, outer)):
            return hit
        if hit.is_noun and self.grammar.abetted(hit.token):
            return hit
        if not hit.is_noun and not hit.template.reciprocal and self.grammar.subjects(hit.token):
            return hit  # somebody does it whom the text does not name: «письма, в которых тот пообещал …»
        actors = hit.fillers.get("actor", ())
        named = hit.parties("actor") | hit.parties("recipient")
        for role in _inherited_roles(hit, outer, self.grammar.lexicon):
            if len(entities_of(actors)) < wanted:
                others = tuple(filler for filler in outer.fillers.get(role, ()) if named.isdisjoint(filler.entities))
                actors, named = (*actors, *others), named | entities_of(others)
        return replace(hit, fillers={**hit.fillers, "actor": actors}) if actors else hit

    def _is_content(self, hit: EventHit, outer: EventHit) -> bool:
        """Whether the outer act governs this one directly, or governs nothing of it, as the opener of its list."""
        start = hit.predicate or self.grammar.top(hit.token)
        return outer.token == start.head or outer.token not in start.ancestors

    def missing(self, hit: EventHit) -> Failure | None:
        """What a template asks for and neither the text nor the act around it names."""
        return lacks(hit, agentless=self._is_agentless(hit)) or self._nobody_to_do_it(hit)

    def _is_agentless(self, hit: EventHit) -> bool:
        """Whether the clause itself leaves out who did what to somebody: «депутат оправдан», «депутата оправдали»."""
        if hit.is_noun or not hit.parties("recipient"):
            return False
        verb = hit.token
        indefinite = has(verb, "Number", "Plur") and has(verb, "VerbForm", "Fin") and not has_speaker(verb)
        return (is_passive(verb) or indefinite) and not self.grammar.subjects(verb)

    def _nobody_to_do_it(self, hit: EventHit) -> Failure | None:
        """A demanded act whose doer the text does not name is only the topic of the demand."""
        if "actor" not in hit.template.arguments or "actor" in hit.fillers:
            return None
        outer = self.around.act_around(hit)
        asked = (outer is not None and outer.template.inner_actor == "asked") or self.grammar.demanded(hit.token)
        return _NOBODY_ASKED if asked else None

    def names_nobody(self, hit: EventHit) -> bool:
        """A reciprocal act noun, or one of which the text says that it occurs, without any party of its own."""
        occurs = hit.predicate is not None and hit.predicate.lemma_ in self.grammar.lexicon.occurrence_verbs
        return hit.is_noun and (hit.template.reciprocal or occurs) and not any(map(hit.fillers.get, PARTY_ROLES))


class Told:
    """The acts told, by kind and in the order of the text.

    Args:
        sentences: the number of each token's sentence.
    """

    def __init__(self, hits: Iterable[EventHit], sentences: Sequence[int]) -> None:
        self._sentences = sentences
        self._by_kind: dict[EventType, list[EventHit]] = defaultdict(list)
        for hit in hits:
            self.add(hit)

    def add(self, hit: EventHit) -> None:
        insort(self._by_kind[hit.template.event], hit, key=_position)

    def with_parties(self, orphan: EventHit) -> EventHit | None:
        """An act noun that names nobody has the parties of the act just told: «Переговоры продлятся до пятницы»."""
        last = self._shortly_before(orphan)
        if last is None:
            return None
        taken = {role: last.fillers[role] for role in PARTY_ROLES if role in last.fillers}
        fitting = {role: fillers for role, fillers in taken.items() if role in orphan.template.arguments}
        return replace(orphan, fillers={**orphan.fillers, **fitting})

    def _shortly_before(self, hit: EventHit) -> EventHit | None:
        """The last act of the same kind that names its parties."""
        alike = self._by_kind[hit.template.event]
        for place in range(bisect_left(alike, hit.token.i, key=_position) - 1, -1, -1):
            at = alike[place].token.i
            begun = self._sentences[hit.token.i] - (self._sentences[at - 1] if at else 0)
            if begun > _MEMORY:
                return None
            if any(alike[place].parties(role) for role in PARTY_ROLES):
                return alike[place]
        return None


def _position(hit: EventHit) -> int:
    return int(hit.token.i)


def _inherited_roles(hit: EventHit, outer: EventHit, lexicon: Lexicon) -> tuple[Role, ...]:
    """The roles of the outer act whose fillers do the inner one, as its template says."""
    doer = outer.template.inner_actor
    if doer == "nobody" or (hit.template.event.is_conflict and outer.template.event.type == "SUPPORT"):
        return ()  # who backs a blow does not strike
    if _is_dismissal(hit, outer):
        return ("recipient",)
    if doer == "actor" and not _is_others_doing(hit, outer, lexicon):
        return PARTY_ROLES if hit.template.reciprocal else ("actor",)
    return ("recipient", "actor") if doer == "asked" and _is_with_asker(hit, outer) else ("recipient",)


def _is_with_asker(hit: EventHit, outer: EventHit) -> bool:
    """Whether who asks takes part: in talks, no ceasefire of others; of several where somebody else is asked."""
    if not hit.template.reciprocal:
        return False
    return hit.template.event.type != "RETREAT" if outer.fillers.get("recipient") else len(outer.parties("actor")) == 1


def _is_dismissal(hit: EventHit, outer: EventHit) -> bool:
    """Whether somebody else is to lose office: «пригрозил министрам отставкой», not «пригрозил отставкой»."""
    return (
        hit.template.event.mode == "resign"
        and outer.template.event.type == "THREATEN"
        and bool(outer.fillers.get("recipient"))
    )


def _is_others_doing(hit: EventHit, outer: EventHit, lexicon: Lexicon) -> bool:
    """Whether an act is what the other side is punished for or warned of: «за поддержку», «о последствиях удара»."""
    if not hit.is_noun or not outer.template.event.is_conflict:
        return False
    warned = hit.token.dep_ == "nmod" and hit.token.head.lemma_ in lexicon.outcomes
    return warned or (preposition_of(hit.token) == "за" and has(hit.token, "Case", "Acc"))


def lacks(hit: EventHit, *, agentless: bool = False) -> Failure | None:
    """What a template asks for and the text does not name; an `agentless` clause need not name the actor."""
    for role, slot in hit.template.arguments.items():
        places = ", ".join(slot.from_)
        if slot.required and role not in hit.fillers and not (agentless and role == "actor"):
            return Failure(f"no {role}", f"no {role}: looked for {places}", open=slot.required != "strictly")
        count = len(hit.parties(role))
        if slot.least > 1 and count < slot.least:
            told = f"{count} {role}s, {slot.least} are needed: looked for {places}"
            return Failure(f"too few {role}s", told, open=True)
    if not any(filler.party for role in PARTY_ROLES for filler in hit.fillers.get(role, ())):
        return Failure("no party", "no party among its actors and recipients", open=True)
    return None

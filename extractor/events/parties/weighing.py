"""Judge and ranker over the hits of one document."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.events.parties.candidates import Stage
from extractor.events.parties.features import Described, found
from extractor.events.parties.judge import Evidence, Judge, lacking
from extractor.events.parties.ranker import Choice, Ranker
from extractor.events.parties.weights import Weights, probability
from extractor.events.template import EventHit
from extractor.grammar.tokens import Parse
from extractor.records import Entity, Role
from extractor.templates.failure import Failure
from extractor.templates.hits import PARTY_ROLES, Filler
from extractor.templates.places import Places

FOUND: tuple[Role, ...] = ("topic", "place")  # by templates, beside the parties


@dataclass(frozen=True, slots=True)
class Weighed:
    """How certain an act is, by what evidence, what its template missed, and whom the ranker chose for which role."""

    certainty: float
    evidence: Evidence
    failure: Failure | None = None
    chosen: Mapping[Role, Sequence[Choice]] = field(default_factory=dict)


class Weighing:
    """The hits of one document.

    Args:
        whole: the hits whose templates came out whole, one a word.
        missed: those that failed; of them the ones that lack a role are judged.
        least: the lowest confidence of an event or an argument that is told; None for what served F1 best.
    """

    def __init__(
        self,
        doc: Parse,
        sources: Places,
        whole: Sequence[EventHit],
        missed: Sequence[tuple[EventHit, Failure]],
        weights: Weights,
        least: float | None = None,
    ) -> None:
        told = sorted(whole, key=lambda hit: int(hit.token.i))
        self._lacking = lacking(whole, missed, weights)
        self._doc = doc
        self.weights = weights
        self.least = weights.least if least is None else dict.fromkeys(weights.least, least)
        self._given = least is not None
        self.stage = Stage(doc, sources)
        self._judge = Judge(self.stage, weights, told, self._lacking)
        described = Described(doc, self.stage, sources, weights, told, [hit for hit, _ in self._lacking])
        self._ranker = Ranker(described, weights)

    def whole(self, hit: EventHit) -> Weighed | None:
        """An act whose template came out whole; None where it is less certain than is asked for.

        A lone sentence and a template of which no annotated article tells are taken at their word.
        """
        weighed = self._weighed(hit, None)
        if self._given or self._judge.knows(hit):
            return weighed if weighed.certainty >= self.least["whole"] else None
        return weighed

    def judged(self) -> Iterator[tuple[EventHit, Weighed]]:
        """Of the hits that lack a role those certain enough, at most one a word."""
        by_word: dict[int, list[tuple[EventHit, Weighed]]] = defaultdict(list)
        for hit, failure in self._lacking:
            by_word[int(hit.token.i)].append((hit, self._weighed(hit, failure)))
        for several in by_word.values():
            hit, weighed = max(several, key=lambda pair: (pair[1].certainty, _fullness(pair[0])))
            if weighed.certainty >= self.least["judge"]:
                yield hit, weighed

    def _weighed(self, hit: EventHit, failure: Failure | None) -> Weighed:
        evidence = self._judge.evidence(hit, failure)
        return Weighed(self._judge.certainty(evidence), evidence, failure)

    def filled(self, hit: EventHit, weighed: Weighed) -> tuple[EventHit, Weighed]:
        """The act with the parties that the ranker found for its open roles, and with the confidence of all fillers."""
        fillers = {**hit.fillers, **self._kept(hit, weighed), **self._sure(hit, weighed)}
        chosen = dict(self._ranker.filled(hit, weighed.failure, weighed.certainty, self.least))
        for role, choices in chosen.items():
            fillers[role] = (*fillers.get(role, ()), *(self._filler(choice, weighed) for choice in choices))
        kept = {role: several for role, several in fillers.items() if several}
        return replace(hit, fillers=kept), replace(weighed, chosen=chosen)

    def _sure(self, hit: EventHit, weighed: Weighed) -> Mapping[Role, tuple[Filler, ...]]:
        """The topics and places that a template found, with their confidence; none less certain than an act must be."""
        told = {role: self._certain(hit, weighed, role) for role in FOUND if role in hit.fillers}
        return {
            role: tuple(one for one in several if (one.certainty or 0.0) >= self.least["whole"])
            for role, several in told.items()
        }

    def _kept(self, hit: EventHit, weighed: Weighed) -> Mapping[Role, tuple[Filler, ...]]:
        """The parties that a template found, with their confidence, but for those less certain than is asked for.

        What a template found of which no annotated article tells, as one of the user's own, is told whatever it is. So
        is what stands in a text that names no state: there it says nothing of a party that it has none.
        """
        told = {role: tuple(self._certain(hit, weighed, role)) for role in PARTY_ROLES if role in hit.fillers}
        learnt = f"template {hit.template.id}" in self.weights.judge
        asked = self._given or (learnt and any(entity.code for entity in self.stage.entities))
        least = self.least["party"] if asked else 0.0
        kept = {
            role: tuple(one for one in several if (one.certainty or 0.0) >= least) for role, several in told.items()
        }
        if told.get("recipient") and not kept["recipient"] and len(kept.get("actor", ())) > 1:
            kept["actor"] = ()  # else they would seem to act on one another
        return kept

    def _certain(self, hit: EventHit, weighed: Weighed, role: Role) -> Iterator[Filler]:
        """What a template found for a role, with its confidence."""
        weights = self.weights.template[role]
        for filler in hit.fillers[role]:
            entity = self._party(filler)
            names = found(hit, weighed.failure, entity)
            sum_ = weights["bias"] + sum(weights.get(name, 0.0) for name in names)
            yield replace(filler, certainty=weighed.certainty * probability(sum_))

    def _party(self, filler: Filler) -> Entity | None:
        return self.stage.entities[filler.entities[0]] if filler.entities else None

    def _filler(self, choice: Choice, weighed: Weighed) -> Filler:
        candidate = choice.candidate
        return Filler(
            candidate.reference,
            (candidate.entity,),
            self._doc[candidate.head],
            party=True,
            certainty=weighed.certainty * choice.probability,
            ranked=True,
        )


def _fullness(hit: EventHit) -> tuple[int, int, int]:
    """How much of a template's hit the text bears out."""
    named = sum(len(hit.fillers.get(role, ())) for role in PARTY_ROLES)
    return named, len(hit.template.when) + len(hit.words), len(hit.fillers)

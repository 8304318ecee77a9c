"""Parties for the roles that a template left open, or nobody."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from extractor.events.parties.bystanders import Bystanders
from extractor.events.parties.candidates import Candidate
from extractor.events.parties.features import Around, Described, circumstances, lacks_partner
from extractor.events.parties.told import OTHER
from extractor.events.parties.weights import Weights, softmax
from extractor.events.template import EventHit
from extractor.records import Role
from extractor.templates.failure import Failure

_SEVERAL = 0.4  # of the best one's probability: so much has another party of a reciprocal act


class Choice(NamedTuple):
    """A candidate, what is said of it, and the probability that it fills the role."""

    candidate: Candidate
    names: Sequence[str]
    probability: float


def open_roles(hit: EventHit) -> Iterator[Role]:
    """The roles for which the text around the trigger named nobody, or one where several act together."""
    if lacks_partner(hit) or (not hit.fillers.get("actor") and "actor" in hit.template.arguments):
        yield "actor"
    if not hit.fillers.get("recipient") and not hit.template.reciprocal:
        yield "recipient"


def taken(hit: EventHit, role: Role) -> set[int]:
    """The parties who cannot fill an open role: those of the other one, and who is known to act together with them."""
    return hit.parties(OTHER[role]) | (hit.parties(role) if lacks_partner(hit) else set())


class Ranker:
    """Weighs the candidates of one document's acts."""

    def __init__(self, described: Described, weights: Weights) -> None:
        self._described = described
        self._bystanders = Bystanders(described.stage)
        self._weights = weights

    def filled(
        self, hit: EventHit, failure: Failure | None, certainty: float, least: Mapping[str, float]
    ) -> Iterator[tuple[Role, list[Choice]]]:
        """The open roles for which somebody is likely enough, each with those; nobody does it to himself.

        Args:
            certainty: the probability of the act itself, with which that of a party is multiplied.
            least: the lowest product at which a party is told.
        """
        roles = [role for role in open_roles(hit) if certainty >= least[role]]  # for others nobody is likely enough
        around = self._described.around(hit) if roles else Around((), ())
        chosen: set[int] = set()
        for role in roles:
            ranked = self.ranked(hit, role, failure, around, chosen)
            if not ranked or ranked[0].candidate.entity in chosen:
                continue
            if certainty * ranked[0].probability >= least[role] and self._outweighs_nobody(ranked):
                several = hit.template.reciprocal and not lacks_partner(hit)
                choices = _together(ranked) if several else _mentioned_together(ranked)
                chosen.update(choice.candidate.entity for choice in choices)
                yield role, choices

    def ranked(
        self,
        hit: EventHit,
        role: Role,
        failure: Failure | None,
        around: Around,
        chosen: Collection[int] = (),
    ) -> list[Choice]:
        """The candidates for a role, the likeliest first; what is missing to 1 is the probability of nobody.

        Args:
            chosen: who was found for the other role.
        """
        beside = {*hit.parties(OTHER[role]), *chosen}
        others = taken(hit, role) | self._described.judging.barred(hit, role)
        means = self._means(hit, [candidate for candidate, _ in around.candidates])
        free = [
            (candidate, names)
            for candidate, names in around.candidates
            if candidate.entity not in others
            and candidate.head not in means
            and not self._bystanders.is_inside(hit, OTHER[role], candidate)
            and not self._bystanders.is_home(hit, beside, candidate)
        ]
        weights, nobody = self._weights.candidate[role], self._weights.nobody[role]
        own = self._described.in_role(hit, role, [candidate for candidate, _ in free])
        named = [(candidate, [*names, *more]) for (candidate, names), more in zip(free, own, strict=True)]
        sums = [sum(map(weights.get, names, repeat(0.0))) for _, names in named]
        told = (*circumstances(hit, role, failure), *around.act)
        abstain = nobody["bias"] + sum(map(nobody.get, told, repeat(0.0)))
        shares = softmax(sums, abstain)
        choices = [
            Choice(candidate, names, share)
            for (candidate, names), share in zip(named, shares, strict=True)
            if not self._bystanders.has(hit, role, candidate)  # after the shares: theirs are nobody's
        ]
        return sorted(choices, key=lambda choice: (-choice.probability, choice.candidate.entity))

    def _outweighs_nobody(self, ranked: Sequence[Choice]) -> bool:
        """Whether somebody of the likeliest one's state is at least as likely as nobody.

        Else the role is better left open: a pair of states with a wrong half would stand where one half is right.
        """
        first = self._code(ranked[0])
        side = sum(c.probability for c in ranked if c is ranked[0] or (first and self._code(c) == first))
        return side >= 1 - sum(choice.probability for choice in ranked)

    def _code(self, choice: Choice) -> str | None:
        return self._described.stage.entities[choice.candidate.entity].code

    def _means(self, hit: EventHit, candidates: Sequence[Candidate]) -> set[int]:
        """The heads of what is the actor's own and no other party: «Чили стягивает {войска}», «отозвало {посла}».

        It is the topic, or the object by which the template knows the act.
        """
        entities, words = self._described.stage.entities, self._described.stage.words
        own = {entities[i].code for i in hit.parties("actor")} - {None}
        topics = {int(topic.head.i) for topic in hit.fillers.get("topic", ())}
        known = hit.template.when.get("object", ())
        return {
            candidate.head
            for candidate in candidates
            if entities[candidate.entity].code in own
            and (candidate.head in topics or words.lemma[candidate.head] in known)
        }


def _mentioned_together(ranked: Sequence[Choice]) -> list[Choice]:
    """The likeliest one, and who is named by the same mention: «{обе стороны}»."""
    mention = ranked[0].candidate.reference
    return [choice for choice in ranked if choice.candidate.reference == mention]


def _together(ranked: Sequence[Choice]) -> list[Choice]:
    """All who do what several do together."""
    return [choice for choice in ranked if choice.probability >= _SEVERAL * ranked[0].probability]

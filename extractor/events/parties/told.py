"""Who did what in the acts that a document tells: it does so again, and is answered by those on the other side."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from extractor.events.template import EventHit
from extractor.records import Entity, Role
from extractor.templates.hits import PARTY_ROLES

OTHER: dict[Role, Role] = {"actor": "recipient", "recipient": "actor"}
_WAYS = ("target of", "acts on", "acts with")
_NEXT = 3  # sentences within which the next act of a type may tell what this one leaves open
_OFTEN = 2  # acts in which somebody has a role; in more it is his part in the article


@dataclass(frozen=True, slots=True)
class Told:
    """An act that is told, with its parties by role."""

    hit: EventHit
    parties: Mapping[Role, set[int]]

    @property
    def place(self) -> int:
        return int(self.hit.token.i)


class ToldActs:
    """The acts of one document.

    Args:
        told: those that are told whole, in the order of the text, with the parties that their templates found.
        sentences: the number of each word's sentence.
    """

    def __init__(self, told: Sequence[EventHit], entities: Sequence[Entity], sentences: Sequence[int]) -> None:
        self._entities, self._sentences = entities, sentences
        self._of_type: dict[str, list[Told]] = defaultdict(list)
        self._did: dict[tuple[Role, int], list[int]] = defaultdict(list)  # where somebody has a role, in text order
        self._did_in: dict[tuple[Role, int, int], list[int]] = defaultdict(list)  # the same by the sentence
        self._pairs: Counter[tuple[int, str, int]] = Counter()
        self._of_states: Counter[tuple[str, str, int]] = Counter()
        for act in [Told(hit, {role: hit.parties(role) for role in PARTY_ROLES}) for hit in told]:
            self._of_type[act.hit.template.event.type].append(act)
            for role, entities_in_role in act.parties.items():
                for entity in entities_in_role:
                    self._did[role, entity].append(act.place)
                    self._did_in[role, entity, sentences[act.place]].append(act.place)
            self._pairs.update(_pairs(act.hit))
            self._of_states.update(self._pairs_of_states(act.hit))

    # Somebody by himself

    def before(self, trigger: int, entity: int, role: Role) -> list[str]:
        """Whether somebody has the role, or the other one, in all acts before, counted once a document."""
        same, others = (bisect_left(self._did.get((key, entity), ()), trigger) for key in (role, OTHER[role]))
        return list(_roles("acts before", same, others))

    def in_sentence(self, trigger: int, entity: int, role: Role) -> Iterator[str]:
        """The same in the other acts of the sentence."""
        here = self._sentences[trigger]
        acts = [self._did_in.get((key, entity, here), ()) for key in (role, OTHER[role])]
        same, others = (len(places) - places.count(trigger) for places in acts)
        return _roles("acts of the sentence", same, others)

    def around(self, hit: EventHit) -> dict[str, Sequence[Told]]:
        """The last and the next act of the type, the last of the word, where there are such."""
        trigger, alike = int(hit.token.i), self._of_type.get(hit.template.event.type, ())
        place = bisect_left(alike, trigger, key=lambda act: act.place)
        last = alike[max(0, place - 1) : place]
        following = [act for act in alike[place : place + 2] if act.place != trigger][:1]
        here = self._sentences[trigger]
        found = {
            "last such act": last,
            "last such word": [act for act in last if act.hit.token.lemma_ == hit.token.lemma_],
            "next such act": [act for act in following if self._sentences[act.place] - here <= _NEXT],
        }
        return {name: acts for name, acts in found.items() if acts}

    # Two with one another

    def beside(self, hit: EventHit, known: Collection[int]) -> Callable[[int], Iterator[str]]:
        """How anybody stands in other acts to those whom this one is known to have, and to others of their states."""
        codes = {code for other in known if (code := self._entities[other].code)}
        itself = Counter(_pairs(hit)) if known else Counter()
        of_states = self._pairs_of_states(hit) if codes else frozenset()

        def told(entity: int) -> Iterator[str]:
            for way in _WAYS:
                pairs = ((other, way, entity) for other in known)
                if any(self._pairs[pair] > itself[pair] for pair in pairs):
                    yield f"{way} the other party"
                of_state = ((code, way, entity) for code in codes)
                if any(self._of_states[pair] > (pair in of_states) for pair in of_state):
                    yield f"{way} the other party's state"

        return told

    def _pairs_of_states(self, hit: EventHit) -> frozenset[tuple[str, str, int]]:
        """The pairs of an act with the first one's state."""
        pairs = ((self._entities[first].code, way, second) for first, way, second in _pairs(hit))
        return frozenset((code, way, second) for code, way, second in pairs if code)


def told_of(name: str, acts: Sequence[Told], entity: int, role: Role) -> Iterator[str]:
    """Whether somebody has the role, or the other one, in acts."""
    same = sum(entity in act.parties[role] for act in acts)
    others = sum(entity in act.parties[OTHER[role]] for act in acts)
    yield from _roles(name, same, others)
    if name == "last such act" and not same and any(act.parties[role] for act in acts):
        yield "not in the last such act"


def _pairs(hit: EventHit) -> Iterator[tuple[int, str, int]]:
    """Who stands to whom and how, both ways round: the first is known, the second is asked about."""
    actors, recipients = hit.parties("actor"), hit.parties("recipient")
    for first, second in product(actors, recipients):
        yield first, "target of", second
        yield second, "acts on", first
    if hit.template.reciprocal:
        yield from ((first, "acts with", second) for first, second in product(actors, actors) if first != second)


def _roles(name: str, same: int, others: int) -> Iterator[str]:
    often = " often" if max(same, others) > _OFTEN else ""
    if same:
        yield f"role in {name}{often}"
    if others:
        yield f"other role in {name}{often}"

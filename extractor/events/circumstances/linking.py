"""Which of the places and times of its sentence belong to an act, by weights learnt from annotated articles.

What the grammar alone tells (`circumstances`) is evidence beside the path in the tree, case, preposition and sort.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

from extractor.entities import is_place
from extractor.events.circumstances.circumstances import CIRCUMSTANCES, Circumstances
from extractor.events.parties.candidates import Stage, nearest
from extractor.events.parties.features import between, voice_of
from extractor.events.parties.weights import Weights, softmax
from extractor.events.template import EventHit
from extractor.grammar.lexicon import saying
from extractor.grammar.tokens import Parse
from extractor.records import Role, Span, Time
from extractor.templates.hits import PARTY_ROLES, Filler, Fillers

_COMMON = "common noun"


class Circumstance(NamedTuple):
    """A place or a time that the text names: its head by position, its span, and what sort of one it is."""

    head: int
    span: Span
    sort: str


class Link(NamedTuple):
    """A circumstance beside an act, what is said of it, and the probability that it is the act's own."""

    circumstance: Circumstance
    names: Sequence[str]
    probability: float


class Nearby:
    """The places and times of one document, described for its acts.

    Args:
        rules: what the grammar tells.
        acts: the positions of the triggers of all acts.
    """

    def __init__(self, doc: Parse, stage: Stage, rules: Circumstances, acts: Collection[int]) -> None:
        self.doc = doc
        self._acts = acts
        self.rules = rules
        self._stage = stage

    def described(
        self, hit: EventHit, role: Role, told: Sequence[Filler]
    ) -> tuple[Sequence[Circumstance], list[list[str]]]:
        """The circumstances of an act's sentence, and what is said of each, as short names."""
        trigger = int(hit.token.i)
        by_sentence = self._places if role == "place" else self._times
        here = nearest(by_sentence.get(self._stage.words.sentence[trigger], ()), trigger, _head)
        near = [circumstance for circumstance in here if not self._is_of_telling(hit, circumstance.head)]
        heads = [circumstance.head for circumstance in near]
        before = max((head for head in heads if head < trigger), default=None)
        behind = min((head for head in heads if head > trigger), default=None)
        parties = {filler.head.i: role for role in PARTY_ROLES for filler in hit.fillers.get(role, ())}
        out = []
        for circumstance in near:
            names = self._names(hit, circumstance)
            head, span, _ = circumstance
            if head == before:
                names.append("nearest before")
            if head == behind:
                names.append("nearest behind")
            if len(near) == 1:
                names.append("alone")
            if head in parties:
                names += (f"is {parties[head]}", f"{hit.template.event.type}, is {parties[head]}")
            names += self._hanging(hit, head, parties)
            names += self._under(hit, head)
            names += self._clause(hit, head)
            if any(topic.span.start <= span.start < topic.span.end for topic in hit.fillers.get("topic", ())):
                names.append("in the topic")
            names += self._by_rule(hit, circumstance, told)
            out.append(names)
        return near, out

    def _names(self, hit: EventHit, circumstance: Circumstance) -> list[str]:
        """Where it stands to the trigger, in what case, and what sort it is."""
        words, relations, event = self._stage.words, self._stage.relations, hit.template.event.type
        head, _, sort = circumstance
        path, steps = relations.of(hit, head)
        outermost = relations.outermost(head)
        case = f"{words.preposition(outermost) or words.preposition(head)} {words.features[head].case or '–'}".strip()
        side = "before" if head < hit.token.i else "behind"
        return [
            f"path {path}",
            f"{voice_of(hit)}, path {path}",
            f"{event}, path {path}",
            f"case {case}",
            f"{event}, case {case}",
            f"case {case}, path {path}",
            f"case {case}, {side}",
            f"sort {sort}",
            f"{event}, sort {sort}",
            f"{sort}, case {case}",
            f"{sort}, path {path}",
            f"steps {steps}",
            f"{hit.token.lemma_}, case {case}",
            f"{hit.token.lemma_}, path {path}",
            *([f"word {words.lemma[head]}"] if sort == _COMMON else ()),
            *between(words, head, int(hit.token.i)),
        ]

    def _hanging(self, hit: EventHit, head: int, parties: Mapping[int, Role]) -> Iterator[str]:
        """On what it hangs: a party of the act, «посол в {Чили}», «торговец мебелью из {Чили}», or another noun."""
        words = self._stage.words
        above = words.head[self._stage.relations.outermost(head)]
        if above in parties:
            yield f"on the {parties[above]}"
        elif words.pos[above] == "NOUN":
            yield f"on «{words.lemma[above]}»"
        own = {token.i for token in hit.frame}
        outer = next((word for word in words.ancestors(head) if word in own or word in parties), None)
        if outer is not None and outer in parties:
            yield f"inside the {parties[outer]}"

    def _under(self, hit: EventHit, head: int) -> Iterator[str]:
        """Whether it hangs on the act's own words first, or on those of another act."""
        own = {token.i for token in hit.frame}
        for above in self._stage.words.ancestors(head):
            if above in own:
                return
            if above in self._acts:
                yield "under another act"
                return

    def _clause(self, hit: EventHit, head: int) -> Iterator[str]:
        """In whose clause it stands: the act's own, one above or below, or one beside it."""
        words, trigger = self._stage.words, int(hit.focus.i)
        verb, own = self._verb(head), self._verb(trigger)
        if verb == own:
            yield "own clause"
        elif verb in words.ancestors(own):
            yield f"clause above by {words.dep[own]}"
        else:
            chain = [verb, *words.ancestors(verb)]
            yield f"clause below by {words.dep[chain[chain.index(own) - 1]]}" if own in chain else "clause beside"

    def _is_of_telling(self, hit: EventHit, head: int) -> bool:
        """Whether somebody tells of the act there and then: «рассказал в {Осло}, что намерены напасть на порт»."""
        words, telling = self._stage.words, self._verb(head)
        if words.lemma[telling] not in saying():
            return False
        clause = int(hit.focus.i)
        for above in words.ancestors(clause):
            if above == telling:
                return words.dep[clause] == "ccomp"
            clause = above
        return False

    def _verb(self, word: int) -> int:
        """The nearest verb at or above a word, else the root."""
        words = self._stage.words
        for above in (word, *words.ancestors(word)):
            if words.pos[above] in ("VERB", "AUX"):
                return above
            word = above
        return word

    @staticmethod
    def _by_rule(hit: EventHit, circumstance: Circumstance, told: Sequence[Filler]) -> Iterator[str]:
        span = circumstance.span
        if any(filler.span.start < span.end and span.start < filler.span.end for filler in told):
            yield from ("by rule", f"by rule, sort {circumstance.sort}", f"{hit.template.event.type}, by rule")
        elif told:
            yield "the rule tells another"

    # What the document names

    @cached_property
    def _places(self) -> Mapping[int, Sequence[Circumstance]]:
        """Named places, and place nouns that have no name, by sentence in the order of their heads."""
        words, mentions = self._stage.words, self._stage.mentions
        found: dict[int, Circumstance] = {}
        for reference in mentions.references:
            types = [self._stage.entities[entity].type for entity in reference.entities if self._is_place(entity)]
            start, end = words.starting.get(reference.start), words.ending.get(reference.end)
            if types and start is not None and end is not None:
                head = words.top(start, end)
                found.setdefault(head, Circumstance(head, reference, types[0]))
        locating = self.rules.locating
        for position, pos in enumerate(words.pos):
            noun = pos == "NOUN" and position not in found and locating.is_place_noun(position)
            if noun and not locating.at(self.doc[position]):
                span = Span(words.start[position], words.end[position])
                found[position] = Circumstance(position, span, _COMMON)
        return self._by_sentence(found)

    @cached_property
    def _times(self) -> Mapping[int, Sequence[Circumstance]]:
        found: dict[int, Circumstance] = {}
        for position, filler in self.rules.finder.dating.fillers.items():
            time = self.doc._.times[position]
            found.setdefault(filler.head.i, Circumstance(int(filler.head.i), filler.span, _sort(time)))
        return self._by_sentence(found)

    def outer(self, circumstance: Circumstance) -> int:
        """The head of the outermost place on whose phrase a place hangs, its own where there is none."""
        words, head = self._stage.words, circumstance.head
        while (above := words.head[self._stage.relations.outermost(head)]) in self._place_heads and above != head:
            head = above
        return head

    @cached_property
    def _place_heads(self) -> frozenset[int]:
        return frozenset(place.head for places in self._places.values() for place in places)

    def _is_place(self, entity: int) -> bool:
        return is_place(self._stage.entities[entity])

    def _by_sentence(self, found: Mapping[int, Circumstance]) -> Mapping[int, Sequence[Circumstance]]:
        out: dict[int, list[Circumstance]] = defaultdict(list)
        words = self._stage.words
        for head in sorted(found):
            if (
                words.dep[head] != "conj" or words.head[head] not in found
            ):  # else it comes with the first: «в Чили и {Перу}»
                out[words.sentence[head]].append(found[head])
        return out


class Linking:
    """Chooses the place and the time of each act of a document."""

    def __init__(self, nearby: Nearby, weights: Weights, least: Mapping[str, float]) -> None:
        self._nearby = nearby
        self._weights = weights
        self._least = least

    def filled(self, hit: EventHit, certainty: float) -> tuple[Fillers, Mapping[Role, Link]]:
        """The likeliest place and time of an act, each where it is likely enough, and why.

        A place that the template names is the act's own, whatever is likely.

        Args:
            certainty: the probability of the act itself, with which that of a circumstance is multiplied.
        """
        fillers, links = dict[Role, tuple[Filler, ...]](), dict[Role, Link]()
        # For acts that are less certain than a circumstance must be none is likely enough.
        open_ = [role for role in CIRCUMSTANCES if not hit.fillers.get(role) and certainty >= self._least[role]]
        told = self._nearby.rules.of(hit) if open_ else {}
        for role in open_:
            best = self._likeliest(self.ranked(hit, role, told.get(role, ())))
            if best is not None and certainty * best.probability >= self._least[role]:
                fillers[role] = self._fillers(role, best, certainty * best.probability)
                links[role] = best
        return fillers, links

    def _likeliest(self, ranked: Sequence[Link]) -> Link | None:
        """The likeliest one of the likeliest phrase, as likely as all of it: «на {складе ООН} в {Ливии}»."""
        phrases: dict[int, list[Link]] = defaultdict(list)
        for link in ranked:
            phrases[self._nearby.outer(link.circumstance)].append(link)
        sums = {outer: sum([link.probability for link in links]) for outer, links in phrases.items()}
        if not sums:
            return None
        outer = max(sums, key=lambda outer: sums[outer])  # of equals the first in the text
        best = max(phrases[outer], key=lambda link: link.probability)
        return best._replace(probability=sums[outer])

    def _fillers(self, role: Role, link: Link, certainty: float) -> tuple[Filler, ...]:
        """What fills the role: a place with its coordinates («в {Чили} и {Перу}»)."""
        head, span, sort = link.circumstance
        token = self._nearby.doc[head]
        if sort == _COMMON:
            found: tuple[Filler, ...] = (self._nearby.rules.finder.phrases.phrase(token),)
        else:
            found = (self._nearby.rules.locating.at(token) if role == "place" else ()) or (Filler(span, (), token),)
        return tuple(replace(filler, certainty=certainty, ranked="by rule" not in link.names) for filler in found)

    def ranked(self, hit: EventHit, role: Role, told: Sequence[Filler]) -> list[Link]:
        """The circumstances of an act's sentence; what is missing to 1 is the probability that none is its own."""
        near, named = self._nearby.described(hit, role, told)
        weights, nobody = self._weights.candidate[role], self._weights.nobody[role]
        sums = [sum(map(weights.get, names, repeat(0.0))) for names in named]
        none = nobody["bias"] + sum(map(nobody.get, without(hit, told, near), repeat(0.0)))
        return [Link(*link) for link in zip(near, named, softmax(sums, none), strict=True)]


def _head(circumstance: Circumstance) -> int:
    return circumstance.head


def _sort(time: Time) -> str:
    """The type, or that it only points: «сейчас», «недавно»."""
    return "REF" if (time.value or "").endswith("_REF") else time.type


def without(hit: EventHit, told: Sequence[Filler], near: Sequence[Circumstance]) -> list[str]:
    """What tells of an act whether the text says at all where or when it happens."""
    event = hit.template.event
    names = [f"type {event.type}", voice_of(hit), "by rule" if told else "no rule", f"{min(len(near), 4)} near"]
    return names if event.mode is None else [*names, f"mode {event.mode}"]

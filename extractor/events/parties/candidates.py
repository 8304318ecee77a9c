"""Who may be a party of an act: the parties named in its sentence, the two before, the headline, and the speaker."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeVar

from extractor.entities import Reference, is_party
from extractor.events.parties.relations import Relations
from extractor.events.template import EventHit
from extractor.grammar.tokens import Parse
from extractor.templates.places import Places

Named = TypeVar("Named")
Zone = Literal["sentence", "sentence before", "two sentences before", "speaker only", "headline only"]
_ZONES: tuple[Zone, ...] = ("sentence", "sentence before", "two sentences before")
_NEAREST = 40  # mentions of a sentence that are candidates
_OUTWARDS: dict[Zone, int] = {
    "sentence": 0, "sentence before": 1, "two sentences before": 2, "speaker only": 3, "headline only": 4,
}  # fmt: skip
_INSIDE = 4  # words between the head of a name and that of the phrase in which it stands, at most
_BURIED = 2  # steps that a mention inside the phrase of another counts farther


class Candidate(NamedTuple):
    """A party by the mention of it that stands nearest to the trigger, with that mention's head by position.

    `relation` and `steps` are the path to it in the trigger's own sentence; `within` says that it is part of the phrase
    that names another party («министры {Чили}»), `speaks` that it says the words in which the act stands.
    """

    entity: int
    reference: Reference
    head: int
    zone: Zone
    relation: str
    steps: int
    within: bool
    speaks: bool


class Stage:
    """The parties of one document, by sentence."""

    def __init__(self, doc: Parse, sources: Places) -> None:
        self.mentions = sources.mentions
        self.entities = sources.mentions.entities
        self.words = sources.mentions.words
        self.grammar = sources.grammar
        self.relations = Relations(self.words)
        self._sources = sources
        self._by_sentence: dict[int, list[tuple[Reference, int]]] = defaultdict(list)
        self._places: dict[int, list[int]] = defaultdict(list)
        self._heads: dict[int, Reference] = {}
        self._collect()
        self._headline = self._headline_sentences(doc)
        in_headline = (reference for number in self._headline for reference, _ in self.named_in(number))
        self.in_headline = {entity for reference in in_headline for entity in reference.entities}

    def _collect(self) -> None:
        words = self.words
        for reference in self.mentions.references:
            if reference.start not in words.starting or reference.end not in words.ending:
                continue
            start = words.starting[reference.start]
            parties = tuple(entity for entity in reference.entities if is_party(self.entities[entity]))
            for entity in parties:
                insort(self._places[entity], start)
            if parties:
                head = words.top(start, words.ending[reference.end])
                whole = len(parties) == len(reference.entities)
                party = reference if whole else Reference(reference.start, reference.end, reference.form, parties)
                self._by_sentence[words.sentence[start]].append((party, head))
                held = self._heads.get(head)
                if held is None or held.end - held.start < party.end - party.start:
                    self._heads[head] = party

    def _headline_sentences(self, doc: Parse) -> list[int]:
        """The sentences of the title; of an article without one the first."""
        words, title = self.words, doc._.document.title
        inside = [
            words.sentence[position]
            for position, start in enumerate(words.start)
            if not words.space[position] and (title is None or title.start <= start < title.end)
        ]
        return list(dict.fromkeys(inside if title is not None else inside[:1]))

    def named_in(self, sentence: int) -> list[tuple[Reference, int]]:
        """The mentions of parties in a sentence, each with its head."""
        return self._by_sentence.get(sentence, [])

    def named_near(self, sentence: int, position: int) -> Sequence[tuple[Reference, int]]:
        """Those nearest a word."""
        return nearest(self.named_in(sentence), position, _head)

    def is_headline(self, sentence: int) -> bool:
        return sentence in self._headline

    def _speakers(self, hit: EventHit) -> dict[int, tuple[Reference, int]]:
        """Who says the words in which an act stands."""
        return {
            entity: (reference, int(token.i))
            for token in self._sources.speaker(hit.token)
            for reference in self.mentions.at(token)
            for entity in reference.entities
            if is_party(self.entities[entity])
        }

    def mentions_until(self, entity: int, position: int) -> int:
        """How often an entity was named up to a word."""
        return bisect_right(self._places[entity], position)

    def times_named(self, entity: int) -> int:
        """How often the whole document names an entity."""
        return len(self._places[entity])

    def candidates(self, hit: EventHit) -> list[Candidate]:
        """The parties around an act, each once, in the order of the document's entities."""
        nearest: dict[int, tuple[tuple[int, int, int], Candidate]] = {}
        for candidate in self._all(hit):
            steps = candidate.steps + _BURIED * candidate.within if candidate.zone == "sentence" else 0
            key = _OUTWARDS[candidate.zone], steps, abs(candidate.head - hit.token.i)
            held = nearest.get(candidate.entity)
            if held is None or key < held[0]:
                nearest[candidate.entity] = key, candidate
        return [nearest[entity][1] for entity in sorted(nearest)]

    def _all(self, hit: EventHit) -> Iterator[Candidate]:
        here, speakers = self.words.sentence[hit.token.i], self._speakers(hit)
        for back, zone in enumerate(_ZONES):
            for reference, head in self.named_near(here - back, hit.token.i):
                relation, steps = self.relations.of(hit, head) if zone == "sentence" else ("", 0)
                within = self._is_within(reference, head)
                for entity in reference.entities:
                    yield Candidate(entity, reference, head, zone, relation, steps, within, entity in speakers)
        for entity, (reference, head) in speakers.items():
            yield Candidate(entity, reference, head, "speaker only", "", 0, within=False, speaks=True)
        for number in self._headline:
            for reference, head in self.named_near(number, hit.token.i) if number < here - len(_ZONES) + 1 else ():
                for entity in reference.entities:
                    yield Candidate(entity, reference, head, "headline only", "", 0, False, entity in speakers)

    def _is_within(self, reference: Reference, head: int) -> bool:
        """Whether a mention is an attribute in the phrase that names somebody else."""
        words, word = self.words, head
        for _ in range(_INSIDE):
            attribute = words.dep[word] in ("nmod", "amod", "flat", "appos", "conj") and words.head[word] != word
            if not attribute or (words.dep[word] == "nmod" and words.preposition(word)):
                return False
            word = words.head[word]
            outer = self._heads.get(word)
            if outer is not None and set(outer.entities).isdisjoint(reference.entities):
                return True
        return False


def nearest(named: Sequence[Named], position: int, head: Callable[[Named], int]) -> Sequence[Named]:
    """Of a sentence's names those nearest a word; one of a hundred names has no use for the farthest."""
    if len(named) <= _NEAREST:
        return named
    at = bisect_right(named, position, key=head)
    first = max(0, min(at - _NEAREST // 2, len(named) - _NEAREST))
    return named[first : first + _NEAREST]


def _head(named: tuple[Reference, int]) -> int:
    return named[1]

"""How certain an act is: one whose template is whole, and one that lacks a role."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log

from extractor.events.parties.candidates import Stage
from extractor.events.parties.features import kind
from extractor.events.parties.weights import Weights, odds, probability, total
from extractor.events.template import EventHit
from extractor.grammar.tokens import Token
from extractor.templates.failure import Failure
from extractor.templates.hits import PARTY_ROLES

_TELLING = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "amod", "xcomp", "advmod"})
_PARTIES, _CODES, _ACTS = 4, 3, 3  # more of them in a sentence tell nothing more
_SHORT, _USUAL = 50, 200  # words: a text is never taken for shorter; one of this length counts as 0

Evidence = Mapping[str, float]


def lacking(
    whole: Sequence[EventHit], missed: Sequence[tuple[EventHit, Failure]], weights: Weights
) -> list[tuple[EventHit, Failure]]:
    """The hits that may be judged: their word, and the verb that carries it, tell no act that is whole."""
    told = {hit.token.i for hit in whole}
    return [
        (hit, failure)
        for hit, failure in missed
        if hit.token.i not in told and hit.focus.i not in told and may_be_judged(hit, failure, weights)
    ]


def may_be_judged(hit: EventHit, failure: Failure, weights: Weights) -> bool:
    """Whether a hit fails by a role alone, and its word was seen in the news on which rates were counted."""
    return failure.open and f"{hit.token.lemma_} {hit.template.event.type}" in weights.rates


class Judge:
    """The acts of one document, weighed.

    Args:
        whole: the hits whose templates came out whole.
        lacking: those that lack a role.
    """

    def __init__(
        self, stage: Stage, weights: Weights, whole: Sequence[EventHit], lacking: Sequence[tuple[EventHit, Failure]]
    ) -> None:
        self._stage = stage
        self._weights = weights
        self._first: dict[tuple[str, str], int] = {}
        self._whole: dict[str, int] = {}  # the first whole hit of a type
        self._beside: dict[tuple[str, int], set[int]] = defaultdict(set)  # those of a type in a sentence
        self._counts: dict[int, tuple[int, int]] = {}
        self._types: dict[int, set[str]] = defaultdict(set)
        self._told = Counter(hit.template.event.type for hit in whole)
        self._acts = Counter(stage.words.sentence[int(hit.token.i)] for hit in whole)
        self._length = max(len(stage.words.start), _SHORT)
        named = sum(len(entity.mentions) for entity in stage.entities if entity.code)
        self._named = log(100 * (named + 1) / self._length)
        for hit in whole:
            event, place = hit.template.event.type, int(hit.token.i)
            self._whole[event] = min(place, self._whole.get(event, place))
            self._beside[event, stage.words.sentence[place]].add(place)
        for hit in (*whole, *(hit for hit, _ in lacking)):
            event, place = hit.template.event.type, int(hit.token.i)
            key = hit.token.lemma_, event
            self._first[key] = min(place, self._first.get(key, place))
            self._types[place].add(event)

    def _counted(self, sentence: int) -> tuple[int, int]:
        """How many parties and how many states a sentence names; asked once a sentence."""
        if sentence not in self._counts:
            named = {entity for reference, _ in self._stage.named_in(sentence) for entity in reference.entities}
            codes = {self._stage.entities[entity].code for entity in named} - {None}
            self._counts[sentence] = len(named), len(codes)
        return self._counts[sentence]

    def knows(self, hit: EventHit) -> bool:
        """Whether annotated articles tell of a template, and the text is long enough to tell of what sort it is."""
        return self._length > _SHORT and f"template {hit.template.id}" in self._weights.judge

    def certainty(self, evidence: Evidence) -> float:
        """The probability that the text tells an act for which this speaks."""
        return probability(total(self._weights.judge, evidence))

    def evidence(self, hit: EventHit, failure: Failure | None = None) -> Evidence:
        """What speaks for and against an act, by name."""
        event, place = hit.template.event.type, int(hit.token.i)
        rate = odds(self._weights.rate(hit.token.lemma_, event))
        sentences = self._stage.words.sentence
        form = "noun" if hit.is_noun else "verb"
        parties, codes = self._counted(sentences[place])
        found = {
            "bias": 1.0,
            f"type {event}": 1.0,
            f"template {hit.template.id}": 1.0,
            f"{hit.token.lemma_} {event}": 1.0,
            f"whole {form}" if failure is None else f"lacking {form}": 1.0,
            **dict.fromkeys(_around(hit.token), 1.0),
            **dict.fromkeys(self._parties(hit, failure), 1.0),
            **dict(self._text(event, sentences[place], "" if failure is None else ", lacking")),
            "firing rate" if failure is None else "firing rate, lacking": rate,
            "parties in the sentence": min(parties, _PARTIES) / _PARTIES,
            "codes in the sentence": min(codes, _CODES) / _CODES,
            "light verb": float(hit.predicate is not None),
            "same word before": float(self._first[hit.token.lemma_, event] < place),
            "same type before": float(self._whole.get(event, place) < place),
            "same type in the sentence": float(bool(self._beside[event, sentences[place]] - {place})),
            "rival type": float(len(self._types[place]) > 1),
            "in the headline": float(self._stage.is_headline(sentences[place])),
        }
        if failure is not None:
            found[f"lacks: {failure.kind}"] = 1.0
            found["lacking, with topic"] = float("topic" in hit.fillers)
            found["lacking, with a party"] = float(any(map(hit.fillers.get, PARTY_ROLES)))
        return {name: value for name, value in found.items() if value}

    def _text(self, event: str, sentence: int, lacking: str) -> Iterator[tuple[str, float]]:
        """How much the text tells of acts and of states: an article of politics tells acts, one of gardens seldom.

        Logarithms; the act itself is not counted.
        """
        itself = not lacking
        others = self._told.total() - itself
        yield f"acts in the text{lacking}", log(100 * (others + 1) / self._length)
        yield f"share of the type{lacking}", log((self._told[event] - itself + 0.5) / (others + 3))
        yield f"states in the text{lacking}", self._named
        yield f"length of the text{lacking}", log(self._length / _USUAL)
        yield f"other acts in the sentence{lacking}", min(self._acts[sentence] - itself, _ACTS) / _ACTS

    def _parties(self, hit: EventHit, failure: Failure | None) -> Iterator[str]:
        """Who fills the roles: sports clubs negotiate seldom, nobody in particular does anything seldom."""
        act = "whole" if failure is None else "lacking"
        for role in PARTY_ROLES:
            first = next(iter(hit.fillers.get(role, ())), None)
            if first is None:
                yield f"{act}, no {role}"
            elif not first.entities:
                yield f"{act}, unnamed {role}"
            else:
                entity = self._stage.entities[first.entities[0]]
                yield f"{act}, {role} with{'' if entity.code else 'out'} a state"
                yield f"{role} is {kind(entity)}"


def _around(trigger: Token) -> Iterator[str]:
    """The words on which the trigger hangs and those that hang on it."""
    yield f"hangs on {trigger.head.lemma_}"
    yield f"hangs as {trigger.dep_}"
    for child in trigger.children:
        if child.dep_ in _TELLING:
            yield f"with {child.dep_}"
            yield f"with {child.dep_} {child.lemma_}"

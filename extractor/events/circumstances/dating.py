"""When an act happens: the times that hang on its words.

Each time is noted at the words above it once, so that an act looks up its own words and not all times.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extractor.events.template import EventHit
from extractor.grammar.clause import Grammar
from extractor.grammar.morphology import (
    is_gerund,
    is_infinitive,
    is_noun,
    is_participle,
    is_predicate,
    is_verb,
    preposition_of,
)
from extractor.grammar.tokens import Parse, Token
from extractor.grammar.tree import clause_head
from extractor.templates.hits import Filler
from extractor.templates.phrases import head_of


class Dating:
    """The times of one document by the words that govern them; `fillers` has each by its position, with its head."""

    def __init__(self, doc: Parse, grammar: Grammar) -> None:
        self._grammar = grammar
        self._lexicon = grammar.lexicon
        times = doc._.times
        heads = enumerate(head_of(doc, time) for time in times)
        self._terms = frozenset(position for position, time in enumerate(times) if time.type == "DURATION")
        self.fillers = {position: Filler(times[position], (), head) for position, head in heads if head is not None}
        self._under: dict[int, list[int]] = defaultdict(list)  # by a word above, with no other clause between
        self._told: dict[int, list[int]] = defaultdict(list)  # by the predicate that ends the way up
        for position, time in self.fillers.items():
            self._note(position, time.head)
        self.words = frozenset(time.head.i for time in self.fillers.values())

    def of(self, hit: EventHit) -> int | None:
        """The position of the first time that belongs to a hit; a term in its topic, «четыре года тюрьмы», does not."""
        topics = [topic.span for topic in hit.fillers.get("topic", ()) if topic.head.i != hit.token.i]
        for positions in self._belonging(hit):
            for position in sorted(positions):
                start = self.fillers[position].head.idx
                if position not in self._terms or not any(span.start <= start < span.end for span in topics):
                    return position
        return None

    def _note(self, position: int, token: Token) -> None:
        """Note a time at the words above it as far as its clause goes."""
        while not (token.head == token or is_predicate(token)):
            self._under[token.i].append(position)
            if is_participle(token):  # «занимавший пост десять лет министр ушёл»
                self._under[token.head.i].append(position)
                return
            token = token.head
        self._under[token.i].append(position)
        self._told[token.i].append(position)

    def _belonging(self, hit: EventHit) -> Iterator[set[int]]:
        """Times on the hit's own words, else on a verb that they continue, on the words above, on the occasion's."""
        verb = hit.frame[-1] if hit.predicate is None else hit.predicate
        yield self._at(self._under, hit.frame)
        yield self._at(self._told, _continued(verb))
        yield self._at(self._under, self._above(verb))
        if self._is_occasion(hit):
            yield self._at(self._told, [clause_head(hit.token)])

    def _is_occasion(self, hit: EventHit) -> bool:
        """Whether an act noun goes on while its clause happens: «в среду на встрече попросил»."""
        simultaneous = preposition_of(hit.token) in self._lexicon.simultaneous_prepositions
        return hit.is_noun and hit.predicate is None and simultaneous and self._grammar.circumstance(hit.token)

    @staticmethod
    def _at(times: Mapping[int, list[int]], words: Iterable[Token]) -> set[int]:
        return {position for word in words for position in times.get(word.i, ())}

    def _above(self, verb: Token) -> Iterator[Token]:
        """The words above whose time an act shares: «**в мае** намерен вывести», «инцидент **в мае**, когда напали»."""
        while is_infinitive(verb) and verb.head != verb and verb.head.lemma_ in self._lexicon.modals:
            verb = verb.head
            yield verb
        if is_noun(verb.head) and any(child.lower_ == "когда" for child in verb.children):
            yield verb.head


def _continued(verb: Token) -> Iterator[Token]:
    """The verbs before, as in «Вчера он встретился с послом и пообещал …»: the day belongs to both.

    So it does in «Вчера суд удовлетворил жалобу, **запретив** партию».
    """
    while (verb.dep_ == "conj" or is_gerund(verb)) and is_verb(verb.head) and verb.head != verb:
        verb = verb.head
        yield verb

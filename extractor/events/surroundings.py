"""The acts around an act: those above it in the tree, and the one that opens the list in which it stands."""

from extractor.events.template import EventHit
from extractor.grammar.clause import Grammar
from extractor.grammar.columns import Words
from extractor.grammar.morphology import is_participle, is_verb, preposition_of
from extractor.grammar.tokens import Parse, Token
from extractor.grammar.tree import steps_up
from extractor.records import Enumeration, Span
from extractor.templates.phrases import tokens_in
from extractor.templates.stretches import Stretches


class Surroundings:
    """The accepted acts of one document by the positions of their triggers; they are met from the outermost inwards."""

    def __init__(self, doc: Parse, grammar: Grammar, words: Words) -> None:
        self.doc = doc
        self.words = words
        self.grammar = grammar
        self.accepted: dict[int, EventHit] = {}
        lists: tuple[Enumeration, ...] = doc._.lists
        self._lists = Stretches((Span(found.items[0].start, found.items[-1].end), found) for found in lists)

    def depth(self, token: Token) -> tuple[bool, int, int]:
        """How deep an act lies: by the tree, but in a list's items deeper than any other, for another act opens it."""
        return self._list_around(token) is not None, sum(1 for _ in token.ancestors), token.i

    def act_around(self, hit: EventHit) -> EventHit | None:
        """The nearest act that has this one as its content: above it in the tree, or the opener of its list."""
        if hit.is_noun and self.grammar.circumstance(hit.token):
            return None
        for child, governor in steps_up(hit.token):
            epithet = child.dep_ in ("acl", "amod") and is_participle(child) and child != hit.predicate
            if epithet or child.dep_ == "nsubj":
                return None
            outer = self.accepted.get(governor.i)
            if outer is not None and outer.template.inner:
                return outer
            if is_verb(governor) and outer is None and governor.dep_ in ("ccomp", "parataxis", "acl:relcl"):
                return None
        return self.opener(hit.token)

    def is_its_aim(self, hit: EventHit) -> bool:
        """Whether an act noun says what another act of its type was for: «применили дубинки для {разгона} толпы»."""
        outer = self.accepted.get(hit.token.head.i) if hit.is_noun and preposition_of(hit.token) == "для" else None
        return outer is not None and outer.template.event.type == hit.template.event.type

    def opener(self, token: Token) -> EventHit | None:
        """The act that opens the list in which a token stands: «обязались: …», «выдвинули пять требований: …».

        A noun in a list that some other noun counts («с учётом трёх факторов: …») is no act of it.
        """
        enumeration = self._list_around(token)
        if enumeration is None:
            return None
        intro, first = enumeration.intro, enumeration.items[0].start
        opener = self._last_opener(self._sentence_start(intro), first)
        inside = opener is not None and intro.start <= opener.token.idx < intro.end
        return opener if inside or enumeration.declared_count is None or is_verb(token) else None

    def _last_opener(self, start: int, end: int) -> EventHit | None:
        """The last act with a content of its own that begins in the text from `start` to `end`."""
        for token in reversed(tokens_in(self.doc, Span(start, end)) or ()):
            hit = self.accepted.get(token.i)
            if hit is not None and hit.template.inner and start <= token.idx < end:
                return hit
        return None

    def _list_around(self, token: Token) -> Enumeration | None:
        return next((found for _, found in self._lists.around(token.idx, token.idx + 1)), None)

    def _sentence_start(self, span: Span) -> int:
        tokens = tokens_in(self.doc, span)
        return span.start if tokens is None else self.words.start[self.words.sentence_range(tokens.start)[0]]

"""What a topic is: how far its phrase or clause reaches, where the parser hung parts of it or of others elsewhere."""

from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import Any

from extractor.grammar.clause import Grammar
from extractor.grammar.marks import MAY_CLOSE, QUOTATION
from extractor.grammar.morphology import (
    case_of,
    feature_of,
    has,
    is_finite,
    is_infinitive,
    is_noun,
    is_participle,
    is_verb,
    preposition_of,
)
from extractor.grammar.relatives import WHICH, noun_meant, relative_object
from extractor.grammar.tokens import Parse, Token
from extractor.grammar.tree import SUBJECTS
from extractor.records import Span
from extractor.templates.hits import Filler, Hit
from extractor.templates.phrases import Phrases, subtree, tokens_in

_COMPLEMENTS = ("obl", "nmod", "advmod")


class Topics:
    """The topics of the hits of one document."""

    def __init__(self, doc: Parse, grammar: Grammar) -> None:
        self.doc = doc
        self.lexicon = grammar.lexicon
        self.phrases = Phrases(doc, grammar)

    def topic(self, hit: Hit[Any], head: Token, outside: Collection[Token]) -> Filler:
        """The phrase of a topic, at its longest: of an infinitive the whole clause, of a pronoun what it points to."""
        if head == hit.token or head.is_ancestor(hit.token):
            modified = is_participle(hit.token) and not is_verb(head)  # «острова, захваченные Кубой»
            if modified:
                return self.phrases.phrase(head, [*hit.token.ancestors, hit.token])
            return self._behind(hit, head) or self._clause(
                head, [hit.token] if hit.is_noun and hit.token != head else ()
            )
        outside = [*outside, *_strays(hit, head)]
        pointed = None
        if head.lemma_ == WHICH:
            pointed = self._antecedent(head)
        elif head.lemma_ == "это":
            pointed = self._sentence_before(head)
        elif head.lemma_ in self.lexicon.pointing_pronouns:
            pointed = self._clause_behind(head)
        elif is_infinitive(head) and head.dep_ != "ccomp":
            return self._act(hit, head, outside)
        return pointed or self._with_further_clauses(hit, self.phrases.phrase(head, outside))

    def _with_further_clauses(self, hit: Hit[Any], clause: Filler) -> Filler:
        """«Обещали, что {парк откроют и в нём будет пруд}», where the parser hung both on the verb of promising."""
        end = clause.span.end
        if clause.head.dep_ == "ccomp":
            further = (
                child for child in clause.head.head.children if child.dep_ == "ccomp" and child.i > clause.head.i
            )
            for child in further:
                coordinated = any(part.dep_ == "cc" for part in child.children)
                if coordinated and child.left_edge.i in self._following(end):
                    end = self.phrases.phrase(child).span.end
        return Filler(Span(clause.span.start, end), clause.entities, clause.head)

    def _behind(self, hit: Hit[Any], head: Token) -> Filler | None:
        """«Выступая в Риме, он пообещал, что {порт откроют}», where the parser hung the whole on the promised verb."""
        following = self.doc[hit.token.i + 1 : hit.token.i + 3]
        introduced = is_infinitive(head) or any(token.lower_ == "что" for token in following)
        if head.i < hit.token.i or not introduced:
            return None
        return self.phrases.phrase(head, {hit.token, *(child for child in head.children if child.i < hit.token.i)})

    def continued(self, hit: Hit[Any], topic: Filler, used: Collection[int]) -> Filler:
        """An object with the purpose or content that follows it, where the parser hung this on the verb.

        «выделил {пять миллионов на школы}»; `used` are the positions of words that fill another role.
        """
        if preposition_of(topic.head) is not None or topic.head.head not in hit.frame:
            return topic
        end = topic.span.end
        for child in topic.head.head.children:
            form = preposition_of(child), case_of(child)
            follows = child.left_edge.idx == end + 1 and child.dep_ in _COMPLEMENTS
            if follows and form in self.lexicon.topic_continuations and child.i not in used:
                end = self.phrases.phrase(child).span.end
        return Filler(Span(topic.span.start, end), topic.entities, topic.head)

    def _clause(self, verb: Token, outside: Collection[Token]) -> Filler:
        """A clause from its subject on: without the «По договору, …» before it."""
        span = self.phrases.phrase(verb, outside).span
        subjects = [child.left_edge.idx for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i]
        start = min([index for index in subjects if index >= span.start], default=span.start)
        return Filler(Span(start, span.end), (), verb)

    def _antecedent(self, which: Token) -> Filler | None:
        """What «который» stands for: «{спор с Чили}, о котором говорили», without the clause; its head is «который»."""
        noun = noun_meant(which)
        if noun is None:
            return None
        clause = takewhile(lambda token: not is_noun(token), which.ancestors)
        return Filler(self.phrases.phrase(noun, [which, *clause]).span, (), which)

    def _sentence_before(self, pronoun: Token) -> Filler | None:
        """What «об этом» points back to."""
        before = pronoun.sent.start - 1
        while before >= 0 and self.doc[before].is_space:
            before -= 1
        return self.phrases.phrase(self.doc[before].sent.root) if before >= 0 else None

    def _clause_behind(self, pronoun: Token) -> Filler | None:
        """What «о том, что …» points forward to."""
        for token in self.doc[pronoun.i + 1 : pronoun.i + 3]:
            if token.dep_ == "mark" or token.lemma_ in self.lexicon.subordinators:
                return self.phrases.phrase(token.head) if token.head.i > token.i else None
        return None

    def _act(self, hit: Hit[Any], infinitive: Token, outside: Collection[Token]) -> Filler:
        """The clause of an infinitive, with the noun in «процесс, который стороны обязались осуществить»."""
        antecedent = relative_object(infinitive)
        before = [
            child for child in infinitive.children if child.i < hit.token.i < infinitive.i and child.dep_ != "obj"
        ]
        span = self.phrases.phrase(infinitive, [*outside, *(before if antecedent is None else ())]).span
        if antecedent is not None:
            noun = self.phrases.phrase(antecedent).span
            return Filler(Span(noun.start, max(noun.end, span.end)), (), antecedent)
        end = self._clause_end(span.end, hit.frame, infinitive)
        return Filler(Span(self._opened(span.start, end), end), (), infinitive)

    def _opened(self, start: int, end: int) -> int:
        """Where a phrase begins, with the mark before it that is closed in it: «„{распилить“ завод}»."""
        tokens = tokens_in(self.doc, Span(start, end))
        before = self.doc[tokens[0].i - 1] if tokens is not None and tokens[0].i else None
        if tokens is None or before is None or before.text not in QUOTATION:
            return start
        marks = sum(token.text in QUOTATION for token in tokens)
        return before.idx if marks % 2 else start

    def _clause_end(self, end: int, frame: Sequence[Token], infinitive: Token) -> int:
        """Where an infinitive's clause ends: complements, purposes and further infinitives that follow are its own.

        Also where the parser hung them on its governor, a word of `frame`.
        """
        governors = {*frame, *takewhile(lambda token: token not in frame, infinitive.ancestors)}
        objects = any(child.dep_ == "obj" for child in infinitive.children)
        own = [child for word in governors for child in word.children if _continues(child, objects=objects)]
        strays = [child for word in infinitive.ancestors for child in word.children if _is_stray(child)]
        by_start = {child.left_edge.i: child for child in (*strays, *own) if child.i > infinitive.i}
        while True:
            following = next((by_start[i] for i in self._following(end) if i in by_start), None)
            if following is None:
                return end
            end = self.phrases.phrase(following).span.end

    def _following(self, end: int) -> range:
        """The positions where what follows a phrase may begin: behind a mark that closes it, at or behind a comma."""
        last = self.doc.char_span(end - 1, end, alignment_mode="expand")
        first = last[-1].i + 1 if last is not None else len(self.doc)
        while first < len(self.doc) and self.doc[first].text in MAY_CLOSE:
            first += 1
        comma = first < len(self.doc) and self.doc[first].text == ","
        return range(first, first + 1 + comma)


def _continues(child: Token, *, objects: bool) -> bool:
    """Whether what hangs on the governor of an infinitive, which has `objects` or not, may be the infinitive's own."""
    if child.dep_ in _COMPLEMENTS:
        return not child.left_edge.is_punct
    disagrees = child.dep_ == "nsubj" and feature_of(child, "Number") != feature_of(child.head, "Number")
    if child.dep_ == "obj" or (disagrees and has(child, "Animacy", "Inan")):
        return not objects and preposition_of(child) is None
    return is_infinitive(child) and child.dep_ in ("xcomp", "advcl")


def _is_stray(infinitive: Token) -> bool:
    """An infinitive that cannot be coordinated with the finite verb on which it hangs: «обещал приехать и {помочь}»."""
    return is_infinitive(infinitive) and infinitive.dep_ == "conj" and not is_infinitive(infinitive.head)


def _strays(hit: Hit[Any], head: Token) -> list[Token]:
    """What hangs on a topic behind its trigger and is none of it.

    Words that hang deep inside and stand before the trigger or behind a verb coordinated with it, and verbs that agree
    with the trigger and not with their head: «{заверил}, что Чили поможет, если сможет, и {призвал} …».
    """
    below = [token for token in subtree(head, ()) if token != head]
    return [token for token in below if _crosses(hit, head, token) or _goes_on(hit.token, token)]


def _crosses(hit: Hit[Any], head: Token, token: Token) -> bool:
    deep = token.head != head or is_noun(head)
    next_verbs = (child for child in hit.token.children if child.dep_ == "conj" and is_finite(child))
    beyond = any(token.head.i < verb.i < token.i for verb in next_verbs)
    return beyond or (deep and token.i < hit.token.i < min(head.i, token.head.i))


def _goes_on(trigger: Token, verb: Token) -> bool:
    """Whether a verb tells what the subject of the trigger did next."""
    coordinate = verb.dep_ == "conj" and is_finite(verb) and is_finite(trigger) and verb.i > trigger.i
    return coordinate and _agree(verb, trigger) and not _agree(verb, verb.head)


def _agree(verb: Token, other: Token) -> bool:
    return all(feature_of(verb, name) == feature_of(other, name) for name in ("Tense", "Number", "Gender"))

"""How far the phrase or clause of a head reaches, and which tokens a stretch of text covers."""

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
    is_gerund,
    is_infinitive,
    is_noun,
    is_participle,
    is_verb,
    preposition_of,
)
from extractor.grammar.quotations import opens
from extractor.grammar.relatives import WHICH, noun_meant, relative_object
from extractor.grammar.tokens import Parse, Stretch, Token
from extractor.grammar.tree import SUBJECTS
from extractor.records import Span
from extractor.templates.hits import Filler, Hit

_OUTSIDE_PHRASE = {"parataxis", "discourse", "vocative"}
_INTRODUCTIONS = ("case", "cc", "fixed")
_COMPLEMENTS = ("obl", "nmod", "advmod")


def tokens_in(doc: Parse, span: Span) -> Stretch | None:
    """The tokens that a stretch of the text covers or cuts; None where there are none."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens if tokens is not None and len(tokens) else None


def head_of(doc: Parse, span: Span) -> Token | None:
    """The token on which all others of a stretch hang."""
    tokens = tokens_in(doc, span)
    return tokens.root if tokens is not None else None


class Phrases:
    """The phrases and clauses of one document."""

    def __init__(self, doc: Parse, grammar: Grammar) -> None:
        self.doc = doc
        self.grammar = grammar
        self.lexicon = grammar.lexicon

    def phrase(self, head: Token, outside: Collection[Token] = ()) -> Filler:
        """The longest phrase or clause of a head, without what introduces it and without the words `outside`."""
        tokens = sorted(_subtree(head, outside), key=lambda token: token.i)
        first, last = 0, len(tokens) - 1
        while first < last and self._introduces(tokens[first], head):
            first += 1
        while first < last and (tokens[last].is_punct or tokens[last].is_space):
            last -= 1
        end = self._closed(tokens[first].i, tokens[last])
        return Filler(Span(tokens[first].idx, end.idx + len(end)), (), head)

    def _closed(self, first: int, last: Token) -> Token:
        """The last token, or the mark behind it that closes what is open in the phrase: «съёмки в „Конце игры“»."""
        following = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else last
        if following.text not in MAY_CLOSE:
            return last
        depth = 0
        for token in self.doc[first : following.i]:
            if token.text in QUOTATION:
                depth = depth + 1 if opens(token, depth) else max(depth - 1, 0)
        return following if depth and not opens(following, depth) else last

    def topic(self, hit: Hit[Any], head: Token, outside: Collection[Token]) -> Filler:
        """The phrase of a topic, at its longest: of an infinitive the whole clause, of a pronoun what it points to."""
        if head == hit.token or head.is_ancestor(hit.token):
            modified = is_participle(hit.token) and not is_verb(head)  # «острова, захваченные Кубой»
            if modified:
                return self.phrase(head, [*hit.token.ancestors, hit.token])
            return self._behind(hit, head) or self._clause(head)
        outside = [*outside, *_strays(hit, head)]
        pointed = None
        if head.lemma_ == WHICH:
            pointed = self._antecedent(head)
        elif head.lemma_ == "это":
            pointed = self._sentence_before(head)
        elif head.lemma_ in self.lexicon.pointing_pronouns:
            pointed = self._clause_behind(head)
        elif is_infinitive(head):
            return self._act(hit, head, outside)
        return pointed or self._with_further_clauses(hit, self.phrase(head, outside))

    def _with_further_clauses(self, hit: Hit[Any], clause: Filler) -> Filler:
        """«Обещали, что {парк откроют и в нём будет пруд}», where the parser hung both on the verb of promising."""
        end = clause.span.end
        if clause.head.dep_ == "ccomp":
            further = (child for child in clause.head.head.children if child.dep_ == "ccomp" and child.i > clause.head.i)
            for child in further:
                coordinated = any(part.dep_ == "cc" for part in child.children)
                if coordinated and child.left_edge.i in self._following(end):
                    end = self.phrase(child).span.end
        return Filler(Span(clause.span.start, end), clause.entities, clause.head)

    def _behind(self, hit: Hit[Any], head: Token) -> Filler | None:
        """«Выступая в Риме, он пообещал, что {порт откроют}», where the parser hung the whole on the promised verb."""
        following = self.doc[hit.token.i + 1 : hit.token.i + 3]
        introduced = is_infinitive(head) or any(token.lower_ == "что" for token in following)
        if head.i < hit.token.i or not introduced:
            return None
        return self.phrase(head, {hit.token, *(child for child in head.children if child.i < hit.token.i)})

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
                end = self.phrase(child).span.end
        return Filler(Span(topic.span.start, end), topic.entities, topic.head)

    def _introduces(self, token: Token, head: Token) -> bool:
        """Prepositions, conjunctions and punctuation before a phrase are no part of it.

        A preposition of a word inside it is: «(пообещал) за год построить мост».
        """
        if is_infinitive(head) and token.dep_ == "case" and token.head != head:
            return False
        conjunction = token.lemma_ in self.lexicon.subordinators and token.dep_ in ("mark", "advmod", "obj", "nsubj")
        return token.is_punct or token.is_space or token.dep_ in _INTRODUCTIONS or token.pos_ == "CCONJ" or conjunction

    def _clause(self, verb: Token) -> Filler:
        """A clause from its subject on: without the «По договору, …» before it."""
        span = self.phrase(verb).span
        subjects = [child.left_edge.idx for child in verb.children if child.dep_ in SUBJECTS]
        start = min([index for index in subjects if index >= span.start], default=span.start)
        return Filler(Span(start, span.end), (), verb)

    def _antecedent(self, which: Token) -> Filler | None:
        """What «который» stands for: «{спор с Чили}, о котором говорили», without the clause; its head is «который»."""
        noun = noun_meant(which)
        if noun is None:
            return None
        clause = takewhile(lambda token: not is_noun(token), which.ancestors)
        return Filler(self.phrase(noun, [which, *clause]).span, (), which)

    def _sentence_before(self, pronoun: Token) -> Filler | None:
        """What «об этом» points back to."""
        before = pronoun.sent.start - 1
        while before >= 0 and self.doc[before].is_space:
            before -= 1
        return self.phrase(self.doc[before].sent.root) if before >= 0 else None

    def _clause_behind(self, pronoun: Token) -> Filler | None:
        """What «о том, что …» points forward to."""
        for token in self.doc[pronoun.i + 1 : pronoun.i + 3]:
            if token.dep_ == "mark" or token.lemma_ in self.lexicon.subordinators:
                return self.phrase(token.head) if token.head.i > token.i else None
        return None

    def _act(self, hit: Hit[Any], infinitive: Token, outside: Collection[Token]) -> Filler:
        """The clause of an infinitive, with the noun in «процесс, который стороны обязались осуществить»."""
        antecedent = relative_object(infinitive)
        before = [
            child for child in infinitive.children if child.i < hit.token.i < infinitive.i and child.dep_ != "obj"
        ]
        span = self.phrase(infinitive, [*outside, *(before if antecedent is None else ())]).span
        if antecedent is not None:
            noun = self.phrase(antecedent).span
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
            end = self.phrase(following).span.end

    def _following(self, end: int) -> range:
        """The positions where what follows a phrase may begin: behind a mark that closes it, at a comma or behind it."""
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

    Words before the trigger that hang deep inside, and verbs that agree with the trigger and not with their head:
    «{заверил}, что Чили поможет, если сможет, и {призвал} …».
    """
    below = [token for token in _subtree(head, ()) if token != head]
    return [token for token in below if _crosses(hit, head, token) or _goes_on(hit.token, token)]


def _crosses(hit: Hit[Any], head: Token, token: Token) -> bool:
    deep = token.head != head or is_noun(head)
    return deep and token.i < hit.token.i < min(head.i, token.head.i)


def _goes_on(trigger: Token, verb: Token) -> bool:
    """Whether a verb tells what the subject of the trigger did next."""
    coordinate = verb.dep_ == "conj" and is_finite(verb) and is_finite(trigger) and verb.i > trigger.i
    return coordinate and _agree(verb, trigger) and not _agree(verb, verb.head)


def _agree(verb: Token, other: Token) -> bool:
    return all(feature_of(verb, name) == feature_of(other, name) for name in ("Tense", "Number", "Gender"))


def _subtree(head: Token, outside: Collection[Token]) -> list[Token]:
    """A head and what hangs on it, without remarks and without a finite clause that is only coordinated with it."""
    out, queue = [], [head]
    while queue:
        token = queue.pop()
        out.append(token)
        for child in token.children:
            predicate = child.dep_ == "conj" and is_verb(child) and not is_infinitive(child)
            coordinate = predicate and (token == head or is_noun(token))
            stray = is_gerund(child) and is_noun(token)  # «отказался от {участия}, сославшись на …»
            if child.dep_ not in _OUTSIDE_PHRASE and child not in outside and not coordinate and not stray:
                queue.append(child)
    return out

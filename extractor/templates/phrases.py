"""How far the phrase or clause of a head reaches, and which tokens a stretch of text covers."""

from collections.abc import Collection

from extractor.grammar.clause import Grammar
from extractor.grammar.marks import MAY_CLOSE, QUOTATION
from extractor.grammar.morphology import is_gerund, is_infinitive, is_noun, is_verb
from extractor.grammar.quotations import opens
from extractor.grammar.tokens import Parse, Stretch, Token
from extractor.records import Span
from extractor.templates.hits import Filler

_OUTSIDE_PHRASE = {"parataxis", "discourse", "vocative"}
_INTRODUCTIONS = ("case", "cc", "fixed")


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
        tokens = sorted(subtree(head, outside), key=lambda token: token.i)
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

    def _introduces(self, token: Token, head: Token) -> bool:
        """Prepositions, conjunctions and punctuation before a phrase are no part of it.

        A preposition of a word inside it is: «(пообещал) за год построить мост».
        """
        if is_infinitive(head) and token.dep_ == "case" and token.head != head:
            return False
        conjunction = token.lemma_ in self.lexicon.subordinators and token.dep_ in ("mark", "advmod", "obj", "nsubj")
        return token.is_punct or token.is_space or token.dep_ in _INTRODUCTIONS or token.pos_ == "CCONJ" or conjunction


def subtree(head: Token, outside: Collection[Token]) -> list[Token]:
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

"""What is made of a content in which an act stands: denied, called a lie, without evidence, never signed.

«Анкара опровергла сообщения о том, что …», «нет доказательств, что …», «не подписал указ о …»: whoever tells so does
not tell that the act was, however it is told inside.
"""

from collections.abc import Callable

from extractor.grammar.clause import Grammar
from extractor.grammar.morphology import feature_of, is_finite, is_infinitive, is_noun, is_participle, is_verb
from extractor.grammar.tokens import Token
from extractor.grammar.tree import steps_up
from extractor.records import Status
from extractor.templates.status.words import status_words

Verdict = tuple[Status, Token]  # and the word that passes it
_APART = ("advcl", "parataxis", "acl:relcl")
_TOLD = frozenset({"что", "будто", "чтобы"})  # they open what is said; «кто», «когда», «почему» ask about what was
_CONTENT = ("ccomp", "acl", "csubj", "csubj:pass", "xcomp", "conj")


class Doubts:
    """Reads the words over a content with their lists; `negated` tells whether a word is."""

    def __init__(self, grammar: Grammar, negated: Callable[[Token], bool]) -> None:
        self.grammar = grammar
        self.words = status_words()
        self._negated = negated

    def about(self, act: Token) -> Verdict | None:
        """The status that the words over an act give it; None where they do not speak of it as a content."""
        if is_noun(act) and self.grammar.circumstance(act):
            return None
        inside = is_verb(act)  # behind «что …» or in a noun for what is said
        for child, governor in steps_up(act):
            if self._is_unsaid(child, governor):
                return "hypothetical", governor
            if self._resumes(child, governor):
                return None
            if child.dep_ in _APART or (child.dep_ in ("amod", "acl") and is_participle(child)):
                return None
            if governor.lemma_ in self.words.innocence:
                return "negated", governor
            status = self._verdict(child, governor) if inside else None
            if status is not None:
                return status, governor
            inside = inside or self._holds_content(governor)
            if is_verb(governor) and not is_infinitive(governor) and governor.dep_ not in _CONTENT:
                return None
        return None

    def _is_unsaid(self, child: Token, governor: Token) -> bool:
        """«Мэр не говорил: «…»»."""
        speech = child.dep_ == "parataxis" and governor.lemma_ in self.words.saying and self._negated(governor)
        return speech and any(token.text == ":" for token in child.doc[governor.i : child.i])

    def _resumes(self, child: Token, governor: Token) -> bool:
        """«Мэр не говорил, что уедет, но {осудил} их»: what goes on with the denied telling, not with its content."""
        teller = governor.head
        if child.dep_ != "conj" or governor.dep_ != "ccomp" or not self._negated(teller):
            return False
        words = {word.lower_ for word in child.children if word.i < child.i}
        alike = all(feature_of(child, name) == feature_of(teller, name) for name in ("Tense", "Gender", "Number"))
        return is_finite(child) and alike and "но" in words and not words & _TOLD

    def _holds_content(self, noun: Token) -> bool:
        lemma, words = noun.lemma_, self.words
        named = lemma in words.contents | words.evidence | words.decreed
        return named or lemma in self.grammar.lexicon.pointing_pronouns

    def _verdict(self, child: Token, governor: Token) -> Status | None:
        words, lemma = self.words, governor.lemma_
        if child.dep_ == "conj":
            return None
        if lemma in words.falsehoods or (lemma in words.naming and self._is_called_false(child, governor)):
            return None if self._negated(governor) else "negated"
        if any(word.lemma_ in words.falsehoods for word in child.children if word.dep_ == "amod"):
            return "negated"
        if lemma in words.refutations and not self._refutes(child, governor):
            return None if self._negated(governor) else "negated"
        if lemma in words.doubting:
            return None if self._negated(governor) else "hypothetical"
        return self._unproven(child, governor)

    def _unproven(self, child: Token, governor: Token) -> Status | None:
        words, lemma = self.words, governor.lemma_
        negated = lemma == "нет" or lemma == "отсутствовать" or self._negated(governor)
        if not negated or _is_question(child):
            return None
        if child.lemma_ in words.decreed and lemma in words.enacting:
            return "negated"
        if child.lemma_ in words.contents and lemma in words.owning:
            return "negated"
        if child.dep_ == "ccomp" and lemma in words.saying:
            return "hypothetical"
        return "hypothetical" if child.lemma_ in words.evidence or lemma in words.proving else None

    def _is_called_false(self, child: Token, governor: Token) -> bool:
        """«назвал ложью», «оказались фейком», «поставил под сомнение»."""
        return any(word.lemma_ in self.words.falsehoods for word in governor.children if word != child)

    def _refutes(self, child: Token, governor: Token) -> bool:
        """Whether the content itself speaks against something: «сообщение опровергает слухи»."""
        return child.dep_ == "nsubj" and bool(self.grammar.objects(governor))


def _is_question(clause: Token) -> bool:
    """«не сообщил, {когда} …», «не уточнил, {кто} …»: that somebody acted is taken for granted."""
    return clause.dep_ == "ccomp" and not any(word.lower_ in _TOLD for word in clause.children if word.dep_ == "mark")

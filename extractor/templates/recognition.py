"""Whether a template recognises a word of the text as its trigger, and which condition fails where it does not."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from extractor.grammar.clause import Grammar
from extractor.grammar.lexicon import Form
from extractor.grammar.marks import QUOTATION
from extractor.grammar.morphology import (
    case_of,
    coordinated,
    is_nominal,
    is_noun,
    is_participle,
    is_passive,
    is_verb,
    preposition_of,
)
from extractor.grammar.relatives import WHICH, stray_clauses
from extractor.grammar.tokens import Token
from extractor.grammar.tree import SUBJECTS
from extractor.templates.failure import Failure
from extractor.templates.hits import Hit, T
from extractor.templates.language import Condition, Rule, Source
from extractor.templates.places import Places

_POS = {"VERB": {"VERB", "AUX"}, "NOUN": {"NOUN", "PROPN"}, "ADJ": {"ADJ", "VERB"}, "ADV": {"ADV", "ADJ", "PART"}}
_CORE = {"obj", "obl", "nsubj", "nsubj:pass", "iobj", "nmod", "xcomp", "conj"}
_COMPLEMENT = Source("phrase", None, "Ins")  # «назвал его слабым лидером»: its epithets judge him too
_BEFORE, _BEHIND = 4, 6  # tokens from the head within which the other words of a phrase trigger stand


class Recogniser:
    """Tries templates at the words of one document."""

    def __init__(self, grammar: Grammar, sources: Places) -> None:
        self.grammar = grammar
        self.lexicon = grammar.lexicon
        self.sources = sources
        self._barred: dict[int, Failure | None] = {}  # by the token: many templates are tried at one word

    def recognise(self, template: T, token: Token, beside: tuple[str, ...]) -> Hit[T] | Failure:
        """The hit, or what speaks against it; `beside` are the words of a phrase trigger other than its head."""
        pos = template.trigger.pos
        if pos and token.pos_ not in _POS[pos]:
            return Failure("other part of speech", f"«{token.text}» is {token.pos_}, the trigger is {pos}")
        if token.i not in self._barred:
            self._barred[token.i] = self._bars(token)
        barred = self._barred[token.i]
        if barred is not None:
            return barred
        words = _phrase_words(token, beside, self.sources.mentions.words.sentence_range(token.i))
        if words is None:
            told = f"the words «{' '.join(beside)}» do not stand with «{token.text}»"
            return Failure("no phrase", told)
        hit = Hit(template, token, words, self._predicate(template, token) if is_noun(token) else None)
        return self._broken_condition(hit) or hit

    def _bars(self, token: Token) -> Failure | None:
        """What speaks against a word whatever the template."""
        if is_participle(token) and is_nominal(token) and self.sources.mentions.at(token):
            return Failure("stands for people", f"«{token.text}» stands for people")
        if self.sources.mentions.is_inside_name(token):
            return Failure("part of a name", f"«{token.text}» is a part of a name")
        if self.sources.mentions.is_inside_title(token):
            return Failure("part of a title", f"«{token.text}» is a part of a title")
        if _is_epithet(token):
            return Failure("only describes", f"«{token.text}» only describes «{token.head.text}»")
        return None

    # Conditions

    def _broken_condition(self, hit: Hit[Any]) -> Failure | None:
        conditions: tuple[Condition, ...] = hit.template.conditions
        for condition in conditions:
            if self._holds(hit, condition) != condition.wanted:
                return condition.broken
        return None

    def _holds(self, hit: Hit[Any], condition: Condition) -> bool:
        words = condition.known
        if condition.source.place == "any":
            return not self.sources.sentence_words(hit.token).isdisjoint(words)
        if condition.source.place == "voice":
            return ("passive" if is_passive(hit.token) else "active") in words
        found = self.sources.at(hit, condition.source)
        if condition.source == _COMPLEMENT:
            found = [word for token in found for part in coordinated(token) for word in (part, *_epithets(part))]
        meant = (word for token in found for word in self._with_counted(token))
        return any(word.lemma_ in words or word.lower_ in words for word in meant)

    def _with_counted(self, token: Token) -> Iterator[Token]:
        """A word and what it only counts: «отправили десятки зенитных {орудий}», «тысячи {солдат}»."""
        yield token
        if self.sources.mentions.counts(token):
            for child in token.children:
                if child.i > token.i and child.dep_ in ("nmod", "obl"):
                    yield from self._with_counted(child)

    # The verb of an act noun

    def _predicate(self, template: Rule, noun: Token) -> Token | None:
        """The verb that carries an act noun: a light verb above it, a participle on it, or a verb of occurring."""
        below = self._verb_below(template, noun)
        if below is not None and any(subject != noun for subject in self.grammar.subjects(below)):
            return below
        top = self.grammar.top(noun)
        while top.dep_ == "conj" and top.head.pos_ == "NOUN":
            top = top.head
        if preposition_of(top) == "с" and top.dep_ == "nmod" and top.head.lemma_ in self.lexicon.papers:
            top = top.head
        return next((verb for verb in self._above(top) if self._carries(template, verb, top)), below)

    def _above(self, noun: Token) -> Iterator[Token]:
        """The verb above a noun, and the one below it where that is a modal: «переговоры могут {начаться}»."""
        yield noun.head
        if noun.head.lemma_ in self.lexicon.modals:
            yield from (child for child in noun.head.children if child.dep_ == "xcomp" and is_verb(child))

    def _verb_below(self, template: Rule, noun: Token) -> Token | None:
        """A participle or relative clause of such a verb on the noun: «нанесённый удар», «санкции, которые ввёл ЕС»."""
        for child in noun.children:
            if (
                child.dep_ in ("acl", "amod", "acl:relcl")
                and is_verb(child)
                and (self._is_light(template, child) or self._occurs(child))
                and (child.dep_ != "acl:relcl" or self._is_relative(child))
            ):
                return child
        return next((clause for clause in stray_clauses(noun) if self._is_of_an_act(template, clause)), None)

    def _is_of_an_act(self, template: Rule, clause: Token) -> bool:
        """Whether the «которое» of a clause stands for an act, for nothing else is sent or takes place like this."""
        which = next(child for child in clause.children if child.lemma_ == WHICH)
        if which.dep_ in SUBJECTS and not is_passive(clause):
            return self._occurs(clause)
        return preposition_of(which) is None and self._is_light(template, clause)

    def _is_relative(self, clause: Token) -> bool:
        return any(part.lemma_ in self.lexicon.relative_pronouns for part in clause.children)

    def _is_light(self, template: Rule, verb: Token) -> bool:
        light = verb.lemma_ in self.lexicon.light_verbs or verb.lemma_ in template.light_verbs
        return light and not self._is_phrase(verb, self.lexicon.idioms)

    def _occurs(self, verb: Token) -> bool:
        return verb.lemma_ in self.lexicon.occurrence_verbs or self._is_phrase(verb, self.lexicon.occurrence_phrases)

    @staticmethod
    def _is_phrase(verb: Token, phrases: Collection[Form]) -> bool:
        words = (
            word
            for child in verb.children
            for word in (child, *child.children)
            if word.head == verb or word.dep_ == "fixed"
        )
        return any((verb.lemma_, word.lemma_) in phrases for word in words)

    def _carries(self, template: Rule, head: Token, noun: Token) -> bool:
        """Whether the word above an act noun only carries it: «начать», «объявить о», «участвовать в», «пройти»."""
        if head == noun or not (is_verb(head) or head.pos_ == "ADJ") or noun.dep_ not in _CORE:
            return False
        return (
            self._announces(template, head, noun)
            or (head.lemma_ in self.lexicon.participation_verbs and preposition_of(noun) in ("в", "на", "к"))
            or (head.lemma_ in self.lexicon.coming_verbs and preposition_of(noun) == "на")
            or (head.lemma_ in self.lexicon.answering_verbs and preposition_of(noun) is None and case_of(noun) == "Ins")
            or (self._is_light(template, head) and self._is_carried(noun))
            or (self._occurs(head) and noun.dep_ in SUBJECTS)
        )

    def _announces(self, template: Rule, head: Token, noun: Token) -> bool:
        announcing = head.lemma_ in self.lexicon.announcing_verbs or head.lemma_ in template.light_verbs
        return announcing and preposition_of(noun) == "о"

    def _is_carried(self, noun: Token) -> bool:
        """Whether a noun stands where a light verb's noun stands: «провести переговоры», «уйти в отставку».

        In «на переговорах США заявили» it does not.
        """
        preposition = preposition_of(noun)
        if preposition is None:
            return noun.dep_ != "nsubj"
        return (preposition, case_of(noun)) in self.lexicon.light_forms


def _epithets(noun: Token) -> list[Token]:
    return [child for child in noun.children if child.dep_ == "amod"]


def _is_epithet(token: Token) -> bool:
    """A bare participle before its noun, «задержанный депутат», recalls an act that the text tells elsewhere.

    Other adjectives may stand between, «закрытых паевых фондов», and adverbs with it: «официально признанная граница».
    """
    return (
        is_participle(token)
        and token.dep_ in ("amod", "acl")
        and token.i < token.head.i
        and all(between.dep_ == "amod" for between in token.doc[token.i + 1 : token.head.i])
        and all(child.dep_ == "advmod" for child in token.children)
    )


def _phrase_words(token: Token, beside: tuple[str, ...], sentence: tuple[int, int]) -> tuple[Token, ...] | None:
    """All words of a phrase trigger: nearby and in the head's clause, in any order."""
    if not beside:
        return (token,)
    near = [*token.doc[max(sentence[0], token.i - _BEFORE) : min(sentence[1], token.i + _BEHIND + 1)]]
    near += [word for word in _fronted(token) if word not in near]
    out = [token]
    for word in beside:
        found = [t for t in near if word in (t.lemma_, t.lower_) and t not in out and _belongs(t, token)]
        if not found:
            return None
        out.append(min(found, key=lambda t: abs(t.i - token.i)))
    return tuple(sorted(out, key=lambda t: t.i)) if _is_governed(out) else None


def _fronted(verb: Token) -> list[Token]:
    """The nouns with prepositions that a clause opens with: «{На улицы} Осло с требованием отставки вышли …»."""
    nouns = [child for child in verb.children if child.i < verb.i and child.dep_ == "obl" and is_noun(child)]
    return [word for noun in nouns for word in (*(part for part in noun.children if part.dep_ == "case"), noun)]


def _is_governed(words: Sequence[Token]) -> bool:
    """Whether each preposition of a phrase trigger is that of the noun after it: «пойти в суд», not «в … пошёл суд»."""
    return all(word.head == noun for word, noun in pairwise(words) if word.dep_ == "case" and is_noun(noun))


def _belongs(word: Token, head: Token) -> bool:
    """Whether a word of a phrase trigger may be its head's: no comma between, in no name, «не» at the head."""
    between = word.doc[min(word.i, head.i) : max(word.i, head.i)]
    at_head = word.lower_ != "не" or word.head == head or word.i == head.i - 1
    in_marks = sum(token.text in QUOTATION for token in between) % 2 == 1 and not _is_marked(word)
    return at_head and not in_marks and not any(token.text in ",;—" for token in between)


def _is_marked(word: Token) -> bool:
    """Whether a word stands in marks alone: «нет», not «За права шахтёров»."""
    last = word.i + 1 == len(word.doc)
    return word.i > 0 and not last and word.nbor(-1).text in QUOTATION and word.nbor().text in QUOTATION

"""The status of an event: actual, planned, hypothetical or negated, read off the scope it stands in."""

from collections.abc import Collection, Mapping
from typing import Any, Literal

from extractor.grammar.clause import Grammar
from extractor.grammar.morphology import (
    feature_of,
    has,
    is_infinitive,
    is_noun,
    is_participle,
    is_predicate,
    is_short,
    is_verb,
    preposition_of,
)
from extractor.grammar.tokens import Token
from extractor.grammar.tree import clause_head, steps_up
from extractor.records import Status
from extractor.templates.hits import Hit
from extractor.templates.status.doubts import Doubts
from extractor.templates.status.words import status_words

Absorbed = Literal["absorbed"]
_COMPLEMENT = {
    "xcomp", "ccomp", "csubj", "csubj:pass", "obj", "iobj", "obl", "nmod", "acl", "nsubj", "nsubj:pass", "advcl",
    "conj", "amod", "appos",
}  # fmt: skip
_NEGATING = ("advmod", "neg", "aux", "discourse", "cc", "det")
_LATER = ("conj", "parataxis", "ccomp", "advcl")  # a clause behind, which asks itself: «ввело: помогут ли они?»
_AUXILIARY = ("aux", "aux:pass", "cop")


class StatusReader:
    """Reads the scope over a hit with the words of `words.yaml`.

    Args:
        dated: the positions of the words that say when.
    """

    def __init__(self, grammar: Grammar, dated: Collection[int] = ()) -> None:
        self.grammar = grammar
        self.dated = dated
        self.words = status_words()
        self.doubts = Doubts(grammar, self._negated)

    def read(self, hit: Hit[Any], hits: Mapping[int, Hit[Any]], opener: Hit[Any] | None = None) -> Status | None:
        """The status; None where an outer event absorbs this one («отказался вывести»).

        `hits` are the acts around by token position; `opener` is the one that opens the list in which the hit stands.
        """
        if self._until(hit.focus) or self._asked(hit.focus) or self._is_fiction(hit.focus) or self._is_if(hit.focus):
            return "hypothetical"
        if self._is_inevitable(hit.focus):
            return "actual"
        unended = hit.token != hit.focus and hit.focus.lemma_ in self.words.endings | self.words.negated
        denied = not (unended or self._is_characterised(hit)) and self._negated(hit.focus, hit.words)
        if denied or self._negated(hit.token, hit.words) or _is_without(hit.token):
            return "negated"
        outer = self._governed(hit, hits)
        if outer == "absorbed":
            return None
        fixed: Status | None = hit.template.status
        if fixed:
            return fixed
        doubted = self.doubts.about(hit.predicate or self.grammar.top(hit.token))
        if doubted is not None:
            return doubted[0]
        listed = opener.template.inner if opener is not None else None
        told = outer if outer != "actual" else None  # «осудил возможный удар»
        return told or self._attribute(hit.token) or outer or self._told(hit.focus) or listed or "actual"

    # The hit's own words

    def _until(self, word: Token) -> bool:
        """«…, пока армия не уйдёт»; not «стороны пока не договорились»."""
        return any(child.lemma_ == "пока" and _opens_clause(child, word) for child in word.children) and self._negated(
            word
        )

    def _is_if(self, clause: Token) -> bool:
        """«если армия (не) уйдёт»."""
        return any(
            child.dep_ in ("mark", "advmod") and child.lemma_ in self.words.conditional_conjunctions
            for child in clause.children
        )

    def _asked(self, word: Token) -> bool:
        """«введут ли», «разве ввели», «Чили ввело войска?»; not «Зачем Чили ввело войска?», «ввело, не так ли?»."""
        children = list(word.children)
        if any(child.lower_ in self.words.asking for child in children):
            return True
        marked = any(child.text == "?" and child.i > word.i for child in children)
        marked = marked and not any(child.i > word.i and child.dep_ in _LATER for child in children)
        asked = (below for child in children for below in (child, *child.children)) if marked else ()
        return marked and not any(below.lemma_ in self.words.interrogatives for below in asked)

    def _is_fiction(self, word: Token) -> bool:
        """«В фильме захватили», «по сюжету захватили»."""
        return any(
            d.token.lemma_ in self.words.fictions and (d.preposition, d.case) in (("в", "Loc"), ("по", "Dat"))
            for d in self.grammar.dependents(word)
        )

    def _negated(self, word: Token, trigger: Collection[Token] = ()) -> bool:
        """«не», «ни», «нет» on the word or on its auxiliary; not one that is part of the trigger («не намерен»)."""
        for child in word.children:
            if child in trigger or self._is_not_only(child):
                continue
            if child.lemma_ in self.words.near_misses and child.nbor().lower_ == "не":
                return True
            if child.lemma_ in self.words.negations and child.dep_ in _NEGATING and _stands_before(child, word):
                return True
            if child.dep_ in _AUXILIARY and any(part.lemma_ in self.words.negations for part in child.children):
                return True
        return False

    def _is_inevitable(self, verb: Token) -> bool:
        """«Не мог не осудить»."""
        able = verb.head
        return is_infinitive(verb) and able.lemma_ in self.words.undone and self._negated(able) and self._negated(verb)

    def _is_not_only(self, particle: Token) -> bool:
        return particle.i + 1 < len(particle.doc) and particle.nbor().lemma_ in self.words.negation_extenders

    def _attribute(self, noun: Token) -> Status | None:
        for child in noun.children:
            if child.dep_ in ("amod", "acl"):
                if child.lemma_ in self.words.planned_attributes:
                    return "planned"
                if child.lemma_ in self.words.hypothetical_attributes:
                    return "hypothetical"
        return None

    def _told(self, verb: Token) -> Status | None:
        """A rumour is hypothetical, whatever its tense: «по слухам, ввёл»; so is «введёт, если …»."""
        tense = self._tense(verb)
        depends = tense == "planned" and any(child.dep_ == "advcl" and self._is_if(child) for child in verb.children)
        return "hypothetical" if depends or self._is_rumoured(verb) else tense

    def _is_rumoured(self, word: Token) -> bool:
        return any(
            child.lemma_ in self.words.rumours
            or (child.lower_ in self.words.likelier and any(part.lower_ == "всего" for part in child.children))
            for child in word.children
        )

    def _tense(self, verb: Token) -> Status | None:
        if not is_verb(verb):
            return None
        children = list(verb.children)
        particle = any(child.lower_ in self.words.conditional_particles for child in children)
        if particle or feature_of(verb, "Mood") in ("Cnd", "Imp"):
            return "hypothetical"
        return "planned" if _will(verb) or has(verb, "Tense", "Fut") else None

    # The words above

    def _governed(self, hit: Hit[Any], hits: Mapping[int, Hit[Any]]) -> Status | Absorbed | None:
        """What the words above say: the nearest governor with an opinion wins."""
        top = self.grammar.top(hit.token)
        start = hit.predicate or top
        conditional = self._conditional(start)
        if conditional:
            return conditional
        phase = self._opinion(top) if top != hit.token else None  # «решение об увольнении принято»
        if phase:
            return phase
        if any(self._is_stopped(hits.get(word.i)) for word in (top, hit.predicate) if word not in (None, hit.token)):
            return "absorbed"
        if hit.predicate is not None and hit.predicate.lemma_ in self.words.negated:
            return self._opinion(hit.predicate)  # «переговоры (не) сорвались»
        if hit.predicate is not None:
            return "planned" if self._is_plan(hit.predicate) else self._climb(start, hits)
        return self._above_noun(hit, start, hits) if hit.is_noun else self._climb(start, hits)

    def _is_stopped(self, carrier: Hit[Any] | None) -> bool:
        """Whether what carries an act ends it: «прервал переговоры», «прекращение помощи»."""
        return carrier is not None and carrier.template.absorbs and not self._is_refusal_denied(carrier)

    def _is_plan(self, predicate: Token) -> bool:
        lemma, words = predicate.lemma_, self.words
        return lemma in words.planned - words.gathering and lemma not in self.grammar.lexicon.aspect_nouns

    def _above_noun(self, hit: Hit[Any], top: Token, hits: Mapping[int, Hit[Any]]) -> Status | Absorbed | None:
        """What the phrase says in which an act noun stands: «накануне визита», «после визита», «в ходе визита»."""
        preposition = preposition_of(top)
        if preposition == "до" and top.lemma_ in self.words.endings and top != hit.token:
            return None
        if preposition in self.words.planned_prepositions:
            return "planned"
        if preposition == "в" and self._is_case(top, hit.token):
            return "hypothetical"
        if preposition in self.words.causal_prepositions or top.lemma_ in self.words.causal_nouns:
            return None
        if preposition in self.words.purposes and top.head.lemma_ not in self.words.occasions:
            return self._climb(top, hits) or "planned"
        if hit.token.head.lemma_ not in self.words.partaking and self.grammar.circumstance(hit.token):
            return self._tense(_occasion(hit.token))
        return self._climb(top, hits)

    def _is_case(self, noun: Token, act: Token) -> bool:
        """«в {случае} ареста», but not «в {случае} с арестом», «в данном {случае}»."""
        if noun.lemma_ not in self.words.cases or any(child.dep_ in ("det", "amod") for child in noun.children):
            return False
        return any(
            preposition_of(child) is None and has(child, "Case", "Gen")
            for child in noun.children
            if child == act or child.is_ancestor(act)
        )

    def _climb(self, start: Token, hits: Mapping[int, Hit[Any]]) -> Status | Absorbed | None:
        for child, governor in steps_up(start):
            if _leaves_scope(child):
                return None
            if _is_apart(child):
                return self._conditional(child)
            outer = hits.get(governor.i) or _called_to(child, governor, hits)
            verdict = self._ruled_by(outer, child) or self._judged(child, governor) or self._shared(child, governor)
            if verdict:
                return "hypothetical" if verdict == "planned" and self._is_if(governor) else verdict
            if governor.lemma_ in self.words.proceedings and preposition_of(child) is not None:
                return "hypothetical" if child.lemma_ in self.words.measures else None
            if governor.lemma_ in self.grammar.lexicon.pointing_pronouns:
                continue
            if is_predicate(child) and not is_infinitive(child) and child.dep_ != "conj":
                return self._conditional(child)
            if is_verb(governor):
                if not is_infinitive(governor):
                    return self._carried(child, governor)
            elif outer is None and self._is_attribute(child, governor):
                return None
        return None

    def _ruled_by(self, outer: Hit[Any] | None, child: Token) -> Status | Absorbed | None:
        """What an act above makes of its content."""
        if outer is None or child.dep_ in ("conj", "nsubj"):
            return None
        if outer.template.absorbs and not self._is_refusal_denied(outer):
            return "absorbed"
        inner: Status | None = outer.template.inner
        return inner

    def _is_refusal_denied(self, refusal: Hit[Any]) -> bool:
        """«не отказался», «отказываться не стал»."""
        word = refusal.token
        return self._negated(word, refusal.words) or (
            is_infinitive(word) and is_verb(word.head) and self._negated(word.head)
        )

    def _judged(self, child: Token, governor: Token) -> Status | None:
        """The governor's opinion of the act; not of a coordinate, nor of the doer in «забастовка сорвала рейсы»."""
        if child.dep_ == "conj":
            return None
        lemma, words = governor.lemma_, self.words
        if lemma in words.negated and child.dep_ == "nsubj" and self.grammar.objects(governor):
            return None
        if lemma in words.negated and (child.lemma_ in words.in_force or preposition_of(child) == "за"):
            return None  # «исключили за нападение»
        if lemma in words.settling and child.dep_ == "nsubj":
            return None  # «визит не решил вопроса»: who decides to act is no act
        if lemma in words.considering and child.lemma_ in words.proceedings:
            return None
        if lemma in words.gathering and not is_infinitive(child):
            return None
        if lemma in words.aims and is_infinitive(child):
            return None if self._is_attained(governor) else "hypothetical"
        if lemma in words.expecting and is_predicate(child) and not is_infinitive(child):
            return "hypothetical"
        if lemma in words.agreements and preposition_of(child) is not None:
            return self._agreed(governor)
        if lemma in words.motions and governor.head.lemma_ in words.granting and not self._negated(governor.head):
            return None
        if lemma in words.conditions and has(governor, "Number", "Sing"):
            return "hypothetical"
        opinion = self._opinion(governor)
        return "hypothetical" if opinion == "negated" and self._is_attempted(governor) else opinion

    def _is_characterised(self, hit: Hit[Any]) -> bool:
        """Whether a copula only says what an act is or is not: «атака не стала {неожиданностью}»."""
        return (
            hit.token != hit.focus
            and hit.focus.lemma_ in self.words.copulas
            and any(
                is_noun(child) and has(child, "Case", "Ins") and preposition_of(child) is None
                for child in hit.focus.children
            )
        )

    def _is_attained(self, aim: Token) -> bool:
        """«Задача арестовать банкира {выполнена}», whichever of the two words the parser hung on the other."""
        beside = (word for word in (aim.head, *aim.children) if word.lemma_ in self.words.attaining)
        return any(is_short(word) and not self._negated(word) for word in beside)

    def _is_attempted(self, infinitive: Token) -> bool:
        """«Пытаются предотвратить», «чтобы предотвратить»: nobody says that it was prevented."""
        if not is_infinitive(infinitive):
            return False
        purpose = any(child.lemma_ in self.words.purposive_conjunctions for child in infinitive.children)
        return purpose or (infinitive.dep_ == "xcomp" and infinitive.head.lemma_ in self.words.hypothetical)

    def _agreed(self, agreement: Token) -> Status | None:
        """What becomes of an agreement becomes of what it is about («сорвано»), which else is to come."""
        above = agreement.head
        if above.lemma_ in self.words.fulfilling:
            return None
        return (self._judged(agreement, above) if above != agreement else None) or "planned"

    def _opinion(self, governor: Token) -> Status | None:
        lemma = governor.lemma_
        if lemma in self.words.negated:
            denied: Status = "hypothetical" if lemma in self.words.conceivable else "actual"
            return denied if self._negated(governor) else "negated"
        if lemma in self.words.undone and self._negated(governor):
            return "negated"
        if lemma in self.words.planned:
            supposed = self._is_rumoured(governor) or (lemma in self.words.duties and not self._is_dated(governor))
            return "negated" if self._negated(governor) else "hypothetical" if supposed else "planned"
        return "hypothetical" if lemma in self.words.hypothetical else None

    def _is_attribute(self, child: Token, governor: Token) -> bool:
        """Whether an act noun only tells which thing is meant («участник переговоров»), so that scope ends here."""
        return (
            child.dep_ == "nmod"
            and governor.lemma_ not in self.grammar.lexicon.aspect_nouns | self.words.partaking
            and preposition_of(child) not in self.words.hypothetical_prepositions
        )

    def _is_dated(self, governor: Token) -> bool:
        """Whether a time stands with a verb or with the infinitive under it."""
        verbs = [governor, *(child for child in governor.children if is_infinitive(child) or is_participle(child))]
        return any(
            any(word in verbs for word in (token, token.head, token.head.head))
            for token in (governor.doc[i] for i in self.dated)
        )

    def _shared(self, child: Token, governor: Token) -> Status | None:
        """Of coordinate infinitives the auxiliary stands with the first: «будут изучать доклад и обсуждать его»."""
        return "planned" if child.dep_ == "conj" and is_infinitive(child) and _will(governor) else None

    def _carried(self, child: Token, governor: Token) -> Status | None:
        """An infinitive takes over its governor's tense: «начнут выводить», «не стали отказываться».

        So does a noun for what is brought about: «обеспечит переход».
        """
        if not is_infinitive(child):
            return self._tense(governor) if governor.lemma_ in self.words.bringing_about else None
        if self._negated(governor):
            return "negated"
        return "hypothetical" if self._is_if(governor) else self._tense(governor)

    def _conditional(self, clause: Token) -> Status | None:
        """«если уйдут», «чтобы ушли»; «чтобы уйти» is what somebody is about to do."""
        if self._is_if(clause):
            return "hypothetical"
        if any(child.dep_ == "mark" and child.lemma_ in self.words.purposive_conjunctions for child in clause.children):
            return "planned" if is_infinitive(clause) else "hypothetical"
        return None


def _opens_clause(conjunction: Token, verb: Token) -> bool:
    """Whether a word opens a subordinate clause: behind a mark, or first before its main clause."""
    if conjunction.i == conjunction.sent.start:
        return verb.dep_ == "advcl"
    return verb.head != verb and conjunction.nbor(-1).is_punct


def _called_to(child: Token, governor: Token, hits: Mapping[int, Hit[Any]]) -> Hit[Any] | None:
    """The act that calls somebody to something which the parser hangs on them: «позвали армию и флот {к борьбе}»."""
    if preposition_of(child) != "к" or not is_noun(governor):
        return None
    asked = governor
    while asked.dep_ == "conj":
        asked = asked.head
    return hits.get(asked.head.i) if asked.dep_ in ("obj", "iobj") else None


def _will(word: Token) -> bool:
    """«будет», «будут» with a word."""
    auxiliaries = (child for child in word.children if child.dep_ in _AUXILIARY)
    return any(has(child, "Tense", "Fut") or child.lower_.startswith("буд") for child in auxiliaries)


def _occasion(noun: Token) -> Token:
    """The verb of whose time an act noun is: the parser often takes a farther one.

    «Обещали, что на встрече послы {признают}, что …», «начнут то, о чём {условились} на встрече».
    """
    verb = clause_head(noun)
    step = 1 if verb.i > noun.i else -1
    for i in range(noun.i + step, verb.i, step):
        word = noun.doc[i]
        if is_verb(word) and has(word, "VerbForm", "Fin") and not noun.is_ancestor(word):
            return word
    return verb


def _stands_before(particle: Token, word: Token) -> bool:
    """Whether a particle stands before a word or its auxiliary: «не введены», «введены {не} были»."""
    following = particle.nbor() if particle.i + 1 < len(particle.doc) else None
    return particle.i < word.i or (following is not None and following.head == word and following.dep_ in _AUXILIARY)


def _is_without(noun: Token) -> bool:
    return preposition_of(noun) == "без"


def _leaves_scope(child: Token) -> bool:
    """Whether the word above says nothing of this one: at the edge of a clause, at a participle of its noun."""
    return child.dep_ not in _COMPLEMENT or (child.dep_ in ("acl", "amod") and is_participle(child))


def _is_apart(clause: Token) -> bool:
    """A clause that its governor does not speak of: «отказался, поскольку …», «признал его виновным, а её оправдал»."""
    if clause.dep_ == "xcomp" and has(clause, "VerbForm", "Fin"):
        return True
    purpose = is_infinitive(clause) or any(child.lemma_ == "чтобы" for child in clause.children)
    return clause.dep_ == "advcl" and not purpose

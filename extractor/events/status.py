"""The status of an event: actual, planned, hypothetical or negated, read off the scope it stands in."""

from collections.abc import Collection, Mapping
from typing import Literal

from spacy.tokens import Token

from extractor.events.arguments import Hit
from extractor.events.clause import Grammar, feature, has, is_infinitive, is_participle, is_verb, preposition_of
from extractor.records import Status

_COMPLEMENT = {
    "xcomp",
    "ccomp",
    "csubj",
    "obj",
    "iobj",
    "obl",
    "nmod",
    "acl",
    "nsubj",
    "nsubj:pass",
    "advcl",
    "conj",
    "amod",
    "appos",
    "csubj:pass",
}
Absorbed = Literal["absorbed"]
_CLAUSE_EDGE = {"acl:relcl", "parataxis", "root", "ROOT"}


class StatusReader:
    """Reads scope over a hit with the lexicon's words; `hits` are the other hits by token position."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.lexicon = grammar.lexicon

    def read(self, hit: Hit, hits: Mapping[int, Hit], opener: Hit | None = None) -> Status | None:
        """The status; None where an outer event absorbs this one («отказался вывести»).

        `opener` is the act that opens the list in which the hit stands.
        """
        focus = hit.predicate or hit.token
        if self._until(focus):
            return "hypothetical"
        if self.negated(hit.token, hit.words) or self.negated(focus, hit.words) or self._without(hit.token):
            return "negated"
        outer = self._governed(hit, hits)
        if outer == "absorbed":
            return None
        if hit.template.status:
            return hit.template.status
        listed = opener.template.inner if opener is not None else None
        return outer or self._attribute(hit.token) or self._tense(focus) or listed or "actual"

    def _until(self, word: Token) -> bool:
        """«…, пока армия не уйдёт»; not «стороны пока не договорились»."""
        opens = any(child.lemma_ == "пока" and child.i > 0 and child.nbor(-1).is_punct for child in word.children)
        return opens and self.negated(word)

    def negated(self, word: Token, trigger: Collection[Token] = ()) -> bool:
        """«не», «ни», «нет» on the word or on its auxiliary; not one that is part of the trigger («не намерен»)."""
        for child in word.children:
            if child in trigger or self._not_only(child):
                continue
            if (
                child.lemma_ in self.lexicon.negations
                and child.i < word.i
                and child.dep_ in ("advmod", "neg", "aux", "discourse", "cc", "det")
            ):
                return True
            if child.dep_ in ("aux", "aux:pass", "cop") and any(
                grandchild.lemma_ in self.lexicon.negations for grandchild in child.children
            ):
                return True
        return False

    @staticmethod
    def _not_only(particle: Token) -> bool:
        return particle.i + 1 < len(particle.doc) and particle.nbor().lemma_ in ("только", "столько", "просто")

    @staticmethod
    def _without(noun: Token) -> bool:
        return preposition_of(noun) == "без"

    def _attribute(self, noun: Token) -> Status | None:
        for child in noun.children:
            if child.dep_ in ("amod", "acl"):
                if child.lemma_ in self.lexicon.planned_attributes:
                    return "planned"
                if child.lemma_ in self.lexicon.hypothetical_attributes:
                    return "hypothetical"
        return None

    def _tense(self, verb: Token) -> Status | None:
        if not is_verb(verb):
            return None
        auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")]
        if feature(str(verb.morph), "Mood") in ("Cnd", "Imp") or any(
            child.lower_ in ("бы", "б") for child in verb.children
        ):
            return "hypothetical"
        if has(verb, "Tense", "Fut") or any(
            has(child, "Tense", "Fut") or child.lower_.startswith("буд") for child in auxiliaries
        ):
            return "planned"
        return None

    def _governed(self, hit: Hit, hits: Mapping[int, Hit]) -> Status | Absorbed | None:
        """What the words above say: the nearest governor with an opinion wins."""
        start = hit.predicate or self.grammar.top(hit.token)
        conditional = self._conditional(start)
        if conditional:
            return conditional
        phase_noun = self.grammar.top(hit.token)
        if phase_noun != hit.token:  # «решение об увольнении принято»
            phase = self._opinion(phase_noun, negated=self.negated(phase_noun))
            if phase:
                return phase
        if (
            hit.predicate is not None
            and hit.predicate.lemma_ in self.lexicon.planned
            and hit.predicate.lemma_ not in self.lexicon.aspect_nouns
        ):
            return "planned"
        if hit.is_noun and hit.predicate is None:
            preposition = preposition_of(start)
            if preposition in self.lexicon.planned_prepositions:
                return "planned"
            if preposition == "после":
                return None
            if self.grammar.circumstance(hit.token):
                return self._tense(self.grammar.clause_head(hit.token))
        return self._climb(start, hits)

    def _climb(self, start: Token, hits: Mapping[int, Hit]) -> Status | Absorbed | None:
        for child, governor in self.grammar.ancestors(start):
            if (
                child.dep_ in _CLAUSE_EDGE
                or child.dep_ not in _COMPLEMENT
                or (child.dep_ in ("acl", "amod") and is_participle(child))
            ):
                return None
            if self._apart(child):
                return self._conditional(child)
            outer = hits.get(governor.i)
            if outer is not None and child.dep_ != "conj" and child.dep_ not in ("nsubj",):
                if outer.template.absorbs and not self._refused_to(outer):
                    return "absorbed"
                if outer.template.inner:
                    return outer.template.inner
            opinion = (
                self._opinion(governor, negated=self.negated(governor))
                if not self._bystander(child, governor)
                else None
            )
            if opinion:
                return opinion
            if is_verb(child) and not is_infinitive(child) and not is_participle(child) and child.dep_ != "conj":
                return self._conditional(child)
            if is_verb(governor):
                if not is_infinitive(governor):
                    return self._carried(child, governor)
            elif (
                governor.lemma_ not in self.lexicon.aspect_nouns
                and outer is None
                and child.dep_ == "nmod"
                and preposition_of(child) not in self.lexicon.hypothetical_prepositions
            ):
                return None
        return None

    @staticmethod
    def _apart(clause: Token) -> bool:
        """A clause that is no part of what its governor speaks of: «отказался, поскольку …», «признал его виновным, а её оправдал»."""
        if clause.dep_ == "xcomp" and has(clause, "VerbForm", "Fin"):
            return True
        return (
            clause.dep_ == "advcl"
            and not is_infinitive(clause)
            and not any(child.lemma_ == "чтобы" for child in clause.children)
        )

    def _bystander(self, child: Token, governor: Token) -> bool:
        """Whether the governor says nothing of the act: a coordinate, or the doer in «забастовка сорвала рейсы»."""
        return child.dep_ == "conj" or (
            child.dep_ == "nsubj" and governor.lemma_ in self.lexicon.negated and bool(self.grammar.objects(governor))
        )

    def _refused_to(self, refusal: Hit) -> bool:
        """«не отказался», «отказываться не стал»: the refusal itself is denied."""
        governor = refusal.token
        return self.negated(governor, refusal.words) or (
            is_infinitive(governor) and is_verb(governor.head) and self.negated(governor.head)
        )

    def _carried(self, child: Token, governor: Token) -> Status | None:
        """An infinitive takes over its governor's tense: «начнут выводить», «не стали отказываться»."""
        if not is_infinitive(child):
            return None
        return "negated" if self.negated(governor) else self._tense(governor)

    def _conditional(self, clause: Token) -> Status | None:
        for child in clause.children:
            if child.dep_ in ("mark", "advmod") and child.lemma_ in self.lexicon.conditional_conjunctions:
                return "hypothetical"
        return None

    def _opinion(self, governor: Token, *, negated: bool) -> Status | None:
        lemma = governor.lemma_
        if lemma in self.lexicon.negated:
            return "actual" if negated else "negated"
        if lemma in self.lexicon.planned:
            return "negated" if negated else "planned"
        if lemma in self.lexicon.hypothetical:
            return "hypothetical"
        return None

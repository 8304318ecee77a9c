"""Which noun phrases hang on a word, by their prepositions and cases.

A dependent is known by these more than by its relation, because the parser errs in the latter.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.grammar.lexicon import Lexicon
from extractor.grammar.morphology import case_of, is_list_number, is_nominal, preposition_of
from extractor.grammar.tokens import Token

_CASE_OF_RELATION = {"nsubj": "Nom", "obj": "Acc", "iobj": "Dat", "nmod": "Gen", "nsubj:pass": "Nom"}
_NOT_ARGUMENTS = ("conj", "appos", "flat:name", "amod", "det", "nummod", "nummod:gov", "acl", "acl:relcl", "parataxis")


@dataclass(frozen=True, slots=True)
class Dependent:
    """A noun phrase that hangs on a word: its preposition (None where bare), its case, its head."""

    preposition: str | None
    case: str | None
    token: Token


class Government:
    """The dependents of words, with the prepositions of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def dependents(self, token: Token) -> tuple[Dependent, ...]:
        """Noun phrases that depend on a word, compound prepositions («со стороны Ирана») folded into one."""
        asked = id(self.lexicon)  # one grammar for all but tests
        known: tuple[Dependent, ...] | None = token.known.get(asked)
        if known is None:
            known = token.known[asked] = tuple(self._dependents(token))
        return known

    def _dependents(self, token: Token) -> Iterator[Dependent]:
        for child in token.children:
            if is_nominal(child) and child.dep_ not in _NOT_ARGUMENTS and not is_list_number(child):
                preposition = preposition_of(child)
                compound = f"{preposition} {self.lexicon.preposition_variants.get(child.lower_, child.lower_)}"
                if preposition and compound in self.lexicon.compound_prepositions:
                    yield from self._behind(compound, child)
                elif preposition and child.lemma_ in self.lexicon.carriers and (owners := self.bare(child, "Gen")):
                    yield from (Dependent(preposition, "Gen", owner) for owner in owners)
                else:
                    yield Dependent(preposition, self._shown_case(child, preposition), child)

    def _behind(self, compound: str, noun: Token) -> Iterator[Dependent]:
        """What a compound preposition governs; it may go on with the next one: «в ответ» with «на»."""
        for inner in self.dependents(noun):
            longer = f"{compound} {inner.preposition}"
            if inner.preposition is None:
                yield Dependent(compound, inner.case or "Gen", inner.token)
            elif longer in self.lexicon.compound_prepositions:
                yield Dependent(longer, inner.case, inner.token)

    @staticmethod
    def _shown_case(noun: Token, preposition: str | None) -> str | None:
        """The case by form; of a bare «США», a numeral or what it counts the one that its relation asks for.

        «На девять лет» is an accusative, «к 3,5 года» a dative, though the noun shows the genitive that the numeral
        governs.
        """
        counted = any(
            child.dep_ == "nummod:gov" or (child.dep_ == "nummod" and child.text[0].isdigit())
            for child in noun.children
        )
        case = None if counted else case_of(noun)
        if preposition is None and (case is None or noun.pos_ == "NUM"):
            return _CASE_OF_RELATION.get(noun.dep_, case)
        if preposition is None and case == "Loc":  # «{Гайане} пригрозили»: no locative goes without a preposition
            return "Dat"
        return None if preposition is not None and case == "Nom" else case  # no preposition governs a nominative

    def bare(self, word: Token, case: str) -> list[Token]:
        """Dependents without a preposition whose case is this one."""
        return [d.token for d in self.dependents(word) if d.preposition is None and d.case == case]

"""Where an act happens: the places on its own words, then those farther off that are still its own."""

from collections.abc import Callable, Iterable
from functools import cache

from extractor.entities import is_place
from extractor.entities.forms.senses import means_nobody
from extractor.entities.tables.lexicon import lexicon
from extractor.events.template import EventHit
from extractor.grammar.government import Dependent
from extractor.grammar.morphology import is_gerund, is_noun, is_verb
from extractor.grammar.tokens import Token
from extractor.templates.hits import PARTY_ROLES, Filler, entities_of
from extractor.templates.phrases import Phrases
from extractor.templates.places import Places

_TOWNS = {"CITY", "LOCATION", "FACILITY", "DISTRICT"}


@cache
def _place_nominals() -> frozenset[str]:
    return lexicon().of_kind("facility", "location")


class Locating:
    """The places of the acts of one document.

    Args:
        named: the named places of a head and of its coordinates.
    """

    def __init__(self, sources: Places, phrases: Phrases, named: Callable[[Token], Iterable[Filler]]) -> None:
        self._entities = sources.entities
        self._words = sources.mentions.words
        self._grammar = sources.grammar
        self._lexicon = sources.grammar.lexicon
        self._phrases = phrases
        self._named = named

    def of(self, hit: EventHit) -> tuple[Filler, ...]:
        """Places «в …», «на …», «у …»: named ones, «в аэропорту»; the town struck.

        A phrase that names a party is no place, unless the party is one itself: «в {Чили} задержали посла».
        """
        parties = {
            filler.head
            for role in PARTY_ROLES
            for filler in hit.fillers.get(role, ())
            if not any(is_place(self._entities[i]) for i in filler.entities)
        }
        for find in (self._on_own_words, self._on_verbs_before, self._where, self._struck, self._behind_nouns):
            found = find(hit, parties)
            if found:
                return found
        return ()

    def is_place_noun(self, position: int) -> bool:
        """Whether a common noun tells a place: «аэропорт», «город», but not «область» in «в области науки»."""
        lemma = self._words.lemma[position]
        known = lemma in self._lexicon.place_nouns or lemma in _place_nominals()
        return known and not means_nobody(self._words, position)

    def at(self, head: Token) -> tuple[Filler, ...]:
        """The named places of a head and of its coordinates."""
        return tuple(self._named(head))

    def _on_own_words(self, hit: EventHit, parties: set[Token]) -> tuple[Filler, ...]:
        return self._first(hit.frame, parties)

    def _on_verbs_before(self, hit: EventHit, parties: set[Token]) -> tuple[Filler, ...]:
        """«В Осло он открыл огонь и ранил …»; for an act noun «В Осло прошли сотни …», «в Осло в ходе …»."""
        verb, above = hit.focus, []
        if is_noun(verb):
            occasion = self._grammar.circumstance(verb)
            while verb.dep_ == "nmod" and is_noun(verb.head) and verb.head != verb:
                verb = verb.head
            above = [verb.head] if occasion or verb.head.lemma_ in self._lexicon.occurrence_verbs else []
        while is_verb(verb) and (verb.dep_ == "conj" or is_gerund(verb)) and verb.head != verb:
            verb = verb.head
            above.append(verb)
        return self._first(above, parties)

    def _where(self, hit: EventHit, parties: set[Token]) -> tuple[Filler, ...]:
        """The place that «где» takes up: «посетит Осло, где встретится с королём»."""
        clause = hit.frame[-1] if hit.predicate is None else hit.predicate
        while clause.dep_ in ("conj", "xcomp") and is_verb(clause.head):
            clause = clause.head
        if clause.dep_ == "acl:relcl" and any(child.lower_ == "где" for child in clause.children):
            return tuple(self._named(clause.head))
        return ()

    def _struck(self, hit: EventHit, parties: set[Token]) -> tuple[Filler, ...]:
        """Where an act is done to a place itself: «обстреляли Одессу»."""
        return tuple(
            filler
            for filler in hit.fillers.get("recipient", ())
            if any(self._entities[i].type in _TOWNS for i in filler.entities)
        )

    def _behind_nouns(self, hit: EventHit, parties: set[Token]) -> tuple[Filler, ...]:
        """Named places behind an occasion, «на саммите в {Осло} обещал», and behind parties: «визит посла в {Осло}»."""
        for word in hit.frame:
            for noun in word.children:
                behind = noun in parties if is_noun(word) else is_noun(noun) and self._grammar.circumstance(noun)
                for dependent in self._grammar.dependents(noun) if behind else ():
                    into = is_noun(word) and dependent.preposition == "в"  # «визит посла в {Осло}»
                    fillers = self._named_at(dependent) if into or self._may_be_place(dependent) else ()
                    if fillers and dependent.token not in parties:
                        return fillers
        return ()

    def _first(self, words: Iterable[Token], parties: set[Token]) -> tuple[Filler, ...]:
        for word in words:
            for dependent in self._grammar.dependents(word):
                free = dependent.token not in parties or dependent.preposition in self._lexicon.beside
                if free and self._may_be_place(dependent):
                    fillers = self._named_at(dependent) or self._unnamed_at(dependent)
                    if fillers:
                        return fillers
        return ()

    def _may_be_place(self, dependent: Dependent) -> bool:
        forms = self._lexicon.place_forms
        preposition, noun = dependent.preposition, dependent.token
        if noun.lemma_ == "себя":  # «оставляет за собой право»
            return False
        unknown = noun.text.istitle() and noun.text.endswith("е")  # «в Галаце», for the tagger an accusative
        return preposition in forms and (unknown or dependent.case in (forms[preposition], None))

    def _named_at(self, dependent: Dependent) -> tuple[Filler, ...]:
        """A named place; «у Иордании», «перед Испанией» tell from whom or to whom, not where."""
        named = tuple(self._named(dependent.token))
        beside = dependent.preposition in self._lexicon.beside
        return () if beside and any(map(self._is_state, entities_of(named))) else named

    def _unnamed_at(self, dependent: Dependent) -> tuple[Filler, ...]:
        head = dependent.token
        known = self.is_place_noun(head.i) and not any(True for _ in self._named(head))
        return (self._phrases.phrase(head),) if known else ()

    def _is_state(self, entity: int) -> bool:
        return self._entities[entity].type == "COUNTRY"

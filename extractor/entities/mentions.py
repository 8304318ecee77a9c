"""Looking up which entities a token stands for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from extractor.entities.forms.noun_phrases import label_before
from extractor.entities.forms.title_phrases import title_of
from extractor.entities.naming.undertakings import undertakings
from extractor.entities.tables.gazetteer import gazetteer
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.columns import Words
from extractor.grammar.tokens import Parse, Token, parse_of
from extractor.process.sharing import Latest
from extractor.records import Entity, MentionForm, Span

_PARTIES = {"COUNTRY", "ORGANIZATION", "PERSON", "PROFESSION", "NATIONALITY", "STATE_OR_PROVINCE", "PRODUCT"}
_PEOPLE = {"PERSON", "PROFESSION", "NATIONALITY", "PRODUCT"}
_PRIVATE = {None, "AGR", "CRM", "CVL", "EDU", "JRN", "MED", "REF", "UNK"}  # sectors of people who hold no office
_PLACES = {"COUNTRY", "CITY", "LOCATION", "STATE_OR_PROVINCE", "FACILITY", "DISTRICT"}


@dataclass(frozen=True, slots=True)
class Reference(Span):
    """A mention with the positions of all entities that it speaks of («обе стороны»: two)."""

    form: MentionForm
    entities: tuple[int, ...]


def is_party(entity: Entity) -> bool:
    """Whether an entity can act or be acted upon: a state, a body, a person, a group, a capital for its government."""
    if entity.type in _PARTIES or entity.name in lexicon().acting:
        return True
    return entity.type == "CITY" and gazetteer().is_capital(entity.name)


def is_official(entity: Entity) -> bool:
    """Whether an entity acts in public: a state or its people, a body, whoever holds or held an office."""
    if entity.type == "NATIONALITY" and " " not in entity.name:
        return True  # «палестинцы», not «шестеро россиянок»
    if entity.type in _PEOPLE:
        return entity.sector not in _PRIVATE or (entity.code or "").startswith("IGO:")
    return is_party(entity)


def is_place(entity: Entity) -> bool:
    """Whether an entity can be where something happens."""
    return entity.type in _PLACES


class Mentions:
    """The mentions of one document by token, from `doc._.entities`; `mentions_of` builds them once a document.

    The parser's errors are met here: a title finds the name behind it, and a word of a name the whole name.
    """

    def __init__(self, doc: Doc | Parse, entities: Iterable[Entity]) -> None:
        self.words = words = parse_of(doc).words
        self.entities = entities = tuple(entities)
        self._by_head: dict[int, list[Reference]] = defaultdict(list)
        self._by_title: dict[int, list[Reference]] = defaultdict(list)
        self._inside: dict[int, Reference] = {}
        grouped: dict[tuple[int, int, MentionForm], list[int]] = defaultdict(list)
        for number, entity in enumerate(entities):
            for mention in entity.mentions:
                grouped[mention.start, mention.end, mention.form].append(number)
        starts, ends = words.starting, words.ending
        found = [Reference(start, end, form, tuple(numbers)) for (start, end, form), numbers in sorted(grouped.items())]
        # Who is named by nothing but an act does that act and no other.
        acts = [self._is_act(one) for one in found]
        self._crowds = {one.start: one.entities for one in compress(found, acts)}
        self.references = tuple(one for one, act in zip(found, acts, strict=True) if not act)
        self._tokens = [
            (starts[reference.start], ends[reference.end], reference)
            for reference in self.references
            if reference.start in starts and reference.end in ends
        ]
        self._starts = {
            start: end
            for start, end, reference in self._tokens
            if reference.form == "name" and entities[reference.entities[0]].type == "PERSON"
        }
        self._ends = {end: start for start, end in self._starts.items()}
        for start, end, reference in self._tokens:
            self._by_head[words.top(start, end)].append(reference)
            if reference.form == "name":
                self._index_name(words, start, end, reference, entities)
        self._index_counts(words)
        self._titled = frozenset(place for bounds in undertakings(words, lexicon()) for place in range(*bounds))

    def _is_act(self, reference: Reference) -> bool:
        """Whether a mention is the noun of what a crowd does: «{митинг} прошёл»."""
        head = self.words.starting.get(reference.start)
        if head is None or self.words.ending.get(reference.end) != head + 1 or reference.form != "nominal":
            return False
        return self.words.lemma[head] in lexicon().crowds

    def _index_name(
        self, words: Words, start: int, end: int, reference: Reference, entities: tuple[Entity, ...]
    ) -> None:
        for position in range(start, end):
            held = self._inside.get(position)
            if held is None or held.end - held.start < reference.end - reference.start:
                self._inside[position] = reference
        if entities[reference.entities[0]].type == "PERSON":
            title = title_of(words, lexicon(), start, end, self._starts, self._ends)
        else:
            title = label_before(words, lexicon(), start)
        if title is not None:
            self._by_title[title].append(reference)

    def _index_counts(self, words: Words) -> None:
        """Numerals and counting words stand for what they count: «{один} из экспертов», «{двое} задержанных»."""
        partitives = lexicon().partitives
        for position, lemma in reversed(list(enumerate(words.lemma))):  # «десятки тысяч рабочих» counts from behind
            if position in self._by_head or not (words.pos[position] == "NUM" or lemma in partitives):
                continue
            for child in words.children[position]:
                if child > position and words.dep[child] in ("nmod", "obl") and child in self._by_head:
                    self._by_head[position] = self._by_head[child]

    @staticmethod
    def counts(token: Token | SpacyToken) -> bool:
        """Whether a word only counts what follows: «{десятки} орудий», «{двое} из солдат»."""
        return token.pos_ == "NUM" or token.lemma_ in lexicon().partitives

    def at(self, token: Token | SpacyToken) -> tuple[Reference, ...]:
        """What a token as the head of an argument stands for: usually one mention, several for a common title.

        The name behind a title («глава МИД {Диего Сантос}»), else the longest mention that the token heads,
        else the name that it is a part of; nothing where no mention is there.
        """
        if token.i in self._by_title:
            return tuple(self._by_title[token.i])
        headed = self._by_head.get(token.i)
        if headed:
            return (max(headed, key=lambda reference: reference.end - reference.start),)
        inside = self._inside.get(token.i)
        return (inside,) if inside else ()

    def is_inside_name(self, token: Token) -> bool:
        """Whether a noun is only a part of a body's name: «Бюро {расследований}»."""
        named = self._inside.get(token.i)
        if named is None or token.pos_ != "NOUN" or self.entities[named.entities[0]].type != "ORGANIZATION":
            return False
        return named not in self._by_head.get(token.i, ())

    def is_inside_title(self, token: Token) -> bool:
        """Whether a word belongs to what something done, written or shown is called: «роман «{Война} и мир»»."""
        return token.i in self._titled

    def crowd(self, token: Token) -> tuple[int, ...]:
        """The entities of those who do what a noun says and whom it alone names: «{митинг} прошёл»."""
        return self._crowds.get(token.idx, ())

    def within(self, start: int, end: int) -> tuple[Reference, ...]:
        """The mentions that lie in the tokens `[start, end)`, in text order."""
        return tuple(reference for first, last, reference in self._tokens if start <= first and last <= end)


_latest = Latest[Mentions]()


def mentions_of(doc: Doc | Parse) -> Mentions:
    """The mentions of a Doc, which the components that ask one after the other share as long as nothing changes."""
    parse = parse_of(doc)
    entities, words = doc._.entities, parse.words
    return _latest.of(
        parse.spacy, lambda _: Mentions(parse, entities), lambda kept: kept.words is words and kept.entities == entities
    )

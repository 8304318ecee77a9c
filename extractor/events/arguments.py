"""What fills the roles of an event around its trigger, and where and when it happens."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from extractor.entities import Reference, is_party, is_place
from extractor.events.dating import Dating
from extractor.events.forms import coordinated, has
from extractor.events.government import Dependent
from extractor.events.hits import Filler, Fillers, Hit, entities_of, party_heads
from extractor.events.phrases import Phrases
from extractor.events.sources import Sources
from extractor.events.template import Kind, Slot, Source
from extractor.records import Role

_USUAL: dict[Role, Kind] = {"actor": "party", "recipient": "party", "place": "place"}


class ArgumentFinder:
    """Fills the slots of hits in one document."""

    def __init__(self, doc: Doc, sources: Sources) -> None:
        self.sources = sources
        self.grammar = sources.grammar
        self.lexicon = sources.grammar.lexicon
        self.phrases = Phrases(doc, sources.grammar)
        self.dating = Dating(doc)

    def fill(self, hit: Hit) -> dict[Role, tuple[Filler, ...]]:
        """Fillers by role; a role that the clause leaves open is absent."""
        found = {role: self._slot(hit, role, slot) for role, slot in hit.template.arguments.items()}
        found["topic"] = self._topics(hit, found)
        found["recipient"] = _others(found)
        return {role: fillers for role, fillers in found.items() if fillers}

    def places(self, hit: Hit) -> tuple[Filler, ...]:
        """Places «в …», «на …», «у …» that hang on the hit's own words: named ones, and «в аэропорту»."""
        parties = party_heads(hit.fillers)
        for word in hit.frame:
            for dependent in self.grammar.dependents(word):
                if self._may_be_place(dependent) and dependent.token not in parties:
                    fillers = self._place(dependent.token)
                    if fillers:
                        return fillers
        return ()

    # Slots

    def _slot(self, hit: Hit, role: Role, slot: Slot) -> tuple[Filler, ...]:
        if hit.template.reciprocal and role == "actor":
            return self._gather(hit, role, slot)
        return self._first(hit, role, slot)

    def _first(self, hit: Hit, role: Role, slot: Slot) -> tuple[Filler, ...]:
        """What stands in the first place that holds something fit for the role."""
        for source in slot.sources:
            heads = self.sources.at(hit, source)
            if role == "topic" and _may_be_time(source):
                heads = [head for head in heads if head.i not in self.dating.words]
            fillers = self._fillers(heads, role, slot)
            if fillers:
                return fillers
        return ()

    def _gather(self, hit: Hit, role: Role, slot: Slot) -> tuple[Filler, ...]:
        """All parties of a reciprocal event, in whatever place; the clause's subject only to make up a pair."""
        out: dict[tuple[int, ...], Filler] = {}
        for source in slot.sources:
            if source.place == "context" and sum(len(entities) for entities in out) > 1:
                continue
            for filler in self._fillers(self.sources.at(hit, source), role, slot):
                out.setdefault(filler.entities, filler)
        return tuple(sorted(out.values(), key=lambda filler: (filler.span.start, filler.span.end)))

    def _fillers(self, heads: Iterable[Token], role: Role, slot: Slot) -> tuple[Filler, ...]:
        kind = slot.is_ or _USUAL.get(role, "phrase")
        out: dict[tuple[int, int, tuple[int, ...]], Filler] = {}
        for head in heads:
            if slot.lemma and head.lemma_ not in slot.lemma:
                continue
            for filler in [self.phrases.phrase(head)] if kind == "phrase" else self._named(head, kind):
                out.setdefault((filler.span.start, filler.span.end, filler.entities), filler)
        return tuple(out.values())

    def _topics(self, hit: Hit, found: Fillers) -> tuple[Filler, ...]:
        """The topics at full length, without the actors inside them; none where a party already stands there."""
        topics, parties = found.get("topic", ()), party_heads(found)
        if any(topic.head in parties for topic in topics):
            return ()
        if topics and hit.template.arguments["topic"].is_ in (None, "phrase"):
            actors = [actor.head for actor in found.get("actor", ())]
            return tuple(self.phrases.topic(hit, topic.head, actors) for topic in topics)
        return topics

    # Named parties and places

    def _named(self, head: Token, kind: Kind) -> Iterator[Filler]:
        """The parties or places that a head and its coordinates name."""
        accepts = is_place if kind == "place" else is_party
        for token in coordinated(head):
            references = self.sources.mentions.at(token) or self._counted(token) or self._apposed(token)
            for reference in references:
                entities = tuple(i for i in reference.entities if accepts(self.sources.entities[i]))
                if entities:
                    yield Filler(reference, entities, token, party=kind == "party")
            if not references and kind == "party" and self._is_somebody(token):
                yield Filler(self.phrases.phrase(token).span, (), token, party=True)

    def _counted(self, token: Token) -> Sequence[Reference]:
        """«двое из них», «один из лидеров»: those of whom the numeral counts some."""
        if token.pos_ not in ("NUM", "PRON", "ADJ", "DET"):
            return ()
        members = [d.token for d in self.grammar.dependents(token) if d.preposition == "из"]
        return self.sources.mentions.at(members[0]) if members else ()

    def _apposed(self, token: Token) -> Sequence[Reference]:
        """«третьего, гражданина Латвии», «боксёр Иван Петров»: who stands beside a word that names nobody."""
        beside = [child for child in token.children if child.dep_ == "appos"]
        return next(filter(None, (self.sources.mentions.at(child) for child in beside)), ())

    def _is_somebody(self, token: Token) -> bool:
        """A person whom the text leaves unnamed: a personal pronoun, a collective numeral."""
        personal = token.pos_ == "PRON" and has(token, "Person", "3")
        return personal or token.lemma_ in self.lexicon.unnamed_people

    def _may_be_place(self, dependent: Dependent) -> bool:
        forms = self.lexicon.place_forms
        preposition = dependent.preposition
        return preposition in forms and dependent.case in (forms[preposition], None)

    def _place(self, head: Token) -> tuple[Filler, ...]:
        named = tuple(self._named(head, "place"))
        if not named and head.lemma_ in self.lexicon.place_nouns:
            return (self.phrases.phrase(head),)
        return named


def _others(found: Fillers) -> tuple[Filler, ...]:
    """The recipients who are not the actors themselves."""
    actors = entities_of(found.get("actor", ()))
    return tuple(f for f in found.get("recipient", ()) if not f.entities or not actors.issuperset(f.entities))


def _may_be_time(source: Source) -> bool:
    """Whether a time may stand in a place: «в пятницу», a bare case; behind other prepositions it may be a topic."""
    return source.preposition in ("в", "на", None)

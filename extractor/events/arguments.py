"""What fills the roles of an event around its trigger."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from extractor.entities import Reference, is_party, is_place
from extractor.events.circumstances.dating import Dating
from extractor.events.circumstances.locating import Locating
from extractor.events.template import EventHit
from extractor.grammar.morphology import coordinated, feature_of, has, is_noun
from extractor.grammar.tokens import Parse, Token
from extractor.records import Entity, Enumeration, Role, Span
from extractor.templates.hits import Filler, Fillers, entities_of, party_heads
from extractor.templates.language import Kind, Slot, Source
from extractor.templates.phrases import Phrases, head_of
from extractor.templates.places import Places
from extractor.templates.topics import Topics

_USUAL: dict[Role, Kind] = {"actor": "party", "recipient": "party", "place": "place"}


class ArgumentFinder:
    """Fills the slots of hits in one document."""

    def __init__(self, doc: Parse, sources: Places) -> None:
        self.sources = sources
        self.grammar = sources.grammar
        self.lexicon = sources.grammar.lexicon
        self.phrases = Phrases(doc, sources.grammar)
        self.topics = Topics(doc, sources.grammar)
        self.dating = Dating(doc, sources.grammar)
        self.lists: tuple[Enumeration, ...] = doc._.lists
        self.cued = {quote.cue.start: quote.content for quote in reversed(doc._.quotes) if quote.cue}

    @property
    def locating(self) -> Locating:
        """The places of acts."""
        named = partial(self._named, kind="place")  # kept, each would hold the other, and the document
        return Locating(self.sources, self.phrases, named)

    def fill(self, hit: EventHit) -> dict[Role, tuple[Filler, ...]]:
        """Fillers by role; a role that the clause leaves open is absent."""
        found = {role: self._slot(hit, role, slot) for role, slot in hit.template.arguments.items()}
        found["topic"] = self._topics(hit, found)
        found["recipient"] = _others(found)
        return {role: fillers for role, fillers in found.items() if fillers}

    # Slots

    def _slot(self, hit: EventHit, role: Role, slot: Slot) -> tuple[Filler, ...]:
        if hit.template.reciprocal and role == "actor":
            return self._gather(hit, role, slot)
        return self._first(hit, role, slot)

    def _first(self, hit: EventHit, role: Role, slot: Slot) -> tuple[Filler, ...]:
        """What stands in the first place that holds something fit for the role."""
        for source in slot.sources:
            heads = self._heads(hit, role, source)
            if source.place == "crowd":
                return (self._crowd(hit),)
            if role == "topic" and _may_be_time(source):
                heads = [head for head in heads if head.i not in self.dating.words]
            if role == "topic" and source.preposition is not None:
                heads = [head for head in heads if self._tells_why(source.preposition, head)]
                heads = sorted(heads, key=partial(self._remoteness, hit))
            fillers = self._fillers(heads, role, slot)
            if fillers:
                return fillers
        return ()

    def _crowd(self, hit: EventHit) -> Filler:
        """Those who take part in an act, of whom its noun speaks: «прошёл **митинг**»."""
        return Filler(hit.span, self.sources.mentions.crowd(hit.token), hit.token, party=True)

    def _tells_why(self, preposition: str, head: Token) -> bool:
        """Whether what stands behind a preposition may be a topic.

        Not «из-за рубежа», and not those for whom a thing is done: «встреча для {журналистов}».
        """
        if (preposition, head.lemma_) in self.sources.lexicon.bare_adverbials:
            return any(child.dep_ != "case" for child in head.children)
        return preposition != "для" or not has(head, "Animacy", "Anim")

    def _remoteness(self, hit: EventHit, head: Token) -> tuple[bool, bool, bool]:
        """Of several topics in one place the likeliest is no place and no pronoun and stands behind the trigger."""
        named = self.sources.mentions.at(head)
        place = any(is_place(self.sources.entities[i]) for reference in named for i in reference.entities)
        return place, head.pos_ == "PRON", head.i < hit.token.i

    def _gather(self, hit: EventHit, role: Role, slot: Slot) -> tuple[Filler, ...]:
        """All parties of a reciprocal event, in whatever place; the clause's subject only to make up a pair.

        In «на встрече с рыбаками и врачами» the partners are no pair.
        """
        out: dict[tuple[int, ...], Filler] = {}
        sides = 0
        for source in slot.sources:
            if source.place == "context" and sides > 1:
                continue
            for filler in self._fillers(self._heads(hit, role, source), role, slot):
                sides += len(filler.entities) * (filler.entities not in out and source.preposition != "с")
                out.setdefault(filler.entities, filler)
        if len(out) == 1 and hit.is_noun and slot.required:
            for filler in self._fillers(self.sources.other_side(hit), role, slot):
                out.setdefault(filler.entities, filler)
        return tuple(sorted(out.values(), key=lambda filler: (filler.span.start, filler.span.end)))

    def _heads(self, hit: EventHit, role: Role, source: Source) -> list[Token]:
        if role == "actor" and source.place == "subject" and self.sources.is_received(hit):
            return []
        return self.sources.at(hit, source)

    def _fillers(self, heads: Iterable[Token], role: Role, slot: Slot) -> tuple[Filler, ...]:
        kind = slot.is_ or _USUAL.get(role, "phrase")
        out: dict[tuple[int, int, tuple[int, ...]], Filler] = {}
        for head in heads:
            if slot.lemma and head.lemma_ not in slot.lemma:
                continue
            for filler in self._phrase(head, role) if kind == "phrase" else self._named(head, kind):
                out.setdefault((filler.span.start, filler.span.end, filler.entities), filler)
        return tuple(out.values())

    def _topics(self, hit: EventHit, found: Fillers) -> tuple[Filler, ...]:
        """The topics at full length, without the actors inside them; none where a party already stands there."""
        topics, parties = found.get("topic", ()), party_heads(found)
        if any(topic.head in parties for topic in topics):
            return ()
        if topics and hit.template.arguments["topic"].is_ in (None, "phrase"):
            outside = [actor.head for actor in found.get("actor", ())]
            if hit.predicate is not None:  # «просьба о {помощи}, которую направила Куба»
                outside.append(hit.predicate)
            used = {filler.head.i for fillers in found.values() for filler in fillers} | self.dating.words
            long = (self.topics.topic(hit, topic.head, outside) for topic in topics)
            return tuple(self.topics.continued(hit, topic, used) for topic in long)
        slot = hit.template.arguments.get("topic")
        return topics if topics or slot is None or slot.required else self._listed(hit) or self._quoted(hit)

    def _quoted(self, hit: EventHit) -> tuple[Filler, ...]:
        """The words whose cue is the trigger: «Мы откроем порт», — **пообещал** посол."""
        content = self.cued.get(hit.token.idx)
        return () if content is None else (Filler(content, (), hit.token),)

    def _listed(self, hit: EventHit) -> tuple[Filler, ...]:
        """The run of items of the list that a hit opens: «обязались: …», «выдвинули два требования: …»."""
        trigger = hit.span
        place = bisect_right(self.lists, trigger.end, key=lambda enumeration: enumeration.intro.start) - 1
        if place < 0 or self.lists[place].intro.end < trigger.start:
            return ()
        items = self.lists[place].items
        return (Filler(Span(items[0].start, items[-1].end), (), hit.token),)

    def _phrase(self, head: Token, role: Role) -> Sequence[Filler]:
        """The phrase of a head; of a place its name, without «…, где встретится с королём»."""
        named = tuple(self._named(head, "place")) if role == "place" else ()
        return named or (self.phrases.phrase(head),)

    # Named parties and places

    def _named(self, head: Token, kind: Kind) -> Iterator[Filler]:
        """The parties or places that a head and its coordinates name."""
        accepts = _ACCEPTED[kind]
        for token in coordinated(head):
            items = [(item, self.sources.mentions.at(item)[0]) for item in self._items(token, accepts)]
            yield from (Filler(named, named.entities, item, party=kind != "place") for item, named in items)
            if items:
                continue
            references = self._references(token)
            references = (*references, *self._named_beside(token, references))
            for reference in references:
                entities = tuple(i for i in reference.entities if accepts(self.sources.entities[i]))
                if entities:
                    yield Filler(reference, entities, token, party=kind != "place")
            if not references and kind in ("party", "official", "target") and self._is_somebody(token):
                yield Filler(self.phrases.phrase(token).span, (), token, party=True)

    def _items(self, noun: Token, accepts: Callable[[Entity], bool]) -> Sequence[Token]:
        """The heads of the names that a list tells one by one: «три страны: {Чили}, {Перу} и {Куба}»."""
        place = bisect_right(self.lists, noun.idx, key=lambda enumeration: enumeration.intro.start) - 1
        if place < 0 or self.lists[place].intro.end <= noun.idx or not is_noun(noun):
            return ()
        heads = [head_of(noun.doc, item) for item in self.lists[place].items]
        items = [head for head in heads if head is not None and self._is_name_of(head, accepts)]
        return items if len(items) == len(heads) else ()

    def _is_name_of(self, token: Token, accepts: Callable[[Entity], bool]) -> bool:
        named = self.sources.mentions.at(token)
        return (
            bool(named)
            and named[0].form == "name"
            and all(accepts(self.sources.entities[i]) for i in named[0].entities)
        )

    def _references(self, token: Token) -> Sequence[Reference]:
        """What a head names; before its own words what is named beside: «депутат, врач Ян Новак», «город Сумы»."""
        named = self.sources.mentions.at(token)
        apposed = self._apposed(token)
        if named and named[0].form == "nominal" and len(apposed) == 1 and self._is_named(apposed[0], token):
            return apposed
        return named or self._counted(token) or apposed or self._described(token) or self._spoken(token)

    def _named_beside(self, token: Token, named: Sequence[Reference]) -> Iterator[Reference]:
        """The other names behind a common noun: «компаниям Nokia и {Siemens}», «страны, включая {Чили}»."""
        if has(token, "Number", "Plur"):
            for child in token.children:
                for part in self._members(child):
                    yield from (r for r in self.sources.mentions.at(part) if r.form == "name" and r not in named)

    def _members(self, child: Token) -> list[Token]:
        """The names that a child of a plural holds: further ones, «в том числе Петров», «включая Чили»."""
        if child.lower_ in self.lexicon.including:
            return [part for inner in child.children for part in coordinated(inner)]
        if child.dep_ != "appos" or child.pos_ != "PROPN":
            return []
        parts = coordinated(child)
        return parts if any(self._is_person(reference) for reference in self.sources.mentions.at(child)) else parts[1:]

    def _is_person(self, reference: Reference) -> bool:
        return all(self.sources.entities[i].type == "PERSON" for i in reference.entities)

    def _is_named(self, reference: Reference, noun: Token) -> bool:
        """Whether a mention beside a common noun is the name of that person or place, and not of one of several."""
        place = self.locating.is_place_noun(noun.i) and is_place(self.sources.entities[reference.entities[0]])
        person = self._is_person(reference) and not has(noun, "Number", "Plur")
        return reference.form == "name" and (place or person)

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

    def _spoken(self, token: Token) -> Sequence[Reference]:
        """«{Мы} ведём переговоры», «в ходе {моего} визита», — сказал посол: a first person is who says the words."""
        own = token.lemma_ in self.lexicon.own_possessives
        if not own and (token.pos_ != "PRON" or not has(token, "Person", "1")):
            return ()
        speakers = (self.sources.mentions.at(speaker) for speaker in self.sources.speaker(token))
        entities = next((named[0].entities for named in speakers if named), ())
        return (Reference(token.idx, token.idx + len(token), "pronoun", entities),) if len(entities) == 1 else ()

    def _described(self, token: Token) -> Sequence[Reference]:
        """«недовольных {министров}»: the noun of an adjective on which the parser hung it."""
        if token.pos_ != "ADJ":
            return ()
        nouns = [child for child in token.children if child.dep_ == "nmod" and child.i == token.i + 1]
        agreeing = [
            noun
            for noun in nouns
            if feature_of(noun, "Number") == feature_of(token, "Number")
            and feature_of(noun, "Case") in ("Gen", feature_of(token, "Case"))
        ]
        return self.sources.mentions.at(agreeing[0]) if agreeing else ()

    def _is_somebody(self, token: Token) -> bool:
        """A person whom the text leaves unnamed: a personal pronoun, a collective numeral."""
        personal = token.pos_ == "PRON" and has(token, "Person", "3")
        return personal or token.lemma_ in self.lexicon.unnamed_people


def _is_land(entity: Entity) -> bool:
    """A place that belongs to somebody: «Одесса», not «склад»."""
    return is_place(entity) and (entity.code is not None or entity.name[:1].isupper())


def _is_target(entity: Entity) -> bool:
    return is_party(entity) or _is_land(entity)


_ACCEPTED: dict[Kind, Callable[[Entity], bool]] = {
    "party": is_party, "official": is_party, "place": is_place, "target": _is_target, "land": _is_land,
}  # fmt: skip


def _others(found: Fillers) -> tuple[Filler, ...]:
    """The recipients who are not the actors themselves."""
    actors = entities_of(found.get("actor", ()))
    return tuple(f for f in found.get("recipient", ()) if not f.entities or not actors.issuperset(f.entities))


def _may_be_time(source: Source) -> bool:
    """Whether a time may stand in a place: «в пятницу», a bare case; behind other prepositions it may be a topic."""
    return source.preposition in ("в", "на", "за", None)

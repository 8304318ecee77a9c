"""Finding what fills the roles of an event around its trigger."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from extractor.entities import Mentions, Reference, is_party, is_place
from extractor.events.clause import Grammar, coordinated, has, is_infinitive, is_participle, is_verb, preposition_of
from extractor.events.template import Slot, Source, Template
from extractor.records import Entity, Role, Span

_CLAUSE = ("ccomp", "csubj", "acl", "acl:relcl", "advcl", "parataxis", "xcomp")
_SUBORDINATORS = {"что", "чтобы"}
_POSSESSIVES = {"его", "её", "ее", "их", "мой", "наш", "твой", "ваш"}
_PLACE_FORMS = {
    (preposition, case)
    for preposition, own in (("в", "Loc"), ("на", "Loc"), ("у", "Gen"), ("около", "Gen"), ("близ", "Gen"), ("возле", "Gen"), ("под", "Ins"),
                             ("на территории", "Gen"), ("перед", "Ins"), ("за", "Ins"), ("через", "Acc"))
    for case in (own, None)
}  # fmt: skip
_OUTSIDE_PHRASE = {"parataxis", "discourse", "vocative"}


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: its span, the entities it names, its head.

    A `party` without entities is somebody whom the text does not name: «двое», an unresolved «он».
    """

    span: Span
    entities: tuple[int, ...]
    head: Token
    party: bool = False


@dataclass(slots=True)
class Hit:
    """A trigger word that a template recognises; `predicate` is the light verb that carries its tense."""

    template: Template
    token: Token
    words: tuple[Token, ...]
    predicate: Token | None
    fillers: dict[Role, tuple[Filler, ...]] = field(default_factory=dict)

    @property
    def is_noun(self) -> bool:
        return self.token.pos_ in ("NOUN", "PROPN")


class ArgumentFinder:
    """Fills the slots of hits in one document."""

    def __init__(self, doc: Doc, grammar: Grammar, entities: tuple[Entity, ...]) -> None:
        self.doc = doc
        self.grammar = grammar
        self.entities = entities
        self.mentions = Mentions(doc, entities)
        self.times = {
            head.i
            for head in heads_of_spans(doc, [Span(time.start, time.end) for time in doc._.times])
            if head is not None
        }

    def fill(self, hit: Hit) -> dict[Role, tuple[Filler, ...]]:
        """Fillers by role; a role that the clause leaves open is absent."""
        found: dict[Role, tuple[Filler, ...]] = {}
        for role, slot in hit.template.arguments.items():
            fillers = (
                self._gather(hit, role, slot)
                if hit.template.reciprocal and role == "actor"
                else self._first(hit, role, slot)
            )
            if fillers:
                found[role] = fillers
        if any(filler.head in _heads(found) for filler in found.get("topic", ())):
            del found["topic"]
        if "topic" in found and hit.template.arguments["topic"].is_ in (None, "phrase"):
            found["topic"] = tuple(
                self._topic(hit, filler.head, _heads(found, ("actor",))) for filler in found["topic"]
            )
        actors = {entity for filler in found.get("actor", ()) for entity in filler.entities}
        recipients = tuple(f for f in found.get("recipient", ()) if not (f.entities and actors.issuperset(f.entities)))
        return {
            role: (recipients if role == "recipient" else fillers)
            for role, fillers in found.items()
            if role != "recipient" or recipients
        }

    def _first(self, hit: Hit, role: Role, slot: Slot) -> tuple[Filler, ...]:
        for source in slot.sources:
            heads = self.tokens(hit, source)
            if role == "topic" and source.preposition in ("в", "на", None):
                heads = [head for head in heads if head.i not in self.times]
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
            for filler in self._fillers(self.tokens(hit, source), role, slot):
                out.setdefault(filler.entities, filler)
        return tuple(sorted(out.values(), key=lambda filler: (filler.span.start, filler.span.end)))

    def _fillers(self, heads: Iterable[Token], role: Role, slot: Slot) -> tuple[Filler, ...]:
        kind = slot.is_ or {"actor": "party", "recipient": "party", "place": "place"}.get(role, "phrase")
        out: dict[tuple[int, int, tuple[int, ...]], Filler] = {}
        for head in heads:
            if slot.lemma and head.lemma_ not in slot.lemma:
                continue
            for filler in [self.phrase(head)] if kind == "phrase" else self._named(head, kind):
                out.setdefault((filler.span.start, filler.span.end, filler.entities), filler)
        return tuple(out.values())

    def _named(self, head: Token, kind: str) -> Iterator[Filler]:
        accepts = is_place if kind == "place" else is_party
        for token in coordinated(head):
            references = self.mentions.at(token) or self._counted(token)
            for reference in references:
                entities = tuple(i for i in reference.entities if accepts(self.entities[i]))
                if entities:
                    yield Filler(Span(reference.start, reference.end), entities, token, party=kind == "party")
            if not references and kind == "party" and self._is_somebody(token):
                yield Filler(self.phrase(token).span, (), token, party=True)

    def _is_somebody(self, token: Token) -> bool:
        """A person whom the text leaves unnamed: a personal pronoun, a collective numeral."""
        return (
            token.pos_ == "PRON" and has(token, "Person", "3")
        ) or token.lemma_ in self.grammar.lexicon.unnamed_people

    def _counted(self, token: Token) -> Sequence[Reference]:
        """«двое из них», «один из лидеров»: those of whom the numeral counts some."""
        if token.pos_ not in ("NUM", "PRON", "ADJ", "DET"):
            return ()
        members = [d.token for d in self.grammar.dependents(token) if d.preposition == "из"]
        return self.mentions.at(members[0]) if members else ()

    def tokens(self, hit: Hit, source: Source) -> list[Token]:
        """Heads of what stands in a place of the hit's clause."""
        if source.place == "phrase":
            return self._in_phrase(hit, source.preposition, source.case)
        found: list[Token] = getattr(self, f"_{source.place}")(hit)
        return found

    def _subject(self, hit: Hit) -> list[Token]:
        if not hit.is_noun:
            return self.grammar.subjects(hit.token)
        top = self.grammar.top(hit.token)
        if top != hit.token:  # «решение Англии о выходе»
            planners = [
                d.token
                for d in self.grammar.dependents(top)
                if d.preposition is None
                and d.case == "Gen"
                and not hit.token.is_ancestor(d.token)
                and d.token != hit.token
                and not d.token.is_ancestor(hit.token)
            ]
            if any(self.mentions.at(token) for token in planners):
                return planners
        if top.dep_ == "nmod" and top.head.lemma_ in self.grammar.lexicon.participants and not hit.template.reciprocal:
            return [top.head]
        if hit.predicate is not None:
            return self.grammar.subjects(hit.predicate)
        controlled = (
            top.head.lemma_ in self.grammar.lexicon.subject_control
            and top.dep_ not in ("nsubj", "conj")
            and not self.grammar.circumstance(hit.token)
        )
        return self.grammar.subjects(top.head) if controlled else []

    def _object(self, hit: Hit) -> list[Token]:
        if not hit.is_noun:
            return self.grammar.objects(hit.token)
        found = self._genitive(hit)
        if not found and hit.predicate is not None:  # «подвергли город обстрелу», «банкир объявлен в розыск»
            found = [token for token in self.grammar.objects(hit.predicate) if token not in hit.words]
        return found

    def _genitive(self, hit: Hit) -> list[Token]:
        possessives = [
            child for child in hit.token.children if child.lower_ in _POSSESSIVES or child.lemma_ in _POSSESSIVES
        ]
        found = possessives + self._own(hit.token, None, "Gen")
        return found or self._genitive_behind_place(hit.token)

    def _genitive_behind_place(self, noun: Token) -> list[Token]:
        """«визит на острова президента», which the parser reads as the president's islands."""
        places = [
            d.token for d in self.grammar.dependents(noun) if d.preposition in ("в", "на") and d.case in ("Acc", None)
        ]
        return [owner for place in places for owner in self._own(place, None, "Gen") if has(owner, "Animacy", "Anim")]

    def _adjective(self, hit: Hit) -> list[Token]:
        return [child for child in hit.token.children if child.dep_ in ("amod", "det", "nmod") and child.pos_ == "ADJ"]

    def _clause(self, hit: Hit) -> list[Token]:
        """Predicates of «что …», «чтобы …», «о том, что …» under the trigger or its light verb."""
        for word in self._frame(hit):
            for child in word.children:
                if child.i > word.i and child.dep_ in _CLAUSE and (self._subordinator(child) or child.dep_ == "ccomp"):
                    return [child]
                if child.lemma_ in ("то", "тот") and child.pos_ in ("PRON", "DET"):
                    inner = [grandchild for grandchild in child.children if grandchild.dep_ in _CLAUSE]
                    if inner:
                        return inner[:1]
        return []

    def _infinitive(self, hit: Hit) -> list[Token]:
        for word in self._frame(hit):
            found = [
                child
                for child in word.children
                if is_infinitive(child)
                and ((child.i > word.i and child.dep_ not in ("conj", "parataxis")) or child.dep_ == "xcomp")
            ]
            if found:
                return found[:1]
        return []

    def _itself(self, hit: Hit) -> list[Token]:
        """The clause of the trigger, whole: «число пушек не должно превышать ста»."""
        clause = hit.token
        while clause.dep_ in ("xcomp", "csubj") and is_infinitive(clause):
            clause = clause.head
        return [clause]

    def _context(self, hit: Hit) -> list[Token]:
        """The surface subject of the clause around the trigger: «на встрече с Трампом Путин заявил»."""
        if not self.grammar.circumstance(hit.token):
            return []
        return self.grammar.surface_subjects(self.grammar.clause_head(hit.token))

    def _doer(self, hit: Hit) -> list[Token]:
        """Who does what the topic names: «осудил визит Путина», «возвращение Россией островов», «чтобы Иран ушёл»."""
        head = self._topic_head(hit)
        if head is None:
            return []
        if is_verb(head):
            return [] if is_infinitive(head) else self.grammar.subjects(head)
        act = Hit(hit.template, head, (head,), None)
        agents = self._in_phrase(act, None, "Ins")
        return agents or (
            self._genitive(act) + self._adjective(act) if head.lemma_ in self.grammar.lexicon.agentive_nouns else []
        )

    def _topic_head(self, hit: Hit) -> Token | None:
        slot = hit.template.arguments.get("topic")
        return (
            next((found[0] for source in slot.sources if (found := self.tokens(hit, source))), None) if slot else None
        )

    def _owner(self, hit: Hit) -> list[Token]:
        """Whose the object or topic is: «обстрелял позиции Ирана», «захватил британский танкер», «остановил поставки Польше»."""
        head = next(iter(self._object(hit)), None) or self._topic_head(hit)
        return self._party_below(head) if head is not None and head.pos_ in ("NOUN", "PROPN") else []

    def _wielder(self, hit: Hit) -> list[Token]:
        """Whose the weapon is that stands as subject: «дроны хуситов атаковали»."""
        heads = [head for head in self._subject(hit) if head.lemma_ in self.grammar.lexicon.weapons]
        return self._party_below(heads[0]) if heads else []

    def _institution(self, hit: Hit) -> list[Token]:
        """Who speaks in «в Кремле осудили …»: a verb in the plural without a subject."""
        verb = hit.predicate or hit.token
        if not has(verb, "Number", "Plur") or not has(verb, "VerbForm", "Fin") or self.grammar.subjects(verb):
            return []
        return self._own(verb, "в", "Loc")

    def _party_below(self, noun: Token) -> list[Token]:
        """The nearest party among the attributes of a noun, and theirs."""
        queue = [child for child in noun.children if child.dep_ in ("nmod", "amod")]
        for token in queue:
            if any(is_party(self.entities[i]) for reference in self.mentions.at(token) for i in reference.entities):
                return [token]
            queue += [child for child in token.children if child.dep_ in ("nmod", "amod")]
        return []

    def _frame(self, hit: Hit) -> list[Token]:
        words = [hit.token] if hit.predicate is None else [hit.token, hit.predicate]
        return words + [word for word in hit.words if word not in words]

    def _in_phrase(self, hit: Hit, preposition: str | None, case: str | None) -> list[Token]:
        """Dependents with this preposition and case: of the trigger, its light verb, its phrase, then of their nouns.

        The last because the parser likes to hang «обвинил Иран в подготовке» on «Иран», «арест мэра полицией» on «мэра»;
        but a partner («с …») of another act («партнёрство в борьбе с ИГИЛ») is that act's.
        """
        frame = self._frame(hit)
        for word in frame:
            found = self._own(word, preposition, case)
            if found:
                return found
        if preposition is None and not (case == "Ins" and hit.is_noun):
            return []
        for word in frame:
            for child in word.children:
                nominal = child.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and (
                    preposition != "с" or preposition_of(child) is None
                )
                if nominal and child not in frame and child.dep_ not in ("nsubj", "conj"):
                    found = [token for token in self._own(child, preposition, case) if token.i > word.i]
                    if found:
                        return found
        return []

    def _own(self, word: Token, preposition: str | None, case: str | None) -> list[Token]:
        return [
            dependent.token
            for dependent in self.grammar.dependents(word)
            if dependent.preposition == preposition
            and (case is None or dependent.case in (case, None))
            and dependent.token.dep_ != "nsubj"
        ]

    @staticmethod
    def _subordinator(clause: Token) -> bool:
        return any(child.dep_ == "mark" or child.lemma_ in _SUBORDINATORS for child in clause.children)

    def phrase(self, head: Token, outside: Collection[Token] = ()) -> Filler:
        """The longest phrase or clause of a head, without what introduces it and without the words `outside`."""
        tokens = sorted(self._subtree(head, outside), key=lambda token: token.i)
        while len(tokens) > 1 and (
            tokens[0].is_punct
            or tokens[0].is_space
            or tokens[0].dep_ in ("case", "cc", "fixed")
            or self._introduces(tokens[0])
        ):
            tokens = tokens[1:]
        while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space):
            tokens = tokens[:-1]
        return Filler(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])), (), head)

    def _topic(self, hit: Hit, head: Token, outside: Collection[Token]) -> Filler:
        """The phrase of a topic; of an infinitive its whole clause: «процесс, который стороны обязались осуществить»."""
        if head == hit.token or head.is_ancestor(hit.token):
            return self._whole_clause(head)
        if head.lemma_ in ("то", "тот", "это"):
            return self._pointed_at(head) or self.phrase(head, outside)
        if not is_infinitive(head):
            return self.phrase(head, outside)
        antecedent = self.grammar.relative_object(head)
        if antecedent is not None:
            return self.phrase(antecedent)
        filler = self.phrase(head, outside)
        end = self._clause_end(filler.span.end, set(self._frame(hit)))
        return Filler(Span(filler.span.start, end), (), head)

    def _whole_clause(self, verb: Token) -> Filler:
        """A clause from its subject on: without the «По договору, …» before it."""
        filler = self.phrase(verb)
        subjects = [child.left_edge.idx for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
        start = min([index for index in subjects if index >= filler.span.start], default=filler.span.start)
        return Filler(Span(start, filler.span.end), (), verb)

    def _pointed_at(self, pronoun: Token) -> Filler | None:
        """What «о том, что …» points forward to, and «об этом …» back to: the clause, the sentence before."""
        if pronoun.lemma_ == "это":
            before = pronoun.sent.start - 1
            while before >= 0 and self.doc[before].is_space:
                before -= 1
            return self.phrase(self.doc[before].sent.root) if before >= 0 else None
        for token in self.doc[pronoun.i + 1 : pronoun.i + 3]:
            if token.dep_ == "mark" or token.lemma_ in _SUBORDINATORS:
                return self.phrase(token.head) if token.head.i > token.i else None
        return None

    def _clause_end(self, end: int, frame: set[Token]) -> int:
        """Where an infinitive's clause ends: complements that follow at once are its own, also where the parser hung them on its governor."""
        while True:
            following = next(
                (
                    token
                    for word in frame
                    for token in word.children
                    if token.left_edge.idx == end + 1 and token.dep_ in ("obl", "nmod", "advmod")
                ),
                None,
            )
            if following is None or following.left_edge.is_punct:
                return end
            end = self.phrase(following).span.end

    @staticmethod
    def _introduces(token: Token) -> bool:
        return token.lemma_ in _SUBORDINATORS and token.dep_ in ("mark", "advmod", "obj", "nsubj")

    @staticmethod
    def _subtree(head: Token, outside: Collection[Token]) -> list[Token]:
        out, queue = [], [head]
        while queue:
            token = queue.pop()
            out.append(token)
            for child in token.children:
                stops = (
                    child.dep_ in _OUTSIDE_PHRASE
                    or child in outside
                    or (token == head and child.dep_ == "conj" and is_verb(child) and not is_infinitive(child))
                )
                if not stops:
                    queue.append(child)
        return out

    def governs(self, hit: Hit, token: Token) -> bool:
        """Whether a token hangs on the hit's own words with no other clause between, or opens the coordination that the hit continues."""
        frame = self._frame(hit)
        verb = frame[-1] if hit.predicate is None else hit.predicate
        while token not in frame:
            if token.head == token or (is_verb(token) and not is_participle(token)):
                return self._continues(verb, token)
            token = token.head
        return True

    @staticmethod
    def _continues(verb: Token, first: Token) -> bool:
        """«Вчера он встретился с послом и пообещал …»: the day belongs to both."""
        while verb.dep_ == "conj" and is_verb(verb.head) and verb.head != verb:
            verb = verb.head
            if verb == first:
                return True
        return False

    def place_fillers(self, hit: Hit) -> tuple[Filler, ...]:
        """Places «в …», «на …», «у …» that hang on the trigger or its light verb: named ones, and «в аэропорту»."""
        parties = _heads(hit.fillers)
        for word in self._frame(hit):
            for dependent in self.grammar.dependents(word):
                if (dependent.preposition, dependent.case) not in _PLACE_FORMS or dependent.token in parties:
                    continue
                fillers = tuple(self._named(dependent.token, "place"))
                if not fillers and dependent.token.lemma_ in self.grammar.lexicon.place_nouns:
                    fillers = (self.phrase(dependent.token),)
                if fillers:
                    return fillers
        return ()


def _heads(fillers: Mapping[Role, Iterable[Filler]], roles: Iterable[Role] = ("actor", "recipient")) -> list[Token]:
    return [filler.head for role in roles for filler in fillers.get(role, ())]


def heads_of_spans(doc: Doc, spans: Iterable[Span]) -> list[Token | None]:
    """The head token of each span; None where a span covers no whole token."""
    out: list[Token | None] = []
    for span in spans:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        out.append(tokens.root if tokens is not None and len(tokens) else None)
    return out

"""Which words stand in the places that a template names: the subject, «с + Ins», the owner of the object …"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from extractor.entities import Mentions, is_party
from extractor.grammar.clause import Grammar
from extractor.grammar.morphology import (
    coordinated,
    has,
    is_gerund,
    is_infinitive,
    is_infinitive_clause,
    is_noun,
    is_passive,
    is_verb,
    preposition_of,
)
from extractor.grammar.repairs import complement_in_marks, demand_on_the_addressee, demand_on_the_noun_above
from extractor.grammar.tokens import Token
from extractor.grammar.tree import RELATIVE, clause_head
from extractor.records import Entity, Quote
from extractor.templates.hits import Hit
from extractor.templates.language import Source
from extractor.templates.phrases import head_of
from extractor.templates.stretches import Stretches

_CLAUSE = ("ccomp", "csubj", "acl", "acl:relcl", "advcl", "parataxis", "xcomp")
_ADJECTIVE = ("amod", "det", "nmod")
_ATTRIBUTE = ("amod", "det", "acl", "nummod")
_PARTICLE = ("advmod", "discourse", "neg")
_OWN = "свой"
_ON_GROUNDS = ("по", "за")
_ON_ACCOUNT = ("за", "из-за")
_FARTHEST_DEMAND = 4  # steps down the tree: «собрались на митинг, собравший людей, которые {требовали} …»
_PARTNERS = ((None, "Dat"), ("с", "Ins"), ("для", "Gen"), ("в", "Acc"), ("из", "Gen"))


class Places:
    """The places around the hits of one document; each gives the heads of what stands there, the best first."""

    def __init__(
        self, grammar: Grammar, entities: Sequence[Entity], mentions: Mentions, quotes: Sequence[Quote] = ()
    ) -> None:
        self.grammar = grammar
        self.lexicon = grammar.lexicon
        self.entities = entities
        self.mentions = mentions
        self._quotes = Stretches((quote.content, quote) for quote in quotes)
        self._sentence_words: dict[int, frozenset[str]] = {}  # by its first token

    def at(self, hit: Hit[Any], source: Source) -> list[Token]:
        """Heads of what stands in a place of the hit's clause."""
        if source.place == "phrase":
            return self._in_phrase(hit, source.preposition, source.case)
        find: Callable[[Hit[Any]], list[Token]] = getattr(self, f"_{source.place}")
        return find(hit)

    def sentence_words(self, token: Token) -> frozenset[str]:
        """The lemmas and the lower-case forms of a token's sentence."""
        start, end = self.mentions.words.sentence_range(token.i)
        if start not in self._sentence_words:
            words = token.doc[start:end]
            self._sentence_words[start] = frozenset(word for part in words for word in (part.lemma_, part.lower_))
        return self._sentence_words[start]

    # Subjects and objects

    def _subject(self, hit: Hit[Any]) -> list[Token]:
        if not hit.is_noun:
            found = self.grammar.subjects(hit.token)
            if found and not is_passive(hit.token):
                found = found + self.grammar.companions(hit.token)
            return found or (self.speaker(hit.token) if has(hit.token, "Person", "1") else [])
        top = self.grammar.top(hit.token)
        planners = self._planners(hit, top)
        if any(self.mentions.at(token) for token in planners):
            return planners
        if top.dep_ == "nmod" and top.head.lemma_ in self.lexicon.participants and not hit.template.reciprocal:
            return [top.head]
        if hit.predicate is not None:
            return self._carrying(hit.predicate)
        appointed = self._appointed(top)
        if appointed:
            return appointed
        if self._is_controlled(hit, top):
            return self.grammar.subjects(top.head)
        return self._writers(top)

    def _writers(self, noun: Token) -> list[Token]:
        """Whose the paper is that carries an act: «письмо {депутатов} с просьбой», «иск {банка} с требованием»."""
        paper = noun.head
        known = self.lexicon.papers | self.lexicon.filings
        carried = preposition_of(noun) == "с" and is_noun(paper) and paper.lemma_ in known
        return self.grammar.bare(paper, "Gen") if carried else []

    def _carrying(self, verb: Token) -> list[Token]:
        """Who does the act that a light verb carries.

        Not whom «которые» seems to name in «нападения на моряков, которые произошли».
        """
        occurs = verb.lemma_ in self.lexicon.occurrence_verbs and verb.lemma_ not in self.lexicon.light_verbs
        if occurs and verb.dep_ == "acl:relcl":
            return []
        return self.grammar.subjects(verb) + self.grammar.companions(verb)

    def is_received(self, hit: Hit[Any]) -> bool:
        """Whether the subject only gets what another does: «получили отказ»."""
        verb = hit.predicate
        return verb is not None and verb.lemma_ in self.lexicon.receiving_verbs

    def _planners(self, hit: Hit[Any], top: Token) -> list[Token]:
        """The genitives of an aspect noun around the trigger: «решение Англии о выходе»."""
        if top == hit.token:
            return []
        return [
            token
            for token in self.grammar.bare(top, "Gen")
            if token != hit.token and not hit.token.is_ancestor(token) and not token.is_ancestor(hit.token)
        ]

    def _appointed(self, noun: Token) -> list[Token]:
        """Those who are there for an act: «комиссия для обсуждения», «работа комиссии для обсуждения».

        A body right before it is, wherever the parser hung the act: «объявили набор {коллегии} для разбора».
        """
        if preposition_of(noun) != "для":
            return []
        before = [noun.doc[child.i - 1] for child in noun.children if child.lower_ == "для" and child.i]
        if before and self._is_body(before[0]):
            return before[:1]
        if not is_noun(noun.head):
            return []
        return [token for token in (noun.head, *self.grammar.bare(noun.head, "Gen")) if self._is_party(token)][:1]

    def _is_controlled(self, hit: Hit[Any], top: Token) -> bool:
        """Whether the subject of the verb above does the act: «отрицает отвод», «применил газ для разгона»."""
        if preposition_of(top) == "для" and is_verb(top.head):
            return True
        return (
            top.head.lemma_ in self.lexicon.subject_control
            and top.dep_ not in ("nsubj", "conj")
            and not self.grammar.circumstance(hit.token)
        )

    def _object(self, hit: Hit[Any]) -> list[Token]:
        if not hit.is_noun:
            return self.grammar.objects(hit.token)
        found = self._genitive(hit)
        if found or hit.predicate is None:
            return found
        if self.is_received(hit):
            return self.grammar.subjects(hit.predicate)
        # «подвергли город обстрелу», «банкир объявлен в розыск»
        return [token for token in self.grammar.objects(hit.predicate) if token not in hit.words]

    def _context(self, hit: Hit[Any]) -> list[Token]:
        """The surface subject of the clause around the trigger: «на встрече с Трампом Путин заявил»."""
        if not self.grammar.circumstance(hit.token):
            return []
        top = self.grammar.top(hit.token)
        owners = self.grammar.bare(top.head, "Gen") if is_noun(top.head) else []  # «слова {премьера} на переговорах»
        owners = [token for token in owners if token != hit.token and self._is_party(token)]
        return self._answerable(top) or owners or self.grammar.surface_subjects(clause_head(hit.token))

    def other_side(self, hit: Hit[Any]) -> list[Token]:
        """Who has to do with the partner «с …» of an act noun.

        Who is blamed, punished or thanked for it («осудили {Кубу} за сделку с Ираном»); the owner of what stands before
        it («позиции Чили на переговорах с Перу»); else the subject of the nearest clause above that names a party
        («Власти ждали, пока переговоры с шахтёрами закончатся»).
        """
        if not self._governed(hit.token, "с", "Ins"):
            return []
        answerable = self._answerable(self.grammar.top(hit.token))
        if answerable:
            return answerable
        prepositions = [child.i for child in hit.token.children if child.dep_ == "case"]
        before = hit.token.doc[prepositions[0] - 1] if prepositions and prepositions[0] else None
        if before is not None and before.dep_ == "nmod" and preposition_of(before) is None and self._is_party(before):
            return [before]
        clause = clause_head(hit.token)
        while True:
            subjects = [token for token in self.grammar.surface_subjects(clause) if not token.is_ancestor(hit.token)]
            if any(self._is_party(token) for token in subjects if token != hit.token):
                return subjects
            if clause.head == clause:
                return []
            clause = clause_head(clause.head)

    def _answerable(self, deed: Token) -> list[Token]:
        """Who has done what the verb above answers: «прекратили помощь {Кубе} из-за сделки с Ираном»."""
        if preposition_of(deed) not in _ON_ACCOUNT or not is_verb(deed.head):
            return []
        return [token for token in self._partner(deed.head) if self._is_party(token)]

    def _institution(self, hit: Hit[Any]) -> list[Token]:
        """Who speaks in «в Кремле осудили …»: a verb in the plural without a subject."""
        return [] if self.grammar.subjects(hit.focus) else self.grammar.institutions(hit.focus)

    def _speaker(self, hit: Hit[Any]) -> list[Token]:
        return self.speaker(hit.token)

    def speaker(self, token: Token) -> list[Token]:
        """Who says the words in which a token stands: «Это недопустимо», — заявил посол."""
        position = token.idx
        around = [quote for _, quote in self._quotes.around(position, position + 1)]
        if not around:
            return []
        innermost = min(reversed(around), key=lambda quote: quote.content.end - quote.content.start)
        head = head_of(token.doc, innermost.speaker_span) if innermost.speaker_span else None
        return [head] if head is not None else []

    # Attributes

    def _genitive(self, hit: Hit[Any]) -> list[Token]:
        possessives = [
            child
            for child in hit.token.children
            if child.i < hit.token.i
            and (child.lower_ in self.lexicon.possessives or child.lemma_ in self.lexicon.possessives)
        ]
        if any(child.lemma_ == _OWN for child in hit.token.children):  # «объявил о своём уходе»
            possessives += self.grammar.subjects(clause_head(hit.token))
        found = possessives + self._governed(hit.token, None, "Gen")
        return found or self._genitive_behind_place(hit.token)

    def _genitive_behind_place(self, noun: Token) -> list[Token]:
        """«визит на острова президента», which the parser reads as the president's islands."""
        places = [
            d.token for d in self.grammar.dependents(noun) if d.preposition in ("в", "на") and d.case in ("Acc", None)
        ]
        return [
            owner for place in places for owner in self._governed(place, None, "Gen") if has(owner, "Animacy", "Anim")
        ]

    @staticmethod
    def _adjective(hit: Hit[Any]) -> list[Token]:
        return [child for child in hit.token.children if child.dep_ in _ADJECTIVE and child.pos_ == "ADJ"]

    @staticmethod
    def _attribute(hit: Hit[Any]) -> list[Token]:
        return [child for child in hit.token.children if child.dep_ in _ATTRIBUTE]

    def _owner(self, hit: Hit[Any]) -> list[Token]:
        """Whose the object, the topic or the place is: «обстрелял позиции Ирана», «обыск в доме {мэра}»."""
        places = self._in_phrase(hit, "в", "Loc")
        head = next(iter(self._object(hit)), None) or self._topic_head(hit) or next(iter(places), None)
        if head is not None and is_infinitive(head):
            return self._partner(head)
        found = self._party_below(head) if head is not None and is_noun(head) else []
        return [token for token in found if not (hit.is_noun and has(token, "Case", "Dat"))]

    def _partner(self, infinitive: Token) -> list[Token]:
        """Whom, for whom or with whom an act is: «финансировать {ООН}», «помогать {Чили}», «торговать с {Чили}»."""
        things = self.grammar.objects(infinitive)
        if any(self._is_party(thing) for thing in things):
            return things
        for word in (infinitive, *things):
            for preposition, case in _PARTNERS:
                found = self._governed(word, preposition, case)
                if any(self._is_party(part) for part in found):
                    return found
        return self._party_below(things[0]) if things else []

    def _affected(self, hit: Hit[Any]) -> list[Token]:
        """Whom the act above hits: «{мэр} арестован по обвинению», «задержали {мэра} по подозрению»."""
        above = self.grammar.top(hit.token).head
        if not hit.is_noun or above == hit.token or preposition_of(self.grammar.top(hit.token)) not in _ON_GROUNDS:
            return []
        if is_verb(above):
            return self.grammar.objects(above) or self.grammar.subjects(above)
        return self.grammar.bare(above, "Gen") if is_noun(above) else []

    def _wielder(self, hit: Hit[Any]) -> list[Token]:
        """Whose the weapon is that does the act: «дроны хуситов атаковали», «удар ракет хуситов», «удар ракетами»."""
        heads = self._subject(hit)
        if hit.is_noun:
            heads = [*self._governed(hit.token, None, "Gen"), *self._in_phrase(hit, None, "Ins"), *heads]
        weapons = [head for head in heads if head.lemma_ in self.lexicon.weapons]
        return self._party_below(weapons[0]) if weapons else []

    def _party_below(self, noun: Token) -> list[Token]:
        """The nearest party among the attributes of a noun, and theirs."""
        queue = _owners(noun)
        for token in queue:
            if self._is_party(token):
                return [token]
            queue += _owners(token)
        return []

    def _is_party(self, token: Token) -> bool:
        return any(is_party(self.entities[i]) for reference in self.mentions.at(token) for i in reference.entities)

    def _is_body(self, token: Token) -> bool:
        references = self.mentions.at(token)
        return any(self.entities[i].type == "ORGANIZATION" for reference in references for i in reference.entities)

    # Clauses

    def _clause(self, hit: Hit[Any]) -> list[Token]:
        """Predicates of «что …», «чтобы …», «о том, что …» under the trigger or its light verb."""
        for word in hit.frame:
            for child in word.children:
                if child.i > word.i and child.dep_ in _CLAUSE and (child.dep_ == "ccomp" or self._is_opened(child)):
                    return [child]
                if child.lemma_ in self.lexicon.pointing_pronouns and child.pos_ in ("PRON", "DET"):
                    inner = [grandchild for grandchild in child.children if grandchild.dep_ in _CLAUSE]
                    if inner:
                        return inner[:1]
        return []

    def _is_opened(self, clause: Token) -> bool:
        return any(child.dep_ == "mark" or child.lemma_ in self.lexicon.subordinators for child in clause.children)

    def _infinitive(self, hit: Hit[Any]) -> list[Token]:
        for word in hit.frame:
            for child in _with_adverbs(word):
                behind = child.i > word.i and child.dep_ not in ("conj", "parataxis")
                if is_infinitive_clause(child) and (behind or child.dep_ == "xcomp"):
                    return [child]
        return self._asked_of_somebody(hit) or demand_on_the_noun_above(hit.token, self.lexicon.object_control)

    def _asked_of_somebody(self, hit: Hit[Any]) -> list[Token]:
        """An infinitive that the parser hung on whom it is asked of or who promises it: «обещание Чили {помочь}»."""
        if not hit.is_noun and hit.token.lemma_ not in self.lexicon.object_control:
            return []
        addressees = (part for child in hit.token.children if child.i > hit.token.i for part in coordinated(child))
        somebody = (part for part in addressees if is_noun(part) and part.lemma_ not in self.lexicon.infinitive_nouns)
        return next(filter(None, map(demand_on_the_addressee, somebody)), [])

    @staticmethod
    def _itself(hit: Hit[Any]) -> list[Token]:
        """The clause of the trigger, whole: «число пушек не должно превышать ста»."""
        clause = hit.token
        while clause.dep_ in ("xcomp", "csubj") and is_infinitive(clause):
            clause = clause.head
        return [clause]

    @staticmethod
    def _crowd(hit: Hit[Any]) -> list[Token]:
        """The act noun for those who take part, whom nothing names: «прошёл митинг»."""
        return [hit.token]

    def _governor(self, hit: Hit[Any]) -> list[Token]:
        """The words above the trigger, above its aspect nouns and above what it is joined to, and the light verb."""
        above = (hit.token.head, self.grammar.top(hit.token).head, _first_joined(hit.token).head, hit.predicate)
        return [word for word in above if word is not None and word != hit.token]

    def _particle(self, hit: Hit[Any]) -> list[Token]:
        """Particles and adverbs on the trigger, its light verb or the modal above: «{не} смог признать»."""
        modals = (word.head for word in hit.frame if word.dep_ == "xcomp" and word.head.lemma_ in self.lexicon.modals)
        return [child for word in (*hit.frame, *modals) for child in word.children if child.dep_ in _PARTICLE]

    # The topic and its parts

    def _doer(self, hit: Hit[Any]) -> list[Token]:
        """Who does what the topic names: «осудил визит Путина», «возвращение Россией островов», «чтобы Иран ушёл»."""
        head = self._topic_head(hit)
        if head is None:
            return []
        if is_verb(head):
            return [] if is_infinitive(head) else self.grammar.subjects(head)
        act: Hit[Any] = Hit(hit.template, head, (head,))
        agents = self._in_phrase(act, None, "Ins")
        if agents or head.lemma_ not in self.lexicon.agentive_nouns:
            return agents
        return self._genitive(act) + self._adjective(act)

    def _topic_head(self, hit: Hit[Any]) -> Token | None:
        slot = hit.template.arguments.get("topic")
        for source in slot.sources if slot else ():
            found = self.at(hit, source)
            if found:
                return found[0]
        return None

    def _demand(self, hit: Hit[Any]) -> list[Token]:
        """What those who gather want or oppose: «вышли на площадь, требуя {отставки}», «забастовка с призывом {…}»."""
        return next(filter(None, map(self._demanded, self._demanding(hit))), []) or self._purpose(hit)

    def _purpose(self, hit: Hit[Any]) -> list[Token]:
        """«вышли на площадь, чтобы {поддержать мэра}»; not «разогнали митинг, чтобы открыть дорогу»."""
        children = (child for word in hit.frame for child in word.children)
        return [child for child in children if is_infinitive(child) and self._is_opened(child)][:1]

    def _demanding(self, hit: Hit[Any]) -> Iterator[Token]:
        """The words of demand and protest under a protest, about its clause and on those who take part."""
        clause = clause_head(hit.token)
        above = (clause, clause.head) if is_gerund(clause) or hit.is_noun else (clause,)
        near = [hit.token, *above]
        for _ in range(_FARTHEST_DEMAND):
            yield from (word for word in near if word.lemma_ in self.lexicon.demanding and word not in hit.frame)
            near = [child for word in near for child in word.children if self._is_of_protest(child, hit)]

    def _is_of_protest(self, word: Token, hit: Hit[Any]) -> bool:
        """Whether a word goes on with a protest; one about where it is does not: «в городе, что {требует} …»."""
        if word.dep_ in ("conj", "parataxis"):
            return False
        return word.dep_ not in RELATIVE or not any(map(self._is_place, self._phrases(word.head, hit)))

    def _phrases(self, noun: Token, hit: Hit[Any]) -> Iterator[Token]:
        """A noun and those on which it hangs, below the protest and its verb."""
        while is_noun(noun) and noun not in hit.frame:
            yield noun
            if noun.head == noun:
                return
            noun = noun.head

    def _is_place(self, noun: Token) -> bool:
        return preposition_of(noun) in self.lexicon.place_forms

    def _demanded(self, word: Token) -> list[Token]:
        """What a word of demand or protest asks for, or what it is against."""
        for child in word.children:
            asked = is_infinitive_clause(child) and not self._is_opened(child)  # «требуют хлеба, чтобы выжить»
            if child.i > word.i and (asked or (child.dep_ == "ccomp" and is_verb(word))):
                return [child]
        bare = self._governed(word, None, "Gen") if is_noun(word) else self.grammar.objects(word)
        against = [part for form in self.lexicon.stances for part in self._governed(word, *form)]
        return (against or [thing for thing in bare if not self._is_party(thing)])[:1]

    # Phrases

    def _in_phrase(self, hit: Hit[Any], preposition: str | None, case: str | None) -> list[Token]:
        """Dependents with this preposition and case: of the hit's own words, then of the nouns that hang on these."""
        frame = hit.frame
        for word in (*frame, *self._modals(hit)):
            found = self._governed(word, preposition, case)
            if found:
                return found
        if preposition is None and not (case in ("Ins", "Dat") and hit.is_noun):
            return complement_in_marks(hit.token) if case == "Ins" else []
        return self._below_nouns(frame, preposition, case)

    def _modals(self, hit: Hit[Any]) -> list[Token]:
        """The modal on which what belongs to a light verb may stand: «{ему} должны предъявить обвинения»."""
        verb = hit.predicate
        modal = verb is not None and verb.dep_ == "xcomp" and verb.head.lemma_ in self.lexicon.modals
        return [verb.head] if verb is not None and modal else []

    def _below_nouns(self, frame: list[Token], preposition: str | None, case: str | None) -> list[Token]:
        """What the parser hung on a neighbour: «обвинил Иран в подготовке» on «Иран», «арест мэра полицией» on «мэра».

        So it does with «поставки оружия {Перу}».

        But a partner («с …») of another act («партнёрство в борьбе с ИГИЛ») is that act's.
        """
        for word in frame:
            passive = is_passive(word)  # asked once: it looks at every child
            for child in word.children:
                if child.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") or child.dep_ in ("nsubj", "conj"):
                    continue
                if child in frame or (preposition == "с" and preposition_of(child) is not None):
                    continue
                for part in coordinated(child):  # «обвинил полицию и {спецслужбы} в подготовке»
                    found = self._governed(part, preposition, case)
                    if preposition == "с":  # «прервал обмен данными с {Перу}»
                        deeper = [*self.grammar.bare(part, "Ins"), *self.grammar.bare(part, "Gen")]
                        found = found or [t for noun in deeper for t in self._governed(noun, preposition, case)]
                    before = passive and (part.dep_ == "nsubj:pass" or has(part, "Case", "Ins"))
                    first = part if before else word  # «Чили по {Перу} нанесён удар», «переговоры с {Перу} прерваны»
                    found = [token for token in found if token.i > first.i]
                    if found:
                        return found
        return []

    def _governed(self, word: Token, preposition: str | None, case: str | None) -> list[Token]:
        return [
            dependent.token
            for dependent in self.grammar.dependents(word)
            if dependent.preposition == preposition
            and (case is None or dependent.case in (case, None))
            and dependent.token.dep_ != "nsubj"
        ]


def _with_adverbs(word: Token) -> Iterator[Token]:
    """What hangs on a word, also on an adverb between: «потребовал безотлагательно {создать} комиссию»."""
    for child in word.children:
        yield child
        if child.pos_ == "ADV" and child.i > word.i:
            yield from child.children


def _owners(noun: Token) -> list[Token]:
    """The adjectives, genitives and datives of a noun; «контроль над банками» is not the banks'."""
    return [
        child
        for child in noun.children
        if child.dep_ == "amod" or (child.dep_ in ("nmod", "iobj") and preposition_of(child) is None)
    ]


def _first_joined(noun: Token) -> Token:
    """The first of the nouns that stand in a row with one: «договор о {дружбе} и сотрудничестве»."""
    while noun.dep_ == "conj" and is_noun(noun.head) and noun.head != noun:
        noun = noun.head
    return noun

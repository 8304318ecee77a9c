"""Who does what to whom in a Russian clause: deep subjects, objects and government.

Reads the tree the way a grammar does: voice, participles, relative clauses, controlled infinitives, coordinated
predicates, light verbs. Subjects and objects are asked in one class, for each answers with the other: in «был ранен и
умер» who is the object of the first verb is the subject of the second. What the parser gets wrong is mended in
`repairs`, which the definitions ask last.
"""

from extractor.grammar.government import Government
from extractor.grammar.morphology import (
    NOMINAL,
    case_of,
    coordinated,
    feature_of,
    has,
    is_infinitive,
    is_list_number,
    is_nominal,
    is_nominative_pronoun,
    is_noun,
    is_oblique_pronoun,
    is_participle,
    is_passive,
    is_verb,
    preposition_of,
)
from extractor.grammar.relatives import antecedent, described
from extractor.grammar.repairs import (
    coordinate_taken_for_complement,
    misread_subject,
    object_taken_for_subject,
    stranded_object,
    stranded_subject,
    subject_taken_for_object,
    weapon_taken_for_object,
)
from extractor.grammar.tokens import Token
from extractor.grammar.tree import SUBJECTS, root_of, words_before

_ATTRIBUTIVE = ("acl", "amod", "acl:relcl")
_CONTROLLED = {"xcomp", "csubj", "ccomp", "obj", "obl", "acl", "nmod", "advcl", "nsubj", "nsubj:pass", "parataxis"}
_UNDER_LIGHT_VERB = ("obj", "obl", "nsubj:pass", "iobj", "xcomp", "nmod")
_ASIDE = "с стороны"
_DEEPEST = 12  # verbs between an infinitive and its subject; a parser's error may chain any number


class Grammar(Government):
    """Questions about a tree, answered with the word lists of the lexicon."""

    # Subjects

    def subjects(self, verb: Token, seen: frozenset[int] = frozenset()) -> list[Token]:
        """Heads of the deep subject of a verb or predicative word; empty where the text names none nearby.

        `seen` are the verbs that asked for it, by position.
        """
        if seen:
            return self._subjects(verb, seen)
        asked = "subjects", id(self.lexicon)
        if asked not in verb.known:
            verb.known[asked] = tuple(self._subjects(verb, seen))
        return list(verb.known[asked])

    def _subjects(self, verb: Token, seen: frozenset[int]) -> list[Token]:
        if verb.i in seen or len(seen) > _DEEPEST:
            return []
        seen = seen | {verb.i}
        if is_passive(verb):
            return self._agents(verb)
        own = self._nominatives(verb)
        if own:
            return [antecedent(verb, token, self.lexicon.relative_pronouns) for token in own]
        if is_participle(verb) and verb.dep_ in (*_ATTRIBUTIVE, "appos") and verb.head.pos_ in NOMINAL:
            return [described(verb)]
        return (
            misread_subject(verb, self.lexicon.approximations)
            or subject_taken_for_object(verb)
            or weapon_taken_for_object(verb, self.lexicon.aiming_verbs)
            or self._inherited(verb, seen)
            or stranded_subject(verb, self.lexicon.approximations)
            or self._told_before(verb, seen)
        )

    def surface_subjects(self, verb: Token, seen: frozenset[int] = frozenset()) -> list[Token]:
        """The subject as the clause shows it: the patient of a passive, else the deep subject."""
        return self.objects(verb) if is_passive(verb) else self.subjects(verb, seen)

    def noun_subjects(self, noun: Token, seen: frozenset[int] = frozenset()) -> list[Token]:
        """Whose act an act noun is: its genitive, else the subject of its light verb."""
        owners = self.bare(noun, "Gen")
        if owners:
            return owners
        top = self.top(noun)
        if is_verb(top.head) and top.dep_ in _UNDER_LIGHT_VERB and preposition_of(top) != "против":
            if noun.lemma_ in self.lexicon.permissions:
                return self.bare(top.head, "Dat") or self.subjects(top.head, seen)
            return self.subjects(top.head, seen) or self.institutions(top.head)
        return []

    def _agents(self, verb: Token) -> list[Token]:
        """Bare instrumentals of a passive, not «задержан ночью», and whose the decree is: «уволен указом {мэра}»."""
        agents = [
            next(iter(self.bare(d.token, "Gen")), d.token) if d.token.lemma_ in self.lexicon.decrees else d.token
            for d in self.dependents(verb)
            if d.preposition is None
            and (d.case == "Ins" or (d.case is None and d.token.dep_.startswith("obl")))
            and d.token.dep_ != "nsubj:pass"
            and d.token.lemma_ not in self.lexicon.adverbial_nouns
        ]
        if verb.lemma_ in self.lexicon.naming_verbs:
            agents = _without_predicate(agents)
        aside = (d.token for d in self.dependents(verb) if d.preposition == _ASIDE)
        return agents or self._deciding(verb) or list(aside)

    def _deciding(self, verb: Token) -> list[Token]:
        """By whose decision something is done: «закрыт по решению {Чили}»."""
        orders = (
            d.token
            for d in self.dependents(verb)
            if d.preposition == "по" and d.case == "Dat" and d.token.lemma_ in self.lexicon.orders
        )
        return next((owners for order in orders if (owners := self.bare(order, "Gen"))), [])

    @staticmethod
    def _nominatives(verb: Token) -> list[Token]:
        """Grammatical subjects; of several the nominative, for the parser takes objects for subjects too.

        But all that «и» joins before a plural: «вся партия и сам премьер осудили».
        """
        own = [
            child
            for child in verb.children
            if child.dep_ in SUBJECTS
            and is_nominal(child)
            and not is_list_number(child)
            and not is_oblique_pronoun(child)
            and not object_taken_for_subject(child, verb)
        ] + [child for child in verb.children if child.dep_ == "obj" and is_nominative_pronoun(child)]
        if len(own) < 2:
            return own
        own = [child for child in own if case_of(child) != "Acc" and not _is_compared(child)] or own
        relatives = [child.i for child in verb.children if child.lemma_ == "который"]
        own = [child for child in own if not relatives or child.i >= relatives[0]] or own
        if has(verb, "Number", "Plur") and all(map(_is_added, own[1:])) and all(has(t, "Case", "Nom") for t in own):
            return own
        return sorted(own, key=lambda child: case_of(child) not in ("Nom", None))[:1]

    def _inherited(self, verb: Token, seen: frozenset[int]) -> list[Token]:
        """The subject that a verb shares with the word above it."""
        head = self._coordinate_head(verb)
        if head == verb:
            return []
        if verb.dep_ == "conj" or coordinate_taken_for_complement(verb, head):
            return self._shared(verb, head, seen)
        if verb.dep_ in _CONTROLLED and is_infinitive(verb):
            return [] if _is_impersonal(verb) else self._controller(head, seen)
        if verb.dep_ in _CONTROLLED and has(verb, "VerbForm", "Conv"):
            return self.surface_subjects(self._clause_of_gerund(verb), seen)
        return self._dropped(verb, seen)

    def _clause_of_gerund(self, gerund: Token) -> Token:
        """The verb whose subject a gerund shares: of what is said the one of demand above, not what is demanded.

        «{Потребовал} уволить министра, назвав закон ошибкой», but «потребовал {открыть} порт, соблюдая закон».
        """
        above = gerund.head
        if gerund.lemma_ in self.lexicon.speech_verbs or gerund.lemma_ in self.lexicon.judging_verbs:
            while is_infinitive(above) and above.dep_ in ("conj", "xcomp", "ccomp") and above.head.i < above.i:
                above = above.head
        return above

    def companions(self, verb: Token) -> list[Token]:
        """Who joins the subject: «Куба вместе с {Гаити} обязалась»."""
        words = [child for child in verb.children if child.lower_ in self.lexicon.accompanying]
        return [d.token for word in words for d in self.dependents(word) if d.preposition == "с"]

    def _told_before(self, verb: Token, seen: frozenset[int]) -> list[Token]:
        """The subject of the sentence before, which a singular that agrees takes up: «… А также пообещал уйти»."""
        if verb.head != verb or not has(verb, "VerbForm", "Fin") or not has(verb, "Number", "Sing"):
            return []
        if verb.lemma_ in self.lexicon.impersonal or (verb.lemma_.endswith("ся") and has(verb, "Aspect", "Imp")):
            return []
        leading = list(words_before(verb))
        if any(token.pos_ in ("NOUN", "PROPN", "PRON") and case_of(token) in ("Nom", None) for token in leading):
            return []  # a subject that the parser hung elsewhere
        first = leading[-1] if leading else verb
        before = root_of(first.nbor(-1)) if first.i else None
        if before is None or not is_verb(before):
            return []
        subjects = self.surface_subjects(before, seen)
        gender = feature_of(verb, "Gender")
        agrees = len(subjects) == 1 and has(subjects[0], "Number", "Sing") and len(coordinated(subjects[0])) == 1
        return subjects if agrees and (gender is None or has(subjects[0], "Gender", gender)) else []

    @staticmethod
    def _coordinate_head(verb: Token) -> Token:
        """The verb that shares its subject with this one: above a finite coordinate the nearest that agrees with it."""
        if verb.dep_ != "conj" or not has(verb, "VerbForm", "Fin"):
            return verb.head
        agreement = [(name, feature_of(verb, name)) for name in ("Number", "VerbForm")]
        for head in verb.ancestors:
            if is_verb(head) and all(value is None or has(head, name, value) for name, value in agreement):
                return head
        number = feature_of(verb.head, "Number")
        return verb if has(verb.head, "VerbForm", "Fin") and number and not has(verb, "Number", number) else verb.head

    def _shared(self, verb: Token, head: Token, seen: frozenset[int]) -> list[Token]:
        """The subject of a coordinate: «был ранен и умер» has the patient of the passive."""
        if not is_verb(head) and head.pos_ != "ADJ" and not any(child.dep_ in SUBJECTS for child in head.children):
            return []
        return self.objects(head) if is_passive(head) and not is_passive(verb) else self.subjects(head, seen)

    def _dropped(self, verb: Token, seen: frozenset[int]) -> list[Token]:
        """The subject that a content clause leaves out: «Трамп сказал, что готов приехать»; not «что следует»."""
        personal = has(verb, "VerbForm", "Fin") or has(verb, "Variant", "Short")
        impersonal = verb.lemma_ in self.lexicon.impersonal or has(verb, "Gender", "Neut")
        if verb.dep_ != "ccomp" or not personal or impersonal or not is_verb(verb.head):
            return []
        speakers = self.subjects(verb.head, seen)
        if not speakers and has(verb, "Number", "Plur"):
            return self.institutions(verb.head)
        plural = len(speakers) > 1 or any(
            has(token, "Number", "Plur") or len(coordinated(token)) > 1 for token in speakers
        )
        return speakers if plural == has(verb, "Number", "Plur") else []

    # Control

    def _controller(self, governor: Token, seen: frozenset[int]) -> list[Token]:
        """Who does the act of an infinitive: the addressee under «призвать», else the governor's subject."""
        if governor.lemma_ in self.lexicon.object_control:
            addressed = self._addressee(governor) or self._addressee_of_carrier(governor)
            if addressed or is_passive(governor) or governor.lemma_ not in self.lexicon.shared_control:
                return addressed
        if is_noun(governor):
            return self.noun_subjects(governor, seen)
        if is_verb(governor) or governor.pos_ in ("ADJ", "ADV"):
            return self.subjects(governor, seen) or self.bare(governor, "Dat") or self.institutions(governor)
        return []

    def institutions(self, verb: Token) -> list[Token]:
        """Who speaks in «в Кремле осудили …»: a verb in the plural without a subject."""
        if not has(verb, "Number", "Plur") or not has(verb, "VerbForm", "Fin"):
            return []
        if verb.lemma_ in self.lexicon.locative_government:  # «в краже обвинили врача»
            return []
        return [
            d.token
            for d in self.dependents(verb)
            if d.preposition == "в" and d.case in ("Loc", None) and d.token.lemma_ not in self.lexicon.relative_pronouns
        ]

    def _addressee(self, governor: Token) -> list[Token]:
        """Who is asked to do an act: «призвал Иран», «приказал войскам»; the patient of «призваны»."""
        for d in self.dependents(governor):
            if (d.preposition, d.case) in self.lexicon.addressee_forms and d.token.dep_ != "nsubj":
                return [d.token]
        return self.objects(governor) if is_passive(governor) else []

    def _addressee_of_carrier(self, noun: Token) -> list[Token]:
        """To whom a demand goes that stands as a noun: «дал {министру} поручение», «обратился в {суд} с просьбой»."""
        if not is_noun(noun):
            return []
        carrier = noun.head
        if carrier.lemma_ in self.lexicon.papers:
            carrier = carrier.head
        forms = (("к", "Dat"), ("в", "Acc"), (None, "Dat"))
        known = self.dependents(carrier) if is_verb(carrier) else ()
        return [d.token for d in known if (d.preposition, d.case) in forms and d.token != noun][:1]

    def abetted(self, token: Token) -> Token | None:
        """The word by which others only further what a noun tells: «{потворство} нападению на порт»."""
        above = token.head
        return above if above != token and above.lemma_ in self.lexicon.abetting else None

    def demanded(self, token: Token) -> bool:
        """Whether an infinitive stands under a word of demanding: «требования казнить», «призвали уничтожить»."""
        above = token.head.lemma_
        return (
            is_infinitive(token) and above in self.lexicon.object_control and above not in self.lexicon.shared_control
        )

    # Objects

    def objects(self, verb: Token) -> list[Token]:
        """Heads of the deep direct object: accusative, genitive under negation, the subject of a passive."""
        asked = "objects", id(self.lexicon)
        if asked not in verb.known:
            verb.known[asked] = tuple(self._objects(verb))
        return list(verb.known[asked])

    def _objects(self, verb: Token) -> list[Token]:
        if is_passive(verb):
            return self._patients(verb)
        subjects = (
            self._nominatives(verb)
            or subject_taken_for_object(verb)
            or weapon_taken_for_object(verb, self.lexicon.aiming_verbs)
        )
        own = [
            child
            for child in verb.children
            if child.dep_ in ("obj", "nsubj")
            and child not in subjects
            and is_nominal(child)
            and not is_nominative_pronoun(child)
            and not (
                child.dep_ == "nsubj" and (_shows_genitive(child) or _shows_nominative(child) or _is_compared(child))
            )
            and preposition_of(child) is None
            and not is_list_number(child)
        ]
        if own:
            return [antecedent(verb, token, self.lexicon.relative_pronouns) for token in own]
        bare = [token for token in self.bare(verb, "Acc") if token.dep_ in ("obl", "nmod", "iobj")]
        return bare or stranded_object(verb) or _shared_objects(verb)

    def _patients(self, verb: Token) -> list[Token]:
        """Who undergoes the act of a passive."""
        if is_participle(verb) and verb.dep_ in _ATTRIBUTIVE and verb.head.pos_ in NOMINAL:
            return [described(verb)]
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own:
            return [antecedent(verb, own[0], self.lexicon.relative_pronouns)]
        if verb.dep_ == "conj" and is_verb(verb.head):
            return self.surface_subjects(verb.head)
        if verb.dep_ == "xcomp":  # «договор должен быть ратифицирован»
            return [child for child in verb.head.children if child.dep_ in SUBJECTS]
        return []

    # Positions in the tree

    def top(self, noun: Token) -> Token:
        """The outermost of a chain of aspect nouns: «начала» in «старт начала переговоров» is inside «старт»."""
        token = noun
        while (
            token.dep_ in ("nmod", "conj", "appos")
            and token.head.lemma_ in self.lexicon.aspect_nouns
            and token.head != token
        ):
            token = token.head
        return token

    def circumstance(self, noun: Token) -> bool:
        """Whether a noun stands in a phrase of place, time or occasion: «на встрече», «в ходе визита»."""
        token = noun
        while (
            preposition_of(token) is None and token.dep_ in ("nmod", "conj", "appos", "fixed") and is_noun(token.head)
        ):
            token = token.head
        if preposition_of(token) not in self.lexicon.circumstantial_prepositions or has(token, "Case", "Acc"):
            return False
        head = token.head
        while head.dep_ in ("nmod", "appos") and is_noun(head):
            head = head.head
        return head.dep_ not in SUBJECTS and head.lemma_ not in self.lexicon.locative_government


def _without_predicate(instrumentals: list[Token]) -> list[Token]:
    """The agents of a verb of naming: of two the first, and none who alone is what another is named."""
    alone = len(instrumentals) == 1 and has(instrumentals[0], "Animacy", "Anim")
    return [] if alone else instrumentals[:1]


def _is_added(noun: Token) -> bool:
    """Whether «и» joins a noun to one before: «партия {и сам премьер}», «не только Перу, но {и Чили}»."""
    words = [noun, *(child for child in noun.children if not child.is_punct)]
    first = min(words, key=lambda token: token.i)
    return any(word.lower_ == "и" for word in words) or (first.i > 0 and first.nbor(-1).lower_ == "и")


def _is_impersonal(infinitive: Token) -> bool:
    """«(заявил), что проводить переговоры не обязательно»: the act of nobody in particular."""
    return any(child.dep_ == "mark" and child.lower_ == "что" for child in infinitive.children)


def _is_compared(noun: Token) -> bool:
    """«Как и его предшественник, премьер …»: not the subject itself."""
    return any(child.lower_ == "как" for child in noun.children)


def _shows_genitive(noun: Token) -> bool:
    """Somebody in a genitive that no accusative looks like: «журналистки»; «министра» may be either."""
    feminine = has(noun, "Gender", "Fem") and has(noun, "Number", "Sing")
    return has(noun, "Animacy", "Anim") and feminine and case_of(noun) == "Gen"


def _shows_nominative(noun: Token) -> bool:
    """Somebody in a nominative, which no accusative looks like: «партия и сам {премьер} осудили»."""
    return has(noun, "Animacy", "Anim") and has(noun, "Gender", "Masc") and case_of(noun) == "Nom"


def _shared_objects(verb: Token) -> list[Token]:
    """The object that coordinated verbs share: «похитили и пытали мэра», «мэра похитили и пытали»."""
    if verb.dep_ == "conj" and is_verb(verb.head) and not any(child.dep_ == "nsubj" for child in verb.children):
        return [token for token in verb.head.children if token.dep_ == "obj" and token.i < verb.head.i]
    for child in verb.children:
        if child.dep_ == "conj" and is_verb(child) and not is_participle(child):
            before = verb.doc[verb.i + 1 : child.i]
            if any(token.is_punct or token.pos_ in ("NOUN", "PROPN", "PRON") for token in before):
                continue
            return [token for token in child.children if token.dep_ == "obj" and token.i > child.i]
    return []

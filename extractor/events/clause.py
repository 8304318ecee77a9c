"""Who does what to whom in a Russian clause: deep subjects, objects and government.

Reads the tree the way a grammar does: voice, participles, relative clauses, controlled infinitives,
coordinated predicates, light verbs. A dependent is known by its preposition and case more than by
its relation, because the parser errs in the latter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from extractor.events.lexicon import Lexicon

CASES = {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"}
_VARIANTS = {
    "со": "с",
    "об": "о",
    "обо": "о",
    "во": "в",
    "ко": "к",
    "изо": "из",
    "ото": "от",
    "передо": "перед",
    "подо": "под",
}
_CASE_OF_RELATION = {"nsubj": "Nom", "obj": "Acc", "iobj": "Dat", "nmod": "Gen", "nsubj:pass": "Nom"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"}
_NOT_ARGUMENTS = ("conj", "appos", "flat:name", "amod", "det", "nummod", "nummod:gov", "acl", "acl:relcl", "parataxis")
_MISREAD = {"obj", "obl", "iobj", "nmod", "advmod", "acl", "amod", "advcl", "dep"}


@dataclass(frozen=True, slots=True)
class Dependent:
    """A noun phrase that hangs on a word: its preposition (None where bare), its case, its head."""

    preposition: str | None
    case: str | None
    token: Token


@lru_cache(maxsize=65536)
def feature(morph: str, name: str) -> str | None:
    """One UD feature out of a morphology string: feature("Case=Gen|Number=Sing", "Case") is "Gen"."""
    for pair in morph.split("|"):
        key, _, value = pair.partition("=")
        if key == name:
            return value
    return None


def has(token: Token, name: str, value: str) -> bool:
    return feature(str(token.morph), name) == value


def normal_preposition(word: str) -> str:
    """The plain variant: «со» is «с», «об» is «о»; words of a compound one each: «со стороны» is «с стороны»."""
    return " ".join(_VARIANTS.get(part, part) for part in word.lower().split())


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def is_infinitive(token: Token) -> bool:
    return has(token, "VerbForm", "Inf")


def is_participle(token: Token) -> bool:
    """A long participle used as an attribute; a short one is a predicate."""
    return has(token, "VerbForm", "Part") and not has(token, "Variant", "Short")


def is_passive(verb: Token) -> bool:
    """Passive participle, or a reflexive verb that the parser gave a passive subject."""
    if has(verb, "VerbForm", "Part"):
        return has(verb, "Voice", "Pass")
    return any(child.dep_ == "nsubj:pass" for child in verb.children)


def case_of(token: Token) -> str | None:
    """The token's case; None where the form does not show it («США», «ООН», «Токио», «NATO», numerals in figures)."""
    text = token.text
    if (
        (text.isupper() and len(text) > 1)
        or text.isascii()
        or (token.lemma_.endswith(("о", "у", "э", "ю", "и")) and token.pos_ == "PROPN")
    ):
        return None
    return feature(str(token.morph), "Case")


def preposition_of(token: Token) -> str | None:
    """The preposition of a noun phrase, «с», «в отношении»; None where it has none."""
    words = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    if not words and token.dep_ == "flat:name" and token.head.i < token.i:
        return preposition_of(token.head)
    if not words:
        return None
    first = words[0]
    parts = [first, *(child for child in first.children if child.dep_ == "fixed")]
    return normal_preposition(" ".join(part.text for part in sorted(parts, key=lambda part: part.i)))


def coordinated(token: Token) -> list[Token]:
    """The token and everything that is coordinated with it, in text order."""
    out, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child.pos_ in _NOMINAL:
                out.append(child)
                queue.append(child)
    return sorted(out, key=lambda part: part.i)


def _is_list_number(token: Token) -> bool:
    """«1.», «2)» before a list item, which the parser takes for a subject."""
    return token.is_digit and token.i + 1 < len(token.doc) and token.nbor().text in (".", ")")


def _may_be_subject(noun: Token, verb: Token) -> bool:
    """Whether form and agreement allow the noun as subject; a counted genitive («около ста фермеров») goes with a plural."""
    number, gender = (feature(str(verb.morph), name) for name in ("Number", "Gender"))
    counted = case_of(noun) == "Gen" and any(child.dep_.startswith("nummod") for child in noun.children)
    if counted:
        return number == "Plur" and preposition_of(noun) in (None, "около", "более", "свыше", "до")
    if preposition_of(noun) is not None or not (
        case_of(noun) in ("Nom", None) or (case_of(noun) == "Acc" and has(noun, "Animacy", "Inan"))
    ):
        return False
    if number == "Plur" and any(child.dep_ == "conj" for child in noun.children):
        return True
    if case_of(noun) is None:  # an abbreviation agrees with anything: «НАТО решение поддержала»
        return number is not None
    return number is not None and has(noun, "Number", number) and (gender is None or has(noun, "Gender", gender))


class Grammar:
    """Questions about a tree, answered with the word lists of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def dependents(self, token: Token) -> Iterator[Dependent]:
        """Noun phrases that depend on a word, compound prepositions («со стороны Ирана») folded into one."""
        for child in token.children:
            if child.pos_ not in _NOMINAL or child.dep_ in _NOT_ARGUMENTS or _is_list_number(child):
                continue
            yield from self._dependent(child)

    def _dependent(self, child: Token) -> Iterator[Dependent]:
        preposition = preposition_of(child)
        compound = f"{preposition} {child.lower_}"
        if preposition and compound in self.lexicon.compound_prepositions:
            inner = [
                d
                for d in self.dependents(child)
                if d.preposition is None or compound + " " + d.preposition in self.lexicon.compound_prepositions
            ]
            for dependent in inner:
                tail = f" {dependent.preposition}" if dependent.preposition else ""
                yield Dependent(compound + tail, dependent.case or "Gen", dependent.token)
            return
        case = case_of(child)
        if preposition is None and (case is None or child.pos_ == "NUM"):
            case = _CASE_OF_RELATION.get(child.dep_, case)
        yield Dependent(preposition, case, child)

    def subjects(self, verb: Token, seen: frozenset[int] = frozenset()) -> list[Token]:
        """Heads of the deep subject of a verb or predicative word; empty where the text names none nearby."""
        if verb.i in seen or len(seen) > 12:
            return []
        seen = seen | {verb.i}
        if is_passive(verb):
            return self._agents(verb)
        own = self._nominatives(verb)
        if own:
            return [self._antecedent(verb, own[0])]
        if is_participle(verb) and verb.dep_ in ("acl", "amod", "acl:relcl", "appos") and verb.head.pos_ in _NOMINAL:
            return [verb.head]
        return self._misread_subjects(verb) or self._inherited(verb, seen)

    @staticmethod
    def _nominatives(verb: Token) -> list[Token]:
        """Grammatical subjects, the nominative first; of two, the one in the accusative is an object that the parser took for a subject."""
        own = [
            child
            for child in verb.children
            if child.dep_ == "nsubj" and child.pos_ in _NOMINAL and not _is_list_number(child)
        ]
        if len(own) < 2:
            return own
        return sorted(
            (child for child in own if case_of(child) != "Acc"), key=lambda child: case_of(child) not in ("Nom", None)
        )[:1]

    @staticmethod
    def _misread_subjects(verb: Token) -> list[Token]:
        """The subject to which the parser gave another relation: «Пекин манёвры осудил», «около ста фермеров перекрыли шоссе»."""
        before = [
            child for child in verb.children if child.i < verb.i and child.pos_ in _NOMINAL and child.dep_ in _MISREAD
        ]
        objects = [child for child in verb.children if child.dep_ == "obj"]
        return [child for child in before if objects != [child] and _may_be_subject(child, verb)][:1]

    def _stranded_objects(self, verb: Token) -> list[Token]:
        """A bare accusative before the verb that the parser hung on another noun: «полиция силу применять не станет»."""
        for token in reversed(verb.doc[verb.sent.start : verb.i]):
            if token.text in ",;:—" or is_verb(token):
                return []
            misread = token.dep_ in ("nmod", "conj", "appos") and token.head.pos_ in _NOMINAL
            if (
                misread
                and token.pos_ in ("NOUN", "PROPN")
                and case_of(token) == "Acc"
                and preposition_of(token) is None
                and preposition_of(token.head) is None
            ):
                return [token]
        return []

    def _agents(self, verb: Token) -> list[Token]:
        instrumentals = [
            d.token
            for d in self.dependents(verb)
            if d.preposition is None and (d.case == "Ins" or (d.case is None and d.token.dep_ == "obl"))
        ]
        return [
            token
            for token in instrumentals
            if token.dep_ != "nsubj:pass" and token.lemma_ not in self.lexicon.adverbial_nouns
        ]

    def _antecedent(self, verb: Token, subject: Token) -> Token:
        if subject.lemma_ in self.lexicon.relative_pronouns:
            clause = verb
            while clause.dep_ == "conj" and is_verb(clause.head):
                clause = clause.head
            if clause.dep_ in ("acl:relcl", "acl"):
                return clause.head
        return subject

    def _inherited(self, verb: Token, seen: frozenset[int]) -> list[Token]:
        head = self._coordinate_head(verb)
        if head == verb:
            return []
        if verb.dep_ == "conj" or (
            verb.dep_ == "xcomp"
            and has(verb, "VerbForm", "Fin")
            and feature(str(verb.morph), "Number") == feature(str(head.morph), "Number")
        ):
            if is_verb(head) or head.pos_ == "ADJ":
                return self.objects(head) if is_passive(head) and not is_passive(verb) else self.subjects(head, seen)
            return []
        if verb.dep_ in (
            "xcomp",
            "csubj",
            "ccomp",
            "obj",
            "obl",
            "acl",
            "nmod",
            "advcl",
            "nsubj",
            "nsubj:pass",
            "parataxis",
        ) and (is_infinitive(verb) or has(verb, "VerbForm", "Conv")):
            return self._controller(head, seen) if is_infinitive(verb) else self.surface_subjects(head, seen)
        return self._dropped(verb, seen)

    def _dropped(self, verb: Token, seen: frozenset[int]) -> list[Token]:
        """The subject that a content clause leaves out: «Трамп сказал, что готов приехать»; not an impersonal «что следует»."""
        personal = has(verb, "VerbForm", "Fin") or has(verb, "Variant", "Short")
        if (
            verb.dep_ != "ccomp"
            or not personal
            or not is_verb(verb.head)
            or verb.lemma_ in self.lexicon.impersonal
            or has(verb, "Gender", "Neut")
        ):
            return []
        speakers = self.subjects(verb.head, seen)
        plural = len(speakers) > 1 or any(
            has(token, "Number", "Plur") or len(coordinated(token)) > 1 for token in speakers
        )
        return speakers if plural == has(verb, "Number", "Plur") else []

    @staticmethod
    def _coordinate_head(verb: Token) -> Token:
        """The verb that shares its subject with this one: for a finite coordinate the nearest finite one above that agrees."""
        if verb.dep_ != "conj" or not has(verb, "VerbForm", "Fin"):
            return verb.head
        for head in verb.ancestors:
            agrees = all(
                feature(str(verb.morph), name) in (None, feature(str(head.morph), name))
                for name in ("Number", "VerbForm")
            )
            if is_verb(head) and agrees:
                return head
        return verb.head

    def surface_subjects(self, verb: Token, seen: frozenset[int] = frozenset()) -> list[Token]:
        """The subject as the clause shows it: the patient of a passive, else the deep subject."""
        return self.objects(verb) if is_passive(verb) else self.subjects(verb, seen)

    def _controller(self, governor: Token, seen: frozenset[int]) -> list[Token]:
        """Who does the act of an infinitive: the addressee under «призвать», else the governor's subject."""
        if governor.lemma_ in self.lexicon.object_control:
            for dependent in self.dependents(governor):
                if (
                    dependent.preposition,
                    dependent.case,
                ) in self.lexicon.addressee_forms and dependent.token.dep_ not in ("nsubj",):
                    return [dependent.token]
            if is_passive(governor):
                return self.objects(governor)
            if governor.lemma_ not in self.lexicon.shared_control:
                return []
        if governor.pos_ in ("NOUN", "PROPN"):
            return self.noun_subjects(governor, seen)
        if is_verb(governor) or governor.pos_ in ("ADJ", "ADV"):
            datives = [d.token for d in self.dependents(governor) if d.preposition is None and d.case == "Dat"]
            return self.subjects(governor, seen) or datives
        return []

    def demanded(self, token: Token) -> bool:
        """Whether an infinitive stands under a word of demanding: «требования казнить», «призвали уничтожить»."""
        return is_infinitive(token) and token.head.lemma_ in self.lexicon.object_control - self.lexicon.shared_control

    def noun_subjects(self, noun: Token, seen: frozenset[int] = frozenset()) -> list[Token]:
        """Whose act an act noun is: the subject of its light verb, else its genitive."""
        top = self.top(noun)
        if is_verb(top.head) and top.dep_ in ("obj", "obl", "nsubj:pass", "iobj", "xcomp", "nmod"):
            found = self.subjects(top.head, seen)
            if found:
                return found
        return [d.token for d in self.dependents(noun) if d.preposition is None and d.case == "Gen"]

    def objects(self, verb: Token) -> list[Token]:
        """Heads of the deep direct object: accusative, genitive under negation, the subject of a passive."""
        if is_passive(verb):
            if is_participle(verb) and verb.dep_ in ("acl", "amod", "acl:relcl") and verb.head.pos_ in _NOMINAL:
                return [verb.head]
            own = [child for child in verb.children if child.dep_ in ("nsubj:pass", "nsubj")]
            if own:
                return [self._antecedent(verb, own[0])]
            if verb.dep_ == "conj" and is_verb(verb.head):
                return self.surface_subjects(verb.head)
            if verb.dep_ == "xcomp":  # «договор должен быть ратифицирован»
                return [child for child in verb.head.children if child.dep_ in ("nsubj", "nsubj:pass")]
            return []
        subjects = self._nominatives(verb)
        own = [
            child
            for child in verb.children
            if child.dep_ in ("obj", "nsubj")
            and child not in subjects
            and child.pos_ in _NOMINAL
            and preposition_of(child) is None
            and not _is_list_number(child)
        ]
        if own:
            return [self._antecedent(verb, token) for token in own]
        bare = [
            d.token
            for d in self.dependents(verb)
            if d.preposition is None and d.case == "Acc" and d.token.dep_ in ("obl", "nmod", "iobj")
        ]
        return bare or self._stranded_objects(verb)

    def relative_object(self, infinitive: Token) -> Token | None:
        """The antecedent where an infinitive's object is «который»; the parser may hang that on a governor of the infinitive."""
        verb = infinitive
        while True:
            for child in verb.children:
                if child.lemma_ == "который" and child.dep_ in ("obj", "nsubj") and case_of(child) == "Acc":
                    clause = verb
                    while clause.dep_ not in ("acl:relcl", "acl") and clause.head != clause:
                        clause = clause.head
                    return clause.head if clause.head != clause else None
            if verb.dep_ != "xcomp":
                return None
            verb = verb.head

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
        """Whether a noun stands in a phrase of place, time or occasion: «на встрече», «в ходе визита»; not «осудил визит»."""
        token = noun
        while (
            preposition_of(token) is None
            and token.dep_ in ("nmod", "conj", "appos", "fixed")
            and token.head.pos_ in ("NOUN", "PROPN")
        ):
            token = token.head
        if preposition_of(token) not in self.lexicon.circumstantial_prepositions or has(token, "Case", "Acc"):
            return False
        head = token.head
        while head.dep_ in ("nmod", "appos") and head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        return head.dep_ not in ("nsubj", "nsubj:pass") and head.lemma_ not in self.lexicon.locative_government

    def clause_head(self, token: Token) -> Token:
        """The predicate of the clause that holds a token."""
        while token.head != token and not (is_verb(token) and not is_participle(token)):
            token = token.head
        return token

    def ancestors(self, token: Token) -> Iterator[tuple[Token, Token]]:
        """Pairs (child, governor) from the token up to the root."""
        while token.head != token:
            yield token, token.head
            token = token.head

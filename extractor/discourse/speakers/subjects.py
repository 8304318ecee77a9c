"""Who a verb of speech says is speaking: its subject, shared or its own, or the body in which it is said."""

from collections.abc import Iterator

from extractor.discourse.cues import Cues
from extractor.entities import mentions_of
from extractor.grammar.marks import QUOTATION
from extractor.grammar.morphology import NAMING, feature_of, has, is_finite, is_gerund, is_infinitive
from extractor.grammar.tokens import Parse, Stretch, Token

_SUBJECT = {"nsubj", "nsubj:pass", "csubj"}
_CLIMB = {"conj", "advcl", "xcomp", "parataxis", "ccomp", "root"}
_RELATIVE = {"acl:relcl", "acl"}
_MODIFIER = {"ADJ", "DET", "NUM"}
IMPERSONAL = {"прийтись", "приходиться", "удаться", "довестись"}  # «**министру** пришлось признать, что …»
_FARTHEST = 25  # tokens before a cue in which who speaks is looked for


class SpeechSubjects:
    """The subjects of verbs of speech in one document; `names` are the names by the tokens inside them."""

    def __init__(self, doc: Parse, cues: Cues, names: dict[int, Stretch]) -> None:
        self._doc = doc
        self._cues = cues
        self._names = names
        self._mentions = mentions_of(doc)

    def of(self, verb: Token, start: int, end: int) -> Token | None:
        """The noun for whom a verb of speech speaks; `[start, end)` is the cue's own clause."""
        if is_gerund(verb):
            return self._subject_of_gerund(verb)
        own = self._own_subject(verb, end)
        if own is not None and start <= own.i:
            return _antecedent(self._behind_addressee(own, verb))
        if verb.head.lemma_ in IMPERSONAL and is_infinitive(verb):
            return next(filter(self._is_dative, verb.head.children), None)
        inside = self._nominative(verb, start, end) or self._place(verb, start, end)
        if inside is None and own is None:  # «В банке, в свою очередь, сообщили»
            place = self._place(verb, max(verb.sent.start, start - _FARTHEST), start)
            inside = place if place is not None and place.head.i == verb.i else None
        outside = inside or own or self._inherited_subject(verb)
        if outside is None or outside.i >= end:  # where the parser has made what is said the main clause
            outside = self._before(verb) or outside
        return None if outside is None else self._counted(_antecedent(self._behind_addressee(outside, verb)))

    def _before(self, verb: Token) -> Token | None:
        """«**Источник**, близкий к следствию, сообщил, что Петров …»: the last nominative that no other verb parts."""
        for token in reversed(self._doc[verb.sent.start : verb.i]):
            if is_finite(token):
                return None
            subject = token.dep_ in _SUBJECT and has(token, "Case", "Nom") and self._is_subject(token, verb)
            if subject and feature_of(verb, "Gender") in {feature_of(token, "Gender"), None}:
                return token
        return None

    def first(self, start: int, end: int) -> Token | None:
        """The first subject in `[start, end)`."""
        subjects = (token for token in self._doc[start:end] if token.dep_ in _SUBJECT and self._can_speak(token))
        return next(subjects, None)

    def _behind_addressee(self, subject: Token, verb: Token) -> Token:
        """«Сказал Reuters **Иван Петров**»: an outlet that is not declined is who was told, before who tells it."""
        name = self._names.get(subject.i)
        if name is None or name.label_ != "ORG" or not self._doc[name.end - 1].is_ascii or subject.i < verb.i:
            return subject
        told = name.end + (name.end < len(self._doc) and self._doc[name.end].text in QUOTATION)
        following = self._doc[told] if told < len(self._doc) else subject
        named = following.i in self._names and self._names[following.i].label_ == "PER"
        person = named or (following.pos_ == "NOUN" and has(following, "Animacy", "Anim"))
        return following if person and has(following, "Case", "Nom") else subject

    def _counted(self, subject: Token) -> Token:
        """«47% **респондентов** считают»."""
        counted = (child for child in subject.children if has(child, "Case", "Gen") and child.pos_ in NAMING)
        return next(counted, subject) if subject.pos_ == "SYM" else subject

    def _is_dative(self, token: Token) -> bool:
        return has(token, "Case", "Dat") and token.pos_ in NAMING and self._can_speak(token)

    def _own_subject(self, verb: Token, end: int) -> Token | None:
        """The subject that hangs on a verb, before `end`: behind it begins what is said."""
        subjects = [t for t in verb.children if t.i < end and t.dep_ in _SUBJECT and self._can_speak(t)]
        if len(subjects) > 1 and self._is_told(subjects[-1], verb):
            subjects = [token for token in subjects if token.i < verb.i] or subjects
        return min(subjects, key=lambda token: abs(token.i - verb.i), default=None)

    def _is_told(self, token: Token, verb: Token) -> bool:
        """«Полицейский сказал **Reuters**»: a body whose name nobody declines is whom somebody tells."""
        name = self._names.get(token.i)
        return token.i > verb.i and name is not None and name.label_ == "ORG"

    def _can_speak(self, token: Token) -> bool:
        if token.lemma_ in self._cues.reported:  # «Сообщается» taken for a noun
            return False
        named = token.lemma_ not in {"что", "это", "то", "всё"} and token.pos_ in {*NAMING, *_MODIFIER, "VERB", "SYM"}
        return named and not self._is_thing(token)

    def _is_thing(self, token: Token) -> bool:
        """A noun for no body and no text: «наступит **день**», «состояние **здоровья**»; a quoted one is a title."""
        thing = token.pos_ == "NOUN" and feature_of(token, "Animacy") == "Inan" and token.i not in self._names
        quoted = any(mark.text in QUOTATION for mark in self._doc[max(0, token.i - 2) : token.i + 2])
        return thing and token.lemma_ not in self._cues.speaking and not quoted and not self._mentions.at(token)

    def _nominative(self, verb: Token, start: int, end: int) -> Token | None:
        """The first noun in the nominative after the verb, else the last one before it."""
        after = (token for token in self._doc[verb.i + 1 : end] if self._is_subject(token, verb))
        before = (token for token in reversed(self._doc[start : verb.i]) if self._is_subject(token, verb))
        return next(after, None) or next(before, None)

    def _is_subject(self, token: Token, verb: Token) -> bool:
        if feature_of(token, "Number") == "Plur" and feature_of(verb, "Number") == "Sing":
            return False
        counted = token.pos_ == "NUM" and token.dep_ in _SUBJECT  # «одна из них»
        if not (token.pos_ in NAMING or counted) or not self._can_speak(token) or token.dep_ in {"flat:name", "flat"}:
            return False
        if token.i in self._names:
            return feature_of(token, "Case") in {"Nom", None} and not self._is_addressee(token)
        number = next((child for child in token.children if child.dep_ == "nummod:gov"), None)
        if feature_of(token, "Case") == "Gen" and number is not None:  # «рассказали несколько **источников** в порту»
            return number.i == 0 or self._doc[number.i - 1].pos_ != "ADP"
        adjacent = token.i == verb.i + 1  # where the parser errs, order tells: «передаёт корреспондент»
        return feature_of(token, "Case") == "Nom" and (adjacent or token.dep_ not in {"nmod", "obl", "obj"})

    def _is_addressee(self, token: Token) -> bool:
        """«**агентству** "Интерфакс" сообщили»: a name in the place of another case's noun."""
        at = self._names[token.i].start - 1
        while at > token.sent.start and self._doc[at].pos_ == "PUNCT":
            at -= 1
        bearer = self._doc[at]
        return at < token.i and bearer.lemma_ in self._cues.bearing and feature_of(bearer, "Case") not in {"Nom", None}

    def _place(self, verb: Token, start: int, end: int) -> Token | None:
        """«сообщили **в Минобороны**»: an institution in place of a subject."""
        if feature_of(verb, "Number") != "Plur":
            return None
        places = [place for place in self._places(start, end) if self._is_body(place)]
        return next((place for place in places if place.head.i == verb.i), places[0] if places else None)

    def _places(self, start: int, end: int) -> Iterator[Token]:
        for token in self._doc[start:end]:
            place = self.noun_after(token, end) if token.pos_ == "ADP" and token.lemma_ in {"в", "на"} else None
            if place is not None:
                yield place

    def _is_body(self, place: Token) -> bool:
        """Not «**в мае** в «Forbes» писали», «убеждены **в том**, что …»."""
        undeclined = place.is_ascii or self._doc[place.i - 1].pos_ == "PUNCT"
        named = place.lower_ != "том" and place.lemma_ not in self._cues.measures
        return named and (undeclined or feature_of(place, "Case") in {"Loc", None})

    def noun_after(self, preposition: Token, end: int) -> Token | None:
        for token in self._doc[preposition.i + 1 : end]:
            if token.pos_ in NAMING:
                return token
            if token.pos_ not in {*_MODIFIER, "PUNCT"} or token.text == ",":
                return None
        return None

    def _subject_of_gerund(self, gerund: Token) -> Token | None:
        """The subject of the verb that it hangs on; where the parser errs, the sentence's first one."""
        inherited = self._inherited_subject(gerund)
        start = max(gerund.sent.start, gerund.i - 2 * _FARTHEST)
        if inherited is not None and (inherited.i < gerund.i or gerund.i <= start + 1):
            return inherited
        return next((token for token in self._doc[start : gerund.i] if self._is_subject(token, gerund)), inherited)

    def _inherited_subject(self, verb: Token) -> Token | None:
        """A gerund, a participle or a second predicate has the subject of what it hangs on."""
        token = verb
        for _ in range(6):
            if token.dep_ in {"acl", "amod"} and token.head.pos_ in NAMING:
                return token.head
            if token.dep_ == "acl:relcl":  # «министр разослал письма, в которых заявил»
                token = token.head
                while token.pos_ in NAMING and token.head.i != token.i and token.dep_ not in _SUBJECT:
                    token = token.head
            elif token.head.i == token.i or token.dep_ not in _CLIMB:
                return None
            else:
                token = token.head
            subject = self._own_subject(token, len(self._doc))
            if subject is not None and subject.i != verb.i:
                return subject
        return None


def _antecedent(subject: Token) -> Token:
    """For whom a relative pronoun stands: «**министр**, который заявил»."""
    if subject.lemma_ != "который":
        return subject
    clause = subject.head
    while clause.dep_ in _CLIMB and clause.head.i != clause.i:
        clause = clause.head
    return clause.head if clause.dep_ in _RELATIVE else _beside(subject)


def _beside(relative: Token) -> Token:
    """The noun right before «, который», where the parser has not found the relative clause."""
    doc = relative.doc
    if relative.i < 2 or doc[relative.i - 1].text != ",":
        return relative
    noun = doc[relative.i - 2]
    while noun.dep_ in {"flat", "flat:name", "appos"} and noun.head.i < noun.i:
        noun = noun.head
    agrees = all(feature_of(noun, name) == feature_of(relative, name) for name in ("Gender", "Number"))
    return noun if noun.pos_ in NAMING and agrees else relative

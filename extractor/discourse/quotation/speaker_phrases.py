"""Who speaks: the noun phrase that a cue names."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extractor.discourse.cues import Cues
from extractor.grammar.marks import DASHES, STOPS
from extractor.grammar.morphology import feature_of, has, is_any_participle, is_finite, is_gerund
from extractor.grammar.ranges import ITALICS, Range

_SUBJECT = {"nsubj", "nsubj:pass", "csubj"}
_CLIMB = {"conj", "advcl", "xcomp", "parataxis", "ccomp", "root"}
_RELATIVE = {"acl:relcl", "acl"}
_MODIFIER = {"ADJ", "DET", "NUM"}
_OUTSIDE = {"VERB", "AUX", "ADV", "PART"}  # what no noun phrase goes on over, unless it is part of a name
_TITLE = 10  # tokens before a colon that can be a speaker
_PHRASE = 25  # tokens of a noun phrase at most, so that the cost stays linear
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "X"})


@dataclass(frozen=True, slots=True)
class Source:
    """A speaker as the text names it: tokens `[start, end)` and the token that stands for them."""

    start: int
    end: int
    head: int


class Sources:
    """Finds the speakers of cues in one document."""

    def __init__(self, doc: Doc, cues: Cues) -> None:
        self._doc = doc
        self._cues = cues
        self._names: dict[int, Span] = {i: name for name in doc.spans.get("names", ()) for i in _tokens(name)}
        self._people = {doc[i].orth for i, name in self._names.items() if name.label_ == "PER"}

    def of_cue(self, verb: Token, start: int, end: int) -> tuple[Range, Source | None] | None:
        """The cue's own words and its speaker; `[start, end)` is the cue's clause.

        The speaker is not always the subject: «приводит Reuters слова **министра**», «цитирует агентство
        **министра**», «говорится в заявлении **ведомства**». None where the text names nobody.
        """
        if verb.lemma_ in self._cues.reported:
            return self.of_text(verb, start, end)
        spoken = self._cues.phrases.get(verb.lemma_, frozenset()) & self._cues.words
        for token in self._doc[verb.i + 1 : end] if spoken else ():
            source = self.genitive(token.i + 1, end) if token.lemma_ in spoken else None
            if source is not None:
                return (token.i, token.i + 1), source
        cited = self.oblique(verb.i + 1, end) if verb.lemma_ in self._cues.citing else None
        source = cited or self.of_verb(verb, start, end)
        return None if source is None else ((verb.i, verb.i + 1), source)

    def of_verb(self, verb: Token, start: int, end: int) -> Source | None:
        """The subject of a verb of speech; `[start, end)` is the cue's own clause."""
        if is_gerund(verb):
            subject = self._subject_of_gerund(verb)
            return None if subject is None else self.phrase(subject)
        own = self._own_subject(verb)
        if own is not None and start <= own.i < end:
            return self.phrase(self._antecedent(own))
        inside = self._nominative(verb, start, end) or self._place(verb, start, end)
        if inside is None and own is None:  # «В банке, в свою очередь, сообщили»
            place = self._place(verb, max(verb.sent.start, start - _PHRASE), start)
            inside = place if place is not None and place.head.i == verb.i else None
        outside = inside or own or self._inherited_subject(verb)
        return None if outside is None else self.phrase(self._antecedent(outside))

    def _antecedent(self, subject: Token) -> Token:
        """For whom a relative pronoun stands: «**министр**, который заявил»."""
        if subject.lemma_ != "который":
            return subject
        clause = subject.head
        while clause.dep_ in _CLIMB and clause.head.i != clause.i:
            clause = clause.head
        return clause.head if clause.dep_ in _RELATIVE else subject

    def of_text(self, verb: Token, start: int, end: int) -> tuple[Range, Source | None] | None:
        """«говорится в **заявлении** ведомства»: the cue's words, and whose text it is."""
        for token in (*self._doc[verb.i + 1 : end], *reversed(self._doc[start : verb.i])):
            if token.lemma_ in self._cues.texts and token.pos_ == "NOUN":
                first, last = min(verb.i, token.i), max(verb.i, token.i) + 1
                if token.i < verb.i and token.i > start and self._doc[token.i - 1].pos_ == "ADP":
                    first -= 1
                limit = end if token.i > verb.i else verb.i
                return (first, last), self.genitive(self._published(token, limit), limit)
        return None

    def _published(self, text: Token, end: int) -> int:
        """Behind a text and where it stands: «в сообщении **на официальном сайте** ведомства»."""
        if text.i + 1 < end and self._doc[text.i + 1].pos_ == "ADP":
            place = next((token for token in self._doc[text.i + 2 : end] if token.pos_ not in _MODIFIER), None)
            if place is not None and place.lemma_ in self._cues.texts:
                return place.i + 1
        return text.i + 1

    def genitive(self, start: int, end: int) -> Source | None:
        """The noun phrase in the genitive that opens `[start, end)`: «по словам **министра**»."""
        for token in self._doc[start:end]:
            if token.i in self._names or token.pos_ in NOMINAL:
                governed = token.i in self._names or feature_of(token, "Case") in {"Gen", None}
                return self._while_genitive(self.phrase(token)) if governed else None
            if token.text == "," or token.pos_ not in {*_MODIFIER, "PUNCT", "VERB", "ADV"}:
                return None
        return None

    def _while_genitive(self, source: Source) -> Source:
        """«по мнению экспертов (рост цен продолжится)»: without a comma, a nominative opens the claim."""
        for token in self._doc[source.head + 1 : source.end]:
            declined = token.pos_ in {"NOUN", "ADJ", "DET"} and token.i not in self._names
            inanimate = feature_of(token, "Case") == "Acc" and feature_of(token, "Animacy") == "Inan"
            if declined and (feature_of(token, "Case") == "Nom" or inanimate) and self._doc[token.i - 1].pos_ != "ADP":
                return Source(source.start, token.i, source.head)
        return source

    def oblique(self, start: int, end: int) -> Source | None:
        """The first noun in `[start, end)` that is an object: «цитирует агентство **министра**»."""
        nouns = (t for t in self._doc[start:end] if t.pos_ in NOMINAL and not t.is_ascii)
        found = (t for t in nouns if feature_of(t, "Case") in {"Gen", "Acc"})
        head = next(found, None)
        return None if head is None else self.phrase(head)

    def sole_name(self, start: int, end: int) -> Source | None:
        """The person or body whose name is all that `[start, end)` holds."""
        if start >= end:
            return None
        name = self._names.get(start)
        if name is None:
            # a surname that the tagger knows only in its full form, or «Источник: …»
            alone = end == start + 1
            known = self._doc[start].orth in self._people or self._doc[start].lemma_ in self._cues.informants
            return Source(start, end, start) if alone and known else None
        whole = self._named(name, name.root)
        if name.label_ == "LOC" or (whole.start, whole.end) != (start, end):
            return None
        return whole

    def sole_role(self, start: int, end: int) -> Source | None:
        """A noun phrase of a person in the nominative and nothing else: «Министр обороны», «Канцлер ФРГ Шольц»."""
        words = self._doc[start:end]
        if not 0 < end - start <= _TITLE or any(is_finite(t) or t.text in STOPS | DASHES | {",", ";"} for t in words):
            return None
        for token in words:
            if token.pos_ in {"ADJ", "DET"} or (token.pos_ == "VERB" and is_any_participle(token)):
                continue
            if token.pos_ == "NOUN" and has(token, "Case", "Nom") and has(token, "Animacy", "Anim"):
                source = self.phrase(token)
                return source if source.end == end else None
            if token.pos_ != "ADP" and token.dep_ not in {"nmod", "obl"}:
                return None
        return None

    def sole_person(self, start: int, end: int) -> Source | None:
        """The person whom a clause `[start, end)` is about: «**Петров** был краток», «**он** возмутился»."""
        subjects = [
            token
            for token in self._doc[start:end]
            if token.dep_ in _SUBJECT and token.head.dep_ == "root" and feature_of(token, "Number") == "Sing"
        ]
        if len(subjects) != 1:
            return None
        source = self.phrase(subjects[0])
        named = any(self.is_person(token) for token in self._doc[source.start : source.end])
        return source if named or subjects[0].lower_ in {"он", "она"} else None

    def is_person(self, token: Token) -> bool:
        name = self._names.get(token.i)
        return name is not None and name.label_ == "PER"

    # --- from the head of a noun phrase to its words ------------------------------------------------

    def phrase(self, head: Token) -> Source:
        """The name in a noun phrase, else the phrase itself up to the next verb or mark."""
        own = self._names.get(head.i)
        if own is not None and not self._is_bearer(head):
            return self._named(own, head)
        name = self._apposed(head)
        if name is not None:
            return self._named(name, name.root)
        end = self._right(head)
        name = self._named_behind(head, end)
        return Source(self._left(head), end, head.i) if name is None else self._named(name, name.root)

    def _named_behind(self, head: Token, end: int) -> Span | None:
        """«сообщил лидер фракции, депутат сейма **Ян Новак**»: the name behind further roles of one person."""
        doc = self._doc
        if not (has(head, "Case", "Nom") and has(head, "Number", "Sing") and has(head, "Animacy", "Anim")):
            return None
        if end >= len(doc) or doc[end].text != ",":
            return None
        roles = 0
        for token in doc[end + 1 : end + 2 * _PHRASE]:
            name = self._names.get(token.i)
            if name is not None and name.start == token.i and name.label_ == "PER":
                goes_on = name.end < len(doc) and doc[name.end].pos_ in _OUTSIDE
                return name if roles and feature_of(name.root, "Case") in {"Nom", None} and not goes_on else None
            if token.is_space or token.pos_ in {"PRON", "SCONJ"} or token.text in STOPS | DASHES:
                return None
            if token.pos_ in _OUTSIDE and name is None:
                return None
            roles += feature_of(token, "Case") == "Nom" and feature_of(token, "Animacy") == "Anim"
        return None

    def _named(self, name: Span, head: Token) -> Source:
        """A name as it stands; a body's with its country and adjectives: «МИД **Чили**», «**чилийский** МИД»."""
        following = self._names.get(name.end)
        body = name.label_ == "ORG"
        start = self._left(head) if body and name.start == head.i else name.start
        if body and following is not None and following.label_ == "LOC" and feature_of(following.root, "Case") == "Gen":
            return Source(start, following.end, head.i)
        return Source(start, name.end, head.i)

    def _is_bearer(self, token: Token) -> bool:
        return token.lemma_ in self._cues.bearers

    def _apposed(self, head: Token) -> Span | None:
        """«президент США **Барак Обама**», «агентство **Agerpres**»."""
        found = None
        for token in self._run(head):
            name = self._names.get(token.i)
            if name is None or name.start != token.i:
                continue
            if name.label_ == "PER" and self._stands_for(name.root, head):
                found = name
            elif name.label_ == "ORG" and self._is_bearer(head) and self._follows(head, name.start):
                return name
        return found

    def _stands_for(self, root: Token, head: Token) -> bool:
        agrees = len({feature_of(root, "Case"), feature_of(head, "Case")} - {None}) < 2
        return agrees or (root.head.i == head.i and root.dep_ in {"appos", "flat:name", "flat", "nsubj"})

    def _follows(self, head: Token, start: int) -> bool:
        return all(token.pos_ in {"PUNCT", "ADJ"} or token.text in ITALICS for token in self._doc[head.i + 1 : start])

    def _run(self, head: Token) -> Iterator[Token]:
        """The words after a noun that can belong to its phrase."""
        for token in self._doc[head.i + 1 : head.i + _PHRASE]:
            mark = token.pos_ == "PUNCT" and token.text not in '«»"“”„' and token.text not in ITALICS
            if token.is_space or mark or token.pos_ in {"PRON", "SCONJ"}:
                return
            if token.pos_ in _OUTSIDE and token.i not in self._names:
                return
            if token.pos_ == "CCONJ" and not self._joins_modifiers(token, head):
                return
            yield token

    def _joins_modifiers(self, conjunction: Token, head: Token) -> bool:
        """«член комитета по обороне **и** безопасности»: not a second speaker."""
        following = self._doc[conjunction.i + 1 : conjunction.i + 4]
        case = next((feature_of(token, "Case") for token in following if token.pos_ in NOMINAL), None)
        other = conjunction.lower_ == "и" and conjunction.i > head.i + 1
        return other and case not in {None, feature_of(head, "Case")}

    def _left(self, head: Token) -> int:
        start = head.i
        while start > 0:
            before = self._doc[start - 1]
            modifies = before.pos_ in _MODIFIER or (before.pos_ == "VERB" and before.dep_ == "amod")
            if not modifies or before.head.i != head.i:
                break
            start -= 1
        return start

    def _right(self, head: Token) -> int:
        end = head.i + 1
        if head.pos_ == "PRON":
            return end
        inside = {head.i}
        for token in self._run(head):
            if token.head.i not in inside and token.head.i < head.i:
                break
            inside.add(token.i)
            end = token.i + 1
        while end > head.i + 1 and self._doc[end - 1].pos_ in {"ADP", "PUNCT", "CCONJ"}:
            if self._doc[end - 1].text in '»"”':
                break
            end -= 1
        return end

    # --- subjects ---------------------------------------------------------------------------------------

    def _own_subject(self, verb: Token) -> Token | None:
        subjects = [token for token in verb.children if token.dep_ in _SUBJECT and self._can_speak(token)]
        return min(subjects, key=lambda token: abs(token.i - verb.i), default=None)

    def _can_speak(self, token: Token) -> bool:
        if token.lemma_ in self._cues.reported:  # «Сообщается» taken for a noun
            return False
        return token.lemma_ not in {"что", "это", "то", "всё"} and token.pos_ in {*NOMINAL, *_MODIFIER, "VERB"}

    def _nominative(self, verb: Token, start: int, end: int) -> Token | None:
        """The first noun in the nominative after the verb, else the last one before it."""
        after = (token for token in self._doc[verb.i + 1 : end] if self._is_subject(token, verb))
        before = (token for token in reversed(self._doc[start : verb.i]) if self._is_subject(token, verb))
        return next(after, None) or next(before, None)

    def _is_subject(self, token: Token, verb: Token) -> bool:
        if feature_of(token, "Number") == "Plur" and feature_of(verb, "Number") == "Sing":
            return False
        counted = token.pos_ == "NUM" and token.dep_ in _SUBJECT  # «одна из них»
        if not (token.pos_ in NOMINAL or counted) or not self._can_speak(token) or token.dep_ in {"flat:name", "flat"}:
            return False
        if token.i in self._names:
            return feature_of(token, "Case") in {"Nom", None} and not self._is_addressee(token)
        adjacent = token.i == verb.i + 1  # where the parser errs, order tells: «передаёт корреспондент»
        return feature_of(token, "Case") == "Nom" and (adjacent or token.dep_ not in {"nmod", "obl", "obj"})

    def _is_addressee(self, token: Token) -> bool:
        """«**агентству** "Интерфакс" сообщили»: a name in the place of another case's noun."""
        at = self._names[token.i].start - 1
        while at > token.sent.start and self._doc[at].pos_ == "PUNCT":
            at -= 1
        bearer = self._doc[at]
        return at < token.i and self._is_bearer(bearer) and feature_of(bearer, "Case") not in {"Nom", None}

    def _place(self, verb: Token, start: int, end: int) -> Token | None:
        """«сообщили **в Минобороны**»: an institution in place of a subject."""
        if feature_of(verb, "Number") != "Plur":
            return None
        for token in self._doc[start:end]:
            if token.pos_ == "ADP" and token.lemma_ in {"в", "на"}:
                place = self._noun_after(token, end)
                timed = place is not None and place.lemma_ in self._cues.measures  # «в мае в «Forbes» писали»
                undeclined = place is not None and (place.is_ascii or self._doc[place.i - 1].pos_ == "PUNCT")
                if place is not None and not timed and (undeclined or feature_of(place, "Case") in {"Loc", None}):
                    return place
        return None

    def _noun_after(self, preposition: Token, end: int) -> Token | None:
        for token in self._doc[preposition.i + 1 : end]:
            if token.pos_ in NOMINAL:
                return token
            if token.pos_ not in {*_MODIFIER, "PUNCT"} or token.text == ",":
                return None
        return None

    def _subject_of_gerund(self, gerund: Token) -> Token | None:
        """The subject of the verb that it hangs on; where the parser errs, the sentence's first one."""
        inherited = self._inherited_subject(gerund)
        start = max(gerund.sent.start, gerund.i - 2 * _PHRASE)
        if inherited is not None and (inherited.i < gerund.i or gerund.i <= start + 1):
            return inherited
        return next((token for token in self._doc[start : gerund.i] if self._is_subject(token, gerund)), inherited)

    def _inherited_subject(self, verb: Token) -> Token | None:
        """A gerund, a participle or a second predicate has the subject of what it hangs on."""
        token = verb
        for _ in range(6):
            if token.dep_ in {"acl", "amod"} and token.head.pos_ in NOMINAL:
                return token.head
            if token.dep_ == "acl:relcl":  # «министр разослал письма, в которых заявил»
                token = token.head
                while token.pos_ in NOMINAL and token.head.i != token.i and token.dep_ not in _SUBJECT:
                    token = token.head
            elif token.head.i == token.i or token.dep_ not in _CLIMB:
                return None
            else:
                token = token.head
            subject = self._own_subject(token)
            if subject is not None and subject.i != verb.i:
                return subject
        return None


def _tokens(span: Span) -> range:
    return range(span.start, span.end)

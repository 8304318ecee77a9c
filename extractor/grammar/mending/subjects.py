"""Which of a verb's nouns is its subject where the parser's choice cannot be or another one must.

Russian puts what is new behind: «Посла отозвала {Польша}», «Вчера ответил Киеву {Лондон}». The parser, at home in
sentences that begin with their subjects, then takes the one behind for the object, or hangs it on the noun before it.
Case and agreement tell them apart, as the dictionary has them (Zaliznyak 1977 by pymorphy3), not the tagger, which
chooses the case by the order too.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from extractor.grammar.columns import Features, Words, features
from extractor.grammar.dictionary import Reading, finite_verb, is_latin, nominal_readings
from extractor.grammar.marks import QUOTATION
from extractor.grammar.mending.change import Change

SUBJECT, OBJECT = "nsubj", "obj"
_NOUNS = ("NOUN", "PROPN")
_NOMINAL = (*_NOUNS, "PRON")
_ARGUMENTS = (SUBJECT, OBJECT, "iobj", "obl", "nmod", "appos")
_STRANDED = ("nmod", "obj")
_REFLEXIVE = ("ся", "сь")
_DIVIDING = frozenset(",;:—–-()")
_CLAUSAL = ("VERB", "AUX", "SCONJ")
_ADDING = (",", "и", "или")
_RELATIVE = "который"
_ANY = frozenset(Reading(case, "", "", animate=False) for case in ("Nom", "Acc"))
_UNDER = 4  # how deep below a verb's noun the subject may have been hung


def misread(words: Words) -> list[Change]:
    """The subjects and objects that have to change."""
    found: list[Change] = []
    for position, feats in enumerate(words.features):
        if feats.verb_form == "Fin" and words.pos[position] == "VERB" and feats.person in ("", "3"):
            found += _Clause(words, position).mended()
    return found


class _Clause:
    """A finite verb with the nouns that may be its subject or object."""

    def __init__(self, words: Words, verb: int) -> None:
        self._words = words
        self._verb = verb
        self._nouns = [child for child in words.children[verb] if self._is_argument(child)]
        self._subjects = [noun for noun in self._nouns if words.dep[noun] == SUBJECT and self._is_near(noun)]

    def mended(self) -> Iterator[Change]:
        """What has to change, the new subject first."""
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen not in self._subjects:
            yield Change(chosen, self._verb, SUBJECT, {"Case": "Nom"})
        for former in self._subjects:
            if former != chosen and self._may_be_object(former):
                yield self._object(former)

    def _object(self, noun: int) -> Change:
        """A former subject as the object, beside another one as whom it is for: «{Перу} послала врачей Канада»."""
        another = any(self._words.dep[other] == OBJECT for other in self._nouns)
        dative = any(reading.case == "Dat" for reading in self._readings(noun))
        relation, case = ("iobj", "Dat") if another and dative else (OBJECT, "Acc")
        return Change(noun, self._verb, relation, {"Case": case})

    def _chosen(self) -> int | None:
        """The subject, if it is another than the parser's or one of several."""
        taken = [child for child in self._words.children[self._verb] if self._words.dep[child] in (SUBJECT, "csubj")]
        if not taken:
            certain = self._nearest(filter(self._must_be_subject, self._others))
            return certain if certain is not None else self._relative() or self._beside_an_object() or self._in_front()
        if self._reflexive or taken != self._subjects or not any(map(self._may_be_object, taken)):
            return None
        sound = [noun for noun in self._subjects if self._is_counted(noun) or self._may_be_subject(noun)]
        if len(self._subjects) > 1:
            return self._of_several(sound)
        return self._rival(sound[0]) if sound else self._instead(self._subjects[0])

    def _of_several(self, sound: list[int]) -> int | None:
        """Of several the one that must be; else the second, for whose sake the first stands in front.

        Of two names behind the verb it is the first: «Ответила {Меркель} Берлускони».
        """
        certain = [noun for noun in sound if self._must_be_subject(noun)]
        for left in (certain, sound):
            if len(left) == 1:
                return left[0]
        first, last = self._subjects[0], self._subjects[-1]
        words = self._words
        fronted = first < self._verb < last and words.features[first].animacy == "Inan" and self._may_be_object(first)
        fronted = fronted and (words.features[last].case != "Acc" or words.features[first].case == "Acc")
        if words.pos[last] != "PROPN" or first not in sound or last not in sound:
            return None
        return first if self._verb < first else last if fronted else None

    def _rival(self, subject: int) -> int | None:
        """The noun that must be the subject where the parser's need not: «Контингент сократит {Франция}»."""
        if self._must_be_subject(subject):
            return None
        case = self._words.features[subject].case
        return self._nearest(
            noun
            for noun in self._others
            if self._must_be_subject(noun) or (case == "Acc" and self._is_nominative_object(noun))
        )

    def _instead(self, subject: int) -> int | None:
        """The subject in the place of one that does not agree: «Ультиматум отклонила {хунта}»."""
        words = self._words
        several = any(
            words.features[child].case == "Gen" and words.features[child].number == "Plur"
            for child in words.children[subject]
        )  # «ряд стран ввели санкции»
        fits = self._must_be_subject if several else self._may_be_subject
        return self._nearest(filter(fits, self._others))

    def _relative(self) -> int | None:
        """«Который» before a verb that has another object: «страна, {которая} продаёт вертолёты»."""
        words = self._words
        objects = [noun for noun in self._nouns if words.dep[noun] == OBJECT]
        pronouns = (noun for noun in objects if words.lemma[noun] == _RELATIVE and self._may_be_subject(noun))
        return next(pronouns, None) if len(objects) > 1 else None

    def _beside_an_object(self) -> int | None:
        """The second object of a verb without a subject: «Японии уран продал {Казахстан}»; the one that can be none."""
        words = self._words
        if words.dep[self._verb] == "conj":
            return None  # whose subject stands at the verb before
        objects = [noun for noun in self._others if words.dep[noun] in (OBJECT, "iobj")]
        behind = [noun for noun in objects if noun > self._verb and self._may_be_subject(noun)]
        for noun in behind:
            alike = any(words.dep[other] == words.dep[noun] and not self._may_be_subject(other) for other in objects)
            if self._reflexive or alike or self._is_nominative_object(noun):
                return noun if self._form.number == "Sing" or words.text[noun].isupper() else None
        return None

    def _in_front(self) -> int | None:
        """The only object, in front of a verb that nobody else can do: «{Пакистан} ударил по порту»."""
        objects = [noun for noun in self._nouns if self._words.dep[noun] == OBJECT]
        personal = self._form.number == "Sing" and self._form.gender != "Neut" and self._words.dep[self._verb] != "conj"
        alone = personal and len(objects) == 1 and objects[0] < self._verb and self._is_near(objects[0])
        return objects[0] if alone and self._is_nominative_object(objects[0]) else None

    @cached_property
    def _others(self) -> list[int]:
        """The nouns without a preposition that are not taken for the subject, those hung below others with them."""
        tops = (top for top in self._words.children[self._verb] if top not in self._subjects)
        hung = (noun for top in tops for noun in self._stranded(top, _UNDER))
        nouns = [noun for noun in self._nouns if noun not in self._subjects] + list(hung)
        return [noun for noun in nouns if self._is_near(noun) and self._is_plain(noun)]

    def _is_plain(self, noun: int) -> bool:
        """Whether a noun stands without what would hide its case: «получил {7} лет», «отверг план Пан {Ги Муна}»."""
        words = self._words
        below = {words.dep[child] for child in words.children[noun]}
        hidden = "nummod" in below or ("flat" in below and words.features[noun].case != "Nom")
        return words.pos[noun] in _NOUNS and not hidden and not is_latin(words.form[noun])

    def _stranded(self, above: int, depth: int) -> Iterator[int]:
        """The nominatives that the parser hung on another noun of the clause: «послала спасателей {Армения}»."""
        words = self._words
        if not depth or words.pos[above] not in _NOUNS:
            return
        for child in words.children[above]:
            hung = words.dep[child] in _STRANDED and words.pos[child] in _NOUNS and not words.preposition(child)
            if hung and self._must_be_subject(child):
                yield child
            yield from self._stranded(child, depth - 1)

    def _nearest(self, nouns: Iterable[int]) -> int | None:
        """The nearest, of those behind the verb first."""
        return min(nouns, key=lambda noun: (noun < self._verb, abs(noun - self._verb)), default=None)

    def _is_argument(self, noun: int) -> bool:
        words = self._words
        nominal = words.pos[noun] in _NOMINAL and words.dep[noun] in _ARGUMENTS
        return nominal and not words.preposition(noun)

    def _is_near(self, noun: int) -> bool:
        """Whether no other clause and no enumeration stands between a noun and the verb."""
        words = self._words
        first, last = sorted((noun, self._verb))
        between = range(first + 1, last)
        marks = _DIVIDING | QUOTATION
        return not any(words.text[token] in marks or words.pos[token] in _CLAUSAL for token in between)

    def _is_nominative_object(self, noun: int) -> bool:
        """Whether the tagger takes for a nominative what the parser takes for an object."""
        words = self._words
        nominative = words.features[noun].case == "Nom" and words.dep[noun] == OBJECT
        return nominative and words.pos[noun] == "PROPN" and self._may_be_subject(noun)

    def _may_be_subject(self, noun: int) -> bool:
        """Whether some reading of a form is a nominative that agrees with the verb."""
        return any(self._agrees(noun, one) for one in self._readings(noun) if one.case == "Nom")

    def _must_be_subject(self, noun: int) -> bool:
        """Whether a form agrees and is a nominative in every reading, or by the tagger, and can be no accusative."""
        if not self._may_be_subject(noun):
            return False
        known = nominal_readings(self._words.form[noun])
        told = self._words.features[noun].case == "Nom" and not self._may_be_object(noun)
        return known is not None and (told or all(one.case == "Nom" for one in known))

    def _may_be_object(self, noun: int) -> bool:
        """Whether some reading of a form is an accusative; of pronouns only «который» is asked."""
        asked = self._words.pos[noun] in _NOUNS or self._words.lemma[noun] == _RELATIVE
        return asked and any(one.case == "Acc" for one in self._readings(noun))

    def _readings(self, noun: int) -> frozenset[Reading]:
        """What the dictionary says of a form, of an unknown word the tagger; an abbreviation stands for every case."""
        words = self._words
        text, feats = words.text[noun], words.features[noun]
        if text.isupper() and len(text) > 1:
            return _ANY
        told = Reading(feats.case, feats.number, feats.gender, animate=feats.animacy == "Anim")
        return nominal_readings(words.form[noun]) or frozenset([told])

    def _agrees(self, noun: int, reading: Reading) -> bool:
        """Agreement in number and, in the past, gender: «депутат {спросила}» too, «А и Б {решили}»."""
        words, verb = self._words, self._form
        several = any(words.dep[child] == "conj" for child in words.children[noun])
        if reading.number == "" or (several and verb.number == "Plur"):
            return True
        if verb.number != reading.number:
            return False
        woman = reading.animate and reading.gender == "Masc" and verb.gender == "Fem"
        return woman or verb.gender in ("", reading.gender) or not reading.gender

    def _is_counted(self, noun: int) -> bool:
        """Whether a subject agrees in meaning alone: «трое горняков {ждут}», «Перу и Чили {ждут}», not «{ждёт}»."""
        words = self._words
        below = {words.dep[child] for child in words.children[noun]}
        adds = bool(below & {"cc", "conj"}) or words.text[min(noun + 1, len(words) - 1)] in _ADDING
        return "nummod" in below or (adds and self._form.number == "Plur")

    @cached_property
    def _form(self) -> Features:
        """The features of the verb: the tagger may choose them by a wrong subject."""
        known = finite_verb(self._words.form[self._verb])
        return features(known.features) if known else self._words.features[self._verb]

    @cached_property
    def _reflexive(self) -> bool:
        return self._words.form[self._verb].endswith(_REFLEXIVE)

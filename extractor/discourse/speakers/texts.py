"""Whose a text is: «заявление **ведомства**», or «в нём говорится» of a text that was told of before."""

from collections.abc import Iterator

from extractor.discourse.cues import Cues
from extractor.discourse.speakers.phrases import FARTHEST, MODIFIERS, SpeakerPhrase, SpeakerPhrases
from extractor.grammar.marks import STOPS
from extractor.grammar.morphology import NAMING, feature_of, has, is_any_participle
from extractor.grammar.relatives import WHICH
from extractor.grammar.tokens import Parse, Token

_PRONOUNS = frozenset({"он", "она", "оно", "они", WHICH})
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
_BACK = 60  # tokens back in which a text is looked for


class TextAuthors:
    """The authors of the texts of one document."""

    def __init__(self, doc: Parse, cues: Cues, phrases: SpeakerPhrases) -> None:
        self._doc = doc
        self._cues = cues
        self._phrases = phrases

    def of(self, text: Token, end: int) -> SpeakerPhrase | None:
        """Who is named behind a text and where it stands, before `end`."""
        return self.named(self._published(text, end), end)

    def named(self, start: int, end: int) -> SpeakerPhrase | None:
        """Who is named right behind a text: «**ведомства**», «, опубликованное **пресс-службой** ведомства»."""
        owner = self._phrases.genitive(start, end)
        if owner is not None or start + 1 >= len(self._doc) or self._doc[start].text != ",":
            return owner
        participle = self._doc[start + 1]
        if not (is_any_participle(participle) and has(participle, "Voice", "Pass")):
            return None
        for token in self._doc[start + 2 : start + 2 + FARTHEST]:
            if token.text in {",", *STOPS}:
                return None
            if token.pos_ in NAMING and has(token, "Case", "Ins"):
                return self._phrases.phrase(token)
            if token.lemma_ in self._cues.texts and token.i < end:
                return self._phrases.genitive(token.i + 1, min(end, token.i + FARTHEST))
        return None

    def taken_up(self, word: Token) -> SpeakerPhrase | None:
        """Whose the text is that a noun or pronoun takes up; the text itself where nobody is told to have made it."""
        text = next(self._before(word), None)
        if text is None:
            return None
        owner = self.of(text, min(text.sent.end, text.i + FARTHEST))
        if owner is not None and self._phrases.is_voice(self._doc[owner.head]):
            return owner
        maker = self._maker(text)
        return SpeakerPhrase(text.i, text.i + 1, text.i) if maker is None else self._phrases.phrase(maker)

    def pronoun(self, start: int, end: int) -> Token | None:
        """«В **нём** говорится», «в **котором** сказано»: the pronoun that opens a clause, where it may be a text."""
        for token in self._doc[start:end]:
            if token.lemma_ in _PRONOUNS and token.i > 0 and self._doc[token.i - 1].lower_ == "в":
                return token if next(self._before(token), None) is not None else None
        return None

    def _before(self, word: Token) -> Iterator[Token]:
        """The texts before a word that it can take up, from the nearest."""
        anything = word.lemma_ in self._cues.any_texts | _PRONOUNS
        for token in reversed(self._doc[max(0, word.i - _BACK) : word.i]):
            if token.pos_ != "NOUN" or token.lemma_ not in self._cues.texts or token.head.lemma_ in self._cues.texts:
                continue  # «доклад о расследовании» is no inquiry
            if token.lemma_ == word.lemma_ or (
                anything and token.lemma_ not in self._cues.any_texts and self._agrees(token, word)
            ):
                yield token

    def _published(self, text: Token, end: int) -> int:
        """Behind a text and where it stands: «в сообщении **на официальном сайте** ведомства»."""
        if text.i + 1 < end and self._doc[text.i + 1].pos_ == "ADP":
            place = next((token for token in self._doc[text.i + 2 : end] if token.pos_ not in MODIFIERS), None)
            if place is not None and place.lemma_ in self._cues.texts:
                return place.i + 1
        return text.i + 1

    def _agrees(self, text: Token, word: Token) -> bool:
        if word.lemma_ in self._cues.any_texts:
            return True
        plural = feature_of(text, "Number") == "Plur"
        if plural != (feature_of(word, "Number") == "Plur"):
            return False
        return plural or word.lower_ not in {"ней", "нее", "неё", "которой"} or has(text, "Gender", "Fem")

    def _maker(self, text: Token) -> Token | None:
        """«**Ведомство** опубликовало доклад»."""
        verb = text.head
        if verb.lemma_ not in self._cues.publishing:
            return None
        return next((child for child in verb.children if child.dep_ in _SUBJECT and child.i != text.i), None)

"""Who says what a cue introduces, as the text names it: the subject of the verb, or whose words or text it is."""

from spacy.tokens import Doc, Token

from extractor.discourse.cues import Cues
from extractor.discourse.speakers.phrases import MODIFIERS, SpeakerPhrase, SpeakerPhrases
from extractor.discourse.speakers.subjects import SpeechSubjects
from extractor.grammar.ranges import Range


class SpeakerFinder(SpeakerPhrases):
    """Finds the speakers of cues in one document."""

    def __init__(self, doc: Doc, cues: Cues) -> None:
        super().__init__(doc, cues)
        self._subjects = SpeechSubjects(doc, cues, self._names)

    def of_cue(self, verb: Token, start: int, end: int) -> tuple[Range, SpeakerPhrase | None] | None:
        """The cue's own words and its speaker; `[start, end)` is the cue's clause.

        The speaker is not always the subject: «приводит Reuters слова **министра**», «цитирует агентство
        **министра**», «говорится в заявлении **ведомства**». None where the text names nobody.
        """
        if verb.lemma_ in self._cues.reported:
            return self.of_text(verb, start, end)
        spoken = self._cues.phrases.get(verb.lemma_, frozenset()) & self._cues.words
        for token in self._doc[verb.i + 1 : end] if spoken else ():
            speaker = self.genitive(token.i + 1, end) if token.lemma_ in spoken else None
            if speaker is not None:
                return (token.i, token.i + 1), speaker
        cited = self.oblique(verb.i + 1, end) if verb.lemma_ in self._cues.citing else None
        speaker = cited or self._of_verb(verb, start, end)
        return None if speaker is None else ((verb.i, verb.i + 1), speaker)

    def of_text(self, verb: Token, start: int, end: int) -> tuple[Range, SpeakerPhrase | None] | None:
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
            place = next((token for token in self._doc[text.i + 2 : end] if token.pos_ not in MODIFIERS), None)
            if place is not None and place.lemma_ in self._cues.texts:
                return place.i + 1
        return text.i + 1

    def _of_verb(self, verb: Token, start: int, end: int) -> SpeakerPhrase | None:
        subject = self._subjects.of(verb, start, end)
        return None if subject is None else self.phrase(subject)

"""Who says what a cue introduces, as the text names it: the subject of the verb, or whose words or text it is."""

from collections.abc import Iterator

from extractor.discourse.cues import Cues
from extractor.discourse.speakers.phrases import FARTHEST, SpeakerPhrase, SpeakerPhrases
from extractor.discourse.speakers.subjects import SpeechSubjects
from extractor.discourse.speakers.texts import TextAuthors
from extractor.grammar.morphology import has, is_gerund, is_short
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse, Token

_UNNAMED = frozenset({"свой", "собственный"})  # «ссылаясь на собственные источники» cites nobody


class SpeakerFinder(SpeakerPhrases):
    """Finds the speakers of cues in one document."""

    def __init__(self, doc: Parse, cues: Cues) -> None:
        super().__init__(doc, cues)
        self._subjects = SpeechSubjects(doc, cues, self._names)

    @property
    def texts(self) -> TextAuthors:
        """Whose the texts are of which the document tells."""
        return TextAuthors(self._doc, self._cues, self)  # kept, each would hold the other, and the document

    def of_cue(self, verb: Token, start: int, end: int) -> tuple[Range, SpeakerPhrase | None] | None:
        """The cue's own words and its speaker; `[start, end)` is the cue's clause.

        The speaker is not always the subject: «приводит Reuters слова **министра**», «цитирует агентство
        **министра**», «говорится в заявлении **ведомства**». None where the text names nobody.
        """
        if verb.lemma_ in self._cues.reported or self.is_stated(verb):
            return self.of_text(verb, start, end) or self.of_text(verb, max(verb.sent.start, start - FARTHEST), start)
        spoken = self._cues.phrases.get(verb.lemma_, frozenset()) & self._cues.words
        for token in self._doc[verb.i + 1 : end] if spoken else ():
            speaker = self.genitive(token.i + 1, end) if token.lemma_ in spoken else None
            if speaker is not None:
                return (token.i, token.i + 1), speaker
        cited = self.oblique(verb.i + 1, end) if verb.lemma_ in self._cues.citing else None
        speaker = cited or self._of_verb(verb, start, end)
        if speaker is None or not start <= speaker.head < end:  # «передают **со ссылкой на полицию**»
            references = (token for token in self._doc[verb.i + 1 : end] if token.lemma_ == "ссылка")
            referred = next((one for token in references for one in self.cited(token.i)), None)
            if referred is not None:
                return referred
        return None if speaker is None else ((verb.i, verb.i + 1), speaker)

    def cited(self, at: int) -> Iterator[tuple[Range, SpeakerPhrase]]:
        """«Со ссылкой на **министра**»: the phrase up to whom it names; «слова», «сайт» and the like belong to it."""
        doc = self._doc
        first = at if is_gerund(doc[at]) else at - (at > 0 and doc[at - 1].lower_ in {"со", "с"})
        if at + 2 >= len(doc) or doc[at + 1].lower_ != "на" or (first == at and not is_gerund(doc[at])):
            return
        following, end = doc[at + 2], doc[at].sent.end
        if following.lemma_ in self._cues.words | self._cues.texts:
            speaker, last = self.genitive(at + 3, end), at + 3
        else:
            speaker, last = self.governed(at + 1, end), at + 2
        if speaker is not None and following.lemma_ not in _UNNAMED:
            yield (first, last), speaker

    def is_stated(self, verb: Token) -> bool:
        """«**указано** в докладе», «**сказано**, что»: a participle of speech without a subject."""
        neuter = has(verb, "Gender", "Neut") and has(verb, "Voice", "Pass")
        return neuter and is_short(verb) and verb.lemma_ in self._cues.stated

    def of_text(self, verb: Token, start: int, end: int) -> tuple[Range, SpeakerPhrase | None] | None:
        """«говорится в **заявлении** ведомства»: the cue's words, and whose text it is."""
        for token in (*self._doc[verb.i + 1 : end], *reversed(self._doc[start : min(end, verb.i)])):
            if token.lemma_ in self._cues.texts and token.pos_ == "NOUN" and not self._is_part(token):
                first, last = min(verb.i, token.i), max(verb.i, token.i) + 1
                if token.i < verb.i and token.i > start and self._doc[token.i - 1].pos_ == "ADP":
                    first -= 1
                if end <= verb.i:  # a clause stands between: «на сайте суда, закрытом вчера, указано»
                    first, last = verb.i, verb.i + 1
                limit = end if token.i > verb.i else verb.i
                author = self.texts.of(token, limit)
                return (first, last), self.texts.taken_up(token) if author is None else author
        pronoun = self.texts.pronoun(start, min(end, verb.i))
        return None if pronoun is None else ((verb.i, verb.i + 1), self.texts.taken_up(pronoun))

    def _is_part(self, text: Token) -> bool:
        """«В статье **договора** говорится»: whose the text is, and not the text."""
        before = self._doc[text.i - 1]
        return text.head.i == before.i and before.lemma_ in self._cues.texts and has(text, "Case", "Gen")

    def _of_verb(self, verb: Token, start: int, end: int) -> SpeakerPhrase | None:
        subject = self._subjects.of(verb, start, end)
        return None if subject is None else self.phrase(subject)

    def subject(self, start: int, end: int) -> SpeakerPhrase | None:
        """Whom a sentence is about, if it is somebody who can speak."""
        head = self._subjects.first(start, end)
        return None if head is None else self.phrase(head)

    def governed(self, preposition: int, end: int) -> SpeakerPhrase | None:
        """The noun phrase behind a preposition: «со ссылкой на **министра обороны**»."""
        noun = self._subjects.noun_after(self._doc[preposition], end)
        return None if noun is None or noun.pos_ == "PRON" else self.phrase(noun)

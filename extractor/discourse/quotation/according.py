"""«По словам X», «по данным X»: a phrase for a verb of speech."""

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim
from extractor.discourse.quotation.insertions import Insertions
from extractor.discourse.quotation.sentence import REACH, Sentence
from extractor.discourse.speakers.finder import SpeakerFinder
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.grammar.morphology import UNDECLINED, has, is_clausal, is_finite
from extractor.grammar.tokens import Parse, Token

_FARTHEST = 9  # tokens behind «согласно» in which the text stands
_REFLEXIVE = {"свой", "собственный", "личный"}


class According:
    """The phrases of one document that tell whose words they are."""

    def __init__(self, doc: Parse, cues: Cues, speakers: SpeakerFinder, insertions: Insertions) -> None:
        self._doc = doc
        self._cues = cues
        self._speakers = speakers
        self._insertions = insertions

    def find(self, preposition: Token, sentence: Sentence) -> Claim | None:
        """What a phrase such as «по словам X» says of the rest of its sentence."""
        forms = self._cues.according[preposition.lower_]
        following = self._doc[preposition.i + 1 : min(preposition.i + 4, sentence.end)]
        noun = next((token for token in following if token.lower_ in forms or token.pos_ == "PUNCT"), None)
        if noun is None or noun.pos_ == "PUNCT":
            return self._by_name(preposition, sentence) if preposition.lower_ == "согласно" else None
        if self._is_attribute(preposition, noun) or self._is_means(preposition, noun, sentence):
            return None
        if self._doc[preposition.i + 1].lemma_ in _REFLEXIVE:
            return self._of_subject(preposition, noun, sentence)
        speaker, end = self._owner(preposition.i, noun, sentence.end)
        if speaker is None:
            return None
        closed = self._insertions.end_of(end, sentence.end)
        marked = end < sentence.end and self._doc[end].text == ","
        if not marked and is_clausal(self._doc, end, closed):  # no comma: «по данным полиции бежали двое»
            closed = end
        return self._insertions.around(preposition.i, closed, (preposition.i, noun.i + 1), speaker, sentence)

    def _of_subject(self, preposition: Token, noun: Token, sentence: Sentence) -> Claim | None:
        """«Певец, **по собственному признанию**, похудел»: the words of whom the sentence is about."""
        speaker = self._speakers.subject(sentence.start, sentence.end)
        if speaker is None:
            return None
        closed = self._insertions.end_of(noun.i + 1, sentence.end)
        return self._insertions.around(preposition.i, closed, (preposition.i, noun.i + 1), speaker, sentence)

    def _by_name(self, preposition: Token, sentence: Sentence) -> Claim | None:
        """«Согласно **Reuters**», «согласно новому **докладу ООН**»: a body, the press, or whose text it is."""
        text = self._text_behind(preposition, sentence.end)
        if text is not None:
            speaker = self._speakers.texts.named(text.i + 1, min(sentence.end, text.i + REACH))
            if speaker is None or not self._speakers.is_voice(self._doc[speaker.head]):
                speaker = self._speakers.phrase(text)
            start, cue = text.i + 1, (preposition.i, text.i + 1)
        else:
            speaker = self._speakers.governed(preposition.i, sentence.end)
            if speaker is None or not self._speakers.is_source(self._doc[speaker.head]):
                return None
            start, cue = preposition.i + 1, (preposition.i, preposition.i + 1)
        closed = self._insertions.end_of(speaker.end if speaker else start, sentence.end)
        return self._insertions.around(preposition.i, closed, cue, speaker, sentence)

    def _text_behind(self, preposition: Token, end: int) -> Token | None:
        """The text in the dative, over what tells more of it."""
        for token in self._doc[preposition.i + 1 : min(end, preposition.i + _FARTHEST)]:
            if token.lemma_ in self._cues.texts and token.pos_ == "NOUN" and has(token, "Case", "Dat"):
                return None if token.lemma_ in self._cues.binding else token
            if token.text == "," or is_finite(token):
                return None
        return None

    def _is_attribute(self, preposition: Token, noun: Token) -> bool:
        """«решение по заявлению защиты»: of a noun, and no speaker."""
        before = self._doc[preposition.i - 1] if preposition.i else preposition
        return before.pos_ == "NOUN" and noun.lemma_ in self._cues.applications and noun.head.i == before.i

    def _is_means(self, preposition: Token, noun: Token, sentence: Sentence) -> bool:
        """«Машину нашли по показаниям свидетелей»: how something is done, with no comma before."""
        opened = preposition.i == sentence.start or self._doc[preposition.i - 1].pos_ in {
            "PUNCT",
            "CCONJ",
            "PART",
            "ADV",
        }
        return noun.lemma_ in self._cues.testimonies and not opened

    def _owner(self, start: int, noun: Token, end: int) -> tuple[SpeakerPhrase | None, int]:
        """Whose words: «по **его** словам», «по словам **министра**»; and where the phrase ends."""
        for token in self._doc[start + 1 : noun.i]:
            if token.lower_ in UNDECLINED:
                return SpeakerPhrase(token.i, token.i + 1, token.i), noun.i + 1
        speaker = self._speakers.genitive(noun.i + 1, min(end, noun.i + REACH))
        return speaker, max(speaker.end, noun.i + 2) if speaker else noun.i + 1

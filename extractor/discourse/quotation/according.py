"""«По словам X», «по данным X»: a phrase for a verb of speech."""

from spacy.tokens import Doc, Token

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim
from extractor.discourse.quotation.insertions import Insertions
from extractor.discourse.quotation.sentence import REACH, Sentence
from extractor.discourse.quotation.speaker_phrases import Source, Sources
from extractor.grammar.morphology import (
    is_clausal,
)

_OWN = {"его", "её", "ее", "их"}


class According:
    """The phrases of source of one document."""

    def __init__(self, doc: Doc, cues: Cues, sources: Sources, insertions: Insertions) -> None:
        self._doc = doc
        self._cues = cues
        self._sources = sources
        self._insertions = insertions

    def find(self, preposition: Token, sentence: Sentence) -> Claim | None:
        """What a phrase such as «по словам X» says of the rest of its sentence."""
        forms = self._cues.according[preposition.lower_]
        following = self._doc[preposition.i + 1 : min(preposition.i + 4, sentence.end)]
        noun = next((token for token in following if token.lower_ in forms or token.pos_ == "PUNCT"), None)
        if noun is None or noun.pos_ == "PUNCT" or self._is_attribute(preposition, noun):
            return None
        source, end = self._owner(preposition.i, noun, sentence.end)
        if source is None:
            return None
        closed = self._insertions.end_of(end, sentence.end)
        marked = end < sentence.end and self._doc[end].text == ","
        if not marked and is_clausal(self._doc, end, closed):  # no comma: «по данным полиции бежали двое»
            closed = end
        return self._insertions.around(preposition.i, closed, (preposition.i, noun.i + 1), source, sentence)

    def _is_attribute(self, preposition: Token, noun: Token) -> bool:
        """«решение по заявлению защиты»: of a noun, and no source."""
        return (
            preposition.i > 0 and self._doc[preposition.i - 1].pos_ == "NOUN" and noun.lemma_ in self._cues.applications
        )

    def _owner(self, start: int, noun: Token, end: int) -> tuple[Source | None, int]:
        """Whose words: «по **его** словам», «по словам **министра**»; and where the phrase ends."""
        for token in self._doc[start + 1 : noun.i]:
            if token.lower_ in _OWN:
                return Source(token.i, token.i + 1, token.i), noun.i + 1
        source = self._sources.genitive(noun.i + 1, min(end, noun.i + REACH))
        return source, max(source.end, noun.i + 2) if source else noun.i + 1

"""«Об этом сообщил …»: the cue points to what was said before it."""

from spacy.tokens import Doc, Token

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim, made
from extractor.discourse.quotation.complement import CLAUSES
from extractor.discourse.quotation.sentence import REACH, Sentence
from extractor.discourse.quotation.speech_verbs import SpeechVerbs
from extractor.grammar.ranges import Range


class Pointing:
    """The pointing cues of one document."""

    def __init__(self, doc: Doc, cues: Cues, verbs: SpeechVerbs) -> None:
        self._doc = doc
        self._cues = cues
        self._verbs = verbs

    def find(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        """What stands before the cue, in its sentence or in the last."""
        pointer = self._pointer(sentence)
        if pointer is None:
            return None
        relative = self._doc[pointer + 1].lower_ in {"чём", "чем"}
        if relative and verb.i < pointer:
            return None
        if not relative and (sentence.start == 0 or (pointer - sentence.start > 4 and verb.i - pointer > 12)):
            return None
        spoken = self._verbs.speaker(verb, pointer, min(sentence.end, verb.i + REACH), cue)
        if spoken is None:
            return None
        if not relative and ":" in sentence.words:  # «Вот как об этом говорится в заявлении: «…»»
            return None
        content = (sentence.start, pointer) if relative else self._previous(sentence.start)
        return made(self._doc, *content, *spoken)

    def _pointer(self, sentence: Sentence) -> int | None:
        words = sentence.words
        for at in range(min(len(words) - 1, 2 * REACH)):
            if tuple(words[at : at + 2]) in self._cues.pointers or tuple(words[at : at + 3]) in self._cues.pointers:
                inside = at > 0 and words[at - 1] in CLAUSES  # «отметил, что об этом он сообщил министру»
                return None if inside else sentence.start + at
        return None

    def _previous(self, start: int) -> Range:
        """The sentence before."""
        end = start
        while end > 0 and self._doc[end - 1].is_space:
            end -= 1
        return (self._doc[end - 1].sent.start, end) if end else (0, 0)

"""«Об этом сообщил …»: the cue points to what was said before it."""

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim, made
from extractor.discourse.quotation.complement import CLAUSES
from extractor.discourse.quotation.sentence import REACH, Sentence
from extractor.discourse.quotation.speech_verbs import SpeechVerbs
from extractor.grammar.marks import DASHES
from extractor.grammar.morphology import is_clausal, is_finite, is_gerund
from extractor.grammar.ranges import Range
from extractor.grammar.tokens import Parse, Token

_SMALL = frozenset({"ADP", "CCONJ", "PART"})
_THIS = frozenset({"этом", "чём", "чем"})
_SUCH = frozenset({"такой", "подобный", "соответствующий", "аналогичный"})


class Pointing:
    """The pointing cues of one document."""

    def __init__(self, doc: Parse, cues: Cues, verbs: SpeechVerbs) -> None:
        self._doc = doc
        self._cues = cues
        self._verbs = verbs

    def find(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        """What stands before the cue, in its sentence or in the last."""
        pointer = None if is_gerund(verb) else self._pointer(sentence)
        if pointer is None:
            return None
        relative = self._doc[pointer + 1].lower_ in {"чём", "чем"}
        if relative and verb.i < pointer:
            return None
        added = self._is_added(pointer, sentence)
        first = sentence.start == 0 and not added  # to which no sentence points back
        if not relative and (first or (pointer - sentence.start > 4 and verb.i - pointer > 12)):
            return None
        if not relative and (verb.i < pointer or self._is_inserted(verb, pointer)):
            return None
        spoken = self._verbs.speaker(verb, pointer, min(sentence.end, verb.i + REACH), cue)
        if spoken is None:
            return None
        if not relative and ":" in sentence.words:  # «Вот как об этом говорится в заявлении: «…»»
            return None
        told = relative or added
        content = (sentence.start, pointer) if told else self._previous(sentence.start)
        return made(self._doc, *content, *spoken)

    def _is_inserted(self, verb: Token, pointer: int) -> bool:
        """«Об этом сообщил министр, **передаёт** агентство»: what is told here is that sentence itself."""
        between = self._doc[pointer + 2 : verb.i]
        told = any(token.lemma_ in self._cues.verbs and is_finite(token) for token in between)
        return told and self._doc[verb.i - 1].text in {",", *DASHES}

    def _is_added(self, pointer: int, sentence: Sentence) -> bool:
        """«Завод остановлен, **об этом** сообщила полиция»: a clause before a comma or dash is what is told."""
        parted = self._doc[pointer - 1].text in {",", ";", *DASHES} and sentence.words[0] != "как"
        return parted and is_clausal(self._doc, sentence.start, pointer - 1)

    def _pointer(self, sentence: Sentence) -> int | None:
        """«об этом», «о чём», «такое мнение», where it opens the clause of a verb and belongs to no other noun."""
        opening = True  # whether only small words stand before
        for token in self._doc[sentence.start : min(sentence.end - 1, sentence.start + 2 * REACH)]:
            such = self._is_such(token, sentence.end)
            behind = self._behind_dash(sentence.start, token) if such else None
            if behind is not None:  # «…, — с таким заявлением выступил он»
                return behind
            if (opening and such) or self._is_about(token) or (opening and self._is_sure_of(token)):
                inside = token.i > sentence.start and self._doc[token.i - 1].lower_ in CLAUSES
                return None if inside else token.i  # «отметил, что об этом он сообщил министру»
            opening = opening and token.pos_ in _SMALL
        return None

    def _behind_dash(self, start: int, token: Token) -> int | None:
        """Where a clause begins that a dash parts from what it points to, if a token opens it."""
        first = token.i
        while first > start and self._doc[first - 1].pos_ == "ADP":
            first -= 1
        return first if first > start and self._doc[first - 1].text in DASHES else None

    def _is_about(self, token: Token) -> bool:
        if token.lower_ not in {"об", "о"} or self._doc[token.i + 1].lower_ not in _THIS:
            return False
        before = self._doc[token.i - 1] if token.i else token
        owned = before.pos_ == "NOUN" and self._doc[token.i + 1].head.i == before.i
        return not owned or before.lemma_ in self._cues.claims  # not «решение об этом принято»

    def _is_sure_of(self, token: Token) -> bool:
        """«**В этом** уверен министр»."""
        if token.lower_ != "в" or self._doc[token.i + 1].lower_ != "этом":
            return False
        return self._doc[token.i + 2].lemma_ in self._cues.predicatives

    def _is_such(self, token: Token, end: int) -> bool:
        """«**такое** мнение», «**соответствующее** заявление»."""
        if token.lemma_ not in _SUCH:
            return False
        for noun in self._doc[token.i + 1 : min(token.i + 4, end)]:
            if noun.pos_ in {"NOUN", "PROPN"}:
                return noun.lemma_ in self._cues.claims
            if noun.pos_ != "ADJ":
                return False
        return False

    def _previous(self, start: int) -> Range:
        """The sentence before."""
        end = start
        while end > 0 and self._doc[end - 1].is_space:
            end -= 1
        return (self._doc[end - 1].sent.start, end) if end else (0, 0)

"""«Он сказал: мы уйдём»: what follows a verb of speech and a colon without marks."""

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim, made
from extractor.discourse.quotation.sentence import Sentence, clause_start
from extractor.discourse.quotation.speech_verbs import SpeechVerbs
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.grammar.marks import DASHES, QUOTATION, STOPS
from extractor.grammar.morphology import (
    is_clausal,
    is_finite,
    is_short,
)
from extractor.grammar.ranges import Range, is_line_break, trimmed
from extractor.grammar.tokens import Parse, Token

_WORDS = 4  # tokens from which a paragraph with a full stop is a statement, though it has no verb
_BREAKS = 2  # at most between the colon and the paragraph; where there are more, a box with the words is lost


class AfterColon:
    """The colons of one document; `taken` are tokens that direct quotes have used."""

    def __init__(self, doc: Parse, cues: Cues, verbs: SpeechVerbs, taken: frozenset[int]) -> None:
        self._doc = doc
        self._cues = cues
        self._verbs = verbs
        self._taken = taken

    def find(self, verb: Token, cue: Range, sentence: Sentence) -> Claim | None:
        """What follows the colon, in the sentence or as the next paragraph; behind «опрос показал:» nobody's words."""
        if verb.lemma_ in self._cues.showing:
            return None
        for token in self._doc[verb.i + 1 : min(verb.i + 25, sentence.end)]:
            if token.text == ":":
                spoken = self._verbs.speaker(verb, clause_start(self._doc, verb.i, sentence.start), token.i, cue)
                if spoken is None:
                    return None
                if token.i + 1 >= sentence.end:
                    return self._next_paragraph(token.i, *spoken)
                quoted = self._doc[token.i + 1].text in QUOTATION
                claims = not quoted and any(
                    is_finite(t) or t.pos_ == "AUX" or is_short(t) for t in self._doc[token.i + 1 : sentence.end]
                )
                return made(self._doc, token.i + 1, sentence.end, *spoken) if claims else None
            about = token.lower_ in {"о", "об"} and verb.lemma_ in self._cues.reported
            if token.text == "," or is_finite(token) or about:  # «говорится о трёх нарушениях: …»
                return None
        return None

    def _next_paragraph(self, colon: int, cue: Range, speaker: SpeakerPhrase | None) -> Claim | None:
        """A statement that stands as a paragraph of its own under «Министр заявил:»."""
        doc = self._doc
        start = colon + 1
        while start < len(doc) and (doc[start].is_space or doc[start].text in DASHES):
            start += 1
        breaks = sum(token.text.count("\n") for token in doc[colon + 1 : start])
        if start >= len(doc) or not doc[start].is_alpha or start in self._taken or breaks > _BREAKS:
            return None
        end = next((token.i for token in doc[start:] if is_line_break(token)), len(doc))
        said = is_clausal(doc, start, end) or (end - start > _WORDS and doc[end - 1].text in STOPS)
        return Claim(*trimmed(doc, start, end, ""), True, cue, speaker) if said else None

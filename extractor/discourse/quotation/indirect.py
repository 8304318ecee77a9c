"""Claims without quotation marks: each cue is asked in turn what it introduces."""

from collections.abc import Iterable

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.according import According
from extractor.discourse.quotation.boundaries import Boundaries
from extractor.discourse.quotation.claims import Claim
from extractor.discourse.quotation.colon import AfterColon
from extractor.discourse.quotation.complement import Complement
from extractor.discourse.quotation.insertions import Insertions
from extractor.discourse.quotation.pointing import Pointing
from extractor.discourse.quotation.sentence import Sentence
from extractor.discourse.quotation.speech_verbs import SpeechVerbs
from extractor.discourse.speakers.finder import SpeakerFinder
from extractor.grammar.tokens import Parse, Token

_NEIGHBOURS = 8  # cues after one in its sentence that can end its claim


class IndirectQuotes:
    """Finds the indirect quotes of one document; `taken` are tokens that direct quotes have used."""

    def __init__(self, doc: Parse, cues: Cues, speakers: SpeakerFinder, taken: frozenset[int]) -> None:
        self._doc = doc
        self._cues = cues
        self._taken = taken
        self._verbs = SpeechVerbs(doc, cues, speakers)
        self._complement = Complement(doc, cues, self._verbs)
        self._pointing = Pointing(doc, cues, self._verbs)
        self._insertions = Insertions(doc, cues, speakers, self._verbs, self._complement, taken)
        self._according = According(doc, cues, speakers, self._insertions)
        self._colon = AfterColon(doc, self._verbs, taken)
        self._boundaries = Boundaries(doc)

    def find(self, sentences: Iterable[Sentence]) -> list[Claim]:
        """The claims of sentences that have cues."""
        claims: list[Claim] = []
        for sentence in sentences:
            found: list[Claim] = []
            for cue in sentence.cues:
                claim = None if cue in self._taken else self._claim(self._doc[cue], sentence)
                if claim is not None:
                    found.append(self._boundaries.shared(claim, found))
            for place, claim in enumerate(found, 1):
                claims.append(self._boundaries.cut(claim, found[place : place + _NEIGHBOURS]))
        return [claim for claim in claims if not self._boundaries.is_stump(claim)]

    def _claim(self, cue: Token, sentence: Sentence) -> Claim | None:
        if cue.lower_ in self._cues.according:
            return self._according.find(cue, sentence)
        words = self._verbs.words(cue, sentence) if self._verbs.speaks(cue) else None
        if words is None:
            return None
        return (
            self._complement.find(cue, words, sentence)
            or self._pointing.find(cue, words, sentence)
            or self._insertions.find(cue, words, sentence)
            or self._colon.find(cue, words, sentence)
        )

"""Claims without quotation marks: each cue is asked in turn what it introduces."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

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
    """Finds the indirect quotes of one document, beside the `direct` ones, whose words are no cues again."""

    def __init__(self, doc: Parse, cues: Cues, speakers: SpeakerFinder, direct: Sequence[Claim]) -> None:
        self._doc = doc
        self._cues = cues
        self._taken = taken = frozenset(i for claim in direct for i in claim.tokens())
        self._direct = sorted((claim for claim in direct if claim.cue is not None), key=lambda claim: claim.anchor)
        self._anchors = [claim.anchor for claim in self._direct]
        self._verbs = SpeechVerbs(doc, cues, speakers)
        self._complement = Complement(doc, cues, self._verbs)
        self._pointing = Pointing(doc, cues, self._verbs)
        self._insertions = Insertions(doc, cues, speakers, self._verbs, self._complement, taken)
        self._according = According(doc, cues, speakers, self._insertions)
        self._colon = AfterColon(doc, cues, self._verbs, taken)
        self._boundaries = Boundaries(doc)

    def find(self, sentences: Iterable[Sentence]) -> list[Claim]:
        """The claims of sentences that have cues."""
        claims: list[Claim] = []
        for sentence in sentences:
            found: list[Claim] = []
            for cue in sentence.cues:
                claim = None if cue in self._taken else self._claim(self._doc[cue], sentence)
                if claim is not None:
                    found.append(self._boundaries.shared(claim, found + self._said_before(claim, sentence)))
            for place, claim in enumerate(found, 1):
                whole = self._before_words(claim)
                claims.append(self._boundaries.cut(whole, found[place : place + _NEIGHBOURS]))
        return [claim for claim in claims if not self._boundaries.is_stump(claim)]

    def _said_before(self, claim: Claim, sentence: Sentence) -> list[Claim]:
        """The last direct quote with a cue before a claim in its sentence."""
        place = bisect_left(self._anchors, claim.anchor)
        return [one for one in self._direct[max(0, place - 1) : place] if one.anchor >= sentence.start]

    def _before_words(self, claim: Claim) -> Claim:
        """«Заявил, что порт закрыт: «Улова нет», — добавил он»: a claim ends where words with their own cue begin."""
        place = bisect_left(self._anchors, claim.start)
        for one in self._direct[place : place + _NEIGHBOURS]:
            inside = claim.start < one.start and one.end <= one.anchor < claim.end
            if inside and self._doc[one.start - 2].text == ":":
                return replace(claim, end=one.start - 2)
        return claim

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

"""«…, сообщает агентство со ссылкой на министра»: the one who is cited has a record of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.attrs import LEMMA

from extractor.discourse.cues import Cues
from extractor.discourse.quotation.claims import Claim
from extractor.discourse.speakers.finder import SpeakerFinder
from extractor.grammar.ranges import keys, places
from extractor.grammar.tokens import Parse

_REFERRING = keys(("ссылка", "ссылаться", "сослаться"))


class References:
    """The phrases of one document that name who is cited."""

    def __init__(self, doc: Parse, cues: Cues, speakers: SpeakerFinder) -> None:
        self._doc = doc
        self._cues = cues
        self._speakers = speakers

    def find(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """What the cue in the same sentence claims, as the words of the one who is cited."""
        found = [
            (phrase, speaker)
            for at in places(self._doc, LEMMA, _REFERRING)
            for phrase, speaker in self._speakers.cited(at)
        ]
        cued = [claim for claim in claims if claim.cue is not None] if found else []
        for phrase, speaker in found:
            sentence = self._doc[phrase[0]].sent
            beside = [claim for claim in cued if claim.cue and sentence.start <= claim.cue[0] < sentence.end]
            told = [claim for claim in beside if not claim.start <= phrase[0] < claim.end]
            earlier = [claim for claim in told if claim.anchor < phrase[0]]
            if told:
                yield replace(earlier[-1] if earlier else told[0], cue=phrase, speaker=speaker)

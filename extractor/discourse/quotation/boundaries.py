"""Where one claim ends because the next begins, and whose it is where that one names nobody."""

from dataclasses import replace

from extractor.discourse.quotation.claims import EDGE, Claim
from extractor.discourse.quotation.sentence import REACH, clause_start, inflection
from extractor.grammar.morphology import (
    is_clausal,
    is_gerund,
)
from extractor.grammar.ranges import trimmed
from extractor.grammar.tokens import Parse

_LINKS = {"а", "но", "и", "однако", "при"}


class Boundaries:
    """The claims of one document's sentences against each other."""

    def __init__(self, doc: Parse) -> None:
        self._doc = doc

    def shared(self, claim: Claim, earlier: list[Claim]) -> Claim:
        """«сказал, что …, добавив, что …», «сказал, что … и добавил, что …»: the speaker of the verb before it.

        What is `earlier` has its cue in the same sentence: ««Порт закрыт», — сказал он, добавив, что …» too.
        """
        at = claim.anchor
        if not earlier:
            return claim
        verb, before = self._doc[at], max(earlier, key=lambda one: one.anchor)
        added = is_gerund(verb) and self._doc[at - 1].text == ","
        if not added and claim.speaker is not None and self._doc[at - 1].pos_ == "CCONJ":
            inside = before.start <= claim.speaker.head < at  # the subject of the first claim is no speaker
            added = inside and inflection(verb) == inflection(self._doc[before.anchor])
        return replace(claim, speaker=before.speaker) if added else claim

    def is_stump(self, claim: Claim) -> bool:
        """Whether nothing is left of a claim, or one word: «выступил с заявлением: **он** сообщил, что …»."""
        single = claim.end - claim.start == 1 and not claim.direct
        return claim.start >= claim.end or (single and not is_clausal(self._doc, claim.start, claim.end))

    def cut(self, claim: Claim, following: list[Claim]) -> Claim:
        """Ends a claim where a cue of its own rank begins: «…, что А, добавив, что Б», «что А, сообщает X»."""
        end = claim.end
        for other in following:
            if claim.start < other.anchor < end:
                start = clause_start(self._doc, other.anchor, claim.start)
                if start == claim.start:  # «что А и отметил, что Б»: no comma parts them
                    start = other.anchor
                trails = other.end <= other.anchor  # the other's content is before its cue and holds this claim
                points = other.end <= claim.start  # or this claim is that «об этом сообщает X»
                if not points and (trails or self._is_linked(start, other) or self._is_sibling(other.anchor, claim)):
                    end = start
        start, end = trimmed(self._doc, claim.start, end, EDGE)
        if end > start and self._doc[end - 1].lower_ in _LINKS:
            start, end = trimmed(self._doc, start, end - 1, EDGE)
        return replace(claim, start=start, end=end)

    def _is_linked(self, start: int, other: Claim) -> bool:
        """«…, а министр отметил, что …»: the conjunction opens a new main clause."""
        after = self._doc[start + 1]
        return self._doc[start].text == "," and other.start > start and (after.lower_ in _LINKS or is_gerund(after))

    def _is_sibling(self, other: int, claim: Claim) -> bool:
        token = self._doc[other]
        for _ in range(REACH // 2):
            if token.head.i == token.i:
                return False
            if token.head.i == claim.anchor:
                return token.dep_ in {"conj", "advcl", "parataxis"}
            token = token.head
        return False

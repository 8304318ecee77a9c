"""«Иванов: завод остановлен», «Завод остановлен — Иванов»: claims of headlines, without a verb."""

from collections.abc import Iterable, Iterator

from extractor.discourse.quotation.claims import EDGE, Claim
from extractor.discourse.speakers.finder import SpeakerFinder
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.grammar.marks import DASHES
from extractor.grammar.morphology import (
    is_clausal,
    is_finite,
    is_short,
)
from extractor.grammar.ranges import Range, is_line_break, trimmed
from extractor.grammar.tokens import Parse

_TITLE = 9  # tokens in which the colon behind a speaker stands


class Headlines:
    """The headlines of one document; `taken` are tokens that direct quotes have used."""

    def __init__(self, doc: Parse, speakers: SpeakerFinder, taken: frozenset[int]) -> None:
        self._doc = doc
        self._speakers = speakers
        self._taken = taken

    def find(self, sentences: Iterable[Range]) -> Iterator[Claim]:
        """«Иванов: завод остановлен», «Завод остановлен — Иванов»: a name and a colon, a dash and a name."""
        for start, end in sentences:
            start += self._doc[start].text in DASHES  # a link: «- Иванов: завод остановлен»
            signed = self._signed(start, end)
            if signed is not None:
                yield signed
                continue
            colon = next((token.i for token in self._doc[start : min(start + _TITLE, end)] if token.text == ":"), None)
            if colon is None or colon == start or colon + 1 >= end or {colon + 1, colon + 2} & self._taken:
                continue
            speaker = self._speakers.sole_name(start, colon) or self._role(start, colon)
            if speaker is not None and is_clausal(self._doc, colon + 1, end):
                spoken = self._doc[colon + 1].text in DASHES  # an interview: «Иванов: — Мы откроем завод»
                yield Claim(*trimmed(self._doc, colon + 1, self._line_end(end), EDGE), spoken, None, speaker)

    def _line_end(self, end: int) -> int:
        """Where a line ends: in an interview all of it is the speaker's."""
        return next((token.i for token in self._doc[end - 1 :] if is_line_break(token)), len(self._doc))

    def _role(self, start: int, colon: int) -> SpeakerPhrase | None:
        """«Премьер Чехии Новак: порт опустеет»: a role that a name ends."""
        speaker = self._speakers.sole_role(start, colon)
        return speaker if speaker is not None and self._speakers.is_person(self._doc[speaker.head]) else None

    def _signed(self, start: int, end: int) -> Claim | None:
        """A line without a full stop that a dash and a name end."""
        start, end = trimmed(self._doc, start, end, "")
        dash = next((token.i for token in reversed(self._doc[max(start, end - 5) : end]) if token.text in DASHES), None)
        if dash is None or dash - start < 2 or self._taken.intersection(range(start, dash)):
            return None
        speaker = self._speakers.sole_name(dash + 1, end)
        claimed = any(is_finite(token) or is_short(token) for token in self._doc[start:dash])
        return Claim(*trimmed(self._doc, start, dash, EDGE), False, None, speaker) if speaker and claimed else None

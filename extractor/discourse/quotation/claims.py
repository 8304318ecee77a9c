"""What a quote is while it is being found: tokens of the content, the cue and the speaker."""

from dataclasses import dataclass

from extractor.discourse.quotation.sentence import OPPOSING
from extractor.discourse.speakers.phrases import SpeakerPhrase
from extractor.grammar.marks import QUOTATION
from extractor.grammar.morphology import is_clausal
from extractor.grammar.ranges import Range, trimmed
from extractor.grammar.tokens import Parse

EDGE = " .,;:—–-…''"


@dataclass(frozen=True, slots=True)
class Claim:
    """Content `[start, end)` and cue as tokens; the speaker is None where the text names nobody."""

    start: int
    end: int
    direct: bool
    cue: Range | None
    speaker: SpeakerPhrase | None

    @property
    def anchor(self) -> int:
        """The token by which claims are ordered: the cue, or the content where there is no cue."""
        return self.cue[0] if self.cue else self.start

    def tokens(self) -> range:
        """The content and everything between it and the cue."""
        if self.cue is None:
            return range(self.start, self.end)
        return range(min(self.start, self.cue[0]), max(self.end, self.cue[1]))


def made(doc: Parse, start: int, end: int, cue: Range, speaker: SpeakerPhrase | None) -> Claim | None:
    """A claim with clean edges; one that stands wholly in quotation marks is direct."""
    start, end = trimmed(doc, start, end, EDGE)
    about = start + (doc[start].lower_ in OPPOSING) if start < end else start
    if end - about > 3 and doc[about].lower_ == "о" and doc[about + 3].lower_ == "что":  # «(однако) о том, что …»
        start = about + 3
    if start < end and doc[start].lower_ == "что":
        start, end = trimmed(doc, start + 1, end, EDGE)
    own_words = speaker is not None and doc[speaker.head].lower_ in {"я", "мы", "ты", "вы"}
    alone = end - start == 1 and not is_clausal(doc, start, end)
    if start >= end or alone or own_words:  # a first or second person stands in words that are quoted already
        return None
    quoted = doc[start].text in QUOTATION and doc[end - 1].text in QUOTATION
    if quoted and not any(token.text in QUOTATION for token in doc[start + 1 : end - 1]):
        return Claim(start + 1, end - 1, True, cue, speaker)
    return Claim(start, end, False, cue, speaker)

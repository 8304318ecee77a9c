"""What a quote is while it is being found: tokens of the content, the cue and the speaker."""

from dataclasses import dataclass

from extractor.discourse.quotation.speaker_phrases import Source
from extractor.grammar.ranges import Range


@dataclass(frozen=True, slots=True)
class Claim:
    """Content `[start, end)` and cue as tokens; the source is None where the text names nobody."""

    start: int
    end: int
    direct: bool
    cue: Range | None
    source: Source | None

    @property
    def anchor(self) -> int:
        """The token by which claims are ordered: the cue, or the content where there is no cue."""
        return self.cue[0] if self.cue else self.start

    def tokens(self) -> range:
        """The content and everything between it and the cue."""
        if self.cue is None:
            return range(self.start, self.end)
        return range(min(self.start, self.cue[0]), max(self.end, self.cue[1]))

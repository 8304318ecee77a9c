"""A sentence with its cues, and where clauses begin in it."""

from dataclasses import dataclass
from functools import cached_property

from extractor.grammar.morphology import feature_of
from extractor.grammar.tokens import Parse, Token

OPPOSING = {"а", "но", "однако"}
REACH = 60  # tokens from a cue to what belongs to it; longer ways are none, and the cost stays linear


@dataclass(frozen=True)
class Sentence:
    """Tokens `[start, end)` of a sentence and which of them may be cues."""

    doc: Parse
    start: int
    end: int
    cues: tuple[int, ...]

    @cached_property
    def semicolons(self) -> list[int]:
        """Those outside brackets: «в Праге (Чехия; ЕС)» is one part."""
        found, depth = [], 0
        for token in self.doc[self.start : self.end]:
            depth = max(0, depth + (token.text == "(") - (token.text == ")"))
            if token.text == ";" and not depth:
                found.append(token.i)
        return found

    @cached_property
    def words(self) -> list[str]:
        return [token.lower_ for token in self.doc[self.start : self.end]]

    def part_end(self, at: int) -> int:
        """Where the part with this token ends: at a semicolon, unless «что» goes on after it."""
        ends = (i for i in self.semicolons if i >= at and (i + 1 >= self.end or self.doc[i + 1].lower_ != "что"))
        return next(ends, self.end)

    def part_start(self, at: int) -> int:
        """Where the part with this token begins: after the last semicolon."""
        return next((i + 1 for i in reversed(self.semicolons) if i < at), self.start)


def clause_start(doc: Parse, at: int, start: int) -> int:
    """The last comma or semicolon before a token, or the start of its sentence."""
    start = max(start, at - REACH)
    return next((token.i for token in reversed(doc[start:at]) if token.text in {",", ";"}), start)


def inflection(verb: Token) -> tuple[str | None, ...]:
    """What two predicates of one subject share."""
    return tuple(feature_of(verb, name) for name in ("Tense", "Number", "Gender", "Person"))

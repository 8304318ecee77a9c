"""How much an article is about each candidate: who is named most acts most, above all outside the act's sentence."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.events.parties.candidates import Candidate, Stage

_OFTEN = (1, 2, 4, 8)  # mentions


def step(number: int, edges: Sequence[int]) -> str:
    """A number as one of the steps between edges."""
    place = bisect_left(edges, number)
    return f"≤ {edges[place]}" if place < len(edges) else f"> {edges[-1]}"


def often(mentions: int) -> str:
    """A number of mentions as one of five steps."""
    return f"mentions {step(mentions, _OFTEN)}"


class Salience:
    """The candidates for one role, by how often the whole document names them.

    A state counts as often as those of the candidates that are of it, together.
    """

    def __init__(self, stage: Stage, candidates: Sequence[Candidate]) -> None:
        self._stage = stage
        self._named = {candidate.entity: stage.times_named(candidate.entity) for candidate in candidates}
        self._first, self._second = [*sorted(self._named.values(), reverse=True), 0, 0][:2]
        self._states: Counter[str] = Counter()
        for entity, number in self._named.items():
            code = stage.entities[entity].code
            if code:
                self._states[code] += number
        self._most = max(self._states.values(), default=0)
        self._beside = any(candidate.zone == "sentence" for candidate in candidates)

    def names(self, candidate: Candidate, event: str) -> Iterator[str]:
        """What is said of a candidate for an act of a type."""
        number, zone = self._named[candidate.entity], self.zone(candidate)
        rank = "most" if number == self._first else "second" if number == self._second else "less"
        yield f"{rank} mentioned"
        yield f"{zone}, {rank} mentioned"
        yield f"{event}, {rank} mentioned"
        yield f"{zone}, {often(number)}"
        if candidate.entity in self._stage.in_headline:
            yield f"{zone}, in the headline"
        code = self._stage.entities[candidate.entity].code
        if code:
            yield "state most mentioned" if self._states[code] == self._most else "state less mentioned"

    def zone(self, candidate: Candidate) -> str:
        """Where a candidate stands, and whether there are others in the act's own sentence."""
        return f"{candidate.zone}, others nearer" if self._beside and candidate.zone != "sentence" else candidate.zone

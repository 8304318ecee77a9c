"""Where and when acts happen, as the grammar tells it."""

from extractor.events.arguments import ArgumentFinder
from extractor.events.circumstances.locating import Locating
from extractor.events.template import EventHit
from extractor.records import Role
from extractor.templates.hits import Filler

CIRCUMSTANCES: tuple[Role, ...] = ("place", "time")


class Circumstances:
    """The places and times of the acts of one document."""

    def __init__(self, finder: ArgumentFinder) -> None:
        self.finder = finder

    @property
    def locating(self) -> Locating:
        """What finds the places."""
        return self.finder.locating

    def of(self, hit: EventHit) -> dict[Role, tuple[Filler, ...]]:
        """The fillers by role; a role of which nothing is told is absent."""
        time = self.finder.dating.of(hit)
        found = {"place": self._places(hit), "time": () if time is None else (self.finder.dating.fillers[time],)}
        return {role: found[role] for role in CIRCUMSTANCES if found[role]}

    def _places(self, hit: EventHit) -> tuple[Filler, ...]:
        """The places; none is a common noun that the act is about: «обсудили {границу}»."""
        topics = {topic.head for topic in hit.fillers.get("topic", ())}
        found = hit.fillers.get("place") or self.locating.of(hit)
        return tuple(place for place in found if place.entities or place.head not in topics)

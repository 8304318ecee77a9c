"""Where people are from whose name is followed by a body: «Иван Петров из «Ромашки»», «Иван Петров (МГУ)»."""

from collections.abc import Iterator

from extractor.entities import Reference, mentions_of
from extractor.facts.bodies import Bodies, Body
from extractor.grammar.tokens import Parse


class Affiliations:
    """The bodies behind the names of people in one document."""

    def __init__(self, doc: Parse, bodies: Bodies) -> None:
        self._doc = doc
        self._bodies = bodies
        mentions = mentions_of(doc)
        self.people = [
            reference
            for reference in mentions.references
            if reference.form == "name" and mentions.entities[reference.entities[0]].type == "PERSON"
        ]
        self._behind = dict(self._find())

    def of(self, person: Reference) -> Body | None:
        """The organisation behind a person's name."""
        return self._behind.get(person)

    def _find(self) -> Iterator[tuple[Reference, Body]]:
        for person in self.people:
            position = self._bodies.ends.get(person.end)
            if position is None or position + 1 >= len(self._doc):
                continue
            opening = self._doc[position].lower_
            if opening in ("(", "из") and self._bodies.is_name(position + 1):
                body, end = self._bodies.at(position + 1, introduced=True)
                closed = opening != "(" or (end < len(self._doc) and self._doc[end].text in (")", ","))
                if body and closed and self._bodies.is_organisation(body):
                    yield person, body

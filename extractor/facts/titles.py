"""Facts of the titles beside people: occupations and ownership."""

from collections.abc import Iterable, Iterator

from extractor.entities import Reference
from extractor.facts.affiliations import Affiliations
from extractor.facts.bodies import Bodies, Body
from extractor.facts.posts import Post
from extractor.facts.states import States
from extractor.grammar.tokens import Parse
from extractor.records import Fact, FactArgument, FactRole, Span


class Titles:
    """Makes the facts of the posts of one document and their holders."""

    def __init__(self, doc: Parse, bodies: Bodies) -> None:
        self._states = States(doc)
        self._affiliations = Affiliations(doc, bodies)

    def facts(self, held: Iterable[tuple[Post, Reference]]) -> Iterator[Fact]:
        """A fact for each post and each body whose it is, and for each person whose name an organisation follows."""
        titled: set[Reference] = set()
        for post, holder in held:
            if post.owner:
                yield from (self._ownership(holder, body) for body in post.bodies)
                continue
            titled.add(holder)
            elsewhere = self._affiliations.of(holder) or self._states.of(post, holder.entities[0])
            for body in post.bodies or (elsewhere,):
                yield self._occupation(post, holder, body)
        for person in self._affiliations.people:
            body = self._affiliations.of(person)
            if body and person not in titled:
                yield Fact("occupation", (_who(person), _where(body)), "occupation.affiliation", phase="now")

    def _ownership(self, holder: Reference, body: Body) -> Fact:
        owner = _argument("owner", holder, holder.entities[0])
        return Fact("ownership", (owner, _argument("property", body.span, body.entity)), "ownership.title")

    def _occupation(self, post: Post, holder: Reference, body: Body | None) -> Fact:
        arguments = [_who(holder), _argument("position", post.position, None)]
        if body:
            arguments.append(_where(body))
        return Fact("occupation", tuple(arguments), "occupation.title", phase=post.phase or "now")


def _who(person: Reference) -> FactArgument:
    return _argument("who", person, person.entities[0])


def _where(body: Body) -> FactArgument:
    return _argument("where", body.span, body.entity)


def _argument(role: FactRole, span: Span, entity: int | None) -> FactArgument:
    return FactArgument(span.start, span.end, role, entity)

"""What fills the roles of a fact around the trigger of its template."""

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.entities import Reference, is_party, is_place
from extractor.facts.bodies import Bodies
from extractor.facts.lexicon import Lexicon
from extractor.facts.names import is_named
from extractor.facts.posts import Post
from extractor.facts.states import States
from extractor.facts.template import ROLES, FactHit
from extractor.grammar.morphology import coordinated, has
from extractor.grammar.tokens import Token
from extractor.records import Entity, FactArgument, FactRole, Span
from extractor.templates.failure import Failure
from extractor.templates.hits import Hit
from extractor.templates.language import Kind
from extractor.templates.places import Places

_LEAST = {"participant": 2}
_DEEPEST = 4  # genitives between «акции» and whose they are
_BODIES = {"where", "property", "part", "whole"}


class Filling:
    """Fills the roles of facts in one document."""

    def __init__(
        self, sources: Places, bodies: Bodies, posts: Sequence[Post], states: States, lexicon: Lexicon
    ) -> None:
        self._sources = sources
        self._bodies = bodies
        self._states = states
        self._lexicon = lexicon
        self._posts = {position: post for post in posts for position in range(post.start, post.head.i + 1)}
        self._by_name = {post.position: post for post in posts}

    def fill(self, hit: FactHit) -> tuple[FactArgument, ...] | Failure:
        """The arguments in the order of the roles, or what is missing: a required one, or all but one."""
        out: list[FactArgument] = []
        for role, slot in hit.template.arguments.items():
            found = list(self._slot(hit, role))
            least = max(_LEAST.get(role, 0), slot.least if slot.required or slot.least > 1 else 0)
            if len(found) < least:
                return Failure(f"no {role}", f"{len(found)} of {least} {role}: looked for {', '.join(slot.from_)}")
            out += found
        out = [*_without_doubles(out), *self._whose(out)]
        if len({argument.entity for argument in out if argument.role != "position"}) < 2:
            return Failure("no other side", "it takes two, and the text names one")
        order = ROLES[hit.template.fact]
        return tuple(sorted(out, key=lambda argument: order.index(argument.role)))

    def _slot(self, hit: FactHit, role: FactRole) -> Iterator[FactArgument]:
        """What stands in the places of a role, the best place first; participants are gathered from all of them."""
        hits: list[Hit[Any]] = [hit, *self._agreement(hit)] if role == "participant" else [hit]
        seen: set[int | None] = set()
        slot = hit.template.arguments[role]
        for at, source in ((at, source) for at in hits for source in slot.sources):
            for head in self._sources.at(at, source):
                for argument in self._fillers(role, head) if not slot.lemma or head.lemma_ in slot.lemma else ():
                    if not self._is(argument, slot.is_):
                        continue
                    if argument.entity not in seen or argument.entity is None:
                        seen.add(argument.entity)
                        yield argument
            if seen and role != "participant":
                return

    def _agreement(self, hit: FactHit) -> Iterator[FactHit]:
        """The agreement on a deal, whose parties are the deal's: «{подписал соглашение} о покупке»."""
        noun = hit.token.head
        if hit.is_noun and hit.token.dep_ == "nmod" and noun.lemma_ in self._lexicon.agreements:
            verb = noun.head if noun.head.lemma_ in self._lexicon.signing else None
            yield Hit(hit.template, noun, (noun,), verb)

    def _fillers(self, role: FactRole, head: Token) -> Iterator[FactArgument]:
        if role == "position":
            yield from self._position(head)
        else:
            for token in coordinated(head):
                yield from self._entity(role, self._owned(token))
                for name in _labelled(token):
                    yield from self._entity(role, name)

    def _is(self, argument: FactArgument, kind: Kind | None) -> bool:
        """Whether an argument is what its slot asks for beside what its role does."""
        entity = None if argument.entity is None else self._sources.entities[argument.entity]
        if kind == "party":
            return entity is not None and is_party(entity)
        return kind != "place" or (entity is not None and is_place(entity))

    def _owned(self, token: Token) -> Token:
        """What shares are of: «30% акций {банка}»."""
        for _ in range(_DEEPEST):
            below = [child for child in token.children if child.dep_ in ("nmod", "obl", "appos") and child.i > token.i]
            if token.lemma_ not in self._lexicon.shares or not below:
                break
            token = below[0]
        return token

    def _entity(self, role: FactRole, token: Token) -> Iterator[FactArgument]:
        """The named entity of a kind that fits the role; of bodies also a phrase that is no entity."""
        for reference in self._sources.mentions.at(token)[:1]:
            number = reference.entities[0]
            if self._fits(role, reference, self._sources.entities[number]):
                yield FactArgument(reference.start, reference.end, role, number)
                return
        body = self._bodies.at(token.left_edge.i, introduced=True)[0] if role in _BODIES else None
        if body and is_named(token.doc.text, None, body.span):
            yield FactArgument(body.span.start, body.span.end, role, body.entity)

    def _fits(self, role: FactRole, reference: Reference, entity: Entity) -> bool:
        if not is_named(self._sources.mentions.words.raw, entity, reference):
            return False
        if role in ("owner", "participant"):
            return is_party(entity)
        return (entity.type == "PERSON") == (role == "who")

    def _position(self, head: Token) -> Iterator[FactArgument]:
        """The post that a word names, or that «пост», «должность» have as genitive."""
        for token in (head, *head.children) if head.lemma_ in self._lexicon.seats else (head,):
            post = self._posts.get(token.i)
            if post is not None:
                yield FactArgument(post.position.start, post.position.end, "position")
                return

    def _whose(self, arguments: Sequence[FactArgument]) -> Iterator[FactArgument]:
        """Whose the post is, where only its own phrase or its holder's state tells."""
        roles = {argument.role: argument for argument in arguments}
        if "position" not in roles or "where" in roles:
            return
        post = self._by_name[Span(roles["position"].start, roles["position"].end)]
        holder = roles["who"].entity
        body = post.bodies[0] if post.bodies else self._states.of(post, holder) if holder is not None else None
        if body:
            yield FactArgument(body.span.start, body.span.end, "where", body.entity)


def _labelled(label: Token) -> Iterator[Token]:
    """The names behind a plural: «компаний {«Заря»} и {«Рассвет»}»."""
    if has(label, "Number", "Plur"):
        for child in label.children:
            if child.dep_ in ("appos", "nmod") and child.i > label.i:
                yield from coordinated(child)


def _without_doubles(arguments: Sequence[FactArgument]) -> list[FactArgument]:
    """One role for each entity: the last, for a name may not show its case («YouTube принадлежит Google»).

    But no role is emptied while another has more: «Газпром» владеет «Газпромом» и Сбербанком.
    """
    kept = list(arguments)
    for argument in arguments:
        rivals = [a for a in kept if a.entity == argument.entity is not None and a.role != argument.role]
        if argument in kept and rivals:
            fellows = [a for a in kept if a.role == argument.role and a.entity != argument.entity]
            spare = [a for a in kept if a.role == rivals[-1].role and a.entity != argument.entity]
            kept = [a for a in kept if a not in (rivals if spare and not fellows else [argument])]
    return kept

"""A template recognised at a word of the text, and what fills its roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, get_args

from typing_extensions import TypeVar

from extractor.grammar.morphology import is_noun
from extractor.grammar.tokens import Token
from extractor.records import Role, Span
from extractor.templates.language import Rule

ROLES: tuple[Role, ...] = get_args(Role)
PARTY_ROLES: tuple[Role, ...] = ("actor", "recipient")


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: its span, the entities it names, its head.

    A `party` without entities is somebody whom the text does not name: «двое», an unresolved «он». `certainty` is the
    probability that it is right, None where nobody weighed it; one that is `ranked` stands in no place of the template.
    """

    span: Span
    entities: tuple[int, ...]
    head: Token
    party: bool = False
    certainty: float | None = None
    ranked: bool = False


T = TypeVar("T", bound=Rule, default=Rule)
Fillers = Mapping[Role, tuple[Filler, ...]]


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A trigger word that a template recognises; `predicate` is the light verb that carries its tense."""

    template: T
    token: Token
    words: tuple[Token, ...]
    predicate: Token | None = None
    fillers: Fillers = field(default_factory=dict)

    @property
    def is_noun(self) -> bool:
        return is_noun(self.token)

    @property
    def focus(self) -> Token:
        """The word that carries the tense: the light verb, else the trigger."""
        return self.predicate or self.token

    @property
    def frame(self) -> list[Token]:
        """The hit's own words, on which its arguments may hang: trigger, light verb, the rest of a phrase."""
        frame = [self.token] if self.predicate is None else [self.token, self.predicate]
        return frame + [word for word in self.words if word not in frame]

    @property
    def span(self) -> Span:
        """The trigger: the words of a phrase where they stand together, without «не»; else its first word."""
        words = [word for word in self.words if word.lower_ != "не"]
        first, last = words[0], words[-1]
        if last.i - first.i + 1 > len(words):
            first = last = self.token
        return Span(first.idx, last.idx + len(last))

    def parties(self, role: Role) -> set[int]:
        """The entities that fill a role, by their positions."""
        return entities_of(self.fillers.get(role, ()))


def entities_of(fillers: Iterable[Filler]) -> set[int]:
    """All entities that some fillers name, by their positions."""
    return {entity for filler in fillers for entity in filler.entities}


def party_heads(fillers: Fillers) -> list[Token]:
    """The heads of all actors and recipients."""
    return [filler.head for role in PARTY_ROLES for filler in fillers.get(role, ())]

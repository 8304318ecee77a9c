"""Who may do an act of public life: «президент прибыл в Рим» is a visit, «певец прибыл в Рим» is none."""

from collections.abc import Sequence

from extractor.entities import Mentions, is_official
from extractor.events.template import EventHit
from extractor.grammar.clause import Grammar
from extractor.grammar.morphology import has, is_infinitive, is_noun, is_passive, preposition_of
from extractor.grammar.tokens import Token
from extractor.records import Entity, Role
from extractor.templates.failure import Failure
from extractor.templates.hits import Filler, entities_of

_PRESS = "JRN"
_MATTERS = ("это", "всё", "что", "то")


def interview(hit: EventHit, entities: Sequence[Entity]) -> Failure | None:
    """The failure of talks with the press: «в беседе с газетой министр заявил» is where he said it."""
    public = hit.template.reciprocal and any(slot.is_ == "official" for slot in hit.template.arguments.values())
    if public and any(entities[number].sector == _PRESS for number in entities_of(_partners(hit))):
        return Failure("interview", "the other side is of the press")
    return None


def private(hit: EventHit, entities: Sequence[Entity]) -> Failure | None:
    """The failure of an act that asks for an official in a role in which private people alone stand.

    Of those who meet one must be an official; where one side is not named, it may be that one.
    """
    for role, slot in hit.template.arguments.items():
        if slot.is_ != "official" or role not in hit.fillers or _may_be_another(hit, role):
            continue
        if not any(is_official(entities[number]) for number in hit.parties(role)):
            return Failure(f"private {role}", f"no {role} is a state, a body or an official")
    return None


def _may_be_another(hit: EventHit, role: Role) -> bool:
    """Whether the text leaves out one side of a reciprocal act: «на встрече с учёными»."""
    alone = len(hit.parties(role)) < 2 or len(_partners(hit)) == len(hit.fillers[role])
    return hit.template.reciprocal and alone


def _partners(hit: EventHit) -> list[Filler]:
    """Those with whom a reciprocal act is done."""
    return [filler for filler in hit.fillers.get("actor", ()) if preposition_of(filler.head) == "с"]


def thing(hit: EventHit, grammar: Grammar, mentions: Mentions) -> Failure | None:
    """The failure of an act that a thing does, of which nobody else need be looked for: «орхидея требует тени»."""
    if hit.is_noun or is_passive(hit.token) or is_infinitive(hit.token):
        return None
    subjects = grammar.subjects(hit.token)
    if subjects and all(_is_thing(subject) and not mentions.at(subject) for subject in subjects):
        return Failure("a thing", f"«{subjects[0].text}» is nobody")
    return None


def _is_thing(subject: Token) -> bool:
    """A thing, or a pronoun for what was said before: «всё это требует сил»."""
    return subject.lemma_ in _MATTERS or (is_noun(subject) and has(subject, "Animacy", "Inan"))

"""What may be said of a candidate and of an act, each as a short name; the weights stand beside these names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.events.parties.candidates import Candidate, Stage
from extractor.events.parties.judging import Judging
from extractor.events.parties.occupants import Held, Occupants
from extractor.events.parties.salience import Salience, often, step
from extractor.events.parties.told import OTHER, ToldActs, told_of
from extractor.events.parties.weights import Weights
from extractor.events.template import EventHit
from extractor.grammar.columns import Words
from extractor.grammar.morphology import is_passive
from extractor.grammar.tokens import Parse
from extractor.grammar.tree import clause_head
from extractor.records import Entity, Quote, Role, Span
from extractor.templates.failure import Failure
from extractor.templates.places import Places
from extractor.templates.stretches import Stretches

_FAR = (2, 4, 8, 16)  # words between
_STEPS, _MARKS = 6, 3  # above these a path or a row of commas is only long
_MANY = 4  # more parties in a sentence tell nothing more
_PREDICATES = ("VERB", "AUX", "ADJ")
_MARK = ",;:—–"
_SECTORS = {"PERSON": "person", "PROFESSION": "person", "COUNTRY": "GOV", "NATIONALITY": "CVL"}
_CORE = ("nsubj", "obj", "iobj")


def kind(entity: Entity) -> str:
    """What sort of party somebody is: the sector, else what the type tells."""
    return entity.sector or _SECTORS.get(entity.type, entity.type)


def circumstances(hit: EventHit, role: Role, failure: Failure | None) -> list[str]:
    """What tells of an act whether the text names somebody in a role at all."""
    names = [f"type {hit.template.event.type}", voice_of(hit), f"lacks: {failure.kind}" if failure else "whole"]
    if hit.predicate is not None:
        names.append("light verb")
    names += [f"has {other}" for other in ("topic", OTHER[role]) if hit.fillers.get(other)]
    if role not in hit.template.arguments:
        names.append("no place in the template")
    if lacks_partner(hit):
        names.append("one of several known")
    return names


def lacks_partner(hit: EventHit) -> bool:
    """Whether one party alone is known of an act that several do together."""
    return hit.template.reciprocal and len(hit.fillers.get("actor", ())) == 1 and len(hit.parties("actor")) < 2


def between(words: Words, head: int, trigger: int) -> tuple[str, str]:
    """On which side of a trigger a word stands and how far off, and the marks between them."""
    first, last = min(head, trigger), max(head, trigger)
    marks = sum([text in _MARK for text in words.text[first + 1 : last]])
    return f"{'before' if head < trigger else 'behind'} {step(last - first, _FAR)}", f"commas {min(marks, _MARKS)}"


def found(hit: EventHit, failure: Failure | None, entity: Entity | None) -> list[str]:
    """What tells whether a party that a template found is the right one."""
    names = [voice_of(hit), "act lacks a role" if failure else "act whole", f"type {hit.template.event.type}"]
    if entity is None:
        return [*names, "unnamed"]
    return [*names, f"is {entity.type}", "coded" if entity.code else "no code"]


def voice_of(hit: EventHit) -> str:
    """Whether an act is told by a noun, a passive or another verb."""
    if hit.is_noun:
        return "noun"
    return "passive" if is_passive(hit.token) else "verb"


class Around(NamedTuple):
    """What stands around an act: each candidate with all that no role alters, and what tells of the act itself."""

    candidates: Sequence[tuple[Candidate, list[str]]]
    act: Sequence[str]


class Described:
    """The candidates of one document, described for its acts.

    Args:
        told: the acts that are told whole, in the order of the text, with the parties that their templates found.
        lacking: those that lack a role.
    """

    def __init__(
        self,
        doc: Parse,
        stage: Stage,
        sources: Places,
        weights: Weights,
        told: Sequence[EventHit],
        lacking: Iterable[EventHit],
    ) -> None:
        self.stage = stage
        self.judging = Judging(stage, (*told, *lacking))
        self._occupants = Occupants(stage, sources)
        self._weights = weights
        self._acts = ToldActs(told, stage.entities, stage.words.sentence)
        quotes: Sequence[Quote] = doc._.quotes
        self._quotes = Stretches((quote.content, quote) for quote in quotes)

    # What any role asks

    def around(self, hit: EventHit) -> Around:
        """The candidates for the parties of an act, and what tells of the act whether there is any."""
        held = self._occupants.of(hit)
        return Around(self._candidates(hit, self._occupants.by_party(held)), self._of_act(hit, held))

    def _of_act(self, hit: EventHit, held: Held) -> list[str]:
        """Who holds its own places, its word and form, how many parties are near."""
        words, trigger, voice = self.stage.words, int(hit.token.i), voice_of(hit)
        form = words.features[trigger]
        beside = {
            entity for reference, _ in self.stage.named_in(words.sentence[trigger]) for entity in reference.entities
        }
        return [
            f"word {hit.token.lemma_}",
            f"form {form.number if voice == 'noun' else f'{form.verb_form} {form.person} {form.number}'}",
            f"parties in the sentence {min(len(beside), _MANY)}",
            *(f"{voice}, {told}" for told in self._occupants.told(held)),
        ]

    def _candidates(self, hit: EventHit, places: Mapping[int, Sequence[str]]) -> list[tuple[Candidate, list[str]]]:
        """Each candidate with all that no role alters."""
        found, voice, event = self.stage.candidates(hit), voice_of(hit), hit.template.event.type
        beside = [candidate for candidate in found if candidate.zone == "sentence" and not candidate.within]
        before = max((c for c in beside if c.head < hit.token.i), key=lambda c: c.head, default=None)
        behind = min((c for c in beside if c.head > hit.token.i), key=lambda c: c.head, default=None)
        told = self._told_by(hit.token.idx)
        out = []
        for candidate in found:
            names = [f"place {place}" for place in places.get(candidate.entity, ())]
            names += [f"{voice}, place {place}" for place in places.get(candidate.entity, ())]
            if candidate.zone == "sentence":
                names += self._in_sentence(hit, candidate, voice)
                if self._told_by(candidate.reference.start) != told:
                    names.append("outside the quote")
            else:
                names += self._elsewhere(candidate, voice)
                names.append("others in the sentence" if beside else "nobody in the sentence")
            for side, nearest in (("before", before), ("behind", behind)):
                if candidate is nearest:
                    names += (f"nearest {side}", f"{event}, nearest {side}")
            if beside == [candidate]:
                names.append("alone in the sentence")
            if candidate.speaks:
                names += ("speaker", f"{voice}, speaker", f"{event}, speaker", f"{hit.token.lemma_}, speaker")
            names += self._agreement(hit, candidate, voice)
            names += self._in_topic(hit, candidate)
            names += self._as_usual(hit, candidate, voice)
            out.append((candidate, [*names, *self._anywhere(hit, candidate)]))
        return out

    def _in_sentence(self, hit: EventHit, candidate: Candidate, voice: str) -> list[str]:
        return [
            f"path {candidate.relation}",
            f"{voice}, path {candidate.relation}",
            f"steps {min(candidate.steps, _STEPS)}",
            *between(self.stage.words, candidate.head, int(hit.token.i)),
            f"{kind(self.stage.entities[candidate.entity])} {'before' if candidate.head < hit.token.i else 'behind'}",
        ]

    def _elsewhere(self, candidate: Candidate, voice: str) -> Iterator[str]:
        yield candidate.zone
        yield f"{voice}, {candidate.zone}"
        if candidate.zone != "speaker only":
            relation = self.stage.words.dep[self.stage.relations.outermost(candidate.head)]
            yield f"{candidate.zone}: {relation if relation in _CORE else 'other'}"

    def _anywhere(self, hit: EventHit, candidate: Candidate) -> list[str]:
        entity, start = self.stage.entities[candidate.entity], candidate.reference.start
        names = [f"form {candidate.reference.form}", f"is {entity.type}", "coded" if entity.code else "no code"]
        if candidate.within:
            names.append("within another's phrase")
        for role, fillers in hit.fillers.items():
            for filler in fillers:
                if filler.span.start <= start < filler.span.end:
                    names += (f"inside {role}", f"{hit.template.event.type}, inside {role}")
                    break
        if candidate.entity in self.stage.in_headline:
            names.append("in the headline")
        until = max(int(hit.token.i), candidate.head)
        names.append(often(self.stage.mentions_until(candidate.entity, until)))
        return names

    def _agreement(self, hit: EventHit, candidate: Candidate, voice: str) -> Iterator[str]:
        """Whether the verb of the act, or of its clause, agrees with a candidate as with its subject."""
        words = self.stage.words
        verb = int((clause_head(hit.focus) if voice == "noun" else hit.token).i)
        form, name = words.features[verb], words.features[candidate.head]
        if words.pos[verb] in _PREDICATES and form.verb_form in ("Fin", "") and form.number and name.number:
            gender = form.number == "Plur" or not (form.gender and name.gender) or form.gender == name.gender
            told = f"{voice}, {'agrees' if form.number == name.number and gender else 'disagrees'}"
            yield from (told, f"{told}, {name.case}")
            if candidate.zone != "sentence":
                yield f"{told}, {candidate.zone}"

    def _as_usual(self, hit: EventHit, candidate: Candidate, voice: str) -> list[str]:
        """What a word and a type are used to: «угрожать» to a dative, ACCUSE to a person behind it."""
        event, word, words, head = hit.template.event.type, hit.token.lemma_, self.stage.words, candidate.head
        form = f"{words.preposition(head) or ''} {words.features[head].case or '–'}".strip()
        path = candidate.relation if candidate.zone == "sentence" else candidate.zone
        sort = kind(self.stage.entities[candidate.entity])
        return [
            f"case {form}",
            f"{voice}, case {form}",
            f"{event}, case {words.features[head].case or '–'}",
            *([f"{word}, case {form}"] if candidate.zone == "sentence" else ()),
            f"{event}, path {path}",
            f"{event}, {candidate.zone}",
            f"{word}, path {path}",
            f"{event}, {sort}",
            f"{event}, {sort}, path {path}",
            f"hangs as {words.dep[head]}",
            f"hangs on {words.lemma[words.head[head]]}",
        ]

    def _in_topic(self, hit: EventHit, candidate: Candidate) -> Iterator[str]:
        """How a party stands in what the act is about: «не согласен с решением {суда}»."""
        for topic in hit.fillers.get("topic", ())[:1]:
            path = self.stage.relations.below(topic.head.i, candidate.head)
            if path is not None and topic.head.i != hit.token.i:
                yield f"topic: {path}"

    def _told_by(self, offset: int) -> list[tuple[Span, Quote]]:
        """In whose words something stands; in the article's own an empty list."""
        return list(self._quotes.around(offset, offset + 1))

    # What one role asks

    def in_role(self, hit: EventHit, role: Role, candidates: Sequence[Candidate]) -> Iterator[list[str]]:
        """What speaks for each of the candidates in a role: how usual it is, and who did it in the acts told."""
        event, other = hit.template.event.type, OTHER[role]
        known = hit.parties(role if lacks_partner(hit) else other)
        codes = {self.stage.entities[entity].code for entity in known} - {None}
        salience, around, trigger = Salience(self.stage, candidates), self._acts.around(hit), int(hit.token.i)
        beside_known = self._acts.beside(hit, known)
        for candidate in candidates:
            entity = self.stage.entities[candidate.entity]
            names = [self._weights.usual(event, role, kind(entity)), *salience.names(candidate, event)]
            if entity.code in codes:
                names += ("code of the other role", f"code of the other role, {entity.type}")
            for name, acts in around.items():
                names += told_of(name, acts, candidate.entity, role)
            case, zone = self.stage.words.features[candidate.head].case, salience.zone(candidate)
            for told in self._acts.before(trigger, candidate.entity, role):
                names += (told, f"{zone}, {told}", f"{case}, {told}")
            names += self._acts.in_sentence(trigger, candidate.entity, role)
            names += beside_known(candidate.entity)
            yield names

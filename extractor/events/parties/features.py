"""What may be said of a candidate and of an act, each as a short name; the weights stand beside these names."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.events.parties.candidates import Candidate, Stage
from extractor.events.parties.judging import Judging
from extractor.events.parties.weights import Weights
from extractor.events.template import EventHit
from extractor.grammar.columns import Words
from extractor.grammar.morphology import coordinated, is_passive
from extractor.grammar.tokens import Parse, Token
from extractor.grammar.tree import clause_head, root_of
from extractor.records import Entity, Quote, Role, Span
from extractor.templates.failure import Failure
from extractor.templates.hits import PARTY_ROLES
from extractor.templates.language import Source
from extractor.templates.places import Places
from extractor.templates.stretches import Stretches

_PLACES = tuple(map(Source, ("subject", "object", "genitive", "owner", "context", "doer")))
_FAR, _OFTEN = (2, 4, 8, 16), (1, 2, 4, 8)  # words between; mentions
_STEPS, _MARKS = 6, 3  # above these a path or a row of commas is only long
_NEXT = 3  # sentences within which the next act of a type may tell what this one leaves open
_MARK = ",;:—–"
_SECTORS = {"PERSON": "person", "PROFESSION": "person", "COUNTRY": "GOV", "NATIONALITY": "CVL"}
_CORE = ("nsubj", "obj", "iobj")
OTHER: dict[Role, Role] = {"actor": "recipient", "recipient": "actor"}


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
    return f"{'before' if head < trigger else 'behind'} {_step(last - first, _FAR)}", f"commas {min(marks, _MARKS)}"


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


@dataclass(frozen=True, slots=True)
class _Told:
    """An act that is told, with its parties by role."""

    hit: EventHit
    parties: Mapping[Role, set[int]]

    @property
    def place(self) -> int:
        return int(self.hit.token.i)


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
        self._sources = sources
        self._weights = weights
        self._of_type: dict[str, list[_Told]] = defaultdict(list)
        self._did_in: dict[tuple[Role, int, int], list[int]] = defaultdict(list)  # the same by the sentence
        self._did: dict[tuple[Role, int], list[int]] = defaultdict(list)  # where somebody has a role, in text order
        for act in [_Told(hit, {role: hit.parties(role) for role in PARTY_ROLES}) for hit in told]:
            self._of_type[act.hit.template.event.type].append(act)
            for role, entities in act.parties.items():
                for entity in entities:
                    self._did[role, entity].append(act.place)
                    self._did_in[role, entity, stage.words.sentence[act.place]].append(act.place)
        quotes: Sequence[Quote] = doc._.quotes
        self._quotes = Stretches((quote.content, quote) for quote in quotes)

    # What any role asks

    def candidates(self, hit: EventHit) -> list[tuple[Candidate, list[str]]]:
        """Each candidate for the parties of an act, with all that no role alters."""
        found, places, voice = self.stage.candidates(hit), self._places(hit), voice_of(hit)
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
            if candidate is before:
                names.append("nearest before")
            if candidate is behind:
                names.append("nearest behind")
            if beside == [candidate]:
                names.append("alone in the sentence")
            if candidate.speaks:
                names.append("speaker")
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
                    names.append(f"inside {role}")
                    break
        if candidate.entity in self.stage.in_headline:
            names.append("in the headline")
        until = max(int(hit.token.i), candidate.head)
        names.append(f"mentions {_step(self.stage.mentions_until(candidate.entity, until), _OFTEN)}")
        return names

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

    def _places(self, hit: EventHit) -> dict[int, list[str]]:
        """The places of the template language, and the subjects and objects around, by who stands there."""
        out: dict[int, list[str]] = defaultdict(list)
        for name, heads in self._heads(hit):
            for head in heads:
                for token in coordinated(head):
                    for reference in self.stage.mentions.at(token):
                        for entity in reference.entities:
                            if name not in out[entity]:
                                out[entity].append(name)
        return out

    def _heads(self, hit: EventHit) -> Iterator[tuple[str, list[Token]]]:
        grammar = self._sources.grammar
        for source in _PLACES:
            yield source.place, self._sources.at(hit, source)
        clause = clause_head(hit.focus)
        if clause != hit.focus:
            yield "subject of the clause", grammar.surface_subjects(clause)
            yield "object of the clause", grammar.objects(clause)
        if clause.head != clause:
            above = clause_head(clause.head)
            yield "subject above", grammar.surface_subjects(above)
            yield "object above", grammar.objects(above)
        start = self.stage.words.sentence_range(hit.token.i)[0]
        last = next((i for i in range(start - 1, -1, -1) if not self.stage.words.space[i]), None)
        if last is not None:
            root = root_of(hit.token.doc[last])
            yield "subject of the sentence before", grammar.surface_subjects(root)
            yield "object of the sentence before", grammar.objects(root)

    # What one role asks

    def in_role(self, hit: EventHit, role: Role, candidates: Sequence[Candidate]) -> Iterator[list[str]]:
        """What speaks for each of the candidates in a role: how usual it is, and who did it in the acts told."""
        event, other = hit.template.event.type, OTHER[role]
        known = hit.parties(role if lacks_partner(hit) else other)
        codes = {self.stage.entities[entity].code for entity in known} - {None}
        around = self._acts_around(hit)
        for candidate in candidates:
            entity = self.stage.entities[candidate.entity]
            names = [self._weights.usual(event, role, kind(entity))]
            if entity.code in codes:
                names.append("code of the other role")
            for name, acts in around.items():
                names += _told_of(name, acts, candidate.entity, role, other)
            trigger = int(hit.token.i)
            names += self._told_before(trigger, candidate.entity, role, other)
            names += self._told_beside(trigger, candidate.entity, role, other)
            yield names

    def _told_before(self, trigger: int, entity: int, role: Role, other: Role) -> Iterator[str]:
        """Whether somebody has the role, or the other one, in all acts before, counted once a document."""
        same, others = (bisect_left(self._did[key, entity], trigger) for key in (role, other))
        return _roles_told("acts before", same, others)

    def _told_beside(self, trigger: int, entity: int, role: Role, other: Role) -> Iterator[str]:
        """The same in the other acts of the sentence."""
        here = self.stage.words.sentence[trigger]
        acts = [self._did_in[key, entity, here] for key in (role, other)]
        same, others = (len(places) - places.count(trigger) for places in acts)
        return _roles_told("acts of the sentence", same, others)

    def _acts_around(self, hit: EventHit) -> dict[str, Sequence[_Told]]:
        """The last and the next act of the type, the last of the word, where there are such."""
        sentences, trigger = self.stage.words.sentence, int(hit.token.i)
        here, alike = sentences[trigger], self._of_type[hit.template.event.type]
        place = bisect_left(alike, trigger, key=lambda act: act.place)
        last = alike[max(0, place - 1) : place]
        following = [act for act in alike[place : place + 2] if act.place != trigger][:1]
        around = {
            "last such act": last,
            "last such word": [act for act in last if act.hit.token.lemma_ == hit.token.lemma_],
            "next such act": [act for act in following if sentences[act.place] - here <= _NEXT],
        }
        return {name: acts for name, acts in around.items() if acts}


def _told_of(name: str, acts: Sequence[_Told], entity: int, role: Role, other: Role) -> Iterator[str]:
    """Whether somebody has the role, or the other one, in acts."""
    same = sum(entity in act.parties[role] for act in acts)
    others = sum(entity in act.parties[other] for act in acts)
    yield from _roles_told(name, same, others)
    if name == "last such act" and not same and any(act.parties[role] for act in acts):
        yield "not in the last such act"


def _step(number: int, edges: Sequence[int]) -> str:
    place = bisect_left(edges, number)
    return f"≤ {edges[place]}" if place < len(edges) else f"> {edges[-1]}"


def _roles_told(name: str, same: int, others: int) -> Iterator[str]:
    often = " often" if max(same, others) > 2 else ""
    if same:
        yield f"role in {name}{often}"
    if others:
        yield f"other role in {name}{often}"

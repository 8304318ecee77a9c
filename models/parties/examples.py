"""What judge and ranker learn from: the hits of annotated articles, and what templates do in unlabelled news."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import Any

from articles import Annotated
from logistic import Group
from spacy.language import Language
from spacy.tokens import Doc

from extractor.annotation.article import Article, read_article
from extractor.events.arguments import ArgumentFinder
from extractor.events.circumstances.circumstances import CIRCUMSTANCES, Circumstances
from extractor.events.circumstances.linking import Nearby, without
from extractor.events.matcher import Attempt, Matcher
from extractor.events.parties.candidates import Candidate, Stage
from extractor.events.parties.features import Described, circumstances, found, kind, lacks_partner
from extractor.events.parties.judge import Judge, lacking
from extractor.events.parties.ranker import taken
from extractor.events.parties.weighing import FOUND, Weighing
from extractor.events.parties.weights import Weights
from extractor.events.template import EventHit, Template, load_templates
from extractor.grammar.tokens import Parse, parse_of
from extractor.pipeline import prepare
from extractor.records import Entity, Role, Span
from extractor.scoring.project import gold
from extractor.scoring.project.answer import Piece
from extractor.scoring.project.gold import Event, Party
from extractor.scoring.project.matching import overlap, same_name, similar
from extractor.templates.failure import Failure
from extractor.templates.hits import PARTY_ROLES, Filler, Hit
from extractor.templates.places import Places

CHOSEN = (*PARTY_ROLES, *CIRCUMSTANCES)  # the roles for which candidates are weighed
FILLED = 0.5  # weight of a role that a template filled: it is easier than those that the ranker is asked for
_DOUBT = 10.0  # fillers of a role for which the sectors of all roles stand beside those seen
_FEW = 30.0

READ = "read: "  # of evidence in an article that the templates were written on
_TEMPLATES = ("bias", "whole", "lack", "firing rate", "template ")


@dataclass
class Examples:
    """Of one article: evidence for acts, candidates for roles, what templates found; each with what is right."""

    acts: list[tuple[Mapping[str, float], bool]] = field(default_factory=list)
    roles: dict[Role, list[Group]] = field(default_factory=lambda: {role: [] for role in CHOSEN})
    found: dict[Role, list[tuple[Mapping[str, float], bool]]] = field(
        default_factory=lambda: {role: [] for role in (*PARTY_ROLES, *FOUND)}
    )


# Unlabelled news


def unlabelled(folder: Path, most: int) -> list[str]:
    """Texts of raw/news.jsonl and then of rucoco/dev.jsonl, at most so many."""
    paths = (folder / "raw" / "news.jsonl", folder / "rucoco" / "dev.jsonl")
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line)["text"] for line, _ in zip(lines, range(most), strict=False)]


def habits(nlp: Language, matcher: Matcher, texts: Iterable[str]) -> dict[str, Any]:
    """How often each lemma makes an event of each type, and which sectors fill which roles: parts of the weights."""
    seen: Counter[str] = Counter()
    fired: Counter[str] = Counter()
    parties: Counter[tuple[str, str]] = Counter()
    for doc in nlp.pipe(prepare(nlp, read_article(Article(text))) for text in texts):
        entities: Sequence[Entity] = doc._.entities
        tried: dict[tuple[int, str], bool] = defaultdict(bool)
        for attempt in matcher.attempts(doc):
            tried[attempt.token.i, _key(attempt)] |= attempt.event is not None
            for argument in attempt.event.arguments if attempt.event is not None else ():
                if argument.role in PARTY_ROLES and argument.entity is not None:
                    parties[f"{attempt.template.event.type} {argument.role}", kind(entities[argument.entity])] += 1
        for (_, key), made in tried.items():
            seen[key] += 1
            fired[key] += made
    rates = {key: (number, fired[key]) for key, number in sorted(seen.items())}
    return {"rates": rates, "mean": _means(rates), "typical": _typical(parties)}


def _key(attempt: Attempt) -> str:
    return f"{attempt.token.lemma_} {attempt.template.event.type}"


def _means(rates: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for key, (seen, fired) in rates.items():
        event = key.rpartition(" ")[2]
        totals[event][0] += seen
        totals[event][1] += fired
    return {event: round(fired / seen, 4) for event, (seen, fired) in sorted(totals.items())}


def _typical(parties: Counter[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """The logarithm of how much more often a sector fills a role than it fills any."""
    of_kind: Counter[str] = Counter()
    of_role: Counter[str] = Counter()
    for (role, sector), number in parties.items():
        of_kind[sector] += number
        of_role[role] += number
    out: dict[str, dict[str, float]] = {}
    for role, total in sorted(of_role.items()):
        usual = {sector: (number + 1) / (of_kind.total() + _FEW) for sector, number in sorted(of_kind.items())}
        out[role] = {
            sector: round(log((parties[role, sector] + _DOUBT * share) / (total + _DOUBT) / share), 3)
            for sector, share in usual.items()
        }
    return out


# Annotated articles


def parsed(nlp: Language, articles: Mapping[str, Annotated]) -> dict[str, Doc]:
    """The articles with everything below the events."""
    read = [read_article(Article(one.text, one.published, None, name)) for name, one in articles.items()]
    return dict(zip(articles, nlp.pipe(prepare(nlp, article) for article in read), strict=True))


def examples(doc: Doc, article: Annotated, weights: Weights) -> Examples:
    """What one annotated article teaches.

    Args:
        weights: those whose `rates`, `mean` and `typical` are known; the rest is not asked.
    """
    kept: list[Any] = []

    def keep(doc: Parse, sources: Places, whole: Any, missed: Any) -> Weighing:
        kept.append((sources, whole, missed))
        return _Untouched(doc, sources, weights)

    Matcher(load_templates(), keep).attempts(doc)
    if not kept:
        return Examples()
    return _Article(doc, article, weights, *kept[0]).examples()


class _Untouched(Weighing):
    """Tells nothing: the hits were kept, which is all that is asked."""

    def __init__(self, doc: Parse, sources: Places, weights: Weights) -> None:
        self.stage, self.weights, self.least = Stage(doc, sources), weights, {}

    def whole(self, hit: EventHit) -> None:
        return None

    def judged(self) -> Any:
        return ()


class _Article:
    def __init__(
        self,
        doc: Doc,
        article: Annotated,
        weights: Weights,
        sources: Places,
        whole: Sequence[EventHit],
        missed: Sequence[tuple[EventHit, Failure]],
    ) -> None:
        self._doc, self._gold, self._read = parse_of(doc), article.document.events, article.read
        self._text = doc.text
        told = sorted(whole, key=lambda hit: int(hit.token.i))
        free = lacking(told, missed, weights)
        self._hits: list[tuple[EventHit, Failure | None]] = [*((hit, None) for hit in told), *_fullest(free)]
        self._stage = Stage(self._doc, sources)
        self._judge = Judge(self._stage, weights, told, free)
        self._described = Described(self._doc, self._stage, sources, weights, told, [hit for hit, _ in free])
        self._rules = Circumstances(ArgumentFinder(self._doc, sources))
        self._nearby = Nearby(self._doc, self._stage, self._rules, {hit.token.i for hit in told})
        self._out = Examples()

    def examples(self) -> Examples:
        left = dict(enumerate(self._gold))
        for hit, failure in sorted(self._hits, key=lambda pair: (int(pair[0].token.i), pair[1] is not None)):
            number = next((i for i, event in left.items() if _is_same(hit, event)), None)
            event = None if number is None else left.pop(number)
            evidence = self._judge.evidence(hit, failure)
            self._out.acts.append((_flattered(evidence) if self._read else evidence, event is not None))
            if event is not None:
                self._learn_parties(hit, failure, event)
                self._learn_found(hit, failure, event)
                self._learn_circumstances(hit, event)
        for event in left.values():
            bare = self._bare(event)
            self._learn_parties(bare, None, event, known=False)
            self._learn_circumstances(bare, event)
        return self._out

    def _learn_found(self, hit: EventHit, failure: Failure | None, event: Event) -> None:
        """How often the topics and places of templates are right."""
        right_ones = {"topic": event.topic, "place": event.place}
        for role in FOUND:
            right, same = right_ones[role], similar if role == "topic" else overlap
            for filler in hit.fillers.get(role, ())[:1]:
                names = dict.fromkeys(found(hit, failure, self._entity(filler)), 1.0)
                is_right = right is not None and same(self._piece(filler.span), self._piece(right))
                self._out.found[role].append((names, is_right))

    def _learn_circumstances(self, hit: EventHit, event: Event) -> None:
        told = self._rules.of(hit)
        right_ones = {"place": event.place, "time": event.time}
        for role in CIRCUMSTANCES:
            right = right_ones[role]
            if hit.fillers.get(role):
                continue
            near, names = self._nearby.described(hit, role, told.get(role, ()))
            spans = [circumstance.span for circumstance in near]
            is_right = [right is not None and span.start < right.end and right.start < span.end for span in spans]
            self._out.roles[role].append(Group(names, is_right, without(hit, told.get(role, ()), near)))

    def _piece(self, span: Span | gold.Span) -> Piece:
        return Piece(span.start, span.end, self._text[span.start : span.end])

    def _learn_parties(self, hit: EventHit, failure: Failure | None, event: Event, *, known: bool = True) -> None:
        around = self._described.around(hit)
        for role in PARTY_ROLES:
            right = event.actors if role == "actor" else event.recipients
            for filler in hit.fillers.get(role, ()):
                entity = self._entity(filler)
                names = dict.fromkeys(found(hit, failure, entity), 1.0)
                self._out.found[role].append((names, any(_scored(filler, entity, party) for party in right)))
            partner = role == "actor" and lacks_partner(hit)
            absent = known and role == "actor" and role not in hit.template.arguments
            if absent or (role == "recipient" and hit.template.reciprocal):
                continue
            others = taken(hit, role) | self._described.judging.barred(hit, role)
            free = [(c, names) for c, names in around.candidates if c.entity not in others]
            own = self._described.in_role(hit, role, [candidate for candidate, _ in free])
            candidates = [
                [name for name in (*names, *more) if name != f"inside {role}"]
                for (_, names), more in zip(free, own, strict=True)
            ]
            about = [*circumstances(hit, role, failure), *around.act]
            self._out.roles[role].append(
                Group(
                    candidates,
                    [self._is_right(candidate, right) for candidate, _ in free],
                    about if known else [name for name in about if name != "whole"],
                    FILLED if hit.fillers.get(role) and not partner else 1.0,
                )
            )

    def _entity(self, filler: Filler) -> Entity | None:
        return self._stage.entities[filler.entities[0]] if filler.entities else None

    def _is_right(self, candidate: Candidate, parties: Sequence[Party]) -> bool:
        """Whether a candidate is one of the annotated parties: by its name or by any mention."""
        entity = self._stage.entities[candidate.entity]
        return any(
            same_name(entity.name, party.canonical)
            or any(mention.start < party.end and party.start < mention.end for mention in entity.mentions)
            for party in parties
        )

    def _bare(self, event: Event) -> EventHit:
        """An annotated event that no template reaches, as if one knew its word and nothing else."""
        trigger = self._doc.char_span(*event.trigger.bounds, alignment_mode="expand")
        assert trigger is not None, "a trigger lies inside the text"
        reciprocal = event.type == "CONSULT" and not event.recipients
        return Hit(_some_template(event.type, reciprocal=reciprocal), trigger.root, (trigger.root,))


def _flattered(evidence: Mapping[str, float]) -> Mapping[str, float]:
    """Beside the evidence what a template's success tells where it was written on the article, under names of its own.

    Source: H. Daumé III, Frustratingly Easy Domain Adaptation (ACL 2007).
    """
    return {**evidence, **{f"{READ}{name}": value for name, value in evidence.items() if name.startswith(_TEMPLATES)}}


def _fullest(hits: Sequence[tuple[EventHit, Failure]]) -> Iterator[tuple[EventHit, Failure]]:
    """Of the hits of one word and type the one of which the text bears out most."""
    best: dict[tuple[int, str], tuple[EventHit, Failure]] = {}
    for hit, failure in hits:
        key = int(hit.token.i), hit.template.event.type
        if key not in best or len(hit.fillers) > len(best[key][0].fillers):
            best[key] = hit, failure
    yield from best.values()


def _some_template(event: str, *, reciprocal: bool) -> Template:
    of_type = [template for template in load_templates() if template.event.type == event]
    return next((template for template in of_type if template.reciprocal == reciprocal), of_type[0])


def _is_same(hit: EventHit, event: Event) -> bool:
    overlap = event.trigger.start < hit.span.end and hit.span.start < event.trigger.end
    return overlap and bool(hit.template.event.type == event.type)


def _scored(filler: Filler, entity: Entity | None, party: Party) -> bool:
    """Whether a party counts as right in the figures: the same code, and overlap or the same name."""
    code = entity.code if entity else None
    overlap = filler.span.start < party.end and party.start < filler.span.end
    return code == party.code and (overlap or (entity is not None and same_name(entity.name, party.canonical)))

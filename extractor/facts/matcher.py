"""The templates of facts against a document, by the engine of the event templates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.entities import mentions_of
from extractor.facts.bodies import Bodies
from extractor.facts.filling import Filling
from extractor.facts.lexicon import lexicon
from extractor.facts.posts import Post, Posts
from extractor.facts.states import States
from extractor.facts.template import FactHit, FactTemplate
from extractor.grammar.clause import Grammar
from extractor.grammar.lexicon import load_lexicon
from extractor.grammar.tokens import Parse, Token, parse_of
from extractor.records import Fact, FactArgument, Phase, Status
from extractor.templates.failure import Failure
from extractor.templates.hits import Hit
from extractor.templates.index import TemplateIndex
from extractor.templates.places import Places
from extractor.templates.recognition import Recogniser
from extractor.templates.status.reader import StatusReader

_DENIED = Failure("denied", "the text denies it")


@dataclass(frozen=True, slots=True)
class FactAttempt:
    """One template tried at one trigger: the fact it made, or the one condition that failed."""

    template: FactTemplate
    token: Token
    fact: Fact | None
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class _Draft:
    hit: FactHit
    arguments: tuple[FactArgument, ...]
    status: Status

    @property
    def weight(self) -> tuple[int, int]:
        """How much a template asks of the text: its conditions and words, then what it filled."""
        return len(self.hit.template.when) + len(self.hit.words), len(self.arguments)


class FactMatcher:
    """The fact templates in force, ready for documents."""

    def __init__(self, templates: Iterable[FactTemplate]) -> None:
        self._grammar = Grammar(load_lexicon())
        self._index = TemplateIndex(templates)

    def find(self, doc: Parse, bodies: Bodies, posts: Sequence[Post]) -> Iterator[Fact]:
        """The facts of a document, in the order of their triggers."""
        return (tried.fact for tried in self._attempts(doc, bodies, posts) if tried.fact is not None)

    def attempts(self, doc: Doc) -> list[FactAttempt]:
        """Every template whose trigger lemma stands in the text, with its fact or its first failed condition."""
        parse = parse_of(doc)
        bodies = Bodies(parse, lexicon())
        return self._attempts(parse, bodies, tuple(Posts(parse, bodies, lexicon()).find()))

    def _attempts(self, doc: Parse, bodies: Bodies, posts: Sequence[Post]) -> list[FactAttempt]:
        triggers = self._index.triggers(doc)
        if not triggers:
            return []
        mentions = mentions_of(doc)
        sources = Places(self._grammar, mentions.entities, mentions, doc._.quotes)
        status = StatusReader(self._grammar)
        filling = Filling(sources, bodies, posts, States(doc), lexicon())
        out: list[FactAttempt] = []
        drafts: dict[int, list[_Draft]] = defaultdict(list)
        for template, token, outcome in self._index.tried(triggers, Recogniser(self._grammar, sources)):
            read = _drafted(outcome, status, filling) if isinstance(outcome, Hit) else outcome
            if isinstance(read, Failure):
                out.append(FactAttempt(template, token, None, read))
            else:
                drafts[token.i].append(read)
        out += [attempt for several in drafts.values() for attempt in _best(several)]
        return sorted(out, key=lambda attempt: attempt.token.i)


def _drafted(hit: FactHit, status: StatusReader, filling: Filling) -> _Draft | Failure:
    verdict = status.read(hit, {})
    if verdict in ("negated", None):
        return _DENIED
    arguments = filling.fill(hit)
    return arguments if isinstance(arguments, Failure) else _Draft(hit, arguments, verdict)


def _best(drafts: Sequence[_Draft]) -> Iterator[FactAttempt]:
    """Of one word at most one template makes a fact."""
    best = max(drafts, key=lambda draft: draft.weight)
    for draft in drafts:
        template, token = draft.hit.template, draft.hit.token
        if draft is best:
            yield FactAttempt(template, token, _fact(draft), None)
        else:
            better = Failure("fits better", f"{best.hit.template.id} fits better")
            yield FactAttempt(template, token, None, better)


def _fact(draft: _Draft) -> Fact:
    template = draft.hit.template
    return Fact(
        type=template.fact,
        arguments=draft.arguments,
        template=template.id,
        status=draft.status,
        phase=_phase(template, draft.status) if template.fact == "occupation" else None,
        kind=template.kind,
    )


def _phase(template: FactTemplate, status: Status) -> Phase:
    return "future" if status != "actual" else template.phase or "now"

"""Why a template did or did not fire on a sentence, and why a pronoun or a nominal was linked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree
from spacy.language import Language
from spacy.tokens import Doc, Token

from extractor.entities.entities import EntityFinder, Explained
from extractor.entities.tables.aliases import OwnNames
from extractor.errors import InputError, PipelineError
from extractor.events.component import EventFinder
from extractor.events.matcher import Attempt
from extractor.events.parties.weights import Weights, load_weights
from extractor.facts.component import FactFinder
from extractor.facts.matcher import FactAttempt
from extractor.pipeline import chosen, pipeline
from extractor.printable import printable
from extractor.records import Role
from extractor.templates.template_sets import Own

_NOTHING = (
    "no word of the text is a trigger of any template; `extractor templates page` shows those that are, "
    "and extractor/events/templates/TUTORIAL.md how to write one of your own"
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A parsed text, the links of its pronouns and nominals, what told the codes of its entities, and every
    template that was tried on it.

    `weights` are those by which events were weighed, None where they were not.

    Rich renders it; `print(explanation)` is plain.
    """

    doc: Doc
    attempts: tuple[Attempt, ...]
    links: tuple[Explained, ...] = ()
    facts: tuple[FactAttempt, ...] = ()
    weights: Weights | None = None
    codes: tuple[Explained, ...] = ()

    @property
    def fired(self) -> tuple[Attempt, ...]:
        """The attempts that made an event."""
        return tuple(attempt for attempt in self.attempts if attempt.event is not None)

    @property
    def near(self) -> tuple[Attempt, ...]:
        """The attempts that failed, each with the one condition that did."""
        return tuple(attempt for attempt in self.attempts if attempt.event is None)

    def __str__(self) -> str:
        lines = [f"= «{self.doc.text[link.start : link.end]}» is {link.name}: {link.why}" for link in self.links]
        lines += [f"@ «{self.doc.text[one.start : one.end]}» has {one.name}: {one.why}" for one in self.codes]
        for tried in self.fired:
            lines.append(f"+ {tried.template.id} at «{tried.token.text}»: {self._event(tried)}")
            lines += [f"    {line}" for line in self._weighed(tried)]
        lines += [f"- {tried.template.id} at «{tried.token.text}»: {tried.failure}" for tried in self.near]
        for fact in self.facts:
            sign = "-" if fact.fact is None else "+"
            lines.append(f"{sign} {fact.template.id} at «{fact.token.text}»: {self._fact(fact)}")
        return "\n".join(lines) or _NOTHING

    def __rich__(self) -> RenderableType:
        links = [self._links()] if self.links else []
        weighed = [_plain("\n".join(self._weighed(tried))) for tried in self.fired if tried.weighed is not None]
        told = self._table() if self.attempts or self.facts else _plain(_NOTHING)
        return Group(*self._trees(), self._entities(), *links, told, *weighed)

    def _trees(self) -> Iterator[Tree]:
        for sent in self.doc.sents:
            tree = Tree(_node(sent.root))
            _grow(tree, sent.root)
            yield tree

    def _entities(self) -> Table:
        table = _table("Entities", "type", "name", "code", "because", "mentions")
        because = {(one.start, one.end, one.name): one.why for one in self.codes}
        for entity in self.doc._.entities:
            mentions = ", ".join(f"«{self.doc.text[m.start : m.end]}» ({m.form})" for m in entity.mentions)
            why = next((because[key] for m in entity.mentions if (key := (m.start, m.end, entity.code)) in because), "")
            table.add_row(*map(_plain, (entity.type, entity.name, entity.code or "", why, mentions)))
        return table

    def _links(self) -> Table:
        table = _table("Coreference", "mention", "stands for", "because")
        for link in self.links:
            table.add_row(*map(_plain, (f"«{self.doc.text[link.start : link.end]}»", link.name, link.why)))
        return table

    def _table(self) -> Table:
        table = _table("Templates", "template", "trigger", "outcome")
        for attempt in self.fired:
            table.add_row(
                Text(attempt.template.id, style="green"), *map(_plain, (attempt.token.text, self._event(attempt)))
            )
        for attempt in self.near:
            table.add_row(
                Text(attempt.template.id, style="yellow"), *map(_plain, (attempt.token.text, f"no: {attempt.failure}"))
            )
        for tried in self.facts:
            style = "yellow" if tried.fact is None else "green"
            table.add_row(Text(tried.template.id, style=style), *map(_plain, (tried.token.text, self._fact(tried))))
        return table

    def _fact(self, attempt: FactAttempt) -> str:
        fact = attempt.fact
        if fact is None:
            return str(attempt.failure)
        return f"{fact.type}, {fact.status}: " + "; ".join(
            f"{a.role} «{self.doc.text[a.start : a.end]}»" for a in fact.arguments
        )

    def _weighed(self, attempt: Attempt) -> Iterator[str]:
        """The sums of an event and of the parties, place and time chosen for it, the weightiest terms first."""
        weighed = attempt.weighed
        if weighed is None or self.weights is None:
            return
        lacks = f", {weighed.failure}" if weighed.failure else ""
        terms = {name: self.weights.judge.get(name, 0.0) * value for name, value in weighed.evidence.items()}
        yield f"«{attempt.token.text}», {attempt.template.event.type}: {weighed.certainty:.2f}{lacks} = {_sum(terms)}"
        for role, choices in weighed.chosen.items():
            for choice in choices:
                name = self.doc._.entities[choice.candidate.entity].name
                yield f"{role} {name}: {choice.probability:.2f} = {self._told(role, choice.names)}"
        for role, link in attempt.links.items():
            text = self.doc.text[link.circumstance.span.start : link.circumstance.span.end]
            yield f"{role} {text}: {link.probability:.2f} = {self._told(role, link.names)}"

    def _told(self, role: Role, names: Sequence[str]) -> str:
        weights = self.weights.candidate[role] if self.weights is not None else {}
        return _sum({name: weights.get(name, 0.0) for name in names})

    def _event(self, attempt: Attempt) -> str:
        event = attempt.event
        if event is None:
            return ""
        arguments = "; ".join(f"{a.role} «{self.doc.text[a.start : a.end]}»" for a in event.arguments)
        mode = f" {event.mode}" if event.mode else ""
        return f"{event.type}{mode}, {event.status}: {arguments}"


def explain(
    text: str,
    nlp: Language | None = None,
    *,
    templates: Own | None = None,
    replace: bool = False,
    model: str | None = None,
    confidence: float | None = None,
    aliases: OwnNames | None = None,
) -> Explanation:
    """Annotate a text and keep the reasons of every link, and every template that was tried on it.

    Args:
        text: a sentence or a few.
        nlp: what `load` returned; None: the usual pipeline.
        templates, replace, model, confidence, aliases: as for `load`, in the place of `nlp`.
    Raises:
        InputError: the text is no string or has no word, or `nlp` is given and something that `load` takes too.
        PipelineError: the pipeline has no `extractor_events` or `extractor_entities`, or not what these need.
        ModelError, TemplateError: as for `load`.
    """
    if not isinstance(text, str):
        raise InputError(f"text: a string is needed, not {type(text).__name__}")
    if not any(map(str.isalpha, text)):
        raise InputError("there is no word to explain; give a sentence, such as «США и Ирак начали переговоры.»")
    nlp = chosen(nlp, templates, replace, model, confidence, aliases) or pipeline()
    missing = [name for name in ("extractor_entities", "extractor_events") if not nlp.has_pipe(name)]
    if missing:
        raise PipelineError(f"the pipeline has no {missing[0]!r}, and nothing can be explained without it")
    finder, entities = nlp.get_pipe("extractor_events"), nlp.get_pipe("extractor_entities")
    assert isinstance(finder, EventFinder)
    assert isinstance(entities, EntityFinder)
    doc = nlp(text)
    facts = nlp.get_pipe("extractor_facts") if nlp.has_pipe("extractor_facts") else None
    tried = tuple(facts.matcher.attempts(doc)) if isinstance(facts, FactFinder) else ()
    weights = load_weights() if finder.weigh else None
    return Explanation(
        doc, tuple(finder.matcher.attempts(doc)), entities.explain(doc), tried, weights, entities.codes(doc)
    )


def _sum(terms: Mapping[str, float]) -> str:
    """A sum term by term, without those that are zero."""
    ordered = sorted(terms.items(), key=lambda term: (-abs(term[1]), term[0]))
    return ", ".join(f"{name} {value:+.2f}" for name, value in ordered if round(value, 2))


def _plain(text: str) -> Text:
    """Words of an article are neither markup nor orders to the terminal."""
    return Text(printable(text))


def _table(title: str, *columns: str) -> Table:
    return Table(*columns, title=title, title_justify="left")


def _node(token: Token) -> Text:
    features = f"{token.pos_} {token.morph}".strip()
    return Text.assemble(
        (printable(token.text), "bold"), f"  {token.dep_}  ", (printable(f"{token.lemma_} {features}"), "dim")
    )


def _grow(tree: Tree, token: Token) -> None:
    for child in token.children:
        if not child.is_space:
            _grow(tree.add(_node(child)), child)

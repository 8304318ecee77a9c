"""The component that finds facts."""

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.facts.bodies import Bodies
from extractor.facts.holders import Holders
from extractor.facts.lexicon import lexicon
from extractor.facts.matcher import FactMatcher
from extractor.facts.posts import Posts
from extractor.facts.readings import read_events
from extractor.facts.repeats import distinct
from extractor.facts.template import fact_templates_in_force
from extractor.facts.titles import Titles
from extractor.grammar.parsed import check_found, check_parsed
from extractor.grammar.tokens import parse_of
from extractor.records import Fact
from extractor.templates.template_sets import Own
from extractor.text.tokens import text_of


@Language.factory(
    "extractor_facts",
    requires=["token.lemma", "token.pos", "token.morph", "token.dep", "doc._.entities", "doc._.events"],
    assigns=["doc._.facts"],
    default_config={"templates": None, "replace": False},
)
def make_facts(nlp: Language, name: str, templates: Any, replace: bool) -> "FactFinder":
    """Facts; of `templates`, a folder or dicts, beside the shipped fact templates, with `replace` these alone."""
    return FactFinder(name, templates, replace=replace)


class FactFinder:
    """Sets `doc._.facts` from the entities, the events and the templates of facts, which are read on first use."""

    def __init__(self, name: str = "extractor_facts", templates: Own | None = None, *, replace: bool = False) -> None:
        layers.register()
        self.name = name
        self._templates = templates
        self._replace = replace
        self._matcher: FactMatcher | None = None

    @property
    def matcher(self) -> FactMatcher:
        if self._matcher is None:
            self._matcher = FactMatcher(fact_templates_in_force(self._templates, replace=self._replace))
        return self._matcher

    def __call__(self, doc: Doc) -> Doc:
        check_parsed(doc, self.name, "LEMMA", "MORPH", "DEP")
        check_found(doc, self.name, "entities")
        doc._.facts = self.find(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Fact, ...]:
        """The facts of a parsed document; changes nothing."""
        return tuple(distinct(text_of(doc), self._facts(doc)))

    def _facts(self, doc: Doc) -> Iterator[Fact]:
        parse = parse_of(doc)
        bodies = Bodies(parse, lexicon())
        posts = tuple(Posts(parse, bodies, lexicon()).find())
        yield from Titles(parse, bodies).facts(Holders(parse, bodies, lexicon()).pairs(posts))
        yield from read_events(parse)
        yield from self.matcher.find(parse, bodies, posts)

"""What of the rules a corpus makes use of: templates, repairs of parser errors, word lists, and which of them none."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.annotation.article import Article, read_article
from extractor.corpora.documents import Document, Page, Unreadable, read_page
from extractor.errors import InputError
from extractor.events.template import load_templates
from extractor.facts.template import load_fact_templates
from extractor.grammar.lexicon import load_lexicon, watched
from extractor.grammar.repairs import FIRED, REPAIRS
from extractor.pipeline import load, prepare
from extractor.templates.status.words import status_words


@dataclass(frozen=True, slots=True)
class Use:
    """How often one rule answered: a template with an event or a fact, a repair, a word list with one of its words."""

    kind: Literal["template", "repair", "words"]
    name: str
    count: int


def usage(documents: Iterable[Document]) -> list[Use]:
    """All rules by kind, the most used first; those of which the documents made no use stand last, with 0."""
    nlp = load()
    templates = Counter({rule.id: 0 for rule in (*load_templates(), *load_fact_templates())})
    before = Counter(FIRED)
    with watched(load_lexicon(), status_words()) as words:
        for article in _articles(documents):
            doc = nlp(prepare(nlp, article))
            templates.update(event.template for event in doc._.events)
            templates.update(fact.template for fact in doc._.facts if fact.template in templates)
    repairs = {name: FIRED[name] - before[name] for name in REPAIRS}
    return [
        *_sorted("template", templates),
        *_sorted("repair", repairs),
        *_sorted("words", words),
    ]


def _sorted(kind: Literal["template", "repair", "words"], counted: dict[str, int]) -> list[Use]:
    return [Use(kind, name, count) for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def _articles(documents: Iterable[Document]) -> Iterator[Article]:
    """The articles that can be read."""
    for document in documents:
        try:
            if not isinstance(document, Unreadable):
                yield read_article(read_page(document) if isinstance(document, Page) else document)
        except InputError:
            continue

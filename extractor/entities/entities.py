"""The component that finds who and what an article speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor import layers
from extractor.entities.clusters import find_clusters
from extractor.entities.forms.base_forms import base_form
from extractor.entities.nominals import sectors
from extractor.entities.registry import Cluster
from extractor.entities.tables.aliases import OwnNames, read_aliases
from extractor.entities.tables.gazetteer import gazetteer
from extractor.errors import PipelineError
from extractor.grammar.columns import Words
from extractor.grammar.tokens import parse_of
from extractor.records import Entity, Mention, Span

_TABLES = "its name in the tables"


@dataclass(frozen=True, slots=True)
class Explained(Span):
    """A mention, to whom it was linked or which code it has, and why in one line."""

    name: str
    why: str


@Language.factory(
    "extractor_entities",
    requires=["token.lemma", "token.dep", "doc.spans"],
    assigns=["doc._.entities", "token.ent_kb_id"],
    default_config={"spans_key": "names", "aliases": None},
)
def make_entities(
    nlp: Language, name: str, spans_key: str, aliases: str | list[dict[str, Any]] | None
) -> "EntityFinder":
    return EntityFinder(spans_key, aliases)


class EntityFinder:
    """Sets `doc._.entities` from the tagger's names, the tables, the nominals and coreference; `ent.kb_id_` of names.

    Args:
        spans_key: the span group with the tagger's names, labelled PER, LOC and ORG.
        aliases: names that beat the tables, in a CSV file or as dicts: surface, name, code, sector, wikidata.
    Raises:
        InputError: they are not as they should be.
    """

    def __init__(self, spans_key: str = "names", aliases: OwnNames | None = None) -> None:
        self.spans_key = spans_key
        self._aliases = read_aliases(aliases) if aliases else ()
        if self._aliases:
            gazetteer(self._aliases)  # complain now, not at the first article
        layers.register()

    def __call__(self, doc: Doc) -> Doc:
        doc._.entities = self.find(doc)
        _link_names(doc)
        return doc

    def find(self, doc: Doc) -> tuple[Entity, ...]:
        """The entities in the order of their first mentions; reads the Doc and changes nothing.

        Raises:
            PipelineError: the Doc lacks heads, features, lemmas or the tagger's names.
        """
        words, clusters = self._clusters(doc)
        return tuple(_record(cluster, words) for cluster in clusters)

    def explain(self, doc: Doc) -> tuple[Explained, ...]:
        """Every pronoun and nominal that is linked to something mentioned elsewhere, in text order, with the reason."""
        words, clusters = self._clusters(doc)
        found = [
            Explained(words.start[seen.start], words.end[seen.end - 1], cluster.name, seen.why)
            for cluster in clusters
            for seen in cluster.occurrences
            if seen.why
        ]
        return tuple(sorted(found, key=lambda link: (link.start, link.end, link.name)))

    def codes(self, doc: Doc) -> tuple[Explained, ...]:
        """Every entity with a code at its first mention, in text order, with what told the code."""
        words, clusters = self._clusters(doc)
        firsts = [
            (min(cluster.occurrences, key=lambda one: one.start), cluster) for cluster in clusters if cluster.code
        ]
        return tuple(
            Explained(words.start[seen.start], words.end[seen.end - 1], cluster.code or "", cluster.why_code or _TABLES)
            for seen, cluster in firsts
        )

    def _clusters(self, doc: Doc) -> tuple[Words, list[Cluster]]:
        if self.spans_key not in doc.spans:
            raise PipelineError(f"entities need the span group {self.spans_key!r}; add the component 'extractor_names'")
        parse = parse_of(doc)
        return parse.words, find_clusters(doc, parse, self.spans_key, gazetteer(self._aliases))


def _link_names(doc: Doc) -> None:
    """Set `ent.kb_id_` of the names in `doc.ents` whose entity has a Q-id of Wikidata."""
    known = {(one.start, one.end): entity.wikidata for entity in doc._.entities for one in entity.mentions}
    for name in doc.ents:
        wikidata = known.get((name.start_char, name.end_char)) or ""
        for token in name if name.kb_id_ != wikidata else ():
            token.ent_kb_id_ = wikidata


def _record(cluster: Cluster, words: Words) -> Entity:
    return Entity(
        cluster.type,
        cluster.name,
        cluster.code,
        cluster.wikidata,
        tuple(_mentions(cluster, words)),
        sectors.of_cluster(cluster),
    )


def _mentions(cluster: Cluster, words: Words) -> Iterator[Mention]:
    """The mentions of a cluster in text order; the same span in the same form once."""
    seen = {(one.start, one.end, one.form): one for one in reversed(cluster.occurrences)}
    for (start, end, form), one in sorted(seen.items(), key=itemgetter(0)):
        head = Span(words.start[one.head], words.end[one.head])
        yield Mention(words.start[start], words.end[end - 1], form, base_form(words, cluster, one), head)

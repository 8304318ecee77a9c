"""The clusters of a document: the steps in their order, each of which builds on what those before it have found.

Why they stand in this order: docs/architecture.md.
"""

from bisect import bisect_left

from spacy.tokens import Doc

from extractor.entities.board import Board
from extractor.entities.coreference import state_bodies
from extractor.entities.coreference.anaphors import Coreference
from extractor.entities.coreference.antecedents import Antecedents
from extractor.entities.coreference.callings import Callings
from extractor.entities.coreference.evidence import Evidence
from extractor.entities.coreference.posts import Posts
from extractor.entities.coreference.ranking import Ranking, load_weights
from extractor.entities.home import belonging, natives
from extractor.entities.home.home import Home
from extractor.entities.home.keepers import Keepers
from extractor.entities.naming import eras, initials, namesakes
from extractor.entities.naming.name_clusters import Namer
from extractor.entities.nominals.crowds import Crowds
from extractor.entities.nominals.named_states import States
from extractor.entities.nominals.nominal_mentions import Nominals
from extractor.entities.nominals.titles import Titles
from extractor.entities.registry import Cluster, Registry
from extractor.entities.tables.gazetteer import Gazetteer
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.quotations import quotations
from extractor.grammar.tokens import Parse


def find_clusters(doc: Doc, parse: Parse, spans_key: str, tables: Gazetteer) -> list[Cluster]:
    """All that is spoken of, in the order of the first mentions; reads the Doc and changes nothing."""
    words = parse.words
    registry = Registry(len(words))
    board = Board(words, tables, lexicon(), registry)
    namer = Namer(board)
    namer.add_all((span.start, span.end, span.label_) for span in doc.spans[spans_key])
    namesakes.settle(words, registry, namer.namesakes, doc._.document.home)
    eras.settle(registry, doc._.document.published)
    states = States(board)
    titles = Titles(board, states)
    titles.read()
    title = doc._.document.title
    begin = bisect_left(words.start, title.start) if title else 0
    home = Home(words, registry, title.end if title else 0, doc._.document.home)
    titles.complete_names(home)
    callings = Callings(words, titles.heads)
    evidence = Evidence(board, titles.heads, callings, quotations(parse), title.end if title else 0)
    posts = Posts(words, board.lexicon, titles.heads)
    antecedents = Antecedents(board, evidence, posts)
    ranking = Ranking(antecedents, load_weights())
    coreference = Coreference(board, namer, home, titles.heads, callings, ranking)
    nominals = Nominals(board, home, states, coreference, ranking, namer.bodies, titles, posts)
    for position in range(begin, len(words)):
        nominals.add(position)
    namer.join_bodies()
    initials.join(words, registry, namer.listed)
    state_bodies.join(registry, lexicon())
    titles.complete(home)
    natives.settle(words, registry, lexicon())
    belonging.complete(registry, lexicon(), home, Keepers(words, registry, lexicon(), home))
    Crowds(board, home, states).add_all()
    clusters = [cluster for cluster in registry.clusters if cluster.occurrences]
    return sorted(clusters, key=_first_mention)


def _first_mention(cluster: Cluster) -> tuple[int, int]:
    return min((occurrence.start, -occurrence.end) for occurrence in cluster.occurrences)

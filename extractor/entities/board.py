"""What every finder of one document stands on."""

from dataclasses import dataclass

from extractor.entities.registry import Registry
from extractor.entities.tables.gazetteer import Gazetteer
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.columns import Words


@dataclass(frozen=True, slots=True)
class Board:
    """The tokens of a document, the tables, and the clusters found so far, on which each finder builds."""

    words: Words
    gazetteer: Gazetteer
    lexicon: Lexicon
    registry: Registry

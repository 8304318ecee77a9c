"""Names of what is done, written or shown: «операция «Ясный день»» names neither a body nor those in the words.

What stands in such quotation marks in the nominative is the name of the operation, programme or film itself; an owner's
name, which has its case, is still a body's: «программа «Рассвета»».
"""

from collections.abc import Iterator

from extractor.entities.forms.noun_phrases import is_owner
from extractor.entities.tables.lexicon import Lexicon
from extractor.grammar.columns import Words
from extractor.grammar.marks import MAY_CLOSE, MAY_OPEN

_ARTICLE = "статья"
_LONGEST = 15  # tokens in the quotation marks


def undertakings(words: Words, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The tokens between the quotation marks of each such name, half-open, in text order."""
    for opening in range(1, len(words) - 1):
        if words.text[opening] in MAY_OPEN and words.lemma[_label(words, lexicon, opening)] in lexicon.undertakings:
            start = opening + 1
            if not is_owner(words, start):
                yield start, _closing(words, start)


def _label(words: Words, lexicon: Lexicon, opening: int) -> int:
    """The word before a quotation mark, or the one before a law and its numbers: «{статья} 10 УК «О подделках»»."""
    place = opening - 1
    while place and (words.text[place].isdecimal() or words.text[place] in lexicon.codes):
        place -= 1
    return place if words.lemma[place] == _ARTICLE else opening - 1


def _closing(words: Words, start: int) -> int:
    """Where what opens before a token closes; its own next token where that is nowhere near."""
    depth = 1
    for position in range(start, min(start + _LONGEST, len(words))):
        if words.text[position] in MAY_CLOSE and position > start:
            depth -= 1
            if not depth:
                return position
        elif words.text[position] in MAY_OPEN:
            depth += 1
    return start + 1

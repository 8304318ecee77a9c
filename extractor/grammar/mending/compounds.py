"""Compound prepositions of which the parser makes the head of what they govern: «операция во главе с {Чили}»."""

from extractor.grammar.columns import Words
from extractor.grammar.mending.change import Change


def misread(words: Words) -> list[Change]:
    """The noun of the preposition hangs on what stood above it, the preposition and what it governs on the noun."""
    found = []
    for position, pos in enumerate(words.pos):
        if pos != "ADP" or words.dep[position] != "case":
            continue
        noun = position + 1
        governed = [child for child in words.children[position] if words.dep[child] == "obl"]
        if governed and words.head[noun] == position and words.dep[noun] == "fixed":
            found.append(Change(noun, words.head[position], "nmod", {}))
            found.append(Change(position, noun, "case", {}))
            found += [
                Change(child, noun if child == governed[0] else words.head[position], "nmod", {}) for child in governed
            ]
    return found

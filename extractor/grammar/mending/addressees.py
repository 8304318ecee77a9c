"""Datives before a subject, taken for its attribute: «{Судану} Египет предложил помощь»."""

from extractor.grammar.columns import Words
from extractor.grammar.mending.change import Change


def misread(words: Words) -> list[Change]:
    """The nouns in the dative that hang as an attribute on a nominative subject; they belong to its verb."""
    found = []
    for position, relation in enumerate(words.dep):
        subject = words.head[position]
        if (
            relation in ("amod", "nmod")
            and words.pos[position] in ("NOUN", "PROPN")
            and position < subject
            and words.features[position].case == "Dat"
            and not words.preposition(position)
            and words.dep[subject] == "nsubj"
            and words.features[subject].case == "Nom"
            and words.pos[words.head[subject]] == "VERB"
        ):
            found.append(Change(position, words.head[subject], "iobj", {}))
    return found

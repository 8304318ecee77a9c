"""Owners of an act noun that the parser took for another subject of its verb: «визит в Тунис {премьера} отложен»."""

from collections.abc import Iterator

from extractor.grammar.columns import Words
from extractor.grammar.mending.change import Change

_SUBJECT = "nsubj"
_DIVIDING = frozenset(',;:—–()«»"')


def misread(words: Words) -> list[Change]:
    """The genitives that have to hang on the subject before them."""
    return [
        Change(owner, subject, "nmod", {})
        for owner, relation in enumerate(words.dep)
        if relation == _SUBJECT and _is_somebodys(words, owner)
        for subject in _before(words, owner)
    ]


def _is_somebodys(words: Words, noun: int) -> bool:
    """Whether a noun shows the genitive of somebody, which no numeral and no negation asks for."""
    feats, form = words.features[noun], [words.form[child] for child in words.children[words.head[noun]]]
    counted = any(words.dep[child] == "nummod" for child in words.children[noun])
    bare = words.pos[noun] == "NOUN" and not words.preposition(noun) and not counted and "не" not in form
    return bare and feats.case == "Gen" and feats.animacy == "Anim"


def _before(words: Words, owner: int) -> Iterator[int]:
    """The thing that is the subject of the same verb and stands before, with nothing between that divides them."""
    for other in words.children[words.head[owner]]:
        thing = words.dep[other] == _SUBJECT and words.features[other].animacy == "Inan"
        if thing and other < owner < words.head[owner] and _DIVIDING.isdisjoint(words.text[other:owner]):
            yield other
            return

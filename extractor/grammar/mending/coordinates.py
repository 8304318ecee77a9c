"""Finite verbs that the parser coordinates with one whose number they cannot share.

«Армия преследовала боевиков, которые напали на пост и {убили} солдат»: the army, one, has not killed in the plural.
"""

from collections.abc import Iterator

from extractor.grammar.columns import Words
from extractor.grammar.mending.change import Change

_SUBJECT = "nsubj"


def misread(words: Words) -> list[Change]:
    """The verbs that belong to a nearer verb of their own number."""
    return [
        Change(position, nearer, "conj", {})
        for position, relation in enumerate(words.dep)
        if relation == "conj" and _is_finite(words, position) and not _has_subject(words, position)
        for nearer in _nearer(words, position)
    ]


def _nearer(words: Words, verb: int) -> Iterator[int]:
    """The last verb between a verb and the one above it that shares its number, where that one does not."""
    above = words.head[verb]
    number = words.features[verb].number
    if above > verb or not _is_finite(words, above) or words.features[above].number in ("", number) or not number:
        return
    if not any(words.dep[child] == _SUBJECT for child in words.children[above]):
        return
    for between in range(verb - 1, above, -1):
        if _is_finite(words, between) and words.features[between].number == number and _is_below(words, between, above):
            yield between
            return


def _is_finite(words: Words, position: int) -> bool:
    return words.pos[position] == "VERB" and words.features[position].verb_form == "Fin"


def _has_subject(words: Words, verb: int) -> bool:
    return any(words.dep[child] == _SUBJECT for child in words.children[verb])


def _is_below(words: Words, position: int, above: int) -> bool:
    return above in words.ancestors(position)

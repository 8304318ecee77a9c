"""Numbers told roughly: «передал около {десяти} танков», «задержано более {ста} рабочих».

«Около», «до», «по» before a number make no phrase of place or manner of what the parser has as a subject or object, and
what «более» and «не менее» count is the subject or object, not they.
"""

from collections.abc import Iterator

from extractor.grammar.columns import Words
from extractor.grammar.lexicon import load_lexicon
from extractor.grammar.mending.change import Change

_ARGUMENTS = ("nsubj", "obj")
_EACH = "по"  # «получили по три танка»
_COUNTED = ("obl", "nmod")
_SHARED = ("conj", "acl", "appos")


def misread(words: Words) -> list[Change]:
    """The rough words that have to hang below what they count, and what is counted in their stead."""
    lexicon = load_lexicon()
    rough = lexicon.approximately | lexicon.approximations
    found: list[Change] = []
    for position, form in enumerate(words.form):
        if form in rough and words.dep[position] in _ARGUMENTS:
            found += _in_its_stead(words, position)
        elif words.dep[position] == "case" and (form in rough or form == _EACH):
            noun = words.head[position]
            if words.dep[noun] in _ARGUMENTS and _is_counted(words, noun):
                found.append(Change(position, noun, "advmod", {}))
    return found


def _in_its_stead(words: Words, rough: int) -> Iterator[Change]:
    """What a rough word counts takes its place, the coordinates with it, unless it stands beside as an argument."""
    behind = [child for child in words.children[rough] if child > rough and words.dep[child] in _COUNTED]
    if not behind:
        noun = _counted_beside(words, rough)
        if words.head[noun] == words.head[rough]:
            yield Change(rough, noun, "advmod", {})
        return
    noun = behind[0]
    if words.preposition(noun):
        return
    yield Change(noun, words.head[rough], words.dep[rough], {}, like=rough)
    yield Change(rough, noun, "advmod", {})
    for child in words.children[rough]:
        if child != noun and words.dep[child] in _SHARED:
            yield Change(child, noun, words.dep[child], {})


def _counted_beside(words: Words, rough: int) -> int:
    """What the number right behind a word counts; the word itself where there is none."""
    noun = rough + 1
    if noun == len(words) or words.dep[noun] != "nummod":
        return rough
    while words.dep[noun] == "nummod" and words.head[noun] != noun:
        noun = words.head[noun]
    return noun if words.dep[noun] in _ARGUMENTS else rough


def _is_counted(words: Words, noun: int) -> bool:
    return words.pos[noun] == "NUM" or any(words.dep[child] == "nummod" for child in words.children[noun])

"""Common nouns and pronouns that begin a sentence and look like a state's name: «Перу Чехова», «Катар желудка»."""

from collections.abc import Sequence

from extractor.entities.naming.name_spans import Name
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import is_common

_OF_AUTHORS = "принадлежать"  # «{перу} Чехова принадлежит рассказ»
# «Куба времён Кастро», «Чад будущего»
_TIMES = ("время", "эпоха", "период", "конец", "начало", "середина", "будущее", "прошлое", "настоящее", "век", "год")


def without(words: Words, names: Sequence[Name]) -> list[Name]:
    """The names that are no homonyms."""
    return [name for name in names if not _is_homonym(words, name)]


def _is_homonym(words: Words, name: Name) -> bool:
    """Whether one word that begins a sentence is a common noun with a genitive of its own, or a pronoun with a noun."""
    start = name.start
    begins = start == 0 or words.sentence[start - 1] != words.sentence[start]
    if len(name) > 1 or name.label == "PER" or not begins or not is_common(words.form[start]):
        return False
    return any(_is_own(words, start, child) for child in words.children[start]) or words.dep[start] in ("det", "amod")


def _is_own(words: Words, start: int, child: int) -> bool:
    """Whether a word behind is what a thing has and a state has not: «желудка», of a pen whoever writes with it."""
    attribute = words.dep[child] in ("nmod", "appos") and words.features[child].case in ("Gen", "Acc")
    if child < start or not attribute or words.preposition(child):
        return False
    if words.pos[child] == "NOUN":
        return words.lemma[child] not in _TIMES
    verb = words.head[start]
    return words.pos[child] == "PROPN" and words.lemma[verb] == _OF_AUTHORS

"""Common nouns and pronouns that begin a sentence and look like a state's name: «Перу Чехова», «Катар желудка»."""

from collections.abc import Sequence

from extractor.entities.naming.name_spans import Name
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.columns import Words
from extractor.grammar.dictionary import fold, is_common


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
    """Whether a word behind is what a thing has and a state has not: «желудка», of a pen whoever writes with it.

    Animate objects look like it, and verbs have them far more often: «Катар {заложников} вернул».
    """
    attribute = words.dep[child] in ("nmod", "appos") and words.features[child].case in ("Gen", "Acc")
    if child < start or not attribute or words.preposition(child):
        return False
    if words.pos[child] == "NOUN":
        return words.features[child].animacy != "Anim" and fold(words.lemma[child]) not in lexicon().times
    verb = words.head[start]
    of_author = fold(words.form[start]) in lexicon().pens and words.lemma[verb] in lexicon().of_authors
    return words.pos[child] == "PROPN" and of_author

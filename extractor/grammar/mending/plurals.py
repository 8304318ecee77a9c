"""Subjects of plural verbs that the tagger takes for a genitive of one: «{делегации} Чили и Перу обсудили»."""

from extractor.grammar.columns import Words
from extractor.grammar.dictionary import is_common_noun, is_plural_subject
from extractor.grammar.mending.change import Change


def misread(words: Words) -> list[Change]:
    """The nouns whose verb and form make them the nominative of several."""
    found = []
    for position, relation in enumerate(words.dep):
        feats, verb = words.features[position], words.head[position]
        if relation != "nsubj" or not _is_noun(words, position) or (feats.case, feats.number) != ("Gen", "Sing"):
            continue
        counted = any(words.dep[child] == "nummod" for child in words.children[position])  # «две делегации»
        if words.features[verb].number == "Plur" and not counted and is_plural_subject(words.form[position]):
            found.append(Change(position, verb, relation, {"Case": "Nom", "Number": "Plur"}))
    return found


def _is_noun(words: Words, position: int) -> bool:
    """Whether a word is a noun, also one with the capital of its sentence that the tagger takes for a name."""
    first = position == 0 or words.sentence[position] != words.sentence[position - 1]
    capital = first and words.pos[position] == "PROPN" and is_common_noun(words.form[position])
    return words.pos[position] == "NOUN" or capital

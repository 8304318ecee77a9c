"""Adjectives in «-ский» that the tagger took for participles or numbers: «{таиландскими} лесными властями»."""

import re

from extractor.grammar.columns import Words
from extractor.grammar.dictionary import is_adjective

_RELATIONAL = re.compile(r".+[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)")  # no participle ends so
_TAKEN_FOR = ("VERB", "NUM")


def misread(words: Words) -> dict[int, str]:
    """The features of each, by its position."""
    return {
        position: _features(words, position)
        for position, (form, pos) in enumerate(zip(words.form, words.pos, strict=True))
        if pos in _TAKEN_FOR and _RELATIONAL.fullmatch(form) and is_adjective(form)
    }


def _features(words: Words, position: int) -> str:
    kept = words.features[position]
    named = {"Case": kept.case, "Degree": "Pos", "Gender": kept.gender, "Number": kept.number}
    return "|".join(f"{name}={value}" for name, value in named.items() if value)

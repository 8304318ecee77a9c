"""Latin abbreviations of media written in Cyrillic letters that look alike: «сообщает ВВС» is the BBC, no air force."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.entities.naming.name_spans import Name
from extractor.entities.tables.gazetteer import Gazetteer
from extractor.grammar.columns import Words

_LATIN = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_LEAST = 3  # letters


def read(words: Words, gazetteer: Gazetteer, names: Sequence[Name]) -> list[Name]:
    """The names, those of media with the tables' entries, where a verb in the singular says of one what it does."""
    media = {words.text[name.start] for name in names if _speaks(words, name)}
    return [_as_latin(words, gazetteer, name) if words.text[name.start] in media else name for name in names]


def _speaks(words: Words, name: Name) -> bool:
    """Whether a name is the subject of a verb in the singular, as air forces («ВВС сообщают») are not."""
    if len(name) > 1 or name.record is not None or not words.text[name.start].isupper():
        return False
    verb = words.features[words.head[name.start]]
    return words.dep[name.start] == "nsubj" and verb.number == "Sing" and verb.verb_form == "Fin"


def _as_latin(words: Words, gazetteer: Gazetteer, name: Name) -> Name:
    latin = words.text[name.start].translate(_LATIN)
    if len(name) > 1 or name.record is not None or not latin.isascii() or len(latin) < _LEAST:
        return name
    record = gazetteer.abbreviated(latin)
    return (
        replace(name, label="GAZ", record=record, alias=latin)
        if record is not None and record.sector == "JRN"
        else name
    )

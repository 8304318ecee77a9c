"""Entities in the format of FactRuEval-2016, track 2: a block an object, its names in the base form.

The campaign has persons with the parts of their names, places and organisations, all under the names that the text
itself uses; what no name speaks of is no object there.
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from extractor.entities import canonical
from extractor.entities.tables.gazetteer import gazetteer
from extractor.entities.tables.lexicon import lexicon
from extractor.grammar.dictionary import fold, is_first_name, is_patronymic
from extractor.records import Entity

_KINDS = {
    "PERSON": "per",
    "ORGANIZATION": "org",
    "COUNTRY": "loc",
    "CITY": "loc",
    "STATE_OR_PROVINCE": "loc",
    "DISTRICT": "loc",
    "LOCATION": "loc",
    "FACILITY": "loc",
}


def objects_answer(doc: Doc) -> str:
    """The answer of track 2 to a document that has passed the pipeline."""
    objects = dict.fromkeys(found for entity in doc._.entities for found in _objects(doc, entity))
    return "\n".join("\n".join(lines) + "\n" for lines in objects)


def _objects(doc: Doc, entity: Entity) -> Iterator[tuple[str, ...]]:
    """The blocks of an entity: a state has one more for each capital that stands for it."""
    kind = _KINDS.get(entity.type)
    names = [
        canonical(doc, span)
        for mention in entity.mentions
        if mention.form == "name" and (span := doc.char_span(mention.start, mention.end)) is not None
    ]
    if kind == "per" and names:
        longest = max(len(name.split()) for name in names)
        yield (kind, *(f"{part} : {_value(value)}" for part, value in _parts(entity.name, longest)))
    elif kind == "loc" and names:
        capitals = [name for name in names if entity.type == "COUNTRY" and gazetteer().is_capital(name)]
        yield from ((kind, f"name : {_value(name)}") for name in dict.fromkeys(capitals))
        own = [name for name in names if name not in capitals]
        if own:
            yield kind, f"name : {_value(entity.name if entity.name in own else max(own, key=len))}"
    elif kind == "org" and (names or _holds_name(entity)):
        yield kind, f"name : {_value(entity.name)}"


def _holds_name(entity: Entity) -> bool:
    """Whether a body's phrase holds a name: «мэрия {Перми}»."""
    return any(word[:1].isupper() for word in entity.name.split())


def _parts(name: str, longest: int) -> Iterator[tuple[str, str]]:
    """The parts of a person's name in the campaign's terms; `longest` is how many words of it the text has together."""
    words = name.split()
    if longest == 1 or len(words) == 1:
        last = words[-1]
        yield ("firstname" if len(words) == 1 and is_first_name(fold(last)) else "lastname"), last
        return
    patronymic = next((word for word in words[1:-1] or words[2:] if is_patronymic(fold(word))), None)
    given = [word for word in words if word is not patronymic]
    if len(given) > 1 and not is_first_name(fold(given[0])) and is_first_name(fold(given[-1])):
        given = [given[-1], *given[:-1]]
    family = next((i for i, word in enumerate(given) if i and fold(word) in lexicon().name_particles), len(given) - 1)
    yield from (("firstname", word) for word in given[:family])
    if patronymic:
        yield "patronymic", patronymic
    yield "lastname", " ".join(given[family:])


def _value(text: str) -> str:
    """A value on one line without the colon, at which the campaign's reader cuts it."""
    return " ".join(text.replace(":", " ").split())

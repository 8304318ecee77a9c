"""What the library keeps on a spaCy Doc: one table of the layers, and how they are stored.

Each layer is read and written as `doc._.<name>`, a tuple of records (`document` and `producer` are one record).
It is stored in `doc.user_data` as plain lists, so that `doc.to_bytes()` and `nlp.pipe(n_process=2)`
carry it.
"""

from typing import Any

from pydantic import TypeAdapter
from spacy.tokens import Doc

from extractor.process.sharing import Guard, Latest
from extractor.records import (
    Commitment,
    Entity,
    Enumeration,
    Event,
    Fact,
    Metadata,
    Original,
    Producer,
    Quote,
    Time,
)

LAYERS: dict[str, tuple[TypeAdapter[Any], Any]] = {
    "original": (TypeAdapter(Original), None),
    "document": (TypeAdapter(Metadata), Metadata()),
    "producer": (TypeAdapter(Producer), Producer()),
    "entities": (TypeAdapter(tuple[Entity, ...]), ()),
    "times": (TypeAdapter(tuple[Time, ...]), ()),
    "lists": (TypeAdapter(tuple[Enumeration, ...]), ()),
    "quotes": (TypeAdapter(tuple[Quote, ...]), ()),
    "events": (TypeAdapter(tuple[Event, ...]), ()),
    "commitments": (TypeAdapter(tuple[Commitment, ...]), ()),
    "facts": (TypeAdapter(tuple[Fact, ...]), ()),
}


# The records of the document at hand, each with what it is stored as: components ask for the same layers in turn.
_latest = Latest[dict[str, tuple[Any, Any]]]()
_registering = Guard()


def register() -> None:
    """Give every Doc the layers of the table; calling it again changes nothing."""
    with _registering:
        for name, (adapter, empty) in LAYERS.items():
            if not Doc.has_extension(name):
                Doc.set_extension(name, getter=_getter(name, adapter, empty), setter=_setter(name, adapter))


def has(doc: Doc, name: str) -> bool:
    """Whether a component has written this layer, be it with nothing."""
    return f"extractor.{name}" in doc.user_data


def checked(name: str, found: Any) -> Any:
    """The records of a layer, each field of its type: for what was not made by the components but read from a file.

    Raises:
        pydantic.ValidationError: a field is not of its type.
    """
    adapter, _ = LAYERS[name]
    return adapter.validate_python(adapter.dump_python(found, warnings=False))


def _getter(name: str, adapter: TypeAdapter[Any], empty: Any) -> Any:
    key = f"extractor.{name}"

    def get(doc: Doc) -> Any:
        stored = doc.user_data.get(key)
        if stored is None:
            return empty
        read = _latest.of(doc, lambda _: {})
        if name not in read or read[name][0] is not stored:
            read[name] = stored, adapter.validate_python(stored)
        return read[name][1]

    return get


def _setter(name: str, adapter: TypeAdapter[Any]) -> Any:
    key = f"extractor.{name}"

    def set_(doc: Doc, value: Any) -> None:
        stored = doc.user_data[key] = adapter.dump_python(value)
        _latest.of(doc, lambda _: {})[name] = stored, value

    return set_

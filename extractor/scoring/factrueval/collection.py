"""The facts of a FactRuEval-2016 collection with the values that its campaign accepted.

`NAME.tokens`, `.spans`, `.objects`, `.coref` and `.facts` beside `NAME.txt`. An object that is no person, place or
organisation («Project», «Facility») is none to be found; as an argument of a fact it counts by the words of the text.
The campaign's scripts drop a whole document for an object of a type that they do not know: here the rest of it counts.
Source: Starostin et al. 2016, «FactRuEval 2016», and the campaign's scripts.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path
from typing import TypeVar

from extractor.errors import InputError

Layer = TypeVar("Layer")

_QUOTES, _APOSTROPHES, _DASHES = "«»“”„", "’`", "‐−‒–—―"
_UNIFIED = str.maketrans(
    {**dict.fromkeys(_QUOTES, '"'), **dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-"), "ё": "е"}
)
_TIGHTENED = ((" ,", ","), (" .", "."), (" -", "-"), ("- ", "-"), ("( ", "("), (" )", ")"))
# The kinds of what is to be found, by the types of objects.
OBJECT_KINDS = {"Person": "per", "Location": "loc", "LocOrg": "loc", "Org": "org", "Organization": "org"}
NOTHING = 1.0  # precision with no answers, recall with nothing to find, by the campaign's rules
_NAME_ORDERS = (
    ("firstname",), ("lastname",), ("patronymic",), ("nickname",), ("firstname", "lastname"), ("lastname", "firstname"),
    ("firstname", "patronymic"), ("firstname", "patronymic", "lastname"), ("lastname", "firstname", "patronymic"),
    ("firstname", "nickname"),
)  # fmt: skip
_UNREAL = {"возможность", "будущее", "отрицание"}


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact: its arguments in the order of the file, each a name and the values that count as right.

    `phase` is the argument «Фаза», which the easy mode does not ask for.
    """

    type: str
    arguments: tuple[tuple[str, frozenset[str]], ...]
    phase: frozenset[str] = frozenset()
    unreal: bool = False
    difficult: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document of the collection."""

    name: str
    text: str
    facts: tuple[GoldFact, ...]


def read_collection(folder: Path) -> list[GoldDocument]:
    """The documents of a folder, by their numbers.

    Raises:
        InputError: there are none, or a layer is missing or broken.
    """
    return [GoldDocument(name, text, facts) for name, text, facts in read_documents(folder, _read_facts)]


def read_documents(folder: Path, read: Callable[[Path, str, str], Layer]) -> list[tuple[str, str, Layer]]:
    """Name, text and some layer of the documents of a folder, by their numbers.

    Args:
        read: gives the layer of a document by the folder, its name and its text.

    Raises:
        InputError: there are no documents, or a layer is missing or broken.
    """
    paths = sorted(folder.glob("book_*.txt"), key=lambda path: int(path.stem.removeprefix("book_")))
    if not paths:
        raise InputError(f"{folder}: no documents (book_N.txt) here")
    documents = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
            documents.append((path.stem, text, read(folder, path.stem, text)))
        except (OSError, KeyError, ValueError, IndexError) as error:
            raise InputError(f"{path}: its annotation cannot be read: {error}") from error
    return documents


def _read_facts(folder: Path, name: str, text: str) -> tuple[GoldFact, ...]:
    return tuple(_Reader(folder, name, text).facts())


def tidy(text: str) -> str:
    """A string as the campaign compares it: small letters, one kind of quotes and dashes, no spaces at punctuation."""
    text = text.lower().strip(" \r\n\t").translate(_UNIFIED)
    for loose, tight in _TIGHTENED:
        text = text.replace(loose, tight)
    return text


def read_rows(folder: Path, name: str, layer: str) -> Iterator[list[str]]:
    """The fields of each line of a document's layer, empty lines left out."""
    with (folder / f"{name}.{layer}").open(encoding="utf-8") as stream:
        yield from (row for row in csv.reader(stream, delimiter=" ", quotechar="|") if row)


def read_spans(folder: Path, name: str) -> Iterator[tuple[str, str, list[str], str]]:
    """The spans of a document: number, label, numbers of its tokens, text."""
    for line in (folder / f"{name}.spans").read_text(encoding="utf-8").splitlines():
        main, comment, tail = line.partition("  # ")
        if comment:
            number, label, _, _, _, count, *_ = main.split()
            parts = [part for part in tail.split(" ") if part]
            yield number, label, parts[: int(count)], tidy(" ".join(parts[int(count) :]))


def read_objects(folder: Path, name: str) -> Iterator[list[str]]:
    """The mentions of a document: number, type, and the numbers of its spans."""
    for row in read_rows(folder, name, "objects"):
        yield [part for part in (row[: row.index("#")] if "#" in row else row) if part]


class _Reader:
    """Reads the layers of one document."""

    def __init__(self, folder: Path, name: str, text: str) -> None:
        self._folder, self._name = folder, name
        self._text = text.lower().strip(" \r\n\t").translate(_UNIFIED)
        self._read_tokens()
        self._read_spans()
        self._mentions: dict[str, tuple[str | None, list[str]]] = {}
        for mention, kind, *spans in read_objects(self._folder, self._name):
            self._mentions[mention] = (OBJECT_KINDS.get(kind), spans)
        self._values = dict(self._objects())

    def facts(self) -> Iterator[GoldFact]:
        for head, *lines in self._blocks("facts"):
            arguments: list[tuple[str, frozenset[str]]] = []
            marks: dict[str, frozenset[str]] = {}
            for line in lines:
                name, _, value = line.partition(" ")
                name = "position" if name.lower() == "job" else name.lower()
                values = frozenset(text.lower().strip().replace("ё", "е") for text in self._argument(value))
                if name in ("модальность", "сложность", "фаза"):
                    marks[name] = values
                else:
                    arguments.append((name, values))
            yield GoldFact(
                type=head.split()[1].rstrip(":").lower(),
                arguments=tuple(arguments),
                phase=marks.get("фаза", frozenset()),
                unreal=not _UNREAL.isdisjoint(marks.get("модальность", ())),
                difficult=marks.get("сложность") == frozenset({"повышенная"}),
            )

    def _argument(self, value: str) -> list[str]:
        """All strings that count as an argument: of an object its names and mentions, of spans their texts."""
        if value.startswith("obj"):
            number, _, description = value.removeprefix("obj").partition(" ")
            return [description, *self._values[number]]
        parts = [part.strip() for part in value.split("|")]
        if value.startswith("span"):
            return [self._spans[part.split()[0].removeprefix("span")][1] for part in parts]
        return parts

    # Layers

    def _blocks(self, layer: str) -> Iterator[list[str]]:
        lines = (self._folder / f"{self._name}.{layer}").read_text(encoding="utf-8").splitlines()
        for filled, block in groupby((line.strip() for line in lines), key=bool):
            if filled:
                yield list(block)

    def _read_tokens(self) -> None:
        tokens = [
            (int(start), int(length), tidy(text), name)
            for name, start, length, text in read_rows(self._folder, self._name, "tokens")
        ]
        self._tokens = sorted(tokens)
        self._places = {name: place for place, (_, _, _, name) in enumerate(self._tokens)}

    def _read_spans(self) -> None:
        """Each span: its places among the tokens, its text, and whether it names."""
        self._spans: dict[str, tuple[list[int], str, bool]] = {}
        for number, label, tokens, text in read_spans(self._folder, self._name):
            self._spans[number] = (sorted(self._places[token] for token in tokens), text, "name" in label)

    # Objects

    def _objects(self) -> Iterator[tuple[str, set[str]]]:
        for head, *lines in self._blocks("coref"):
            number, *parts = head.split()
            mentions = [self._mentions[part] for part in dict.fromkeys(parts) if part in self._mentions]
            spans = [span for _, members in mentions for span in members]
            spans += [part for part in parts if part in self._spans]
            values = {text for _, members in mentions for text in self._texts(members)}
            fields: dict[str, list[str]] = {}
            for line in lines:
                key, _, value = line.partition(" ")
                fields.setdefault(key.lower().strip("0123456789"), []).append(tidy(value))
            kinds = {kind for kind, _ in mentions}
            if kinds == {"per"}:
                yield number, values | set(_personal(fields))
            else:
                yield number, values | (set(self._called(fields, spans)) if kinds & {"loc", "org"} else set())

    def _texts(self, spans: list[str]) -> tuple[str, str]:
        """A mention as its tokens, and as a stretch of text with the quotes around it, without its last character."""
        places = sorted({place for span in spans for place in self._spans[span][0]})
        first, last = places[0], places[-1]
        while first and self._tokens[first - 1][2] == '"':
            first -= 1
        while last + 1 < len(self._tokens) and self._tokens[last + 1][2] == '"':
            last += 1
        end = self._tokens[last][0] + self._tokens[last][1] - 1
        return " ".join(self._tokens[place][2] for place in places), self._text[self._tokens[first][0] : end]

    def _called(self, fields: dict[str, list[str]], spans: list[str]) -> Iterator[str]:
        """The names of an organisation or a place, in quotes where the text has them so, and with its descriptors."""
        names = list(fields.get("name", []))
        names += [f'"{name}"' for name in names if any(self._is_quoted(span, name) for span in spans)]
        yield from names
        for name, descriptor in product(names, fields.get("descriptor", []) + fields.get("descr", [])):
            if f" {descriptor} " not in f" {name} ":
                yield from (f"{name} {descriptor}", f"{descriptor} {name}")

    def _is_quoted(self, span: str, name: str) -> bool:
        places, text, naming = self._spans[span]
        around = [place for place in (places[0] - 1, places[-1] + 1) if 0 <= place < len(self._tokens)]
        return naming and text == name and [self._tokens[place][2] for place in around] == ['"', '"']


def _personal(fields: dict[str, list[str]]) -> Iterator[str]:
    """The names of a person in all orders that count."""
    for order in _NAME_ORDERS:
        yield from (" ".join(parts) for parts in product(*(filter(None, fields.get(key, [])) for key in order)))

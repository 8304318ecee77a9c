"""A Doc as plain columns: the finder asks hundreds of questions a sentence, and a list answers faster than a Token."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, LEMMA, LENGTH, MORPH, ORTH, POS, SENT_START, SPACY
from spacy.strings import StringStore
from spacy.tokens import Doc

from extractor.grammar.dictionary import fold, is_plural
from extractor.grammar.parsed import check_parsed
from extractor.process.sharing import Latest
from extractor.text.tokens import text_of

T = TypeVar("T")
_ATTRIBUTES = [ORTH, LEMMA, POS, DEP, HEAD, MORPH, SENT_START, LENGTH, SPACY]
_KEPT = 2**17  # strings whose readings are kept
_DEEPEST = 200  # heads above a token; a deeper tree is the parser's error


class Features(NamedTuple):
    """The features of UD that agreement needs; an empty string where the tagger gives none."""

    case: str = ""
    number: str = ""
    gender: str = ""
    animacy: str = ""
    verb_form: str = ""
    person: str = ""


@lru_cache(maxsize=4096)
def features(morph: str) -> Features:
    """The features named in a UD string («Case=Nom|Number=Sing»)."""
    found = dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
    return Features(
        found.get("Case", ""),
        found.get("Number", ""),
        found.get("Gender", ""),
        found.get("Animacy", ""),
        found.get("VerbForm", ""),
        found.get("Person", ""),
    )


@lru_cache(maxsize=4096)
def _plural(feats: Features) -> Features:
    return feats._replace(number="Plur")


class Strings(Generic[T]):
    """What is read off strings, once a string: spaCy knows each by the same number in every vocabulary."""

    def __init__(self, read: Callable[[str], T]) -> None:
        self._read = read
        self._known: dict[int, T] = {}

    def of(self, column: npt.NDArray[np.uint64], strings: StringStore) -> list[T]:
        """What is read off the strings whose numbers stand in a column."""
        if len(self._known) > _KEPT:
            self._known = {}
        known = self._known
        numbers = column.tolist()
        try:
            return list(map(known.__getitem__, numbers))
        except KeyError:  # seldom: of most documents all strings are known
            for number in set(numbers).difference(known):
                known[number] = self._read(strings[number])
            return list(map(known.__getitem__, numbers))


TEXTS = Strings(str)
_FORMS = Strings(fold)
_FEATURES = Strings(features)
_RELATIONS = Strings(lambda relation: relation.partition(":")[0])


class Words:
    """The columns of a parsed Doc by token position, and its tree.

    Raises:
        PipelineError: the Doc lacks heads, features or lemmas.
    """

    def __init__(self, doc: Doc) -> None:
        check_parsed(doc, "extractor_entities", "MORPH", "LEMMA", "DEP")
        self.table = doc.to_array(_ATTRIBUTES)
        orth, lemma, pos, dep, heads, morph, starts, lengths, spaces = self.table.T
        strings = doc.vocab.strings
        self.text = TEXTS.of(orth, strings)
        self.form = _FORMS.of(orth, strings)
        self.lemma = _FORMS.of(lemma, strings)
        self.pos = TEXTS.of(pos, strings)
        self.dep = _RELATIONS.of(dep, strings)
        # A noun's number is as the dictionary has it.
        self.features = [
            _plural(feats) if feats.number == "Sing" and tag in ("NOUN", "PROPN") and is_plural(form) else feats
            for form, tag, feats in zip(self.form, self.pos, _FEATURES.of(morph, strings), strict=True)
        ]
        self.head: list[int] = (np.arange(len(doc)) + heads.astype(np.int64)).tolist()
        self.sentence: list[int] = np.cumsum(starts == 1).tolist()
        ends = np.cumsum(lengths + spaces) - spaces
        self.end: list[int] = ends.tolist()
        self.start: list[int] = (ends - lengths).tolist()
        self.raw = text_of(doc)
        self.space = [text.isspace() for text in self.text]
        self.children = self._children()
        self.left_edge = self._left_edges()

    def _children(self) -> list[Sequence[int]]:
        """The children of each token; most have none, so these share one empty tuple."""
        children: list[Sequence[int]] = [()] * len(self.head)
        found: dict[int, list[int]] = {}
        for child, head in enumerate(self.head):
            if child != head:
                found.setdefault(head, []).append(child)
        for head, listed in found.items():
            children[head] = listed
        return children

    def _left_edges(self) -> list[int]:
        """The first token of each token's subtree; each edge is set once, so the whole is linear."""
        unset = len(self.text)
        edges = [unset] * unset
        for position in range(unset):
            above = position
            while edges[above] == unset:
                edges[above] = position
                above = self.head[above]
        return edges

    def __len__(self) -> int:
        return len(self.text)

    def top(self, start: int, end: int) -> int:
        """The syntactic head of a run of tokens: the first one that is governed from outside."""
        for position in range(start, end):
            if not start <= self.head[position] < end or self.head[position] == position:
                return position
        return start

    @cached_property
    def starting(self) -> dict[int, int]:
        """The token that starts at an offset."""
        return {offset: position for position, offset in enumerate(self.start)}

    @cached_property
    def ending(self) -> dict[int, int]:
        """The position behind the token that ends at an offset."""
        return {offset: position + 1 for position, offset in enumerate(self.end)}

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The lemmas that have a capital somewhere behind another word of their sentence, so that it is their own."""
        return frozenset(
            lemma
            for position, (lemma, text) in enumerate(zip(self.lemma, self.text, strict=True))
            if text[:1].isupper()
            and position
            and self.sentence[position] == self.sentence[position - 1]
            and self.text[position - 1][-1].isalnum()
        )

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [0, *(np.flatnonzero(np.diff(self.sentence)) + 1).tolist()]

    def sentence_range(self, position: int) -> tuple[int, int]:
        """The tokens `[start, end)` of a token's sentence; `Token.sent` looks for its ends token by token."""
        starts = self._sentence_starts
        number = bisect_right(starts, position)
        return starts[number - 1], starts[number] if number < len(starts) else len(self)

    def between(self, start: int, end: int) -> str:
        """The text of the tokens `[start, end)` as written."""
        return self.raw[self.start[start] : self.end[end - 1]] if start < end else ""

    def preposition(self, position: int) -> str:
        """The preposition of the phrase that a token heads; empty without one."""
        for child in self.children[position]:
            if child < position and self.dep[child] == "case":
                return self.form[child]
        return ""

    def ancestors(self, position: int) -> Iterator[int]:
        """The heads above a token, from the nearest; a very deep tree ends the walk."""
        for _ in range(_DEEPEST):
            if self.head[position] == position:
                return
            position = self.head[position]
            yield position


_latest = Latest[Words]()


def words_of(doc: Doc) -> Words:
    """The columns of a Doc, which the components that see it one after the other share as long as nothing changes.

    Raises:
        PipelineError: the Doc lacks heads, features or lemmas.
    """
    return _latest.of(doc, Words, lambda words: np.array_equal(words.table, doc.to_array(_ATTRIBUTES)))

"""A Doc as plain columns: the finder asks hundreds of questions a sentence, and a list answers faster than a Token."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, LENGTH, MORPH, ORTH, POS, SENT_START, SPACY
from spacy.tokens import Doc

from extractor.entities.dictionary import fold, is_plural
from extractor.errors import PipelineError

_ATTRIBUTES = [ORTH, LEMMA, POS, DEP, HEAD, MORPH, SENT_START, LENGTH, SPACY]
_DEEPEST = 200  # heads above a token; a deeper tree is the parser's error
_NEEDS = {"DEP": "extractor_syntax", "MORPH": "extractor_morphology", "LEMMA": "extractor_lemmas"}


@dataclass(frozen=True, slots=True)
class Features:
    """The features of UD that agreement needs; an empty string where the tagger gives none."""

    case: str = ""
    number: str = ""
    gender: str = ""
    animacy: str = ""
    verb_form: str = ""


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
    )


@lru_cache(maxsize=65536)
def _corrected(form: str, morph: str) -> Features:
    """The features with a noun's number as the dictionary has it."""
    feats = features(morph)
    return replace(feats, number="Plur") if feats.number == "Sing" and is_plural(form) else feats


class Words:
    """The columns of a parsed Doc by token position, and its tree.

    Raises:
        PipelineError: the Doc lacks heads, features or lemmas.
    """

    def __init__(self, doc: Doc) -> None:
        for attribute, component in _NEEDS.items():
            if len(doc) and not doc.has_annotation(attribute):
                raise PipelineError(
                    f"entities need {attribute.lower()} of every token; add the component {component!r}"
                )
        strings = doc.vocab.strings
        table = doc.to_array(_ATTRIBUTES)
        orth, lemma, pos, dep, _, morph, *_ = (column.tolist() for column in table.T)
        names = {key: strings[key] for key in {*orth, *lemma, *pos, *dep, *morph} if key}
        self.text: list[str] = [names[key] for key in orth]
        self.form = [fold(text) for text in self.text]
        self.lemma = [fold(names.get(key, "")) for key in lemma]
        self.pos = [names.get(key, "") for key in pos]
        self.dep: list[str] = [names.get(key, "").partition(":")[0] for key in dep]
        self.features = [
            _corrected(form, names.get(key, "")) if tag in ("NOUN", "PROPN") else features(names.get(key, ""))
            for form, tag, key in zip(self.form, self.pos, morph, strict=True)
        ]
        self.head: list[int] = (np.arange(len(doc)) + table[:, 4].astype(np.int64)).tolist() if len(doc) else []
        self.sentence: list[int] = np.cumsum(table[:, 6] == 1).tolist()
        ends = np.cumsum(table[:, 7] + table[:, 8]) - table[:, 8]
        self.end: list[int] = ends.tolist()
        self.start: list[int] = (ends - table[:, 7]).tolist()
        self.raw = doc.text
        self.space = [text.isspace() for text in self.text]
        self.children: list[list[int]] = [[] for _ in self.text]
        for child, head in enumerate(self.head):
            if child != head:
                self.children[head].append(child)
        self.left_edge = self._left_edges()

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

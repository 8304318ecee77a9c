"""A parsed document as plain objects, read off its columns once.

They read like spaCy's `Doc` and `Token`, whose every attribute is a new string or object. What is asked of a word alone
is answered once (`asked_once`): a rule may ask again as often as it reads well.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from itertools import repeat
from typing import Any, TypeVar, overload
from weakref import finalize, ref

import numpy.typing as npt
from spacy.tokens import Doc

from extractor.grammar.columns import TEXTS, Strings, Words, words_of
from extractor.process.sharing import Latest

T = TypeVar("T")


class Token:
    """A word: its columns under spaCy's names, `children` in the order of the text, `known` the answers about it.

    `feats` are its features by their names in Universal Dependencies.
    """

    __slots__ = (
        *("doc", "i", "idx", "text", "lower_", "lemma_", "pos_", "dep_", "feats", "whitespace_", "is_sent_start"),
        *("head", "children", "known"),
    )

    doc: "Parse"
    head: "Token"
    children: "list[Token] | tuple[()]"

    def __init__(
        self,
        doc: "Parse",
        i: int,
        idx: int,
        text: str,
        lower: str,
        lemma: str,
        pos: str,
        dep: str,
        feats: dict[str, str],
        whitespace: str,
        first: bool,
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.pos_ = pos
        self.dep_ = dep
        self.feats = feats
        self.whitespace_ = whitespace
        self.is_sent_start = first
        self.children = ()
        self.known: dict[Any, Any] = {}

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_ascii(self) -> bool:
        return self.text.isascii()

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def is_punct(self) -> bool:
        return bool(self.doc.spacy[self.i].is_punct)

    @property
    def like_num(self) -> bool:
        return bool(self.doc.spacy[self.i].like_num)

    @property
    def sent(self) -> "Stretch":
        return self.doc[slice(*self.doc.words.sentence_range(self.i))]

    @property
    def left_edge(self) -> "Token":
        return self.doc[self.doc.words.left_edge[self.i]]

    @property
    def ancestors(self) -> "Iterator[Token]":
        """The heads above, from the nearest."""
        token = self
        for _ in range(len(self.doc)):
            if token.head is token:
                return
            token = token.head
            yield token

    def is_ancestor(self, below: "Token") -> bool:
        return any(token is self for token in below.ancestors)

    def nbor(self, distance: int = 1) -> "Token":
        """The word so many behind.

        Raises:
            IndexError: there is none.
        """
        if self.i + distance < 0:
            raise IndexError(self.i + distance)
        return self.doc[self.i + distance]


class Stretch(list[Token]):
    """Words in a row, tokens `[start, end)`; `label_` is that of a named one."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Parse", start: int, end: int, tokens: list[Token], label: str = "") -> None:
        super().__init__(tokens)
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    @property
    def root(self) -> Token:
        """The word nearest to the root of the sentence."""
        if len(self) == 1:
            return self[0]
        return self.doc[self.doc.spacy[self.start : self.end].root.i]

    @property
    def sent(self) -> "Stretch":
        """The sentence that it begins in."""
        return self[0].sent

    @property
    def start_char(self) -> int:
        return self.doc.words.start[self.start]

    @property
    def end_char(self) -> int:
        return self.doc.words.end[self.end - 1]

    @property
    def text(self) -> str:
        return self.doc.words.between(self.start, self.end)


class Parse:
    """The words of a document; what is no word of it is asked of spaCy's."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self._doc = ref(doc)
        self.words = words
        self._tokens = _tokens(self)
        self._arrays: dict[int, npt.NDArray[Any]] = {}
        finalize(doc, _untie, self._tokens).atexit = False

    @property
    def spacy(self) -> Doc:
        doc = self._doc()
        assert doc is not None, "whoever asks holds the document"
        return doc

    @property
    def _(self) -> Any:
        return self.spacy._

    def group(self, key: str) -> list[Stretch]:
        """The spans of a group of the document; none where it has no such group."""
        spans = self.spacy.spans.get(key, ())
        return [Stretch(self, span.start, span.end, self._tokens[span.start : span.end], span.label_) for span in spans]

    @property
    def vocab(self) -> Any:
        return self.spacy.vocab

    @property
    def text(self) -> str:
        return self.words.raw

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Stretch: ...
    def __getitem__(self, place: int | slice) -> Token | Stretch:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self._tokens))
            end = max(start, end)
            return Stretch(self, start, end, self._tokens[start:end])
        return self._tokens[place]

    @cached_property
    def sents(self) -> list[Stretch]:
        starts = sorted({0, *(token.i for token in self._tokens if token.is_sent_start)}) if self._tokens else []
        return [self[start:end] for start, end in zip(starts, [*starts[1:], len(self)], strict=True)]

    def to_array(self, attribute: int) -> npt.NDArray[Any]:
        """As spaCy's, of what does not change without the words; not to be written to."""
        if attribute not in self._arrays:
            self._arrays[attribute] = self.spacy.to_array(attribute)
        return self._arrays[attribute]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Stretch | None:
        """The words that hold these characters, as spaCy finds them."""
        words = self.words
        first, last = words.starting.get(start), words.ending.get(end)
        if first is None or last is None or first >= last:
            found = self.spacy.char_span(start, end, alignment_mode=alignment_mode)
            if found is None:
                return None
            first, last = found.start, found.end
        return self[first:last]


_LOWER = Strings(str.lower)
_FEATURES = Strings(lambda morph: dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair))


def _tokens(parse: Parse) -> list[Token]:
    words, strings = parse.words, parse.vocab.strings
    orth, lemma, _, dep, _, morph, starts, _, spaces = words.table.T
    columns = (
        *(words.start, words.text, _LOWER.of(orth, strings), TEXTS.of(lemma, strings), words.pos),
        *(TEXTS.of(dep, strings), _FEATURES.of(morph, strings)),
        *([" " if space else "" for space in spaces.tolist()], (starts == 1).tolist()),
    )
    tokens = list(map(Token, repeat(parse), range(len(words)), *columns))
    for token, head, children in zip(tokens, words.head, words.children, strict=True):
        token.head = tokens[head]
        if children:
            token.children = [tokens[child] for child in children]
    return tokens


def _untie(tokens: list[Token]) -> None:
    """Free the words of a document that is gone: a net of objects that hold each other waits for the collector.

    That walks through it at ten times the cost of freeing it.
    """
    for token in tokens:
        token.known.clear()
        token.children = ()
        del token.head, token.doc
    tokens.clear()


_latest = Latest[Parse]()


def parse_of(doc: Doc | Parse) -> Parse:
    """The words of a Doc, which the components that see it one after the other share as long as nothing changes.

    Raises:
        PipelineError: the Doc lacks heads, features or lemmas.
    """
    if isinstance(doc, Parse):
        return doc
    words = words_of(doc)
    return _latest.of(doc, lambda doc: Parse(doc, words), lambda kept: kept.words is words)


def asked_once(question: Callable[[Token], T]) -> Callable[[Token], T]:
    """A question about a word alone, answered once a word."""

    @wraps(question)
    def answer(token: Token) -> T:
        known = token.known
        if question in known:
            return known[question]  # type: ignore[no-any-return]
        found = known[question] = question(token)
        return found

    return answer

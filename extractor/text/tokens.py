"""razdel's tokens as a spaCy tokenizer that loses no character.

White space other than one space after a word is a token of its own. A soft hyphen does not divide a word:
the token keeps it, and its norm is the word without it.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import spacy
from razdel.segmenters.tokenize import TokenSegmenter
from spacy.attrs import LIKE_NUM
from spacy.lang.ru import lex_attrs
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.errors import InputError

SOFT_HYPHEN = "\u00ad"

_TOKENS = TokenSegmenter()
_SMILE = 5  # the longest smile that the rules for tokens may find in the part before a boundary: «:-)))»
_ANY_WORD = "а"

_NUMERALS = frozenset(lex_attrs._num_words)
_PARTS = re.compile(r"\S+|\s+")
# What razdel's rules do, seen at a glance: a Russian word with a mark on either side.
_PLAIN = re.compile(r"([«(]?)([а-яё]+)([.,:;!?»)]?)", re.I)
# A picture that stands for a bullet, set close to the first word of its line: «▪Литва», «→Рига».
_BULLETS = re.compile(r"[•‣·\u2190-\u21ff\u25a0-\u25ff\u2713\u2768-\u27bf]+(?=\w)")


def clean(form: str) -> str:
    """A form as a reader sees it: without soft hyphens."""
    return form.replace(SOFT_HYPHEN, "") or form


# Of every document that is alive, not the latest: a batch is made of many, and the tokenizer has the text at hand.
_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def text_of(doc: Doc) -> str:
    """The text of a Doc; `doc.text` is the same, but asks every token for its part at each call."""
    text = _texts.get(doc)
    if text is None:
        text = _texts[doc] = doc.text
    return text


def like_num(form: str) -> bool:
    """spaCy's answer for Russian, which walks through a list of all numerals for each new word: 12 µs of 26."""
    return (not form.isalpha() or form.lower() in _NUMERALS) and bool(lex_attrs.like_num(form))


class RazdelTokenizer:
    """The tokenizer of the pipeline; it has no settings to save."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        vocab.lex_attr_getters[LIKE_NUM] = like_num  # type: ignore[attr-defined]  # its stub lacks them

    def __call__(self, text: str) -> Doc:
        """The tokens of any text.

        Raises:
            InputError: the text holds half of a surrogate pair and so is no Unicode text.
        """
        words, spaces = _words(text)
        try:
            doc = Doc(self.vocab, words=words, spaces=spaces)
        except UnicodeEncodeError as error:
            at = next(place for place, char in enumerate(text) if "\ud800" <= char <= "\udfff")
            raise InputError(f"half of a surrogate pair at character {at}: not Unicode text") from error
        if SOFT_HYPHEN in text:
            for token in doc:
                if SOFT_HYPHEN in token.text:
                    token.norm_ = clean(token.text).lower()
        _texts[doc] = text
        return doc

    def pipe(self, texts: Iterator[str], batch_size: int = 1) -> Iterator[Doc]:
        for text in texts:
            yield self(text)

    def to_bytes(self, **kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> "RazdelTokenizer":
        return self

    def to_disk(self, path: Path, **kwargs: Any) -> None:
        pass

    def from_disk(self, path: Path, **kwargs: Any) -> "RazdelTokenizer":
        return self


@spacy.registry.tokenizers("extractor.razdel.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], RazdelTokenizer]:
    return lambda nlp: RazdelTokenizer(nlp.vocab)


def _words(text: str) -> tuple[list[str], list[bool]]:
    """The words of a text, and whether one space follows each."""
    words: list[str] = []
    spaces: list[bool] = []
    for part in _PARTS.findall(text):
        if part.isspace():
            if words and part[0] == " ":
                spaces[-1] = True
                part = part[1:]
            if part:
                words.append(part)
                spaces.append(False)
        else:
            tokens = _tokens(part)
            words += tokens
            spaces += [False] * len(tokens)
    return words, spaces


@lru_cache(2**16)
def _tokens(part: str) -> list[str]:
    """The tokens of a part without white space."""
    plain = _PLAIN.fullmatch(part)
    if plain:
        return [token for token in plain.groups() if token]
    bullets = _BULLETS.match(part)
    if bullets:
        return [bullets.group(), *_tokens(part[bullets.end() :])]
    seen = clean(part)
    ends = token_ends(seen)
    if seen != part:
        ends = _restored(ends, part)
    return [part[start:end] for start, end in pairwise([0, *ends])]


def _restored(ends: list[int], part: str) -> list[int]:
    """Ends in a part with soft hyphens, from ends in the part without them; a hyphen stays with the word before."""
    visible = [place for place, char in enumerate(part) if char != SOFT_HYPHEN]
    return [visible[end] if end < len(visible) else len(part) for end in ends]


def token_ends(part: str) -> list[int]:
    """Where tokens end in a part of a text without white space: razdel's rules, walked by offsets.

    razdel's rules for dashes and numbers also look past white space. Here they find a word there, never a number:
    «теле-» in «теле- и радио» stays one token as in razdel, «2010,» in «в 2010, 15» does not become one.
    """
    ends = []
    start = end = 0
    for split in _TOKENS.split(f"{part} {_ANY_WORD}"):
        if isinstance(split, str):
            end += len(split)
            continue
        split.buffer = part[start : min(end, start + _SMILE + 1)]
        if split.delimiter or not _TOKENS.join(split):
            ends.append(end)
            start = end
    return ends

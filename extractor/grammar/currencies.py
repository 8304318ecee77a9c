"""Money by its words: which nouns are currencies, and the ISO 4217 code that a text tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.grammar.dictionary import keys
from extractor.installed.packaged import read_yaml


@dataclass(frozen=True, slots=True)
class _Currencies:
    """`currencies.yaml`, which explains them."""

    nouns: Mapping[str, str | None]
    adjectives: Mapping[str, Mapping[str, str]]
    written: Mapping[str, str]


@cache
def _load() -> _Currencies:
    return _Currencies(**read_yaml(Path(__file__).parent / "currencies.yaml"))


def currency_nouns() -> frozenset[str]:
    """The dictionary forms of the nouns for money: «доллар», «рубль»."""
    return frozenset(_load().nouns)


def currency_of(words: Sequence[str]) -> str | None:
    """The ISO 4217 code of the first currency that some words name; an adjective tells whose it is.

    >>> currency_of(["сто", "шведских", "крон"]), currency_of(["пять", "долларов"]), currency_of(["сто", "крон"])
    ('SEK', 'USD', None)
    """
    known = _load()
    lemmas = [keys(word.lower()) for word in words]
    named = frozenset[str]().union(*lemmas)
    for word, forms in zip(words, lemmas, strict=True):
        for noun in known.nouns.keys() & forms:
            of = (code for adjective, code in known.adjectives.get(noun, {}).items() if adjective in named)
            return next(of, known.nouns[noun])
        for written, code in known.written.items():
            if word.lower() == written or (not written.isalpha() and word.startswith(written)):
                return code
    return None

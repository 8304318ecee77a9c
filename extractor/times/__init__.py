"""tokens -> TIMEX3: time expressions and their values."""

from extractor.times.finder import find_times
from extractor.times.phrases.grammar import parse
from extractor.times.resolver import resolve

__all__ = ["find_times", "parse", "resolve"]

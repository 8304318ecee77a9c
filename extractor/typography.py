"""The clean view of a text in which every layer reads it, with the place of each of its characters in the original.

Blanks of any kind and number are one space; soft hyphens, zero-width characters and stress marks are gone, pictures are
blanks, «й» and «ё» one letter; a Latin letter in a Cyrillic word is the Cyrillic one of its look; words in capitals, or
a text without any, have the case of a running text; a line broken to fit a width runs on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.records import Original
from extractor.text.lemmas import parses
from extractor.text.sentences import unwrapped

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f"
_BLANK = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_PICTURE = "\U0001f000-\U0001faff\u2600-\u2712\u2714-\u2767\u2b1b-\u2b55\u231a-\u231b\u23e9-\u23fa\u203c\u2049\u20e3"
_ANY_BLANK = _BLANK + _PICTURE + _INVISIBLE
_PLAIN = (
    rf"(?P<blank>(?! (?:[^{_ANY_BLANK}]|\Z))[{_ANY_BLANK}]*[{_BLANK}{_PICTURE}][{_ANY_BLANK}]*)"  # but for one space
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    r"|(?P<composed>[иИ]\u0306|[еЕ]\u0308)"
    r"|(?P<stress>(?<=[^\W\d_])[\u0300\u0301\u0341])"
)
_ALPHABETS_MEET = r"(?:[а-яё][a-z]|[a-z][а-яё])"
_MIXED = rf"(?P<mixed>(?<![^\W\d_])[^\W\d_]*{_ALPHABETS_MEET}[^\W\d_]*)"
_PIECE, _MIXED_PIECE = re.compile(_PLAIN, re.I), re.compile(f"{_PLAIN}|{_MIXED}", re.I)
_MEETING = re.compile(_ALPHABETS_MEET, re.I)
_PLAIN_BLANK = " "
_STRESS = frozenset("\u0300\u0301\u0341")
_COMPOSED = {"и\u0306": "й", "И\u0306": "Й", "е\u0308": "ё", "Е\u0308": "Ё"}
_LOOK_ALIKE = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_LATIN = re.compile("[a-z]", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"(?:^|[.!?…]\s+|\n)[«\"„(–—\s-]*(?=[^\W\d_])")
_LEAST = 12
"""Letters from which on a line, or a text, of one case tells nothing by it."""
_NAMES = frozenset({"Geox", "Surn", "Name", "Patr", "Orgn"})


@dataclass(frozen=True, slots=True)
class View:
    """A clean text, and the original with the places of its characters; None where it is read as it is written."""

    text: str
    original: Original | None = None


def clean_view(text: str) -> View:
    """The view of a text.

    >>> view = clean_view("⚡️Влади\u0301мир\u00a0 Путин")
    >>> view.text, view.original.starts[1], view.original.ends[-1]
    (' Владимир Путин', 2, 18)
    """
    flowing = unwrapped(text)
    changes = list(_changes(flowing))
    if not changes and recased(flowing) == text:
        return View(text)
    starts: list[int] = []
    ends: list[int] = []
    parts, reached = [], 0
    for start, end, seen in [*changes, (len(text), len(text), "")]:
        parts += [flowing[reached:start], seen]
        starts += range(reached, start)
        ends += range(reached + 1, start + 1)
        if len(seen) == end - start:
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        elif seen:
            starts.append(start)
            ends.append(end)
        elif ends and text[start:end] in _STRESS:
            ends[-1] = end  # the mark belongs to its letter
        reached = end
    clean = recased("".join(parts))
    return View(text) if clean == text else View(clean, Original(text, tuple(starts), tuple(ends)))


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """What is read otherwise than it is written: start, end and what is seen."""
    pieces = _MIXED_PIECE if _MEETING.search(text) else _PIECE  # to look for mixed words takes most of the time
    for found in pieces.finditer(text):
        written, kind = found.group(), found.lastgroup
        if kind == "blank":
            seen = _PLAIN_BLANK
        elif kind == "composed":
            seen = _COMPOSED[written]
        elif kind == "mixed":
            seen = written.translate(_LOOK_ALIKE)
            seen = written if _LATIN.search(seen) else seen
        else:
            seen = ""
        if seen != written:
            yield found.start(), found.end(), seen


def recased(text: str) -> str:
    """A text whose lines in capitals, or which as a whole without any, has the case of a running text; as long.

    >>> recased("ПУТИН ПРИБЫЛ В МИНСК")
    'Путин прибыл в Минск'
    """
    if not any(map(str.isupper, text)):
        return _with_case(text) if _is_telling(text) else text
    return _LINE.sub(lambda line: _with_case(line.group()) if _is_capitals(line.group()) else line.group(), text)


def _is_telling(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _LEAST and " " in text.strip()


def _is_capitals(line: str) -> bool:
    return line.isupper() and _is_telling(line)


def _with_case(text: str) -> str:
    opening = {found.end() for found in _SENTENCE.finditer(text)}
    return _WORD.sub(lambda word: _cased(word.group().lower(), text.isupper(), word.start() in opening), text)


@lru_cache(2**14)
def _cased(word: str, capitals: bool, opening: bool) -> str:
    """A word in the case that the dictionary has it in; what it does not know is a name among capitals."""
    found = parses(word)
    tag = found[0].tag if found else None
    known = bool(found) and found[0].is_known
    if tag is not None and "Abbr" in tag and known:
        cased = word.upper()
    elif opening or (tag is not None and not _NAMES.isdisjoint(tag.grammemes) and known) or (capitals and not known):
        cased = word[:1].upper() + word[1:]
    else:
        cased = word
    return cased if len(cased) == len(word) else word

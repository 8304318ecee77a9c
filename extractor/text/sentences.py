"""Sentences by razdel inside paragraphs.

A line break ends a sentence, so that a title, a list's item or a byline never runs into what follows; but a
line that was broken only to fit a width runs on.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from extractor.text.batch import set_tokens
from extractor.text.boundaries import boundaries, cuts_site, is_sentence
from extractor.text.lemmas import parses
from extractor.text.tokens import text_of

_BULLET = re.compile(r"[•▪●○◦‣■□▶►➡➢✓]|(?:[-‐‑–—−·*]|\d{1,3}[.)]|[IVX]{1,5}[.)]|[а-яёa-z][.)])(?:\s|$)", re.I)
_BLANKS = re.compile(r"\s*")
_BREAK = re.compile(r"[\r\n]")
_NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn"}
_CLOSERS = "»”“\"')]"
_STOPS = (".", "!", "?", "…")
_TERMINALS = (*_STOPS, ":", ";")
_COLUMN, _NARROW, _WIDE = 20, 40, 120  # characters: narrower than the second is a column, see `_is_column`
# No line ends with these but one that runs on.
_OPEN_ENDS = frozenset({
    "в", "во", "на", "с", "со", "к", "ко", "о", "об", "обо", "от", "из", "у", "под", "при", "для", "до",
    "и", "или", "что", "чтобы", "если", "когда",
})  # fmt: skip


@Language.factory("extractor_sentences", assigns=["token.is_sent_start", "doc.sents"], default_config={})
def make_sentences(nlp: Language, name: str) -> "Sentences":
    return Sentences()


class Sentences:
    """Sets where sentences start. A start inside a token («конец.Начало») is left out."""

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            offsets = doc.to_array(IDX).astype(np.int64)
            starts = np.full(len(doc), -1, np.int64)
            starts[np.isin(offsets, find_sentences(text_of(doc))[1:])] = 1
            starts[0] = 1  # white space before the first sentence belongs to it
            set_tokens([doc], [SENT_START], starts)
        return doc


def find_sentences(text: str) -> list[int]:
    """Where sentences begin; the white space before one belongs to the sentence before it."""
    starts = []
    for start, end in find_paragraphs(text):
        for offset in boundaries(text[start:end]):
            starts.append(_BLANKS.match(text, start + offset).end())  # type: ignore[union-attr]  # it matches anything
    return starts


def unwrapped(text: str) -> str:
    """A text without the breaks that only fit its lines to a width: blanks stand for them; as long.

    >>> unwrapped("Премьер Дании приехал в\\nОсло.\\nОн улыбался.")
    'Премьер Дании приехал в Осло.\\nОн улыбался.'
    """
    if "\n" not in text.strip():
        return text
    parts, reached = [], 0
    for start, end in find_paragraphs(text):
        stop = start + len(text[start:end].rstrip())
        parts += [text[reached:start], _BREAK.sub(" ", text[start:stop])]
        reached = stop
    return "".join([*parts, text[reached:]])


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text: a line each, or several where lines were broken to fit a width."""
    paragraphs: list[tuple[int, int]] = []
    for block in _blocks(text):
        start, end = block[0]
        joins = _joins([text[first:last].strip() for first, last in block])
        for (first, last), joined in zip(block[1:], joins, strict=True):
            if not joined:
                paragraphs.append((start, end))
                start = first
            end = last
        paragraphs.append((start, end))
    return paragraphs


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without a blank line between them, as offsets."""
    lines = []
    end = 0
    for line in text.splitlines(keepends=True):
        lines.append((end, end + len(line)))
        end += len(line)
    for blank, block in groupby(lines, key=lambda line: not text[line[0] : line[1]].strip()):
        if not blank:
            yield list(block)


def _joins(lines: list[str]) -> list[bool]:
    """Whether each line but the first of a block runs on from the line before it."""
    width = max(map(len, lines))
    full = [len(line) + len(after.split(maxsplit=1)[0]) >= width for line, after in pairwise(lines)]
    wrapped = all(full) and (
        (len(lines) > 2 and _NARROW <= width <= _WIDE) or (_COLUMN <= width < _NARROW and _is_column(lines))
    )
    last_item = max((number for number, line in enumerate(lines) if line.endswith(";")), default=0)
    joins = []
    listing = False  # after «условились:» each line is an item, unless items end in «;» and may be broken themselves
    for number, (line, after) in enumerate(pairwise(lines)):
        if cuts_site(line, after):
            joins.append(True)
            continue
        ending = line.rstrip(_CLOSERS)[-1:]
        listing = listing or (ending == ":" and number >= last_item)
        open_ = ending not in _TERMINALS and len(line) >= _NARROW and full[number] and after[0].islower()
        open_ = open_ or _ends_open(line)
        joins.append(not listing and not _BULLET.match(after) and (open_ or (wrapped and ending not in ":;")))
    return joins


def _is_column(lines: list[str]) -> bool:
    """Whether short lines are one statement: its only full stop ends it, and its predicate is not in every line.

    The second goes on with a small letter, of three and more also with a name («Министр иностранных дел / Франции
    осудил …»): a title and the sentence under it are not one.
    """
    *inner, last = (line.rstrip(_CLOSERS) for line in lines)
    if not inner or not last.endswith(_STOPS) or any(line.endswith(_TERMINALS) for line in inner):
        return False
    predicated = [is_sentence(line) for line in lines]
    goes_on = lines[1][0].islower() or (len(lines) > 2 and _may_be_name(lines[1].split()[0]))
    return any(predicated) and not all(predicated) and goes_on


def _may_be_name(word: str) -> bool:
    """Whether a word has its capital by itself: a name, or a word that no dictionary has."""
    return any(not parse.is_known or _NAMES & parse.tag.grammemes for parse in parses(word.strip(",").lower()))


def _ends_open(line: str) -> bool:
    """Whether a line ends with a word that no sentence ends with; behind a figure it is a unit («9,58 с»)."""
    *before, last = line.split()
    return last.lower() in _OPEN_ENDS and not (before and before[-1][-1].isdigit())

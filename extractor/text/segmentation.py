"""razdel's rules walked by offsets: the same boundaries in time linear in the text.

razdel glues its parts into ever longer strings before it looks each of them up in the text again; here a part
is a pair of offsets, and rules see no more of the part before them than they ask for.
Source: Alexander Kukushkin, razdel, `segmenters/`.
"""

from collections.abc import Iterator

from razdel.segmenters.sentenize import BULLET_SIZE, SentSegmenter
from razdel.segmenters.tokenize import TokenSegmenter

_TOKENS = TokenSegmenter()
_SENTENCES = SentSegmenter()
_SMILE = 5  # the longest smile that the rules for tokens may find in the part before a boundary: «:-)))»
_ANY_WORD = "а"


def token_ends(part: str) -> list[int]:
    """Where tokens end in a part of a text without white space.

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


def sentence_starts(text: str) -> Iterator[int]:
    """Where sentences start in a paragraph, before the white space that separates them."""
    yield 0
    start = end = 0
    for split in _SENTENCES.split(text):
        if isinstance(split, str):
            end += len(split)
            continue
        split.buffer = text[start : min(end, start + BULLET_SIZE + 1)]
        end += len(split.delimiter)
        if not _SENTENCES.join(split):
            yield end
            start = end

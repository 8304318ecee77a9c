"""The shape of a word as slovnet's networks know it: alphabet and outline («RU_Xx»), punctuation mark, number.

Source: Alexander Kukushkin, slovnet, `shape.py`; the names of shapes are part of the weights' vocabulary.
"""

import re

PUNCTUATION = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"

_ALPHABET = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(PUNCTUATION)}]+)", re.I
)


def word_shape(word: str) -> str:
    """The shape of a word by how it begins.

    >>> [word_shape(word) for word in ("Ирак", "США", "Нью-Йорк", "2024-й", "—", "?!", "§")]
    ['RU_Xx', 'RU_XX', 'RU_Xx-Xx', 'NUM', 'PUNCT_—', 'PUNCT_OTHER', 'OTHER']
    """
    match = _ALPHABET.match(word)
    alphabet = match.lastgroup if match else None
    if alphabet == "PUNCT":
        return f"PUNCT_{word if len(word) == 1 else 'OTHER'}"
    if alphabet in ("RU", "EN"):
        return f"{alphabet}_{_outline(word)}"
    return alphabet or "OTHER"


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()

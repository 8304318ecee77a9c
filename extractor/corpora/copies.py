"""Articles that tell the same in nearly the same words: what ten outlets print of one wire is one article.

The words with which they begin are compared, in runs of four, by MinHash: outlets cut the end of what a wire sends.
What was there before is looked up on disk, so that memory does not grow with the corpus; that, and scipy, which it
needs for one formula, speak against datasketch. Source: Broder 1997, On the resemblance and containment of documents.
"""

import re
import sqlite3
from datetime import date
from hashlib import blake2b
from random import Random

import numpy as np
import numpy.typing as npt

_BEGINNING = 150  # words that are compared
_RUN = 4
_LEAST_WORDS = 20  # fewer tell too little
_BANDS, _ROWS = 16, 4  # of a signature: two of which half is equal meet in some band nearly always
_LEAST = 0.5  # share of equal runs from which one is a copy of the other
_DAYS = 3  # that lie between an article and its copy at most: a forecast in the same words is of another day
_MOST = 64  # articles that one is compared with
_WORD = re.compile(r"\w+")

Signature = npt.NDArray[np.uint64]


class Copies:
    """The originals of a row of articles; each is asked for once, in order."""

    def __init__(self) -> None:
        # A database without a name is a temporary file that sqlite deletes itself.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE originals (document INTEGER PRIMARY KEY, signature BLOB, day INTEGER)")
        self._database.execute(
            "CREATE TABLE bands (band BLOB, document INTEGER, PRIMARY KEY (band, document)) WITHOUT ROWID"
        )

    def original(self, document: int, text: str, published: str | None) -> tuple[int, float] | None:
        """The number of the earlier article that this one is a copy of, and how alike they are, from 0.5 to 1."""
        signature = _signature(text)
        if signature is None:
            return None
        day = date.fromisoformat(published[:10]).toordinal() if published else None
        bands = [band.tobytes() + bytes([number]) for number, band in enumerate(signature.reshape(_BANDS, _ROWS))]
        found = [
            (float((signature == np.frombuffer(stored, np.uint64)).mean()), -earlier)
            for earlier, stored, then in self._alike(bands)
            if day is None or then is None or abs(day - then) <= _DAYS
        ]
        alike, earlier = max(found, default=(0.0, 0))
        if alike >= _LEAST:
            return -earlier, alike
        self._database.execute("INSERT INTO originals VALUES (?, ?, ?)", (document, signature.tobytes(), day))
        self._database.executemany("INSERT INTO bands VALUES (?, ?)", [(band, document) for band in bands])
        return None

    def close(self) -> None:
        """Give up the temporary file."""
        self._database.close()

    def _alike(self, bands: list[bytes]) -> list[tuple[int, bytes, int | None]]:
        """Originals that share a band."""
        marks = ", ".join("?" * len(bands))
        return self._database.execute(
            "SELECT document, signature, day FROM originals WHERE document IN "
            f"(SELECT document FROM bands WHERE band IN ({marks}) ORDER BY document DESC LIMIT {_MOST}) ",
            bands,
        ).fetchall()


def _signature(text: str) -> Signature | None:
    """Of each of many mixings of the runs of words the least; None where there are too few."""
    words = _WORD.findall(text.lower())[:_BEGINNING]
    if len(words) < _LEAST_WORDS:
        return None
    runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
    digests = b"".join(blake2b(run.encode(), digest_size=8).digest() for run in runs)
    hashes = np.frombuffer(digests, "<u8").astype(np.uint64)
    with np.errstate(over="ignore"):
        mixed: Signature = ((hashes[None, :] ^ _SEEDS[:, None]) * _FACTORS[:, None]).min(axis=1)
    return mixed


def _numbers(seed: int) -> Signature:
    drawn = Random(seed)
    return np.array([drawn.getrandbits(64) | 1 for _ in range(_BANDS * _ROWS)], np.uint64)


_SEEDS, _FACTORS = _numbers(1), _numbers(2)

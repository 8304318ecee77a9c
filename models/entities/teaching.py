"""What teachers make of texts: kept in files, and made one opinion."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from data import Text
from networks import Soft

PARTS = ("firsts", "lasts", "types", "bounds")
_FAR = 10**6  # more than the pieces of a span


def save(path: Path, opinions: dict[str, list[tuple[int, Soft]]]) -> None:
    """Write the opinions of texts, given by windows with the places of these in the text."""
    arrays: dict[str, Any] = {}
    for name, windows in opinions.items():
        windows.sort(key=lambda window: window[0])
        whole = Soft(
            np.concatenate([offset + soft.firsts for offset, soft in windows]),
            np.concatenate([offset + soft.lasts for offset, soft in windows]),
            np.concatenate([soft.types for _, soft in windows]),
            np.concatenate([soft.bounds for _, soft in windows]).astype(np.float16),
        )
        arrays |= {f"{name}:{part}": getattr(whole, part) for part in PARTS}
    np.savez(path, **arrays)


def add_soft(texts: Iterable[Text], paths: Sequence[Path]) -> None:
    """Give each text the mean opinion of the teachers whose files these are."""
    files = [np.load(path, allow_pickle=False) for path in paths]
    for text in texts:
        text.soft = mean([Soft(*(file[f"{text.name}:{part}"] for part in PARTS)) for file in files])


def mean(opinions: Sequence[Soft]) -> Soft:
    """The mean opinion; a span that a teacher does not mention is of no type to it."""
    keys = [opinion.firsts * _FAR + opinion.lasts - opinion.firsts for opinion in opinions]
    spans = np.unique(np.concatenate(keys))
    types = np.zeros((len(spans), opinions[0].types.shape[1]), np.float32)
    for key, opinion in zip(keys, opinions, strict=True):
        own = np.zeros_like(types)
        own[:, 0] = 1
        own[np.searchsorted(spans, key)] = opinion.types
        types += own / len(opinions)
    firsts, more = np.divmod(spans, _FAR)
    bounds = np.stack([opinion.bounds for opinion in opinions]).mean(axis=0, dtype=np.float32)
    return Soft(firsts, firsts + more, types.astype(np.float16), bounds.astype(np.float16))


def answers(soft: Soft) -> list[tuple[int, int, int]]:
    """The spans that are of some type more probably than of none: first piece, last piece, number of the type."""
    best = soft.types.argmax(1)
    chosen = np.flatnonzero(best)
    columns = (soft.firsts[chosen], soft.lasts[chosen], best[chosen] - 1)
    return list(zip(*(column.tolist() for column in columns), strict=True))

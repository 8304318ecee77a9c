"""Texts as arrays of pieces, with NEREL's spans where a text has them, and batches of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import torch
from networks import Batch, Soft

from extractor.entities.tagger.models import encoded
from extractor.entities.tagger.pieces import GLUED, divide, features
from extractor.entities.tagger.subwords import Subwords
from extractor.entities.tagger.windows import cut
from extractor.scoring.nerel import GoldText, read_nerel
from extractor.text.sentences import Sentences
from extractor.text.tokens import RazdelTokenizer
from extractor.text.weights import NAMES, Archive, Embedding, Vocabulary

POOL = 96  # sequences among which those of like length are put into one batch


@dataclass
class Text:
    """One text, or a window of one: a row a piece.

    `spans` are first piece, last piece and number of the type; `context` is what slovnet's encoders make of the
    piece's token; `soft` what a teacher makes of the text. A window has also its `subwords`, and for each piece the
    places of its first and last subword among them; `offset` is the place of its first piece in the text.
    """

    name: str
    forms: list[str]
    gaps: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    context: np.ndarray
    spans: np.ndarray | None = None
    numbers: np.ndarray | None = None
    soft: Soft | None = None
    offset: int = 0
    subwords: np.ndarray | None = None
    firsts: np.ndarray | None = None
    lasts: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def size(self) -> int:
        return len(self.forms) if self.subwords is None else len(self.subwords)


class Reader:
    """Makes texts of articles."""

    def __init__(self, types: list[str], longest: int) -> None:
        self._types = {type_: number for number, type_ in enumerate(types)}
        self._longest = longest
        self._tokenize, self._divide = RazdelTokenizer(spacy.blank("ru").vocab), Sentences()

    def nerel(self, folder: Path) -> list[Text]:
        return [self.read(gold.name, gold.text, gold) for gold in read_nerel(folder)]

    def raw(self, folder: Path) -> Iterator[Text]:
        for path in sorted(folder.rglob("*.txt")):
            text = path.read_text("utf-8-sig")
            if text.strip():
                yield self.read(str(path), text)

    def read(self, name: str, text: str, gold: GoldText | None = None) -> Text:
        doc = self._divide(self._tokenize(text))
        pieces = divide([doc])
        rows = [known[at] for known, at in encoded([doc], pieces.tokens)]
        forms = [pieces.forms[number] for number in pieces.numbers.tolist()]
        context = np.hstack(rows).astype(np.float16)
        result = Text(name, forms, pieces.gaps, pieces.starts, pieces.ends, context)
        if gold:
            firsts = {start: number for number, start in enumerate(pieces.starts.tolist())}
            lasts = {end: number for number, end in enumerate(pieces.ends.tolist())}
            spans = [
                (firsts[start], lasts[end], self._types[type_])
                for start, end, type_ in sorted(gold.spans)
                if start in firsts and end in lasts and lasts[end] - firsts[start] < self._longest
            ]
            result.spans = np.array(spans, np.int64).reshape(-1, 3)
        return result


class Forms:
    """The distinct forms of texts, with their navec vectors and hashed features, a row a form."""

    def __init__(self, texts: Iterable[Text]) -> None:
        numbers: dict[str, int] = {}
        for text in texts:
            text.numbers = np.array([numbers.setdefault(form, len(numbers)) for form in text.forms], np.int64)
        words = Vocabulary(Archive(NAMES))
        places = np.array([words[form.lower()] for form in numbers])
        vectors = Embedding().vectors(places)
        vectors[places == words.unknown] = 0
        self.vectors = torch.from_numpy(vectors)
        self.features = torch.tensor([features(form) for form in numbers])


def windows(text: Text, divide_piece: Subwords) -> list[Text]:
    """A text cut where sentences seem to end, into windows."""
    subwords = [divide_piece(form, glued=gap == GLUED) for form, gap in zip(text.forms, text.gaps, strict=True)]
    sizes = np.array([len(part) for part in subwords])
    return [
        _window(text, subwords[first:stop], sizes[first:stop], first, stop)
        for first, stop in cut(text.forms, text.gaps.tolist(), sizes.tolist())
    ]


def batches(texts: Sequence[Text], size: int, generator: np.random.Generator | None = None) -> list[list[Text]]:
    """Texts of like length together, so many that the padded batch has at most `size` places."""
    order = generator.permutation(len(texts)) if generator else range(len(texts))
    shuffled = [texts[number] for number in order]
    pools = [sorted(shuffled[start : start + POOL], key=lambda text: text.size) for start in range(0, len(texts), POOL)]
    found: list[list[Text]] = [[]]
    for text in (text for pool in pools for text in pool):
        if found[-1] and text.size * (len(found[-1]) + 1) > size:
            found.append([])
        found[-1].append(text)
    if generator:
        generator.shuffle(found)
    return found


def tensors(texts: list[Text], longest: int) -> Batch:
    length = max(map(len, texts))
    numbers = torch.zeros(len(texts), length, dtype=torch.long)
    batch = Batch(
        numbers,
        torch.zeros_like(numbers),
        torch.zeros_like(numbers, dtype=torch.bool),
        torch.zeros(len(texts), length, longest, dtype=torch.long),
        torch.zeros(len(texts), length, texts[0].context.shape[1]),
    )
    for row, text in enumerate(texts):
        stop = len(text)
        batch.forms[row, :stop] = torch.from_numpy(text.numbers)
        batch.gaps[row, :stop] = torch.from_numpy(text.gaps)
        batch.known[row, :stop] = True
        batch.context[row, :stop] = torch.from_numpy(text.context)
        if text.spans is not None:
            first, last, type_ = torch.from_numpy(text.spans).unbind(1)
            batch.labels[row, first, last - first] = type_ + 1
    if any(text.soft for text in texts):
        _add_soft(batch, texts)
    return batch


def _add_soft(batch: Batch, texts: list[Text]) -> None:
    batch.gold = torch.tensor([text.spans is not None for text in texts])
    batch.soft = torch.zeros_like(batch.labels)
    batch.bounds = torch.zeros(*batch.forms.shape, 2)
    types: list[np.ndarray] = []
    count = 1
    for row, text in enumerate(texts):
        soft = text.soft
        if soft is None:
            continue
        batch.soft[row, soft.firsts, soft.lasts - soft.firsts] = torch.arange(count, count + len(soft.firsts))
        batch.bounds[row, : len(text)] = torch.from_numpy(soft.bounds.astype(np.float32))
        types.append(soft.types.astype(np.float32))
        count += len(soft.firsts)
    no_type = np.eye(1, types[0].shape[1], dtype=np.float32)
    batch.types = torch.from_numpy(np.concatenate([no_type, *types]))


def _window(text: Text, subwords: list[list[int]], sizes: np.ndarray, first: int, stop: int) -> Text:
    part = slice(first, stop)
    lasts = np.cumsum(sizes)
    flat = [0, *(number for divided in subwords for number in divided), 2]  # begin and end of a sequence
    assert text.numbers is not None
    columns = (text.gaps, text.starts, text.ends, text.context)
    gaps, starts, ends, context = (column[part] for column in columns)
    window = Text(text.name, text.forms[part], gaps, starts, ends, context, numbers=text.numbers[part])
    if text.spans is not None:
        inside = text.spans[(text.spans[:, 0] >= first) & (text.spans[:, 1] < stop)]
        window.spans = inside - np.array([first, first, 0])
    window.offset = first
    window.subwords, window.firsts, window.lasts = np.array(flat), lasts - sizes + 1, lasts
    return window

"""The large model: a transformer's rows joined with the convolutional network's own."""

import re

import numpy as np
import torch
from data import Text, tensors
from e5 import E5File
from networks import Batch, Network, Shape
from torch import nn
from transformer import Transformer

from extractor.entities.tagger.subwords import Subwords

SPECIAL = 4  # begin, padding, end, unknown
LATIN = 24_000  # of the subwords in Latin letters, the first so many: the vocabulary goes by frequency
_RUSSIAN = re.compile("[а-яё]+|[0-9]+", re.I)
_WESTERN = re.compile("[!-~«»—–…№“”„]+")
_MARKS = ((0, 0x250), (0x400, 0x500), (0x2000, 0x2200))  # Latin, Cyrillic, punctuation and signs


def vocabulary(file: E5File) -> list[int]:
    """The numbers of the subwords that Russian news are written with."""
    kept = list(range(SPECIAL))
    western = 0
    for number, subword in enumerate(file.pieces[SPECIAL:], SPECIAL):
        bare = subword.lstrip("▁")
        if not bare or _RUSSIAN.fullmatch(bare) or (len(bare) == 1 and any(a <= ord(bare) < b for a, b in _MARKS)):
            kept.append(number)
        elif western < LATIN and _WESTERN.fullmatch(bare):
            kept.append(number)
            western += 1
    return kept


class Large(nn.Module):
    """Reads windows of texts; what the frozen layers make of a window is kept with it."""

    def __init__(self, shape: Shape, dropout: float, layers: int, frozen: int) -> None:
        super().__init__()
        file = E5File()
        kept = vocabulary(file)
        self.divide = Subwords([file.pieces[number] for number in kept], file.scores[kept].tolist(), SPECIAL - 1)
        self.encoder = Transformer(file, kept, layers)
        self.network = Network(shape, dropout)
        self.frozen = frozen
        self._file, self._kept = file, kept
        self._kept_rows: dict[int, torch.Tensor] = {}
        still = [self.encoder.places, *self.encoder.norm.parameters(), *self.encoder.layers[:frozen].parameters()]
        for parameter in still:
            parameter.requires_grad = False

    def forward(self, texts: list[Text], vectors: torch.Tensor, features: torch.Tensor) -> tuple[Batch, torch.Tensor]:
        batch = tensors(texts, self.network.shape.longest)
        firsts, lasts = torch.zeros_like(batch.forms), torch.zeros_like(batch.forms)
        for row, text in enumerate(texts):
            firsts[row, : len(text)] = torch.from_numpy(text.firsts)
            lasts[row, : len(text)] = torch.from_numpy(text.lasts)
        deep = self._encode(texts)
        rows = torch.arange(len(texts))[:, None]
        both = torch.cat((deep[rows, firsts], deep[rows, lasts]), -1)
        return batch, self.network.rows(vectors, features, batch, both)

    def arrays(self) -> dict[str, np.ndarray]:
        """What belongs to the model beside the trained weights: the vocabulary, and its embeddings in 4 bits."""
        codes, scales = self._file.blocks("emb.word", self._file.width)
        numbers = (codes[self._kept] + 8).astype(np.uint8)
        subwords = "\n".join(self._file.pieces[number] for number in self._kept)
        return {
            "encoder.words.codes": numbers[:, ::2] | numbers[:, 1::2] << 4,  # two to a byte, the low half first
            "encoder.words.scales": scales[self._kept],
            "subwords": np.frombuffer(subwords.encode("utf-8"), np.uint8),
            "scores": self._file.scores[self._kept],
        }

    def _encode(self, texts: list[Text]) -> torch.Tensor:
        known = torch.zeros(len(texts), max(text.size for text in texts), dtype=torch.bool)
        for row, text in enumerate(texts):
            known[row, : text.size] = True
        mask = self.encoder.mask(known)
        if not all(id(text) in self._kept_rows for text in texts):
            self._encode_frozen(texts, known, mask)
        rows = torch.zeros(*known.shape, self.encoder.words.embedding_dim)
        for row, text in enumerate(texts):
            rows[row, : text.size] = self._kept_rows[id(text)].float()
        for layer in self.encoder.layers[self.frozen :]:
            rows = layer(rows, mask)
        return rows

    @torch.no_grad()
    def _encode_frozen(self, texts: list[Text], known: torch.Tensor, mask: torch.Tensor) -> None:
        numbers = torch.ones_like(known, dtype=torch.long)
        for row, text in enumerate(texts):
            numbers[row, : text.size] = torch.from_numpy(text.subwords)
        rows = self.encoder.embed(numbers)
        for layer in self.encoder.layers[: self.frozen]:
            rows = layer.eval()(rows, mask)
        for row, text in enumerate(texts):
            self._kept_rows[id(text)] = rows[row, : text.size].half().clone()

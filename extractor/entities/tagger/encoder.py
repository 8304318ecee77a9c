"""multilingual-e5-small's encoder in numpy: subwords to rows, for the large model.

Sequences stand one after the other; only attention looks at each by itself.
Source: Wang et al. 2024, multilingual E5; BERT's encoder, Devlin et al. 2019.
"""

import numpy as np

from extractor.entities.tagger.network import Arrays
from extractor.text.engine import Ints
from extractor.text.weights import Floats

_EPSILON = 1e-12
_HEADS = 12
_GELU = np.float32(np.sqrt(2 / np.pi))


class Encoder:
    """Reads sequences of subwords; `arrays` are the weights under the names that training gives them.

    Matrices come in 8 bits, as whole numbers `codes` with a scale for each row; words in 4 bits, two to a byte, the low
    half first, with a scale for every 32.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = {name: array.astype(np.float32) for name, array in arrays.items() if array.dtype.kind == "f"}
        self._arrays |= {
            name.removesuffix(".codes"): array * self._arrays[f"{name.removesuffix('.codes')}.scales"][:, None]
            for name, array in arrays.items()
            if array.dtype == np.int8
        }
        self._codes = arrays["words.codes"]
        self._layers = sum(name.endswith(".inner.bias") for name in arrays)

    def __call__(self, subwords: Ints, lengths: Ints) -> Floats:
        """A row a subword.

        Args:
            subwords: those of all sequences, one after the other.
            lengths: how many each sequence has.
        """
        starts = np.cumsum(lengths) - lengths
        places = np.arange(len(subwords)) - np.repeat(starts, lengths)
        rows = self._normalised(self._words(subwords) + self._arrays["places"][places], "norm")
        for number in range(self._layers):
            rows = self._layer(rows, f"layers.{number}", starts.tolist(), lengths.tolist())
        return rows

    def _words(self, subwords: Ints) -> Floats:
        pairs = self._codes[subwords]
        numbers = np.stack((pairs & 15, pairs >> 4), axis=-1).reshape(len(subwords), -1).astype(np.float32) - 8
        scales = self._arrays["words.scales"][subwords]
        words: Floats = (numbers.reshape(*scales.shape, -1) * scales[:, :, None]).reshape(len(subwords), -1)
        return words

    def _layer(self, rows: Floats, name: str, starts: list[int], lengths: list[int]) -> Floats:
        mixed = np.empty_like(rows)
        projected = self._linear(rows, f"{name}.query_key_value")
        for start, length in zip(starts, lengths, strict=True):
            mixed[start : start + length] = _attend(projected[start : start + length])
        rows = self._normalised(rows + self._linear(mixed, f"{name}.attended"), f"{name}.norm")
        inner = _gelu(self._linear(rows, f"{name}.inner"))
        return self._normalised(rows + self._linear(inner, f"{name}.outer"), f"{name}.output_norm")

    def _linear(self, rows: Floats, name: str) -> Floats:
        product: Floats = rows @ self._arrays[f"{name}.weight"].T
        product += self._arrays[f"{name}.bias"]
        return product

    def _normalised(self, rows: Floats, name: str) -> Floats:
        rows = rows - rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
        rows /= np.sqrt(variance + _EPSILON)[:, None]
        rows *= self._arrays[f"{name}.weight"]
        rows += self._arrays[f"{name}.bias"]
        return rows


def _attend(projected: Floats) -> Floats:
    """Attention within one sequence; `projected` are queries, keys and values side by side."""
    length = len(projected)
    query, key, value = projected.reshape(length, 3, _HEADS, -1).transpose(1, 2, 0, 3)
    scores = query @ key.transpose(0, 2, 1)
    scores /= np.sqrt(np.float32(query.shape[-1]))
    scores -= scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores, out=scores)
    weights /= weights.sum(axis=-1, keepdims=True)
    mixed: Floats = (weights @ value).transpose(1, 0, 2).reshape(length, -1)
    return mixed


def _gelu(rows: Floats) -> Floats:
    """Gaussian error linear unit by its hyperbolic tangent, which is within 0.0005 of it."""
    cubic = rows * rows
    cubic *= rows
    cubic *= np.float32(0.044715)
    cubic += rows
    cubic *= _GELU
    np.tanh(cubic, out=cubic)
    cubic += 1
    cubic *= rows
    cubic *= np.float32(0.5)
    return cubic

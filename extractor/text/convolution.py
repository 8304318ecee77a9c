"""Convolutions over rows by Winograd's minimal filtering: six products of matrices give four rows, instead of twelve.

The sums are others than those of the plain form, so results differ by some 1e-6 of the largest.
Source: Lavin and Gray 2016, Fast algorithms for convolutional neural networks, F(4, 3).
"""

from math import prod

import numpy as np
from numpy.lib.stride_tricks import as_strided

from extractor.text.weights import Floats

_OUTPUTS = 4  # rows that are computed together
_INPUTS = 6  # rows that they depend on
_OF_ROWS = np.array(
    [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ],
    np.float32,
)
_OF_TAPS = np.array(
    [
        [1 / 4, 0, 0],
        [-1 / 6, -1 / 6, -1 / 6],
        [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6],
        [0, 0, 1],
    ]
)
_OF_PRODUCTS = np.array(
    [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]], np.float32
)


_PAIRS = (slice(0, 2), slice(2, 4), slice(4, 6))  # rows of `_OF_ROWS`: six at once take OpenBLAS twice as long


def _over(used: Floats, *shape: int) -> Floats:
    """An array in the memory of one that is needed no more, which the processor has at hand; a new one if larger."""
    size = prod(shape)
    return used.reshape(-1)[:size].reshape(shape) if size <= used.size else np.empty(shape, np.float32)


class Convolution:
    """A convolution of three taps and ReLU: what a row, the one `dilation` before and the one `dilation` after give.

    Args:
        weight: filter x input x tap.
        bias: one number a filter.
        floor: the least that a filter gives, one number for all or one a filter.
    """

    def __init__(self, weight: Floats, bias: Floats, dilation: int = 1, floor: float | Floats = 0) -> None:
        self._taps: Floats = np.tensordot(_OF_TAPS, weight.transpose(2, 1, 0), 1).astype(np.float32)
        self._bias = bias
        self._dilation = dilation
        # One number a filter: numpy's maximum with a single number is more than twice as slow.
        self._floor: Floats = np.broadcast_to(np.asarray(floor, np.float32), bias.shape).copy()

    def __call__(self, rows: Floats) -> Floats:
        """As many rows; beyond the first and the last all are zero."""
        dilation, width = self._dilation, rows.shape[1]
        step = _OUTPUTS * dilation
        count = -(-len(rows) // step)
        padded = np.zeros((count * step + 2 * dilation, width), np.float32)
        padded[dilation : dilation + len(rows)] = rows
        # The first tile has the first `dilation` rows of each step, the second those behind them, and so on.
        height, number = padded.strides
        tiles = as_strided(
            padded, (_INPUTS, count, dilation, width), (dilation * height, step * height, height, number)
        )
        tiles = tiles.reshape(_INPUTS, -1)
        seen = np.empty_like(tiles)
        for pair in _PAIRS:
            np.matmul(_OF_ROWS[pair], tiles, out=seen[pair])
        filters = len(self._bias)
        products = _over(tiles, _INPUTS, count * dilation, filters)
        np.matmul(seen.reshape(_INPUTS, count * dilation, width), self._taps, out=products)
        output = _over(seen, _OUTPUTS, count * dilation * filters)
        np.matmul(_OF_PRODUCTS, products.reshape(_INPUTS, -1), out=output)
        output = output.reshape(_OUTPUTS, count, dilation, filters)
        found: Floats = output.transpose(1, 0, 2, 3).reshape(count * step, filters)[: len(rows)]
        found += self._bias
        return np.maximum(found, self._floor, out=found)

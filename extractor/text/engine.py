"""slovnet's convolutional encoders in numpy, made for speed on one core.

The labels are slovnet's. What is done differently: the sequences of many documents stand one after the other
without padding; what the first layer makes of a word is computed once a distinct word, for all three networks;
batch normalisation is folded into the weights.
Source of the networks: Alexander Kukushkin, slovnet, `exec/model.py`.
"""

from threading import local
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.errors import ModelError
from extractor.process.sharing import Guard, once
from extractor.text import weights
from extractor.text.convolution import Convolution
from extractor.text.shapes import word_shape
from extractor.text.weights import Archive, Embedding, Floats, Vocabulary

Ints = npt.NDArray[np.int64]

NETWORKS = (weights.MORPHOLOGY, weights.SYNTAX, weights.NAMES)
TAPS = 3  # every convolution sees a row, the one before and the one after
REACH = 3  # three layers of them: rows that the result of a row depends on, to either side
BLOCK = 768  # rows encoded at once, so that their layers stay in the processor's cache
SCORED = 256  # words whose labels are scored at once, each by hundreds of numbers
CAPACITY = 4096  # distinct words whose first-layer products are kept, 9 kB each; twice as many are 3 % faster
KEPT = 2**16  # words of an answer that is kept, 17 MB; batches of news articles have some 10,000
GAP = -1  # the key of the empty row between two sequences


class Folded:
    """A convolution, ReLU and batch normalisation as a convolution whose results have a floor.

    With normalisation's scale > 0, scale * relu(v) + shift = maximum(scale * v + shift, shift), so scale and
    shift go into the convolution's weights, and `shift` remains as the floor.
    """

    def __init__(self, layer: Any) -> None:
        conv, norm = layer["conv"], layer["norm"]
        scale = norm["weight"] / norm["std"]
        if not (scale > 0).all():
            raise ModelError("a network has a normalisation that is not increasing; the engine cannot fold it")
        self.floor: Floats = norm["bias"] - norm["mean"] * scale
        self.bias: Floats = conv["bias"] * scale + self.floor
        self.weight: Floats = conv["weight"] * scale[:, None, None]  # filter x input x tap
        self.filters = len(self.weight)


class Layer:
    """A folded convolution as one product of matrices, of which words that are the same may share their rows."""

    def __init__(self, folded: Folded) -> None:
        self.bias, self._floor, self.filters = folded.bias, folded.floor, folded.filters
        taps = folded.weight.transpose(1, 2, 0)  # input x tap x filter
        self.taps: Floats = np.ascontiguousarray(taps.reshape(len(taps), -1))

    def __call__(self, rows: Floats) -> Floats:
        to_next, to_itself, to_previous = np.split(rows @ self.taps, TAPS, axis=1)
        return self.join(to_next, to_itself + self.bias, to_previous)

    def join(self, to_next: Floats, to_itself: Floats, to_previous: Floats) -> Floats:
        """Add to what each row gives to itself, bias and all, what it gives to the rows after it and before it."""
        to_itself[1:] += to_next[:-1]
        to_itself[:-1] += to_previous[1:]
        return np.maximum(to_itself, self._floor, out=to_itself)


def _later(network: str, folded: Folded) -> Layer | Convolution:
    """A layer behind the first; the parser's scores are so near to each other that it needs the exact sums."""
    return Layer(folded) if network == weights.SYNTAX else Convolution(folded.weight, folded.bias, floor=folded.floor)


class Products:
    """What the first layers of all networks make of each distinct word, in a bounded table.

    A key stands for a word and its shape. The least recently used words make room for new ones.
    """

    def __init__(self, embedding: Embedding, shapes: list[Floats], layers: list[Layer]) -> None:
        self._embedding = embedding
        self._shapes = shapes
        self._layers = layers
        # Row 0 stays zero: the gap between sequences gives nothing to its neighbours.
        self._tables = np.zeros((len(layers), TAPS, CAPACITY + 1, layers[0].filters), np.float32)
        self._keys = np.full(CAPACITY + 1, GAP)
        self._used = np.zeros(CAPACITY + 1, np.int64)
        self._rows = {GAP: 0}
        self._clock = 0

    def rows(self, keys: Ints) -> Ints:
        """The rows of the table for keys, of which at most CAPACITY may differ."""
        distinct, inverse = np.unique(keys, return_inverse=True)
        self._clock += 1
        rows = np.array([self._rows.get(key, -1) for key in distinct.tolist()])
        self._used[rows[rows > 0]] = self._clock
        new = rows < 0
        if new.any():
            rows[new] = self._add(distinct[new])
        return rows[inverse]

    def taken(self, network: int, rows: Ints) -> list[Floats]:
        return [self._tables[network, tap].take(rows, axis=0) for tap in range(TAPS)]

    def _add(self, keys: Ints) -> Ints:
        rows = 1 + np.argpartition(self._used[1:], len(keys) - 1)[: len(keys)]
        for key in self._keys[rows].tolist():
            if key != GAP:
                del self._rows[key]
        self._rows.update(zip(keys.tolist(), rows.tolist(), strict=True))
        self._keys[rows] = keys
        self._used[rows] = self._clock
        words, shapes = np.divmod(keys, len(self._shapes[0]))
        vectors = self._embedding.vectors(words)
        for table, shape, layer in zip(self._tables, self._shapes, self._layers, strict=True):
            products = np.hstack((vectors, shape[shapes])) @ layer.taps
            products = products.reshape(len(keys), TAPS, -1)
            products[:, TAPS // 2] += layer.bias
            table[:, rows] = products.transpose(1, 0, 2)
        return rows


class _Last(local):
    """The last question and answer of each network, in each thread."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[bytes, Floats]] = {}


class Engine:
    """The three encoders over one vocabulary, one embedding and one table of products."""

    def __init__(self) -> None:
        archives = [Archive(network) for network in NETWORKS]
        networks = [archive.network() for archive in archives]
        self._words = Vocabulary(archives[0])
        self._shape_numbers = {shape: number for number, shape in enumerate(archives[0].lines("shape"))}
        folded = [[Folded(layer) for layer in network["encoder"]["layers"]] for network in networks]
        self._first = [Layer(first) for first, *_ in folded]
        self._others = [
            [_later(network, layer) for layer in others] for network, (_, *others) in zip(NETWORKS, folded, strict=True)
        ]
        self._width = folded[0][-1].filters
        shapes = [network["emb"]["shape"]["weight"] for network in networks]
        self._embedding = Embedding()
        self._products = Products(self._embedding, shapes, self._first)
        self._lock = Guard()
        self._archives = dict(zip(NETWORKS, archives, strict=True))
        self._networks = dict(zip(NETWORKS, networks, strict=True))
        self._last = _Last()

    def key(self, word: str) -> int:
        """The key under which the networks know a word; words that they cannot tell apart share one."""
        shape = self._shape_numbers[word_shape(word)]
        return self._number(word.lower()) * len(self._shape_numbers) + shape

    def _number(self, word: str) -> int:
        """The number of a word's vector; news seldom writes «ё», so that «отключён» is known as «отключен» alone."""
        number = self._words[word]
        return self._words[word.replace("ё", "е")] if number == self._words.unknown and "ё" in word else number

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is among the 250,000 of the embedding, the most frequent in news."""
        return self._words[word] != self._words.unknown

    def vector(self, word: str) -> Floats | None:
        """The vector of a word in lower case; None of one that the embedding does not know."""
        number = self._words[word]
        return None if number == self._words.unknown else self._embedding.vectors(np.array([number]))[0]

    def labels(self, network: str, vocabulary: str) -> list[str]:
        return self._archives[network].lines(vocabulary)

    def network(self, network: str) -> Any:
        """The arrays of a network; a head reads its own."""
        return self._networks[network]

    def encode(self, network: str, keys: Ints, lengths: Ints) -> Floats:
        """64 numbers a word, not to be written to: the last answer of each network is kept for each thread.

        Args:
            keys: the words of all sequences, one after the other.
            lengths: how many words each sequence has; none is empty.
        """
        # The components of a pipeline ask the same of each batch, one after the other.
        asked = keys.tobytes() + lengths.tobytes()
        last = self._last.answers.get(network)
        if last is None or last[0] != asked:
            last = asked, self._encoded(NETWORKS.index(network), keys, lengths)
            last[1].flags.writeable = False
            if len(keys) <= KEPT:
                self._last.answers[network] = last
        return last[1]

    def _encoded(self, number: int, keys: Ints, lengths: Ints) -> Floats:
        places = np.arange(len(keys)) + np.repeat(np.arange(1, len(lengths) + 1), lengths)
        rows = np.full(len(keys) + len(lengths) + 1, GAP)
        rows[places] = keys
        encoded = np.empty((len(rows), self._width), np.float32)
        for start in range(0, len(rows), BLOCK):
            first = max(0, start - REACH)
            stop = min(len(rows), start + BLOCK)
            block = self._encode(number, rows[first : stop + REACH])
            encoded[start:stop] = block[start - first : stop - first]
        found: Floats = encoded[places]
        return found

    def _encode(self, number: int, keys: Ints) -> Floats:
        gaps = np.flatnonzero(keys == GAP)
        with self._lock:  # the table is shared by the threads of a process
            products = self._products.taken(number, self._products.rows(keys))
        output = self._first[number].join(*products)
        output[gaps] = 0
        for layer in self._others[number]:
            output = layer(output)
            output[gaps] = 0
        return output


@once
def engine() -> Engine:
    """The engine of this process; built on first use."""
    return Engine()

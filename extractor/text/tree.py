"""The best tree of a sentence where the parser's choices, made word by word, are none.

Source: Chu and Liu 1965, Edmonds 1967, as McDonald et al. 2005 use it for parsing.
"""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_ROOTS = 4  # words tried as the root of a tree
# Scores reach some hundreds. On many processors a product is rounded otherwise in another batch, by up to 6e-5; words
# that are told twice in the same surroundings are equals, and rounding must not choose between them.
_EQUAL = 2.0**-12


def first_best(scores: npt.NDArray[np.float32]) -> Ints:
    """The column of each row's highest score, the first of those that are equal but for rounding."""
    found: Ints = (scores > scores.max(axis=1, keepdims=True) - _EQUAL).argmax(axis=1)
    return found


def _levelled(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The scores, those that are equal but for rounding made equal."""
    order = scores.argsort(axis=None)
    ascending = scores.ravel()[order]
    begins = np.diff(ascending, prepend=-np.inf) > _EQUAL
    levels = np.empty_like(ascending)
    levels[order] = ascending[np.maximum.accumulate(np.where(begins, np.arange(len(order)), 0))]
    return levels.reshape(scores.shape)


def broken(heads: Ints, lengths: Ints) -> Ints:
    """Which sentences are not one tree.

    Args:
        heads: the head of each word of all sentences, counted in its sentence from 1; 0 is the root.
        lengths: how many words each sentence has.
    """
    sentences = np.repeat(np.arange(len(lengths)), lengths)
    firsts = np.cumsum(lengths) - lengths
    roots = np.bincount(sentences[heads == 0], minlength=len(lengths))
    # Follow heads by ever longer leaps; the place behind the last word stands for all roots.
    leap = np.append(np.where(heads == 0, len(heads), firsts[sentences] + heads - 1), len(heads))
    for _ in range(int(lengths.max(initial=1)).bit_length()):
        leap = leap[leap]
    cyclic = np.bincount(sentences[leap[:-1] != len(heads)], minlength=len(lengths))
    return np.flatnonzero((roots != 1) | (cyclic > 0))


def best_tree(scores: npt.NDArray[np.float32]) -> Ints:
    """The heads of the tree with the highest sum of scores under one root.

    The root is one of the words that are best there; where there is none, the word that loses least there. Of trees
    that are equal but for rounding it is the same each time.

    Args:
        scores: a row a word, a column a head: 0 is the root, others are words counted from 1.
    """
    scores, words = _levelled(scores), len(scores)
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    gains = square[1:, 0] - square[1:, 1:].max(axis=1)
    candidates = 1 + np.argsort(-gains, kind="stable")[: max(1, min(_ROOTS, int((gains >= 0).sum())))]
    trees = []
    for root in candidates.tolist():
        rooted = square.copy()
        rooted[1:, 0] = -np.inf
        rooted[root] = -np.inf
        rooted[root, 0] = square[root, 0]
        heads = _Contraction(rooted).heads()[1:]
        trees.append((float(scores[np.arange(words), heads].sum(dtype=np.float64)), heads))
    return max(trees, key=lambda tree: tree[0])[1]


class _Contraction:
    """Edmonds' algorithm on a matrix of scores, a row a dependent, a column a head, node 0 the root.

    A cycle of best heads becomes one node: its row says what the best way into the cycle gains, and `_entered`
    at which word. Columns stay words.
    """

    def __init__(self, scores: Scores) -> None:
        self._scores = scores
        count = len(scores)
        self._words = np.arange(count)
        self._entered: dict[int, Ints] = {}
        self._best: list[int] = scores.argmax(axis=1).tolist()
        self._node = list(range(count))  # the node that a word is part of
        self._members = [[word] for word in range(count)]
        self._cycles: list[list[tuple[int, int, list[int]]]] = []

    def heads(self) -> Ints:
        """The head of each node of the best tree; the root is given as its own."""
        done = {0}
        for word in range(1, len(self._node)):
            path: list[int] = []
            node = self._node[word]
            while node not in done:
                if node in path:
                    start = path.index(node)
                    self._contract(path[start:])
                    del path[start:]
                path.append(node)
                node = self._node[self._best[node]]
            done.update(path)
        return self._expand()

    def _contract(self, cycle: list[int]) -> None:
        """Make one node of a cycle, under the number of its first."""
        best = [self._best[node] for node in cycle]
        gains = self._scores[cycle] - self._scores[cycle, best][:, None]
        choice = gains.argmax(axis=0)
        self._cycles.append([self._arc(node) for node in cycle])
        first, members = cycle[0], [word for node in cycle for word in self._members[node]]
        self._scores[first] = gains[choice, self._words]
        self._scores[first, members] = -np.inf
        entered = [self._entered.get(node, np.full(len(self._words), node)) for node in cycle]
        self._entered[first] = np.stack(entered)[choice, self._words]
        self._members[first] = members
        for word in members:
            self._node[word] = first
        self._best[first] = int(self._scores[first].argmax())

    def _arc(self, node: int) -> tuple[int, int, list[int]]:
        """The best way into a node: the word entered, its head, and all words of the node."""
        head = self._best[node]
        word = int(self._entered[node][head]) if node in self._entered else node
        return word, head, self._members[node]

    def _expand(self) -> Ints:
        """The arcs of the tree, then those of cycles, from the last contracted on, but where a cycle was entered."""
        heads = [0, *self._best[1:]]
        for node in {self._node[first] for first in self._entered}:
            for member in self._members[node]:
                heads[member] = -1
            word, head, _ = self._arc(node)
            heads[word] = head
        for cycle in reversed(self._cycles):
            for word, head, members in cycle:
                if all(heads[member] < 0 for member in members):
                    heads[word] = head
        return np.array(heads)

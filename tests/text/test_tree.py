from itertools import product
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from extractor.text.tree import best_tree, broken, first_best

SCORES = st.integers(1, 4).flatmap(
    lambda words: arrays.arrays(
        np.float32, (words, words + 1), elements=st.integers(-2304, 2304).map(lambda n: n / 256)
    )
)


def is_tree(heads: tuple[int, ...]) -> bool:
    """One word on the root, and every word under it; by following heads, one word after another."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        steps = 0
        while word and steps <= len(heads):
            word, steps = heads[word - 1], steps + 1
        if word:
            return False
    return True


@given(SCORES)
def test_no_tree_is_better(scores: np.ndarray) -> None:
    """Among the trees whose root is best on the root, or where no word is, has the same root."""
    words = range(len(scores))
    heads = scores.copy()
    heads[words, range(1, len(scores) + 1)] = -np.inf  # no word is its own head
    found = tuple(best_tree(scores).tolist())
    roots = {word for word in words if heads[word].argmax() == 0} or {found.index(0)}

    def total(tree: tuple[int, ...]) -> float:
        return sum(float(scores[word, tree[word]]) for word in words)

    assert is_tree(found)
    assert found.index(0) in roots
    trees = filter(is_tree, product(range(len(scores) + 1), repeat=len(scores)))
    assert np.isclose(total(found), max(total(tree) for tree in trees if tree.index(0) in roots))


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=6), max_size=5))
def test_broken_sentences_are_found(sentences: list[list[int]]) -> None:
    sentences = [[min(head, len(heads)) for head in heads] for heads in sentences]
    lengths = np.array([len(heads) for heads in sentences], np.int64)
    flat = np.array([head for heads in sentences for head in heads], np.int64)
    expected = [number for number, heads in enumerate(sentences) if not is_tree(tuple(heads))]
    assert broken(flat, lengths).tolist() == expected


@given(SCORES, st.randoms(use_true_random=False))
def test_rounding_does_not_choose_between_equals(scores: np.ndarray, random: Random) -> None:
    """Scores have three values here, so that many trees are equals; another batch rounds each score otherwise."""
    equals = np.array([1.4, 17.3, 60.1], np.float32)[np.sign(scores).astype(int) + 1]
    noise = np.array([random.uniform(-6e-5, 6e-5) for _ in range(equals.size)], np.float32).reshape(equals.shape)
    assert best_tree(equals + noise).tolist() == best_tree(equals).tolist()
    assert first_best(equals + noise).tolist() == equals.argmax(axis=1).tolist()

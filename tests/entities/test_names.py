from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from spacy.language import Language

from extractor.entities.names import best_paths
from extractor.markup import parse

CASES = [
    "Президент {Финляндии|LOC} {Александр Стубб|PER} прибыл в {Осло|LOC}.",
    "{ООН|ORG} осудила удар по {Хартуму|LOC}, сообщает {Reuters|ORG}.",
    "Переговоры отложены на неделю.",
    "",
]


@pytest.mark.parametrize("marked", CASES)
def test_names(nlp: Language, marked: str) -> None:
    text, expected = parse(marked)
    doc = nlp(text)
    found = [(span.start_char, span.end_char, span.label_) for span in doc.spans["names"]]
    assert found == [(span.start, span.end, span.label) for span in expected]


def test_names_of_a_batch(nlp: Language) -> None:
    texts = [parse(marked)[0] for marked in CASES] * 2
    with nlp.select_pipes(enable=["extractor_names"]):
        batches, single = list(nlp.pipe(texts, batch_size=3)), [nlp(text) for text in texts]
    names = [[[span.text for span in doc.spans["names"]] for doc in docs] for docs in (batches, single)]
    assert names[0] == names[1]


SEQUENCES = st.lists(
    arrays.arrays(np.float32, st.tuples(st.integers(1, 4), st.just(3)), elements=st.integers(-8, 8)), max_size=4
)


@given(SEQUENCES, arrays.arrays(np.float32, (3, 3), elements=st.integers(-8, 8)))
def test_no_path_is_better(sequences: list[np.ndarray], transitions: np.ndarray) -> None:
    lengths = np.array([len(sequence) for sequence in sequences], np.int64)
    emissions = np.concatenate([*sequences, np.empty((0, 3), np.float32)])
    paths = np.split(best_paths(emissions, transitions, lengths), np.cumsum(lengths))[:-1]

    def total(sequence: np.ndarray, path: tuple[int, ...]) -> float:
        steps = sum(transitions[pair] for pair in pairwise(path))
        return float(sequence[range(len(path)), path].sum() + steps)

    for sequence, path in zip(sequences, paths, strict=True):
        best = max(total(sequence, other) for other in product(range(3), repeat=len(sequence)))
        assert total(sequence, tuple(path.tolist())) == best

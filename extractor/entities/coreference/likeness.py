"""How near two nouns are in meaning, by the cosine of their vectors: «пилот» and «лётчик», not «пилот» and «суд».

Source: navec, trained on news (see extractor/text/weights.py).
"""

from functools import lru_cache

import numpy as np

from extractor.text.engine import engine
from extractor.text.weights import Floats


@lru_cache(maxsize=2**16)
def likeness(first: str, second: str) -> float | None:
    """From -1 to 1; None where one of the lemmas is not among the 250,000 words."""
    one, other = _direction(first), _direction(second)
    return None if one is None or other is None else float(one @ other)


@lru_cache(maxsize=2**12)
def _direction(word: str) -> Floats | None:
    vector = engine().vector(word)
    return None if vector is None else vector / np.linalg.norm(vector)

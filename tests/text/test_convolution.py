import numpy as np
import pytest

from extractor.text.convolution import Convolution


@pytest.mark.parametrize("dilation", [1, 2, 4])
@pytest.mark.parametrize("count", [1, 3, 4, 17, 64])
def test_it_is_the_plain_convolution(count: int, dilation: int) -> None:
    random = np.random.default_rng(count)
    rows = random.standard_normal((count, 5)).astype(np.float32)
    weight = random.standard_normal((3, 5, 3)).astype(np.float32)
    bias = random.standard_normal(3).astype(np.float32)
    padded = np.pad(rows, ((dilation, dilation), (0, 0)))
    expected = bias + sum(padded[tap * dilation :][:count] @ weight[:, :, tap].T for tap in range(3))
    assert np.allclose(Convolution(weight, bias, dilation)(rows), np.maximum(expected, 0), atol=1e-4)

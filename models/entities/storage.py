"""The weights as they are kept in files: in half precision, the transformer's matrices in 8 and its words in 4 bits."""

import numpy as np
import torch
from large import Large

WORDS = "encoder.words.weight"


def halves(model: torch.nn.Module) -> dict[str, np.ndarray]:
    """The weights in half precision."""
    return {name: value.numpy().astype(np.float16) for name, value in model.state_dict().items()}


def at_rest(model: Large) -> dict[str, np.ndarray]:
    """The weights of the large model with its vocabulary.

    A matrix of the transformer becomes `codes`, whole numbers from -127 to 127, and `scales`, one for each row; the
    words stay in the 4 bits that they come in.
    """
    arrays = model.arrays()
    for name, value in model.state_dict().items():
        if name == WORDS:
            continue
        if name.startswith("encoder.layers.") and value.ndim == 2:
            scales = value.abs().amax(1).clamp_min(1e-8) / 127
            arrays[f"{name}.codes"] = torch.round(value / scales[:, None]).to(torch.int8).numpy()
            arrays[f"{name}.scales"] = scales.numpy()
        else:
            arrays[name] = value.numpy().astype(np.float16)
    return arrays

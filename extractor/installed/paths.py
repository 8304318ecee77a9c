"""Where weights and packaged data are; only this module knows."""

import os
from importlib.util import find_spec
from pathlib import Path

from extractor.errors import ModelError

PACKAGE = Path(__file__).parent.parent


def natasha_data() -> Path:
    """The folder of natasha's packaged weights.

    It is found through the installed package's location: importing natasha would run pymorphy2,
    which is abandoned and breaks beside a current setuptools.

    Raises:
        ModelError: natasha is not installed.
    """
    spec = find_spec("natasha")
    if spec is None or spec.origin is None:
        raise ModelError("natasha's weights are not installed; run: pip install natasha")
    return Path(spec.origin).parent / "data"


def entity_weights(name: str) -> Path:
    """The file of an entity network: in the folder of weights, else in the distribution of the large model, which is
    installed or, in a checkout, beside it. There may be none.
    """
    own = models() / "entities" / f"{name}.npz"
    large = find_spec("extractor_large")
    folders = [Path(str(large.origin)).parent] if large and large.origin else []
    others = [folder / f"{name}.npz" for folder in (*folders, models() / "large" / "extractor_large")]
    return next((path for path in (own, *others) if path.exists()), own)


def models(folder: str | None = None) -> Path:
    """The folder of this project's own weights: the argument, EXTRACTOR_MODELS, the package, or the checkout."""
    if folder or os.environ.get("EXTRACTOR_MODELS"):
        return Path(folder or os.environ["EXTRACTOR_MODELS"])
    packaged = PACKAGE / "models"
    return packaged if packaged.exists() else PACKAGE.parent / "models"

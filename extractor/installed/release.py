"""Under which names this library is published, and which version of it runs."""

import importlib.metadata
from functools import cache

DISTRIBUTION = "ru-news-extractor"  # «extractor», as it is imported, is another's on PyPI
LARGE = f"{DISTRIBUTION}-large"  # the weights of the large entity model


@cache
def version() -> str | None:
    """The version that is installed; None: a checkout that is not installed. It is looked up once a process."""
    try:
        return importlib.metadata.version(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        return None

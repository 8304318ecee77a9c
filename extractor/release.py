"""Which version of this library runs."""

import importlib.metadata


def version() -> str | None:
    """The version that is installed; None: a checkout that is not installed."""
    try:
        return importlib.metadata.version("extractor")
    except importlib.metadata.PackageNotFoundError:
        return None

"""Libraries that come with an extra: who needs one that is not installed is told which."""

from importlib.util import find_spec

from extractor.errors import InputError
from extractor.installed.release import DISTRIBUTION


def needs(what: str, extra: str, *libraries: str) -> None:
    """Complain, before they are imported, of libraries that are not installed.

    Raises:
        InputError: one is missing; the sentence names the extra.
    """
    missing = [library for library in libraries if find_spec(library) is None]
    if missing:
        raise InputError(f"{what} needs {' and '.join(missing)}; run: pip install '{DISTRIBUTION}[{extra}]'")

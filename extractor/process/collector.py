"""Python's garbage collector while many articles are analysed.

Analysis makes many objects and few cycles: with the usual thresholds the collector took a twelfth of the time, for
nothing, and stopped for up to a second where it walked through the tables.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_YOUNG = 50_000  # new objects at which the collector looks at them; an article leaves hardly any

_lock = Lock()
_asking = 0  # threads inside `seldom`
_usual = gc.get_threshold()
_ours = _settled = False


@contextmanager
def seldom() -> Iterator[None]:
    """Collect less often inside; the caller's thresholds are as before behind it, whichever thread leaves last.

    A caller who has switched the collector off, or collects less often still, is left alone.
    """
    global _asking, _usual
    with _lock:
        if not _asking:
            _usual = gc.get_threshold()
            if 0 < _usual[0] < _YOUNG:
                gc.set_threshold(_YOUNG, *_usual[1:])
        _asking += 1
    try:
        yield
    finally:
        with _lock:
            _asking -= 1
            if not _asking:
                gc.set_threshold(*_usual)


def own() -> None:
    """This process is ours alone: a command's, a worker's."""
    global _ours
    _ours = True


def settle() -> None:
    """In a process that is ours, once tables and weights are read: never walk through these again."""
    global _settled
    if _ours and not _settled:
        _settled = True
        gc.collect()
        gc.freeze()

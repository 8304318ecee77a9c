"""What the threads of a process share, and what each has for itself.

Tables that are read from files may be read twice where two threads ask first at the same time: they are equal. What is
large, or fills as it is used, is made `once`; what belongs to the document at hand is each thread's own, `Latest`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, update_wrapper
from threading import Lock, RLock, local
from typing import Any, Generic, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[P, T]) -> Callable[P, T]:
    """`functools.cache` for what must be one for all threads: who asks while it is made waits for it.

    An error is not kept: the next who asks tries again.
    """
    lock = Guard(reentrant=True)
    made: dict[tuple[Any, ...], T] = {}

    def locked(*asked: Any) -> T:
        with lock:
            if asked not in made:
                made[asked] = make(*asked)  # type: ignore[call-arg]
            return made[asked]

    return cast(Callable[P, T], update_wrapper(cache(locked), make))


class _Depth(local):
    """How many stretches that nothing may interrupt this thread is inside of."""

    count = 0


_depth = _Depth()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """What interrupts an article (`extractor.process.patience`) waits for the end of it."""
    _depth.count += 1
    try:
        yield
    finally:
        _depth.count -= 1


def interruptible() -> bool:
    """Whether this thread is inside of no such stretch."""
    return not _depth.count


class Guard:
    """A lock of tables that all articles share, which nothing interrupts while they are written."""

    def __init__(self, *, reentrant: bool = False) -> None:
        self._lock = RLock() if reentrant else Lock()

    def __enter__(self) -> None:
        _depth.count += 1  # before the lock is taken: nothing may come between
        self._lock.acquire()

    def __exit__(self, *error: object) -> None:
        self._lock.release()
        _depth.count -= 1


class Latest(local, Generic[T]):
    """What was made of the document that this thread has worked on last; it dies with the document."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Doc, T] = WeakKeyDictionary()

    def of(self, doc: Doc, make: Callable[[Doc], T], holds: Callable[[T], bool] | None = None) -> T:
        """What was made of this document; made anew for another one, and where it `holds` no more."""
        kept = self._kept.get(doc)
        if kept is None or (holds is not None and not holds(kept)):
            kept = make(doc)
            self._kept.clear()
            self._kept[doc] = kept
        return kept

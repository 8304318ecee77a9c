"""What the threads of a process share, and what each has for itself.

Tables that are read from files may be read twice where two threads ask first at the same time: they are equal. What is
large, or fills as it is used, is made `once`; what belongs to the document at hand is each thread's own, `Latest`.
"""

from collections.abc import Callable
from functools import cache, update_wrapper
from threading import RLock, local
from typing import Any, Generic, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[P, T]) -> Callable[P, T]:
    """`functools.cache` for what must be one for all threads: who asks while it is made waits for it.

    An error is not kept: the next who asks tries again.
    """
    lock = RLock()
    made: dict[tuple[Any, ...], T] = {}

    def locked(*asked: Any) -> T:
        with lock:
            if asked not in made:
                made[asked] = make(*asked)  # type: ignore[call-arg]
            return made[asked]

    return cast(Callable[P, T], update_wrapper(cache(locked), make))


class Latest(local, Generic[T]):
    """What was made of the document that this thread has worked on last; it dies with the document."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Doc, T] = WeakKeyDictionary()

    def get(self, doc: Doc) -> T | None:
        return self._kept.get(doc)

    def set(self, doc: Doc, made: T) -> None:
        self._kept.clear()
        self._kept[doc] = made

"""The networks' products of matrices in one thread, whatever number of threads the caller's BLAS has.

BLAS gives a thread a core to matrices far too small for it, and the threads wait for each other and for whatever
else runs: an article takes several times as long. Products that are cut up until BLAS takes one thread by itself
take three times as long as well.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from threadpoolctl import ThreadpoolController

from extractor.process.sharing import Guard, uninterrupted


@dataclass(frozen=True, slots=True)
class Library:
    """A BLAS: how many threads it has, and how to give it another number.

    `shared` tells that the number is the process's; that of others is each thread's.
    """

    get: Callable[[], int]
    set: Callable[[int], object]
    shared: bool


class Limit:
    """One thread for every BLAS inside a `with`, and as many as before behind it.

    Where several threads are inside at the same time, the first who enters lowers the number of the process, and the
    last who leaves restores it. The libraries are found when they are first limited, numpy having loaded its own.
    """

    def __init__(self, find: Callable[[], list[Library]]) -> None:
        self._find = find
        self._lock = Guard()
        self._libraries: list[Library] | None = None
        self._inside = 0
        self._process: list[tuple[Library, int]] = []

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with uninterrupted():  # else the caller would be left with one thread
            with self._lock:
                if self._libraries is None:
                    self._libraries = self._find()
                if not self._inside:
                    self._process = _lowered(library for library in self._libraries if library.shared)
                self._inside += 1
            own = _lowered(library for library in self._libraries if not library.shared)
            try:
                yield
            finally:
                _restore(own)
                with self._lock:
                    self._inside -= 1
                    if not self._inside:
                        _restore(self._process)


def _lowered(libraries: Iterator[Library]) -> list[tuple[Library, int]]:
    """The libraries that had several threads, with how many."""
    several = [(library, threads) for library in libraries if (threads := library.get()) != 1]
    for library, _ in several:
        library.set(1)
    return several


def _restore(lowered: list[tuple[Library, int]]) -> None:
    for library, threads in lowered:
        if library.get() == 1:  # else the caller has set another number meanwhile
            library.set(threads)


def loaded() -> list[Library]:
    """Every BLAS that this process has loaded; to find them takes some milliseconds."""
    return [_read(library) for library in ThreadpoolController().select(user_api="blas").lib_controllers]


def _read(library: Any) -> Library:
    """A library's functions: OpenBLAS's own, for from 3.8 on threadpoolctl's obey only one thread of the process."""
    if library.internal_api != "openblas" or library.threading_layer == "openmp":
        return Library(library.get_num_threads, library.set_num_threads, shared=False)
    get = next(symbol for symbol in library.check_symbols if hasattr(library.dynlib, symbol))
    functions = library.dynlib
    return Library(getattr(functions, get), getattr(functions, get.replace("_get_", "_set_")), shared=True)


one_thread = Limit(loaded)

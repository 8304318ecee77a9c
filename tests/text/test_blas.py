"""The networks take one thread of BLAS, and leave the caller's number as it is."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from threadpoolctl import ThreadpoolController

from extractor.process.blas import Library, Limit, loaded, one_thread
from extractor.text.engine import Engine


class Blas:
    """A library with a number of threads for the process, as OpenBLAS has it."""

    def __init__(self, threads: int, *, shared: bool = True) -> None:
        self.threads = threads
        self.library = Library(lambda: self.threads, self.set, shared)

    def set(self, threads: int) -> None:
        self.threads = threads


@pytest.fixture
def blas() -> Iterator[Library]:
    """numpy's own, with three threads."""
    controllers = ThreadpoolController().select(user_api="blas").lib_controllers  # scipy's may be loaded beside it
    own = [Path(np.__file__).parent.name in controller.filepath for controller in controllers]
    libraries = [library for library, is_own in zip(loaded(), own, strict=True) if is_own and library.shared]
    if not libraries:
        pytest.skip("numpy is built on another BLAS than OpenBLAS with threads of its own")
    before = libraries[0].get()
    libraries[0].set(3)
    yield libraries[0]
    libraries[0].set(before)


def test_numpys_own_library_is_limited(blas: Library) -> None:
    with one_thread():
        assert blas.get() == 1
    assert blas.get() == 3


def test_every_network_computes_in_one_thread(blas: Library, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    encode = Engine.encode

    def watched(self: Engine, *asked: Any) -> Any:
        seen.append(blas.get())
        return encode(self, *asked)

    monkeypatch.setattr(Engine, "encode", watched)
    nlp("Премьер-министр Исландии уехал в Осло.")
    assert seen == [1] * 5  # the tagger, the parser, and the entity network for all three encoders
    assert blas.get() == 3


def test_an_error_restores_it() -> None:
    blas = Blas(4)
    limit = Limit(lambda: [blas.library])
    with pytest.raises(ValueError, match="no numbers"), limit():
        raise ValueError("no numbers")
    assert blas.threads == 4


@pytest.mark.parametrize("shared, between", [(True, 1), (False, 4)])
def test_the_last_thread_restores_what_is_the_processs(shared: bool, between: int) -> None:
    """The first who enters leaves first."""
    blas = Blas(4, shared=shared)
    limit = Limit(lambda: [blas.library])
    first, second = limit(), limit()
    first.__enter__()
    second.__enter__()
    assert blas.threads == 1
    first.__exit__(None, None, None)
    assert blas.threads == between
    second.__exit__(None, None, None)
    assert blas.threads == 4


def test_what_the_caller_sets_meanwhile_stays() -> None:
    blas = Blas(4)
    with Limit(lambda: [blas.library])():
        blas.set(2)
    assert blas.threads == 2


def test_one_thread_is_left_alone() -> None:
    blas = Blas(1)
    library = Library(blas.library.get, lambda threads: pytest.fail("nothing to set"), shared=True)
    with Limit(lambda: [library])():
        assert blas.threads == 1


def test_threads_that_come_and_go_leave_it_as_it_was(blas: Library) -> None:
    seen: list[int] = []

    def work() -> None:
        for _ in range(200):
            with one_thread():
                seen.append(blas.get())

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 1600
    assert blas.get() == 3

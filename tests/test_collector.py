"""The garbage collector runs seldom inside a batch, and as the caller has it behind it."""

import gc
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from extractor import annotate_all
from extractor.process.collector import seldom


@pytest.fixture(autouse=True)
def _thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_thresholds_are_raised_inside_and_put_back() -> None:
    gc.set_threshold(500, 7, 8)
    with seldom():
        assert gc.get_threshold()[0] > 500
    assert gc.get_threshold() == (500, 7, 8)


@pytest.mark.parametrize("first", [0, 10**6])
def test_a_caller_who_collects_less_is_left_alone(first: int) -> None:
    gc.set_threshold(first, 10, 10)
    with seldom():
        assert gc.get_threshold()[0] == first


def test_threads_that_overlap_leave_the_callers_thresholds() -> None:
    before, inside = gc.get_threshold(), Barrier(2)

    def work() -> None:
        with seldom():
            inside.wait(10)

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gc.get_threshold() == before


def test_a_batch_leaves_thresholds_and_freezes_nothing_of_the_caller() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    assert list(annotate_all(["Посол прибыл в Лиму.", ""]))
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, frozen)

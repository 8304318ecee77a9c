"""How long an article may take: what runs longer is interrupted, between two steps of Python."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

from extractor.errors import InputError
from extractor.process.sharing import interruptible

# Seconds after which an interruption is tried again: that came while a shared table was written, or that was lost, as
# Python loses what is raised while it destroys an object.
_AGAIN, _LOST = 0.01, 1.0


class TimeUp(BaseException):
    """What is running has had its time; no `except Exception` on the way takes it for a fault of its own."""


def check_patience(seconds: float | None) -> None:
    """Complain where nothing can be interrupted.

    Raises:
        InputError: `seconds` is not positive; or this is Windows, or not the main thread: signals are not to be had.
    """
    if seconds is None:
        return
    if not seconds > 0:
        raise InputError(f"timeout: {seconds} s; an article needs more than 0 s")
    if sys.platform == "win32" or current_thread() is not main_thread():
        raise InputError("timeout: only the main thread of a process on Linux or macOS can interrupt an article")


@contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Interrupt what is inside after so many seconds of the processor; None: never.

    A busy machine loses no article by it. Tables that all articles share are left whole: they are written behind a
    `sharing.Guard`, where no interruption comes.

    Raises:
        TimeUp: they are over.
    """
    if seconds is None or sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPROF, _interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    ready = interruptible()
    signal.setitimer(signal.ITIMER_PROF, _LOST if ready else _AGAIN)
    if ready:
        raise TimeUp

"""What the tests of this room share."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

Steps = Callable[[Callable[[], Any]], int]


@pytest.fixture
def steps() -> Steps:
    """Counts the lines of Python that a call runs: a cost that no other work on the machine can change."""

    def count(call: Callable[[], Any]) -> int:
        lines = 0

        def trace(frame: FrameType, event: str, argument: Any) -> Any:
            nonlocal lines
            lines += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            call()
        finally:
            sys.settrace(before)
        return lines

    return count

"""Ctrl-C: what a command does that keeps what is done so far."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def heeded() -> Iterator[Callable[[], None]]:
    """Within it Ctrl-C raises KeyboardInterrupt, as ever. What is yielded, to be called between
    pieces of work, raises it again: Python drops what is raised within a destructor or a callback
    of its own, and with it, once in some hundred times, the Ctrl-C.
    """
    came = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal came
        came = True
        raise KeyboardInterrupt

    def look() -> None:
        if came:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield look
    finally:
        signal.signal(signal.SIGINT, before)

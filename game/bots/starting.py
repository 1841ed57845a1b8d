"""Processes that are started: Ctrl-C in a terminal reaches them too, however young they are."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """A process that is started within hears of a Ctrl-C only when it has said what that does to it
    (`interrupts`); until then Python would tell of it in a traceback. Nothing is lost: who starts
    it hears of one too, at the latest when the block ends.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # when it is started later it lets interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def interrupts(action: Any) -> None:
    """Say in a process that was started what a Ctrl-C does, one that waits too."""
    signal.signal(signal.SIGINT, action)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])

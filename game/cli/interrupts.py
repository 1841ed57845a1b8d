"""Ctrl-C: that a command hears of it, whatever Python was doing when it came."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_PAUSE = 0.05
"""Seconds until a lost Ctrl-C comes again: by then Python is out of what swallowed it."""


@contextmanager
def heeded() -> Iterator[None]:
    """Within it no Ctrl-C is lost. Python drops what is raised within a destructor or a callback of
    its own, tells `sys.unraisablehook` of it and goes on; here the interrupt then comes again, at
    the latest when the work is done.
    """
    before, timer = sys.unraisablehook, threading.Timer(0, _interrupt)

    def hook(dropped: UnraisableHookArgs) -> None:
        nonlocal timer
        if not issubclass(dropped.exc_type, KeyboardInterrupt):
            before(dropped)
            return
        timer.cancel()
        timer = threading.Timer(_PAUSE, _interrupt)
        timer.daemon = True
        timer.start()

    sys.unraisablehook = hook
    try:
        yield
        if timer.is_alive():
            raise KeyboardInterrupt
    finally:
        sys.unraisablehook = before
        timer.cancel()
        if timer.is_alive():
            timer.join()  # what it raises is raised in here


def _interrupt() -> None:
    """What Ctrl-C does, waking the main thread where it waits."""
    if sys.platform == "win32":
        signal.raise_signal(signal.SIGINT)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

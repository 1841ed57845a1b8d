"""One thread for everything that may take long: bots choosing, a scenario opening, a save read."""

from __future__ import annotations

import ctypes
import gc
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")

_SELDOM = 5_000, 1_000, 50
"""New objects before the youngest are looked at, and after how many such looks the older ones."""

_SWITCH = 0.001
"""Seconds after which a thread that waits gets the interpreter, the main one to draw in time."""


def give_back_memory() -> None:
    """Give the system back what lies free between what is used, where the C library knows how: a
    briefing and its pages are some megabytes in small pieces, and others take their place.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library than glibc
            ctypes.CDLL(None).malloc_trim(0)


def settle_garbage() -> None:
    """Let the garbage collector look once at what a newly opened game holds, and then no more, and
    seldom at the rest.

    A scenario is some hundred thousand objects that stay; looking at them again and again makes
    single frames take a tenth of a second. What an earlier game held is freed before. A page is
    ten thousand objects, of which hardly any refer to each other in a ring.
    """
    gc.set_threshold(*_SELDOM)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    give_back_memory()


_log = logging.getLogger(__name__)


class Worker:
    """Runs jobs in order on its own thread and hands their results back to the main thread.

    A job that was submitted waits until `begin` is called, by when the screen says what is done.
    One that works long in Python calls `pause` every now and then: the two threads share one
    interpreter, and while the main one is `drawing` the other waits, so that no picture is late.
    `wake` is called from the thread when a result lies ready; the main thread then calls
    `collect`. A ValueError is a refusal and goes to `failed` as text; any other exception is a
    fault of the program: it is logged and told in one sentence.
    """

    def __init__(self, wake: Callable[[], None], fault: Callable[[Exception], str]) -> None:
        self._wake = wake
        self._fault = fault
        self._jobs: SimpleQueue[Callable[[], Callable[[], None]] | None] = SimpleQueue()
        self._done: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._free = Event()
        self._free.set()
        self._held: list[Callable[[], Callable[[], None]]] = []
        self._waiting = 0
        sys.setswitchinterval(_SWITCH)
        self._thread = Thread(target=self._work, name="worker", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a job has not been collected yet."""
        return self._waiting > 0

    def submit(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        """Run a job on the thread from `begin` on; one of the two others is called by `collect`
        afterwards.
        """
        self._waiting += 1
        self._held.append(partial(self._try, job, done, failed))

    def begin(self) -> None:
        """Let the thread take up what was submitted."""
        for job in self._held:
            self._jobs.put(job)
        self._held.clear()

    def collect(self) -> bool:
        """Hand over every result that lies ready; whether there was any."""
        any_ = False
        while not self._done.empty():
            result = self._done.get()
            self._waiting -= 1
            any_ = True
            result()
        return any_

    def pause(self) -> None:
        """Wait while the main thread draws; for jobs."""
        if not self._free.is_set():
            self._free.wait()

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Hold up the running job, at its next pause, until this is done."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def close(self, seconds: float) -> None:
        """Take no more jobs and wait a while for the running one."""
        self._jobs.put(None)
        self._thread.join(seconds)

    def _try(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> Callable[[], None]:
        try:
            return partial(done, job())
        except ValueError as refusal:
            return partial(failed, str(refusal))
        except Exception as fault:  # noqa: BLE001 - the thread must live on, and the window tells it
            _log.exception("a job of the window failed")
            return partial(failed, self._fault(fault))

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._done.put(job())
            self._wake()

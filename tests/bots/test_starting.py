"""Ctrl-C while processes are started: nobody tells of it in a traceback, and nobody misses it."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import pytest

from game.bots.starting import interrupts_wait

YOUNG = """
import time
time.sleep(0.5)
import signal
from game.bots.starting import interrupts
print("up", flush=True)
interrupts(signal.SIG_DFL)
time.sleep(20)
"""


@pytest.mark.posix
def test_a_process_that_is_interrupted_while_it_starts_ends_without_a_word() -> None:
    with interrupts_wait():
        process = subprocess.Popen(
            [sys.executable, "-c", YOUNG], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)

    assert (process.returncode, out, err) == (-signal.SIGINT, b"up\n", b"")


@pytest.mark.posix
def test_who_starts_a_process_hears_of_an_interrupt_afterwards() -> None:
    heard = []
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - it comes at the end of the block
        with interrupts_wait():
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)
            heard.append("the rest of the block")
        time.sleep(1)

    assert heard

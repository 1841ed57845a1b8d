"""The worker hands results back on the thread that collects them, in order."""

from __future__ import annotations

import threading

import pytest

from game.window.worker import Worker


def collected(worker: Worker, woken: threading.Semaphore) -> None:
    assert woken.acquire(timeout=20)
    assert worker.collect()


def test_a_result_is_handed_over_on_the_collecting_thread() -> None:
    woken = threading.Semaphore(0)
    worker = Worker(woken.release, str)
    threads: list[str] = []

    def job() -> str:
        return threading.current_thread().name

    worker.submit(
        job, lambda name: threads.extend([name, threading.current_thread().name]), pytest.fail
    )
    before = worker.busy
    worker.begin()
    collected(worker, woken)

    assert threads == ["worker", threading.current_thread().name]
    assert (before, worker.busy) == (True, False)
    worker.close(seconds=5)


def test_a_refusal_is_its_text_and_the_worker_goes_on() -> None:
    woken = threading.Semaphore(0)
    worker = Worker(woken.release, str)
    told: list[str] = []

    def refuse() -> str:
        raise ValueError("line one\nline two")

    worker.submit(refuse, told.append, told.append)
    worker.begin()
    collected(worker, woken)
    worker.submit(lambda: "fine", told.append, pytest.fail)
    worker.begin()
    collected(worker, woken)

    assert told == ["line one\nline two", "fine"]
    worker.close(seconds=5)


def test_a_job_waits_at_its_pauses_while_the_main_thread_draws() -> None:
    woken = threading.Semaphore(0)
    worker = Worker(woken.release, str)
    begun, done = threading.Event(), threading.Event()

    def job() -> None:
        begun.set()
        worker.pause()
        done.set()

    with worker.drawing():
        worker.submit(job, lambda _: None, pytest.fail)
        worker.begin()
        assert begun.wait(20)
        assert not done.wait(0.1)
    collected(worker, woken)

    assert done.is_set()
    worker.close(seconds=5)

"""Workers: tasks over the cores of this machine or over a Dask cluster, one interface for both.

Whatever is done comes back once, in any order; a task whose worker was lost is given out again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Self, TypeVar

from game.bots.starting import interrupts, interrupts_wait
from game.lab.cache import Cache
from game.lab.tally import Tally
from game.lab.tasks import Work, code_digest

MOST_LOSSES = 3
"""How often one task may lose its worker before it is given up."""

AHEAD = 2
"""Tasks given out for every worker: the next one waits where it is needed."""

Task = TypeVar("Task", bound=Work)


class CrewError(Exception):
    """Workers that cannot be had, or that were lost for good; in words for whoever asked."""


class Crew:
    """Works out tasks: in this process for one worker, else on a pool of processes or a cluster.

    `told` hears of the games of every task that is done; `kept` counts those of earlier runs.
    """

    def __init__(
        self,
        workers: int = 0,
        cluster: str = "",
        cache: Cache | None = None,
        told: Callable[[int], None] = lambda _games: None,
    ) -> None:
        self.workers = workers or cores()
        self.cluster = cluster
        self.cache = cache
        self.told = told
        self.kept = 0
        self._client: Any = None
        self._pool: Executor | None = None
        if cluster:
            self._client = _client(cluster)
            self.workers = sum(self._client.nthreads().values())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the workers go; what has not begun is not begun any more."""
        self._drop_pool()
        if self._client is not None:
            self._client.close()
            self._client = None

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Tally]]:
        """The tally of every task, each once, as they come. Raises CrewError."""
        rest: list[Task] = []
        for task in tasks:
            kept = self.cache.get(task.digest) if self.cache else None
            if kept is None:
                rest.append(task)
            else:
                self.kept += task.games
                self.told(task.games)
                yield task, kept
        alone = not self.cluster and (self.workers == 1 or len(rest) == 1)
        for task, data in self._here(rest) if alone else self._spread(rest):
            if self.cache:
                self.cache.put(task.digest, data)
            self.told(task.games)
            yield task, Tally.from_bytes(data)

    def total(self, tasks: Sequence[Work], into: Tally | None = None) -> Tally:
        """The sum of the tallies of some tasks; what is done stands in `into` at any time."""
        total = Tally() if into is None else into
        for _, tally in self.run(tasks):
            total.add(tally)
        return total

    # ---------------------------------------------------------------- where it is done

    @staticmethod
    def _here(tasks: Sequence[Task]) -> Iterator[tuple[Task, bytes]]:
        for task in tasks:
            yield task, worked(task)

    def _spread(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, bytes]]:
        waiting, losses = list(reversed(tasks)), Counter[int]()
        given: dict[Future[bytes], Task] = {}
        while waiting or given:
            pool = self._executor()
            try:
                while waiting and len(given) < AHEAD * self.workers:
                    task = waiting[-1]
                    with interrupts_wait():
                        given[pool.submit(worked, task)] = task
                    waiting.pop()
                done, _ = wait(given, return_when=FIRST_COMPLETED)
            except BrokenProcessPool:
                done = set()
            broken = not done
            for future in done:
                task = given[future]
                try:
                    data = future.result()
                except BrokenProcessPool:
                    broken = True
                    continue
                except Exception as error:
                    raise self._lost(error) from error
                del given[future]
                yield task, data
            if broken:
                self._drop_pool()
                for task in given.values():
                    losses[id(task)] += 1
                    if losses[id(task)] >= MOST_LOSSES:
                        raise CrewError(
                            f"A worker was killed {MOST_LOSSES} times at the same games: is there "
                            "too little memory? What is done is kept; run it again to go on."
                        )
                waiting += reversed(given.values())
                given = {}

    def _lost(self, error: Exception) -> Exception:
        """What a failed task means: on a cluster that workers were lost, here a fault of ours."""
        if self.cluster and type(error).__module__.startswith(("distributed", "concurrent")):
            return CrewError(
                f"The cluster at {self.cluster} lost its workers ({type(error).__name__}). "
                "What is done is kept; run it again to go on."
            )
        return error

    def _executor(self) -> Executor:
        if self._pool is None:
            if self._client is not None:
                self._pool = self._client.get_executor(pure=False)
            else:
                self._pool = ProcessPoolExecutor(
                    self.workers,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_enlist,
                )
        return self._pool

    def _drop_pool(self) -> None:
        if isinstance(self._pool, ProcessPoolExecutor):
            self._pool.shutdown(wait=False, cancel_futures=True)
        elif self._pool is not None:
            self._pool.shutdown(wait=False)  # the cluster's drops what has not begun by itself
        self._pool = None


def worked(task: Work) -> bytes:
    """A task's tally in bytes: what a worker sends back."""
    return task.run().to_bytes()


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _enlist() -> None:
    """A worker stops at once, and without a word, when the terminal interrupts everybody."""
    interrupts(signal.SIG_DFL)


def _client(address: str) -> Any:
    """A client of a Dask scheduler whose workers run this code. Raises CrewError."""
    try:
        from distributed import Client
    except ImportError:
        raise CrewError(
            'A cluster needs dask.distributed: python -m pip install "after-lenin[cluster]".'
        ) from None
    try:
        connect: Any = Client
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise CrewError(f"There is no cluster at {address}: {reason}") from None
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        theirs = set(client.run(code_digest).values())
    except Exception as error:  # noqa: BLE001 - whatever fails over there is not ours to list
        client.close()
        raise CrewError(
            f"The cluster at {address} has no worker that can play: {type(error).__name__}. Start "
            "workers where this version of the game is installed."
        ) from None
    if theirs != {code_digest()}:
        client.close()
        raise CrewError(f"The workers at {address} run another version of the game than this one.")
    return client


_PATIENCE = 10
"""Seconds that a cluster may take to answer."""

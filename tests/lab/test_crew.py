"""Workers: the same tally however many there are, wherever they are, and whatever befalls them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import game
from game.engine.rules import Rules
from game.lab.cache import Cache
from game.lab.crew import Crew, CrewError
from game.lab.plan import plan_of
from game.lab.tally import Tally
from game.lab.tasks import Games, Players, Rulebook, games_of, package_digest
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import find

SCRIPTED = Players("scripted")
PATIENCE = 60


@pytest.fixture(scope="module")
def rules() -> Rules:
    return build(load(find("harbour")))


@pytest.fixture(scope="module")
def tasks(rules: Rules) -> list[Games]:
    plan = plan_of(rules, load(find("harbour")).content)
    return list(games_of(Rulebook.of(rules), SCRIPTED, 2100, 7, plan))


@pytest.fixture(scope="module")
def alone(tasks: list[Games]) -> Tally:
    with Crew(1) as crew:
        return crew.total(tasks)


def same(a: Tally, b: Tally) -> bool:
    return a.shapes() == b.shapes() and all(np.array_equal(a[name], b[name]) for name in a.counts)


@pytest.mark.parametrize("workers", [2, 4])
def test_the_number_of_workers_does_not_change_the_tally(
    workers: int, tasks: list[Games], alone: Tally
) -> None:
    with Crew(workers) as crew:
        assert same(crew.total(tasks), alone)


def test_the_order_of_the_tasks_does_not_change_the_tally(tasks: list[Games], alone: Tally) -> None:
    with Crew(1) as crew:
        assert same(crew.total(tasks[::-1]), alone)


def test_every_game_is_in_one_task(tasks: list[Games]) -> None:
    seeds = [seed for task in tasks for seed in range(task.first, task.first + task.games)]

    assert seeds == list(range(7, 2107))


@pytest.mark.posix
def test_a_killed_worker_costs_no_game_and_counts_none_twice(
    tasks: list[Games], alone: Tally
) -> None:
    killed: list[int] = []

    def kill_one(_games: int) -> None:
        pool = crew._pool
        if not killed and pool is not None:
            killed.append(next(iter(pool._processes)))  # type: ignore[attr-defined]
            os.kill(killed[0], signal.SIGKILL)

    with Crew(2, told=kill_one) as crew:
        total = crew.total(tasks)

    assert killed
    assert same(total, alone)


# -------------------------------------------------------------------- what is kept


def test_what_is_kept_is_not_played_again(tmp_path: Path, tasks: list[Games], alone: Tally) -> None:
    with Crew(1, cache=Cache(tmp_path)) as crew:
        crew.total(tasks[:4])
    with Crew(1, cache=Cache(tmp_path)) as crew:
        total = crew.total(tasks)
        assert crew.kept == sum(task.games for task in tasks[:4])

    assert same(total, alone)


@pytest.mark.parametrize("damage", [b"", b"garbage", "cut", "flipped"])
def test_a_damaged_entry_is_dropped_and_worked_out_again(
    damage: bytes | str, tmp_path: Path, tasks: list[Games]
) -> None:
    task = tasks[0]
    with Crew(1, cache=Cache(tmp_path)) as crew:
        whole = crew.total([task])
    (entry,) = tmp_path.iterdir()
    data = entry.read_bytes()
    broken = {"cut": data[:-3], "flipped": data[:40] + bytes([data[40] ^ 1]) + data[41:]}
    entry.write_bytes(broken[damage] if isinstance(damage, str) else damage)

    assert Cache(tmp_path).get(task.digest) is None
    assert not entry.exists()
    with Crew(1, cache=Cache(tmp_path)) as crew:
        assert same(crew.total([task]), whole)
        assert crew.kept == 0
    assert entry.read_bytes() == data


def test_other_games_are_kept_apart(rules: Rules, tasks: list[Games]) -> None:
    book = Rulebook.of(rules)
    others = [
        Games(book, SCRIPTED, tasks[0].plan, 8, 256, 7),
        Games(book, SCRIPTED, tasks[0].plan, 7, 255, 7),
        Games(book, Players("historical", 1.0, 0.5), tasks[0].plan, 7, 256, 7),
        Games(book, Players("historical", 1.0, 1.0), tasks[0].plan, 7, 256, 7),
    ]

    assert len({task.digest for task in [tasks[0], *others]}) == 5


def test_a_folder_that_is_full_loses_its_oldest_entries(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=250)
    for number, name in enumerate(("old", "middle", "new")):
        cache.put(name, bytes(84))
        os.utime(tmp_path / f"{name}.tally", (number, number))
    cache.tidy()

    assert {path.stem for path in tmp_path.iterdir()} == {"middle", "new"}


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "folder")
    cache.put("digest", b"data")
    cache.tidy()

    assert cache.get("digest") is None


# -------------------------------------------------------------------- a cluster


class Cluster:
    """A real Dask scheduler and two real workers on this machine."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.folder = folder
        common = ["--no-dashboard"]
        port = self.address.rpartition(":")[2]
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port, *common)
        self.workers = [self._worker(number) for number in (1, 2)]

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        place = str(self.folder / str(number))
        own = ("--nthreads", "1", "--no-nanny", "--local-directory", place)
        return self._start("worker", self.address, *own, "--no-dashboard")

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                stdout=log,
                stderr=log,
                cwd=Path(__file__).parents[2],
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            )

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="needs dask.distributed (the extra `cluster`)")
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    yield found
    found.stop()


def test_a_cluster_gives_the_same_tally(cluster: Cluster, tasks: list[Games], alone: Tally) -> None:
    with Crew(cluster=cluster.address) as crew:
        total = crew.total(tasks)

    assert same(total, alone)


def test_a_killed_worker_of_a_cluster_costs_no_game(
    cluster: Cluster, tasks: list[Games], alone: Tally
) -> None:
    killed = threading.Event()

    def kill_one(_games: int) -> None:
        if not killed.is_set():
            killed.set()
            cluster.workers[0].kill()

    with Crew(cluster=cluster.address, told=kill_one) as crew:
        total = crew.total(tasks)

    assert killed.is_set()
    assert same(total, alone)


def test_a_cluster_that_is_not_there_is_said_in_one_line() -> None:
    pytest.importorskip("distributed", reason="needs dask.distributed (the extra `cluster`)")
    started = time.monotonic()

    with pytest.raises(CrewError, match=r"There is no cluster at tcp://127\.0\.0\.1:9") as refused:
        Crew(cluster="tcp://127.0.0.1:9")
    assert "\n" not in str(refused.value)
    assert time.monotonic() - started < PATIENCE


@pytest.mark.parametrize("file", ["engine/machine/compiler.py", "briefing/words.py"])
def test_a_change_of_any_code_that_a_tally_depends_on_changes_its_digest(
    file: str, tmp_path: Path
) -> None:
    package = tmp_path / "game"
    for part in ("briefing", "bots", "engine", "lab"):
        shutil.copytree(Path(game.__file__).parent / part, package / part)
    before = package_digest(package)

    with (package / file).open("a", encoding="utf-8") as code:
        code.write("# changed\n")

    assert package_digest(package) != before

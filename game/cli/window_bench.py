"""How fast the window is on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from statistics import median

from game.cli import DEFAULT_SCENARIO
from game.cli.bench import COMMAND, ROUNDS

SIZES = ((1280, 720), (1920, 1080))
_IDLE = 5.0
_SEED = 11
_ANSWERS = 40


def first_frame() -> float:
    """Seconds from the command to its first picture: the median of a few runs."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-c", COMMAND, "--frames", "1"],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        found.append(time.perf_counter() - start)
    return median(found)


def figures(games: int) -> Iterator[tuple[str, float]]:
    """Every figure by its name, as it is measured: a full game by keys against hard bots, and so
    many games in all.
    """
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from game.window import compat

    compat.prepare()
    yield "first frame, seconds", first_frame()
    from game.session.opening import Opening
    from game.window import measure

    with tempfile.TemporaryDirectory() as folder:
        opening = Opening(Path(folder), apart=True)
        who = opening.scenarios()[0].leaders[0].id
        with measure.window(opening, SIZES[0]) as app:
            game = opening.new_game(DEFAULT_SCENARIO, who, "hard", _SEED)
            measure.begin(app, game)
            yield "idle, percent of a core", measure.idle(app, _IDLE)
            played = measure.play(app, game, _SEED)
            yield "questions of the game", float(played.questions)
            yield "keys pressed", float(len(played.latencies))
            yield "key to picture, median, ms", played.percentile(0.5)
            yield "key to picture, 99 of 100, ms", played.percentile(0.99)
            yield "of it by the processor, 99 of 100, ms", played.busy(0.99)
            yield "memory after a full game, MB", measure.resident()
            yield "objects after a full game, thousands", measure.objects()
            for worker in active_children():
                yield "memory of the worker that thinks, MB", measure.resident(worker.pid)
            for number in range(2, games + 1):
                game = opening.new_game(DEFAULT_SCENARIO, who, "hard", _SEED + number)
                measure.through(app, game, number)
                yield f"memory after {number} games, MB", measure.resident()
                yield f"objects after {number} games, thousands", measure.objects()
        for size in SIZES:
            with measure.window(opening, size) as app:
                game = opening.new_game(DEFAULT_SCENARIO, who, "hard", _SEED)
                slowest = measure.rebuilt(app, game, _ANSWERS)
                name = f"{size[0]}x{size[1]}"
                yield f"unchanged frame, {name}, ms", measure.unchanged(app)
                worst = max(slowest, key=lambda view: slowest[view])
                yield f"busiest screen, {name} ({worst}), ms", slowest[worst]
        opening.close()

"""How fast the rules run on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from game.engine.rules import Rules
    from game.scenario.load import Loaded

COMMAND = "import sys; from game.cli import main; sys.exit(main())"
"""This very program, for a process of its own."""
ROUNDS = 5
"""How often a command is run: the median counts."""


def command_seconds(*words: str) -> float:
    """The CPU seconds of a command in a process of its own, start of Python included: the median of
    a few runs. The window is opened without a screen.
    """
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    found = []
    clock = children_clock()
    for _ in range(ROUNDS):
        before = clock()
        subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-c", COMMAND, *words],
            check=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        found.append(clock() - before)
    return median(found)


def children_clock() -> Callable[[], float]:
    """A clock of the CPU seconds that ended child processes took; of wall time where the system
    does not tell, as on Windows.
    """
    try:
        import resource
    except ImportError:
        return time.perf_counter

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    return spent


def bench(
    to_json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the figures to a file.")
    ] = None,
    window: Annotated[bool, typer.Option("--window", help="Measure the window instead.")] = False,
    games: Annotated[int, typer.Option(min=1, help="With --window: games played in all.")] = 10,
    bots: Annotated[
        bool, typer.Option("--bots", help="Measure how fast bots look ahead, and nothing else.")
    ] = False,
) -> None:
    """Measure how fast the rules run here, for every scenario that came with the game.

    Times are CPU seconds of this process; beside them stands what a turn consists of. With
    --window it is the window that is measured, without a display if there is none.

    Example: main.py bench --json figures.json
    """
    from game.cli.files import refuse_unwritable
    from game.session.errors import Refused

    if window and bots:
        raise Refused("--window and --bots measure different things: choose one.")
    if to_json is not None:
        refuse_unwritable(to_json)
    if window:
        _window(games, to_json)
        return
    from game.bots import bot
    from game.lab.bench import measure
    from game.scenario.shipped import shipped
    from game.session.opening import open_scenario

    found: list[dict[str, Any]] = []
    for folder in shipped():
        loaded, rules = open_scenario(folder)
        if bots:
            figures = _looking_ahead(loaded, rules)
        else:
            figures = measure(rules, bot("scripted")).as_json()
            figures["check_command_seconds"] = command_seconds("check", str(folder))
        found.append(figures)
        for name, value in figures.items():
            shown = f"{value:,.2f}" if isinstance(value, float) else str(value)
            typer.echo(f"{name.replace('_', ' '):<28} {shown:>16}")
        typer.echo()
    if not bots:
        frame = command_seconds("--frames", "1")
        typer.echo(f"{'first frame, seconds':<28} {frame:>16.2f}")
    _write(to_json, found)


def _window(games: int, to_json: Path | None) -> None:
    from game.cli.window_bench import figures

    found: dict[str, float] = {}
    for name, value in figures(games):
        found[name] = round(value, 3)
        typer.echo(f"{name:<52} {value:>12,.3f}")
    _write(to_json, found)


def _write(to_json: Path | None, found: object) -> None:
    from game.cli.files import write

    if to_json is not None:
        write(to_json, json.dumps(found, indent=2) + "\n")


def _looking_ahead(loaded: Loaded, rules: Rules) -> dict[str, Any]:
    """How long looking ahead takes, and how long a player waits on levels whose bots do."""
    from game.bots.lookahead import Budget, LookAhead
    from game.lab.pace import seconds, seconds_in_game, waits

    found: dict[str, Any] = {"scenario": rules.book.id}
    found["lines_four_turns_seconds"], found["lines_to_the_end_seconds"] = seconds(rules)
    found["lines_to_the_end_median_turn_seconds"] = seconds_in_game(rules)
    for name, level in loaded.content.levels.items():
        if level.bot == "lookahead":
            ahead = LookAhead(Budget(**level.budget.model_dump()) if level.budget else Budget())
            waited = waits(rules, ahead, 0, 7)
            found[f"{name}_answers"] = waited.answers
            found[f"{name}_median_wait"] = waited.median
            found[f"{name}_longest_wait"] = waited.most
            found[f"{name}_longest_reading"] = waited.reading
    return found

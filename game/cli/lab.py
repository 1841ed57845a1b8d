"""Many games at once."""

from __future__ import annotations

import json
import os
import platform
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.cli.demo import USUAL_BOTS

if TYPE_CHECKING:
    from game.engine.state import State
    from game.lab.batch import Result


def lab(
    scenario: Annotated[str, typer.Argument(help="A name under scenarios/, or a path.")],
    games: Annotated[int, typer.Option(min=1, help="How many games.")],
    seed: Annotated[
        int, typer.Option(min=0, help="The first game's dice; the next has the next.")
    ] = 0,
    bots: Annotated[
        str, typer.Option(metavar="NAME", help="Who plays: random, scripted or historical.")
    ] = USUAL_BOTS,
    short: Annotated[
        bool, typer.Option("--short", help="Half-year turns: half as much to decide.")
    ] = False,
    to_json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the result to a file.")
    ] = None,
    digests: Annotated[
        bool,
        typer.Option(
            "--digests", help="Print every seed with its game's digest, and nothing else."
        ),
    ] = False,
) -> None:
    """Play many games at once: how they ended, and how many a second.

    Example: main.py lab after-lenin --games 1000 --bots scripted
    """
    import game
    from game.bots import UnknownBot, bot
    from game.lab.batch import run
    from game.scenario.shipped import find
    from game.session.errors import Refused
    from game.session.opening import open_scenario

    def show_digests(state: State) -> None:
        for number in range(state.games):
            typer.echo(f"{int(state.seeds[number])} {state.digest(number)}")

    try:
        player = bot(bots)
    except UnknownBot as error:
        raise Refused(str(error)) from None
    _, rules = open_scenario(find(scenario), short=short)
    started = time.perf_counter()
    result = run(rules, games, player, first=seed, after=show_digests if digests else None)
    seconds = time.perf_counter() - started
    if to_json is not None:
        asked = {
            "scenario": rules.book.id,
            "rules": rules.digest,
            "seed": seed,
            "bots": bots,
            "short": short,
        }
        run_by = {"seconds": seconds, "games_a_second": games / seconds}
        machine = {
            "python": platform.python_version(),
            "platform": platform.platform(),
            "cores": os.cpu_count(),
        }
        _write(
            to_json,
            {
                "result": {**asked, **result.as_json()},
                "run": run_by,
                "machine": machine,
                "game": game.__version__,
            },
        )
    if not digests:
        _print(result, seconds)


def _write(path: Path, value: dict[str, Any]) -> None:
    from game.session.errors import Refused

    try:
        path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path}: it cannot be written: {error.strerror}") from None


def _print(result: Result, seconds: float) -> None:
    typer.echo(f"{result.games} games, {result.decisions} decisions")
    for title, counts in (("Endings", result.endings), ("Winners", result.winners)):
        typer.echo(f"\n{title}")
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            typer.echo(f"  {100 * count / result.games:5.1f} %  {name or 'none'}")
    typer.echo(f"\n{result.games / seconds:.0f} games a second, {seconds:.1f} seconds")

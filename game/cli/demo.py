"""Bots play a whole game."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from game.cli import DEFAULT_SCENARIO
from game.cli.options import BotName

USUAL_BOTS = "historical"
USUAL_SEED = 1


def demo(
    scenario: Annotated[
        str, typer.Argument(help="A name under scenarios/, or a path.")
    ] = DEFAULT_SCENARIO,
    seed: Annotated[
        int, typer.Option(help="The dice; the same seed gives the same game.")
    ] = USUAL_SEED,
    bots: BotName = USUAL_BOTS,
    short: Annotated[
        bool, typer.Option("--short", help="Half-year turns: half as much to decide.")
    ] = False,
    record: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the record to a new file.")
    ] = None,
) -> None:
    """Let bots play a whole game, and print its chronicle.

    Example: main.py demo after-lenin --seed 7 --record game.jsonl
    """
    from game.cli.chronicle import chronicle_lines, ending_lines
    from game.cli.display import opening
    from game.session.errors import Refused

    session = opening().demo(scenario, bots, seed, record, short=short)
    if session.notice:
        raise Refused(session.notice)
    briefing = session.briefing()
    length = ", short game" if short else ""
    typer.echo(f"{briefing.title}, seed {seed}, {bots} bots{length}")
    for line in chronicle_lines(briefing.chronicle):
        typer.echo(line)
    for line in ending_lines(briefing):
        typer.echo(line)

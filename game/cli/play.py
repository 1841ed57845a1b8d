"""Start a game at once."""

from __future__ import annotations

from typing import Annotated

import typer

from game.cli import DEFAULT_SCENARIO


def play(
    scenario: Annotated[
        str, typer.Argument(help="A name under scenarios/, or a path.")
    ] = DEFAULT_SCENARIO,
    person: Annotated[str, typer.Option("--as", metavar="PERSON", help="Whom to be.")] = "",
    level: Annotated[str, typer.Option(metavar="NAME", help="How the others play.")] = "",
    seed: Annotated[
        int | None, typer.Option(help="The dice; the same seed throws the same.")
    ] = None,
    short: Annotated[
        bool, typer.Option("--short", help="Half-year turns: half as much to decide.")
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="Play in the terminal.")] = False,
) -> None:
    """Start a game at once.

    Example: main.py play after-lenin --as bukharin --seed 7 --text
    """
    from game.cli.display import opening, show

    opener = opening()
    session = opener.new_game(scenario, person, level, seed, short=short)
    raise typer.Exit(show(opener, session, text=text))

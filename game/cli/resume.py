"""Go on with a saved game."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from game.cli.options import ScenarioPath


def resume(
    file: Annotated[Path, typer.Argument(help="The record of a game.")],
    scenario: ScenarioPath = "",
    text: Annotated[bool, typer.Option("--text", help="Play in the terminal.")] = False,
) -> None:
    """Go on with a saved game.

    A damaged record, or one of an older version of the scenario, goes on in a new file as far as
    it can be saved; the old one stays as it is.

    Example: main.py resume game.jsonl --text
    """
    from game.cli.display import opening, show

    opener = opening()
    session = opener.resume(str(file), scenario)
    raise typer.Exit(show(opener, session, text=text))

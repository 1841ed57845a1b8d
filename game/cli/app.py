"""All commands, and what happens without one."""

from __future__ import annotations

from typing import Annotated

import typer

import game
from game.cli import (
    PRODUCT,
    SLUG,
    bench,
    calibrate,
    check,
    debrief,
    demo,
    lab,
    play,
    replay,
    resume,
    shots,
    start,
    strength,
    themes,
    whatif,
)

app = typer.Typer(
    name=SLUG,
    help=(
        f"{PRODUCT}: a political strategy game.\n\n"
        "Without a command it opens the window; without a display it plays in the terminal, and "
        "without a terminal it runs the demo.\n\nExample: main.py play --as trotsky"
    ),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(game.__version__)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    frames: Annotated[
        int | None, typer.Option(min=1, help="Close the window after so many frames.")
    ] = None,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Open the game."""
    if context.invoked_subcommand is None:
        raise typer.Exit(start.start(frames))


for module in (
    *(play, resume, replay, debrief, whatif, demo, shots),
    *(check, themes, lab, strength, calibrate, bench),
):
    name = module.__name__.rpartition(".")[2]
    app.command(name)(getattr(module, name))

"""How fast the rules run on this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer


def bench(
    to_json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the figures to a file.")
    ] = None,
) -> None:
    """Measure how fast the rules run here, for every scenario that came with the game.

    Times are CPU seconds of this process; beside them stands what a turn consists of.

    Example: main.py bench --json figures.json
    """
    from game.bots import bot
    from game.lab.bench import measure
    from game.scenario.shipped import shipped
    from game.session.errors import Refused
    from game.session.opening import open_scenario

    found: list[dict[str, Any]] = []
    for folder in shipped():
        _, rules = open_scenario(folder)
        figures = measure(rules, bot("scripted")).as_json()
        found.append(figures)
        for name, value in figures.items():
            shown = f"{value:,.1f}" if isinstance(value, float) else str(value)
            typer.echo(f"{name.replace('_', ' '):<28} {shown:>16}")
        typer.echo()
    if to_json is not None:
        try:
            to_json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise Refused(f"{to_json}: it cannot be written: {error.strerror}") from None

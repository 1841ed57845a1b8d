"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Workers = Annotated[int, typer.Option(min=0, help="How many processes; one a core unless given.")]
ScenarioPath = Annotated[
    str, typer.Option(metavar="PATH", help="Its scenario, if it is not found by name.")
]
"""The scenario of a record."""
BotName = Annotated[
    str,
    typer.Option(metavar="NAME", help="Who plays: random, scripted, historical or lookahead."),
]

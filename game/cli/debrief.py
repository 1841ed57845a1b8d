"""A game looked back on, as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from game.cli.options import ScenarioPath, Workers

USUAL_REPLAYS = 200


def debrief(
    file: Annotated[Path, typer.Argument(help="The record of a game.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The page to write.")],
    replays: Annotated[
        int,
        typer.Option(min=0, help="How often a decision is played the other way; 0 for not at all."),
    ] = USUAL_REPLAYS,
    workers: Workers = 0,
    scenario: ScenarioPath = "",
) -> None:
    """Write a page about a game: power, votes, history, turning points, questions for discussion.

    It is one file that can be printed and needs nothing from outside.

    Example: main.py debrief game.jsonl -o debrief.html
    """
    from game.cli.files import heed_damage, refuse_unwritable, tally_cache, write
    from game.lab.crew import Crew
    from game.report.debrief import debrief_page
    from game.session.opening import open_record

    refuse_unwritable(out, other_than=file)
    record, loaded, rules = open_record(file, scenario)
    heed_damage(record)
    crew = Crew(workers, cache=tally_cache())
    write(out, debrief_page(rules, loaded, record, crew=crew, replays=replays))
    typer.echo(f"{out} is written.")

"""One decision of a game played the other way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from game.cli.options import ScenarioPath, Workers
from game.session.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.report.tale import Choice, Turning

T = TypeVar("T")


def whatif(
    file: Annotated[Path, typer.Argument(help="The record of a game that is over.")],
    decision: Annotated[
        int, typer.Argument(min=0, help="The number of the decision; without one all are listed.")
    ] = 0,
    instead: Annotated[
        int, typer.Option(min=1, metavar="N", help="Which of the other answers is given.")
    ] = 1,
    replays: Annotated[
        int, typer.Option(min=1, help="How often the game is played on from there, both ways.")
    ] = 1000,
    workers: Workers = 0,
    scenario: ScenarioPath = "",
) -> None:
    """Play a decision of a game the other way: the dice fall as they fell, and the others answer as
    they did for as long as they can.

    Example: main.py whatif game.jsonl 12 --instead 2
    """
    from game.cli.files import heed_damage, tally_cache
    from game.lab.crew import Crew
    from game.report.tale import Tale
    from game.session.opening import open_record

    record, loaded, rules = open_record(file, scenario)
    heed_damage(record)
    tale = Tale(rules, loaded, record)
    choices = tale.choices()
    if not choices:
        raise Refused(f"{file}: nothing can be played the other way before the game is over.")
    if not decision:
        _list(choices)
        return
    choice = _found("decision", decision, choices)
    answer, _ = _found("other answer", instead, choice.others)
    crew = Crew(workers, cache=tally_cache())
    _tell(tale.other_way(choice, answer, crew=crew, replays=replays), replays)


def _found(what: str, number: int, all_: Sequence[T]) -> T:
    """The one of that number, from 1. Raises Refused where there is none."""
    if number > len(all_):
        raise Refused(f"There is no {what} {number}; they are numbered from 1 to {len(all_)}.")
    return all_[number - 1]


def _list(choices: Sequence[Choice]) -> None:
    for number, choice in enumerate(choices, 1):
        typer.echo(f"{number:>4}  {choice.date}, {choice.who}: {choice.about}: {choice.did}")
        for place, (_, words) in enumerate(choice.others, 1):
            typer.echo(f"        --instead {place}  {words}")


def _tell(found: Turning, replays: int) -> None:
    from game.lab.counterfactual import MEASURED

    typer.echo(f"{found.date}, {found.who}: {found.about}")
    typer.echo(f"  as it was      {found.did}: {found.watched} comes out on top in {found.was}")
    typer.echo(f"  the other way  {found.instead}: in {found.other}")
    typer.echo(
        f"  a change of {found.low} to {found.high} percentage points (95 per cent interval)"
    )
    for title, was, other in found.endings:
        typer.echo(f"    {title}: {was} as it was, {other} the other way")
    typer.echo(f"{replays:,} replays of each. {MEASURED}")

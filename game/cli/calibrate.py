"""Whether what a player is told comes true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from game.engine.rules import Rules
    from game.lab.calibration import Calibration


def calibrate(
    scenario: Annotated[str, typer.Argument(help="A name under scenarios/, or a path.")],
    votes: Annotated[int, typer.Option(min=1, help="How many votes are forecast.")] = 2000,
    games: Annotated[int, typer.Option(min=1, help="In how many games odds are told.")] = 400,
    lines: Annotated[int, typer.Option(min=1, help="Lines to a leader's odds.")] = 64,
    seed: Annotated[int, typer.Option(min=0, help="The first game's dice.")] = 0,
) -> None:
    """Measure whether forecasts of votes, and odds at three dates, come true as often as they say.

    Example: main.py calibrate after-lenin --votes 2000
    """
    from game.lab.calibration import odds
    from game.lab.calibration import votes as forecasts
    from game.scenario.shipped import find
    from game.session.opening import open_scenario

    _, rules = open_scenario(find(scenario))
    _bins("votes of the narrow body", forecasts(rules, seed, votes))
    for turn in dates(rules):
        found = odds(rules, range(seed, seed + games), turn, lines)
        _bins(f"coming out on top, told at the beginning of turn {turn}", found)


def dates(rules: Rules) -> tuple[int, int, int]:
    """The turns at whose beginning odds are told: after a sixth, a half, three quarters."""
    turns = rules.turns
    return 1 + turns // 6, 1 + turns // 2, 1 + turns * 3 // 4


def _bins(title: str, found: Calibration) -> None:
    typer.echo(f"{title}: {found.count} forecasts, mean absolute error {found.error:.3f}")
    for number, one in enumerate(found.bins):
        if one.count:
            between = f"{10 * number:>3} to {10 * number + 10:>3} %"
            told, true = f"{100 * one.said:5.1f} %", f"{100 * one.true:5.1f} %"
            typer.echo(f"  {between}  {one.count:>6} times, said {told}, came true {true}")
    typer.echo()

"""Show a saved game turn by turn, or check it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli.options import ScenarioPath

if TYPE_CHECKING:
    from game.engine.rules import Rules
    from game.record.record import Record


def replay(
    file: Annotated[Path, typer.Argument(help="The record of a game.")],
    verify: Annotated[
        bool, typer.Option("--verify", help="Compare every turn with the rules.")
    ] = False,
    to: Annotated[
        str, typer.Option(metavar="TURN", help="The last turn shown: a number, or 1925-Q4.")
    ] = "",
    scenario: ScenarioPath = "",
) -> None:
    """Show a saved game turn by turn, as its player saw it; or check it.

    With --verify the exit code is 1 at the first turn that differs, named with its row.

    Example: main.py replay game.jsonl --to 1925-Q4
    """
    from game.session.opening import open_record

    record, loaded, rules = open_record(file, scenario)
    if to:
        record = _until(rules, record, to)
    if verify:
        raise typer.Exit(_verify(rules, record))
    from game.cli.chronicle import chronicle_lines
    from game.session.telling import plain, told
    from game.terminal.paper import clean

    deeds, reason = told(rules, loaded, record)
    for line in chronicle_lines(deeds) if not reason else plain(record):
        typer.echo(clean(line))
    if reason:
        raise reason


def _until(rules: Rules, record: Record, to: str) -> Record:
    from game.record.errors import RecordError
    from game.record.minutes import turn_label
    from game.record.replay import until

    if not to.isdecimal() or len(to) == len("1925"):
        return until(record, to)
    turn = int(to)
    if not 1 <= turn <= rules.turns:
        expected = f"a turn from 1 to {rules.turns}"
        raise RecordError(str(record.path or "record"), f"there is no turn {to}", expected)
    return until(record, turn_label(rules, turn))


def _verify(rules: Rules, record: Record) -> int:
    from game.record.replay import verify

    verdict = verify(rules, record)
    if record.cut:
        typer.echo(record.cut, err=True)
    if verdict.difference is not None:
        typer.echo(f"{verdict.turns} turns agree, then:\n{verdict.difference}", err=True)
        return 1
    typer.echo(f"{record.path}: all {verdict.turns} closed turns agree.")
    return 0

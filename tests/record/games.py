"""Games played for the tests of the record: every shipped scenario, bots at all seats."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from game.engine.rules import Rules
from game.record.record import Record
from game.scenario.load import Loaded
from game.scenario.shipped import shipped
from game.session.opening import Opening, open_scenario

SCENARIOS = tuple(folder.name for folder in shipped())


@cache
def scenario(name: str) -> tuple[Loaded, Rules]:
    """A shipped scenario and its rules."""
    return open_scenario({folder.name: folder for folder in shipped()}[name])


@cache
def played(name: str, seed: int = 7, bots: str = "random") -> Record:
    """The record of a whole game."""
    return Opening(Path()).demo(name, bots, seed, None).record


def written(record: Record, path: Path) -> Path:
    """A record as a file."""
    path.write_text("".join(f"{line}\n" for line in record.lines), encoding="utf-8")
    return path

"""What every shipped scenario and every bot must keep."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.bots import BOTS, Bot, bot
from game.bots.lookahead import Budget
from game.engine.rules import Rules
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import shipped

SCENARIOS = {folder.name: folder for folder in shipped()}


@cache
def rules_of(folder: Path, *, short: bool = False) -> Rules:
    """The rules of a shipped scenario, or of its short game, built once a test process."""
    return build(load(folder), short=short)


@pytest.fixture(params=[*sorted(SCENARIOS), *(f"{name}, short" for name in sorted(SCENARIOS))])
def rules(request: pytest.FixtureRequest) -> Rules:
    """Every shipped scenario in turn, then the short game of each."""
    name, _, short = request.param.partition(", ")
    return rules_of(SCENARIOS[name], short=bool(short))


SMALL = Budget(rollouts=4, turns=1, options=3, targets=1)
"""What looking ahead may cost where only its manners are tested."""


def player(name: str) -> Bot:
    """The bot of a name, quick if it looks ahead."""
    return bot(name, budget=SMALL)


@pytest.fixture(params=BOTS)
def bot_name(request: pytest.FixtureRequest) -> str:
    """Every bot in turn."""
    return str(request.param)

"""What every shipped scenario and every bot must keep."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.bots import BOTS
from game.engine.rules import Rules
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import shipped

SCENARIOS = {folder.name: folder for folder in shipped()}


@cache
def rules_of(folder: Path) -> Rules:
    """The rules of a shipped scenario, built once a test process."""
    return build(load(folder))


@pytest.fixture(params=sorted(SCENARIOS))
def rules(request: pytest.FixtureRequest) -> Rules:
    """Every shipped scenario in turn."""
    return rules_of(SCENARIOS[request.param])


@pytest.fixture(params=BOTS)
def bot_name(request: pytest.FixtureRequest) -> str:
    """Every bot in turn."""
    return str(request.param)

"""What a turn costs in machine instructions and numpy operations: the same every time, and held
down.
"""

from __future__ import annotations

import pytest

from game.bots import bot
from game.lab.bench import count_asks, instructions, numpy_calls
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import find

NUMPY = {"harbour": 60, "after-lenin": 60}
"""Numpy operations a turn of one game that is played ask by ask."""
MACHINE = {"harbour": 43_500, "after-lenin": 1_170_000}
"""Instructions a turn of one game with scripted bots. Lower them when the rules get faster."""


@pytest.mark.parametrize("name", sorted(NUMPY))
def test_a_turn_takes_no_more_operations_than_its_caps(name: str) -> None:
    rules = build(load(find(name)))

    assert numpy_calls(rules, bot("scripted")) / rules.turns <= NUMPY[name]
    assert instructions(rules, bot("scripted")) / rules.turns <= MACHINE[name]


def test_counting_is_the_same_every_time() -> None:
    rules = build(load(find("harbour")))

    for count in (numpy_calls, instructions, count_asks):
        assert count(rules, bot("scripted")) == count(rules, bot("scripted"))

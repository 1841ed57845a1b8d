"""What a turn costs in numpy operations: the same count every time, and held down."""

from __future__ import annotations

import pytest

from game.bots import bot
from game.lab.bench import count_asks, numpy_calls
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import find

CAPS = {"harbour": 1_600, "after-lenin": 8_400}
"""Numpy operations a turn of one game with scripted bots. Lower them when the rules get faster."""


@pytest.mark.parametrize("name", sorted(CAPS))
def test_a_turn_takes_no_more_numpy_operations_than_its_cap(name: str) -> None:
    rules = build(load(find(name)))

    assert numpy_calls(rules, bot("scripted")) / rules.turns <= CAPS[name]


def test_counting_is_the_same_every_time() -> None:
    rules = build(load(find("harbour")))

    assert numpy_calls(rules, bot("scripted")) == numpy_calls(rules, bot("scripted"))
    assert count_asks(rules, bot("scripted")) == count_asks(rules, bot("scripted"))

"""Batches of games: counts that merge, seeds that name games."""

from __future__ import annotations

import pytest

from game.bots import bot
from game.engine.rules import Rules
from game.lab.batch import Result, play, run
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import find


@pytest.fixture(scope="module")
def rules() -> Rules:
    return build(load(find("harbour")))


def test_the_size_of_the_blocks_does_not_change_the_result(rules: Rules) -> None:
    whole = run(rules, 30, bot("scripted"), size=30)
    parts = run(rules, 30, bot("scripted"), size=7)

    assert whole.as_json() == parts.as_json()


def test_results_of_neighbouring_seeds_add_up(rules: Rules) -> None:
    total = Result()
    for first in (0, 10, 20):
        total.add(run(rules, 10, bot("random"), first=first))

    assert total.as_json() == run(rules, 30, bot("random")).as_json()


def test_every_game_is_counted_once(rules: Rules) -> None:
    result = run(rules, 23, bot("random"), size=5)

    assert result.games == 23
    assert sum(result.endings.values()) == 23


def test_a_seed_names_a_game(rules: Rules) -> None:
    first, _ = play(rules, [8, 9], bot("scripted"))
    second, _ = play(rules, [9], bot("scripted"))

    assert first.digest(1) == second.digest(0)
    assert first.digest(0) != first.digest(1)

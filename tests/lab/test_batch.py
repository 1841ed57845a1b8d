"""Batches of games: counts that merge, seeds that name games."""

from __future__ import annotations

import numpy as np
import pytest

from game.bots import bot
from game.engine.rules import Rules
from game.lab.batch import play, run
from game.lab.plan import Plan, plan_of
from game.lab.tally import Tally, TallyError
from game.scenario.build import build
from game.scenario.load import Loaded, load
from game.scenario.shipped import find


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(find("harbour"))


@pytest.fixture(scope="module")
def rules(loaded: Loaded) -> Rules:
    return build(loaded)


@pytest.fixture(scope="module")
def plan(loaded: Loaded, rules: Rules) -> Plan:
    return plan_of(rules, loaded.content)


def same(a: Tally, b: Tally) -> bool:
    return a.shapes() == b.shapes() and all(np.array_equal(a[name], b[name]) for name in a.counts)


def test_the_size_of_the_blocks_does_not_change_the_tally(rules: Rules, plan: Plan) -> None:
    whole = run(rules, 30, bot("scripted"), size=30, plan=plan)
    parts = run(rules, 30, bot("scripted"), size=7, plan=plan)

    assert same(whole, parts)


def test_tallies_add_up_in_any_order(rules: Rules, plan: Plan) -> None:
    parts = [run(rules, 10, bot("random"), first=first, plan=plan) for first in (0, 10, 20)]
    forth, back = Tally(), Tally()
    for part in parts:
        forth.add(part)
    for part in reversed(parts):
        back.add(part)

    assert same(forth, back)
    assert same(forth, run(rules, 30, bot("random"), plan=plan))


def test_counting_does_not_change_the_games(rules: Rules, plan: Plan) -> None:
    counted = run(rules, 40, bot("scripted"), plan=plan)

    assert np.array_equal(counted["winners"], run(rules, 40, bot("scripted"))["winners"])


def test_a_tally_comes_back_from_its_bytes(rules: Rules, plan: Plan) -> None:
    tally = run(rules, 9, bot("scripted"), plan=plan)

    assert same(tally, Tally.from_bytes(tally.to_bytes()))


@pytest.mark.parametrize("cut", [0, 1, 7, -1, -9])
def test_bytes_that_are_not_whole_are_refused(rules: Rules, cut: int) -> None:
    data = run(rules, 3, bot("scripted")).to_bytes()

    with pytest.raises(TallyError):
        Tally.from_bytes(data[:cut])


def test_tallies_of_different_plans_do_not_add_up(rules: Rules) -> None:
    tally = run(rules, 3, bot("scripted"), plan=Plan(outcomes=3))

    with pytest.raises(TallyError, match="outcomes"):
        tally.add(run(rules, 4, bot("scripted"), plan=Plan(outcomes=4)))


def test_a_seed_names_a_game(rules: Rules) -> None:
    first, _ = play(rules, [8, 9], bot("scripted"))
    second, _ = play(rules, [9], bot("scripted"))

    assert first.digest(1) == second.digest(0)
    assert first.digest(0) != first.digest(1)

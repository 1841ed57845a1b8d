"""Imagining: what a seat sees stays, what it cannot know is drawn without a look at the truth."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.foresight import FREELY, Lines
from game.engine.machines import python_machine
from game.engine.rules import Rules
from game.engine.state import State
from tests.briefing.games import SCENARIOS, asks, scenario
from tests.briefing.test_secrets import redrawn, told_otherwise, unseen

SPOKEN = ("said", "said_target")
"""Rows that cannot hold just any number: what was said is told as unsaid instead."""


def otherwise(rules: Rules, state: State, seat: int, rng: np.random.Generator) -> State:
    """The state with other secrets than those a seat does not know."""
    hidden = unseen(rules, state, seat)
    other = redrawn(state, [pair for pair in hidden if pair[0].name not in SPOKEN], rng)
    columns = other.columns.copy()
    said = [row for block, row in hidden if block.name == "said"]
    columns[0, said] = 0
    return other.with_columns(columns)


KEYS = np.array([5, 6, 7], np.uint64)


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_a_seat_sees_is_not_drawn_anew(name: str) -> None:
    _, rules, _ = scenario(name)
    derived = [block for block in rules.layout.blocks.values() if block.derived]
    counted = [rules.layout[id] for id in ("offices", "delegates", "mandates", "following")]
    follows = {row for block in derived + counted for row in range(block.first, block.stop)}
    for number, state in enumerate(asks(name, 41)):
        seat = number % rules.seats
        exact = rules.known(state, seat).exact
        seen = [row for row, sure in enumerate(exact) if sure and row not in follows]
        imagined = rules.imagine(state.repeat(len(KEYS)), seat, KEYS)
        assert (imagined.columns[:, seen] == state.columns[0, seen]).all()


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_imagined_does_not_depend_on_the_truth(name: str) -> None:
    _, rules, _ = scenario(name)
    rng = np.random.default_rng(8)
    changed = 0
    for number, state in enumerate(asks(name, 41)):
        seat = number % rules.seats
        other = otherwise(rules, state, seat, rng)
        if told_otherwise(rules, state, other, seat):
            continue
        changed += int((other.columns != state.columns).sum())
        worlds = [rules.imagine(one.repeat(len(KEYS)), seat, KEYS) for one in (state, other)]
        assert np.array_equal(worlds[0].columns, worlds[1].columns)
    assert changed > 0


@pytest.mark.parametrize("name", SCENARIOS)
def test_other_keys_imagine_other_worlds_inside_the_ranges(name: str) -> None:
    _, rules, _ = scenario(name)
    for state in asks(name, 199):
        imagined = rules.imagine(state.repeat(len(KEYS)), 0, KEYS).columns
        assert (imagined >= rules.low[:, 0]).all()
        assert (imagined <= rules.high[:, 0]).all()
        assert (imagined[0] != imagined[1]).any()


def test_both_machines_imagine_and_play_on_alike() -> None:
    _, rules, _ = scenario("harbour")
    plain = Rules(rules.book)
    plain.machine = python_machine(plain)
    for state in asks("harbour", 31):
        seat = int(np.argmax(rules.ask(state).asked[:, 0]))
        count = 6
        lines = Lines(
            np.zeros(count, np.int64),
            np.full(count, seat),
            np.array([FREELY, 0, 0, FREELY, 0, 0]),
            np.full(count, -1),
            np.array([-1, 0, 1, -1, 0, 1]),
            np.array([1, 1, 2, 3, 3, 4], np.uint64),
        )
        fast, slow = (one.foresee(state, lines) for one in (rules, plain))
        for field in ("value", "over", "winner", "carried"):
            assert np.array_equal(getattr(fast, field), getattr(slow, field)), field
        one, other = (found.options(state, 4) for found in (rules, plain))
        assert np.array_equal(one.count, other.count)
        assert np.array_equal(one.wish, other.wish)


def test_a_line_that_chooses_freely_is_the_scripted_bots_own() -> None:
    _, rules, _ = scenario("harbour")
    state = rules.start([9])
    key = np.array([77], np.uint64)
    one = np.zeros(1, np.int64)
    ends = rules.foresee(state, Lines(one, one, one + FREELY, one - 1, one - 1, key))
    played, _ = rules.play(rules.imagine(state, 0, key), 1)

    assert ends.over[0] == played.columns[0, rules.layout["over"].first]
    assert ends.winner[0] == played.columns[0, rules.layout["winner"].first]

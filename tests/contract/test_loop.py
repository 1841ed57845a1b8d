"""The loop of power: secretaries -> support -> delegates -> congress -> committee."""

from __future__ import annotations

import numpy as np
import pytest

from game.bots import bot
from game.engine.rules import Rules
from game.engine.state import State
from tests.contract.conftest import SCENARIOS, rules_of


@pytest.fixture
def open_games(rules: Rules) -> State:
    """A few games some turns on."""
    if rules.book.congress is None:
        pytest.skip("this scenario has no congress")
    chooser = bot("scripted")
    state = rules.start(range(12))
    while state.turn < min(3, rules.turns):
        state = rules.advance(state, chooser(rules, rules.knowledge(state), rules.ask(state)))
    return state


def delegates(rules: Rules, state: State) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """The delegates of every leader if a congress met now, (leaders, games)."""
    block = rules.layout["mandates"]
    return rules.refresh(state).matrix[block.first : block.stop]


def with_control(rules: Rules, state: State, bloc: int, leader: int) -> State:
    """The same games with another leader's man as secretary of a bloc, one close later."""
    matrix = state.matrix.copy()
    matrix[rules.layout["control"].first + bloc] = leader
    return rules.drifted(state.with_matrix(matrix))


def test_moving_one_secretary_moves_delegates_in_every_seed(
    rules: Rules, open_games: State
) -> None:
    moved = []
    for bloc in range(len(rules.book.blocs)):
        first, second = (
            delegates(rules, with_control(rules, open_games, bloc, leader)) for leader in (0, 1)
        )
        moved.append(min((first[0] - second[0]).min(), (second[1] - first[1]).min()))

    assert min(moved) >= 0
    assert max(moved) > 0


def test_delegates_of_a_bloc_are_as_many_as_its_weight(rules: Rules, open_games: State) -> None:
    block, weight = rules.layout["delegates"], rules.layout["weight"]
    matrix = rules.refresh(open_games).matrix
    sent = (
        matrix[block.first : block.stop]
        .reshape(len(rules.book.blocs), rules.leaders, -1)
        .sum(axis=1)
    )

    assert np.array_equal(sent, matrix[weight.first : weight.stop])


def test_moving_one_secretary_flips_a_vote_on_the_list_in_some_game() -> None:
    rules, chooser = rules_of(SCENARIOS["after-lenin"]), bot("scripted")
    start = rules.start(range(1000))
    bloc = rules.layout["control"].first + rules.index("bloc", "ukraine")

    def vote(leader: int) -> State:
        """The games just after the first vote on the list at the second congress, with this
        leader's man in Ukraine from the beginning.
        """
        matrix = start.matrix.copy()
        matrix[bloc] = leader
        state = start.with_matrix(matrix)
        while True:
            ask = rules.ask(state)
            picks = chooser(rules, rules.knowledge(state), ask)
            if ask.phase.kind == "ratify" and state.turn > 2:
                return rules.resolved(state, picks)
            state = rules.advance(state, picks, checked=False)

    def rows(state: State, name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
        block = rules.layout[name]
        return np.asarray(state.matrix[block.first], np.int32)

    one, other = vote(0), vote(1)
    same = rows(one, "table_motion") > 0
    for name in ("table_motion", "table_topic", "table_mover"):
        same &= rows(one, name) == rows(other, name)

    assert same.any()
    assert (rows(one, "table_fate") != rows(other, "table_fate"))[same].any()

"""The loop of power: secretaries -> support -> delegates -> congress -> committee."""

from __future__ import annotations

import numpy as np
import pytest

from game.bots import bot
from game.engine.congress import elect_committee, recount
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
    while state.turn < 3:
        state = rules.advance(state, chooser(rules, rules.knowledge(state), rules.ask(state)))
    return state


def delegates(rules: Rules, state: State) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    """The delegates of every leader if a congress met now, (leaders, games)."""
    matrix = state.matrix.copy()
    recount(rules, state, matrix)
    block = rules.layout["mandates"]
    return matrix[block.first : block.stop]


def with_control(rules: Rules, state: State, bloc: int, leader: int) -> State:
    """The same games with another leader's man as secretary of a bloc, one close later."""
    matrix = state.matrix.copy()
    matrix[rules.layout["control"].first + bloc] = leader
    return rules.ordered(state.with_matrix(matrix), rules.closing)


def test_moving_one_secretary_moves_delegates_in_every_seed(
    rules: Rules, open_games: State
) -> None:
    weights = open_games.matrix[rules.layout["weight"].first : rules.layout["weight"].stop, 0]
    bloc = int(np.argmax(weights))
    first, second = (
        delegates(rules, with_control(rules, open_games, bloc, leader)) for leader in (0, 1)
    )

    assert (first[0] > second[0]).all()
    assert (second[1] > first[1]).all()


def test_delegates_of_a_bloc_are_as_many_as_its_weight(rules: Rules, open_games: State) -> None:
    block, weight = rules.layout["delegates"], rules.layout["weight"]
    sent = (
        open_games.matrix[block.first : block.stop]
        .reshape(len(rules.book.blocs), rules.leaders, -1)
        .sum(axis=1)
    )
    matrix = open_games.matrix.copy()
    recount(rules, open_games, matrix)
    sent = (
        matrix[block.first : block.stop]
        .reshape(len(rules.book.blocs), rules.leaders, -1)
        .sum(axis=1)
    )

    assert np.array_equal(sent, matrix[weight.first : weight.stop])


def test_moving_one_secretary_flips_a_vote_on_the_list_in_some_game() -> None:
    rules, chooser = rules_of(SCENARIOS["after-lenin"]), bot("scripted")
    state = rules.start(range(120))
    while True:
        ask = rules.ask(state)
        picks = chooser(rules, rules.knowledge(state), ask)
        if ask.phase.kind == "ratify" and state.turn > 2:
            break
        state = rules.advance(state, picks, checked=False)
    tabled = state.matrix[rules.layout["table_motion"].first] > 0
    bloc = rules.index("bloc", "heartland")

    def fates(leader: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
        """What becomes of the change if the committee was elected under this leader's man."""
        moved = with_control(rules, state, bloc, leader)
        matrix, committee = moved.matrix.copy(), rules.layout["committee"]
        recount(rules, moved, matrix)
        elect_committee(rules, moved, matrix)
        hall = state.matrix.copy()
        hall[committee.first : committee.stop] = matrix[committee.first : committee.stop]
        decided = ask.phase.resolve(state.with_matrix(hall), picks)
        return decided.matrix[rules.layout["table_fate"].first]

    assert tabled.any()
    assert (fates(0) != fates(1))[tabled].any()

"""Whole games: they end, stay inside their ranges, and change nothing they were given."""

from __future__ import annotations

import numpy as np
import pytest

from game.bots import bot
from game.engine.asks import IllegalPick
from game.engine.rules import Rules
from game.lab.batch import play
from tests.contract.conftest import player


def test_every_game_ends(rules: Rules, bot_name: str) -> None:
    state, _ = play(rules, range(6), player(bot_name))

    assert all(rules.ending(state, game) for game in range(6))


def test_every_bot_answers_legally(rules: Rules, bot_name: str) -> None:
    chooser = player(bot_name)
    state = rules.start([3, 4])
    while not rules.finished(state):
        picks = chooser(rules, rules.knowledge(state), rules.ask(state))
        state = rules.advance(state, picks)  # raises IllegalPick for an illegal one


def test_all_rows_stay_inside_their_ranges(rules: Rules) -> None:
    chooser = bot("random")
    state = rules.start(range(4))
    while not rules.finished(state):
        assert (state.matrix >= rules.low).all()
        assert (state.matrix <= rules.high).all()
        state = rules.advance(state, chooser(rules, rules.knowledge(state), rules.ask(state)))


def test_passing_is_always_legal(rules: Rules) -> None:
    state = rules.start(range(3))
    while not rules.finished(state):
        ask = rules.ask(state)
        assert ask.legal()[0].all()
        state = rules.advance(state, np.zeros((2, rules.seats, 3), np.int64))


def test_advance_never_changes_its_input(rules: Rules) -> None:
    chooser = bot("scripted")
    state = rules.start([11])
    for _ in range(40):
        if rules.finished(state):
            break
        before = state.matrix.copy()
        following = rules.advance(state, chooser(rules, rules.knowledge(state), rules.ask(state)))
        assert np.array_equal(state.matrix, before)
        state = following


def test_an_ended_game_asks_nobody_and_does_not_change(rules: Rules) -> None:
    state, _ = play(rules, [5, 6], bot("random"))

    assert not rules.ask(state).asked.any()


def test_an_unknown_verb_is_refused_by_name_of_the_seat(rules: Rules) -> None:
    chooser = bot("scripted")
    state = rules.start([2])
    while not rules.ask(state).asked.any():
        state = rules.advance(state, chooser(rules, rules.knowledge(state), rules.ask(state)))
    seat = int(np.argmax(rules.ask(state).asked[:, 0]))
    picks = np.zeros((2, rules.seats, 1), np.int64)
    picks[0, seat, 0] = 999

    with pytest.raises(IllegalPick, match=rules.people[seat]):
        rules.advance(state, picks)


def test_every_leader_has_two_choices_besides_passing_in_every_turn(rules: Rules) -> None:
    chooser = bot("scripted")
    games = 40
    state = rules.start(range(100, 100 + games))
    alive = rules.layout["alive"]
    while not rules.finished(state):
        ask = rules.ask(state)
        if ask.phase.kind == "manoeuvre" and ask.phase.step == 0:
            choices = ask.legal()[1:].sum(axis=0)[: rules.leaders]
            living = state.matrix[alive.first : alive.first + rules.leaders] != 0
            playing = living & ~rules.over(state)
            assert (choices[playing] >= 2).all()
        state = rules.advance(state, chooser(rules, rules.knowledge(state), ask), checked=False)

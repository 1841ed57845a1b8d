"""Anchor facts and true series, looked at when turns end, alone and in a batch."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from game.bots import bot
from game.engine.measures import Measures, turn_ended
from game.engine.rules import Rules
from game.scenario.course import Anchors, Figures
from tests.briefing.games import SCENARIOS, scenario

Kept = dict[str, dict[int, NDArray[np.float64]]]


def course(
    rules: Rules, anchors: Anchors, figures: Figures, seeds: range
) -> tuple[dict[int, NDArray[np.bool_]], Kept]:
    """The truths and figures of games played by bots, by the turn at whose end they held."""
    chooser, held, kept = bot("scripted"), {}, {}  # type: ignore[var-annotated]
    state = rules.start(seeds)
    while True:
        if rules.finished(state) or (state.step == 0 and state.turn > 1):
            held[turn_ended(rules, state)] = anchors.held(state)
            figures.note(state, kept)
        if rules.finished(state):
            return held, kept
        state = rules.advance(state, chooser(rules, rules.knowledge(state), rules.ask(state)))


@pytest.mark.parametrize("name", SCENARIOS)
def test_facts_and_figures_of_a_game_alone_are_those_in_a_batch(name: str) -> None:
    loaded, rules, _ = scenario(name)
    anchors, figures = Anchors(rules, loaded.content), Figures(rules, loaded.content)
    held, kept = course(rules, anchors, figures, range(3))
    alone, own = course(rules, anchors, figures, range(2, 3))

    assert set(held) == set(range(1, rules.turns + 1))
    for turn, truths in alone.items():
        assert (held[turn][:, 2] == truths[:, 0]).all()
        for series in figures.series:
            assert kept[series][turn][2] == own[series][turn][0]


def test_a_year_is_the_mean_of_its_turns_and_nothing_where_one_is_missing() -> None:
    loaded, rules, _ = scenario("harbour")
    (point,) = Figures(rules, loaded.content).points("cargo")
    values = {turn: np.array([10.0 * turn]) for turn in range(1, 5)}

    assert point.turns == (1, 2, 3, 4)
    assert point.of(values) == [25.0]
    assert point.of({turn: values[turn] for turn in (1, 2, 4)}) is None


def test_a_fact_is_told_by_the_clock_of_the_turn_that_has_ended() -> None:
    loaded, rules, _ = scenario("harbour")
    anchors = Anchors(rules, loaded.content)
    held, _ = course(rules, anchors, Figures(rules, loaded.content), range(2))

    assert [bool(held[turn].all()) for turn in range(1, 7)] == [False] * 3 + [True] * 3


def test_a_measure_of_a_seat_is_measured_for_that_seat() -> None:
    _, rules, _ = scenario("harbour")
    state = rules.start([1, 2])
    measure = Measures(rules, ["actor.standing"], "number", actor=True)

    for seat in range(rules.seats):
        standing = [rules.value(state, "standing", rules.people[seat], game=n) for n in (0, 1)]
        assert measure(state, actor=seat)[0].tolist() == standing

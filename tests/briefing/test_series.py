"""The course of a figure is what the seat saw, turn by turn."""

from __future__ import annotations

import pytest

from game.briefing.series import cut_series, note_series
from tests.briefing.games import playing, scenario


def test_a_figure_knows_its_change_since_last_turn() -> None:
    _, rules, briefer = scenario("harbour")
    series: dict[str, list[float]] = {}
    seen: dict[int, float] = {}
    for state, _ in playing(rules):
        briefing = briefer.brief(state, 0, series=series)
        cargo = next(figure for figure in briefing.figures if figure.id == "cargo")
        if state.turn not in seen:
            seen[state.turn] = cargo.value
        if state.turn > 1:
            assert cargo.change == pytest.approx(cargo.value - seen[state.turn - 1])
            assert cargo.series[:-1] == tuple(seen[turn] for turn in range(1, state.turn))
            assert cargo.series[-1] == cargo.value
        note_series(briefing, series)
    assert len(series["cargo"]) == rules.turns
    assert "standing[ivo]" in series


def test_noting_twice_in_a_turn_changes_nothing() -> None:
    _, rules, briefer = scenario("harbour")
    series: dict[str, list[float]] = {}
    briefing = briefer.brief(rules.start([1]), 0)
    note_series(briefing, series)
    once = {key: list(values) for key, values in series.items()}
    note_series(briefing, series)
    assert series == once


def test_going_back_forgets_what_came_later() -> None:
    series = {"cargo": [1.0, 2.0, 3.0]}
    cut_series(series, 2)
    assert series == {"cargo": [1.0]}

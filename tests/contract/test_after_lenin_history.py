"""Played the way its people did, history is the likeliest course, and never the only one: the bars
of the default scenario, over thousands of games.
"""

from __future__ import annotations

from functools import cache

import pytest

from game.lab.crew import Crew
from game.lab.reading import Reading
from game.lab.study import Order, Study, Subject, play_games
from game.lab.tasks import Players
from game.scenario.load import load
from game.scenario.shipped import find
from game.session.opening import open_scenario

pytestmark = pytest.mark.slow

SERIES = tuple(load(find("after-lenin")).content.history_figures)
NARROW = 0.4
ENOUGH = 0.8


@cache
def _games(name: str, count: int, bias: float) -> Reading:
    subject = Subject.of(*open_scenario(find("after-lenin")))
    study = Study(subject, Order(count, 0, Players(name, 1.0, bias)))
    with Crew(1) as crew:
        play_games(study, crew, lambda *_: None)
    return subject.read(study.tally)


def _pulled() -> Reading:
    return _games("historical", 2000, 1.0)


def _scripted() -> Reading:
    return _games("scripted", 10_000, 0.0)


def _share_on_top(games: Reading, person: str) -> float:
    return next(row.share.value for row in games.winners() if row.id == person)


def test_with_historys_pull_most_turning_points_come_near_their_dates() -> None:
    near = [one.near.value >= 0.5 for one in _pulled().anchors() if one.turning_point]
    assert len(near) >= 20
    assert sum(near) >= 16 / 20 * len(near)


def test_without_any_pull_a_third_of_the_games_still_have_many_of_them() -> None:
    near = [one.near.value >= 1 / 3 for one in _scripted().anchors() if one.turning_point]
    assert sum(near) >= 6 / 20 * len(near)


def test_with_historys_pull_stalin_is_mostly_on_top() -> None:
    assert 0.55 <= _share_on_top(_pulled(), "stalin") <= 0.8


@pytest.mark.parametrize("series", SERIES)
def test_a_true_series_lies_among_the_games_and_they_lie_together(series: str) -> None:
    row = next(row for row in _pulled().true_series() if row.id == series)
    good = [point.inside and point.width <= NARROW for point in row.points]
    assert sum(good) >= ENOUGH * len(good)


@pytest.mark.parametrize("person", ["stalin", "trotsky", "bukharin"])
def test_each_of_the_three_can_come_out_on_top_and_none_must(person: str) -> None:
    assert 0.08 <= _share_on_top(_scripted(), person) <= 0.6


@pytest.mark.parametrize("kind", ["manoeuvre", "agenda"])
def test_no_act_is_a_habit_and_none_is_idle(kind: str) -> None:
    strayed = {row.id: row.verdict for row in _scripted().acts(kind) if row.verdict}
    assert not strayed

"""A study in plain lines: facts, turning points, and the figures series by series."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.lab.crew import Crew
from game.lab.study import Order, Study, Subject, calibrate, play_games
from game.lab.tasks import Players
from game.report.text import lines
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import find


@pytest.fixture(scope="module")
def study() -> Study:
    """Harbour, beside history; its first fact is a turning point."""
    loaded = load(find("harbour"))
    first, *others = loaded.content.history
    history = [first.model_copy(update={"turning_point": True}), *others]
    content = loaded.content.model_copy(update={"history": history})
    subject = Subject.of(replace(loaded, content=content), build(loaded))
    found = Study(subject, Order(64, 0, Players("historical", 1.0, 1.0)))
    with Crew(1) as crew:
        for part in (play_games, calibrate):
            part(found, crew, lambda _name, _games: None)
    return found


@pytest.fixture(scope="module")
def told(study: Study) -> list[str]:
    return list("\n".join(lines(study, 1.0)).splitlines())


def test_turning_points_are_starred_and_counted_by_themselves(
    study: Study, told: list[str]
) -> None:
    rows = study.main.anchors()
    turning = [row for row in rows if row.turning_point]
    near = sum(row.near.value >= 0.5 for row in turning)

    assert len(turning) == 1
    assert [line for line in told if line.startswith("* ") and turning[0].on in line]
    counted = next(line for line in told if line.startswith("* Pull 1, turning points:"))
    assert f"{near} of 1 within half a year in half the games" in counted


def test_every_series_is_told_with_its_true_figures_inside_and_its_wide_bands(
    study: Study, told: list[str]
) -> None:
    title = next(n for n, line in enumerate(told) if line.startswith("True figures inside"))
    series = study.main.true_series()

    assert series
    for line, row in zip(told[title + 2 :], series, strict=False):
        assert line.split()[0] == row.id
        assert f"{row.inside} of {len(row.points)}, {row.wide} wide" in line

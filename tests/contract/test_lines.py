"""Saved lines of play show that every card, answer and ending of a scenario can be reached.

When rules or bots have changed, write the lines anew:

    main.py lab SCENARIO --games 8192 --lines tests/contract/lines/SCENARIO.json
"""

from __future__ import annotations

from pathlib import Path

import pytest

from game.lab.aims import aims_of
from game.lab.lines import Line, follow, load
from tests.contract.conftest import SCENARIOS, rules_of

FOLDER = Path(__file__).parent / "lines"


@pytest.fixture(params=sorted(SCENARIOS), scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def saved(name: str) -> tuple[list[Line], dict[str, int]]:
    file = FOLDER / f"{name}.json"
    assert file.exists(), f"write it: main.py lab {name} --games 1024 --lines {file}"
    return load(file)


def test_a_saved_line_gets_where_it_says(
    name: str, saved: tuple[list[Line], dict[str, int]]
) -> None:
    lines, _ = saved
    turns = follow(rules_of(SCENARIOS[name]), lines)

    assert {line.aim.key: turn for line, turn in zip(lines, turns, strict=True)} == {
        line.aim.key: line.turn for line in lines
    }


def test_every_card_answer_and_ending_has_a_line(
    name: str, saved: tuple[list[Line], dict[str, int]]
) -> None:
    lines, missing = saved
    aims = [aim.key for aim in aims_of(rules_of(SCENARIOS[name]).book)]

    assert sorted([*(line.aim.key for line in lines), *missing]) == sorted(aims)

"""What a scenario says it is about is carried by something, and shown by a test that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario.load import load
from tests.contract.conftest import SCENARIOS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_every_theme_names_a_test_that_is_there(name: str) -> None:
    for theme in load(SCENARIOS[name]).content.themes.values():
        path, _, test = theme.test.partition("::")
        text = (ROOT / path).read_text(encoding="utf-8")
        assert f"def {test or 'test_'}" in text


def test_no_test_of_a_theme_is_left_out_of_the_table() -> None:
    named = {theme.test for theme in load(SCENARIOS["after-lenin"]).content.themes.values()}
    there = sorted((ROOT / "tests" / "contract" / "themes").glob("test_*.py"))
    assert {path.relative_to(ROOT).as_posix() for path in there} == named
    assert len(named) == 24

"""What is called impossible never happens, and what is called certain always does."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.installation import scenarios_folder
from game.scenario.dates import clock_ranges
from game.scenario.load import load
from game.scenario.ranges import blamed, counts_of, on_step, verdict
from tests.engine.test_formulas import CONDITIONS, fits, in_both_forms, resolved

CLOCK = clock_ranges(load(scenarios_folder() / "harbour").content, 1, 6)
SUBJECTS = st.sampled_from(("hunger", "cargo", "turn", "date", "actor.standing", "dues", "weather"))
SIGNS = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))
VALUES = st.sampled_from(("0", "1", "2", "5.5", "60", "61", "80", "100", "101", "1921-07", "-1"))
SIMPLE = st.one_of(
    st.builds("{} {} {}".format, SUBJECTS, SIGNS, VALUES),
    st.builds("not {} {} {}".format, SUBJECTS, SIGNS, VALUES),
    st.builds("{} {} {} {} {}".format, VALUES, SIGNS, SUBJECTS, SIGNS, VALUES),
    st.sampled_from(("strike_on", "not strike_on", "actor == target", "actor != target")),
)
SEVERAL = st.lists(st.one_of(SIMPLE, CONDITIONS), min_size=1, max_size=4).map(" and ".join)


@given(st.one_of(SEVERAL, CONDITIONS), st.integers(0, 500))
@example("hunger > 60 and hunger < 61", 1)
@example("hunger >= 60 and hunger <= 60", 2)
@example("not (hunger > 60) and hunger > 59.5", 3)
@example("cargo > 5.4 and cargo < 5.5", 4)
def test_a_condition_that_is_decided_beforehand_turns_out_so(text: str, seed: int) -> None:
    if not fits(text):
        return
    found = verdict(resolved(text), CLOCK)
    values, _ = in_both_forms(text, seed)
    assert found is None or all(bool(value) is found for value in values)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hunger > 100", False),
        ("hunger <= 100", True),
        ("hunger + cargo > 180", False),
        ("60 < hunger < 61", False),
        ("5.4 < cargo < 5.5", False),
        ("60 < hunger < 62", None),
        ("hunger > 60 and hunger < 40", False),
        ("hunger == 3 and hunger != 3", False),
        ("hunger > 40 or hunger < 200", True),
        ("strike_on and not strike_on", False),
        ("not (strike_on and not strike_on)", True),
        ("harbour_master.holder == ivo and harbour_master.holder == sava", False),
        ("harbour_master.holder == ivo and harbour_master.holder != ivo", False),
        ("harbour_master.holder == ivo and harbour_master.holder != sava", None),
        ("date >= 1922-10", False),
        ("year >= 1921", True),
        ("actor.patience > 8", False),
        ("actor == actor", True),
        ("chance(0)", False),
        ("chance(100)", True),
        ("chance(hunger)", None),
        ("any(leaders, hunger > 100)", False),
        ("all(leaders, hunger <= 100)", True),
        ("count(leaders) > 2", False),
        ("hunger > 3 if strike_on else hunger > 5", None),
        ("hunger > 300 if strike_on else hunger > 500", False),
        ("hunger > 50", None),
    ],
)
def test_a_condition_is_decided_by_ranges_steps_and_dates(text: str, found: bool | None) -> None:
    assert verdict(resolved(text), CLOCK) is found


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("strike_on and hunger > 100", 14),
        ("strike_on and (cargo > 3 and hunger > 100)", 29),
        ("hunger > 60 and hunger < 40", 0),
        ("hunger > 100", 0),
    ],
)
def test_the_part_to_blame_is_found(text: str, at: int) -> None:
    assert blamed(text, resolved(text), CLOCK) == at


@pytest.mark.parametrize(
    ("low", "high", "step", "counts"),
    [
        (0, 100, 1, 100),
        (0, 80, 0.1, 800),
        (-100, 50, 0.5, 200),
        (0, 1000, 10, 100),
        (0, 100, 0.3, None),
        (0, 100, 1.5, None),
        (5, 5, 1, None),
        (9, 0, 1, None),
    ],
)
def test_a_range_has_a_number_of_steps_or_none(
    low: float, high: float, step: float, counts: float | None
) -> None:
    assert counts_of(low, high, step) == counts


@pytest.mark.parametrize(
    ("value", "step", "fits_step"),
    [(4, 1, True), (4.5, 1, False), (0.3, 0.1, True), (30, 20, False)],
)
def test_a_value_is_on_the_step_or_not(value: float, step: float, fits_step: bool) -> None:
    assert on_step(value, step) is fits_step

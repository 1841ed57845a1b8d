"""Forecasts weigh with the rules' own formulas, and their odds are those of the dice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.briefing.eyes import Eyes
from game.briefing.forecast import Forecast, Stance, above, convolved, motions
from game.engine.knowledge import Known
from game.engine.rules import Rules
from game.engine.votes import AYE, TABLED
from tests.briefing.games import SCENARIOS, asks, playing, scenario


def all_seeing(rules: Rules, column: Sequence[int], clock: tuple[int, int, int, int, int]) -> Eyes:
    return Eyes(rules, 0, Known(column, [True] * len(column)), clock)


@pytest.mark.parametrize("name", SCENARIOS)
def test_where_everything_is_known_a_stance_is_the_engines(name: str) -> None:
    _, rules, _ = scenario(name)
    forecast, compared = Forecast(rules), 0
    for state in asks(name, 2 if name == "after-lenin" else 1):
        eyes = all_seeing(rules, state.column(), state.clock)
        for motion in motions(eyes):
            if motion.fate != TABLED or forecast.in_assembly(motion):
                continue
            total = rules.stances(state, motion.slot)[:, 0]
            stances = forecast.stances(eyes, motion, forecast.members(eyes))
            for person, stance in stances.items():
                assert stance.total == pytest.approx(total[person], abs=1e-6)
                assert stance.width == pytest.approx(rules.book.vote.noise)
                compared += 1
    assert compared > 5


def test_a_band_widens_the_noise() -> None:
    _, rules, briefer = scenario("harbour")
    forecast = Forecast(rules)
    wider = 0
    for state in asks("harbour"):
        eyes = Eyes(rules, 0, rules.known(state, 0), state.clock)
        for motion in motions(eyes):
            for person, stance in forecast.stances(eyes, motion, forecast.members(eyes)).items():
                assert stance.width >= rules.book.vote.noise
                wider += person != 0 and stance.width > rules.book.vote.noise
    assert wider > 0
    assert briefer.rules is rules


@pytest.mark.parametrize("x", [-12.0, -7.5, -3.0, 0.0, 1.0, 5.0, 7.9, 9.0])
def test_above_is_the_share_of_triangular_draws(x: float) -> None:
    rng = np.random.default_rng(1)
    draws = (rng.random(200_000) - rng.random(200_000)) * 8.0
    assert above(x, 8.0) == pytest.approx(float((draws > x).mean()), abs=0.005)


def test_without_noise_a_stance_is_certain() -> None:
    assert above(3.0, 0.0) == 0.0
    assert above(-3.0, 0.0) == 1.0


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=7))
def test_members_are_combined_exactly(pairs: list[tuple[float, float]]) -> None:
    parts = []
    for a, b in pairs:
        aye, nay = a * 0.5, b * 0.5
        parts.append({(1, 0): aye, (0, 1): nay, (0, 0): 1 - aye - nay})
    total = convolved(parts)
    assert sum(total.values()) == pytest.approx(1.0)
    mean = sum(ayes * weight for (ayes, _), weight in total.items())
    assert mean == pytest.approx(sum(part[1, 0] for part in parts))


def sure(person: int, vote: str) -> Stance:
    shares = {"aye": 0.0, "nay": 0.0, "abstain": 0.0} | {vote: 1.0}
    there = shares["aye"], shares["nay"], shares["abstain"]
    return Stance(person, (), 0.0, 8.0, there, 0.0)


def test_a_tie_is_the_chairs_to_break() -> None:
    _, rules, _ = scenario("harbour")
    state = rules.start([1])
    eyes = Eyes(rules, 0, rules.known(state, 0), state.clock)
    forecast = Forecast(rules)
    chair = forecast.chair(eyes)
    other = next(p for p in forecast.members(eyes) if p != chair)
    for_it = {chair: sure(chair, "aye"), other: sure(other, "nay")}
    against = {chair: sure(chair, "nay"), other: sure(other, "aye")}
    assert forecast.carries(eyes, for_it) == 1.0
    assert forecast.carries(eyes, against) == 0.0
    assert forecast.carries(eyes, {**against, chair: forecast.certain(chair, AYE)}) == 1.0


def test_who_is_certainly_away_from_the_narrow_body_still_speaks_in_the_assembly() -> None:
    _, rules, _ = scenario("after-lenin")
    forecast = Forecast(rules)
    for state in asks("after-lenin"):
        eyes = all_seeing(rules, state.column(), state.clock)
        for motion in motions(eyes):
            stances = forecast.stances(eyes, motion, forecast.members(eyes))
            for person, stance in stances.items():
                if eyes.count("cast", motion.slot, person):
                    continue
                gone = forecast.shares(person, stance.terms, stance.width, 1.0)
                odds = forecast.votes_of(eyes, motion, person, {person: gone})
                assert sum(odds.values()) > 0.98
                return
    raise AssertionError


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_division_of_an_assembly_is_the_engines(name: str) -> None:
    _, rules, _ = scenario(name)
    forecast, compared = Forecast(rules), 0
    for state, picks in playing(rules):
        phase = rules.turn.phases[state.step]
        if phase.kind not in ("plenum", "ratify") or not rules.ask(state).asked.any():
            continue
        after = rules.resolved(state, picks)
        slot = phase.slot  # type: ignore[attr-defined]
        motion = next(
            m for m in motions(all_seeing(rules, after.column(), state.clock)) if m.slot == slot
        )
        column, casts = list(state.column()), rules.layout["cast"]
        column[casts.first : casts.stop] = after.column()[casts.first : casts.stop]
        eyes = all_seeing(rules, column, state.clock)
        before = replace(motion, venue=1)
        chance, parts, _ = forecast.assembly(eyes, before, {})
        assert (sum(a for a, _ in parts), sum(n for _, n in parts)) == (motion.ayes, motion.nays)
        assert chance == pytest.approx(float(motion.fate == 2))
        compared += 1
        if compared > 12:
            break
    assert compared > 0

"""What may have been said unheard is weighed in a forecast, and marked as a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from game.briefing.eyes import Eyes, eyes_of
from game.briefing.forecast import Forecast, Motion, motions
from game.engine.asks import AGENDA, BODY_VOTE, CARD, ROUND
from game.engine.choice import SCRIPTED
from game.engine.rules import Rules
from game.engine.votes import CARRIED, TABLED, TO_RATIFY
from tests.briefing.games import SCENARIOS, scenario


def before_votes(rules: Rules, seeds: range) -> Iterator[tuple[Eyes, Motion, bool]]:
    """Votes of the narrow body in games of scripted bots: what a leader who votes sees before it,
    another every time, the motion, and whether it was carried.
    """
    state, fates, number = rules.start(seeds), rules.layout["table_fate"], 0
    while not rules.finished(state):
        ask, picks = rules.ask(state), rules.picks(state, SCRIPTED)
        after = rules.advance(state, picks, checked=False)
        if ask.phase.number == BODY_VOTE:
            voted = rules.resolved(state, picks).columns
            for game in np.flatnonzero(ask.asked[: rules.leaders].any(axis=0)).tolist():
                seats = np.flatnonzero(ask.asked[: rules.leaders, game]).tolist()
                eyes = eyes_of(rules, state, seats[number % len(seats)], game)
                motion = next(one for one in motions(eyes) if one.slot == ask.phase.step)
                fate = int(voted[game, fates.row(motion.slot)])
                yield eyes, motion, fate in (CARRIED, TO_RATIFY)
                number += 1
        state = after


def test_votes_are_foretold_better_with_what_may_have_been_said_unheard() -> None:
    _, rules, _ = scenario("after-lenin")
    forecast = Forecast(rules)
    squares: dict[str, list[float]] = {"imagined": [], "deaf": []}
    for eyes, motion, carried in before_votes(rules, range(16)):
        for name, seen in (("imagined", eyes), ("deaf", replace(eyes, unheard={}))):
            stances = forecast.stances(seen, motion, forecast.members(seen))
            squares[name].append((forecast.carries(seen, stances) - carried) ** 2)
    assert len(squares["imagined"]) > 300
    assert np.mean(squares["imagined"]) < np.mean(squares["deaf"])


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_a_seat_knows_of_itself_is_no_guess(name: str) -> None:
    _, rules, _ = scenario(name)
    forecast, guesses = Forecast(rules), 0
    for eyes, motion, _ in before_votes(rules, range(2)):
        for person, stance in forecast.stances(eyes, motion, forecast.members(eyes)).items():
            assert not (person == eyes.seat and any(stance.guessed))
            assert sum(stance.there) == pytest.approx(1.0)
            assert stance.total == pytest.approx(sum(stance.terms))
            guesses += any(stance.guessed)
    assert guesses > 0


def test_a_vote_that_was_taken_has_nothing_to_guess() -> None:
    _, rules, _ = scenario("after-lenin")
    forecast, taken = Forecast(rules), 0
    for eyes, _, _ in before_votes(rules, range(2)):
        for motion in motions(eyes):
            if motion.fate not in (TABLED, TO_RATIFY) and not forecast.in_assembly(motion):
                stances = forecast.stances(eyes, motion, forecast.members(eyes))
                assert not any(any(stance.guessed) for stance in stances.values())
                taken += 1
    assert taken > 10


def test_before_there_is_a_corridor_nothing_is_guessed() -> None:
    _, rules, _ = scenario("after-lenin")
    state = rules.start([3])
    while state.turn < 4:
        if rules.ask(state).phase.number in (CARD, ROUND, AGENDA):
            assert not eyes_of(rules, state, 0).unheard
        state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)


def test_the_forecast_of_a_vote_throws_no_dice_of_the_game() -> None:
    _, rules, _ = scenario("after-lenin")
    state = rules.start([3])
    while rules.ask(state).phase.number != BODY_VOTE or not rules.ask(state).asked[0, 0]:
        state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)
    other = state.rekeyed(state.keys + np.uint64(12345))
    assert eyes_of(rules, state, 0).unheard == eyes_of(rules, other, 0).unheard
    assert eyes_of(rules, state, 0).unheard

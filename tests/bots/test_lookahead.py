"""The bot that looks ahead: what it weighs, what it may know, and that it pays."""

from __future__ import annotations

import numpy as np
import pytest

from game.bots import bot
from game.bots.lookahead import Budget, LookAhead
from game.engine.choice import SCRIPTED
from game.engine.foresight import OPTIONS
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.strength import Match, winners
from tests.briefing.games import SCENARIOS, asks, scenario
from tests.briefing.test_secrets import told_otherwise
from tests.engine.test_imagine import otherwise

SMALL = Budget(rollouts=16, turns=1, options=6, targets=2)


def first_ask(rules: Rules, kind: str, seed: int = 3) -> State:
    """The first ask of a kind that concerns somebody."""
    state = rules.start([seed])
    while not (rules.ask(state).phase.kind == kind and rules.ask(state).asked.any()):
        state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)
    return state


def asked(rules: Rules, state: State) -> list[tuple[int, int]]:
    """Who is asked, as game and seat."""
    return [(game, seat) for game, seat in np.argwhere(rules.ask(state).asked.T).tolist()]


@pytest.mark.parametrize("name", SCENARIOS)
def test_its_picks_do_not_change_with_what_its_seat_may_not_know(name: str) -> None:
    _, rules, _ = scenario(name)
    ahead, rng = LookAhead(SMALL), np.random.default_rng(6)
    changed = 0
    for state in asks(name, 29):
        for seat in np.flatnonzero(rules.ask(state).asked[:, 0])[:2].tolist():
            other = otherwise(rules, state, seat, rng)
            if told_otherwise(rules, state, other, seat):
                continue
            changed += 1
            thoughts = [ahead.think(rules, rules.ask(one), [(0, seat)]) for one in (state, other)]
            assert thoughts[0] == thoughts[1]
    assert changed > 3


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_weighs_at_most_a_dozen_answers_with_passing_among_them(name: str) -> None:
    _, rules, _ = scenario(name)
    state = first_ask(rules, "manoeuvre")
    for thought in LookAhead(SMALL).think(rules, rules.ask(state), asked(rules, state)):
        verbs = [option.verb for option in thought.options]
        assert 1 <= len(verbs) <= OPTIONS
        assert 0 in verbs or len(verbs) == SMALL.options


def test_passing_is_listed_however_little_it_is_liked() -> None:
    _, rules, _ = scenario("after-lenin")
    state = first_ask(rules, "manoeuvre")
    listed = rules.options(state, 3)
    for _, seat in asked(rules, state):
        assert 0 in listed.verb[0, seat, : listed.count[0, seat]].tolist()


def test_the_best_are_tried_most_often_and_the_budget_is_kept() -> None:
    _, rules, _ = scenario("after-lenin")
    state = first_ask(rules, "manoeuvre")
    budget = Budget(rollouts=96, turns=1, options=8, targets=2)
    for thought in LookAhead(budget).think(rules, rules.ask(state), asked(rules, state)):
        tried = [option.tried for option in thought.options]
        assert tried == sorted(tried, reverse=True)
        assert sum(tried) <= budget.rollouts
        assert tried[0] > tried[-1]


def test_what_it_thinks_of_one_seat_does_not_depend_on_who_else_thinks() -> None:
    _, rules, _ = scenario("after-lenin")
    state = first_ask(rules, "manoeuvre")
    ahead, who = LookAhead(SMALL), asked(rules, state)
    together = ahead.think(rules, rules.ask(state), who)

    assert together == [ahead.think(rules, rules.ask(state), [one])[0] for one in who]


def test_a_motion_that_is_tabled_comes_with_the_chance_that_it_is_carried() -> None:
    _, rules, _ = scenario("after-lenin")
    state = first_ask(rules, "agenda")
    for thought in LookAhead(SMALL).think(rules, rules.ask(state), asked(rules, state)):
        for option in thought.options:
            assert (option.carried is None) == (option.verb == 0)
            assert option.carried is None or 0 <= option.carried <= 1


def test_with_one_answer_there_is_nothing_to_try() -> None:
    _, rules, _ = scenario("harbour")
    state = first_ask(rules, "manoeuvre")
    budget = Budget(rollouts=16, turns=1, options=1)
    for thought in LookAhead(budget).think(rules, rules.ask(state), asked(rules, state)):
        assert [option.tried for option in thought.options] == [0]


def test_it_wins_more_than_the_scripted_bot_in_the_same_games() -> None:
    _, rules, _ = scenario("harbour")
    seeds = range(60)
    for seat in ("marta", "ivo"):
        plain = winners(rules, Match(seat, "scripted"), seeds)
        ahead = winners(rules, Match(seat, "scripted", Budget(48, 0, 8, 4)), seeds)
        assert sum(ahead) > sum(plain) + 5


def test_it_is_a_bot_by_name() -> None:
    assert bot("lookahead", budget=SMALL) == LookAhead(SMALL)

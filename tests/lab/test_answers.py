"""By how much a larger budget answers better."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.bots.lookahead import Budget, LookAhead
from game.engine.choice import SCRIPTED
from game.lab import answers
from game.lab.answers import ONE_IN, Comparison, gain, gains
from game.lab.strength import BLOCK, Run
from tests.briefing.games import scenario

FEW, MANY = Budget(8, 2, 8, 3), Budget(480, 2, 8, 3)


def test_a_budget_answers_no_better_than_itself() -> None:
    _, rules, _ = scenario("harbour")
    found = gains(rules, Comparison("ivo", MANY, MANY), range(6))
    assert len(found) == 6
    assert sum(map(len, found)) > 3
    assert not any(value for game in found for value in game)


def test_a_budget_of_many_lines_answers_better_than_one_of_few() -> None:
    _, rules, _ = scenario("harbour")
    found = gain(gains(rules, Comparison("ivo", FEW, MANY), range(60)))
    assert found.differed > 5
    assert found.value > found.error


def test_about_one_question_in_so_many_is_compared() -> None:
    _, rules, _ = scenario("harbour")
    found = gain(gains(rules, Comparison("marta", FEW, FEW), range(60)))
    state, asked = rules.start(range(60)), 0
    while not rules.finished(state):
        asked += int(rules.ask(state).asked[rules.people.index("marta")].sum())
        state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)
    assert 0.4 < found.asked * ONE_IN / asked < 1.6


def test_a_comparison_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    _, rules, _ = scenario("harbour")
    one, file = Comparison("ivo", FEW, MANY), tmp_path / "run.json"
    assert next(Run(rules, file, 5).compare(one, BLOCK + 3)) == BLOCK
    again, whole = Run(rules, file, 5), Run(rules, None, 5)
    assert list(again.compare(one, BLOCK + 3)) == [BLOCK + 3]
    list(whole.compare(one, BLOCK + 3))
    assert again.gained == whole.gained


def test_the_gain_of_the_worse_answer_is_the_loss_of_the_better() -> None:
    _, rules, _ = scenario("harbour")
    state, seen = rules.start([4]), set()
    while not rules.finished(state):
        ask = rules.ask(state)
        for seat in range(rules.leaders):
            if ask.asked[seat, 0]:
                (one,) = LookAhead(FEW).think(rules, ask, [(0, seat)])
                two = replace(one, options=one.options[::-1])
                seen.add(answers.gain_in(rules, ask, one, two))
                assert answers.gain_in(rules, ask, two, one) == -answers.gain_in(
                    rules, ask, one, two
                )
                assert answers.gain_in(rules, ask, one, one) == 0
        state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)
    assert len(seen) > 3


def test_questions_of_one_game_are_one_witness() -> None:
    apart = gain([[0.1], [-0.1], [0.1], [0.1]] * 3)
    together = gain([[0.1, 0.1, 0.1], [-0.1], [], []] * 3)
    assert apart.value == pytest.approx(5)
    assert together.value == pytest.approx(5)
    assert apart.error < together.error


def test_answers_that_hardly_differ_say_nothing() -> None:
    assert gain([]).error == gain([[0.0]] * 40).error == gain([[0.2]] * 3).error == 100

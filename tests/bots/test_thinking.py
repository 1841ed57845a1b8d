"""Thinking apart: the same thoughts whoever works them out, and a worker that may die."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from game.bots.lookahead import Budget, LookAhead
from game.bots.outlook import outlook
from game.bots.thinking import CHUNK, CHUNKS, Thinking
from game.engine.rules import Rules
from game.engine.state import State
from tests.bots.test_lookahead import first_ask
from tests.briefing.games import scenario

BOT = LookAhead(Budget(rollouts=16, turns=1, options=4, targets=2))


@pytest.fixture
def rules() -> Rules:
    return scenario("harbour")[1]


@pytest.fixture
def state(rules: Rules) -> State:
    return first_ask(rules, "manoeuvre")


@pytest.fixture
def apart(rules: Rules) -> Iterator[Thinking]:
    """Somebody to think in a process of its own."""
    thinking = Thinking(rules, apart=True)
    yield thinking
    thinking.close()


def at_work(thinking: Thinking, state: State) -> None:
    """Waits until the worker has its rules compiled."""
    thinking.begin(state, None, [])
    thinking.settle()


def kill(thinking: Thinking) -> None:
    """Kills the worker as a system short of memory would."""
    for number in thinking.workers:
        os.kill(number, signal.SIGKILL)


def test_a_worker_thinks_what_would_be_thought_here(
    rules: Rules, state: State, apart: Thinking
) -> None:
    at_work(apart, state)

    assert apart.thoughts(state, BOT, [0, 1]) == Thinking(rules).thoughts(state, BOT, [0, 1])


def test_what_was_begun_is_what_is_given(rules: Rules, state: State, apart: Thinking) -> None:
    at_work(apart, first_ask(rules, "agenda"))
    apart.begin(state, BOT, [1, 2], seat=0)

    assert apart.thoughts(state, BOT, [1, 2]) == Thinking(rules).thoughts(state, BOT, [1, 2])


def test_nobody_waits_for_a_worker_that_is_not_ready(
    rules: Rules, state: State, apart: Thinking
) -> None:
    apart.begin(state, BOT, [1])

    assert apart.thoughts(state, BOT, [1]) == Thinking(rules).thoughts(state, BOT, [1])


@pytest.mark.posix
def test_a_killed_worker_costs_no_thought(rules: Rules, state: State, apart: Thinking) -> None:
    at_work(apart, state)
    kill(apart)

    assert apart.thoughts(state, BOT, [1, 2]) == Thinking(rules).thoughts(state, BOT, [1, 2])


@pytest.mark.posix
def test_another_worker_comes_for_the_next_question(
    rules: Rules, state: State, apart: Thinking
) -> None:
    at_work(apart, state)
    before = apart.workers
    kill(apart)
    apart.thoughts(state, BOT, [1])
    at_work(apart, first_ask(rules, "agenda"))

    assert apart.workers
    assert apart.workers != before


@pytest.mark.posix
def test_a_worker_that_dies_again_and_again_is_not_started_any_more(
    rules: Rules, state: State, apart: Thinking
) -> None:
    for kind in ("manoeuvre", "agenda", "vote", "card"):
        apart.begin(first_ask(rules, kind), BOT, [0])
        kill(apart)
        apart.settle()

    assert not apart.apart
    assert apart.thoughts(state, BOT, [1]) == Thinking(rules).thoughts(state, BOT, [1])


def test_the_odds_are_those_worked_out_here(rules: Rules, state: State, apart: Thinking) -> None:
    apart.begin(state, None, [], seat=0)
    apart.settle()
    found, here = apart.odds(state), outlook(rules, state, 0, 0, CHUNK * CHUNKS)

    assert found is not None
    assert found.lines == CHUNK * CHUNKS
    assert (found.endings == here.endings).all()
    assert (found.winners == here.winners).all()


def test_another_question_has_no_odds_yet(rules: Rules, state: State, apart: Thinking) -> None:
    apart.begin(state, None, [], seat=0)
    apart.settle()

    assert apart.odds(first_ask(rules, "agenda")) is None


def test_without_a_worker_nothing_is_begun(rules: Rules, state: State) -> None:
    thinking = Thinking(rules)
    thinking.begin(state, BOT, [1], seat=0)

    assert not thinking.apart
    assert thinking.odds(state) is None


def test_a_worker_that_is_let_go_is_not_taken_for_dead(
    rules: Rules, state: State, apart: Thinking, caplog: pytest.LogCaptureFixture
) -> None:
    apart.begin(state, None, (), seat=0)
    apart.close()

    assert apart.odds(state) is None
    assert not caplog.records


def test_a_worker_killed_with_much_begun_leaves_nobody_waiting(
    rules: Rules, apart: Thinking, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallen: list[object] = []
    monkeypatch.setattr(threading, "excepthook", fallen.append)
    states = [first_ask(rules, kind) for kind in ("agenda", "lobby", "manoeuvre")]
    at_work(apart, states[-1])
    for state in states:
        apart.begin(state, BOT, [0, 1], seat=0)
    kill(apart)
    waiting = threading.Thread(target=apart.settle, daemon=True)
    waiting.start()
    waiting.join(20)

    assert not waiting.is_alive()
    assert not fallen


def test_where_nothing_can_be_shared_with_a_worker_it_is_thought_here(
    rules: Rules, state: State, apart: Thinking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_method: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.bots.thinking.get_context", full)
    apart.begin(state, BOT, [1], seat=0)

    assert not apart.workers
    assert apart.thoughts(state, BOT, [1]) == BOT.think(rules, rules.ask(state), ((0, 1),))


def test_what_was_begun_for_an_earlier_question_is_passed_over(
    rules: Rules, state: State, apart: Thinking
) -> None:
    at_work(apart, first_ask(rules, "agenda"))
    apart.begin(state, BOT, [1], seat=0)
    assert apart.thoughts(state, BOT, [1]) == BOT.think(rules, rules.ask(state), ((0, 1),))
    apart.settle()
    found = apart.odds(state)
    assert found is None or found.lines < CHUNK * CHUNKS

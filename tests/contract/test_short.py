"""The short game: one sitting for every two turns, and everything else in its own time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from game.bots import bot
from game.engine import book as bk
from game.engine.rules import Rules
from game.engine.state import State
from game.lab.batch import play
from game.scenario.build import book_of, shortened
from game.scenario.load import load
from tests.contract.conftest import SCENARIOS, rules_of

NAMES = sorted(SCENARIOS)


def bare(name: str) -> bk.Book:
    """A scenario whose cards never come, without a congress: what is left moves by itself."""
    book = book_of(load(SCENARIOS[name]).content)
    never = tuple(replace(event, when=False) for event in book.events)
    return replace(book, events=never, calendar=())


def idle(rules: Rules, seeds: range) -> dict[int, State]:
    """What stands at the opening of every turn, and at the end, if nobody does anything."""
    state, found = rules.start(seeds), {}
    while not rules.finished(state):
        if state.step == 0:
            found[state.turn] = state
        state = rules.advance(state, np.zeros((2, rules.seats, state.games), np.int64))
    return {**found, rules.turns + 1: state}


@pytest.mark.parametrize("name", NAMES)
def test_left_alone_a_short_game_goes_as_a_whole_one(name: str) -> None:
    whole, short = Rules(bare(name)), Rules(shortened(bare(name)))
    at, then = idle(whole, range(3)), idle(short, range(3))

    assert whole.turns == short.turns
    for turn, state in at.items():
        assert np.array_equal(state.matrix, then[turn].matrix), turn


@pytest.mark.parametrize("name", NAMES)
def test_between_two_sittings_there_are_cards_alone(name: str) -> None:
    rules = rules_of(SCENARIOS[name], short=True)
    chooser, state = bot("scripted"), rules.start(range(4))
    asked: dict[int, Counter[str]] = {}
    while not rules.finished(state):
        ask = rules.ask(state)
        asked.setdefault(state.turn, Counter())[ask.phase.kind] += 1
        state = rules.advance(state, chooser(rules, rules.knowledge(state), ask))
    for turn, kinds in asked.items():
        if turn % 2:
            assert set(kinds) <= {"report", "card"}
        else:
            assert kinds["manoeuvre"] == rules.book.rounds


@pytest.mark.parametrize("name", NAMES)
def test_no_meeting_is_missed(name: str) -> None:
    whole, short = rules_of(SCENARIOS[name]), rules_of(SCENARIOS[name], short=True)

    assert {body for _, body in short.book.calendar} == {body for _, body in whole.book.calendar}
    for turn, body in whole.book.calendar:
        assert (short.sitting(turn), body) in short.book.calendar
    assert all(turn % short.book.pace == 0 for turn, _ in short.book.calendar)


def test_every_card_of_a_whole_game_can_come_in_a_short_one() -> None:
    fired = []
    for short in (False, True):
        rules = rules_of(SCENARIOS["after-lenin"], short=short)
        state, _ = play(rules, range(500), bot("historical"))
        block = rules.layout["fired"]
        dealt = (state.matrix[block.first : block.stop] > 0).mean(axis=1)
        fired.append(dict(zip(rules.layout.members["event"], dealt.tolist(), strict=True)))
    often = {card for card, share in fired[0].items() if share > 0.1}

    assert len(often) > 40
    assert not {card for card in often if fired[1][card] < 0.2 * fired[0][card]}


@pytest.mark.parametrize("name", NAMES)
def test_a_short_game_asks_less_than_seven_tenths_of_a_whole_one(name: str) -> None:
    asked = [
        play(rules_of(SCENARIOS[name], short=short), range(50), bot("scripted"))[1]
        for short in (False, True)
    ]

    assert asked[1] < 0.7 * asked[0]

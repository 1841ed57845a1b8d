"""What was said unheard is acted out: only after the corridor, only what could not be heard."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from game.engine.asks import BODY_VOTE, CARD, OFFER, ROUND
from game.engine.choice import SCRIPTED
from game.engine.machines import python_machine
from game.engine.rules import Rules
from game.engine.state import State
from tests.briefing.games import SCENARIOS, scenario

KEYS = np.arange(1, 9, dtype=np.uint64)


def scripted(name: str, games: int = 1) -> Iterator[tuple[Rules, State, int]]:
    """Every ask of games of scripted bots, and what kind it is of."""
    _, rules, _ = scenario(name)
    for seed in range(games):
        state = rules.start([seed])
        while not rules.finished(state):
            yield rules, state, rules.ask(state).phase.number
            state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)


def rows(rules: Rules, state: State, name: str) -> np.ndarray:
    block = rules.layout[name]
    return state.columns[:, block.first : block.stop]


@pytest.mark.parametrize("name", SCENARIOS)
def test_votes_are_imagined_with_promises_that_nobody_told(name: str) -> None:
    told, imagined = 0, 0.0
    for rules, state, kind in scripted(name, 3):
        if kind != BODY_VOTE or not rules.ask(state).asked.any():
            continue
        block = rules.layout["pledge"]
        known = rules.known(state, 0).column[block.first : block.stop]
        worlds = rules.imagine(state.repeat(len(KEYS)), 0, KEYS)
        told += sum(count != 0 for count in known)
        imagined += int((rows(rules, worlds, "pledge") != 0).sum()) / len(KEYS)
    assert imagined > told


@pytest.mark.parametrize("name", SCENARIOS)
def test_before_the_corridor_nothing_is_imagined_as_said(name: str) -> None:
    for rules, state, kind in scripted(name):
        if kind in (CARD, ROUND, OFFER):
            worlds = rules.imagine(state.repeat(len(KEYS)), 0, KEYS)
            for block in ("said", "sway", "pledge"):
                assert not rows(rules, worlds, block).any()


def test_nobody_is_imagined_to_have_spoken_to_the_one_who_imagines() -> None:
    compared = 0
    for rules, state, kind in scripted("after-lenin", 2):
        if kind != BODY_VOTE or not rules.ask(state).asked.any():
            continue
        worlds = rules.imagine(state.repeat(len(KEYS)), 0, KEYS)
        said, aimed = rows(rules, worlds, "said")[:, 1:], rows(rules, worlds, "said_target")[:, 1:]
        to_him = (said != 0) & (aimed % len(rules.people) == 0)
        truth = (rows(rules, state, "said")[0, 1:] != 0) & (
            rows(rules, state, "said_target")[0, 1:] % len(rules.people) == 0
        )
        assert (to_him == truth).all()
        compared += int((said != 0).sum())
    assert compared > 100


def test_what_ones_own_word_did_is_not_forgotten() -> None:
    found = 0
    for rules, state, kind in scripted("after-lenin", 2):
        if kind != BODY_VOTE or not rules.ask(state).asked.any():
            continue
        moved = int(rows(rules, state, "moved")[0, 0])
        said = int(rows(rules, state, "said")[0, 0])
        if not moved:
            continue
        slot = (said - 1) % rules.book.slots
        person = int(rows(rules, state, "said_target")[0, 0]) % len(rules.people)
        worlds = rules.imagine(state.repeat(len(KEYS)), 0, KEYS)
        sway = worlds.columns[:, rules.layout["sway"].row(slot, person)]
        others = worlds.columns[:, rules.layout["said_target"].first + 1 :][:, : rules.seats - 1]
        silent = ~(others % len(rules.people) == person).any(axis=1)
        assert (sway[silent] == moved).all()
        found += int(silent.sum())
    assert found > 10


def test_both_machines_imagine_the_same_words() -> None:
    compared = 0
    for rules, state, kind in scripted("harbour", 2):
        if kind <= OFFER:
            continue
        plain = Rules(rules.book)
        plain.machine = python_machine(plain)
        fast, slow = (one.imagine(state.repeat(2), 1, KEYS[:2]) for one in (rules, plain))
        assert np.array_equal(fast.columns, slow.columns)
        compared += int(rows(rules, fast, "said").any())
    assert compared > 3

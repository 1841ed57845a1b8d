"""A game is the same alone and in a batch, whoever plays and whatever the size of the batch."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.bots import bot
from game.engine.rules import Rules
from game.scenario.build import build
from game.scenario.load import load

GAMES = 24

Digests = dict[tuple[int, int], str]


@cache
def rules_of(scenario: str) -> Rules:
    return build(load(f"scenarios/{scenario}"))


def digests(rules: Rules, name: str, seeds: list[int]) -> list[Digests]:
    """The digests of every game by turn and step of all asks that concern it, and at the end."""
    choose, state = bot(name), rules.start(seeds)
    found: list[Digests] = [{} for _ in seeds]
    while not rules.finished(state):
        ask = rules.ask(state)
        for game in np.flatnonzero(ask.asked.any(axis=0)).tolist():
            found[game][state.turn, state.step] = state.digest(game)
        picks = choose(rules, rules.knowledge(state), ask)
        state = rules.advance(state, picks, checked=False)
    for game, digest in enumerate(found):
        digest[0, 0] = state.digest(game)
    return found


@pytest.mark.parametrize("name", ["scripted", "random"])
@pytest.mark.parametrize("scenario", ["after-lenin", "harbour"])
def test_a_game_of_a_batch_is_the_same_game_alone(scenario: str, name: str) -> None:
    rules = rules_of(scenario)
    seeds = list(range(1, GAMES + 1))
    together = digests(rules, name, seeds)
    for seed, batch in zip(seeds, together, strict=True):
        (alone,) = digests(rules, name, [seed])
        assert alone == batch, f"{scenario}, {name} bots, seed {seed}"


def test_dropping_games_from_a_batch_changes_none_of_the_others() -> None:
    rules = rules_of("harbour")
    state = rules.start(range(8))
    choose = bot("scripted")
    kept = state.select([1, 4, 7])
    for _ in range(6):
        state = rules.advance(state, choose(rules, rules.knowledge(state), rules.ask(state)))
    while (kept.turn, kept.step) != (state.turn, state.step):
        kept = rules.advance(kept, choose(rules, rules.knowledge(kept), rules.ask(kept)))
    assert [kept.digest(game) for game in range(3)] == [state.digest(game) for game in (1, 4, 7)]


@pytest.mark.parametrize("scenario", ["after-lenin", "harbour"])
def test_after_the_books_every_derived_row_is_up_to_date(scenario: str) -> None:
    rules = rules_of(scenario)
    choose, state = bot("scripted"), rules.start(range(8))
    checked = 0
    while not rules.finished(state):
        if state.step == 1:
            again = rules.refresh(state)
            assert np.array_equal(state.matrix, again.matrix), f"turn {state.turn}"
            checked += 1
        picks = choose(rules, rules.knowledge(state), rules.ask(state))
        state = rules.advance(state, picks, checked=False)
    assert checked > 1

"""Games played at random for the tests of briefings: every shipped scenario."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from game.briefing.make import Briefer
from game.engine.rules import Rules
from game.engine.state import State
from game.scenario.build import build
from game.scenario.load import Loaded, load
from game.scenario.shipped import shipped

FOLDERS = {folder.name: folder for folder in shipped()}
SCENARIOS = tuple(FOLDERS)


@cache
def scenario(name: str) -> tuple[Loaded, Rules, Briefer]:
    """A shipped scenario, its rules, and who makes its briefings."""
    loaded = load(FOLDERS[name])
    rules = build(loaded)
    return loaded, rules, Briefer(rules, loaded)


def random_picks(rules: Rules, state: State, rng: np.random.Generator) -> NDArray[np.int64]:
    """Any legal answer of everybody who is asked."""
    ask = rules.ask(state)
    legal = ask.legal()
    verbs = np.where(legal, rng.random(legal.shape), -1).argmax(axis=0)
    picks = np.stack([verbs, np.full_like(verbs, -1)])
    for verb in np.unique(verbs[verbs > 0]).tolist():
        if ask.targets(verb)[0] == "none":
            continue
        seats, games = np.nonzero((verbs == verb) & ask.asked)
        if not len(seats):
            continue
        possible = ask.target_legal(verb, seats, games)
        aimed = np.where(possible, rng.random(possible.shape), -1).argmax(axis=0)
        picks[1, seats, games] = aimed
        nothing = ~possible.any(axis=0)
        picks[0, seats[nothing], games[nothing]] = 0
    return picks


def playing(rules: Rules, seed: int = 1) -> Iterator[tuple[State, NDArray[np.int64]]]:
    """Every ask of a game played at random, with the picks that follow."""
    rng = np.random.default_rng(seed)
    state = rules.start([seed])
    while not rules.finished(state):
        picks = random_picks(rules, state, rng)
        yield state, picks
        state = rules.advance(state, picks)


@cache
def asks(name: str, every: int = 1, seed: int = 1) -> tuple[State, ...]:
    """Every so many-th ask of a game, and each kind of ask of its second turn."""
    _, rules, _ = scenario(name)
    found = []
    for number, (state, _) in enumerate(playing(rules, seed)):
        if number % every == 0 or state.turn == 2:
            found.append(state)
    return tuple(found)

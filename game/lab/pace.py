"""How long looking ahead takes: CPU seconds of this process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from game.bots.lookahead import LookAhead, luck_of
from game.engine import dice
from game.engine.asks import ROUND
from game.engine.choice import SCRIPTED
from game.engine.foresight import Lines
from game.engine.rules import Rules
from game.engine.state import State

OPTIONS, ROLLOUTS, TURNS = 8, 64, 4
"""What is timed: so many answers, each played on so often, over so many turns or to the end."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What a player waits after an answer while the others think, seconds of CPU: the median and
    the most; and how long he must read for what was begun meanwhile to be ready, at the most.
    """

    answers: int
    median: float
    most: float
    reading: float


def seconds(rules: Rules, *, rounds: int = 5) -> tuple[float, float]:
    """Answers of one seat played on over some turns, and to the end: the median over the first
    rounds of manoeuvres of as many games.
    """
    short: list[float] = []
    whole: list[float] = []
    for seed in range(rounds):
        state = next(_rounds(rules, seed))
        short.append(_spent(rules, state, min(state.turn + TURNS - 1, rules.turns)))
        whole.append(_spent(rules, state, rules.turns))
    return median(short), median(whole)


def seconds_in_game(rules: Rules, *, seed: int = 0) -> float:
    """The same to the end, as the median over all turns of a game: the later, the less is left."""
    states = {state.turn: state for state in _rounds(rules, seed)}
    return median(_spent(rules, state, rules.turns) for state in states.values())


def _spent(rules: Rules, state: State, last: int) -> float:
    lines = _lines(rules, state)
    began = time.process_time()
    rules.foresee(state, lines, last)
    return time.process_time() - began


def _rounds(rules: Rules, seed: int) -> Iterator[State]:
    """A game at each of its rounds of manoeuvres."""
    state = rules.start([seed])
    while not rules.finished(state):
        ask = rules.ask(state)
        if ask.phase.number == ROUND and ask.asked.any():
            yield state
        state = rules.advance(state, rules.picks(state, SCRIPTED), checked=False)


def _lines(rules: Rules, state: State) -> Lines:
    """The lines that are timed: the first asked seat's favourites, each under the same luck."""
    seat = int(np.argmax(rules.ask(state).asked[:, 0]))
    listed = rules.options(state, 3)
    count = min(OPTIONS, int(listed.count[0, seat]))
    verbs, targets = (part[0, seat, :count] for part in (listed.verb, listed.target))
    luck = luck_of(state, 0)
    keys = np.array([dice.mix_one(luck + number) for number in range(ROLLOUTS)], np.uint64)
    total = ROLLOUTS * count
    return Lines(
        np.zeros(total, np.int64),
        np.full(total, seat),
        np.tile(verbs, ROLLOUTS).astype(np.int64),
        np.tile(targets, ROLLOUTS).astype(np.int64),
        np.full(total, -1),
        np.repeat(keys, count),
    )


def waits(rules: Rules, ahead: LookAhead, seat: int, seed: int) -> Waits:
    """A whole game in which every rival of a seat looks ahead. What is asked of them together with
    the seat is worked out while its player reads; for the rest he waits.
    """
    state = rules.start([seed])
    found: list[float] = []
    waited, reading, asked_before = 0.0, 0.0, False
    while not rules.finished(state):
        ask = rules.ask(state)
        picks = rules.picks(state, SCRIPTED)
        asked = bool(ask.asked[seat, 0])
        if asked:
            if asked_before:
                found.append(waited)
            waited, asked_before = 0.0, True
        began = time.process_time()
        rivals = [(0, n) for n in np.flatnonzero(ask.asked[:, 0]).tolist() if n != seat]
        for thought in ahead.think(rules, ask, rivals):
            picks[:, thought.seat, 0] = thought.pick
        thinking = time.process_time() - began
        if asked:
            reading = max(reading, thinking)
        else:
            waited += thinking
        began = time.process_time()
        state = rules.advance(state, picks, checked=False)
        waited += time.process_time() - began
    return Waits(len(found), median(found), max(found), reading)

"""How much better a larger budget answers: the same questions, and what comes of both answers.

A whole game tells little of a budget: it is won or lost once and asks hundreds of questions. Here a
seat plays with one budget, and now and then a question is answered with the other as well. Where
the answers differ both are played on to the end by scripted bots, under the same luck, which is not
the luck by which they were chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from game.bots.lookahead import Budget, LookAhead, motion_of
from game.engine import dice
from game.engine.asks import Ask
from game.engine.choice import SCRIPTED
from game.engine.foresight import Lines, Thought
from game.engine.rules import Rules

LINES = 256
"""How often an answer is played on."""

ONE_IN = 12
"""One question in so many is compared."""

_SAMPLE, _LUCK = dice.site("answers: which are compared"), dice.site("answers: lines")
_Z95 = 1.959964
_FEWEST = 5
"""Fewer differing answers, or games, say nothing."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A seat, and two budgets that answer for it."""

    seat: str
    budget: Budget
    other: Budget

    @property
    def name(self) -> str:
        """What names it in a file."""
        other, ahead = self.other.name, self.budget.name
        return (
            f"{self.seat}: one answer in {ONE_IN} of lookahead {other} against {ahead}, "
            f"each played on {LINES} times"
        )


@dataclass(frozen=True, slots=True)
class Gain:
    """How many questions were compared, in how many the answers were not won equally often, and how
    many more of 100 games an answer of the other budget wins, give or take (95 in 100).
    """

    asked: int
    differed: int
    value: float
    error: float


def gains(rules: Rules, comparison: Comparison, seeds: Sequence[int]) -> list[list[float]]:
    """Of every game, by how much the chance to come out on top is larger with the other answer, 0
    where they are the same, for each question that was compared.
    """
    seat = rules.people.index(comparison.seat)
    ahead, other = LookAhead(comparison.budget), LookAhead(comparison.other)
    found: list[list[float]] = [[] for _ in seeds]
    state = rules.start(seeds)
    while not rules.finished(state):
        ask = rules.ask(state)
        picks = rules.picks(state, SCRIPTED)
        games = np.flatnonzero(ask.asked[seat]).tolist()
        thoughts = ahead.think(rules, ask, [(game, seat) for game in games]) if games else []
        compared = [one for one in thoughts if len(one.options) > 1 and _is_sampled(ask, one.game)]
        others = other.think(rules, ask, [(one.game, seat) for one in compared])
        for one, two in zip(compared, others, strict=True):
            found[one.game].append(0.0 if one.pick == two.pick else gain_in(rules, ask, one, two))
        for one in thoughts:
            picks[:, seat, one.game] = one.pick
        state = rules.advance(state, picks, checked=False)
    return found


def _is_sampled(ask: Ask, game: int) -> bool:
    return _key(ask, game, _SAMPLE) % ONE_IN == 0


def _key(ask: Ask, game: int, site: int) -> int:
    state = ask.state
    here = dice.mix_one(site + state.turn * 1000 + state.step)
    return dice.mix_one(int(state.keys[game]) ^ here)


def gain_in(rules: Rules, ask: Ask, one: Thought, two: Thought) -> float:
    """By how much more often the second answer is won than the first."""
    answers = one.pick, two.pick
    luck = _key(ask, one.game, _LUCK)
    keys = np.array([dice.mix_one(luck + number) for number in range(LINES)], np.uint64)
    motions = [motion_of(rules, ask, one.game, verb) for verb, _ in answers]
    total = LINES * len(answers)
    verbs, targets = zip(*answers, strict=True)
    lines = Lines(
        game=np.full(total, one.game),
        seat=np.full(total, one.seat),
        verb=np.tile(np.array(verbs, np.int64), LINES),
        target=np.tile(np.array(targets, np.int64), LINES),
        motion=np.tile(np.array(motions, np.int64), LINES),
        keys=np.repeat(keys, len(answers)),
    )
    won = rules.foresee(ask.state, lines, rules.turns).winner == one.seat
    before, after = won.reshape(LINES, len(answers)).mean(axis=0)
    return float(after - before)


def gain(games: Sequence[Sequence[float]]) -> Gain:
    """What all games say together; questions of one game are no independent witnesses, so that the
    error is that of a ratio of sums by game. Where hardly any answers differ nothing is known.
    """
    asked, count = sum(len(game) for game in games), len(games)
    differed = sum(value != 0 for game in games for value in game)
    if differed < _FEWEST or count < _FEWEST:
        return Gain(asked, differed, 0.0, 100.0)
    mean = sum(sum(game) for game in games) / asked
    spread = sum((sum(game) - mean * len(game)) ** 2 for game in games)
    error = _Z95 * sqrt(spread * count / (count - 1)) / asked
    return Gain(asked, differed, 100 * mean, 100 * error)

"""Whether what a player is told comes true: forecasts of votes, and the odds of the endings.

Predictions are put into ten bins by what they say; in each the mean of what was said is compared
with how often it came true. The error is the mean distance of the two, each bin by its weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.bots.lookahead import luck_of
from game.briefing.eyes import eyes_of
from game.briefing.forecast import Forecast, motions
from game.engine import dice
from game.engine.asks import BODY_VOTE
from game.engine.choice import SCRIPTED
from game.engine.foresight import FREELY, Lines
from game.engine.rules import Rules
from game.engine.state import State
from game.engine.votes import CARRIED, TO_RATIFY

BINS = 10

_GAMES = 16
"""How many games are played side by side while votes are forecast."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of about the same chance: how many, their mean, and how often they came true."""

    count: int
    said: float
    true: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predictions in bins, and how far what was said lies from what came true."""

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """How many predictions."""
        return sum(one.count for one in self.bins)

    @property
    def error(self) -> float:
        """The mean absolute error."""
        return sum(one.count * abs(one.said - one.true) for one in self.bins) / max(1, self.count)


def calibrated(said: Sequence[float], true: Sequence[bool]) -> Calibration:
    """Predictions, 0 to 1, and whether each came true."""
    chances, came = np.asarray(said), np.asarray(true, np.float64)
    places = np.minimum((chances * BINS).astype(np.int64), BINS - 1)
    bins = []
    for place in range(BINS):
        here = places == place
        count = int(here.sum())
        if count:
            bins.append(Bin(count, float(chances[here].mean()), float(came[here].mean())))
        else:
            bins.append(Bin(0, 0.0, 0.0))
    return Calibration(tuple(bins))


def votes(rules: Rules, first: int, most: int) -> Calibration:
    """Forecasts of so many votes of the narrow body before they are taken, each told to a leader
    who sits in it, another every time, and whether the motion was carried. Games of scripted bots,
    from a seed on.
    """
    said: list[float] = []
    true: list[bool] = []
    while len(said) < most:
        _votes_of(rules, range(first, first + _GAMES), said, true)
        first += _GAMES
    return calibrated(said[:most], true[:most])


def _votes_of(rules: Rules, seeds: range, said: list[float], true: list[bool]) -> None:
    """Add what was forecast in some games, and what came true."""
    forecast, state, fates = Forecast(rules), rules.start(seeds), rules.layout["table_fate"]
    while not rules.finished(state):
        ask = rules.ask(state)
        voting = []
        if ask.phase.number == BODY_VOTE:
            leaders = ask.asked[: rules.leaders]
            for game in np.flatnonzero(leaders.any(axis=0)).tolist():
                seats = np.flatnonzero(leaders[:, game]).tolist()
                viewer = seats[len(said) % len(seats)]
                said.append(_vote(rules, forecast, state, viewer, game, ask.phase.step))
                voting.append(game)
        picks = rules.picks(state, SCRIPTED)
        if voting:
            voted, row = rules.resolved(state, picks).columns, fates.row(ask.phase.step)
            true += [int(voted[game, row]) in (CARRIED, TO_RATIFY) for game in voting]
        state = rules.advance(state, picks, checked=False)


def _vote(
    rules: Rules, forecast: Forecast, state: State, viewer: int, game: int, slot: int
) -> float:
    """What a seat is told about a vote, 0 to 1."""
    eyes = eyes_of(rules, state, viewer, game)
    motion = next(one for one in motions(eyes) if one.slot == slot)
    return forecast.carries(eyes, forecast.stances(eyes, motion, forecast.members(eyes)))


def odds(rules: Rules, games: range, turn: int, lines: int) -> Calibration:
    """The odds of coming out on top, of every leader, told to a leader at the beginning of a turn,
    and who did.
    """
    state = rules.start(games)
    if turn > 1:
        state, _ = rules.play(state, SCRIPTED, last=turn - 1)
    alive = np.flatnonzero(~rules.over(state))
    state = state.select(alive)
    if not state.games:
        return calibrated([], [])
    said = told(rules, state, lines)
    end, _ = rules.play(state, SCRIPTED)
    winner = end.matrix[rules.layout["winner"].first]
    true = np.arange(rules.leaders)[None, :] == winner[:, None]
    return calibrated(said.reshape(-1).tolist(), true.reshape(-1).tolist())


def told(rules: Rules, state: State, lines: int) -> NDArray[np.float64]:
    """The odds of every leader, (games, leaders), as told to a leader of each game in turn."""
    games = np.repeat(np.arange(state.games), lines)
    seats = np.arange(state.games) % rules.leaders
    keys = [
        dice.mix_one(luck_of(state, game) + number)
        for game in range(state.games)
        for number in range(lines)
    ]
    freely, none = np.full(len(games), FREELY), np.full(len(games), -1)
    lines_of = Lines(games, seats[games], freely, none, none, np.array(keys, np.uint64))
    ends = rules.foresee(state, lines_of)
    won = np.arange(rules.leaders)[None, :] == ends.winner[:, None]
    shares: NDArray[np.float64] = won.reshape(state.games, lines, rules.leaders).mean(axis=1)
    return shares

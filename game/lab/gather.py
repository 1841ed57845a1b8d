"""Counting while games are played: everything a report tells, turn by turn.

What bots may do and do is counted by the machine itself (`engine/counting.py`); cards, figures and
facts are read when a turn has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.engine.counting import HALL, MARGIN, places_of
from game.engine.layout import Block
from game.engine.measures import Measures
from game.engine.rules import Counted, Rules
from game.engine.state import State
from game.lab.plan import Period, Plan
from game.lab.tally import Counts, Tally

ACTS = ("manoeuvre", "agenda", "lobby")
"""The asks whose verbs are counted: when they were legal, and when they were taken."""

BINS = 512
"""The bins of a quantity's histogram, of equal width over its range; fewer where it has fewer
values."""

FINE_BINS = 2048
"""The bins of a period's histogram."""

MOST_QUESTIONS = 1024


@dataclass(frozen=True, slots=True)
class Bins:
    """How the stored counts of a row, or sums of `turns` of them, are sorted into bins."""

    block: Block
    turns: int = 1
    most: int = BINS

    @property
    def width(self) -> int:
        """How many counts share a bin."""
        return -(-(self.turns * (self.block.high - self.block.low) + 1) // self.most)

    def edges(self, number: int, by: str = "sum") -> tuple[float, float]:
        """The lowest and highest value in a bin, in the row's unit; `by` mean divides by turns."""
        low = self.turns * self.block.low + number * self.width
        share = self.turns if by == "mean" else 1
        high = min(low + self.width - 1, self.turns * self.block.high)
        values = self.block.read(low) / share, self.block.read(high) / share
        return min(values), max(values)


def bins_of(rules: Rules, period: Period) -> Bins:
    """The bins of a period."""
    turns = 1 if period.by == "last" else period.last - period.first + 1
    return Bins(rules.layout[period.quantity], turns, FINE_BINS)


class Gatherer:
    """Counts one block of games: it is shown every position in which a turn has ended."""

    def __init__(self, rules: Rules, plan: Plan, games: int) -> None:
        self.rules = rules
        self.plan = plan
        self.live = np.ones(games, np.bool_)
        self.first = np.zeros((len(plan.facts), games), np.int32)
        self.sums = np.zeros((len(plan.periods), games), np.int64)
        self.tally = Tally()
        options = max((len(event.options) for event in rules.book.events), default=0)
        if plan.acts:
            events, turns = len(rules.book.events), rules.turns + 1
            self.tally.counts["cards"] = np.zeros((events, turns), np.int64)
            self.tally.counts["options"] = np.zeros((events, options + 1), np.int64)
        self.counted: Counted | None = None
        if plan.acts:
            size = places_of(rules).size
            self.counted = Counted(
                np.zeros(size, np.int64), np.zeros((rules.seats, games), np.int64)
            )

    # ---------------------------------------------------------------- while it is played

    def turn(self, turn: int, state: State) -> None:
        """Note the end of a turn: its books are closed, or its games have ended."""
        if self.plan.acts and self.rules.book.events:
            self._cards(turn, state)
        if self.plan.facts:
            holds = self._facts(state, clock=self.rules.clock(turn))
            self.first[(self.first == 0) & holds & self.live] = turn
        over = self.rules.over(state)
        booked = self.live if turn == self.rules.turns else self.live & ~over
        self._books(turn, state, booked)
        self.live = ~over

    def _cards(self, turn: int, state: State) -> None:
        layout = self.rules.layout
        fired, chosen = layout["fired"], layout["chosen"]
        games, cards = np.nonzero(state.columns[:, fired.first : fired.stop] == turn)
        kept = self.live[games]
        games, cards = games[kept], cards[kept]
        _count(self.tally["cards"], cards * (self.rules.turns + 1) + turn)
        options = state.columns[games, chosen.first + cards]
        _count(self.tally["options"], cards * self.tally["options"].shape[1] + options)

    def _books(self, turn: int, state: State, games: NDArray[np.bool_]) -> None:
        if self.plan.quantities:
            rows, low, width = self._figures
            values = state.columns[games][:, rows]
            codes = (values - low) // width + np.arange(len(rows)) * BINS
            counts = np.bincount(codes.reshape(-1), minlength=len(rows) * BINS)
            self._quantities[:, turn] += counts.reshape(len(rows), BINS)
        for number, period in enumerate(self.plan.periods):
            if period.first <= turn <= period.last and (period.by != "last" or turn == period.last):
                self.sums[number] += state.columns[:, self.rules.layout[period.quantity].first]
            if turn == period.last:
                bins = bins_of(self.rules, period)
                sums = self.sums[number, games] - bins.turns * bins.block.low
                self._periods[number] += np.bincount(sums // bins.width, minlength=FINE_BINS)

    # ---------------------------------------------------------------- what it needs

    @cached_property
    def _figures(self) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
        """Rows, lowest counts and bin widths of the quantities."""
        blocks = [self.rules.layout[name] for name in self.plan.quantities]
        low = np.array([block.low for block in blocks], np.int32)
        width = np.array([Bins(block).width for block in blocks], np.int32)
        return np.array([block.first for block in blocks], np.int64), low, width

    @cached_property
    def _quantities(self) -> Counts:
        return np.zeros((len(self.plan.quantities), self.rules.turns + 1, BINS), np.int64)

    @cached_property
    def _periods(self) -> Counts:
        return np.zeros((len(self.plan.periods), FINE_BINS), np.int64)

    @cached_property
    def _facts(self) -> Measures:
        return _measures(self.rules, self.plan.facts)

    # ---------------------------------------------------------------- the end

    def finished(self, state: State, decisions: int, first: int = 0) -> Tally:
        """The tally of the block, in which the bots made so many decisions; `first` is the seed
        that outcomes are counted from.
        """
        rules, games = self.rules, state.games
        ending = state.columns[:, rules.layout["over"].first].astype(np.int64) - 1
        winner = state.columns[:, rules.layout["winner"].first].astype(np.int64) + 1
        found = self.tally.counts
        found["games"] = np.array([games], np.int64)
        found["decisions"] = np.array([decisions], np.int64)
        found["winners"] = np.zeros((len(rules.book.endings), len(rules.people) + 1), np.int64)
        _count(found["winners"], ending * (len(rules.people) + 1) + winner)
        if self.counted is not None:
            found |= parted(rules, self.counted.tally)
            found["questions"] = np.zeros((rules.leaders, MOST_QUESTIONS), np.int64)
            asked = np.minimum(self.counted.questions[: rules.leaders], MOST_QUESTIONS - 1)
            _count(found["questions"], np.arange(rules.leaders)[:, None] * MOST_QUESTIONS + asked)
        if self.plan.facts:
            turns = rules.turns + 1
            found["facts"] = np.zeros((len(self.plan.facts), turns), np.int64)
            _count(found["facts"], np.arange(len(self.first))[:, None] * turns + self.first)
        if self.plan.quantities:
            found["quantities"] = self._quantities
        if self.plan.periods:
            found["periods"] = self._periods
        if self.plan.outcomes:
            found["outcomes"] = np.zeros((self.plan.outcomes, 2), np.int64)
            places = state.seeds.astype(np.int64) - first
            found["outcomes"][places, 0], found["outcomes"][places, 1] = ending + 1, winner
        return self.tally


def parted(rules: Rules, tally: Counts) -> dict[str, Counts]:
    """What the machine counted, by name."""
    places, motions, people = places_of(rules), len(rules.book.motions), len(rules.people)
    found: dict[str, Counts] = {}
    shapes: dict[str, tuple[int, ...]] = {
        "tabled": (motions,),
        "referred": (motions,),
        "fates": (motions, 3),
        "casts": (motions, people, 5),
        "margins": (motions, 2 * MARGIN + 1),
        "halls": (motions, HALL + 1),
    }
    for phase, first in zip(rules.turn.phases, places.acts, strict=True):
        if first >= 0:
            shape = len(phase.verbs), rules.seats
            size = shape[0] * shape[1]
            for name, at in (("legal", first), ("taken", first + size)):
                part = tally[at : at + size].reshape(shape)
                key = f"{phase.kind} {name}"
                found[key] = found.get(key, 0) + part
    for name, wanted in shapes.items():
        at, size = getattr(places, name), int(np.prod(wanted))
        found[name] = tally[at : at + size].reshape(wanted)
    return found


_KEPT: dict[tuple[int, tuple[str, ...]], tuple[Rules, Measures]] = {}
"""The measures used last: a machine is built for them once, and not for every block."""


def _measures(rules: Rules, texts: tuple[str, ...]) -> Measures:
    """Conditions of the world, measured together. Raises ExpressionError."""
    key = id(rules), texts
    if key not in _KEPT:
        _KEPT.clear()
        _KEPT[key] = rules, Measures(rules, texts)
    return _KEPT[key][1]


def _count(into: Counts, codes: NDArray[np.integer]) -> None:
    """Add one for every code, the place in the flattened array."""
    if codes.size:
        into += np.bincount(codes.reshape(-1), minlength=into.size).reshape(into.shape)

"""Counting while games are played: everything a report tells, turn by turn.

What happens is counted by the machine itself (`engine/counting.py`), endings when all is over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.counting import HALL, MARGIN, Binned, Watch, most_options, places_of
from game.engine.layout import Block
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


def watch_of(rules: Rules, plan: Plan) -> Watch:
    """What a plan looks at when a turn has ended."""
    figures, sums = [], []
    for name in plan.quantities:
        bins = Bins(rules.layout[name])
        figures.append(Binned(bins.block.first, bins.block.low, bins.width))
    for period in plan.periods:
        bins = bins_of(rules, period)
        low, first = bins.turns * bins.block.low, period.last - bins.turns + 1
        sums.append(Binned(bins.block.first, low, bins.width, first, period.last))
    return Watch(plan.facts, tuple(figures), BINS, tuple(sums), FINE_BINS)


class Gatherer:
    """Counts one block of games. `counted` is what is counted on the way, None for endings only."""

    def __init__(self, rules: Rules, plan: Plan, games: int) -> None:
        self.rules = rules
        self.plan = plan
        self.counted: Counted | None = None
        if plan.by_turn:
            rules.count(watch_of(rules, plan))
            size = places_of(rules).size
            self.counted = Counted(
                np.zeros(size, np.int64), np.zeros((rules.seats, games), np.int64)
            )

    def finished(self, state: State, decisions: int, first: int = 0) -> Tally:
        """The tally of the block, in which the bots made so many decisions; `first` is the seed
        that outcomes are counted from.
        """
        rules, games = self.rules, state.games
        ending = state.columns[:, rules.layout["over"].first].astype(np.int64) - 1
        winner = state.columns[:, rules.layout["winner"].first].astype(np.int64) + 1
        found: dict[str, Counts] = {
            "games": np.array([games], np.int64),
            "decisions": np.array([decisions], np.int64),
            "winners": np.zeros((len(rules.book.endings), len(rules.people) + 1), np.int64),
        }
        _count(found["winners"], ending * (len(rules.people) + 1) + winner)
        if self.counted is not None:
            found |= parted(rules, self.counted.tally)
            found["questions"] = np.zeros((rules.leaders, MOST_QUESTIONS), np.int64)
            asked = np.minimum(self.counted.questions[: rules.leaders], MOST_QUESTIONS - 1)
            _count(found["questions"], np.arange(rules.leaders)[:, None] * MOST_QUESTIONS + asked)
        if self.plan.outcomes:
            found["outcomes"] = np.zeros((self.plan.outcomes, 2), np.int64)
            places = state.seeds.astype(np.int64) - first
            found["outcomes"][places, 0], found["outcomes"][places, 1] = ending + 1, winner
        return Tally(found)


def parted(rules: Rules, tally: Counts) -> dict[str, Counts]:
    """What the machine counted, by name."""
    places, watch = places_of(rules), rules.watch
    motions, people, turns = len(rules.book.motions), len(rules.people), rules.turns + 1
    events = len(rules.book.events)
    found: dict[str, Counts] = {}
    shapes: dict[str, tuple[int, ...]] = {
        "tabled": (motions,),
        "referred": (motions,),
        "fates": (motions, 3),
        "casts": (motions, people, 5),
        "margins": (motions, 2 * MARGIN + 1),
        "halls": (motions, HALL + 1),
        "cards": (events, turns),
        "options": (events, most_options(rules.book) + 1),
        "facts": (len(watch.facts), turns),
        "quantities": (len(watch.quantities), turns, watch.quantity_bins),
        "periods": (len(watch.periods), watch.period_bins),
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


def _count(into: Counts, codes: NDArray[np.integer]) -> None:
    """Add one for every code, the place in the flattened array."""
    if codes.size:
        into += np.bincount(codes.reshape(-1), minlength=into.size).reshape(into.shape)

"""Counting while games are played: everything a report tells, in a few array operations an ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.engine import expressions as ex
from game.engine.asks import Ask, Phase
from game.engine.formulas import Resolver, Scope
from game.engine.layout import Block
from game.engine.program import Program
from game.engine.rules import Rules
from game.engine.state import State
from game.engine.votes import ASSEMBLY, CARRIED, LOST, TO_RATIFY, WITHDRAWN, SlotVote
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
MARGIN = 25
"""Ayes less nays of a body's vote are counted from -MARGIN to MARGIN."""

HALL = 20
"""An assembly's ayes are counted as a share of the votes cast, in so many steps."""


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
    """Counts one block of games: it is shown every ask with its picks, every phase that was
    resolved, and the books of every turn.
    """

    def __init__(self, rules: Rules, plan: Plan, games: int) -> None:
        self.rules = rules
        self.plan = plan
        self.live = np.ones(games, np.bool_)
        self.asked = np.zeros((rules.leaders, games), np.int32)
        self.first = np.zeros((len(plan.facts), games), np.int32)
        self.sums = np.zeros((len(plan.periods), games), np.int64)
        self.tally = Tally(self._empty() if plan.acts else {})

    def _empty(self) -> dict[str, Counts]:
        rules, book = self.rules, self.rules.book
        options = max((len(event.options) for event in book.events), default=0)
        shapes: dict[str, tuple[int, ...]] = {
            "cards": (len(book.events), rules.turns + 1),
            "options": (len(book.events), options + 1),
            "tabled": (len(book.motions),),
            "referred": (len(book.motions),),
            "fates": (len(book.motions), 3),
            "casts": (len(book.motions), len(rules.people), 5),
            "margins": (len(book.motions), 2 * MARGIN + 1),
            "halls": (len(book.motions), HALL + 1),
        }
        for kind in ACTS:
            phase = next((phase for phase in rules.turn.phases if phase.kind == kind), None)
            verbs = len(phase.verbs) if phase else 0
            shapes[f"{kind} legal"] = shapes[f"{kind} taken"] = (verbs, rules.seats)
        for kind in dict.fromkeys(phase.kind for phase in rules.turn.phases):
            shapes[f"{kind} asked"] = (rules.seats,)
        return {name: np.zeros(shape, np.int64) for name, shape in shapes.items()}

    # ---------------------------------------------------------------- while it is played

    def answered(self, ask: Ask, picks: NDArray[np.int64]) -> None:
        """Note an ask and its answers."""
        if not self.plan.acts:
            return
        kind = ask.phase.kind
        self.tally[f"{kind} asked"][:] += np.count_nonzero(ask.asked, axis=1)
        self.asked += ask.asked[: self.rules.leaders]
        if kind in ACTS:
            some = self._sample(ask.state)
            asked = ask.asked[:, some]
            legal = ask.legal()[:, :, some] & asked
            self.tally[f"{kind} legal"][:] += np.count_nonzero(legal, axis=2)
            seats, games = np.nonzero(asked)
            codes = picks[0][:, some][seats, games] * self.rules.seats + seats
            _count(self.tally[f"{kind} taken"], codes)

    def resolved(self, phase: Phase, state: State) -> None:
        """Note what a phase left behind; see `Rules.advance`."""
        if self.plan.acts:
            if phase.kind in ("agenda", "change") and self._sits(phase, state):
                self._tabled(state, [0] if phase.kind == "change" else range(self._slots))
            elif phase.kind == "lobby":
                self._lobbied(state)
            elif isinstance(phase, SlotVote) and self._sits(phase, state):
                self._voted(phase, state)
        if phase.kind == "close":
            self._closed(state)

    def books(self, turn: int, state: State) -> None:
        """Note the figures of a turn whose books were closed."""
        if self.plan.quantities:
            rows, low, width = self._figures
            values = state.matrix[rows][:, self.live]
            codes = (values - low) // width + np.arange(len(rows))[:, None] * BINS
            counts = np.bincount(codes.reshape(-1), minlength=len(rows) * BINS)
            self._quantities[:, turn] += counts.reshape(len(rows), BINS)
        for number, period in enumerate(self.plan.periods):
            if period.first <= turn <= period.last and (period.by != "last" or turn == period.last):
                self.sums[number] += state.matrix[self.rules.layout[period.quantity].first]
            if turn == period.last:
                bins = bins_of(self.rules, period)
                sums = self.sums[number, self.live] - bins.turns * bins.block.low
                self._periods[number] += np.bincount(sums // bins.width, minlength=FINE_BINS)

    # ---------------------------------------------------------------- parts of a turn

    def _sample(self, state: State) -> slice:
        """The games whose acts are counted, by their seeds, which follow one another."""
        return slice(-int(state.seeds[0]) % self.plan.every, None, self.plan.every)

    @property
    def _slots(self) -> int:
        return self.rules.book.slots

    @staticmethod
    def _sits(phase: Phase, state: State) -> bool:
        """Whether a phase of the congress is in session; any other phase always is."""
        congress = getattr(phase, "change", phase)
        sits = getattr(congress, "sits", None)
        return bool(sits is None or sits(state.turn))

    def _row(self, state: State, name: str, slot: int) -> NDArray[np.int32]:
        """What the table says of a place, in the sampled games."""
        row = state.matrix[self.rules.layout[f"table_{name}"].first + slot]
        return np.asarray(row[self._sample(state)], np.int32)

    def _tabled(self, state: State, slots: Sequence[int]) -> None:
        live = self.live[self._sample(state)]
        for slot in slots:
            motions = self._row(state, "motion", slot)
            _count(self.tally["tabled"], motions[live & (motions > 0)] - 1)

    def _lobbied(self, state: State) -> None:
        bodies = {body.id for body in self.rules.book.bodies if body.assembly}
        own = np.array([motion.body not in bodies for motion in self.rules.book.motions], np.bool_)
        live = self.live[self._sample(state)]
        for slot in range(self._slots):
            motions, fate = self._row(state, "motion", slot), self._row(state, "fate", slot)
            withdrawn = live & (motions > 0) & (fate == WITHDRAWN)
            _count(self.tally["fates"], (motions[withdrawn] - 1) * 3 + 2)
            moved = live & (motions > 0) & (self._row(state, "venue", slot) == ASSEMBLY)
            moved &= own[motions - 1]
            _count(self.tally["referred"], motions[moved] - 1)

    def _voted(self, phase: SlotVote, state: State) -> None:
        slot, hall, some = phase.slot, phase.kind != "vote", self._sample(state)
        fate, venue = self._row(state, "fate", slot), self._row(state, "venue", slot)
        final = (fate == CARRIED) | (fate == LOST)
        here = final & (venue == ASSEMBLY) if hall else final | (fate == TO_RATIFY)
        games = np.flatnonzero(here & self.live[some] & (self._row(state, "motion", slot) > 0))
        if not len(games):
            return
        motions = self._row(state, "motion", slot)[games] - 1
        ayes, nays = (self._row(state, name, slot)[games] for name in ("ayes", "nays"))
        ended = fate[games] != TO_RATIFY
        _count(self.tally["fates"], (motions * 3 + (fate[games] == LOST))[ended])
        if hall:
            share = (ayes * HALL * 2 + ayes + nays) // np.maximum(2 * (ayes + nays), 1)
            _count(self.tally["halls"], motions * (HALL + 1) + share)
            return
        margin = np.clip(ayes - nays, -MARGIN, MARGIN) + MARGIN
        _count(self.tally["margins"], motions * (2 * MARGIN + 1) + margin)
        people = len(self.rules.people)
        first = self.rules.layout["cast"].row(slot, 0)
        motion_of = np.full(len(fate), -1)
        motion_of[games] = motions
        casts = state.matrix[first : first + people, some]
        who, where = np.nonzero(casts)
        voted = motion_of[where] >= 0
        who, where = who[voted], where[voted]
        codes = (motion_of[where] * people + who) * 5 + casts[who, where]
        _count(self.tally["casts"], codes)

    def _closed(self, state: State) -> None:
        turn, layout = state.turn, self.rules.layout
        if self.plan.acts and self.rules.book.events:
            fired, chosen = layout["fired"], layout["chosen"]
            cards, games = np.nonzero(state.matrix[fired.first : fired.stop] == turn)
            kept = self.live[games]
            cards, games = cards[kept], games[kept]
            _count(self.tally["cards"], cards * (self.rules.turns + 1) + turn)
            options = state.matrix[chosen.first + cards, games]
            _count(self.tally["options"], cards * self.tally["options"].shape[1] + options)
        if self.plan.facts:
            for row, holds in enumerate(
                self._facts.arrays(state.matrix, state.all_games, state.keys, state.clock)
            ):
                new = (self.first[row] == 0) & holds & self.live
                self.first[row][new] = turn
        self.over = self.rules.over(state)

    def turned(self) -> None:
        """The next turn begins: games that have ended are counted no more."""
        self.live = ~self.over

    # ---------------------------------------------------------------- what it needs

    @cached_property
    def over(self) -> NDArray[np.bool_]:
        """Which games have ended, as of the last close."""
        return ~self.live

    @cached_property
    def _figures(self) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
        """Rows, lowest counts and bin widths of the quantities."""
        blocks = [self.rules.layout[name] for name in self.plan.quantities]
        low = np.array([block.low for block in blocks], np.int32)[:, None]
        width = np.array([Bins(block).width for block in blocks], np.int32)[:, None]
        return np.array([block.first for block in blocks], np.int64), low, width

    @cached_property
    def _quantities(self) -> Counts:
        return np.zeros((len(self.plan.quantities), self.rules.turns + 1, BINS), np.int64)

    @cached_property
    def _periods(self) -> Counts:
        return np.zeros((len(self.plan.periods), FINE_BINS), np.int64)

    @cached_property
    def _facts(self) -> Program:
        return truths(self.rules, self.plan.facts)

    # ---------------------------------------------------------------- the end

    def finished(self, state: State, decisions: int, first: int = 0) -> Tally:
        """The tally of the block, in which the bots made so many decisions; `first` is the seed
        that outcomes are counted from.
        """
        rules, games = self.rules, state.games
        ending = state.matrix[rules.layout["over"].first].astype(np.int64) - 1
        winner = state.matrix[rules.layout["winner"].first].astype(np.int64) + 1
        found = self.tally.counts
        found["games"] = np.array([games], np.int64)
        found["decisions"] = np.array([decisions], np.int64)
        found["winners"] = np.zeros((len(rules.book.endings), len(rules.people) + 1), np.int64)
        _count(found["winners"], ending * (len(rules.people) + 1) + winner)
        if self.plan.acts:
            sampled = len(state.seeds[self._sample(state)])
            found["sampled"] = np.array([sampled], np.int64)
            found["questions"] = np.zeros((rules.leaders, MOST_QUESTIONS), np.int64)
            asked = np.minimum(self.asked, MOST_QUESTIONS - 1)
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


def truths(rules: Rules, texts: Sequence[str]) -> Program:
    """Conditions of the world, compiled together. Raises ExpressionError."""
    resolver = Resolver(rules.names, Scope({}, chances=[0]))
    return Program("conditions", [resolver.truth(ex.parse(text)) for text in texts], every=True)


def _count(into: Counts, codes: NDArray[np.integer]) -> None:
    """Add one for every code, the place in the flattened array."""
    if codes.size:
        into += np.bincount(codes.reshape(-1), minlength=into.size).reshape(into.shape)

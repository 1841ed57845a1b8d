"""The bot that looks ahead: it plays each answer out many times from what its seat may know.

An answer is worth the mean of what its lines came to (`engine/foresight.py`): at a horizon the
scenario's `prospects`, at the end of the game whether it was won. All answers are tried under the
same luck; those that do worse are given up half by half (sequential halving: Karnin, Koren and
Somekh, 2013), so that most of the budget goes to those that are hard to tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log2, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import dice
from game.engine.asks import (
    AGENDA,
    ANSWER,
    ASSEMBLY_VOTE,
    BODY_VOTE,
    CHANGE,
    OFFER,
    PASS,
    RATIFY,
    Ask,
)
from game.engine.congress import Change
from game.engine.foresight import OPTIONS, Lines, Thought, Weighed
from game.engine.knowledge import Knowledge
from game.engine.rules import Rules
from game.engine.state import State

_LINES = dice.site("look-ahead bot: lines")
_Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Budget:
    """What a bot may spend on an answer: so many lines, over so many turns from the running one (0:
    to the end of the game), on at most so many options, with at most so many targets of a verb.
    """

    rollouts: int = 96
    turns: int = 2
    options: int = OPTIONS
    targets: int = 3

    @property
    def name(self) -> str:
        """It in short, as files of results name it."""
        return f"{self.rollouts}x{self.turns} of {self.options}, {self.targets} targets"


@dataclass(frozen=True, slots=True)
class LookAhead:
    """A bot that looks ahead with a budget; see the head of this module."""

    budget: Budget = Budget()

    def __call__(self, rules: Rules, known: Knowledge, ask: Ask) -> NDArray[np.int64]:
        """Picks for all seats that are asked, (2, seats, games)."""
        picks = np.full((2, rules.seats, known.games), -1)
        who = [(game, seat) for game, seat in np.argwhere(ask.asked.T).tolist()]
        for thought in self.think(rules, ask, who):
            picks[:, thought.seat, thought.game] = thought.pick
        return picks

    def think(self, rules: Rules, ask: Ask, who: Sequence[tuple[int, int]]) -> list[Thought]:
        """What seats that are asked, each as game and seat and in order, make of the question: all
        of them in one batch.
        """
        state, budget = ask.state, self.budget
        listed = rules.options(state, budget.targets)
        choices = []
        for game, seat in who:
            count = min(int(listed.count[game, seat]), budget.options)
            parts = (listed.verb, listed.target)
            verbs, targets = (part[game, seat, :count].tolist() for part in parts)
            motions = [motion_of(rules, ask, game, verb) for verb in verbs]
            choices.append(_Choice(game, seat, verbs, targets, motions))
        last = min(state.turn + budget.turns - 1, rules.turns) if budget.turns else rules.turns
        while waiting := [choice for choice in choices if choice.lines(budget)]:
            self._round(rules, ask, waiting, last)
        return [choice.thought() for choice in choices]

    def _round(self, rules: Rules, ask: Ask, choices: Sequence[_Choice], last: int) -> None:
        """Try the answers that are left under new luck, and give up the worse half."""
        state = ask.state
        parts = [
            choice.lines_of(choice.lines(self.budget), luck_of(state, choice.game))
            for choice in choices
        ]
        columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
        ends = rules.foresee(state, Lines(*columns), last)
        first = 0
        for choice in choices:
            lines, left = choice.lines(self.budget), len(choice.alive)
            here = slice(first, first + lines * left)
            values, carried = ends.value[here], ends.carried[here]
            choice.note(values.reshape(lines, left), carried.reshape(lines, left))
            first = here.stop


class _Choice:
    """A decision that is being weighed: its answers, those still tried, and what they came to."""

    def __init__(
        self, game: int, seat: int, verbs: list[int], targets: list[int], motions: list[int]
    ) -> None:
        self.game, self.seat = game, seat
        self.verbs, self.targets, self.motions = verbs, targets, motions
        self.alive = list(range(len(verbs)))
        self.tried = 0
        self._given_up: list[int] = []
        self._values: list[list[float]] = [[] for _ in verbs]
        self._carried = [0] * len(verbs)

    def lines(self, budget: Budget) -> int:
        """How many lines each answer that is left gets in the next round."""
        if len(self.alive) < 2:
            return 0
        rounds = ceil(log2(len(self.verbs)))
        return max(1, budget.rollouts // (rounds * len(self.alive)))

    def lines_of(self, count: int, luck: int) -> tuple[NDArray[Any], ...]:
        """The lines of the next round as columns: every answer that is left under the same luck."""
        alive = np.array(self.alive)
        lines = count * len(alive)
        answers = (np.array(given)[alive] for given in (self.verbs, self.targets, self.motions))
        numbers = range(self.tried, self.tried + count)
        keys = np.array([dice.mix_one(luck + number) for number in numbers], np.uint64)
        return (
            np.full(lines, self.game),
            np.full(lines, self.seat),
            *(np.tile(given, count) for given in answers),
            np.repeat(keys, len(alive)),
        )

    def note(self, values: NDArray[np.float64], carried: NDArray[np.int32]) -> None:
        """Take what came of a round, (lines, answers left)."""
        for place, option in enumerate(self.alive):
            self._values[option] += values[:, place].tolist()
            self._carried[option] += int(carried[:, place].sum())
        self.tried += len(values)
        ranked = sorted(self.alive, key=self._mean, reverse=True)
        keep = (len(ranked) + 1) // 2
        self.alive = ranked[:keep]
        self._given_up = ranked[keep:] + self._given_up

    def _mean(self, option: int) -> float:
        values = self._values[option]
        return sum(values) / max(1, len(values))

    def thought(self) -> Thought:
        """What the seat makes of it."""
        found = []
        for option in self.alive + self._given_up:
            values, motion = self._values[option], self.motions[option]
            count = len(values)
            mean = self._mean(option)
            spread = sum((value - mean) ** 2 for value in values) / max(1, count - 1)
            error = _Z95 * sqrt(spread / count) if count > 1 else 100.0
            carried = self._carried[option] / count if count and motion >= 0 else None
            answer = self.verbs[option], self.targets[option]
            found.append(Weighed(*answer, mean, error, count, carried))
        return Thought(self.game, self.seat, tuple(found))


def luck_of(state: State, game: int) -> int:
    """What keys of lines are made from: the bots' own dice, other ones at every ask."""
    here = dice.mix_one(_LINES + state.turn * 1000 + state.step)
    return dice.mix_one(dice.bot_key(int(state.keys[game])) ^ here)


def motion_of(rules: Rules, ask: Ask, game: int, verb: int) -> int:
    """The motion whose fate an answer is about, -1 for none."""
    kind, slots = ask.phase.number, rules.book.slots
    if verb == PASS and kind in (AGENDA, CHANGE, OFFER, ANSWER):
        return -1
    if kind == AGENDA:
        return verb - 1
    if isinstance(ask.phase, Change):
        return ask.phase.motions[verb - 1]
    if kind in (BODY_VOTE, ASSEMBLY_VOTE, RATIFY):
        return int(ask.subject[game])
    if kind == ANSWER:
        offer = rules.layout["said"].row(verb - 1)
        verb = int(ask.state.columns[game, offer])
    if kind not in (OFFER, ANSWER) or verb <= 0:
        return -1
    return int(ask.state.columns[game, rules.layout["table_motion"].row((verb - 1) % slots)]) - 1

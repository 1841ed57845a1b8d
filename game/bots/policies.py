"""The bots that weigh nothing but the moment: random, scripted and historical.

*Random* takes any legal verb, then any legal target, all equally likely. *Scripted* takes what the
scenario's appeals and keyed noise make it like most. *Historical* is scripted with a declared pull
towards what each person really did. How they choose stands in `game/engine/play.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.asks import Ask
from game.engine.knowledge import Knowledge
from game.engine.rules import Counted, Rules
from game.engine.state import State


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to choose: by chance or by appeal, with so much of the scenario's noise and bias."""

    number: int
    noise: float = 1.0
    bias: float = 0.0

    def __call__(self, rules: Rules, _known: Knowledge, ask: Ask) -> NDArray[np.int64]:
        """Picks for all seats that are asked, (2, seats, games)."""
        return rules.picks(ask.state, self.number, self.noise, self.bias)

    def play(
        self, rules: Rules, state: State, last: int = 0, *, counted: Counted | None = None
    ) -> tuple[State, NDArray[np.int64]]:
        """This bot in all seats plays to the report behind the turn `last`, or to the end. Gives
        the state and the number of decisions made in each game; see `Rules.play`.
        """
        return rules.play(state, self.number, self.noise, self.bias, last, counted=counted)


@dataclass(frozen=True, slots=True)
class Retinue:
    """Bots around somebody who is played: those whose patron he is play a policy of their own."""

    others: Policy
    followers: Policy
    players: tuple[str, ...]

    def __call__(self, rules: Rules, known: Knowledge, ask: Ask) -> NDArray[np.int64]:
        """Picks for all seats that are asked, (2, seats, games)."""
        block = rules.layout["patron"]
        patrons = ask.state.matrix[block.first : block.first + rules.seats]
        players = [n for n, person in enumerate(rules.people) if person in self.players]
        led = np.isin(patrons, players)
        picks = self.others(rules, known, ask)
        return np.where(led, self.followers(rules, known, ask), picks) if led.any() else picks

"""An ask: who is asked what now, and what they may answer.

Every phase of a turn answers the same few questions, so that a person at a screen, a pupil in a
browser and ten thousand bots play through one door. A pick has two parts: a verb, and the target it
is aimed at. Verb 0 is always passing and always legal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine.changes import Changes
from game.engine.lanes import distinct
from game.engine.state import State

if TYPE_CHECKING:
    from game.engine.rules import Rules

PASS = 0


class IllegalPick(ValueError):
    """A pick that is not legal: it names the seat, the game and the verb."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Who is asked what. `asked` and `subject` have shapes (seats, games) and (games,); the subject
    is the card or motion before each game, -1 where there is none.
    """

    phase: Phase
    state: State
    asked: NDArray[np.bool_]
    subject: NDArray[np.int64]

    @property
    def name(self) -> str:
        """The phase and which of its asks, `manoeuvre 2`."""
        return self.phase.label

    @property
    def verbs(self) -> tuple[str, ...]:
        """The ids of the verbs, passing first."""
        return self.phase.verbs

    def legal(self) -> NDArray[np.bool_]:
        """Which verbs are legal, shape (verbs, seats, games). Passing always is."""
        return self.phase.legal(self.state)

    def appeal(self) -> NDArray[np.float64]:
        """How much each seat's bot wants each verb by what it may know, (verbs, seats, games)."""
        return self.phase.appeal(self.state)

    def targets(self, verb: int) -> tuple[str, int]:
        """The kind of a verb's targets and how many there are."""
        return self.phase.target_kind(verb)

    def target_legal(self, verb: int, seats: Any, games: Any) -> NDArray[np.bool_]:
        """Which targets are legal for each lane (a seat in a game), shape (targets, lanes)."""
        return self.phase.target_legal(self.state, verb, seats, games)

    def target_appeal(self, verb: int, seats: Any, games: Any) -> NDArray[np.float64]:
        """How much the lanes' bots want each target, shape (targets, lanes)."""
        return self.phase.target_appeal(self.state, verb, seats, games)

    def appeal_of(self, verb: int, seats: Any, games: Any, targets: Any) -> NDArray[np.float64]:
        """How much the lanes' bots want the one target that each names, shape (lanes,)."""
        return self.phase.appeal_of(self.state, verb, seats, games, targets)


class Phase:
    """One ask of a turn. Subclasses say who is asked, what is legal, what bots find attractive
    and what happens when all have answered.
    """

    kind = ""
    verbs: tuple[str, ...] = ("pass",)

    def __init__(self, rules: Rules, step: int = 0, steps: int = 1) -> None:
        self.rules = rules
        self.step = step
        self.steps = steps

    @property
    def label(self) -> str:
        """The phase's name with the number of the ask where there are several."""
        return f"{self.kind} {self.step + 1}" if self.steps > 1 else self.kind

    def open(self, state: State) -> State:
        """What happens before anybody is asked."""
        return state

    def asked(self, state: State) -> NDArray[np.bool_]:
        """Which seats are asked, shape (seats, games)."""
        return np.zeros((self.rules.seats, state.games), np.bool_)

    def subject(self, state: State) -> NDArray[np.int64]:
        """The card or motion before each game."""
        return np.full(state.games, -1)

    def legal(self, state: State) -> NDArray[np.bool_]:
        """Which verbs are legal, shape (verbs, seats, games)."""
        return np.ones((len(self.verbs), self.rules.seats, state.games), np.bool_)

    def appeal(self, state: State) -> NDArray[np.float64]:
        """How much each seat's bot wants each verb, by what it may know, (verbs, seats, games)."""
        return np.zeros((len(self.verbs), self.rules.seats, state.games))

    def noise(self) -> float:
        """The half-width of the triangular noise scripted bots add to appeals here."""
        return self.rules.book.noise

    def target_kind(self, verb: int) -> tuple[str, int]:
        """The kind of targets of a verb and their number; ("none", 0) without."""
        return "none", 0

    def target_legal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.bool_]:
        """Which targets are legal for each lane, shape (targets, lanes)."""
        return np.ones((0, len(seats)), np.bool_)

    def target_appeal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.float64]:
        """How much bots want each target, shape (targets, lanes)."""
        return np.zeros((0, len(seats)))

    def appeal_of(
        self, state: State, verb: int, seats: Any, games: Any, targets: Any
    ) -> NDArray[np.float64]:
        """How much bots want the one target that each lane names, shape (lanes,)."""
        return np.zeros(len(seats))

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        """What happens when all have answered. Picks are (2, seats, games)."""
        return state

    # ---- shared by the phases

    def take(self, picks: NDArray[np.int64], verb: int) -> tuple[Any, Any, Any]:
        """The seats, games and targets of the lanes that took a verb."""
        seats, games = np.nonzero(picks[0] == verb)
        return seats, games, picks[1, seats, games]

    def taken(self, picks: NDArray[np.int64]) -> list[int]:
        """The verbs besides passing that anybody took, in order."""
        verbs = picks[0]
        return distinct(verbs[verbs > 0])

    def finish(self, state: State, changes: Changes) -> State:
        """The state after the collected changes."""
        return self.rules.apply(state, changes)

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

from game.engine.game import PASS, Game
from game.engine.state import State

if TYPE_CHECKING:
    from game.engine.rules import Rules

__all__ = ["PASS", "Ask", "IllegalPick", "Phase"]

REPORT, CARD, ROUND, AGENDA, OFFER, ANSWER, BODY_VOTE, ASSEMBLY_VOTE, CHANGE, RATIFY, CLOSE = range(
    11
)
"""The kinds of phases."""


class IllegalPick(ValueError):
    """A pick that is not legal: it names the seat, the game and the verb."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Who is asked what. `asked` and `subject` have shapes (seats, games) and (games,); the subject
    is the card or motion before each game, -1 where there is none.
    """

    rules: Rules
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
        return self.weighed()[0]

    def appeal(self) -> NDArray[np.float64]:
        """How much each seat's bot wants each legal verb by what it may know, 0 where it is not
        legal, shape (verbs, seats, games).
        """
        return self.weighed()[1]

    def weighed(self) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Legality and appeals of all verbs, (verbs, seats, games)."""
        if "weighed" not in self.state.memo:
            self.state.memo["weighed"] = self.rules.weigh(self)
        return self.state.memo["weighed"]

    def targets(self, verb: int) -> tuple[str, int]:
        """The kind of a verb's targets and how many there are."""
        return self.phase.target_kind(verb)

    def target_legal(self, verb: int, seats: Any, games: Any) -> NDArray[np.bool_]:
        """Which targets are legal for each lane (a seat in a game), shape (targets, lanes)."""
        return self.rules.weigh_targets(self, verb, seats, games)[0]

    def target_appeal(self, verb: int, seats: Any, games: Any) -> NDArray[np.float64]:
        """How much the lanes' bots want each legal target, shape (targets, lanes)."""
        return self.rules.weigh_targets(self, verb, seats, games)[1]


class Phase:
    """One ask of a turn: its kind, its place among its like, its verbs and their targets. What
    happens in it stands in the kernels of its module.
    """

    kind = ""
    number = -1
    verbs: tuple[str, ...] = ("pass",)

    def __init__(self, rules: Rules, step: int = 0, steps: int = 1) -> None:
        self.rules = rules
        self.step = step
        self.steps = steps

    @property
    def label(self) -> str:
        """The phase's name with the number of the ask where there are several."""
        return f"{self.kind} {self.step + 1}" if self.steps > 1 else self.kind

    def noise(self) -> float:
        """The half-width of the triangular noise scripted bots add to appeals here."""
        return self.rules.book.noise

    def target_kind(self, verb: int) -> tuple[str, int]:
        """The kind of targets of a verb and their number; ("none", 0) without."""
        return "none", 0

    def subject(self, state: State) -> NDArray[np.int64]:
        """The card or motion before each game."""
        return np.full(state.games, -1)


# -------------------------------------------------------------------- kernels shared by the phases


def going(game: Game) -> bool:
    """Whether the game has not ended."""
    return game.c[game.over] == 0


def lives(game: Game, person: int) -> bool:
    """Whether a person is alive."""
    return game.c[game.alive + person] != 0


def sits(game: Game, person: int) -> bool:
    """Whether a person is a full member of the voting body."""
    return game.c[game.core + person] == 2

"""A batch of positions: one column of whole numbers a game."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.dice import Keys
from game.engine.program import Clock

Matrix: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class State:
    """Where a batch of games stands: all of them at the same step of the same turn.

    `matrix` is int32 (rows, games), read-only. `turn` counts from 1; `step` is the place in the
    turn's list of asks; `clock` is turn, year, quarter, month, date. `seeds` name the games. While
    a step is being worked out the state is `owned` by the rules, which then write to its matrix.
    """

    matrix: Matrix
    seeds: NDArray[np.uint64]
    keys: Keys
    turn: int
    step: int
    clock: Clock
    owned: bool = False
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def games(self) -> int:
        """How many games."""
        return int(self.matrix.shape[1])

    @property
    def all_games(self) -> NDArray[np.int64]:
        """The numbers of all games, shape (games,)."""
        if "games" not in self.memo:
            self.memo["games"] = np.arange(self.games)
        return self.memo["games"]

    @property
    def cells(self) -> memoryview:
        """The rows of a batch of one game, each a plain number."""
        return self.matrix.reshape(-1).data

    def column(self, game: int = 0) -> list[int]:
        """The rows of one game as plain numbers."""
        name = f"column {game}"
        if name not in self.memo:
            self.memo[name] = self.matrix[:, game].tolist()
        return self.memo[name]

    def digest(self, game: int = 0) -> str:
        """32 hex digits that are equal exactly when the column is."""
        column = np.ascontiguousarray(self.matrix[:, game], dtype="<i4")
        return hashlib.blake2b(column.tobytes(), digest_size=16).hexdigest()

    def select(self, games: Sequence[int] | NDArray[np.int64]) -> State:
        """The given games alone."""
        index = np.asarray(games, np.int64)
        return replace(
            self,
            matrix=frozen(self.matrix[:, index]),
            seeds=self.seeds[index],
            keys=self.keys[index],
            memo={},
        )

    def repeat(self, times: int) -> State:
        """Every game `times` times, its copies side by side."""
        return self.select(np.repeat(np.arange(self.games), times))

    def rekeyed(self, keys: Keys) -> State:
        """The same positions with other dice to come."""
        return replace(self, keys=keys, memo={})

    def with_matrix(self, matrix: Matrix) -> State:
        """The same step with changed rows."""
        return self._with(frozen(matrix), owned=False)

    def draft(self) -> Matrix:
        """A matrix to work on: the state's own while the rules own it, else a copy."""
        return self.matrix if self.owned else self.matrix.copy()

    def drafted(self, matrix: Matrix) -> State:
        """The same step with the worked-on matrix, still owned by the rules."""
        return self._with(matrix, owned=True)

    def taken_over(self) -> State:
        """The same state, owned by the rules: whoever held it may not use it any more."""
        self.matrix.setflags(write=True)
        return replace(self, owned=True, memo=self.memo)

    def released(self) -> State:
        """The state as the rules hand it out: nobody writes to it any more."""
        if not self.owned:
            return self
        self.matrix.setflags(write=False)
        return replace(self, owned=False, memo=self.memo)

    def at(self, turn: int, step: int, clock: Clock) -> State:
        """The same position at another ask."""
        return State(self.matrix, self.seeds, self.keys, turn, step, clock, self.owned)

    def _with(self, matrix: Matrix, *, owned: bool) -> State:
        return State(matrix, self.seeds, self.keys, self.turn, self.step, self.clock, owned)


def frozen(matrix: Matrix) -> Matrix:
    """A matrix nobody can write to any more."""
    matrix = np.ascontiguousarray(matrix, dtype=np.int32)
    matrix.setflags(write=False)
    return matrix

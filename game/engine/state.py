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

    `columns` is int32 (games, rows), read-only, and `matrix` the same as (rows, games). `turn`
    counts from 1; `step` is the place in the turn's list of asks; `clock` is turn, year, quarter,
    month, date. `seeds` name the games.
    """

    columns: Matrix
    seeds: NDArray[np.uint64]
    keys: Keys
    turn: int
    step: int
    clock: Clock
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def matrix(self) -> Matrix:
        """The rows of all games, (rows, games)."""
        return self.columns.T

    @property
    def games(self) -> int:
        """How many games."""
        return int(self.columns.shape[0])

    def column(self, game: int = 0) -> Sequence[int]:
        """The rows of one game as plain numbers."""
        return memoryview(self.columns[game])

    def digest(self, game: int = 0) -> str:
        """32 hex digits that are equal exactly when the column is."""
        column = np.ascontiguousarray(self.columns[game], dtype="<i4")
        return hashlib.blake2b(column.tobytes(), digest_size=16).hexdigest()

    def select(self, games: Sequence[int] | NDArray[np.int64]) -> State:
        """The given games alone."""
        index = np.asarray(games, np.int64)
        return replace(
            self,
            columns=frozen(self.columns[index]),
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
        """The same ask with changed rows, (rows, games)."""
        return self.with_columns(matrix.T)

    def with_columns(self, columns: Matrix) -> State:
        """The same ask with changed columns, (games, rows)."""
        return replace(self, columns=frozen(columns), memo={})

    def at(self, turn: int, step: int, clock: Clock) -> State:
        """The same position at another ask."""
        return replace(self, turn=turn, step=step, clock=clock, memo={})


def frozen(columns: Matrix) -> Matrix:
    """Columns nobody can write to any more."""
    columns = np.ascontiguousarray(columns, dtype=np.int32)
    columns.setflags(write=False)
    return columns

"""Changes collected over one ask: additions that commute, then assignments by initiative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Changes:
    """Additions and assignments collected over one ask, for many games."""

    def __init__(self, games: int) -> None:
        self.games = games
        self.added: list[tuple[Any, Any]] = []
        self.assigned: list[tuple[Any, Any, Any]] = []
        self.few: list[tuple[int, int, bool, int]] = []

    def add(self, rows: Any, games: Any, counts: Any, mask: Any = True, *, rank: Any = 0) -> None:
        """Note an addition for every lane (and axis member) where the mask holds."""
        if mask is not False:
            cells, counts, _ = self._noted(rows, games, counts, mask, rank)
            self.added.append((cells, counts))

    def assign(
        self, rows: Any, games: Any, counts: Any, mask: Any = True, *, rank: Any = 0
    ) -> None:
        """Note an assignment for every lane where the mask holds. `rank` is the initiative of the
        lane: assignments of a lower rank come first.
        """
        if mask is not False:
            self.assigned.append(self._noted(rows, games, counts, mask, rank))

    def _noted(
        self, rows: Any, games: Any, counts: Any, mask: Any, rank: Any
    ) -> tuple[Any, Any, Any]:
        """Cells, counts and ranks of all lanes where the mask holds, in one row."""
        cells = rows * self.games + games
        where = None if mask is True else mask
        shape = cells.shape
        if where is not None and where.shape != shape:
            shape = np.broadcast_shapes(shape, where.shape)
            where = np.broadcast_to(where, shape)
        elif isinstance(counts, np.ndarray) and counts.shape != shape:
            shape = np.broadcast_shapes(shape, counts.shape)
        return (
            _listed(cells, shape, where),
            _listed(counts, shape, where),
            _listed(rank, shape, where),
        )

    def add_plain(self, found: Sequence[tuple[int, int, bool]], rank: int) -> None:
        """Note changes (row, count, adds) of one lane of a single game."""
        self.few.extend((row, count, adds, rank) for row, count, adds in found)

    def __bool__(self) -> bool:
        return bool(self.added or self.assigned or self.few)

    def apply(self, matrix: NDArray[np.int32], low: Any, high: Any) -> NDArray[np.int64]:
        """Change the matrix in place, additions first, then assignments in order of initiative (of
        equal ones the last noted stands). Gives the rows that were touched.
        """
        for adds in (True, False):
            part = [(row, count, rank) for row, count, plus, rank in self.few if plus is adds]
            if part:
                rows, counts, ranks = np.array(part, np.int64).T
                (self.add if adds else self.assign)(rows, 0, counts, rank=ranks)
        self.few = []
        flat = matrix.reshape(-1)
        touched = []
        if self.added:
            cells, counts = _joined(self.added)
            np.add.at(flat, cells, counts)
            touched.append(cells)
        if self.assigned:
            cells, counts, rank = _joined(self.assigned)
            if rank.any():
                order = rank.argsort(kind="stable")
                cells, counts = cells[order], counts[order]
            flat[cells] = counts
            touched.append(cells)
        cells = np.concatenate(touched) if len(touched) > 1 else touched[0]
        rows = cells // self.games
        flat[cells] = np.minimum(np.maximum(flat[cells], low[rows, 0]), high[rows, 0])
        return rows


def _listed(value: Any, shape: tuple[int, ...], where: Any) -> Any:
    """The values of a shape, where a mask holds, in one row; what is equal for all stays single."""
    if not isinstance(value, np.ndarray) or not value.ndim:
        return value
    if value.shape != shape:
        value = np.broadcast_to(value, shape)
    return value.reshape(-1) if where is None else value[where]


def _joined(parts: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Noted parts end to end: their cells, and for each the counts and ranks."""
    cells = np.concatenate([part[0] for part in parts])
    others = [np.empty(len(cells), np.int32) for _ in parts[0][1:]]
    start = 0
    for first, *rest in parts:
        stop = start + len(first)
        for whole, value in zip(others, rest, strict=True):
            whole[start:stop] = value
        start = stop
    return cells, *others

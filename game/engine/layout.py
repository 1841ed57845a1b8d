"""Names to rows of the matrix: every quantity, relation and memory is a block of rows.

A block has one row for the world, one for each member of a kind (person, bloc, post, ...), or one
for each pair of two kinds, the first varying slowest. Every row has a range, at which it saturates,
and a step: a block with step 0.1 is stored as a count of tenths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Seen:
    """Who sees a block exactly, and what the others have instead.

    `by`: all, self (the first of its members), both, nobody, or posts (holders of `posts`). What is
    said in the corridor is `heard` by who says it and whom it is said to; what it did to a person
    is `told` to him, and a promise to those who spoke to him about the motion.
    `band`: the others see it in bands of this width. `estimate`: id of the formula the others have.
    Without either the others have the starting value.
    """

    by: str = "all"
    posts: tuple[int, ...] = ()
    band: float = 0.0
    estimate: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows `first` to `first + size` of the matrix.

    `kinds` names its axes, `counts` their lengths. Stored counts are read as `count / scale`
    (or `count * -scale` where scale is negative: a step above 1). `holds` is what a row means:
    number, truth, or the kind of entity whose index it stores (-1 nobody).
    """

    name: str
    first: int
    kinds: tuple[str, ...]
    counts: tuple[int, ...]
    low: int
    high: int
    scale: int = 1
    holds: str = "number"
    seen: Seen = Seen()
    derived: bool = False

    @property
    def size(self) -> int:
        """The number of its rows."""
        size = 1
        for count in self.counts:
            size *= count
        return size

    @property
    def stop(self) -> int:
        """The row after its last."""
        return self.first + self.size

    def row(self, *members: int) -> int:
        """The row of a member or pair."""
        row = 0
        for count, member in zip(self.counts, members, strict=True):
            row = row * count + member
        return self.first + row

    def read(self, count: float) -> float:
        """The value of a stored count."""
        return count / self.scale if self.scale > 0 else count * -self.scale

    def store(self, value: float) -> int:
        """The stored count of a value, rounded to the step and cut to the range."""
        scaled = value * self.scale if self.scale > 0 else value / -self.scale
        return min(max(int(np.floor(scaled + 0.5)), self.low), self.high)


def scale_of(step: float) -> int:
    """The scale of a step: 10 for 0.1, 1 for 1, -10 for 10.

    Raises ValueError for a step that is neither a whole number nor one over a whole number.
    """
    whole = round(step) if step >= 1 else round(1 / step)
    if step >= 1 and whole == step:
        return 1 if whole == 1 else -whole
    if step < 1 and abs(whole * step - 1) < 1e-9:
        return whole
    raise ValueError(f"a step must be a whole number or one over a whole number, not {step}")


class Layout:
    """All blocks of a scenario, in order, with the members of every kind."""

    def __init__(self, members: dict[str, tuple[str, ...]]) -> None:
        self.members = members
        self.blocks: dict[str, Block] = {}
        self.rows = 0

    def add(
        self,
        name: str,
        kinds: Sequence[str] = (),
        *,
        low: float = 0,
        high: float = 1,
        step: float = 1,
        holds: str = "number",
        seen: Seen | None = None,
        derived: bool = False,
    ) -> Block:
        """Append a block; range and step in the units of its values. Raises ValueError on a name
        given twice or an impossible step.
        """
        if name in self.blocks:
            raise ValueError(f"block {name!r} declared twice")
        scale = scale_of(step)
        factor = scale if scale > 0 else 1 / -scale
        block = Block(
            name=name,
            first=self.rows,
            kinds=tuple(kinds),
            counts=tuple(len(self.members[kind]) for kind in kinds),
            low=round(low * factor),
            high=round(high * factor),
            scale=scale,
            holds=holds,
            seen=seen or Seen(),
            derived=derived,
        )
        self.blocks[name] = block
        self.rows += block.size
        return block

    def entities(
        self, name: str, kinds: Sequence[str], holds: str, *, seen: Seen | None = None
    ) -> Block:
        """Append a block whose rows store an entity of kind `holds`, or nobody."""
        high = len(self.members[holds]) - 1
        return self.add(name, kinds, low=NOBODY, high=high, holds=holds, seen=seen)

    def __getitem__(self, name: str) -> Block:
        return self.blocks[name]

    def bounds(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Lowest and highest count of every row, shapes (rows, 1)."""
        low = np.empty((self.rows, 1), np.int32)
        high = np.empty((self.rows, 1), np.int32)
        for block in self.blocks.values():
            low[block.first : block.stop] = block.low
            high[block.first : block.stop] = block.high
        return low, high

    @cached_property
    def row_names(self) -> list[str]:
        """The name of every row: `grain`, `standing[rykov]`, `trust[kalinin,rykov]`."""
        names: list[str] = []
        for block in self.blocks.values():
            if not block.kinds:
                names.append(block.name)
                continue
            labels = [""]
            for kind in block.kinds:
                labels = [f"{a},{b}" if a else b for a in labels for b in self.members[kind]]
            names.extend(f"{block.name}[{label}]" for label in labels)
        return names

"""Many sums evaluated together.

Most wishes are sums of simple terms: a constant, a trait, a coefficient times a row. A Stack brings
a list of formulas to that form and evaluates all such terms at once, however many: the rows
are gathered, multiplied by their coefficients, rounded to 1/1024 and summed by formula, so that the
order of summation does not matter. What does not fit is evaluated by a Program and added.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.formulas import Arithmetic, Const, Fixed, Formula, Read, Single, Var
from game.engine.program import Clock, Program


class Stack:
    """Sums over one axis variable, for all games; gives an array (formulas, members, games)."""

    def __init__(self, name: str, formulas: Sequence[Formula], axis: Var) -> None:
        self.axis = axis
        self.count = len(formulas)
        self.constant = np.zeros((len(formulas), axis.size, 1))
        rows: list[list[int]] = []
        factors: list[float] = []
        owners: list[int] = []
        rest: list[tuple[int, Formula]] = []
        for number, formula in enumerate(formulas):
            for factor, term in terms(formula, 1.0):
                if isinstance(term, Const):
                    self.constant[number] += factor * term.value
                elif isinstance(term, Fixed) and term.index == axis:
                    self.constant[number, :, 0] += factor * np.array(term.values[: axis.size])
                elif (found := self.rows_of(term)) is not None:
                    rows.append(found)
                    factors.append(factor * term.block.read(1))  # type: ignore[union-attr]
                    owners.append(number)
                else:
                    rest.append(
                        (
                            number,
                            term
                            if factor == 1.0
                            else Arithmetic("*", Const(factor, "number"), term),
                        )
                    )
        self.rows = np.array(rows, np.int64).reshape(len(rows), axis.size)
        self.factors = np.array(factors).reshape(-1, 1, 1) * 1024.0
        self.owners = np.array(owners, np.int64)
        self.rest = rest
        self.program = Program(name, [formula for _, formula in rest], axes=[axis], every=True)

    def rows_of(self, term: Formula) -> list[int] | None:
        """The row each member of the axis reads, where the term is a plain row."""
        if not isinstance(term, Read) or term.type != "number":
            return None
        block = term.block
        if not term.index:
            return [block.first] * self.axis.size
        if term.index == (self.axis,) and self.axis.size <= block.counts[0]:
            return list(range(block.first, block.first + self.axis.size))
        return None

    @cached_property
    def segments(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each formula's terms start in the list of terms, and which formulas have any."""
        firsts = [n for n, owner in enumerate(self.owners) if n == 0 or owner != self.owners[n - 1]]
        return np.array(firsts, np.int64), self.owners[firsts]

    def arrays(self, matrix: Any, games: Any, keys: Any, clock: Clock) -> NDArray[np.float64]:
        """All sums, (formulas, members, games)."""
        result = np.empty((self.count, self.axis.size, matrix.shape[1]))
        result[:] = self.constant
        if len(self.rows):
            parts = matrix[self.rows] * self.factors
            parts += 0.5
            np.floor(parts, out=parts)
            firsts, owners = self.segments
            result[owners] += np.add.reduceat(parts, firsts, axis=0) * (1.0 / 1024.0)
        for (number, _), value in zip(
            self.rest, self.program.arrays(matrix, games, keys, clock), strict=True
        ):
            result[number] += value
        return result


def terms(formula: Formula, factor: float) -> list[tuple[float, Formula]]:
    """The terms of a sum with their constant factors."""
    match formula:
        case Const(value=value):
            return [(factor * value, Const(1.0, "number"))]
        case Arithmetic(op="+", a=a, b=b):
            return [*terms(a, factor), *terms(b, factor)]
        case Arithmetic(op="-", a=a, b=b):
            return [*terms(a, factor), *terms(b, -factor)]
        case Single(op="neg", x=x):
            return terms(x, -factor)
        case Arithmetic(op="*", a=Const(value=value), b=b):
            return terms(b, factor * value)
        case Arithmetic(op="*", a=a, b=Const(value=value)):
            return terms(a, factor * value)
        case Arithmetic(op="/", a=a, b=Const(value=value)):
            return terms(a, factor / value)
    return [(factor, formula)]

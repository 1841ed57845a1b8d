"""The machine as plain Python: the kernels as they are, formulas as `Program` prints them.

It needs nothing but Python, and is what the compiled machine is tested against. It is slower by a
factor of a hundred or more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.at_once import AtOnce
from game.engine.effects import formulas_of
from game.engine.formulas import Formula, Var, walk
from game.engine.in_order import InOrder
from game.engine.machine.kernel import Environment, Kernel
from game.engine.program import Program
from game.engine.tables import Entry, Sweep, Table

_TYPES = {"int": np.int32, "float": np.float64, "Word": np.uint64}


class PythonMachine:
    """An interpreted game; see `machines.Machine`. The arguments are those of `WasmMachine`."""

    def __init__(
        self,
        environment: Environment,
        tables: Mapping[str, Table],
        bound: Mapping[str, tuple[str, int]],
        services: Mapping[str, Kernel],
        entries: Sequence[Kernel],
    ) -> None:
        self.game: Any = SimpleNamespace(**environment.constants)
        self._kinds = {name: array.kind for name, array in environment.arrays.items()}
        self._constants = environment.constants
        self._bound = bound
        self._services = services
        self._entries = {kernel.__name__: kernel for kernel in entries}
        for name, array in environment.arrays.items():
            zero = 0.0 if array.kind == "float" else 0
            setattr(self.game, name, list(array.values) or [zero] * array.size)
        for name, variable in environment.variables.items():
            setattr(self.game, name, 0.0 if variable.kind == "float" else 0)
        for name, table in tables.items():
            setattr(self.game, name, self._table(table))

    def read(self, name: str, count: int) -> NDArray[Any]:
        """A copy of the first places of an array."""
        return np.array(getattr(self.game, name)[:count], _TYPES[self._kinds[name]])

    def write(self, name: str, values: NDArray[Any]) -> None:
        """Fill the first places of an array."""
        getattr(self.game, name)[: len(values)] = values.tolist()

    def call(self, name: str, *values: float) -> None:
        """Run an entry."""
        self._entries[name](self.game, *values)

    def constant(self, name: str) -> float:
        """A constant of the game."""
        return self._constants[name]

    # ---------------------------------------------------------------- formulas

    def _table(self, table: Table) -> Callable[..., Any]:
        runs = [self._entry(entry, table.parameters) for entry in table.entries]
        if table.single:
            return runs[0]
        return lambda number, *values: runs[number](*values)

    def _entry(self, entry: Entry, parameters: Sequence[Var]) -> Callable[..., Any]:
        match entry:
            case AtOnce():
                return self._effects(entry, parameters)
            case InOrder():
                return lambda: entry.plain(self.game.c, self.game.key, self._clock())
            case Sweep():
                return self._sweep(entry, parameters)
        return self._value(entry, parameters)

    def _clock(self) -> tuple[int, int, int, int, int]:
        game = self.game
        return game.turn, game.year, game.quarter, game.month, game.date

    def _outside(self, formulas: Sequence[Formula], known: Sequence[Var]) -> list[Var]:
        """The variables of formulas that stand in the game."""
        names = {var.name for var in known}
        found = {
            part.name: part
            for formula in formulas
            for part in walk(formula)
            if isinstance(part, Var) and part.name in self._bound and part.name not in names
        }
        return list(found.values())

    def _given(self, variables: Sequence[Var]) -> list[Any]:
        """The values of variables that stand in the game."""
        found = []
        for var in variables:
            attribute, place = self._bound[var.name]
            value = getattr(self.game, attribute)
            found.append(value[place] if isinstance(value, list) else value)
        return found

    def _value(self, formula: Formula, parameters: Sequence[Var]) -> Callable[..., Any]:
        outside = self._outside([formula], parameters)
        program = Program("value", [formula], [*parameters, *outside])

        def run(*values: Any) -> Any:
            game = self.game
            given = self._given(outside)
            return program.plain(game.c, game.key, self._clock(), *values, *given)[0]

        return run

    def _effects(self, effects: AtOnce, parameters: Sequence[Var]) -> Callable[..., None]:
        outside = self._outside(list(formulas_of(effects.changes)), parameters)
        program = AtOnce(effects.name, effects.changes, [*parameters, *outside])
        add, assign = self._services["note_add"], self._services["note_set"]

        def run(*values: Any) -> None:
            game = self.game
            noted: list[tuple[int, int, bool]] = []
            given = self._given(outside)
            program.plain(game.c, game.key, self._clock(), noted, *values, *given)
            for row, count, adds in noted:
                (add if adds else assign)(game, row, count)

        return run

    def _sweep(self, sweep: Sweep, parameters: Sequence[Var]) -> Callable[..., int]:
        variables = [*sweep.variables, *parameters]
        condition = self._value(sweep.condition, variables)
        numbers = [self._value(formula, variables) for formula in sweep.numbers]
        sizes = [var.size for var in sweep.variables]

        def run(*values: Any) -> int:
            game, count = self.game, 0
            if not sizes:
                return 0
            for number, members in enumerate(product(*map(range, sizes))):
                if sweep.only and not getattr(game, sweep.only)[number]:
                    continue
                if condition(*members, *values):
                    getattr(game, sweep.found)[count] = number
                    for name, value in zip(sweep.values, numbers, strict=True):
                        getattr(game, name)[count] = value(*members, *values)
                    count += 1
            return count

        return run

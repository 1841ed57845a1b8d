"""Formulas as running code: one text, two forms, compiled when first used."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import product
from math import prod
from typing import Any, TypeAlias

import numpy as np

from game.engine.formulas import Formula, Var, by_lane
from game.engine.printer import CLOCK_NAMES, Arrays, Plain, variable

Clock: TypeAlias = tuple[int, int, int, int, int]
"""turn, year, quarter, month, date (months since year 0)."""


def compiled(name: str, lines: Sequence[str], namespace: dict[str, Any]) -> Callable[..., Any]:
    """The function defined by source lines we printed ourselves."""
    exec(compile("\n".join(lines), f"<{name}>", "exec"), namespace)  # noqa: S102 - our own print
    return namespace["f"]


_VALUE = re.compile(r"\bx\d+\b")
_MADE = re.compile(r"\s*x\d+ = ")


def needed(lines: Sequence[str]) -> list[str]:
    """Printed lines without values that nothing uses."""
    used: set[str] = set()
    found: list[str] = []
    for line in reversed(lines):
        names = _VALUE.findall(line)
        if _MADE.match(line) and names[0] not in used:
            continue
        used.update(names)
        found.append(line)
    return found[::-1]


def tidied(lines: Sequence[str]) -> list[str]:
    """Printed lines that let go of every value after its last use.

    Hundreds of arrays kept to the end of a function would not fit into the processor's cache.
    """
    lines = needed(lines)
    last: dict[str, int] = {}
    top = 0
    for number, line in enumerate(lines):
        if not line.startswith(" "):
            top = number
        for name in _VALUE.findall(line):
            last[name] = top
    made = {line.split(" ", 1)[0] for line in lines}
    done: dict[int, list[str]] = {}
    for name, number in last.items():
        if name in made:
            done.setdefault(number, []).append(name)
    found: list[str] = []
    for number, line in enumerate(lines):
        if not line.startswith(" "):
            top = number
        found.append(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if top in done and following and not following.startswith(" "):
            found.append(f"del {', '.join(done[top])}")
    return found


class Program:
    """Several formulas over the same bound variables, evaluated together.

    `arrays(M, g, keys, clock, *values)` gives an array for each formula, of shape (axes..., lanes),
    for lanes whose variables are `values` and whose games are `g`. `plain(c, key, clock, *values)`
    gives plain numbers for one lane of one game with the column `c`.
    """

    def __init__(
        self,
        name: str,
        formulas: Sequence[Formula],
        variables: Sequence[Var] = (),
        axes: Sequence[Var] = (),
        *,
        every: bool = False,
    ) -> None:
        self.name = name
        self.formulas = tuple(formulas)
        self.variables = tuple(variables)
        self.axes = tuple(axes)
        self.every = every
        self.width = prod(var.size for var in self.axes)

    @cached_property
    def arrays(self) -> Callable[..., tuple[Any, ...]]:
        """The form over many lanes."""
        printer = Arrays(self.axes, every=self.every)
        results = [printer.show(formula) for formula in self.formulas]
        head = "".join(f", {variable(var.name)}" for var in self.variables)
        lines = [f"def f(M, g, keys, clock{head}):", f"    {CLOCK_NAMES} = clock"]
        end = f"return ({', '.join(results)}{',' if results else ''})"
        lines += [f"    {line}" for line in tidied([*printer.lines, end])]
        return compiled(self.name, lines, printer.namespace)

    @cached_property
    def plain(self) -> Callable[..., tuple[Any, ...]]:
        """The form over plain numbers; axis variables are given values like the others."""
        printer = Plain()
        results = [printer.show(formula) for formula in self.formulas]
        head = "".join(f", {variable(var.name)}" for var in (*self.axes, *self.variables))
        lines = [f"def f(c, key, clock{head}):", f"    {CLOCK_NAMES} = clock"]
        lines.append(f"    return ({', '.join(results)}{',' if results else ''})")
        return compiled(self.name, lines, printer.namespace)

    @cached_property
    def at_member(self) -> Program:
        """The same formulas for lanes that each name a member of the one axis, given last."""
        (axis,) = self.axes
        formulas = [by_lane(formula, axis) for formula in self.formulas]
        return Program(self.name, formulas, [*self.variables, replace(axis, axis=False)])

    def for_all(self, matrix: Any, games: Any, keys: Any, clock: Clock) -> tuple[Any, ...]:
        """One array a formula for all games; a single game is worked out with plain numbers."""
        if matrix.shape[1] == 1:
            return self.lane_by_lane(matrix.reshape(-1).data, int(keys[0]), clock, 1, ())
        return self.arrays(matrix, games, keys, clock)

    def lane_by_lane(
        self, cells: Any, key: int, clock: Clock, lanes: int, values: Sequence[Any]
    ) -> tuple[Any, ...]:
        """What `arrays` gives for lanes of one game, worked out with plain numbers."""
        plain = self.plain
        given = (
            list(zip(*(value.tolist() for value in values), strict=True))
            if values
            else [()] * lanes
        )
        members = list(product(*(range(axis.size) for axis in self.axes)))
        found = [plain(cells, key, clock, *member, *lane) for member in members for lane in given]
        shape = (*(axis.size for axis in self.axes), lanes)
        return tuple(
            np.array(column, _KINDS.get(formula.type, np.int64)).reshape(shape)
            for formula, column in zip(self.formulas, zip(*found, strict=True), strict=True)
        )


_KINDS: dict[str, Any] = {"number": np.float64, "truth": np.bool_}

"""Formulas as running code over plain numbers, compiled when first used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from game.engine.formulas import Formula, Var
from game.engine.printer import CLOCK_NAMES, Plain, variable

Clock: TypeAlias = tuple[int, int, int, int, int]
"""turn, year, quarter, month, date (months since year 0)."""


def compiled(name: str, lines: Sequence[str], namespace: dict[str, Any]) -> Callable[..., Any]:
    """The function defined by source lines we printed ourselves."""
    exec(compile("\n".join(lines), f"<{name}>", "exec"), namespace)  # noqa: S102 - our own print
    return namespace["f"]


class Program:
    """Several formulas over the same bound variables, worked out together.

    `plain(c, key, clock, *values)` gives their values for one game with the column `c`; axis
    variables are given values like the others, and stand before them.
    """

    def __init__(
        self,
        name: str,
        formulas: Sequence[Formula],
        variables: Sequence[Var] = (),
        axes: Sequence[Var] = (),
    ) -> None:
        self.name = name
        self.formulas = tuple(formulas)
        self.variables = tuple(variables)
        self.axes = tuple(axes)

    @cached_property
    def plain(self) -> Callable[..., tuple[Any, ...]]:
        """The formulas' values as a function of a column, a key, the clock and the variables."""
        printer = Plain()
        results = [printer.show(formula) for formula in self.formulas]
        head = "".join(f", {variable(var.name)}" for var in (*self.axes, *self.variables))
        lines = [f"def f(c, key, clock{head}):", f"    {CLOCK_NAMES} = clock"]
        lines.append(f"    return ({', '.join(results)}{',' if results else ''})")
        return compiled(self.name, lines, printer.namespace)

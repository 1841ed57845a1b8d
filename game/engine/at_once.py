"""Effects at once: all picks of one ask read the same snapshot of the game."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property

from game.engine.effects import Change, ForEach, Where, Write
from game.engine.formulas import Const, Var
from game.engine.layout import Block
from game.engine.printer import CLOCK_NAMES, Plain, variable
from game.engine.program import compiled


class AtOnce:
    """Changes that read a snapshot: `plain(c, key, clock, out, *values)` appends what they note,
    (row, count, adds), to a list.
    """

    def __init__(self, name: str, changes: Sequence[Change], variables: Sequence[Var]) -> None:
        self.name = name
        self.changes = tuple(changes)
        self.variables = tuple(variables)

    @property
    def head(self) -> str:
        return "".join(f", {variable(var.name)}" for var in self.variables)

    @cached_property
    def plain(self) -> Callable[..., None]:
        """The changes as a function of a column, a key, the clock, a list and the variables."""
        printer = Plain()
        lines = [f"def f(c, key, clock, out{self.head}):", f"    {CLOCK_NAMES} = clock"]
        self._plain(printer, lines, self.changes, "    ")
        lines.append("    return None")
        return compiled(self.name, lines, printer.namespace)

    def _plain(
        self, printer: Plain, lines: list[str], changes: Sequence[Change], indent: str
    ) -> None:
        for change in changes:
            match change:
                case Write(block=block, index=index):
                    valid = printer.valid(block, index)
                    cell = f"{printer.row(block, index)}, {counted(printer, change)}"
                    code = f"out.append(({cell}, {change.adds}))"
                    lines.append(
                        f"{indent}if {valid}: {code}" if valid != "True" else indent + code
                    )
                case ForEach(var=var, where=where, do=do):
                    lines.append(f"{indent}for {variable(var.name)} in range({var.size}):")
                    lines.append(f"{indent}    if {printer.show(where)}:")
                    self._plain(printer, lines, do, indent + "        ")
                case Where(condition=condition, then=then, otherwise=otherwise):
                    lines.append(f"{indent}if {printer.show(condition)}:")
                    self._plain(printer, lines, then, indent + "    ")
                    lines.append(f"{indent}    pass")
                    if otherwise:
                        lines.append(f"{indent}else:")
                        self._plain(printer, lines, otherwise, indent + "    ")


def counted(printer: Plain, change: Write) -> str:
    """The source of the whole count a statement adds or assigns."""
    value = printer.show(change.value)
    if change.block.holds not in ("number", "truth"):
        return value
    if isinstance(change.value, Const):
        return repr(whole(change.block, change.value.value))
    scale = change.block.scale
    scaled = (
        f"{value} * {float(scale)!r}"
        if scale > 1
        else f"{value} / {float(-scale)!r}"
        if scale < 0
        else value
    )
    return f"floor({scaled} + 0.5)"


def whole(block: Block, value: float) -> int:
    """A value as a whole count of a block, not cut to its range."""
    scaled = value * block.scale if block.scale > 0 else value / -block.scale
    return math.floor(scaled + 0.5)

"""Effects at once: all picks of one ask read the same snapshot of the game."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property

from game.engine.effects import Change, ForEach, Where, Write
from game.engine.formulas import Const, Var
from game.engine.layout import Block
from game.engine.printer import CLOCK_NAMES, Arrays, Plain, both, variable
from game.engine.program import compiled, tidied


class AtOnce:
    """Changes that read a snapshot: `arrays(M, g, keys, clock, out, rank, *values)` notes them in a
    Changes; `plain(c, key, clock, out, *values)` appends (row, count, adds) to a list.
    """

    def __init__(self, name: str, changes: Sequence[Change], variables: Sequence[Var]) -> None:
        self.name = name
        self.changes = tuple(changes)
        self.variables = tuple(variables)

    @property
    def head(self) -> str:
        return "".join(f", {variable(var.name)}" for var in self.variables)

    @cached_property
    def arrays(self) -> Callable[..., None]:
        """The form over many lanes."""
        printer = Arrays([], every=False)
        self._arrays(printer, self.changes, "True")
        lines = [f"def f(M, g, keys, clock, out, rank{self.head}):", f"    {CLOCK_NAMES} = clock"]
        lines += [f"    {line}" for line in tidied([*printer.lines, "return None"])]
        return compiled(self.name, lines, printer.namespace)

    def _arrays(self, printer: Arrays, changes: Sequence[Change], mask: str) -> None:
        for change in changes:
            match change:
                case Write():
                    row, valid = printer.rows(change.block, change.index)
                    counts = stored(printer, change)
                    where = both(printer, mask, valid or "True")
                    verb = "add" if change.adds else "assign"
                    printer.lines.append(f"out.{verb}({row}, g, {counts}, {where}, rank=rank)")
                case ForEach(var=var, where=where, do=do):
                    printer.axes.insert(0, var.name)
                    self._arrays(printer, do, both(printer, mask, printer.show(where)))
                    printer.axes.pop(0)
                case Where(condition=condition, then=then, otherwise=otherwise):
                    test = printer.show(condition)
                    self._arrays(printer, then, both(printer, mask, test))
                    if otherwise:
                        no = printer.emit(f"logical_not({test})", test)
                        self._arrays(printer, otherwise, both(printer, mask, no))

    @cached_property
    def plain(self) -> Callable[..., None]:
        """The form for one lane of one game."""
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


def stored(printer: Arrays, change: Write) -> str:
    """The source of the whole counts a statement adds or assigns, in the arrays form."""
    value = printer.show(change.value)
    if change.block.holds not in ("number", "truth"):
        return value
    if isinstance(change.value, Const):
        return repr(whole(change.block, change.value.value))
    scale = change.block.scale
    if scale == 1 and value in printer.whole:
        return value
    scaled = (
        f"{value} * {float(scale)!r}"
        if scale > 1
        else f"{value} / {float(-scale)!r}"
        if scale < 0
        else value
    )
    return printer.emit(f"floor({scaled} + 0.5)", value)


def counted(printer: Plain, change: Write) -> str:
    """The same in the plain form."""
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

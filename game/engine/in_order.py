"""Effects in order: the statements of report, close and derived quantities, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from game.engine.at_once import counted
from game.engine.effects import Change, ForEach, Where, Write
from game.engine.printer import CLOCK_NAMES, Plain, variable
from game.engine.program import compiled


class InOrder:
    """Changes run one after the other, each reading what stands at that moment: `plain(c, key,
    clock)` changes a column.
    """

    def __init__(self, name: str, changes: Sequence[Change]) -> None:
        self.name = name
        self.changes = tuple(changes)

    @cached_property
    def plain(self) -> Callable[..., None]:
        """The changes as a function of a column, a key and the clock."""
        printer = Plain()
        lines = ["def f(c, key, clock):", f"    {CLOCK_NAMES} = clock"]
        self._plain(printer, lines, self.changes, "    ")
        lines.append("    return None")
        return compiled(self.name, lines, printer.namespace)

    def _plain(
        self, printer: Plain, lines: list[str], changes: Sequence[Change], indent: str
    ) -> None:
        for change in changes:
            match change:
                case Write(block=block, index=index):
                    row, value = printer.row(block, index), counted(printer, change)
                    valid = printer.valid(block, index)
                    if valid != "True":
                        lines.append(f"{indent}if {valid}:")
                    start = indent + ("    " if valid != "True" else "")
                    lines.append(f"{start}r = {row}")
                    lines.append(f"{start}n = {'c[r] + ' if change.adds else ''}{value}")
                    low, high = block.low, block.high
                    lines.append(
                        f"{start}c[r] = {low} if n < {low} else {high} if n > {high} else n"
                    )
                case Where(condition=condition, then=then, otherwise=otherwise):
                    lines.append(f"{indent}if {printer.show(condition)}:")
                    self._plain(printer, lines, then, indent + "    ")
                    lines.append(f"{indent}    pass")
                    if otherwise:
                        lines.append(f"{indent}else:")
                        self._plain(printer, lines, otherwise, indent + "    ")
                case ForEach(var=var, where=where, do=do):
                    members = f"m{len(lines)}"
                    name = variable(var.name)
                    run = f"for {name} in range({var.size}) if {printer.show(where)}"
                    lines.append(f"{indent}{members} = [({name},) {run}]")
                    self._plain_each(printer, lines, do, indent, members, (name,))

    def _plain_each(
        self,
        printer: Plain,
        lines: list[str],
        changes: Sequence[Change],
        indent: str,
        members: str,
        names: tuple[str, ...],
    ) -> None:
        """Statements over all members: each statement reads for all of them before it writes."""
        heads = f"({', '.join(names)},)"
        for change in changes:
            match change:
                case Write(block=block, index=index):
                    valid = printer.valid(block, index)
                    test = f" if {valid}" if valid != "True" else ""
                    pair = f"({printer.row(block, index)}, {counted(printer, change)})"
                    lines.append(f"{indent}w = [{pair} for {heads} in {members}{test}]")
                    lines.append(
                        f"{indent}for r, n in w: c[r] = {'c[r] + ' if change.adds else ''}n"
                    )
                    lines.append(
                        f"{indent}for r, n in w: c[r] = min(max(c[r], {block.low}), {block.high})"
                    )
                case Where(condition=condition, then=then, otherwise=otherwise):
                    test = printer.show(condition)
                    yes, no = f"m{len(lines)}y", f"m{len(lines)}n"
                    lines.append(f"{indent}{yes} = [{heads} for {heads} in {members} if {test}]")
                    if otherwise:
                        lines.append(
                            f"{indent}{no} = [{heads} for {heads} in {members} if not {test}]"
                        )
                    self._plain_each(printer, lines, then, indent, yes, names)
                    if otherwise:
                        self._plain_each(printer, lines, otherwise, indent, no, names)
                case ForEach(var=var, where=where, do=do):
                    inner = f"m{len(lines)}"
                    name = variable(var.name)
                    tuple_ = f"({', '.join((*names, name))},)"
                    run = f"for {name} in range({var.size}) if {printer.show(where)}"
                    lines.append(f"{indent}{inner} = [{tuple_} for {heads} in {members} {run}]")
                    self._plain_each(printer, lines, do, indent, inner, (*names, name))

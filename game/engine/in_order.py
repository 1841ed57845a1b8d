"""Effects in order: the statements of report, close and derived quantities, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.at_once import counted, stored
from game.engine.effects import Change, ForEach, Where, Write, targets, timed, wide, written
from game.engine.formulas import Var
from game.engine.printer import CLOCK_NAMES, Arrays, Plain, both, variable
from game.engine.program import compiled, tidied


def put(
    matrix: Any, rows: Any, games: Any, counts: Any, mask: Any, adds: bool, low: int, high: int
) -> None:
    """Write looked-up rows in place: additions may meet in one row, of assignments the last member
    of the axis stands.
    """
    rows, games, counts, mask = np.broadcast_arrays(rows, games, counts, mask)
    flat = matrix.reshape(-1)
    cells = (rows * matrix.shape[1] + games)[mask]
    if adds:
        np.add.at(flat, cells, counts[mask].astype(np.int32))
    else:
        flat[cells] = counts[mask]
    flat[cells] = np.minimum(np.maximum(flat[cells], low), high)


class InOrder:
    """Changes run one after the other on a working copy, each reading what stands at that moment.

    `arrays(M, g, keys, clock)` changes the matrix in place for all games; `plain(c, key, clock)`
    changes one column; `parts` are runs of neighbours, for many members each or for one.
    """

    def __init__(self, name: str, changes: Sequence[Change]) -> None:
        self.name = name
        self.changes = tuple(changes)

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """All rows of the blocks that the changes may write."""
        blocks = {block.name: block for block in targets(self.changes)}
        rows = [np.arange(block.first, block.stop) for block in blocks.values()]
        return np.concatenate([np.empty(0, np.int64), *rows])

    @cached_property
    def parts(self) -> tuple[tuple[bool, InOrder], ...]:
        """The same changes in pieces: whether a piece is about many members, and the piece."""
        runs = groupby(self.changes, key=wide)
        return tuple((wide, InOrder(self.name, list(run))) for wide, run in runs)

    @cached_property
    def arrays(self) -> Callable[..., None]:
        """The form for all games."""
        printer = Arrays([], every=True)
        printer.namespace["put"] = put
        for change in self.changes:
            if isinstance(change, Where) and timed(change.condition):
                self._branch(printer, change)
            else:
                self._arrays(printer, change, "True")
        lines = ["def f(M, g, keys, clock):", f"    {CLOCK_NAMES} = clock"]
        lines += [f"    {line}" for line in tidied([*printer.lines, "return None"])]
        return compiled(self.name, lines, printer.namespace)

    def _branch(self, printer: Arrays, change: Where) -> None:
        """A condition on the calendar alone is the same for all games: a branch, not a mask."""
        test = Plain().show(change.condition)
        for head, part in ((f"if {test}:", change.then), (f"if not {test}:", change.otherwise)):
            before, lines = dict(printer.memo), printer.lines
            printer.lines = []
            for inner in part:
                self._arrays(printer, inner, "True")
            lines.append(head)
            lines += [f"    {line}" for line in (*printer.lines, "pass")]
            printer.lines = lines
            changed = written(part)
            printer.memo = {
                code: name for code, name in before.items() if not changed & printer.reads[name]
            }

    def _arrays(self, printer: Arrays, change: Change, mask: str) -> None:
        match change:
            case Write():
                self._write(printer, change, mask)
            case ForEach(var=var, where=where, do=do):
                printer.axes.insert(0, var.name)
                inner = both(printer, mask, printer.show(where))
                for part in do:
                    self._arrays(printer, part, inner)
                printer.axes.pop(0)
            case Where(condition=condition, then=then, otherwise=otherwise):
                test = printer.show(condition)
                no = printer.emit(f"logical_not({test})", test) if otherwise else ""
                for part in then:
                    self._arrays(printer, part, both(printer, mask, test))
                for part in otherwise:
                    self._arrays(printer, part, both(printer, mask, no))

    def _write(self, printer: Arrays, change: Write, mask: str) -> None:
        block = change.block
        counts = stored(printer, change)
        view = printer.view(block, change.index)
        written = {f.name for f in change.index if isinstance(f, Var)}
        if view is not None and written >= set(printer.axes):
            printer.lines.append(f"w = {view}")
            new = f"w + {counts}" if change.adds else counts
            new = f"minimum(maximum({new}, {block.low}), {block.high})"
            printer.lines.append(
                f"w[...] = {new if mask == 'True' else f'where({mask}, {new}, w)'}"
            )
        else:
            row, valid = printer.rows(block, change.index)
            where = both(printer, mask, valid or "True")
            printer.lines.append(
                f"put(M, {row}, g, {counts}, {where}, {change.adds}, {block.low}, {block.high})"
            )
        printer.forget(block.name)

    @cached_property
    def plain(self) -> Callable[..., None]:
        """The form for one game."""
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

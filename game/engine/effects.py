"""Effects: statements that change rows, resolved and compiled.

Two ways of running them. *At once*: all picks of one ask read the same snapshot; additions commute,
assignments come after them in order of initiative, ranges saturate at the end. *In order*: the
statements of `report` and `close` each read what stands at that moment.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine import book
from game.engine import expressions as ex
from game.engine.expressions import ExpressionError
from game.engine.formulas import (
    TRUE,
    Chance,
    Clock,
    Connective,
    Const,
    Formula,
    Pick,
    Read,
    Reduce,
    Resolver,
    Scope,
    Single,
    Var,
    Arithmetic,
    _base_kind,
    walk,
)
from game.engine.formulas import Names
from game.engine.layout import Block
from game.engine.printer import CLOCK_NAMES, Arrays, Plain, both, variable
from game.engine.program import compiled, tidied


@dataclass(frozen=True, slots=True)
class Write:
    """One statement: add (or assign) a value to the row of a block at the given members."""

    block: Block
    index: tuple[Formula, ...]
    value: Formula
    adds: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class ForEach:
    """Changes for every member of an axis variable for whom a condition holds."""

    var: Var
    where: Formula
    do: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """Changes where a condition holds, and others where it does not."""

    condition: Formula
    then: tuple[Change, ...]
    otherwise: tuple[Change, ...]


Change: TypeAlias = Write | ForEach | Where

_ASSIGNED = {
    ("person", "alive"): "alive",
    ("person", "in_party"): "in_party",
    ("person", "faction"): "faction",
    ("person", "patron"): "patron",
    ("bloc", "weight"): "weight",
    ("bloc", "control"): "control",
    ("post", "holder"): "holder",
}


class EffectResolver:
    """Resolves effects in a scope. Raises ExpressionError; `where` names the path to the culprit.

    `later` collects the bodies of `later` blocks: (turns, scope, effects)."""

    def __init__(self, names: Names, scope: Scope, later: list[tuple[Scope, tuple[book.Effect, ...]]]) -> None:
        self.names = names
        self.scope = scope
        self.later = later

    def changes(self, effects: Sequence[book.Effect]) -> tuple[Change, ...]:
        """The changes of a list of effects."""
        found: list[Change] = []
        for number, effect in enumerate(effects):
            try:
                found.extend(self.change(effect))
            except ExpressionError as error:
                if not hasattr(error, "trail"):
                    error.trail = []  # type: ignore[attr-defined]
                error.trail.insert(0, number)  # type: ignore[attr-defined]
                raise
        return tuple(found)

    def change(self, effect: book.Effect) -> tuple[Change, ...]:
        """The changes of one effect."""
        match effect:
            case book.Do(statement=statement):
                return (self.write(ex.parse_statement(statement), statement),)
            case book.If(condition=condition, then=then, otherwise=otherwise):
                test = _located("if", lambda: Resolver(self.names, self.scope).truth(ex.parse(condition)))
                yes = _located("then", lambda: self.changes(then))
                no = _located("else", lambda: self.changes(otherwise))
                return (Where(test, yes, no),)
            case book.Each(group=group, name=name, where=where, do=do):
                return (self.each(group, name, where, do),)
            case book.Later(turns=turns, do=do):
                return self.delay(turns, do)

    def each(self, group: book.Text, name: str, where: book.Text, do: tuple[book.Effect, ...]) -> ForEach:
        if name in self.scope.variables:
            raise ExpressionError(f"{name!r} is bound already", 0, "another name in `as:`")
        resolver = Resolver(self.names, self.scope)
        var, mask = _located("each", lambda: resolver.members(ex.parse(group), name))
        inner = EffectResolver(self.names, self.scope.bind(var), self.later)
        test = _located("where", lambda: Resolver(self.names, inner.scope).truth(ex.parse(where)))
        condition = mask if test == TRUE else test if mask == TRUE else Connective("and", (mask, test))
        return ForEach(var, condition, _located("do", lambda: inner.changes(do)))

    def delay(self, turns: int, do: tuple[book.Effect, ...]) -> tuple[Change, ...]:
        if any(var.axis for var in self.scope.variables.values()):
            raise ExpressionError("`later` does not stand inside `each`", 0, "put the each inside the later")
        slot = len(self.later)
        variables = {
            name: replace(var, sure=False)
            for name, var in self.scope.variables.items()
            if name in ("actor", "target") and not var.name.startswith("motion.")
        }
        self.later.append((replace(self.scope, variables=variables), do))
        here = Const(slot, "later")
        layout = self.names.layout
        due = Arithmetic("+", Clock("turn"), Const(float(turns), "number"))
        writes: list[Change] = [Write(layout["due"], (here,), due, adds=False)]
        for name in ("actor", "target"):
            if name in variables:
                writes.append(Write(layout[f"due_{name}"], (here,), self.scope.variables[name], adds=False))
        return tuple(writes)

    def write(self, statement: ex.Assignment, text: str) -> Write:
        """One statement, resolved and checked."""
        block, index, value = self.place(statement.target), (), None
        block, index = block
        resolver = Resolver(self.names, self.scope)
        if block.derived:
            raise ExpressionError(f"{block.name!r} is derived and cannot be changed", statement.target.at)
        adds = statement.op != "="
        if block.name == "rank":
            rank = 2.0 if isinstance(statement.target, ex.Call) and statement.target.name == "member" else 1.0
            if adds:
                raise ExpressionError("membership is set with =", statement.target.at, "= true or = false")
            seat = resolver.truth(statement.value)
            value = Pick(seat, Const(rank, "number"), Const(0.0, "number"), "number")
        elif block.holds == "number":
            value = resolver.number(statement.value)
        elif block.holds == "truth":
            value = _number(resolver.truth(statement.value))
        else:
            value = resolver.entity(statement.value, block.holds)
        if adds and block.holds != "number":
            raise ExpressionError(f"{block.name!r} is set with =", statement.target.at)
        if statement.op == "-=":
            value = Const(-value.value, "number") if isinstance(value, Const) else Single("neg", value, "number")
        return Write(block, index, value, adds, text)

    def place(self, target: ex.Tree) -> tuple[Block, tuple[Formula, ...]]:
        """The block and members a statement changes."""
        layout = self.names.layout
        resolver = Resolver(self.names, replace(self.scope, viewer=""))
        if isinstance(target, ex.Name):
            block = self.names.quantities.get(target.id)
            if block is not None and not block.kinds:
                return block, ()
            kind, index = self.names.entities.get(target.id, ("", 0))
            if kind == "policy":
                return layout["setting"], (Const(index, "policy"),)
        if isinstance(target, ex.Attribute):
            if isinstance(target.of, ex.Name) and target.of.id == "line":
                return layout["line"], (resolver.named(target.name, "issue", target.at),)
            owner = resolver.formula(target.of)
            return self.attribute(owner, target)
        if isinstance(target, ex.Call):
            return self.called(resolver, target)
        hint = self.names.suggestions(target.id) if isinstance(target, ex.Name) else ""
        raise ExpressionError("this cannot be changed", target.at, "a quantity, policy, flag or attribute", hint)

    def attribute(self, owner: Formula, target: ex.Attribute) -> tuple[Block, tuple[Formula, ...]]:
        layout, name = self.names.layout, target.name
        block = self.names.quantities.get(name)
        if block is not None and len(block.kinds) == 1 and _base_kind(block.kinds[0]) == owner.type:
            return block, (owner,)
        if (owner.type, name) in _ASSIGNED:
            return layout[_ASSIGNED[owner.type, name]], (owner,)
        kind, index = self.names.entities.get(name, ("", 0))
        if kind == "issue" and owner.type in ("person", "bloc"):
            return layout["position" if owner.type == "person" else "mood"], (owner, Const(index, "issue"))
        raise ExpressionError(
            f"{name!r} cannot be changed here", target.at, "", self.names.suggestions(name, ("holder", "control"))
        )

    def called(self, resolver: Resolver, target: ex.Call) -> tuple[Block, tuple[Formula, ...]]:
        layout = self.names.layout
        block = self.names.quantities.get(target.name)
        if block is not None and len(block.kinds) == 2 and len(target.args) == 2:
            left = resolver.entity(target.args[0], _base_kind(block.kinds[0]))
            right = resolver.entity(target.args[1], _base_kind(block.kinds[1]))
            return block, (left, right)
        if target.name in ("member", "candidate") and len(target.args) == 2:
            person, body = target.args
            who = resolver.entity(person, "person")
            if isinstance(body, ex.Name) and body.id in self.names.member_bodies:
                return layout["rank"], (Const(self.names.member_bodies[body.id], "body"), who)
            raise ExpressionError("this is no body with members", body.at)
        if target.name in ("position", "mood") and len(target.args) == 2:
            kind = "person" if target.name == "position" else "bloc"
            return layout[target.name], (
                resolver.entity(target.args[0], kind),
                resolver.entity(target.args[1], "issue"),
            )
        if target.name == "setting" and len(target.args) == 1:
            (policy,) = target.args
            if isinstance(policy, ex.Name) and policy.id in self.names.entities:
                return layout["setting"], (resolver.named(policy.id, "policy", policy.at),)
            return layout["setting"], (resolver.entity(policy, "policy"),)
        raise ExpressionError(
            f"{target.name}() cannot be changed", target.at, "", self.names.suggestions(target.name)
        )


def _number(formula: Formula) -> Formula:
    return Const(formula.value, "number") if isinstance(formula, Const) else Single("number", formula, "number")


def _located(step: str, work: Callable[[], Any]) -> Any:
    """Runs a resolution and notes on its error which part of the effect it was in."""
    try:
        return work()
    except ExpressionError as error:
        if not hasattr(error, "trail"):
            error.trail = []  # type: ignore[attr-defined]
        error.trail.insert(0, step)  # type: ignore[attr-defined]
        raise


# -------------------------------------------------------------------- at once


class Changes:
    """Additions and assignments collected over one ask, for many games."""

    def __init__(self, games: int) -> None:
        self.games = games
        self.added: list[tuple[Any, Any]] = []
        self.assigned: list[tuple[Any, Any, Any]] = []
        self.few: list[tuple[int, int, bool, int]] = []

    def add(self, rows: Any, games: Any, counts: Any, mask: Any, adds: bool, rank: Any = 0) -> None:
        """Note a change for every lane (and axis member) where the mask holds. `rank` is the
        initiative of the lane: assignments of a lower rank come first."""
        if mask is False:
            return
        cells = rows * self.games + games
        where = None if mask is True else mask
        shape = cells.shape
        if where is not None and where.shape != shape:
            shape = np.broadcast_shapes(shape, where.shape)
            where = np.broadcast_to(where, shape)
        elif isinstance(counts, np.ndarray) and counts.shape != shape:
            shape = np.broadcast_shapes(shape, counts.shape)
        cells, counts = _listed(cells, shape, where), _listed(counts, shape, where)
        if adds:
            self.added.append((cells, counts))
        else:
            self.assigned.append((cells, counts, _listed(rank, shape, where)))

    def add_plain(self, found: Sequence[tuple[int, int, bool]], rank: int) -> None:
        """Note changes (row, count, adds) of one lane of a single game."""
        self.few.extend((row, count, adds, rank) for row, count, adds in found)

    def __bool__(self) -> bool:
        return bool(self.added or self.assigned or self.few)

    def apply(self, matrix: NDArray[np.int32], low: Any, high: Any) -> NDArray[np.int64]:
        """Change the matrix in place, additions first, then assignments in order of initiative (of
        equal ones the last noted stands). Gives the rows that were touched."""
        for adds in (True, False):
            part = [(row, count, rank) for row, count, plus, rank in self.few if plus is adds]
            if part:
                rows, counts, ranks = np.array(part, np.int64).T
                self.add(rows, 0, counts, True, adds, ranks)
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


class AtOnce:
    """Changes that read a snapshot: `arrays(M, g, keys, clock, out, rank, *values)` notes them in a
    Changes; `plain(c, key, clock, out, *values)` appends (row, count, adds) to a list."""

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
                    code = f"out.add({row}, g, {counts}, {where}, {change.adds}, rank)"
                    printer.lines.append(code)
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

    def _plain(self, printer: Plain, lines: list[str], changes: Sequence[Change], indent: str) -> None:
        for change in changes:
            match change:
                case Write(block=block, index=index):
                    valid = printer.valid(block, index)
                    code = f"out.append(({printer.row(block, index)}, {counted(printer, change)}, {change.adds}))"
                    lines.append(f"{indent}if {valid}: {code}" if valid != "True" else indent + code)
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
    scaled = f"{value} * {float(scale)!r}" if scale > 1 else f"{value} / {float(-scale)!r}" if scale < 0 else value
    return printer.emit(f"floor({scaled} + 0.5)", value)


def counted(printer: Plain, change: Write) -> str:
    """The same in the plain form."""
    value = printer.show(change.value)
    if change.block.holds not in ("number", "truth"):
        return value
    if isinstance(change.value, Const):
        return repr(whole(change.block, change.value.value))
    scale = change.block.scale
    scaled = f"{value} * {float(scale)!r}" if scale > 1 else f"{value} / {float(-scale)!r}" if scale < 0 else value
    return f"floor({scaled} + 0.5)"


def whole(block: Block, value: float) -> int:
    """A value as a whole count of a block, not cut to its range."""
    scaled = value * block.scale if block.scale > 0 else value / -block.scale
    return math.floor(scaled + 0.5)


def wide(change: Change) -> bool:
    """Whether a change runs over a group."""
    match change:
        case ForEach():
            return True
        case Where(then=then, otherwise=otherwise):
            return any(wide(part) for part in (*then, *otherwise))
    return False


def targets(changes: Sequence[Change]) -> Iterator[Block]:
    """The block of every statement in some changes."""
    for change in changes:
        match change:
            case Write(block=block):
                yield block
            case ForEach(do=do):
                yield from targets(do)
            case Where(then=then, otherwise=otherwise):
                yield from targets((*then, *otherwise))


def written(changes: Sequence[Change]) -> frozenset[str]:
    """The names of the blocks changes write."""
    return frozenset(block.name for block in targets(changes))


def depends(change: Change, changed: AbstractSet[str]) -> bool:
    """Whether a change reads the calendar or one of some blocks."""
    formulas: list[Formula] = []
    parts: tuple[Change, ...] = ()
    match change:
        case Write(index=index, value=value):
            formulas = [*index, value]
        case ForEach(where=where, do=do):
            formulas, parts = [where], do
        case Where(condition=condition, then=then, otherwise=otherwise):
            formulas, parts = [condition], (*then, *otherwise)
    return any(reads(formula, changed) for formula in formulas) or any(
        depends(part, changed) for part in parts
    )


def reads(formula: Formula, changed: AbstractSet[str]) -> bool:
    """Whether a formula reads the calendar or one of some blocks."""
    return any(
        isinstance(part, Clock) or (isinstance(part, Read) and part.block.name in changed)
        for part in walk(formula)
    )


def timed(condition: Formula) -> bool:
    """Whether a condition depends on the calendar alone."""
    return not any(isinstance(part, Read | Reduce | Chance | Var) for part in walk(condition))


# -------------------------------------------------------------------- in order


def put(matrix: Any, rows: Any, games: Any, counts: Any, mask: Any, adds: bool, low: int, high: int) -> None:
    """Write looked-up rows in place: additions may meet in one row, of assignments the last member
    of the axis stands."""
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
    changes one column; `parts` are runs of neighbours, for many members each or for one."""

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
            printer.lines.append(f"w[...] = {new if mask == 'True' else f'where({mask}, {new}, w)'}")
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

    def _plain(self, printer: Plain, lines: list[str], changes: Sequence[Change], indent: str) -> None:
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
                    lines.append(f"{start}c[r] = {block.low} if n < {block.low} else {block.high} if n > {block.high} else n")
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
                    lines.append(
                        f"{indent}{members} = [({name},) for {name} in range({var.size}) if {printer.show(where)}]"
                    )
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
                    lines.append(f"{indent}for r, n in w: c[r] = {'c[r] + ' if change.adds else ''}n")
                    lines.append(
                        f"{indent}for r, n in w: c[r] = min(max(c[r], {block.low}), {block.high})"
                    )
                case Where(condition=condition, then=then, otherwise=otherwise):
                    test = printer.show(condition)
                    yes, no = f"m{len(lines)}y", f"m{len(lines)}n"
                    lines.append(f"{indent}{yes} = [{heads} for {heads} in {members} if {test}]")
                    if otherwise:
                        lines.append(f"{indent}{no} = [{heads} for {heads} in {members} if not {test}]")
                    self._plain_each(printer, lines, then, indent, yes, names)
                    if otherwise:
                        self._plain_each(printer, lines, otherwise, indent, no, names)
                case ForEach(var=var, where=where, do=do):
                    inner = f"m{len(lines)}"
                    name = variable(var.name)
                    tuple_ = f"({', '.join((*names, name))},)"
                    lines.append(
                        f"{indent}{inner} = [{tuple_} for {heads} in {members} for {name} in range({var.size})"
                        f" if {printer.show(where)}]"
                    )
                    self._plain_each(printer, lines, do, indent, inner, (*names, name))

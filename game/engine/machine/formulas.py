"""Formulas and effects to WebAssembly: the same meaning as the plain numbers of `printer.py`."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from game.engine.effects import Change, ForEach, Where, Write
from game.engine.formulas import (
    FALSE,
    TRUE,
    Arithmetic,
    Band,
    Chance,
    Clock,
    Comparison,
    Connective,
    Const,
    Curve,
    Fixed,
    Formula,
    Pick,
    Read,
    Reduce,
    Single,
    Var,
    children,
    replaced,
    settled,
    walk,
)
from game.engine.layout import Block
from game.engine.machine.assembly import F64, I32, SIZES, Code, Module

if TYPE_CHECKING:
    from game.engine.tables import Sweep

Points: TypeAlias = tuple[tuple[float, float], ...]

_ARITHMETIC: Final = {"+": "f64.add", "-": "f64.sub", "*": "f64.mul", "/": "f64.div"}
_NUMBERS: Final = {"==": "eq", "!=": "ne", "<": "lt", ">": "gt", "<=": "le", ">=": "ge"}
_WHOLE: Final = {"==": "eq", "!=": "ne", "<": "lt_s", ">": "gt_s", "<=": "le_s", ">=": "ge_s"}


def kind_of(formula: Formula) -> int:
    """What a formula's value is on the machine: numbers are f64, truths and entities i32."""
    return F64 if formula.type == "number" else I32


@dataclass(slots=True)
class Ground:
    """What formulas stand on: the addresses of the column and of the values of mirrored blocks (see
    `mirror.py`), the globals and addresses of the clock and
    of bound variables that are not parameters (kind and number), the functions they call.
    """

    module: Module
    column: int
    values: int
    mirrored: frozenset[str]
    arrays: dict[str, int]
    globals: dict[str, tuple[int, int]]
    cells: dict[str, tuple[int, int]]
    chance: int
    note_add: int
    note_set: int
    curve: Callable[[Points], int]
    constants: dict[tuple[tuple[float, ...], str], int]

    def listed(self, values: tuple[float, ...], type_: str) -> int:
        """The address of the constants of a kind's members, what nobody has behind them."""
        key = (values, type_)
        if key not in self.constants:
            if type_ == "number":
                content = struct.pack(f"<{len(values) + 1}d", *values, 0.0)
            else:
                missing = 0 if type_ == "truth" else -1
                whole = [int(value) for value in values]
                content = struct.pack(f"<{len(values) + 1}i", *whole, missing)
            self.constants[key] = self.module.constant(content)
        return self.constants[key]


def curve_code(points: Points) -> Code:
    """A function of one number: a table, straight between its points, flat outside."""
    code = Code([F64])
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    code.get(0)
    code.f64(xs[0])
    code.op("f64.le")
    code.begin_if()
    code.f64(ys[0])
    code.op("return", "end")
    for i in range(len(xs) - 1):
        code.get(0)
        code.f64(xs[i + 1])
        code.op("f64.lt")
        code.begin_if()
        code.f64(ys[i])
        code.get(0)
        code.f64(xs[i])
        code.op("f64.sub")
        code.f64((ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]))
        code.op("f64.mul", "f64.add", "return", "end")
    code.f64(ys[-1])
    return code


def formula_code(ground: Ground, formula: Formula, variables: Sequence[Var]) -> Code:
    """A function of variables that gives a formula's value."""
    code = Code([kind_of(var) for var in variables])
    writer = Writer(ground, code, {var.name: n for n, var in enumerate(variables)})
    writer.show(formula)
    return code


@dataclass(frozen=True, slots=True)
class Members:
    """The members some statements or a group are about: nested axis variables, all of them or a
    list in memory that was made before.
    """

    variables: tuple[Var, ...]
    where: Formula
    address: int = -1
    count: int = -1


class Writer:
    """Writes formulas into a function's code; `names` are the locals of bound variables."""

    def __init__(self, ground: Ground, code: Code, names: dict[str, int]) -> None:
        self.ground = ground
        self.code = code
        self.names = names
        self.held: dict[Formula, int] = {}
        """Values that are kept in a local: what does not change while a loop runs."""
        self.drawn_up: dict[Reduce, tuple[Members, Reduce]] = {}
        """Groups whose members were listed before a loop, and what is left to be asked of them."""

    # ---------------------------------------------------------------- values

    def show(self, formula: Formula) -> None:
        """Puts a formula's value on the stack."""
        code = self.code
        if self.held and formula in self.held:
            code.get(self.held[formula])
            return
        match formula:
            case Const(value=value, type="number"):
                code.f64(float(value))
            case Const(value=value):
                code.i32(int(value))
            case Var(name=name):
                self.variable(name)
            case Clock(name=name):
                self.variable(name)
                code.op("f64.convert_i32_s")
            case Read(block=block, index=index, type=type_):
                self.read(block, index, type_)
            case Fixed():
                self.fixed(formula)
            case Arithmetic(op="min" | "max" as op, a=a, b=b):
                self.extreme(op, a, b)
            case Arithmetic(op=op, a=a, b=b):
                self.show(a)
                self.show(b)
                code.op(_ARITHMETIC[op])
            case Comparison(op=op, a=a, b=b):
                self.comparison(op, a, b)
            case Single(op=op, x=x):
                self.show(x)
                code.op(
                    {
                        "neg": "f64.neg",
                        "abs": "f64.abs",
                        "not": "i32.eqz",
                        "number": "f64.convert_i32_s",
                    }[op]
                )
            case Connective(op=op, items=items):
                self.connective(op, items)
            case Pick(condition=condition, a=a, b=b) if _cheap(a) and _cheap(b):
                self.show(a)
                self.show(b)
                self.show(condition)
                code.op("select")
            case Pick(condition=condition, a=a, b=b):
                self.show(condition)
                code.begin_if(kind_of(formula))
                self.show(a)
                code.op("else")
                self.show(b)
                code.op("end")
            case Curve(points=points, x=x):
                self.show(x)
                code.call(self.ground.curve(points))
            case Band(x=x, width=width):
                self.show(x)
                code.f64(width)
                code.op("f64.div", "f64.floor")
                code.f64(width)
                code.op("f64.mul")
                code.f64(width / 2)
                code.op("f64.add")
            case Chance(percent=percent, site=site, who=who):
                code.i64(site)
                self.member(who)
                code.call(self.ground.chance)
                self.show(percent)
                code.op("f64.lt")
            case Reduce():
                self.reduce(formula)

    def variable(self, name: str) -> None:
        code, ground = self.code, self.ground
        if name in self.names:
            code.get(self.names[name])
        elif name in ground.cells:
            kind, address = ground.cells[name]
            code.i32(0)
            code.load(kind, address)
        else:
            code.global_get(ground.globals[name][1])

    def member(self, formula: Formula) -> None:
        """Puts the number of a member on the stack."""
        if isinstance(formula, Clock):
            self.variable(formula.name)
            return
        self.show(formula)
        if kind_of(formula) == F64:
            self.code.op("i32.trunc_f64_s")

    def extreme(self, op: str, a: Formula, b: Formula) -> None:
        for x in (a, b):
            self.show(x)
            self.code.pair()
        self.code.of_pairs(op)

    def connective(self, op: str, items: Sequence[Formula]) -> None:
        code = self.code
        self.show(items[0])
        if len(items) == 1:
            return
        if _cheap(items[1]):
            self.show(items[1])
            code.op(f"i32.{op}")
            if len(items) > 2:
                self.rest(op, items[2:])
            return
        self.rest(op, items[1:])

    def rest(self, op: str, items: Sequence[Formula]) -> None:
        """The other items of a connective, whose first value stands on the stack: those that take
        long are worked out only where they matter.
        """
        code = self.code
        if _cheap(items[0]):
            self.show(items[0])
            code.op(f"i32.{op}")
            if len(items) > 1:
                self.rest(op, items[1:])
            return
        code.begin_if(I32)
        if op == "and":
            self.connective(op, items)
            code.op("else")
            code.i32(0)
        else:
            code.i32(1)
            code.op("else")
            self.connective(op, items)
        code.op("end")

    def comparison(self, op: str, a: Formula, b: Formula) -> None:
        """Counts of one scale are compared as they are stored: the order is the same."""
        code = self.code
        scale = _scale(a) or _scale(b)
        if scale and all(_scale(x) == scale or _count(x, scale) is not None for x in (a, b)):
            for x in (a, b):
                count = _count(x, scale)
                if count is None:
                    assert isinstance(x, Read)
                    self.cell(x.block, x.index, 0)
                else:
                    code.i32(count)
            code.op(f"i32.{_WHOLE[op]}")
            return
        numbers = F64 in (kind_of(a), kind_of(b))
        for x in (a, b):
            self.show(x)
            if numbers and kind_of(x) == I32:
                code.op("f64.convert_i32_s")
        code.op(f"f64.{_NUMBERS[op]}" if numbers else f"i32.{_WHOLE[op]}")

    def fixed(self, formula: Fixed) -> None:
        code, index, values = self.code, formula.index, formula.values
        if isinstance(index, Const):
            place = int(index.value)
            known = values[place] if 0 <= place < len(values) else None
            missing = 0.0 if formula.type in ("number", "truth") else -1.0
            self.show(Const(missing if known is None else known, formula.type))
            return
        kind = kind_of(formula)
        address = self.ground.listed(values, formula.type)
        self.member(index)
        if not _within(index, len(values)):
            place = code.local(I32)
            code.tee(place)
            code.i32(len(values))
            code.get(place)
            code.i32(len(values))
            code.op("i32.lt_u", "select")
            code.release(I32, place)
        code.i32(3 if kind == F64 else 2)
        code.op("i32.shl")
        code.load(kind, address)

    # ---------------------------------------------------------------- rows

    def read(self, block: Block, index: Sequence[Formula], type_: str) -> None:
        code = self.code
        if type_ == "number" and block.name in self.ground.mirrored:
            self.looked_up(block, index, F64, self.ground.values)
            return
        self.cell(block, index, 0 if type_ in ("number", "truth") else -1)
        if type_ == "truth":
            code.i32(0)
            code.op("i32.ne")
        elif type_ == "number":
            code.op("f64.convert_i32_s")
            if block.scale > 1:
                code.f64(float(block.scale))
                code.op("f64.div")
            elif block.scale < 0:
                code.f64(float(-block.scale))
                code.op("f64.mul")

    def cell(self, block: Block, index: Sequence[Formula], missing: int) -> None:
        """Puts a stored count on the stack, `missing` where a member has none."""
        self.looked_up(block, index, I32, self.ground.column, missing)

    def looked_up(
        self, block: Block, index: Sequence[Formula], kind: int, base: int, missing: int = 0
    ) -> None:
        """Puts what stands for a row behind an address on the stack, `missing` without a row."""
        code = self.code
        size = SIZES[kind]

        def nothing() -> None:
            if kind == F64:
                code.f64(float(missing))
            else:
                code.i32(missing)

        with_row = self.row(block, index)
        if with_row is None:
            nothing()
            return
        offset, guarded = with_row
        if guarded:
            code.begin_if(kind)
        self.address(block, index, guarded, size)
        code.load(kind, base + size * offset)
        if guarded:
            code.op("else")
            nothing()
            code.op("end")
            for local in guarded.values():
                code.release(I32, local)

    def row(self, block: Block, index: Sequence[Formula]) -> tuple[int, dict[int, int]] | None:
        """The constant part of a row's number, and the locals of members that may not exist by
        place; then the condition that they do stands on the stack. None if one certainly does not.
        """
        code, offset = self.code, block.first
        guarded: dict[int, int] = {}
        for place, (member, count) in enumerate(zip(index, block.counts, strict=True)):
            if isinstance(member, Const):
                if not 0 <= member.value < count:
                    return None
                offset += int(member.value) * math.prod(block.counts[place + 1 :])
            elif not _within(member, count):
                guarded[place] = code.local(I32)
                self.member(member)
                code.set(guarded[place])
        for number, (place, local) in enumerate(guarded.items()):
            code.get(local)
            code.i32(block.counts[place])
            code.op("i32.lt_u")
            if number:
                code.op("i32.and")
        return offset, guarded

    def address(
        self, block: Block, index: Sequence[Formula], guarded: dict[int, int], unit: int = 4
    ) -> None:
        """Puts the address of a row, but for its constant part, on the stack; `unit` bytes each."""
        code, parts = self.code, 0
        for place, member in enumerate(index):
            if isinstance(member, Const):
                continue
            if place in guarded:
                code.get(guarded[place])
            else:
                self.member(member)
            code.i32(unit * math.prod(block.counts[place + 1 :]))
            code.op("i32.mul")
            parts += 1
            if parts > 1:
                code.op("i32.add")
        if not parts:
            code.i32(0)

    # ---------------------------------------------------------------- groups

    def over(self, var: Var, inside: Callable[[], None], used: Sequence[Formula] = ()) -> None:
        """Does something for every member of an axis variable. Of the formulas used inside, the
        parts that are the same for all members are worked out before.
        """
        if not var.size:
            return
        code = self.code
        held = self.hold(used, {var.name})
        hidden = self.names.get(var.name)
        counter = code.local(I32)
        self.names[var.name] = counter
        code.i32(0)
        code.set(counter)
        code.loop()
        inside()
        code.get(counter)
        code.i32(1)
        code.op("i32.add")
        code.tee(counter)
        code.i32(var.size)
        code.op("i32.lt_s")
        code.branch_if(0)
        code.op("end")
        code.release(I32, counter)
        if hidden is None:
            del self.names[var.name]
        else:
            self.names[var.name] = hidden
        self.let_go(held)

    def hold(self, formulas: Sequence[Formula], moving: set[str]) -> list[Formula]:
        """Works out the largest parts of formulas that do not contain any of some variables, and
        lists the members of groups by the conditions that do not.
        """
        found = [
            part
            for part in dict.fromkeys(p for f in formulas for p in _still(f, moving))
            if part not in self.held
        ]
        for part in found:
            local = self.code.local(kind_of(part))
            self.show(part)
            self.code.set(local)
            self.held[part] = local
        for group, changing in (pair for f in formulas for pair in _groups(f, moving)):
            if group not in self.drawn_up and self.draw_up(group, changing):
                found.append(group)
        return found

    def draw_up(self, group: Reduce, moving: set[str]) -> bool:
        """Lists the members of a group, if a part of its conditions is the same in every round."""
        split = group.op in ("any", "count")
        tests = [*_conjuncts(group.mask), *(_conjuncts(group.body) if split else ())]
        still = [test for test in tests if not _mentions(test, moving)]
        if not still:
            return False
        rest = _all_of([test for test in tests if _mentions(test, moving)])
        left = replace(group, mask=TRUE, body=rest) if split else replace(group, mask=rest)
        self.drawn_up[group] = self.listed(Members((group.it,), _all_of(still))), left
        return True

    def let_go(self, held: Sequence[Formula]) -> None:
        """Keep values and lists no longer."""
        for part in held:
            if part in self.held:
                self.code.release(kind_of(part), self.held.pop(part))
            elif isinstance(part, Reduce):
                members, _ = self.drawn_up.pop(part)
                self.code.release(I32, members.count)

    def where(self, mask: Formula, inside: Callable[[], None]) -> None:
        """Does something if a condition holds."""
        if mask == TRUE:
            inside()
        if mask in (TRUE, FALSE):
            return
        self.show(mask)
        self.code.begin_if()
        inside()
        self.code.op("end")

    def listed(self, members: Members, of: Members | None = None) -> Members:
        """The same members as a list in memory, made now; of a longer list where given."""
        code = self.code
        width = len(members.variables)
        size = math.prod(var.size for var in members.variables)
        address, count = self.ground.module.room(4 * width * size), code.local(I32)
        code.i32(0)
        code.set(count)

        def keep() -> None:
            for place, var in enumerate(members.variables):
                code.get(count)
                code.i32(4 * width)
                code.op("i32.mul")
                code.get(self.names[var.name])
                code.store(I32, address + 4 * place)
            code.get(count)
            code.i32(1)
            code.op("i32.add")
            code.set(count)

        base = of if of is not None else Members(members.variables, TRUE)
        extra = members.variables[len(base.variables) :]
        self.run(base, lambda: self.nested(extra, members.where, keep, ()))
        return Members(members.variables, TRUE, address, count)

    def nested(
        self,
        variables: Sequence[Var],
        where: Formula,
        inside: Callable[[], None],
        used: Sequence[Formula],
    ) -> None:
        """Something for all members of some more variables."""
        if not variables:
            self.where(where, inside)
            return
        held = self.hold((where, *used), {var.name for var in variables})
        first, *others = variables
        self.over(first, lambda: self.nested(others, where, inside, used))
        self.let_go(held)

    def run(
        self, members: Members, inside: Callable[[], None], used: Sequence[Formula] = ()
    ) -> None:
        """Something for all of some members; `used` are the formulas it reads."""
        if members.address < 0:
            self.nested(members.variables, members.where, inside, used)
            return
        code, width = self.code, len(members.variables)
        at = code.local(I32)
        hidden = {var.name: self.names.get(var.name) for var in members.variables}
        for var in members.variables:
            self.names[var.name] = code.local(I32)
        code.i32(0)
        code.set(at)
        code.block()
        code.loop()
        code.get(at)
        code.get(members.count)
        code.op("i32.ge_s")
        code.branch_if(1)
        for place, var in enumerate(members.variables):
            code.get(at)
            code.i32(4 * width)
            code.op("i32.mul")
            code.load(I32, members.address + 4 * place)
            code.set(self.names[var.name])
        inside()
        code.get(at)
        code.i32(1)
        code.op("i32.add")
        code.set(at)
        code.branch(0)
        code.op("end", "end")
        for name, local in hidden.items():
            code.release(I32, self.names[name])
            if local is None:
                del self.names[name]
            else:
                self.names[name] = local
        code.release(I32, at)

    def reduce(self, formula: Reduce) -> None:
        formula = _narrowed(formula)
        members = Members((formula.it,), TRUE)
        if formula in self.drawn_up:
            members, formula = self.drawn_up[formula]
        match formula.op:
            case "count" if _cheap(formula.mask) and _cheap(formula.body):
                self.how_many(formula, members)
            case "count" | "any" | "all":
                self.tally(formula, members)
            case "sum" | "mean":
                self.total(formula, members)
            case _:
                self.outermost(formula, members)

    def group(
        self, formula: Reduce, members: Members, inside: Callable[[Formula, Formula], None]
    ) -> None:
        """Does something for every member of a group: `inside` is given the member and the body.
        A small group is written out member by member, so that what is known of each is put in.
        """
        it, mask, body = formula.it, formula.mask, formula.body
        held = self.hold((mask, body), {it.name})
        if members.address < 0 and it.size <= FEW and len(list(walk(formula))) <= SHORT:
            for number in range(it.size):
                self.of_one(Const(number, it.type), formula, inside)
        else:
            self.run(members, lambda: self.where(mask, lambda: inside(it, body)))
        self.let_go(held)

    def of_one(
        self, member: Const, formula: Reduce, inside: Callable[[Formula, Formula], None]
    ) -> None:
        """The same for one member."""
        known: dict[Formula, Formula] = {formula.it: member}
        body = settled(replaced(formula.body, known))
        self.where(settled(replaced(formula.mask, known)), lambda: inside(member, body))

    def how_many(self, formula: Reduce, members: Members) -> None:
        """How many, without a branch."""
        code = self.code
        test = _all_of([*_conjuncts(formula.mask), formula.body])
        found = code.local(I32)
        code.i32(0)
        code.set(found)

        def body(_: Formula, test: Formula) -> None:
            self.show(test)
            code.get(found)
            code.op("i32.add")
            code.set(found)

        self.group(replace(formula, mask=TRUE, body=test), members, body)
        code.get(found)
        code.op("f64.convert_i32_s")
        code.release(I32, found)

    def tally(self, formula: Reduce, members: Members) -> None:
        """How many, whether any, whether all."""
        code, op = self.code, formula.op
        found = code.local(I32)
        code.i32(int(op == "all"))
        code.set(found)
        code.block()
        outside = code.depth

        def body(_: Formula, own: Formula) -> None:
            self.show(own)
            if op == "count":
                code.get(found)
                code.op("i32.add")
                code.set(found)
                return
            if op == "all":
                code.op("i32.eqz")
            code.begin_if()
            code.i32(int(op == "any"))
            code.set(found)
            code.branch(code.depth - outside)
            code.op("end")

        self.group(formula, members, body)
        code.op("end")
        code.get(found)
        if op == "count":
            code.op("f64.convert_i32_s")
        code.release(I32, found)

    def total(self, formula: Reduce, members: Members) -> None:
        """The sum of whole 1024ths, or their mean."""
        code, mean = self.code, formula.op == "mean"
        total, count = code.local(F64), code.local(I32)
        code.f64(0.0)
        code.set(total)
        code.i32(0)
        code.set(count)

        def body(_: Formula, own: Formula) -> None:
            self.show(own)
            code.f64(1024.0)
            code.op("f64.mul")
            code.f64(0.5)
            code.op("f64.add", "f64.floor")
            code.get(total)
            code.op("f64.add")
            code.set(total)
            if mean:
                code.get(count)
                code.i32(1)
                code.op("i32.add")
                code.set(count)

        self.group(formula, members, body)
        code.get(total)
        code.f64(1024.0)
        code.op("f64.div")
        if mean:
            code.get(count)
            code.i32(1)
            code.get(count)
            code.i32(1)
            code.op("i32.ge_s", "select", "f64.convert_i32_s", "f64.div")
        code.release(F64, total)
        code.release(I32, count)

    def outermost(self, formula: Reduce, members: Members) -> None:
        """The member with the highest value, or the highest or lowest value itself."""
        code, best = self.code, formula.op == "best"
        edge = math.inf if formula.op == "least" else -math.inf
        extreme, value, member = code.local(F64), code.local(F64), code.local(I32)
        code.f64(edge)
        code.set(extreme)
        code.i32(-1)
        code.set(member)

        def body(it: Formula, own: Formula) -> None:
            self.show(own)
            if best:
                code.set(value)
                self.show(it)
                code.get(member)
                code.get(value)
                code.get(extreme)
                code.op("f64.gt", "select")
                code.set(member)
                code.get(value)
            code.pair()
            code.get(extreme)
            code.pair()
            code.of_pairs("min" if formula.op == "least" else "max")
            code.set(extreme)

        self.group(formula, members, body)
        if best:
            code.get(member)
        else:
            code.get(extreme)
            code.f64(0.0)
            code.get(extreme)
            code.f64(edge)
            code.op("f64.ne", "select")
        code.release(F64, extreme)
        code.release(F64, value)
        code.release(I32, member)


# -------------------------------------------------------------------- effects


def at_once_code(ground: Ground, changes: Sequence[Change], variables: Sequence[Var]) -> Code:
    """A function of variables that notes what effects do, read from the column as it stands."""
    code = Code([kind_of(var) for var in variables])
    writer = _AtOnce(ground, code, {var.name: n for n, var in enumerate(variables)})
    writer.changes(changes)
    return code


class _AtOnce(Writer):
    def changes(self, changes: Iterable[Change]) -> None:
        code = self.code
        for change in changes:
            match change:
                case Write():
                    self.note(change)
                case ForEach(var=var, where=where, do=do):
                    self.over(var, lambda w=where, d=do: self.where(w, lambda: self.changes(d)))  # type: ignore[misc]
                case Where(condition=condition, then=then, otherwise=otherwise):
                    self.show(condition)
                    code.begin_if()
                    self.changes(then)
                    if otherwise:
                        code.op("else")
                        self.changes(otherwise)
                    code.op("end")

    def note(self, change: Write) -> None:
        code, block = self.code, change.block
        found = self.row(block, change.index)
        if found is None:
            return
        offset, guarded = found
        if guarded:
            code.begin_if()
        self.address(block, change.index, guarded, unit=1)
        code.i32(offset)
        code.op("i32.add")
        if counted(self, change) == F64:
            code.whole()
        code.call(self.ground.note_add if change.adds else self.ground.note_set)
        if guarded:
            code.op("end")
            for local in guarded.values():
                code.release(I32, local)


def counted(writer: Writer, change: Write) -> int:
    """Puts on the stack the count that a statement adds or assigns, a whole number of either kind;
    gives the kind.
    """
    code, block = writer.code, change.block
    if kind_of(change.value) == I32:
        writer.show(change.value)
        return I32
    if isinstance(change.value, Const):
        value = change.value.value
        scaled = value * block.scale if block.scale > 0 else value / -block.scale
        code.i32(math.floor(scaled + 0.5))
        return I32
    writer.show(change.value)
    if block.scale > 1:
        code.f64(float(block.scale))
        code.op("f64.mul")
    elif block.scale < 0:
        code.f64(float(-block.scale))
        code.op("f64.div")
    code.f64(0.5)
    code.op("f64.add", "f64.floor")
    return F64


def sweep_code(ground: Ground, sweep: Sweep, variables: Sequence[Var]) -> Code:
    """A function of variables that fills the arrays of a sweep and gives how many it found."""
    code = Code([kind_of(var) for var in variables])
    _Sweeping(ground, code, {var.name: n for n, var in enumerate(variables)}).sweep_all(sweep)
    return code


class _Sweeping(Writer):
    def sweep_all(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self.count = self.code.local(I32)
        if sweep.variables:
            self.nest(sweep.variables, list(_conjuncts(sweep.condition)))
        self.code.get(self.count)

    def nest(self, variables: Sequence[Var], conditions: Sequence[Formula]) -> None:
        """Everything for the variables that are not bound yet. A condition is tested as soon as
        all it speaks of is bound.
        """
        code, sweep = self.code, self.sweep
        names = {var.name for var in variables}
        ready = [test for test in conditions if not _mentions(test, names)]
        later = [test for test in conditions if _mentions(test, names)]
        for test in ready:
            self.show(test)
            code.begin_if()
        if not variables:
            self.write()
        else:
            held = self.hold((*later, *sweep.numbers), names)
            first, *others = variables
            self.over(first, lambda: self.chosen(first, others, later))
            self.let_go(held)
        code.op(*["end"] * len(ready))

    def chosen(self, var: Var, others: Sequence[Var], conditions: Sequence[Formula]) -> None:
        """The rest for one member, if it is not passed over."""
        code, only = self.code, self.sweep.only
        if only:
            code.get(self.names[var.name])
            code.i32(2)
            code.op("i32.shl")
            code.load(I32, self.ground.arrays[only])
            code.begin_if()
        self.nest(others, conditions)
        if only:
            code.op("end")

    def write(self) -> None:
        """Write down a member and its numbers."""
        code, sweep, arrays = self.code, self.sweep, self.ground.arrays
        code.get(self.count)
        code.i32(2)
        code.op("i32.shl")
        for number, var in enumerate(sweep.variables):
            code.get(self.names[var.name])
            code.i32(math.prod(other.size for other in sweep.variables[number + 1 :]))
            code.op("i32.mul")
            if number:
                code.op("i32.add")
        code.store(I32, arrays[sweep.found])
        for formula, name in zip(sweep.numbers, sweep.values, strict=True):
            code.get(self.count)
            code.i32(3)
            code.op("i32.shl")
            self.show(formula)
            code.store(F64, arrays[name])
        code.get(self.count)
        code.i32(1)
        code.op("i32.add")
        code.set(self.count)


def _all_of(tests: Sequence[Formula]) -> Formula:
    """That some conditions hold."""
    if len(tests) < 2:
        return tests[0] if tests else TRUE
    return Connective("and", tuple(tests))


def _conjuncts(formula: Formula) -> Iterator[Formula]:
    """The conditions that must all hold."""
    if isinstance(formula, Connective) and formula.op == "and":
        for item in formula.items:
            yield from _conjuncts(item)
    elif formula != TRUE:
        yield formula


def _mentions(formula: Formula, names: set[str]) -> bool:
    """Whether a formula contains one of some variables."""
    return any(isinstance(part, Var) and part.name in names for part in walk(formula))


def in_order_code(ground: Ground, changes: Sequence[Change]) -> Code:
    """A function that runs statements one after the other on the column."""
    code = Code()
    _InOrder(ground, code, {}).changes(changes)
    return code


class _InOrder(Writer):
    """Each statement reads for all its members before it writes."""

    def changes(self, changes: Iterable[Change]) -> None:
        code = self.code
        for change in changes:
            match change:
                case Write():
                    self.write(change)
                case Where(condition=condition, then=then, otherwise=otherwise):
                    self.show(condition)
                    code.begin_if()
                    self.changes(then)
                    if otherwise:
                        code.op("else")
                        self.changes(otherwise)
                    code.op("end")
                case ForEach(var=var, where=where, do=do):
                    self.each(Members((var,), where), do)

    def write(self, change: Write) -> None:
        """One row, changed at once."""
        code, block = self.code, change.block
        found = self.row(block, change.index)
        if found is None:
            return
        offset, guarded = found
        if guarded:
            code.begin_if()
        self.address(block, change.index, guarded)
        at = code.local(I32)
        code.tee(at)
        kind = self.new_count(change, at, self.ground.column + 4 * offset)
        count = code.local(kind)
        code.tee(count)
        if kind == F64:
            code.op("i32.trunc_f64_s")
        code.store(I32, self.ground.column + 4 * offset)
        if block.name in self.ground.mirrored:
            code.get(at)
            code.i32(1)
            code.op("i32.shl")
            self.value_of(block, count, kind)
            code.store(F64, self.ground.values + 8 * offset)
        code.release(I32, at)
        code.release(kind, count)
        if guarded:
            code.op("end")
            for local in guarded.values():
                code.release(I32, local)

    def value_of(self, block: Block, count: int, kind: int = I32) -> None:
        """Puts the value of the count in a local of a kind on the stack."""
        code = self.code
        code.get(count)
        if kind == I32:
            code.op("f64.convert_i32_s")
        if block.scale > 1:
            code.f64(float(block.scale))
            code.op("f64.div")

    def new_count(self, change: Write, at: int, offset: int) -> int:
        """Puts on the stack what a statement makes of the row at an address, within its range, a
        whole number of either kind; gives the kind.
        """
        code = self.code
        kind = counted(self, change)
        if change.adds:
            code.get(at)
            code.load(I32, offset)
            if kind == F64:
                code.op("f64.convert_i32_s")
            code.op("f64.add" if kind == F64 else "i32.add")
        self.bounded(change.block, kind)
        return kind

    def bounded(self, block: Block, kind: int = I32) -> None:
        """Cuts the count on the stack to a block's range."""
        code = self.code
        if kind == F64:
            for op, edge in (("max", block.low), ("min", block.high)):
                code.pair()
                code.f64(edge)
                code.pair()
                code.of_pairs(op)
            return
        value = code.local(I32)
        code.set(value)
        code.get(value)
        code.i32(block.low)
        code.get(value)
        code.i32(block.low)
        code.op("i32.gt_s", "select")
        code.tee(value)
        code.i32(block.high)
        code.get(value)
        code.i32(block.high)
        code.op("i32.lt_s", "select")
        code.release(I32, value)

    # ---------------------------------------------------------------- many members

    def each(self, members: Members, do: Sequence[Change]) -> None:
        """Statements about many members."""
        if len(do) > 1 and members.where != TRUE and members.address < 0:
            members = self.listed(members)
        for change in do:
            match change:
                case Write():
                    self.write_all(members, change)
                case Where(condition=condition, then=then, otherwise=otherwise):
                    yes = self.narrowed(members, condition)
                    no = self.narrowed(members, Single("not", condition, "truth"))
                    self.each(yes, then)
                    self.each(no, otherwise)
                case ForEach(var=var, where=where, do=inner):
                    wider = Members((*members.variables, var), where)
                    self.each(self.joined(members, wider), inner)

    def narrowed(self, members: Members, test: Formula) -> Members:
        """Those members for whom a condition holds as well, now."""
        if members.address >= 0:
            return self.listed(Members(members.variables, test), of=members)
        both = test if members.where == TRUE else Connective("and", (members.where, test))
        return self.listed(Members(members.variables, both))

    def joined(self, outer: Members, inner: Members) -> Members:
        """Members of an each inside an each."""
        if outer.address >= 0:
            return self.listed(inner, of=outer)
        if outer.where == TRUE:
            return inner
        both = outer.where if inner.where == TRUE else Connective("and", (outer.where, inner.where))
        return Members(inner.variables, both)

    def write_all(self, members: Members, change: Write) -> None:
        """One statement for all its members: read for all, then write."""
        if self.separate(members, change):
            self.run(members, lambda: self.write(change), (change.value, *change.index))
            return
        code = self.code
        size = math.prod(var.size for var in members.variables)
        rows, counts = (self.ground.module.room(4 * size) for _ in range(2))
        noted = code.local(I32)
        code.i32(0)
        code.set(noted)
        reading = (change.value, *change.index)
        self.run(members, lambda: self.note(change, noted, rows, counts), reading)
        self.each_noted(noted, lambda at: self.put(change, at, rows, counts))
        self.each_noted(noted, lambda at: self.cut(change.block, at, rows))
        code.release(I32, noted)

    def note(self, change: Write, noted: int, rows: int, counts: int) -> None:
        """Write down the address of a member's row and the count for it."""
        code, block = self.code, change.block
        found = self.row(block, change.index)
        if found is None:
            return
        offset, guarded = found
        if guarded:
            code.begin_if()
        code.get(noted)
        self.address(block, change.index, guarded)
        code.i32(self.ground.column + 4 * offset)
        code.op("i32.add")
        code.store(I32, rows)
        code.get(noted)
        if counted(self, change) == F64:
            code.whole()
        code.store(I32, counts)
        code.get(noted)
        code.i32(4)
        code.op("i32.add")
        code.set(noted)
        if guarded:
            code.op("end")
            for local in guarded.values():
                code.release(I32, local)

    def each_noted(self, noted: int, step: Callable[[int], None]) -> None:
        """Something for all that was written down."""
        code = self.code
        at = code.local(I32)
        code.i32(0)
        code.set(at)
        code.block()
        code.loop()
        code.get(at)
        code.get(noted)
        code.op("i32.ge_s")
        code.branch_if(1)
        step(at)
        code.get(at)
        code.i32(4)
        code.op("i32.add")
        code.set(at)
        code.branch(0)
        code.op("end", "end")
        code.release(I32, at)

    def put(self, change: Write, at: int, rows: int, counts: int) -> None:
        """Add or assign what was written down."""
        code = self.code
        code.get(at)
        code.load(I32, rows)
        if change.adds:
            code.get(at)
            code.load(I32, rows)
            code.load(I32, 0)
        code.get(at)
        code.load(I32, counts)
        if change.adds:
            code.op("i32.add")
        code.store(I32, 0)

    def cut(self, block: Block, at: int, rows: int) -> None:
        """Cut a row that was written to its range, and reflect it."""
        code = self.code
        row, count = code.local(I32), code.local(I32)
        code.get(at)
        code.load(I32, rows)
        code.tee(row)
        code.get(row)
        code.load(I32, 0)
        self.bounded(block)
        code.tee(count)
        code.store(I32, 0)
        if block.name in self.ground.mirrored:
            code.get(row)
            code.i32(self.ground.column)
            code.op("i32.sub")
            code.i32(1)
            code.op("i32.shl")
            self.value_of(block, count)
            code.store(F64, self.ground.values)
        code.release(I32, row)
        code.release(I32, count)

    def separate(self, members: Members, change: Write) -> bool:
        """Whether every member writes a row of its own that no other member reads."""
        names = {var.name for var in members.variables}
        written = {part.name for part in change.index if isinstance(part, Var)}
        if not names <= written:
            return False
        own = Read(change.block, change.index, change.block.holds)
        return not any(
            isinstance(part, Read) and part.block == change.block and part != own
            for formula in (change.value, members.where, *change.index)
            for part in walk(formula)
        )


def _groups(formula: Formula, moving: set[str]) -> Iterator[tuple[Reduce, set[str]]]:
    """The groups in a formula about some variables, and the variables that change around each."""
    if isinstance(formula, Const | Var | Clock) or not _mentions(formula, moving):
        return
    if isinstance(formula, Reduce):
        formula = _narrowed(formula)
        if formula.it.size >= MANY:
            yield formula, moving
        moving = moving | {formula.it.name}
    for part in children(formula):
        yield from _groups(part, moving)


def _narrowed(formula: Reduce) -> Reduce:
    """A sum without the members that add nothing."""
    if formula.op != "sum":
        return formula
    match formula.body:
        case Pick(condition=condition, a=a, b=Const(value=0)):
            pass
        case Pick(condition=x, a=Const(value=0), b=a):
            condition = Single("not", x, "truth")
        case _:
            return formula
    both = condition if formula.mask == TRUE else Connective("and", (formula.mask, condition))
    return replace(formula, mask=both, body=a)


FEW, SHORT = 7, 60
"""A group of so few members and parts is written out member by member."""

MANY = 10
"""So many members at the least are listed by what is known of them before."""

CHEAP = 9
"""So many parts at the most are worked out rather than branched around: a branch that is guessed
wrong costs more.
"""


def _cheap(formula: Formula) -> bool:
    """Whether a formula takes less time than a branch around it."""
    parts = list(walk(formula))
    return len(parts) <= CHEAP and all(
        isinstance(part, Const | Var | Clock | Comparison | Connective | Single)
        or (isinstance(part, Arithmetic) and part.op in ("+", "-", "*"))
        or (isinstance(part, Fixed) and _within(part.index, len(part.values)))
        or (isinstance(part, Read) and all(map(_within, part.index, part.block.counts)))
        for part in parts
    )


def _still(formula: Formula, moving: set[str]) -> list[Formula]:
    """The largest parts of a formula that contain none of some variables and are worth keeping."""
    if isinstance(formula, Const | Var | Clock):
        return []
    if _mentions(formula, moving):
        inner = moving | {formula.it.name} if isinstance(formula, Reduce) else moving
        return [found for part in children(formula) for found in _still(part, inner)]
    if not isinstance(formula, Single):
        return [formula]
    return [found for part in children(formula) for found in _still(part, moving)]


def _scale(formula: Formula) -> int:
    """The scale of a plain row of counts, else 0."""
    if isinstance(formula, Read) and formula.type == "number" and formula.block.scale >= 1:
        return formula.block.scale
    return 0


def _count(formula: Formula, scale: int) -> int | None:
    """The count that a constant is stored as, where it is one exactly."""
    if not isinstance(formula, Const) or formula.type != "number":
        return None
    count = round(formula.value * scale)
    return count if count / scale == formula.value and abs(count) < 1 << 30 else None


def _within(formula: Formula, count: int) -> bool:
    """Whether a member certainly exists."""
    match formula:
        case Const(value=value):
            return 0 <= value < count
        case Var(size=size, sure=sure):
            return sure and size <= count
        case Clock():
            return True
    return False

"""Formulas to Python source, in two forms of the same meaning.

`Arrays` prints numpy statements over many lanes at once (a lane is a game, or a seat in a game,
or a target before a seat in a game); equal sub-formulas are computed once. `Plain` prints one
expression over plain numbers for a single lane: it serves one game alone, and explanations.
Both use only operations whose results are equal to the bit (see docs/decisions/0003-two-prints.md),
which a contract test holds on every scenario.

In the arrays form every value has the shape (axes..., lanes); an axis variable runs along an axis
of its own, the group variable along the first. Sums are of whole 1024ths and so equal in any order.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine import dice
from game.engine.formulas import (
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
    interval,
    walk,
)
from game.engine.layout import Block

WIDE = 2.0**30
"""Products at least this large are not left to 32-bit whole numbers."""

CLOCK_NAMES = "turn, year, quarter, month, date"


def literal(formula: Const) -> str:
    """A constant as source."""
    if formula.type == "truth":
        return str(formula.value != 0)
    return repr(float(formula.value)) if formula.type == "number" else repr(int(formula.value))


# -------------------------------------------------------------------- curves


def curve_plain(points: Sequence[tuple[float, float]]) -> Callable[[float], float]:
    """A table as a function of one number."""
    xs = [float(x) for x, _ in points]
    ys = [float(y) for _, y in points]
    slopes = [(ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) for i in range(len(xs) - 1)] + [0.0]

    def look_up(x: float) -> float:
        if x <= xs[0]:
            return ys[0]
        i = bisect_right(xs, x) - 1
        return ys[i] + (x - xs[i]) * slopes[i]

    return look_up


def curve_arrays(points: Sequence[tuple[float, float]]) -> Callable[[Any], Any]:
    """A table as a function of an array."""
    xs = np.array([x for x, _ in points], np.float64)
    ys = np.array([y for _, y in points], np.float64)
    slopes = np.append((ys[1:] - ys[:-1]) / (xs[1:] - xs[:-1]), 0.0)
    first = xs[0]
    plain = curve_plain(points)

    def look_up(x: Any) -> Any:
        if not isinstance(x, np.ndarray):
            return plain(x)
        x = np.maximum(x, first)
        i = xs.searchsorted(x, side="right") - 1
        return ys[i] + (x - xs[i]) * slopes[i]

    return look_up


# -------------------------------------------------------------------- plain numbers


def _best(pairs: list[tuple[float, int]]) -> int:
    return max(pairs, key=lambda pair: pair[0])[1] if pairs else -1


def _pair(c: list[int], first: int, i: int, n: int, j: int, m: int) -> int:
    return c[first + i * m + j] if 0 <= i < n and 0 <= j < m else 0


def _one(c: list[int], first: int, i: int, n: int) -> int:
    return c[first + i] if 0 <= i < n else 0


class Plain:
    """Prints formulas over plain numbers. `c` is the column of the game, lanes' variables are
    `v_name`, and `key` is the game's key.
    """

    def __init__(self) -> None:
        self.namespace: dict[str, Any] = {
            "floor": math.floor,
            "chance": dice.chance_one,
            "_best": _best,
            "_pair": _pair,
            "_one": _one,
        }

    def constant(self, name: str, value: Any) -> str:
        """A name for a value the code refers to."""
        label = "k_" + "".join(ch if ch.isalnum() else "_" for ch in name)
        while label in self.namespace and self.namespace[label] != value:
            label += "_"
        self.namespace[label] = value
        return label

    def row(self, block: Block, index: Sequence[Formula]) -> str:
        """The row number of known-good members."""
        code = str(block.first)
        for position, (formula, _) in enumerate(zip(index, block.counts, strict=True)):
            stride = math.prod(block.counts[position + 1 :])
            code += f" + {self.show(formula)}" + (f" * {stride}" if stride != 1 else "")
        return code

    def safe(self, block: Block, index: Sequence[Formula]) -> bool:
        """Whether the members are certain to have rows."""
        return all(
            _within(formula, count) for formula, count in zip(index, block.counts, strict=True)
        )

    def valid(self, block: Block, index: Sequence[Formula]) -> str:
        """The condition that the members have rows."""
        parts = [
            f"0 <= {self.show(formula)} < {count}"
            for formula, count in zip(index, block.counts, strict=True)
            if not _within(formula, count)
        ]
        return " and ".join(parts) if parts else "True"

    def show(self, formula: Formula) -> str:
        """The source of a formula."""
        show = self.show
        match formula:
            case Const():
                return literal(formula)
            case Var(name=name):
                return variable(name)
            case Clock(name=name):
                return name
            case Read(block=block, index=index, type=type_):
                return self.scaled(self.cell(block, index), block, type_)
            case Fixed(name=name, values=values, index=index, type=type_):
                return f"{self.constant(name, _plain_values(values, type_))}[{show(index)}]"
            case Arithmetic(op="min" | "max" as op, a=a, b=b):
                return f"{op}({show(a)}, {show(b)})"
            case Arithmetic(op=op, a=a, b=b) | Comparison(op=op, a=a, b=b):
                return f"({show(a)} {op} {show(b)})"
            case Single(op=op, x=x):
                inner = show(x)
                return {
                    "neg": f"(-{inner})",
                    "abs": f"abs({inner})",
                    "not": f"(not {inner})",
                    "number": f"(1.0 if {inner} else 0.0)",
                }[op]
            case Connective(op=op, items=items):
                return "(" + f" {op} ".join(show(item) for item in items) + ")"
            case Pick(condition=condition, a=a, b=b):
                return f"({show(a)} if {show(condition)} else {show(b)})"
            case Curve(name=name, points=points, x=x):
                label = f"t_{name}"
                if label not in self.namespace:
                    self.namespace[label] = curve_plain(points)
                return f"{label}({show(x)})"
            case Band(x=x, width=width):
                return f"(floor({show(x)} / {width!r}) * {width!r} + {width / 2!r})"
            case Chance(percent=percent, site=site, who=who):
                return f"(chance(key, turn, {site}, int({show(who)})) < {show(percent)})"
            case Reduce():
                return self.reduce(formula)

    def cell(self, block: Block, index: Sequence[Formula]) -> str:
        """The stored count, 0 (or nobody) where a member has none."""
        if self.safe(block, index):
            return f"c[{self.row(block, index)}]"
        parts = ", ".join(f"{self.show(f)}, {n}" for f, n in zip(index, block.counts, strict=True))
        call = (
            f"_one(c, {block.first}, {parts})"
            if len(index) == 1
            else f"_pair(c, {block.first}, {parts})"
        )
        return (
            call
            if block.holds in ("number", "truth")
            else f"({call} if {self.valid(block, index)} else -1)"
        )

    def scaled(self, cell: str, block: Block, type_: str) -> str:
        """A stored count as a value."""
        if type_ == "truth":
            return f"({cell} != 0)"
        if type_ != "number" or block.scale == 1:
            return cell
        return f"({cell} / {block.scale})" if block.scale > 0 else f"({cell} * {-block.scale})"

    def reduce(self, formula: Reduce) -> str:
        it = variable(formula.it.name)
        mask, body = self.show(formula.mask), self.show(formula.body)
        loop = f"for {it} in range({formula.it.size})" + (f" if {mask}" if mask != "True" else "")
        match formula.op:
            case "count":
                return f"sum([1 {loop} {'if' if mask == 'True' else 'and'} {body}])"
            case "sum":
                return f"(sum([floor({body} * 1024.0 + 0.5) {loop}]) / 1024)"
            case "mean":
                total = f"sum([floor({body} * 1024.0 + 0.5) {loop}]) / 1024"
                return f"({total} / max(1, sum([1 {loop}])))"
            case "any" | "all":
                return f"{formula.op}([{body} {loop}])"
            case "best":
                return f"_best([({body}, {it}) {loop}])"
            case op:
                return f"{'max' if op == 'most' else 'min'}([{body} {loop}], default=0)"


def variable(name: str) -> str:
    """A bound variable's name in the source."""
    return "v_" + name.replace(".", "_")


def tally(truths: NDArray[np.bool_]) -> NDArray[np.int32]:
    """How many are true along the first axis."""
    narrow = np.int8 if len(truths) < 128 else np.int32
    return np.asarray(np.add.reduce(truths.view(np.int8), axis=0, dtype=narrow), np.int32)


def _within(formula: Formula, count: int) -> bool:
    match formula:
        case Const(value=value):
            return 0 <= value < count
        case Var(size=size, sure=sure):
            return sure and size <= count
    return False


def _plain_values(values: tuple[float, ...], type_: str) -> tuple[Any, ...]:
    if type_ == "number":
        return (*values, 0.0)
    if type_ == "truth":
        return (*(value != 0 for value in values), False)
    return (*(int(value) for value in values), -1)


# -------------------------------------------------------------------- arrays


class Arrays:
    """Prints formulas over arrays. `M` is the matrix, `g` the game of every lane (`every` is true
    when the lanes are all games in order), `keys` the games' keys by lane.

    Whole numbers stay 32-bit integers as long as they can: `whole` names such values, and `counts`
    gives for a value read from a row with a step the stored count and the scale.
    """

    def __init__(self, axes: Sequence[Var], *, every: bool) -> None:
        self.axes = [var.name for var in axes]
        self.every = every
        self.lines: list[str] = []
        self.counter = 0
        self.memo: dict[str, str] = {}
        self.reads: dict[str, frozenset[str]] = {}
        self.group: str | None = None
        self.namespace: dict[str, Any] = {
            "floor": np.floor,
            "minimum": np.minimum,
            "maximum": np.maximum,
            "where": np.where,
            "absolute": np.absolute,
            "logical_not": np.logical_not,
            "chance": dice.chance,
            "add": np.add.reduce,
            "highest": np.maximum.reduce,
            "lowest": np.minimum.reduce,
            "some": np.logical_or.reduce,
            "every_one": np.logical_and.reduce,
            "tally": tally,
            "INF": np.inf,
        }
        self.whole: set[str] = set()
        self.counts: dict[str, tuple[str, int]] = {}

    # ---- bookkeeping

    def emit(self, code: str, *inputs: str, reads: Sequence[str] = ()) -> str:
        """The name of a value computed by `code`, printed once."""
        found = self.memo.get(code)
        if found is not None:
            return found
        self.counter += 1
        name = f"x{self.counter}"
        self.lines.append(f"{name} = {code}")
        self.memo[code] = name
        used = frozenset(reads)
        for value in inputs:
            used |= self.reads.get(value, frozenset())
        self.reads[name] = used
        return name

    def forget(self, block: str) -> None:
        """Values that were computed from a block hold no longer: it has been written."""
        self.memo = {
            code: name for code, name in self.memo.items() if block not in self.reads[name]
        }

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """A name for an array the code refers to."""
        label = "k_" + "".join(ch if ch.isalnum() else "_" for ch in name)
        while label in self.namespace and not (
            self.namespace[label].shape == value.shape
            and np.array_equal(self.namespace[label], value)
        ):
            label += "_"
        self.namespace[label] = value
        return label

    def order(self) -> list[str]:
        """The axes from the first on, the group's before the declared ones. A declared axis of the
        same name keeps its place, but inside the group nothing runs along it.
        """
        if not self.group:
            return self.axes
        return [self.group, *("" if name == self.group else name for name in self.axes)]

    def after(self, name: str) -> int:
        """How many axes stand behind an axis."""
        order = self.order()
        return len(order) - 1 - order.index(name)

    # ---- values

    def members(self, var: Var) -> str:
        """All members of an axis variable, shape (size, 1, ..., 1)."""
        shape = (var.size,) + (1,) * (self.after(var.name) + 1)
        return self.constant(
            f"all_{var.size}_{len(shape)}", np.arange(var.size, dtype=np.int32).reshape(shape)
        )

    def show(self, formula: Formula) -> str:
        """The name of a formula's value; its statements are printed before."""
        match formula:
            case Const():
                return literal(formula)
            case Var(axis=True):
                return self.members(formula)
            case Var(name=name):
                return variable(name)
            case Clock(name=name):
                return self.mark(name, True)
            case Read(block=block, index=index, type=type_):
                return self.read(block, index, type_)
            case Fixed():
                return self.fixed(formula)
            case Arithmetic():
                return self.arithmetic(formula)
            case Comparison():
                return self.comparison(formula)
            case Single(op=op, x=x):
                inner = self.show(x)
                code = {
                    "neg": f"-{inner}",
                    "abs": f"absolute({inner})",
                    "not": f"logical_not({inner})",
                    "number": f"where({inner}, 1.0, 0.0)",
                }[op]
                value = self.emit(code, inner)
                return self.mark(value, op in ("neg", "abs") and inner in self.whole)
            case Connective(op=op, items=items):
                parts = [self.show(item) for item in items]
                result = parts[0]
                for part in parts[1:]:
                    result = self.emit(
                        f"{result} {'&' if op == 'and' else '|'} {part}", result, part
                    )
                return result
            case Pick(condition=condition):
                test = self.show(condition)
                left, right, whole = self.pair(formula.a, formula.b)
                return self.mark(
                    self.emit(f"where({test}, {left}, {right})", test, left, right), whole
                )
            case Curve(name=name, points=points, x=x):
                label = f"t_{name}"
                if label not in self.namespace:
                    self.namespace[label] = curve_arrays(points)
                inner = self.show(x)
                return self.emit(f"{label}({inner})", inner)
            case Band(x=x, width=width):
                inner = self.show(x)
                return self.emit(f"floor({inner} / {width!r}) * {width!r} + {width / 2!r}", inner)
            case Chance(percent=percent, site=site, who=who):
                inner, key = self.show(percent), self.show(who)
                key = "0" if key == "0.0" else key
                return self.emit(f"chance(keys, turn, {site}, {key}) < {inner}", inner, key)
            case Reduce():
                return self.reduce(formula)

    def mark(self, value: str, whole: bool) -> str:
        """A value, noted as whole numbers if it is."""
        if whole:
            self.whole.add(value)
        return value

    def pair(self, a: Formula, b: Formula) -> tuple[str, str, bool]:
        """Two values, and whether both are whole; a constant is written as its neighbour is."""
        left, right = self.show(a), self.show(b)
        if right in self.whole and (number := _whole_number(a)) is not None:
            return str(number), right, True
        if left in self.whole and (number := _whole_number(b)) is not None:
            return left, str(number), True
        return left, right, left in self.whole and right in self.whole

    def arithmetic(self, formula: Arithmetic) -> str:
        op = formula.op
        left, right, whole = self.pair(formula.a, formula.b)
        if op in ("min", "max"):
            return self.mark(self.emit(f"{op}imum({left}, {right})", left, right), whole)
        if whole and op != "/" and max(map(abs, interval(formula))) >= WIDE:
            left, whole = self.emit(f"{left} * 1.0", left), False  # 32-bit counts could overflow
        return self.mark(self.emit(f"{left} {op} {right}", left, right), whole and op != "/")

    def comparison(self, formula: Comparison) -> str:
        """Counts of one scale are compared as they are stored: the order is the same."""
        left, right, _ = self.pair(formula.a, formula.b)
        first, second = self.counts.get(left), self.counts.get(right)
        if first and second and first[1] == second[1]:
            left, right = first[0], second[0]
        elif first and (number := _stored_number(formula.b, first[1])) is not None:
            left, right = first[0], str(number)
        elif second and (number := _stored_number(formula.a, second[1])) is not None:
            left, right = str(number), second[0]
        return self.emit(f"{left} {formula.op} {right}", left, right)

    def fixed(self, formula: Fixed) -> str:
        kind = {"number": "f8", "truth": "?"}.get(formula.type, "i8")
        values: NDArray[Any] = np.array(_plain_values(formula.values, formula.type), kind)
        index = formula.index
        if isinstance(index, Const):
            return literal(Const(float(values[int(index.value)]), formula.type))
        if isinstance(index, Var) and index.axis and index.size < len(values):
            shape = (index.size,) + (1,) * (self.after(index.name) + 1)
            return self.constant(
                f"{formula.name}_{len(shape)}", values[: index.size].reshape(shape)
            )
        position = self.show(index)
        return self.emit(f"{self.constant(formula.name, values)}[{position}]", position)

    # ---- rows

    def view(self, block: Block, index: Sequence[Formula]) -> str | None:
        """A slice of the matrix for members that are constants or axes, shaped (axes..., games);
        None where the rows must be looked up.
        """
        names = [f.name for f in index if isinstance(f, Var)]
        for formula, count in zip(index, block.counts, strict=True):
            plain = isinstance(formula, Const) and 0 <= formula.value < count
            axis = isinstance(formula, Var) and formula.axis and formula.size <= count
            if not (plain or axis):
                return None
        if len(set(names)) != len(names):
            return None
        code = self.slice(block, index)
        order = [n for n in self.order() if n in names]
        if not order:
            return code
        places = self.order()[self.order().index(order[0]) :]
        slots = ", ".join(":" if place in names else "None" for place in places)
        return code if "None" not in slots else f"{code}[{slots}]"

    def slice(self, block: Block, index: Sequence[Formula]) -> str:
        first = block.first
        if not index:
            return f"M[{first}]"
        if len(index) == 1:
            (only,) = index
            if isinstance(only, Const):
                return f"M[{first + int(only.value)}]"
            assert isinstance(only, Var)
            return f"M[{first}:{first + only.size}]"
        a, b = index
        _n, m = block.counts
        if isinstance(a, Const):
            first += int(a.value) * m
            return (
                f"M[{first + int(b.value)}]"
                if isinstance(b, Const)
                else f"M[{first}:{first + _size(b)}]"
            )
        if isinstance(b, Const):
            first += int(b.value)
            return f"M[{first}:{first + (_size(a) - 1) * m + 1}:{m}]"
        assert isinstance(a, Var)
        assert isinstance(b, Var)
        code = f"M[{first}:{first + a.size * m}].reshape({a.size}, {m}, -1)"
        if b.size < m:
            code += f"[:, :{b.size}]"
        if self.order().index(a.name) > self.order().index(b.name):
            code += ".swapaxes(0, 1)"
        return code

    def rows(self, block: Block, index: Sequence[Formula]) -> tuple[str, str]:
        """The row of every lane, and the condition that it exists ("" when certain); where it does
        not, a row of the block that does.
        """
        code, valid = str(block.first), ""
        parts = []
        for position, (formula, count) in enumerate(zip(index, block.counts, strict=True)):
            stride = math.prod(block.counts[position + 1 :])
            value = self.show(formula)
            if not _within(formula, count):
                check = f"{value} >= 0"
                if block.kinds[position] != formula.type:
                    check = f"({check}) & ({value} < {count})"
                check = self.emit(check, value)
                value = self.emit(f"where({check}, {value}, 0)", check, value)
                valid = check if not valid else self.emit(f"{valid} & {check}", valid, check)
            parts.append(value)
            code += f" + {value}" + (f" * {stride}" if stride != 1 else "")
        return self.emit(code, *parts), valid

    def read(self, block: Block, index: Sequence[Formula], type_: str) -> str:
        view = self.view(block, index)
        valid = ""
        if view is not None:
            code = view if self.every else f"{view}.take(g, -1)"
            cell = self.emit(code, reads=[block.name])
        else:
            row, valid = self.rows(block, index)
            cell = self.emit(f"M[{row}, g]", row, reads=[block.name])
        if type_ == "truth":
            value = self.emit(f"{cell} != 0", cell)
            return self.emit(f"{value} & {valid}", value, valid) if valid else value
        if valid:
            missing = 0 if type_ == "number" else -1
            cell = self.emit(f"where({valid}, {cell}, {missing})", cell, valid)
        if type_ != "number" or block.scale == 1:
            return self.mark(cell, type_ == "number")
        if block.scale > 1:
            value = self.emit(f"{cell} / {float(block.scale)!r}", cell)
        else:
            value = self.emit(f"{cell} * {float(-block.scale)!r}", cell)
        self.counts[value] = cell, block.scale
        return value

    # ---- groups

    def reduce(self, formula: Reduce) -> str:
        self.group = formula.it.name
        mask = self.show(formula.mask)
        if mask == "True" and formula.it not in walk(formula.body):
            mask = self.emit(f"{self.members(formula.it)} >= 0")
        value = self.grouped(formula, mask)
        self.group = None
        return value

    def masked(self, mask: str, value: str, otherwise: str) -> str:
        """A value where the mask holds; all of it where the mask is True."""
        if mask == "True":
            return value
        return self.emit(f"where({mask}, {value}, {otherwise})", mask, value)

    def grouped(self, formula: Reduce, mask: str) -> str:
        """The reduction along the first axis."""
        match formula.op:
            case "count":
                part = both(self, mask, self.show(formula.body))
                return self.mark(self.emit(f"tally({part})", part), True)
            case "sum" | "mean":
                total = self.total(formula, mask)
                if formula.op == "sum":
                    return total
                if mask == "True":
                    return self.emit(f"{total} / {formula.it.size}", total)
                count = self.emit(f"maximum(tally({mask}), 1)", mask)
                return self.emit(f"{total} / {count}", total, count)
            case "any":
                part = both(self, mask, self.show(formula.body))
                return self.emit(f"some({part})", part)
            case "all":
                part = self.show(formula.body)
                if mask != "True":
                    part = self.emit(f"logical_not({mask}) | {part}", mask, part)
                return self.emit(f"every_one({part})", part)
            case "best":
                part = self.masked(mask, self.show(formula.body), "-INF")
                if mask == "True":
                    return self.emit(f"{part}.argmax(axis=0)", part)
                some = self.emit(f"some({mask})", mask)
                return self.emit(f"where({some}, {part}.argmax(axis=0), -1)", some, part)
            case op:
                sign, extreme = ("-", "highest") if op == "most" else ("", "lowest")
                part = self.masked(mask, self.show(formula.body), f"{sign}INF")
                value = self.emit(f"{extreme}({part})", part)
                if mask == "True":
                    return value
                return self.emit(f"where({value} == {sign}INF, 0.0, {value})", value)

    def total(self, formula: Reduce, mask: str) -> str:
        """The sum along the first axis: of whole numbers as they are, else of whole 1024ths."""
        body = self.show(formula.body)
        if body in self.whole and max(map(abs, interval(formula))) < WIDE:
            part = self.masked(mask, body, "0")
            return self.mark(self.emit(f"add({part}, 0, 'i4')", part), True)
        match formula.body:
            case Pick(condition=condition, a=a, b=Const(value=0.0)):
                part = self.masked(both(self, mask, self.show(condition)), self.rounded(a), "0.0")
            case other:
                part = self.masked(mask, self.rounded(other), "0.0")
        return self.emit(f"add({part}) / 1024.0", part)

    def rounded(self, formula: Formula) -> str:
        """A value as a whole number of 1024ths; of a choice each branch, which are narrower."""
        if isinstance(formula, Pick):
            test, a, b = (
                self.show(formula.condition),
                self.rounded(formula.a),
                self.rounded(formula.b),
            )
            return self.emit(f"where({test}, {a}, {b})", test, a, b)
        if isinstance(formula, Const):
            return repr(float(math.floor(formula.value * 1024.0 + 0.5)))
        value = self.show(formula)
        return self.emit(f"floor({value} * 1024.0 + 0.5)", value)


def both(printer: Arrays, a: str, b: str) -> str:
    """The source of "a and b" for two masks."""
    if a == "True" or b == "True":
        return b if a == "True" else a
    return printer.emit(f"{a} & {b}", a, b)


def _whole_number(formula: Formula) -> int | None:
    """The value of a constant that is a whole number of modest size."""
    if isinstance(formula, Const) and formula.type == "number" and abs(formula.value) < WIDE:
        return int(formula.value) if formula.value == int(formula.value) else None
    return None


def _stored_number(formula: Formula, scale: int) -> int | None:
    """The count that a constant is stored as, where it is one exactly."""
    if not isinstance(formula, Const) or formula.type != "number" or scale < 1:
        return None
    count = round(formula.value * scale)
    return count if count / scale == formula.value and abs(count) < WIDE else None


def _size(formula: Formula) -> int:
    assert isinstance(formula, Var)
    return formula.size

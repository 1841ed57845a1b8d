"""Formulas to Python source: one expression over the plain numbers of one game.

This is what explains a number, and the oracle of the machine: `machine/formulas.py` writes the same
meaning as machine code. Both use only operations whose results are equal to the bit, which contract
tests hold on every scenario. Sums are of whole 1024ths and so equal in any order.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

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
)
from game.engine.layout import Block

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

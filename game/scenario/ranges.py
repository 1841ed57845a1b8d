"""What numbers can be: steps of a quantity, and conditions that are decided beforehand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from game.engine import expressions as ex
from game.engine import formulas as fm
from game.engine.formulas import Formula, interval
from game.engine.layout import scale_of

MAX_COUNT = 1_000_000
"""How many steps a range may have: rows are 32-bit whole numbers, and sums of them must fit too."""

Clocks: TypeAlias = Mapping[str, tuple[float, float]]

_SLACK = 1e-9
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def counts_of(low: float, high: float, step: float) -> float | None:
    """How many steps the farther end of a range lies from 0; None for a step that is impossible."""
    try:
        scale = scale_of(step)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None
    if not low < high:
        return None
    return max(abs(low), abs(high)) * scale if scale > 0 else max(abs(low), abs(high)) / -scale


def on_step(value: float, step: float) -> bool:
    """Whether a value is a whole number of steps."""
    return abs(value / step - round(value / step)) < 1e-6


# Conditions


def verdict(formula: Formula, clock: Clocks) -> bool | None:
    """Whether a condition always holds (True) or never (False); None if the game decides."""
    match formula:
        case fm.Const(value=value):
            return value != 0
        case fm.Comparison():
            return _compared(formula, clock)
        case fm.Single(op="not", x=x):
            inner = verdict(x, clock)
            return None if inner is None else not inner
        case fm.Connective(op="and", items=items):
            return _all_hold(items, clock)
        case fm.Connective(items=items):
            found = [verdict(item, clock) for item in items]
            return True if True in found else None if None in found else False
        case fm.Pick(condition=condition, a=a, b=b):
            test, yes, no = verdict(condition, clock), verdict(a, clock), verdict(b, clock)
            return yes if test or yes == no else no if test is False else None
        case fm.Chance(percent=percent):
            low, high = interval(percent, clock)
            return False if high <= 0 else True if low >= 100 else None
        case fm.Reduce(op="any", mask=mask, body=body):
            never = verdict(mask, clock) is False or verdict(body, clock) is False
            return False if never else None
        case fm.Reduce(op="all", body=body):
            return True if verdict(body, clock) else None
    return None


def _compared(formula: fm.Comparison, clock: Clocks) -> bool | None:
    if formula.a == formula.b:
        return formula.op in ("==", "<=", ">=")
    if formula.a.type not in ("number", "truth"):
        return None
    (a, b), (c, d) = interval(formula.a, clock), interval(formula.b, clock)
    match formula.op:
        case "<":
            return True if b < c else False if a >= d else None
        case "<=":
            return True if b <= c else False if a > d else None
        case ">":
            return True if a > d else False if b <= c else None
        case ">=":
            return True if a >= d else False if b < c else None
        case "==":
            return False if b < c or a > d else True if a == b == c == d else None
    return True if b < c or a > d else False if a == b == c == d else None


def _all_hold(items: Iterable[Formula], clock: Clocks) -> bool | None:
    parts = [part for item in items for part in _conjuncts(item)]
    found = [verdict(part, clock) for part in parts]
    if False in found or contradictory(parts, clock):
        return False
    return True if all(found) else None


def _conjuncts(formula: Formula) -> list[Formula]:
    if isinstance(formula, fm.Connective) and formula.op == "and":
        return [part for item in formula.items for part in _conjuncts(item)]
    return [formula]


@dataclass(slots=True)
class _Demand:
    """What several conditions together ask of one number or entity."""

    low: float = -math.inf
    high: float = math.inf
    above: bool = False
    below: bool = False
    step: float = 0
    others: set[float] = field(default_factory=set)

    def add(self, op: str, value: float) -> None:
        """One more condition: the number `op` value."""
        if op in (">", ">="):
            self._at_least(value, strict=op == ">")
        elif op in ("<", "<="):
            self._at_most(value, strict=op == "<")
        elif op == "==":
            self._at_least(value, strict=False)
            self._at_most(value, strict=False)
        else:
            self.others.add(value)

    def _at_least(self, value: float, *, strict: bool) -> None:
        if self.step:
            count = value / self.step
            count = math.floor(count + _SLACK) + 1 if strict else math.ceil(count - _SLACK)
            value, strict = count * self.step, False
        if value > self.low or (value == self.low and strict):
            self.low, self.above = value, strict

    def _at_most(self, value: float, *, strict: bool) -> None:
        if self.step:
            count = value / self.step
            count = math.ceil(count - _SLACK) - 1 if strict else math.floor(count + _SLACK)
            value, strict = count * self.step, False
        if value < self.high or (value == self.high and strict):
            self.high, self.below = value, strict

    @property
    def impossible(self) -> bool:
        """Whether no number fits."""
        if self.low > self.high + _SLACK:
            return True
        if abs(self.low - self.high) <= _SLACK:
            return self.above or self.below or self.low in self.others
        return False


def contradictory(parts: Iterable[Formula], clock: Clocks) -> bool:
    """Whether conditions exclude each other: `x > 60` and `x < 40`, a flag and its opposite."""
    demands: dict[Formula, _Demand] = {}
    holds: dict[Formula, bool] = {}
    for part in parts:
        fact, wanted = _without_not(part)
        if isinstance(fact, fm.Comparison):
            _demand(fact, demands, clock, wanted=wanted)
        elif holds.setdefault(fact, wanted) != wanted:
            return True
    return any(demand.impossible for demand in demands.values())


def _without_not(part: Formula) -> tuple[Formula, bool]:
    """What a condition is about, and whether it must hold or must not."""
    wanted = True
    while isinstance(part, fm.Single) and part.op == "not":
        part, wanted = part.x, not wanted
    return part, wanted


def _demand(
    part: fm.Comparison, demands: dict[Formula, _Demand], clock: Clocks, *, wanted: bool
) -> None:
    subject, op, other = part.a, part.op, part.b
    if isinstance(subject, fm.Const):
        subject, op, other = other, _SWAPPED[op], subject
    if not isinstance(other, fm.Const) or isinstance(subject, fm.Const):
        return
    demand = demands.get(subject)
    if demand is None:
        demand = demands[subject] = _Demand()
        demand.step = _step_of(subject)
        if subject.type == "number":
            demand.low, demand.high = interval(subject, clock)
    demand.add(op if wanted else _OPPOSITE[op], other.value)


def _step_of(formula: Formula) -> float:
    match formula:
        case fm.Read(block=block, type="number"):
            return 1 / block.scale if block.scale > 0 else -block.scale
        case fm.Clock():
            return 1
        case fm.Read() | fm.Var() if formula.type != "number":
            return 1
    return 0


# Blame


def blamed(text: object, formula: Formula, clock: Clocks) -> int:
    """The offset in a condition's text of the part that can never hold, or of the whole."""
    try:
        tree = ex.parse(text) if isinstance(text, str) else None
    except ex.ExpressionError:
        return 0
    if tree is None:
        return 0
    for part, meaning in _aligned(tree, formula):
        if verdict(meaning, clock) is False:
            return part.at
    return tree.at


def _aligned(tree: ex.Tree, formula: Formula) -> list[tuple[ex.Tree, Formula]]:
    """The conditions of a text that must all hold, each with its formula."""
    if (
        isinstance(tree, ex.Logic)
        and tree.op == "and"
        and isinstance(formula, fm.Connective)
        and len(tree.items) == len(formula.items)
    ):
        pairs = zip(tree.items, formula.items, strict=True)
        return [pair for item, meaning in pairs for pair in _aligned(item, meaning)]
    return [(tree, formula)]

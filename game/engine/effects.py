"""Effects: statements that change rows, with their names resolved.

Two ways of running them. *At once* (`at_once.py`): all picks of one ask read the same snapshot;
additions commute, assignments come after them in order of initiative, ranges saturate at the end.
*In order* (`in_order.py`): the statements of `report` and `close` each read what stands at that
moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from game.engine import book
from game.engine import expressions as ex
from game.engine.expressions import ExpressionError
from game.engine.formulas import (
    CLOCK,
    TRUE,
    Arithmetic,
    Clock,
    Connective,
    Const,
    Formula,
    Names,
    Pick,
    Read,
    Resolver,
    Scope,
    Single,
    Var,
    base_kind,
    behind,
    kept_for_each,
    walk,
)
from game.engine.layout import Block


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


_KEPT = {
    "person": "a quantity, flag or issue",
    "bloc": "a quantity, flag or issue",
    "post": "a quantity",
    "policy": "a quantity",
}
"""What a scenario may keep for every member of a kind."""

_PAIRS = "a quantity kept for pairs, or position() mood() insight() setting() member() candidate()"


class EffectResolver:
    """Resolves effects in a scope. Raises ExpressionError; `where` names the path to the culprit.

    `later` collects the bodies of `later` blocks: (turns, scope, effects).
    """

    def __init__(
        self, names: Names, scope: Scope, later: list[tuple[Scope, tuple[book.Effect, ...]]]
    ) -> None:
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
                test = _located(
                    "if", lambda: Resolver(self.names, self.scope).truth(ex.parse(condition))
                )
                yes = _located("then", lambda: self.changes(then))
                no = _located("else", lambda: self.changes(otherwise))
                return (Where(test, yes, no),)
            case book.Each(group=group, name=name, where=where, do=do):
                return (self.each(group, name, where, do),)
            case book.Later(turns=turns, do=do):
                return self.delay(turns, do)

    def each(
        self, group: book.Text, name: str, where: book.Text, do: tuple[book.Effect, ...]
    ) -> ForEach:
        if name in self.scope.variables:
            raise ExpressionError(f"{name!r} is bound already", 0, "another name in `as:`")
        resolver = Resolver(self.names, self.scope)
        var, mask = _located("each", lambda: resolver.members(ex.parse(group), name))
        inner = EffectResolver(self.names, self.scope.bind(var), self.later)
        test = _located("where", lambda: Resolver(self.names, inner.scope).truth(ex.parse(where)))
        condition = (
            mask if test == TRUE else test if mask == TRUE else Connective("and", (mask, test))
        )
        return ForEach(var, condition, _located("do", lambda: inner.changes(do)))

    def delay(self, turns: int, do: tuple[book.Effect, ...]) -> tuple[Change, ...]:
        if any(var.axis for var in self.scope.variables.values()):
            raise ExpressionError(
                "`later` does not stand inside `each`", 0, "put the each inside the later"
            )
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
        writes += [
            Write(layout[f"due_{name}"], (here,), self.scope.variables[name], adds=False)
            for name in ("actor", "target")
            if name in variables
        ]
        return tuple(writes)

    def write(self, statement: ex.Assignment, text: str) -> Write:
        """One statement, resolved and checked."""
        block, index = self.place(statement.target)
        value: Formula
        resolver = Resolver(self.names, self.scope)
        if block.derived:
            raise ExpressionError(
                f"{block.name!r} is derived and cannot be changed",
                statement.target.at,
                "a quantity without value:",
            )
        adds = statement.op != "="
        if block.name == "rank":
            rank = (
                2.0
                if isinstance(statement.target, ex.Call) and statement.target.name == "member"
                else 1.0
            )
            if adds:
                raise ExpressionError(
                    "membership is set with =", statement.target.at, "= true or = false"
                )
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
            value = (
                Const(-value.value, "number")
                if isinstance(value, Const)
                else Single("neg", value, "number")
            )
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
            if block is not None:
                raise kept_for_each(block, target.at)
            if not kind and target.id not in (*self.scope.variables, *CLOCK, "nobody"):
                raise resolver.unknown(target.id, target.at)
        if isinstance(target, ex.Attribute):
            if isinstance(target.of, ex.Name) and target.of.id == "line":
                return layout["line"], (resolver.named(target.name, "issue", target.at),)
            owner = resolver.formula(target.of)
            return self.attribute(resolver, owner, target)
        if isinstance(target, ex.Call):
            return self.called(resolver, target)
        raise ExpressionError(
            "this cannot be changed", target.at, "a quantity, policy, flag or attribute"
        )

    def attribute(
        self, resolver: Resolver, owner: Formula, target: ex.Attribute
    ) -> tuple[Block, tuple[Formula, ...]]:
        layout, name = self.names.layout, target.name
        block = self.names.quantities.get(name)
        if block is not None and len(block.kinds) == 1 and base_kind(block.kinds[0]) == owner.type:
            return block, (owner,)
        if (owner.type, name) in _ASSIGNED:
            return layout[_ASSIGNED[owner.type, name]], (owner,)
        kind, index = self.names.entities.get(name, ("", 0))
        if kind == "issue" and owner.type in ("person", "bloc"):
            return layout["position" if owner.type == "person" else "mood"], (
                owner,
                Const(index, "issue"),
            )
        if block is not None:
            raise self.names.no_attribute(owner.type, name, target.at)
        at = behind(target)
        resolver.member(owner, name, at)
        raise ExpressionError(f"{name!r} cannot be changed", at, _changeable(owner.type))

    def called(self, resolver: Resolver, target: ex.Call) -> tuple[Block, tuple[Formula, ...]]:
        layout = self.names.layout
        block = self.names.quantities.get(target.name)
        if block is not None and len(block.kinds) == 2 and len(target.args) == 2:
            left = resolver.entity(target.args[0], base_kind(block.kinds[0]))
            right = resolver.entity(target.args[1], base_kind(block.kinds[1]))
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
        if target.name == "insight" and len(target.args) == 2:
            who, into = (resolver.entity(part, "person") for part in target.args)
            return layout["insight"], (who, into)
        if target.name == "setting" and len(target.args) == 1:
            (policy,) = target.args
            if isinstance(policy, ex.Name) and policy.id in self.names.entities:
                return layout["setting"], (resolver.named(policy.id, "policy", policy.at),)
            return layout["setting"], (resolver.entity(policy, "policy"),)
        resolver.call(target)
        raise ExpressionError(f"{target.name}() cannot be changed", target.at, _PAIRS)


def _changeable(kind: str) -> str:
    """What of a kind can be changed, in words."""
    if kind not in _KEPT:
        return "a quantity, flag or attribute"
    own = " ".join(f".{name}" for kind_of, name in _ASSIGNED if kind_of == kind)
    return f"{_KEPT[kind]} kept for every {kind}{f', or {own}' if own else ''}"


def _number(formula: Formula) -> Formula:
    return (
        Const(formula.value, "number")
        if isinstance(formula, Const)
        else Single("number", formula, "number")
    )


def _located(step: str, work: Callable[[], Any]) -> Any:
    """Runs a resolution and notes on its error which part of the effect it was in."""
    try:
        return work()
    except ExpressionError as error:
        if not hasattr(error, "trail"):
            error.trail = []  # type: ignore[attr-defined]
        error.trail.insert(0, step)  # type: ignore[attr-defined]
        raise


def formulas_of(changes: Sequence[Change]) -> Iterator[Formula]:
    """Every formula in some changes."""
    for change in changes:
        match change:
            case Write(index=index, value=value):
                yield from (*index, value)
            case ForEach(where=where, do=do):
                yield where
                yield from formulas_of(do)
            case Where(condition=condition, then=then, otherwise=otherwise):
                yield condition
                yield from formulas_of((*then, *otherwise))


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


def read_in(formulas: Iterable[Formula]) -> frozenset[str]:
    """The names of the blocks formulas read."""
    parts = (part for formula in formulas for part in walk(formula))
    return frozenset(part.block.name for part in parts if isinstance(part, Read))


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

"""The rules as the check compiles them: every expression and effect with its path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine import book as bk
from game.engine import expressions as ex
from game.engine.at_once import AtOnce
from game.engine.effects import Change, EffectResolver, ForEach, Where, Write
from game.engine.expressions import ExpressionError
from game.engine.formulas import NONE, TRUE, Const, Formula, Scope, Var
from game.engine.rules import Rules
from game.scenario.problems import KeyPath

if TYPE_CHECKING:
    from game.engine.rules import Variables


MAX_PARTS_IN_ALL = 120_000
"""How many parts all expressions of a scenario may have together, with formulas put in."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One effect's statement, resolved."""

    path: KeyPath
    write: Write


class Trial(Rules):
    """Rules that go on after a mistake and remember where everything stood.

    `mistakes` are the errors of expressions by path, `conditions` the formulas of `if:` and
    `where:` in effects, `statements` all statements.
    """

    def __init__(self, book: bk.Book, taken: frozenset[str]) -> None:
        self.mistakes: list[tuple[KeyPath, ExpressionError]] = []
        self.conditions: dict[KeyPath, Formula] = {}
        self.statements: list[Statement] = []
        self.bodies: list[KeyPath] = []
        self.taken = taken
        self.full = False
        super().__init__(book, self.mistakes)

    def _resolve(self, path: KeyPath, text: bk.Text, scope: Scope, kind: str) -> Formula:
        if self.exhausted(path):
            return {"truth": TRUE, "number": Const(0.0, "number")}.get(kind, NONE)
        return super()._resolve(path, text, scope, kind)

    def exhausted(self, path: KeyPath) -> bool:
        """Whether the expressions have grown so large together that the rest is left alone; the
        first that is left says so.
        """
        if self.names.parts <= MAX_PARTS_IN_ALL:
            return False
        if not self.full:
            error = ExpressionError(
                "all expressions together have grown too large with their formulas put in",
                0,
                f"at most {MAX_PARTS_IN_ALL:,} parts",
                "let fewer formulas call others, or make a derived quantity of one",
                kind="size",
            )
            self.mistakes.append((path, error))
        self.full = True
        return True

    def changes(
        self, owner: str, path: KeyPath, effects: Sequence[bk.Effect], variables: Variables
    ) -> tuple[Change, ...]:
        """Effects, resolved one by one."""
        scope = Scope(variables, owner=owner, chances=[0])
        return _Located(self, scope, path).changes(effects)

    def _delayed(self) -> list[tuple[AtOnce, tuple[str, ...]]]:
        found = []
        for number, (scope, effects) in enumerate(self.later):  # grows while nested ones are found
            changes = _Located(self, scope, self.bodies[number]).changes(effects)
            program = AtOnce(f"later {scope.owner}", changes, tuple(scope.variables.values()))
            found.append((program, tuple(scope.variables)))
        return found

    def estimate(self, quantity: bk.Quantity) -> None:
        """Resolve what those have of a quantity who may not see it."""
        path = ("quantities", quantity.id, "estimate")
        if quantity.estimate is None or path in self._tried:
            return
        variables: dict[str, Var] = {}
        for name, kind in zip(("actor", "target"), quantity.per, strict=False):
            base = "person" if kind in ("seat", "leader") else kind
            variables[name] = Var(name, base, len(self.layout.members[kind]), axis=True)
        self.number(path, quantity.estimate, variables)

    @property
    def _tried(self) -> set[KeyPath]:
        """The places whose expressions were resolved, or could not be."""
        return {*self.formulas, *(place for place, _ in self.mistakes)}

    def body(self, body: bk.Body) -> None:
        """Resolve the expressions of a body of which the engine needs none."""
        path, tried = ("bodies", body.id), self._tried
        if (*path, "chair") not in tried:
            self.person((*path, "chair"), body.chair)
        if (*path, "precedence") not in tried:
            self.number((*path, "precedence"), body.precedence, {"actor": self.seat_axis})


class _Located(EffectResolver):
    """Resolves effects, notes every error at its path, and goes on."""

    def __init__(self, trial: Trial, scope: Scope, path: KeyPath) -> None:
        super().__init__(trial.names, scope, trial.later)
        self.trial = trial
        self.path = path

    def changes(self, effects: Sequence[bk.Effect]) -> tuple[Change, ...]:
        found: list[Change] = []
        for number, effect in enumerate(effects):
            here = _Located(self.trial, self.scope, (*self.path, number))
            if self.trial.exhausted(here.path):
                break
            try:
                found += here.change(effect)
            except ExpressionError as error:
                trail: list[str | int] = getattr(error, "trail", [])
                self.trial.mistakes.append(((*here.path, *trail), error))
        return tuple(found)

    def change(self, effect: bk.Effect) -> tuple[Change, ...]:
        match effect:
            case bk.Do(statement=statement):
                write = self.write(ex.parse_statement(statement), statement)
                self.trial.statements.append(Statement(self.path, write))
                return (write,)
            case bk.If(condition=condition, then=then, otherwise=otherwise):
                tests = super().change(bk.If(condition, (), ()))
                (test,) = (part.condition for part in tests if isinstance(part, Where))
                self.trial.conditions[*self.path, "if"] = test
                yes, no = self.inside("then").changes(then), self.inside("else").changes(otherwise)
                return (Where(test, yes, no),)
            case bk.Later():
                self.trial.bodies.append((*self.path, "later", "do"))
        return super().change(effect)

    def each(self, group: bk.Text, name: str, where: bk.Text, do: tuple[bk.Effect, ...]) -> ForEach:
        if name in self.trial.taken:
            error = ExpressionError(f"{name!r} has a meaning already", 0, "another name in `as:`")
            error.trail = ["as"]  # type: ignore[attr-defined]
            raise error
        found = super().each(group, name, where, ())
        self.trial.conditions[*self.path, "where"] = found.where
        inner = _Located(self.trial, self.scope.bind(found.var), (*self.path, "do"))
        return ForEach(found.var, found.where, inner.changes(do))

    def inside(self, step: str) -> _Located:
        """This resolver for the effects of a part of a block."""
        return _Located(self.trial, self.scope, (*self.path, step))

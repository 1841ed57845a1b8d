"""Parts of a scenario's expressions, resolved and compiled once: what is explained term by term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from game.engine import book as bk
from game.engine import expressions as ex
from game.engine.expressions import ExpressionError
from game.engine.formulas import Formula, Resolver, Scope, Var
from game.engine.program import Program
from game.engine.rules import Rules, Variables

Terms: TypeAlias = tuple[tuple[int, ex.Tree], ...]


class Bench:
    """Compiles trees over a scenario's names and keeps what it has compiled."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._programs: dict[object, Program | None] = {}
        self._trees: dict[str, ex.Tree] = {}
        self._conditions: dict[int, tuple[ex.Tree, tuple[ex.Tree, ...]]] = {}

    def tree(self, text: bk.Text) -> ex.Tree:
        """The tree of an expression of the scenario."""
        if not isinstance(text, str):
            return ex.parse(text)
        if text not in self._trees:
            self._trees[text] = ex.parse(text)
        return self._trees[text]

    def variable(self, name: str, kind: str) -> Var:
        """A bound name that may stand for nobody."""
        base = "person" if kind in ("person", "leader", "seat") else kind
        return Var(name, base, self.rules.target_count(base) if base != "number" else 0, sure=False)

    def formula(self, tree: ex.Tree, variables: Variables) -> Formula:
        """The formula of a tree. Raises ExpressionError."""
        return Resolver(self.rules.names, Scope(variables, chances=[0])).formula(tree)

    def program(
        self, trees: Sequence[ex.Tree], variables: Variables, key: object = None
    ) -> Program | None:
        """The formulas of trees over variables, or None where one cannot stand alone. Kept under
        `key`, or under the trees themselves.
        """
        key = key if key is not None else (tuple(trees), tuple(variables.values()))
        if key not in self._programs:
            self._programs[key] = self._compiled(trees, variables)
        return self._programs[key]

    def _compiled(self, trees: Sequence[ex.Tree], variables: Variables) -> Program | None:
        try:
            formulas = [self.formula(tree, variables) for tree in trees]
        except ExpressionError:
            return None
        return Program("explained", formulas, list(variables.values()))

    # ---------------------------------------------------------------- taking trees apart

    def conditions(self, tree: ex.Tree) -> tuple[ex.Tree, ...]:
        """The conditions that must all hold, with declared formulas opened where they are such a
        list themselves.
        """
        kept = self._conditions.get(id(tree))
        if kept is None:  # the tree is kept too, so that its id stays its own
            kept = self._conditions[id(tree)] = tree, self._opened(tree)
        return kept[1]

    def _opened(self, tree: ex.Tree) -> tuple[ex.Tree, ...]:
        found: list[ex.Tree] = []
        for part in ex.conjuncts(tree):
            opened = self.opened(part)
            if opened is not None and len(ex.conjuncts(opened)) > 1:
                found += self._opened(opened)
            elif (
                isinstance(part, ex.Unary)
                and part.op == "not"
                and isinstance(part.x, ex.Logic)
                and part.x.op == "or"
            ):
                found += [
                    other
                    for item in part.x.items
                    for other in self._opened(ex.Unary("not", item, item.at))
                ]
            else:
                found.append(part)
        return tuple(part for part in found if part != ex.Number(1.0, part.at, truth=True))

    def opened(self, tree: ex.Tree) -> ex.Tree | None:
        """The body of a declared formula with its arguments put in, or None for other trees."""
        if not isinstance(tree, ex.Call) or tree.name not in self.rules.names.macros:
            return None
        parameters, body = self.rules.names.macros[tree.name]
        return put_in(body, dict(zip(parameters, tree.args, strict=True)))

    def terms(self, tree: ex.Tree) -> Terms:
        """The summands of a value, factors multiplied in: 0.5 * (a - b) is 0.5 * a and -0.5 * b."""
        match tree:
            case ex.Binary(op="+" | "-" as op, a=a, b=b):
                sign = 1 if op == "+" else -1
                return (*self.terms(a), *((sign * s, t) for s, t in self.terms(b)))
            case ex.Unary(op="-", x=x):
                return tuple((-s, t) for s, t in self.terms(x))
            case ex.Binary(op="*" | "/" as op, a=a, b=b, at=at) if len(self.terms(a)) > 1:
                return tuple((s, ex.Binary(op, t, b, at)) for s, t in self.terms(a))
            case ex.Binary(op="*", a=a, b=b, at=at) if len(self.terms(b)) > 1:
                return tuple((s, ex.Binary("*", a, t, at)) for s, t in self.terms(b))
        return ((1, tree),)


def put_in(tree: ex.Tree, bound: dict[str, ex.Tree]) -> ex.Tree:
    """A tree with names replaced by trees."""
    match tree:
        case ex.Name(id=ident):
            return bound.get(ident, tree)
        case ex.Attribute(of=of, name=name, at=at):
            return ex.Attribute(put_in(of, bound), name, at)
        case ex.Call(name=name, args=args, at=at):
            return ex.Call(name, tuple(put_in(arg, bound) for arg in args), at)
        case ex.Unary(op=op, x=x, at=at):
            return ex.Unary(op, put_in(x, bound), at)
        case ex.Binary(op=op, a=a, b=b, at=at):
            return ex.Binary(op, put_in(a, bound), put_in(b, bound), at)
        case ex.Compare(op=op, a=a, b=b, at=at):
            return ex.Compare(op, put_in(a, bound), put_in(b, bound), at)
        case ex.Logic(op=op, items=items, at=at):
            return ex.Logic(op, tuple(put_in(item, bound) for item in items), at)
        case ex.Choice(condition=condition, a=a, b=b, at=at):
            return ex.Choice(put_in(condition, bound), put_in(a, bound), put_in(b, bound), at)
        case ex.Within(x=x, items=items, at=at):
            return ex.Within(put_in(x, bound), tuple(put_in(item, bound) for item in items), at)
    return tree


def names_in(tree: ex.Tree) -> tuple[str, ...]:
    """All names that occur in a tree, calls' and attributes' among them, in order."""
    match tree:
        case ex.Name(id=ident):
            return (ident,)
        case ex.Attribute(of=of, name=name):
            return (*names_in(of), name)
        case ex.Call(name=name, args=args):
            return (name, *(n for arg in args for n in names_in(arg)))
        case ex.Unary(x=x):
            return names_in(x)
        case ex.Binary(a=a, b=b) | ex.Compare(a=a, b=b):
            return (*names_in(a), *names_in(b))
        case ex.Logic(items=items):
            return tuple(n for item in items for n in names_in(item))
        case ex.Choice(condition=condition, a=a, b=b):
            return (*names_in(a), *names_in(condition), *names_in(b))
        case ex.Within(x=x, items=items):
            return (*names_in(x), *(n for item in items for n in names_in(item)))
    return ()

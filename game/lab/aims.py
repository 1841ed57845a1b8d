"""What could come to pass in a game - a card, an answer to it, an ending, an act - and how far a
position is from it: clause by clause, and as one number that a search can follow downhill.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.briefing.bench import Bench, put_in
from game.engine import expressions as ex
from game.engine.book import Book, Do, Each, Effect, If, Later
from game.engine.expressions import ExpressionError
from game.engine.formulas import Formula, Resolver, Scope, interval
from game.engine.lanes import spread
from game.engine.program import Program
from game.engine.rules import Rules
from game.engine.state import State

DEEP = 2
"""How many memories of other cards and motions are looked behind."""

MISSED = 0.25
"""What a failed comparison counts at least, however near; the rest grows with the distance."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing that a scenario declares: `section` is events, endings, manoeuvres or motions;
    `option` names an answer to a card.
    """

    section: str
    id: str
    option: str = ""

    @property
    def key(self) -> str:
        """As it is written in files: `events.id.option`."""
        return ".".join(part for part in (self.section, self.id, self.option) if part)


def aims_of(book: Book) -> Iterator[Aim]:
    """Every card, every answer, every ending."""
    for event in book.events:
        yield Aim("events", event.id)
        for option in event.options:
            yield Aim("events", event.id, option.id)
    for ending in book.endings:
        yield Aim("endings", ending.id)


# -------------------------------------------------------------------- conditions taken apart


@dataclass(frozen=True, slots=True)
class Leaf:
    """A truth, `formula` of a clause; with `gap` also by how much it fails, as a part of `scale`.
    `behind` is what would have to come about first.
    """

    formula: int
    gap: int = -1
    scale: float = 1.0
    behind: Node | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the parts."""

    parts: tuple[Node, ...]


Node: TypeAlias = Leaf | Every | Some


class Conditions:
    """Takes the conditions of one rulebook apart."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.bench = Bench(rules)
        self.events = {event.id: event for event in rules.book.events}
        self.setters = _setters(rules.book)

    def of(self, aim: Aim) -> Condition:
        """The condition of an aim; of an answer, that of its card."""
        book = self.rules.book
        actor = aim.section in ("manoeuvres", "motions")
        for part in getattr(book, aim.section):
            if part.id == aim.id:
                return Condition(self, self.bench.tree(part.when), actor=actor)
        raise KeyError(aim.key)

    def way_to(self, aim: Aim) -> Condition:
        """What a search has to bring about: the condition of an aim, and for an ending also that
        none of those holds that would be judged before it.
        """
        if aim.section != "endings":
            return self.of(aim)
        endings = [ending.id for ending in self.rules.book.endings]
        *before, own = self.rules.book.endings[: endings.index(aim.id) + 1]
        trees = [self.bench.tree(ending.when) for ending in (own, *before)]
        parts = [trees[0], *(ex.Unary("not", tree, tree.at) for tree in trees[1:])]
        return Condition(self, ex.Logic("and", tuple(parts), 0))


class Condition:
    """One condition: its clauses, which of them hold, and how far it is from holding. With an
    actor the arrays are (seats, games), else (games,). `answers` are those to cards, option by
    event, that would bring it nearer.
    """

    def __init__(self, conditions: Conditions, tree: ex.Tree, *, actor: bool = False) -> None:
        self.rules = conditions.rules
        self.conditions = conditions
        self.trees = conditions.bench.conditions(tree)
        self.axes = [self.rules.seat_axis] if actor else []
        self._variables = {"actor": self.rules.seat_axis} if actor else {}
        self._formulas: list[Formula] = []
        self.answers: dict[str, str] = {}
        self.nodes = tuple(self._node(part, DEEP) for part in self.trees)

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """The clauses as an author would write them."""
        return tuple(written(tree) for tree in self.trees)

    def missing(self, state: State) -> NDArray[np.float64]:
        """How far each clause is from holding, 0 where it does, shape (clauses, ..., games)."""
        shape = (*(axis.size for axis in self.axes), state.games)
        found = np.zeros((len(self.nodes), *shape))
        if not self.nodes:
            return found
        values = self._program.arrays(state.matrix, state.all_games, state.keys, state.clock)
        arrays = [spread(value, shape) for value in values]
        for row, node in enumerate(self.nodes):
            found[row] = self._distance(node, arrays)
        return found

    # ---------------------------------------------------------------- inside

    @cached_property
    def _program(self) -> Program:
        return Program("condition", self._formulas, axes=self.axes, every=True)

    def _distance(self, node: Node, arrays: list[Any]) -> Any:
        match node:
            case Every(parts):
                return sum(self._distance(part, arrays) for part in parts)
            case Some(parts):
                return np.minimum.reduce([self._distance(part, arrays) for part in parts])
        holds = arrays[node.formula].astype(np.bool_)
        if node.behind is not None:
            behind = self._distance(node.behind, arrays)
            far = MISSED + (1.0 - MISSED) * behind / (1.0 + behind)
        elif node.gap >= 0:
            gap = np.abs(arrays[node.gap]) / node.scale
            far = MISSED + (1.0 - MISSED) * np.minimum(gap, 1.0)
        else:
            far = 1.0
        return np.where(holds, 0.0, far)

    def _add(self, formula: Formula) -> int:
        self._formulas.append(formula)
        return len(self._formulas) - 1

    def _truth(self, tree: ex.Tree) -> Formula:
        return Resolver(self.rules.names, Scope(self._variables, chances=[0])).truth(tree)

    def _number(self, tree: ex.Tree) -> Formula | None:
        """The tree as a number; None for one that is something else."""
        try:
            found = Resolver(self.rules.names, Scope(self._variables, chances=[0])).formula(tree)
        except ExpressionError:
            return None
        return found if found.type == "number" else None

    def _node(self, tree: ex.Tree, deep: int, *, yes: bool = True) -> Node:
        match tree:
            case ex.Unary(op="not", x=x):
                return self._node(x, deep, yes=not yes)
            case ex.Logic(op=op, items=items):
                parts = tuple(self._node(item, deep, yes=yes) for item in items)
                return Every(parts) if (op == "and") == yes else Some(parts)
            case ex.Call(name="any", args=(ex.Name(id="leaders"), condition)):
                parts = tuple(
                    self._node(self._of_leader(condition, leader), deep, yes=yes)
                    for leader in self.rules.people[: self.rules.leaders]
                )
                return Some(parts) if yes else Every(parts)
            case ex.Call() if (opened := self.conditions.bench.opened(tree)) is not None:
                return self._node(opened, deep, yes=yes)
        wanted: ex.Tree = tree if yes else ex.Unary("not", tree, tree.at)
        formula = self._add(self._truth(wanted))
        if isinstance(tree, ex.Compare) and (gap := self._gap(tree.a, tree.b)) is not None:
            return Leaf(formula, *gap)
        return Leaf(formula, behind=self._behind(tree, deep) if yes else None)

    @staticmethod
    def _of_leader(condition: ex.Tree, leader: str) -> ex.Tree:
        """A condition on `it`, of one leader, who lives."""
        name = ex.Name(leader, condition.at)
        living = ex.Attribute(name, "alive", condition.at)
        return ex.Logic("and", (living, put_in(condition, {"it": name})), condition.at)

    def _gap(self, a: ex.Tree, b: ex.Tree) -> tuple[int, float] | None:
        """The difference of two numbers and what counts as far; None for other things."""
        if self._number(a) is None or self._number(b) is None:
            return None
        difference = self._number(ex.Binary("-", a, b, a.at))
        if difference is None:
            return None
        low, high = interval(difference)
        return self._add(difference), max(1.0, (high - low) / 2)

    def _behind(self, tree: ex.Tree, deep: int) -> Node | None:
        """What would have to come about before a card can be remembered, or a flag is set by the
        answer to one.
        """
        if deep == 0 or self.axes:
            return None
        found = [place for place in self._before(tree) if place[0] in self.conditions.events]
        for event, option in found:
            if option:
                self.answers.setdefault(event, option)
        ways = tuple(self._card(event, deep - 1) for event, _ in found)
        return Some(ways) if ways else None

    def _before(self, tree: ex.Tree) -> list[tuple[str, str]]:
        """The cards, with the answers, that a memory or flag comes from."""
        match tree:
            case ex.Call(name="fired", args=(ex.Name(id=event),)):
                return [(event, "")]
            case ex.Call(name="chose", args=(ex.Name(id=event), ex.Name(id=option))):
                return [(event, option)]
            case ex.Name() | ex.Attribute():
                return self.conditions.setters.get(written(tree), [])
        return []

    def _card(self, event: str, deep: int) -> Node:
        """The condition of a card."""
        when = self.conditions.bench.tree(self.conditions.events[event].when)
        parts = self.conditions.bench.conditions(when)
        return Every(tuple(self._node(part, deep) for part in parts))


def _setters(book: Book) -> dict[str, list[tuple[str, str]]]:
    """The answers to cards that set something to true, by what they set as it is written."""
    found: dict[str, list[tuple[str, str]]] = {}
    for event in book.events:
        for option in event.options:
            for statement in statements(option.effects):
                set_to = ex.parse_statement(statement)
                if set_to.op == "=" and written(set_to.value) == "true":
                    found.setdefault(written(set_to.target), []).append((event.id, option.id))
    return found


def statements(effects: Sequence[Effect]) -> Iterator[str]:
    """All statements in effects, however deep."""
    for effect in effects:
        match effect:
            case Do(statement=statement):
                yield statement
            case Each(do=do) | Later(do=do):
                yield from statements(do)
            case If(then=then, otherwise=otherwise):
                yield from statements((*then, *otherwise))


# -------------------------------------------------------------------- trees as text


def written(tree: ex.Tree) -> str:  # noqa: C901 - one case a kind of node
    """A tree in the language it was read from."""
    match tree:
        case ex.Number(value=value, truth=truth):
            return ("true" if value else "false") if truth else f"{value:g}"
        case ex.Date(months=months):
            return f"{months // 12}-{months % 12 + 1:02}"
        case ex.Name(id=ident):
            return ident
        case ex.Attribute(of=of, name=name):
            return f"{_inner(of)}.{name}"
        case ex.Call(name=name, args=args):
            return f"{name}({', '.join(written(arg) for arg in args)})"
        case ex.Unary(op=op, x=x):
            return f"not {_inner(x)}" if op == "not" else f"-{_inner(x)}"
        case ex.Binary(op=op, a=a, b=b) | ex.Compare(op=op, a=a, b=b):
            return f"{_inner(a)} {op} {_inner(b)}"
        case ex.Logic(op=op, items=items):
            return f" {op} ".join(_inner(item) for item in items)
        case ex.Choice(condition=condition, a=a, b=b):
            return f"{_inner(a)} if {_inner(condition)} else {_inner(b)}"
        case ex.Within(x=x, items=items):
            return f"{_inner(x)} in [{', '.join(written(item) for item in items)}]"


def _inner(tree: ex.Tree) -> str:
    """A part of a tree, in brackets where it would read otherwise without."""
    text = written(tree)
    loose = isinstance(tree, ex.Binary | ex.Compare | ex.Logic | ex.Choice)
    return f"({text})" if loose else text

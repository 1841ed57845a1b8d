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
from game.engine.formulas import Formula, Resolver, Scope, Var, interval
from game.engine.measures import Measures
from game.engine.program import Clock
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
    """A truth, `truth` of the pool; with `gap` also by how much it fails, as a part of `scale`.
    `behind` is what would have to come about first.
    """

    truth: int
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


@dataclass(frozen=True, slots=True)
class Values:
    """What the truths and numbers of a pool are in some games, (expressions, games)."""

    truths: NDArray[np.bool_]
    numbers: NDArray[np.float64]


class Pool:
    """Expressions that are measured together, each once; with an actor for one seat at a time."""

    def __init__(self, rules: Rules, *, actor: bool = False) -> None:
        self.rules = rules
        self.actor = actor
        self.variables = {"actor": Var("actor", "person", rules.seats)} if actor else {}
        self._truths: dict[ex.Tree, int] = {}
        self._numbers: dict[ex.Tree, int] = {}

    def truth(self, tree: ex.Tree) -> int:
        """The place of a truth."""
        return self._truths.setdefault(tree, len(self._truths))

    def number(self, tree: ex.Tree) -> int:
        """The place of a number."""
        return self._numbers.setdefault(tree, len(self._numbers))

    def formula(self, tree: ex.Tree) -> Formula | None:
        """A tree as a number; None for one that is something else."""
        try:
            found = Resolver(self.rules.names, Scope(self.variables)).formula(tree)
        except ExpressionError:
            return None
        return found if found.type == "number" else None

    def values(self, state: State, clock: Clock | None = None, actor: int | None = None) -> Values:
        """What they are in all games."""
        truths, numbers = self._measures
        return Values(
            truths(state, actor=actor, clock=clock), numbers(state, actor=actor, clock=clock)
        )

    @cached_property
    def _measures(self) -> tuple[Measures, Measures]:
        return (
            Measures(self.rules, self._truths, "truth", actor=self.actor),
            Measures(self.rules, self._numbers, "number", actor=self.actor),
        )


class Conditions:
    """Takes the conditions of one rulebook apart; acts, which have an actor, and the rest of the
    world are measured in a pool each.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.bench = Bench(rules)
        self.world, self.acts = Pool(rules), Pool(rules, actor=True)
        self.events = {event.id: event for event in rules.book.events}
        self.setters = _setters(rules.book)

    def of(self, aim: Aim) -> Condition:
        """The condition of an aim; of an answer, that of its card."""
        pool = self.acts if aim.section in ("manoeuvres", "motions") else self.world
        for part in getattr(self.rules.book, aim.section):
            if part.id == aim.id:
                return Condition(self, pool, self.bench.tree(part.when))
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
        return Condition(self, self.world, ex.Logic("and", tuple(parts), 0))


class Condition:
    """One condition: its clauses, which of them hold, and how far it is from holding. `answers` are
    those to cards, option by event, that would bring it nearer.
    """

    def __init__(self, conditions: Conditions, pool: Pool, tree: ex.Tree) -> None:
        self.rules = conditions.rules
        self.conditions = conditions
        self.pool = pool
        self.trees = conditions.bench.conditions(tree)
        self.answers: dict[str, str] = {}
        self.nodes = tuple(self._node(part, DEEP) for part in self.trees)

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """The clauses as an author would write them."""
        return tuple(written(tree) for tree in self.trees)

    def missing(self, values: Values) -> NDArray[np.float64]:
        """How far each clause is from holding, 0 where it does, shape (clauses, games)."""
        games = values.truths.shape[1]
        found = np.zeros((len(self.nodes), games))
        for row, node in enumerate(self.nodes):
            found[row] = _distance(node, values)
        return found

    # ---------------------------------------------------------------- inside

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
        truth = self.pool.truth(wanted)
        if isinstance(tree, ex.Compare) and (gap := self._gap(tree.a, tree.b)) is not None:
            return Leaf(truth, *gap)
        return Leaf(truth, behind=self._behind(tree, deep) if yes else None)

    @staticmethod
    def _of_leader(condition: ex.Tree, leader: str) -> ex.Tree:
        """A condition on `it`, of one leader, who lives."""
        name = ex.Name(leader, condition.at)
        living = ex.Attribute(name, "alive", condition.at)
        return ex.Logic("and", (living, put_in(condition, {"it": name})), condition.at)

    def _gap(self, a: ex.Tree, b: ex.Tree) -> tuple[int, float] | None:
        """The difference of two numbers and what counts as far; None for other things."""
        if self.pool.formula(a) is None or self.pool.formula(b) is None:
            return None
        difference = ex.Binary("-", a, b, a.at)
        formula = self.pool.formula(difference)
        if formula is None:
            return None
        low, high = interval(formula)
        return self.pool.number(difference), max(1.0, (high - low) / 2)

    def _behind(self, tree: ex.Tree, deep: int) -> Node | None:
        """What would have to come about before a card can be remembered, or a flag is set by the
        answer to one.
        """
        if deep == 0 or self.pool.actor:
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


def _distance(node: Node, values: Values) -> Any:
    """How far a node is from holding, (games,)."""
    match node:
        case Every(parts):
            return sum(_distance(part, values) for part in parts)
        case Some(parts):
            return np.minimum.reduce([_distance(part, values) for part in parts])
    far: Any = 1.0
    if node.behind is not None:
        behind = _distance(node.behind, values)
        far = MISSED + (1.0 - MISSED) * behind / (1.0 + behind)
    elif node.gap >= 0:
        gap = np.abs(values.numbers[node.gap]) / node.scale
        far = MISSED + (1.0 - MISSED) * np.minimum(gap, 1.0)
    return np.where(values.truths[node.truth], 0.0, far)


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

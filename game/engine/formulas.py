"""Expressions with their names resolved: typed formulas over the rows of the matrix.

A `Resolver` turns a syntax tree into a formula, given the names of a scenario and the variables
bound at that place. A formula says which rows it reads; printers (`printer.py`) turn it into code.
Types are "number", "truth", or the kind of an entity, stored as its index, -1 for nobody.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from typing import TypeAlias

from game.engine import expressions as ex
from game.engine.dice import site
from game.engine.expressions import ExpressionError
from game.engine.layout import NOBODY, Block, Layout

CLOCK = ("turn", "year", "quarter", "month", "date")

MAX_PARTS = 4_000
"""How many parts an expression may have when its formulas are put in."""
MAX_NESTING = 80
"""How deep the parts may be nested: Python's own parser reads what is printed from them."""
MAX_NUMBER = 1e9
MAX_SUGGESTIONS = 100
"""How many unknown names are compared with the known ones; the rest get no suggestion."""


@dataclass(frozen=True, slots=True)
class Const:
    """A number, truth or entity that never changes."""

    value: float
    type: str


@dataclass(frozen=True, slots=True)
class Var:
    """A bound variable: an entity or number. An `axis` variable runs over all its `size` members;
    otherwise its value is given for every lane, and is `sure` unless it may be nobody.
    """

    name: str
    type: str
    size: int = 0
    axis: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Clock:
    """turn, year, quarter, month or date."""

    name: str
    type: str = "number"


@dataclass(frozen=True, slots=True)
class Read:
    """Rows of a block at the given members."""

    block: Block
    index: tuple[Formula, ...]
    type: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A constant of every member of a kind: a trait, a birth year, a post's weight."""

    name: str
    values: tuple[float, ...]
    index: Formula
    type: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`a op b` for + - * / min max; / only where the divisor cannot be 0."""

    op: str
    a: Formula
    b: Formula
    type: str = "number"


@dataclass(frozen=True, slots=True)
class Single:
    """`op x` for neg, abs, not, number (a truth as 0 or 1)."""

    op: str
    x: Formula
    type: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a op b`, a truth."""

    op: str
    a: Formula
    b: Formula
    type: str = "truth"


@dataclass(frozen=True, slots=True)
class Connective:
    """`and` or `or` of truths."""

    op: str
    items: tuple[Formula, ...]
    type: str = "truth"


@dataclass(frozen=True, slots=True)
class Pick:
    """`a` where the condition holds, else `b`."""

    condition: Formula
    a: Formula
    b: Formula
    type: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A declared table: piecewise linear between its points, flat outside."""

    name: str
    points: tuple[tuple[float, float], ...]
    x: Formula
    type: str = "number"


@dataclass(frozen=True, slots=True)
class Band:
    """The middle of the band of the given width in which x lies."""

    x: Formula
    width: float
    type: str = "number"


@dataclass(frozen=True, slots=True)
class Reduce:
    """A group's count, sum, mean, any, all, best, most or least; `it` is an axis variable."""

    op: str
    it: Var
    mask: Formula
    body: Formula
    type: str


@dataclass(frozen=True, slots=True)
class Chance:
    """True with a probability in percent, by the keyed die of `site`."""

    percent: Formula
    site: int
    who: Formula
    type: str = "truth"


Formula: TypeAlias = (
    Const
    | Var
    | Clock
    | Read
    | Fixed
    | Arithmetic
    | Single
    | Comparison
    | Connective
    | Pick
    | Curve
    | Band
    | Reduce
    | Chance
)

TRUE = Const(1.0, "truth")
FALSE = Const(0.0, "truth")
ZERO = Const(0.0, "number")
NONE = Const(NOBODY, "nobody")


def children(formula: Formula) -> Iterator[Formula]:
    """The formulas directly inside a formula."""
    for slot in fields(formula):
        value = getattr(formula, slot.name)
        if isinstance(value, tuple) and value and not isinstance(value[0], int | float | tuple):
            yield from value
        elif hasattr(value, "type") and not isinstance(value, str):
            yield value


def walk(formula: Formula) -> Iterator[Formula]:
    """A formula and everything inside it."""
    yield formula
    for child in children(formula):
        yield from walk(child)


def replaced(formula: Formula, parts: Mapping[Formula, Formula]) -> Formula:
    """The same formula with some of its parts put in the place of others."""
    if formula in parts:
        return parts[formula]
    changed: dict[str, Formula | tuple[Formula, ...]] = {}
    for slot in fields(formula):
        value = getattr(formula, slot.name)
        if isinstance(value, tuple) and value and not isinstance(value[0], int | float | tuple):
            changed[slot.name] = tuple(replaced(part, parts) for part in value)
        elif hasattr(value, "type") and not isinstance(value, str):
            changed[slot.name] = replaced(value, parts)
    return replace(formula, **changed) if changed else formula  # type: ignore[arg-type]


def settled(formula: Formula) -> Formula:
    """The same formula with what follows from its constants put in."""
    changed: dict[str, Formula | tuple[Formula, ...]] = {}
    for slot in fields(formula):
        value = getattr(formula, slot.name)
        if isinstance(value, tuple) and value and not isinstance(value[0], int | float | tuple):
            changed[slot.name] = tuple(settled(part) for part in value)
        elif hasattr(value, "type") and not isinstance(value, str):
            changed[slot.name] = settled(value)
    if changed:
        formula = replace(formula, **changed)  # type: ignore[arg-type]
    match formula:
        case Fixed(values=values, index=Const(value=place), type=type_) if (
            0 <= place < len(values) and values[int(place)] is not None
        ):
            return Const(values[int(place)], type_)
        case Comparison(op="==" | "!=" as op, a=Const(value=a, type=kind), b=Const(value=b)) if (
            kind not in ("number", "truth")
        ):
            return TRUE if (a == b) == (op == "==") else FALSE
        case Single(op="not", x=Const(value=value)):
            return FALSE if value else TRUE
        case Connective(op=op, items=items):
            deciding, silent = (FALSE, TRUE) if op == "and" else (TRUE, FALSE)
            left = tuple(item for item in items if item != silent)
            if deciding in left:
                return deciding
            return Connective(op, left) if len(left) > 1 else left[0] if left else silent
        case Pick(condition=Const(value=value), a=a, b=b):
            return a if value else b
    return formula


def constant(formula: Formula) -> float | None:
    """The value of a formula that reads nothing, else None."""
    return formula.value if isinstance(formula, Const) else None


@dataclass(slots=True)
class Names:
    """All names of a scenario and what they mean. Filled by `game.engine.rules`."""

    layout: Layout
    entities: dict[str, tuple[str, int]] = field(default_factory=dict)
    quantities: dict[str, Block] = field(default_factory=dict)
    traits: dict[str, tuple[float, ...]] = field(default_factory=dict)
    tables: dict[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    macros: dict[str, tuple[tuple[str, ...], ex.Tree]] = field(default_factory=dict)
    events: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    motions: dict[str, int] = field(default_factory=dict)
    manoeuvres: dict[str, int] = field(default_factory=dict)
    fixed: dict[tuple[str, str], tuple[tuple[float, ...], str]] = field(default_factory=dict)
    estimates: dict[str, ex.Tree] = field(default_factory=dict)
    starts: dict[str, tuple[float, ...]] = field(default_factory=dict)
    sessions: dict[str, tuple[int, ...]] = field(default_factory=dict)
    member_bodies: dict[str, int] = field(default_factory=dict)
    turns: int = 0
    leaders: int = 0
    seats: int = 0
    parts: int = 0
    suggested: int = 0

    def count(self, kind: str) -> int:
        """How many members a kind has."""
        return len(self.layout.members[kind])

    def suggestions(self, name: str, more: tuple[str, ...] = ()) -> str:
        """A "did you mean" for an unknown name."""
        known = (*self.entities, *self.quantities, *self.traits, *self.tables, *self.macros)
        return self.nearest(name, (*known, *more, *CLOCK))

    def no_attribute(self, kind: str, name: str, at: int) -> ExpressionError:
        """The error of an attribute that a kind does not have."""
        message, block = f"{_article(kind)} has no {name!r}", self.quantities.get(name)
        if block is not None:
            error = kept_for_each(block, at)
            return ExpressionError(f"{message}: {error.message}", at, error.expected, kind="name")
        hint = self.suggestions(name, tuple(n for k, n in _ATTRIBUTES if k == kind))
        return ExpressionError(message, at, "", hint, kind="name")

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """A "did you mean" among some names; after many of them nothing more, to save time."""
        self.suggested += 1
        if self.suggested > MAX_SUGGESTIONS or len(name) > 64:
            return ""
        others = (each for each in known if each != name)
        close = get_close_matches(name, others, n=1, cutoff=0.6)
        return f"did you mean '{close[0]}'?" if close else ""


_BOUND = ("actor", "target", "mover", "against", "it", "motion", "bloc", "vote", "side")
"""Names that mean somebody or something in some places, and nothing in others."""

_WORDS = {
    **dict.fromkeys(("yes", "on", "True"), "write true"),
    **dict.fromkeys(("no", "off", "False"), "write false"),
    **dict.fromkeys(("null", "none", "None"), "write nobody"),
}
"""What is written in other languages, and how it is written here."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is bound at a place: variables, whose eyes it is read through, the owner's id."""

    variables: dict[str, Var]
    owner: str = ""
    viewer: str = ""
    chances: list[int] | None = None

    def bind(self, var: Var, name: str | None = None) -> Scope:
        """This scope with one more variable."""
        return replace(self, variables={**self.variables, name or var.name: var})


@dataclass(slots=True)
class Meter:
    """How large an expression has become so far, and how deep the part at work lies."""

    parts: int = 0
    level: int = 0


class Resolver:
    """Resolves names in one scope; the first thing that makes no sense raises ExpressionError."""

    def __init__(self, names: Names, scope: Scope, group_variable: str = "it") -> None:
        self.names = names
        self.scope = scope
        self.group_variable = group_variable
        self.depth = 0
        self.meter = Meter()

    def spend(self, parts: int, at: int) -> None:
        """Count parts of this expression: of formulas put in, every copy counts."""
        self.meter.parts += parts
        self.names.parts += parts
        if self.meter.parts > MAX_PARTS:
            raise ExpressionError(
                "this expression grows too large when its formulas are put in",
                at,
                f"at most {MAX_PARTS:,} parts",
                "make a derived quantity of a part of it",
                kind="size",
            )

    # ---------------------------------------------------------------- entry

    def number(self, tree: ex.Tree) -> Formula:
        """A formula that is a number."""
        return _as_number(self.formula(tree), tree)

    def truth(self, tree: ex.Tree) -> Formula:
        """A formula that is a condition; a number is one where it is not 0."""
        return _as_truth(self.formula(tree), tree)

    def entity(self, tree: ex.Tree, kind: str) -> Formula:
        """A formula that is an entity of a kind, or nobody."""
        found = self.formula(tree)
        if found.type not in (kind, "nobody"):
            hint = ""
            if (kind, found.type) == ("person", "post") and isinstance(tree, ex.Name):
                hint = f"write {tree.id}.holder"
            raise ExpressionError(
                f"this is {_article(found.type)}", tree.at, _article(kind), hint, kind="type"
            )
        return found

    # ---------------------------------------------------------------- trees

    def formula(self, tree: ex.Tree) -> Formula:
        """The formula of a tree."""
        self.spend(1, tree.at)
        self.meter.level += 1
        if self.meter.level > MAX_NESTING:
            raise ExpressionError("this expression is nested too deeply", tree.at, kind="size")
        found = self.resolved(tree)
        self.meter.level -= 1
        return found

    def measured(self, tree: ex.Tree) -> tuple[Formula, int]:
        """The formula of a tree, and how many parts it has."""
        before = self.meter.parts
        found = self.formula(tree)
        return found, self.meter.parts - before

    def resolved(self, tree: ex.Tree) -> Formula:
        """The formula of a tree by its kind."""
        match tree:
            case ex.Number(value=value, truth=truth):
                return Const(value, "truth" if truth else "number")
            case ex.Date(months=months):
                return Const(months, "number")
            case ex.Name():
                return self.name(tree)
            case ex.Attribute():
                return self.attribute(tree)
            case ex.Call():
                return self.call(tree)
            case ex.Unary(op="-", x=x):
                inner = self.number(x)
                known = constant(inner)
                return (
                    Const(-known, "number") if known is not None else Single("neg", inner, "number")
                )
            case ex.Unary(x=x):
                return Single("not", self.truth(x), "truth")
            case ex.Binary():
                return self.binary(tree)
            case ex.Compare():
                return self.comparison(tree)
            case ex.Logic(op=op, items=items):
                return Connective(op, tuple(self.truth(item) for item in items))
            case ex.Choice(condition=condition, a=a, b=b):
                return self.choice(condition, a, b)
            case ex.Within(x=x, items=items, at=at):
                parts = tuple(self.comparison(ex.Compare("==", x, item, at)) for item in items)
                return Connective("or", parts)

    def binary(self, tree: ex.Binary) -> Formula:
        a, b = self.number(tree.a), self.number(tree.b)
        left, right = constant(a), constant(b)
        if tree.op == "/" and right == 0:
            raise ExpressionError(
                "this divides by 0", tree.b.at, "a divisor that cannot be 0", kind="zero"
            )
        if left is not None and right is not None:
            value = {
                "+": lambda: left + right,
                "-": lambda: left - right,
                "*": lambda: left * right,
                "/": lambda: left / right,
            }[tree.op]()
            if abs(value) > MAX_NUMBER:
                raise ExpressionError(
                    "this number is too large", tree.at, "at most 1e9", kind="size"
                )
            return Const(value, "number")
        if tree.op == "/" and not _never_zero(b):
            raise ExpressionError(
                "this divisor could be 0",
                tree.b.at,
                "a divisor whose declared range leaves out 0",
                "write ratio(x, y, if_zero)",
                kind="zero",
            )
        return Arithmetic(tree.op, a, b)

    def comparison(self, tree: ex.Compare) -> Formula:
        a, b = self.formula(tree.a), self.formula(tree.b)
        entity = {a.type, b.type} - {"number", "truth"}
        if entity:
            if (
                len(entity - {"nobody"}) > 1
                or a.type in ("number", "truth")
                or b.type in ("number", "truth")
            ):
                raise ExpressionError(
                    f"{_article(a.type)} is compared with {_article(b.type)}",
                    tree.at,
                    "two of a kind",
                    kind="type",
                )
            if tree.op not in ("==", "!="):
                raise ExpressionError("entities have no order", tree.at, "== or !=", kind="type")
            return Comparison(tree.op, a, b)
        return Comparison(tree.op, _as_number(a, tree.a), _as_number(b, tree.b))

    def choice(self, condition: ex.Tree, a: ex.Tree, b: ex.Tree) -> Formula:
        test, left, right = self.truth(condition), self.formula(a), self.formula(b)
        kinds = {left.type, right.type} - {"nobody"}
        if len(kinds) > 1:
            left, right = _as_number(left, a), _as_number(right, b)
            kinds = {"number"}
        kind = kinds.pop() if kinds else "nobody"
        return Pick(test, left, right, kind)

    # ---------------------------------------------------------------- names

    def name(self, tree: ex.Name) -> Formula:
        name = tree.id
        if name in self.scope.variables:
            return self.scope.variables[name]
        if name in CLOCK:
            return Clock(name)
        if name == "nobody":
            return NONE
        block = self.names.quantities.get(name)
        if block is not None:
            if block.kinds:
                raise kept_for_each(block, tree.at)
            return self.read(block, ())
        if name in self.names.entities:
            kind, index = self.names.entities[name]
            if kind == "policy":
                return self.read(self.names.layout["setting"], (Const(index, "policy"),))
            return Const(index, kind)
        raise self.unknown(name, tree.at)

    def unknown(self, name: str, at: int) -> ExpressionError:
        """The error of a name that means nothing where it stands."""
        message, bound = f"unknown name {name!r}", [*self.scope.variables]
        if name in _BOUND:
            here = [each for each in bound if each in _BOUND]
            expected = f"one of {', '.join(here)}" if here else "an id: nobody is bound here"
            return ExpressionError(f"{name!r} is not bound here", at, expected, kind="name")
        hint = _WORDS.get(name) or self.names.suggestions(name, tuple(bound))
        return ExpressionError(message, at, "", hint, kind="name")

    def attribute(self, tree: ex.Attribute) -> Formula:
        if isinstance(tree.of, ex.Name):
            if tree.of.id == "motion" and f"motion.{tree.name}" in self.scope.variables:
                return self.scope.variables[f"motion.{tree.name}"]
            if tree.of.id == "line":
                issue = self.named(tree.name, "issue", tree.at)
                return self.read(self.names.layout["line"], (issue,))
        owner, parts = self.measured(tree.of)
        if tree.name == "principal":
            self.spend(4 * parts, tree.at)  # the person stands in it four more times
        return self.member(owner, tree.name, behind(tree))

    def member(self, owner: Formula, name: str, at: int) -> Formula:
        """An attribute of an entity."""
        kind = owner.type
        block = self.names.quantities.get(name)
        kept = block is not None and len(block.kinds) == 1
        if block is not None and kept and kind in (base_kind(block.kinds[0]), "nobody"):
            return self.read(block, (owner,))
        if name in self.names.traits and kind == "person":
            return Fixed(name, self.names.traits[name], owner, "number")
        if (kind, name) in self.names.fixed:
            values, type_ = self.names.fixed[kind, name]
            return Fixed(f"{kind}.{name}", values, owner, type_)
        if name in self.names.entities and self.names.entities[name][0] == "issue":
            issue = Const(self.names.entities[name][1], "issue")
            if kind == "person":
                return self.read(self.names.layout["position"], (owner, issue))
            if kind == "bloc":
                return self.read(self.names.layout["mood"], (owner, issue))
        if kind == "person" and name == "principal":
            return self.principal(owner)
        built_in = _ATTRIBUTES.get((kind, name))
        if built_in is not None:
            return self.read(self.names.layout[built_in], (owner,))
        if kind == "nobody":
            return Const(0.0, "number")
        raise self.names.no_attribute(kind, name, at)

    def principal(self, person: Formula) -> Formula:
        """The person himself if a leader, else his patron if that is one, else nobody."""
        leads = self.names.fixed["person", "leader"][0]
        patron = self.read(self.names.layout["patron"], (person,))
        above = Pick(Fixed("person.leader", leads, patron, "truth"), patron, NONE, "person")
        return Pick(Fixed("person.leader", leads, person, "truth"), person, above, "person")

    def named(self, name: str, kind: str, at: int) -> Formula:
        """A constant entity of a kind by its id."""
        found = self.names.entities.get(name)
        if found is None or found[0] != kind:
            known = [id for id, (kind_of, _) in self.names.entities.items() if kind_of == kind]
            hint = self.names.nearest(name, known)
            raise ExpressionError(f"{name!r} is no {kind}", at, _article(kind), hint, kind="name")
        return Const(found[1], kind)

    # ---------------------------------------------------------------- calls

    def call(self, tree: ex.Call) -> Formula:
        handler = _CALLS.get(tree.name)
        if handler is not None:
            return handler(self, tree)
        if tree.name in _GROUP_CALLS:
            return self.group(tree)
        if tree.name in self.names.tables:
            (x,) = self.arguments(tree, 1)
            return Curve(tree.name, self.names.tables[tree.name], self.number(x))
        if tree.name in self.names.macros:
            return self.macro(tree)
        block = self.names.quantities.get(tree.name)
        if block is not None and len(block.kinds) == 2:
            a, b = self.arguments(tree, 2)
            return self.pair(block, a, b)
        raise ExpressionError(
            f"unknown function {tree.name!r}",
            tree.at,
            "",
            self.names.suggestions(tree.name, (*_CALLS, *_GROUP_CALLS)),
            kind="name",
        )

    def arguments(self, tree: ex.Call, *counts: int) -> tuple[ex.Tree, ...]:
        """The arguments of a call, checked for their number."""
        if len(tree.args) not in counts:
            wanted = " or ".join(str(count) for count in counts)
            raise ExpressionError(
                f"{tree.name}() is given {len(tree.args)} arguments", tree.at, wanted, kind="type"
            )
        return tree.args

    def pair(self, block: Block, a: ex.Tree, b: ex.Tree) -> Formula:
        """A row of a block kept for pairs."""
        left = self.entity(a, base_kind(block.kinds[0]))
        right = self.entity(b, base_kind(block.kinds[1]))
        return self.read(block, (left, right))

    def macro(self, tree: ex.Call) -> Formula:
        """A declared formula, put in with its arguments bound."""
        parameters, body = self.names.macros[tree.name]
        self.arguments(tree, len(parameters))
        if self.depth > 12:
            raise ExpressionError(
                "formulas call each other more than 12 deep", tree.at, "no circle", kind="circle"
            )
        bound = {p: self.measured(a) for p, a in zip(parameters, tree.args, strict=True)}
        inner = _MacroResolver(self, bound)
        try:
            return inner.formula(body)
        except ExpressionError as error:
            message = (
                error.message
                if error.kind in ("size", "circle")
                else f"in {tree.name}(): {error.message}"
            )
            raised = ExpressionError(message, tree.at, error.expected, error.hint, kind=error.kind)
            raised.inside = error.inside or (tree.name, error)
            raise raised from None

    def group(self, tree: ex.Call) -> Formula:
        """count, sum, mean, any, all, best, most, least over a group."""
        op = tree.name
        arguments = self.arguments(tree, *_GROUP_CALLS[op])
        it, mask = self.members(arguments[0])
        if self.group_variable in self.scope.variables:
            raise ExpressionError(
                "groups do not nest",
                tree.at,
                "a derived quantity for the inner one, or `as:` in an each",
            )
        inner = self.inside(it)
        if op == "count":
            body: Formula = inner.truth(arguments[1]) if len(arguments) > 1 else TRUE
            return Reduce(op, it, mask, body, "number")
        if op in ("any", "all"):
            return Reduce(op, it, mask, inner.truth(arguments[1]), "truth")
        body = inner.number(arguments[1])
        if len(arguments) > 2:
            mask = Connective("and", (mask, inner.truth(arguments[2])))
        return Reduce(op, it, mask, body, it.type if op == "best" else "number")

    def inside(self, it: Var) -> Resolver:
        """The resolver inside a group."""
        inner = Resolver(self.names, self.scope.bind(it, self.group_variable), self.group_variable)
        inner.depth, inner.meter = self.depth, self.meter
        return inner

    def members(self, tree: ex.Tree, name: str | None = None) -> tuple[Var, Formula]:
        """The axis variable of a group and the condition of belonging to it."""
        if not isinstance(tree, ex.Name):
            raise ExpressionError("this is no group", tree.at, _GROUPS, kind="name")
        label = name or self.group_variable
        sizes = {
            "people": self.names.count("person"),
            "leaders": self.names.leaders,
            "seats": self.names.seats,
        }
        if tree.id in sizes:
            it = Var(label, "person", sizes[tree.id], axis=True)
            return it, self.read(self.names.layout["alive"], (it,))
        if tree.id in ("blocs", "posts", "policies"):
            kind = {"blocs": "bloc", "posts": "post", "policies": "policy"}[tree.id]
            return Var(label, kind, self.names.count(kind), axis=True), TRUE
        kind, index = self.names.entities.get(tree.id, ("", 0))
        it = Var(label, "person", self.names.count("person"), axis=True)
        alive = self.read(self.names.layout["alive"], (it,))
        if kind == "body" and tree.id in self.names.member_bodies:
            return it, Connective(
                "and", (alive, self.rank(it, self.names.member_bodies[tree.id], 2))
            )
        if kind == "faction":
            belongs = Comparison(
                "==", self.read(self.names.layout["faction"], (it,)), Const(index, "faction")
            )
            return it, Connective("and", (alive, belongs))
        hint = self.names.suggestions(tree.id, ("people", "leaders", "seats", "blocs", "posts"))
        raise ExpressionError(f"{tree.id!r} is no group", tree.at, _GROUPS, hint, kind="name")

    def rank(self, person: Formula, body: int, rank: int) -> Formula:
        """Whether a person has a rank in a body: 1 candidate, 2 full member."""
        block = self.names.layout["rank"]
        return Comparison(
            "==", Read(block, (Const(body, "body"), person), "number"), Const(rank, "number")
        )

    # ---------------------------------------------------------------- reading

    def read(self, block: Block, index: tuple[Formula, ...]) -> Formula:
        """A row as whoever reads it knows it."""
        exact = Read(block, index, block.holds)
        viewer = self.scope.variables.get(self.scope.viewer) if self.scope.viewer else None
        if viewer is None or block.seen.by == "all":
            return exact
        seen = block.seen
        if seen.by == "self" and index and index[0] == viewer:
            return exact
        if seen.by == "both" and (viewer in index or self.patron_of(viewer) in index):
            return exact  # what binds two is known to their clients
        guess = self.estimate(block, index, exact)
        if seen.by != "posts":
            looked_into = self.insight(viewer, index[:1] if seen.by == "self" else index)
            return Pick(looked_into, exact, guess, exact.type) if looked_into else guess
        holder = self.names.layout["holder"]
        holds = tuple(
            Comparison("==", Read(holder, (Const(post, "post"),), "person"), viewer)
            for post in seen.posts
        )
        own = (
            (Comparison("==", index[1], viewer),)
            if len(index) == 2 and index[1].type == "person"
            else ()
        )
        return Pick(Connective("or", (*holds, *own)), exact, guess, exact.type)

    def insight(self, viewer: Formula, members: tuple[Formula, ...]) -> Formula | None:
        """Whether the viewer has insight into one of some people now."""
        block = self.names.layout["insight"]
        into = tuple(
            Comparison(">", Read(block, (viewer, member), "number"), Clock("turn"))
            for member in members
            if member.type == "person"
        )
        return Connective("or", into) if into else None

    def patron_of(self, person: Formula) -> Formula:
        """A person's patron."""
        return Read(self.names.layout["patron"], (person,), "person")

    def estimate(self, block: Block, index: tuple[Formula, ...], exact: Formula) -> Formula:
        """What those have who may not see a row: a band, a declared estimate, or its start."""
        if block.seen.band:
            return Band(exact, block.seen.band)
        if block.seen.estimate:
            bound = {n: (f, 1) for n, f in zip(("actor", "target"), index, strict=False)}
            outer = Resolver(self.names, replace(self.scope, viewer=""), self.group_variable)
            outer.meter = self.meter
            return _as_number(
                _MacroResolver(outer, bound).formula(self.names.estimates[block.seen.estimate]),
                ex.Number(0, 0),
            )
        values = self.names.starts[block.name]
        if not index:
            return Const(values[0], exact.type)
        if len(index) == 1:
            return Fixed(f"start of {block.name}", values, index[0], exact.type)
        return Const(0.0, exact.type)


class _MacroResolver(Resolver):
    """Resolves the body of a declared formula with its parameters standing for formulas."""

    def __init__(self, outer: Resolver, bound: dict[str, tuple[Formula, int]]) -> None:
        super().__init__(outer.names, outer.scope, outer.group_variable)
        self.depth, self.meter = outer.depth + 1, outer.meter
        self.bound = bound

    def name(self, tree: ex.Name) -> Formula:
        if tree.id not in self.bound:
            return super().name(tree)
        found, parts = self.bound[tree.id]
        self.spend(parts, tree.at)
        return found

    def inside(self, it: Var) -> Resolver:
        inner = _MacroResolver(Resolver.inside(self, it), self.bound)
        inner.depth = self.depth
        return inner


# -------------------------------------------------------------------- built-in calls


def _extreme(resolver: Resolver, tree: ex.Call) -> Formula:
    if len(tree.args) < 2:
        raise ExpressionError(
            f"{tree.name}() is given {len(tree.args)} arguments",
            tree.at,
            "two or more",
            kind="type",
        )
    parts = [resolver.number(arg) for arg in tree.args]
    result = parts[0]
    for part in parts[1:]:
        result = Arithmetic(tree.name, result, part)
    return result


def _absolute(resolver: Resolver, tree: ex.Call) -> Formula:
    (x,) = resolver.arguments(tree, 1)
    return Single("abs", resolver.number(x), "number")


def _ratio(resolver: Resolver, tree: ex.Call) -> Formula:
    before, divisor = resolver.meter.parts, resolver.arguments(tree, 3)[1]
    y = resolver.number(divisor)
    resolver.spend(
        2 * (resolver.meter.parts - before), tree.at
    )  # the divisor stands in it three times
    x, z = resolver.number(tree.args[0]), resolver.number(tree.args[2])
    zero = Comparison("==", y, Const(0.0, "number"))
    return Pick(
        zero, z, Arithmetic("/", x, Pick(zero, Const(1.0, "number"), y, "number")), "number"
    )


def _chance(resolver: Resolver, tree: ex.Call) -> Formula:
    (p,) = resolver.arguments(tree, 1)
    counter = resolver.scope.chances
    if counter is None:
        raise ExpressionError("chance() stands only inside effects", tree.at)
    counter[0] += 1
    who = resolver.scope.variables.get("actor")
    axes = [var for var in resolver.scope.variables.values() if var.axis]
    key: Formula = axes[0] if axes else who if who is not None else Const(0.0, "number")
    return Chance(resolver.number(p), site(f"chance {resolver.scope.owner} {counter[0]}"), key)


def _holds(resolver: Resolver, tree: ex.Call) -> Formula:
    person, post = resolver.arguments(tree, 2)
    who, office = resolver.entity(person, "person"), resolver.entity(post, "post")
    return Comparison("==", resolver.read(resolver.names.layout["holder"], (office,)), who)


def _ranked(rank: int) -> Callable[[Resolver, ex.Call], Formula]:
    def built(resolver: Resolver, tree: ex.Call) -> Formula:
        person, body = resolver.arguments(tree, 2)
        who = resolver.entity(person, "person")
        if not isinstance(body, ex.Name) or body.id not in resolver.names.member_bodies:
            raise ExpressionError(
                "this is no body with members",
                body.at,
                f"one of {', '.join(resolver.names.member_bodies)}",
                kind="name",
            )
        return resolver.rank(who, resolver.names.member_bodies[body.id], rank)

    return built


def _placed(block: str) -> Callable[[Resolver, ex.Call], Formula]:
    def built(resolver: Resolver, tree: ex.Call) -> Formula:
        found = resolver.names.layout[block]
        members = tuple(
            resolver.entity(arg, base_kind(kind))
            if not (
                base_kind(kind) == "policy"
                and isinstance(arg, ex.Name)
                and arg.id in resolver.names.entities
            )
            else resolver.named(arg.id, "policy", arg.at)
            for arg, kind in zip(
                resolver.arguments(tree, len(found.kinds)), found.kinds, strict=True
            )
        )
        return resolver.read(found, members)

    return built


def _event(resolver: Resolver, tree: ex.Tree) -> tuple[Formula, tuple[str, ...]]:
    if not isinstance(tree, ex.Name) or tree.id not in resolver.names.events:
        name = tree.id if isinstance(tree, ex.Name) else "this"
        hint = resolver.names.nearest(name, resolver.names.events)
        raise ExpressionError(
            f"{name!r} is no event", tree.at, "the id of an event", hint, kind="name"
        )
    index, options = resolver.names.events[tree.id]
    return Const(index, "event"), options


def _fired(resolver: Resolver, tree: ex.Call) -> Formula:
    (arg,) = resolver.arguments(tree, 1)
    event, _ = _event(resolver, arg)
    row = Read(resolver.names.layout["fired"], (event,), "number")
    return Comparison(">", row, Const(0.0, "number"))


def _chose(resolver: Resolver, tree: ex.Call) -> Formula:
    first, second = resolver.arguments(tree, 2)
    event, options = _event(resolver, first)
    if not isinstance(second, ex.Name) or second.id not in options:
        raise ExpressionError(
            "no such option of this event", second.at, f"one of {', '.join(options)}", kind="name"
        )
    row = Read(resolver.names.layout["chosen"], (event,), "number")
    return Comparison("==", row, Const(options.index(second.id) + 1, "number"))


def _motion(resolver: Resolver, tree: ex.Tree) -> Formula:
    if not isinstance(tree, ex.Name) or tree.id not in resolver.names.motions:
        name = tree.id if isinstance(tree, ex.Name) else "this"
        hint = resolver.names.nearest(name, resolver.names.motions)
        raise ExpressionError(
            f"{name!r} is no motion", tree.at, "the id of a motion", hint, kind="name"
        )
    return Const(resolver.names.motions[tree.id], "motion")


def _passed(resolver: Resolver, tree: ex.Call) -> Formula:
    (arg,) = resolver.arguments(tree, 1)
    row = Read(resolver.names.layout["carried"], (_motion(resolver, arg),), "number")
    return Comparison(">", row, Const(0.0, "number"))


def _done(resolver: Resolver, tree: ex.Call) -> Formula:
    """How often a seat did a manoeuvre, or tabled a motion."""
    act, person = resolver.arguments(tree, 2)
    names = resolver.names
    who = resolver.entity(person, "person")
    if isinstance(act, ex.Name) and act.id in names.manoeuvres:
        number = Const(names.manoeuvres[act.id], "manoeuvre")
        return resolver.read(names.layout["done"], (who, number))
    if isinstance(act, ex.Name) and act.id in names.motions:
        return resolver.read(names.layout["tabled"], (who, _motion(resolver, act)))
    name = act.id if isinstance(act, ex.Name) else "this"
    hint = names.nearest(name, (*names.manoeuvres, *names.motions))
    raise ExpressionError(
        f"{name!r} is no manoeuvre or motion", act.at, "the id of one", hint, kind="name"
    )


def _since(resolver: Resolver, tree: ex.Call) -> Formula:
    (arg,) = resolver.arguments(tree, 1)
    if isinstance(arg, ex.Name) and arg.id in resolver.names.motions:
        row = Read(resolver.names.layout["carried"], (_motion(resolver, arg),), "number")
    else:
        row = Read(resolver.names.layout["fired"], (_event(resolver, arg)[0],), "number")
    never = Comparison("==", row, Const(0.0, "number"))
    return Pick(never, Const(999.0, "number"), Arithmetic("-", Clock("turn"), row), "number")


def _body_turns(resolver: Resolver, tree: ex.Call) -> tuple[int, ...]:
    (arg,) = resolver.arguments(tree, 1)
    if not isinstance(arg, ex.Name) or resolver.names.entities.get(arg.id, ("",))[0] != "body":
        raise ExpressionError("this is no body", arg.at, "the id of a body", kind="name")
    return resolver.names.sessions.get(arg.id, ())


def _session(resolver: Resolver, tree: ex.Call) -> Formula:
    turns = _body_turns(resolver, tree)
    values = tuple(float(turn in turns) for turn in range(resolver.names.turns + 2))
    return Fixed("session", values, Clock("turn"), "truth")


def _turns_to(resolver: Resolver, tree: ex.Call) -> Formula:
    turns = _body_turns(resolver, tree)
    values = tuple(
        float(min((t - turn for t in turns if t >= turn), default=99))
        for turn in range(resolver.names.turns + 2)
    )
    return Fixed("turns_to", values, Clock("turn"), "number")


_CALLS: dict[str, Callable[[Resolver, ex.Call], Formula]] = {
    "min": _extreme,
    "max": _extreme,
    "abs": _absolute,
    "ratio": _ratio,
    "chance": _chance,
    "holds": _holds,
    "member": _ranked(2),
    "candidate": _ranked(1),
    "position": _placed("position"),
    "mood": _placed("mood"),
    "delegates": _placed("delegates"),
    "committee": _placed("committee"),
    "ideal": _placed("ideal"),
    "setting": _placed("setting"),
    "insight": _placed("insight"),
    "fired": _fired,
    "chose": _chose,
    "passed": _passed,
    "done": _done,
    "since": _since,
    "session": _session,
    "turns_to": _turns_to,
}
_GROUP_CALLS: dict[str, tuple[int, ...]] = {
    "count": (1, 2),
    "sum": (2, 3),
    "mean": (2, 3),
    "any": (2,),
    "all": (2,),
    "best": (2, 3),
    "most": (2, 3),
    "least": (2, 3),
}
_ATTRIBUTES: dict[tuple[str, str], str] = {
    ("person", "alive"): "alive",
    ("person", "in_party"): "in_party",
    ("person", "faction"): "faction",
    ("person", "patron"): "patron",
    ("person", "offices"): "offices",
    ("person", "delegates"): "mandates",
    ("person", "committee"): "following",
    ("bloc", "weight"): "weight",
    ("bloc", "control"): "control",
    ("post", "holder"): "holder",
}
_GROUPS = "people, leaders, seats, blocs, posts, policies, a body or a faction"
FUNCTIONS = (*_CALLS, *_GROUP_CALLS)
RESERVED = frozenset(
    (
        *FUNCTIONS,
        *CLOCK,
        *(name for _, name in _ATTRIBUTES),
        *[
            "actor",
            "target",
            "it",
            "mover",
            "against",
            "motion",
            "bloc",
            "vote",
            "lean",
            "sway",
            "pledge",
            "side",
            "line",
            "nobody",
        ],
        *[
            "true",
            "false",
            "people",
            "leaders",
            "seats",
            "blocs",
            "posts",
            "policies",
            "principal",
            "leader",
            "seated",
            "born",
        ],
        *[
            "secretary",
            "policy",
            "value",
            "issue",
            "end",
            "post",
            "person",
            "and",
            "or",
            "not",
            "in",
            "if",
            "else",
            "None",
            "True",
            "False",
        ],
    )
)


def behind(tree: ex.Attribute) -> int:
    """Where the name behind the dot stands, if what is before it is a plain name."""
    return tree.at + len(tree.of.id) + 1 if isinstance(tree.of, ex.Name) else tree.at


def base_kind(kind: str) -> str:
    """The kind of a member's number: those with a seat and leaders are people."""
    return "person" if kind in ("seat", "leader") else kind


def kept_for_each(block: Block, at: int) -> ExpressionError:
    """The error of a quantity that is not read the way it is kept."""
    name, kinds = block.name, block.kinds
    if not kinds:
        return ExpressionError(f"{name!r} is one number", at, name, kind="type")
    expected = f"x.{name}" if len(kinds) == 1 else f"{name}(a, b)"
    kept = f"{name!r} is kept for every {' and '.join(kinds)}"
    return ExpressionError(kept, at, expected, kind="type")


def _article(kind: str) -> str:
    return {"nobody": "nobody"}.get(kind, f"an {kind}" if kind[0] in "aeiou" else f"a {kind}")


def _as_number(formula: Formula, tree: ex.Tree) -> Formula:
    if formula.type == "number":
        return formula
    if formula.type == "truth":
        return (
            Const(formula.value, "number")
            if isinstance(formula, Const)
            else Single("number", formula, "number")
        )
    raise ExpressionError(f"this is {_article(formula.type)}", tree.at, "a number", kind="type")


def _as_truth(formula: Formula, tree: ex.Tree) -> Formula:
    if formula.type == "truth":
        return formula
    if formula.type == "number":
        if isinstance(formula, Const):
            return Const(float(formula.value != 0), "truth")
        return Comparison("!=", formula, Const(0.0, "number"))
    raise ExpressionError(f"this is {_article(formula.type)}", tree.at, "a condition", kind="type")


def interval(
    formula: Formula, clock: Mapping[str, tuple[float, float]] | None = None
) -> tuple[float, float]:
    """Lowest and highest value a number or truth can take over the declared ranges; infinite where
    nothing is known. `clock` narrows turn, year, quarter, month and date.
    """
    match formula:
        case Const(value=value):
            return value, value
        case Read(block=block, type="number"):
            return _readable(block, formula.index)
        case Fixed(values=values, type="number"):
            return _listed(values, formula.index)
        case Clock(name=name):
            return (clock or _CLOCK_RANGES)[name]
        case Curve(points=points):
            heights = [y for _, y in points]
            return min(heights), max(heights)
        case Band(x=x, width=width):
            low, high = interval(x, clock)
            return low - width, high + width
        case Single(op="neg", x=x):
            low, high = interval(x, clock)
            return -high, -low
        case Single(op="abs", x=x):
            low, high = interval(x, clock)
            return (0.0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
        case Arithmetic(op=op, a=a, b=b):
            return _combined(op, interval(a, clock), interval(b, clock))
        case Pick(a=a, b=b, type="number"):
            first, second = interval(a, clock), interval(b, clock)
            return min(first[0], second[0]), max(first[1], second[1])
        case Reduce(op="count", it=it):
            return 0.0, float(it.size)
        case Reduce(op="sum", it=it, body=body):
            low, high = interval(body, clock)
            return min(0.0, low * it.size), max(0.0, high * it.size)
        case Reduce(op="mean" | "most" | "least", body=body):
            low, high = interval(body, clock)
            return min(0.0, low), max(0.0, high)
        case _ if formula.type == "truth" or (
            isinstance(formula, Single) and formula.op == "number"
        ):
            return 0.0, 1.0
    return -math.inf, math.inf


_CLOCK_RANGES = {
    "turn": (0.0, 1000.0),
    "year": (1.0, 3000.0),
    "quarter": (1.0, 4.0),
    "month": (1.0, 12.0),
    "date": (0.0, 40000.0),
}


def _readable(block: Block, index: tuple[Formula, ...]) -> tuple[float, float]:
    """The range of a block's rows, with 0 where a member may have none."""
    low, high = block.read(block.low), block.read(block.high)
    for member, count in zip(index, block.counts, strict=True):
        known = isinstance(member, Const) and 0 <= member.value < count
        if not known and not (isinstance(member, Var) and member.sure and member.size <= count):
            low, high = min(low, 0.0), max(high, 0.0)
    return low, high


def _listed(values: tuple[float, ...], index: Formula) -> tuple[float, float]:
    """The range of constants at an index, with 0 where it may be nobody."""
    if isinstance(index, Const):
        value = values[int(index.value)] if 0 <= index.value < len(values) else 0.0
        return value, value
    if isinstance(index, Var) and index.sure and 0 < index.size <= len(values):
        return min(values[: index.size]), max(values[: index.size])
    return min(0.0, *values), max(0.0, *values)


def _combined(op: str, a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    if op == "+":
        return a[0] + b[0], a[1] + b[1]
    if op == "-":
        return a[0] - b[1], a[1] - b[0]
    if op == "min":
        return min(a[0], b[0]), min(a[1], b[1])
    if op == "max":
        return max(a[0], b[0]), max(a[1], b[1])
    if op == "/" and b[0] <= 0 <= b[1]:
        return -math.inf, math.inf
    combine = _product if op == "*" else _quotient
    corners = [combine(x, y) for x in a for y in b]
    return min(corners), max(corners)


def _product(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y


def _quotient(x: float, y: float) -> float:
    return 0.0 if math.isinf(y) else x / y


def _never_zero(formula: Formula) -> bool:
    low, high = interval(formula)
    return low > 0 or high < 0

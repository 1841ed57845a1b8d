"""Why a number is what it is, and why a choice is barred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from game.briefing.bench import Bench, Terms, names_in, put_in
from game.briefing.eyes import Eyes
from game.briefing.model import Reason
from game.briefing.phrases import YOU, Bound, Phrases, Place
from game.briefing.words import Words, number
from game.engine import book as bk
from game.engine import expressions as ex

STANDING = "A fixed part"
"""The label of a term that reads nothing: it never explains a change."""
LEAST = 0.005
"""Terms smaller than this are not worth a row."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of report or close that writes a row: its value with its terms, and when it
    does.
    """

    members: tuple[ex.Tree, ...]
    adds: bool
    value: ex.Tree
    terms: Terms
    conditions: tuple[ex.Tree, ...]
    loops: tuple[tuple[str, str], ...]


class Why:
    """Explains the numbers and refusals of one scenario."""

    def __init__(self, words: Words, bench: Bench, phrases: Phrases) -> None:
        self.words = words
        self.bench = bench
        self.phrases = phrases
        book = bench.rules.book
        self._values = {
            q.id: (q.per, bench.terms(bench.tree(q.value)))
            for q in book.quantities
            if q.value is not None
        }
        self._statements: dict[str, list[Statement]] = {}
        for effects in (book.report, book.close):
            for name, statement in self._written(effects, (), ()):
                self._keep(name, statement)
        self._labels: dict[int, str] = {}

    def _keep(self, name: str, statement: Statement) -> None:
        """Add a statement to those that write a row of a name. One that sets what another has set
        before takes its place, with the other's value put in where it reads it.
        """
        known = self._statements.setdefault(name, [])
        if known and _plainly_sets(known[-1]) and _plainly_sets(statement):
            value = put_in(statement.value, {name: known.pop().value})
            statement = replace(statement, value=value, terms=self.bench.terms(value))
        known.append(statement)

    # ---------------------------------------------------------------- numbers

    def terms(self, eyes: Eyes, ident: str, *members: int) -> tuple[Reason, ...]:
        """The terms of a derived quantity, or what the next report or close adds to another."""
        if ident in self._values:
            kinds, terms = self._values[ident]
            names = dict(zip(("actor", "target"), kinds, strict=False))
            return self._evaluated(eyes, (ident,), terms, names, members)
        found: list[Reason] = []
        for place, statement in enumerate(self._statements.get(ident, ())):
            found += self._of_statement(eyes, (ident, place), statement, members)
        return tuple(found)

    def works(self, ident: str) -> str:
        """How a quantity comes about: "derived" from others at any time, by what the books "add" to
        it or "set" it to, or "" where only answers change it.
        """
        if ident in self._values:
            return "derived"
        statements = self._statements.get(ident, [])
        if not statements:
            return ""
        return "add" if all(statement.adds for statement in statements) else "set"

    def _of_statement(
        self, eyes: Eyes, key: tuple[object, ...], statement: Statement, members: tuple[int, ...]
    ) -> tuple[Reason, ...]:
        names: dict[str, str] = {}
        values: list[int] = []
        loops = dict(statement.loops)
        for tree, member in zip(statement.members, members, strict=True):
            if not isinstance(tree, ex.Name):
                return ()
            if tree.id in loops:
                names[tree.id] = loops[tree.id]
                values.append(member)
            elif self.bench.rules.names.entities.get(tree.id, ("", -1))[1] != member:
                return ()
        if statement.conditions and not self._holds(eyes, key, statement, names, values):
            return ()
        if not statement.adds and len(statement.terms) < 2:
            return ()
        return self._evaluated(eyes, key, statement.terms, names, tuple(values))

    def _holds(
        self,
        eyes: Eyes,
        key: tuple[object, ...],
        statement: Statement,
        names: Mapping[str, str],
        values: Sequence[int],
    ) -> bool:
        variables = {name: self.bench.variable(name, kind) for name, kind in names.items()}
        program = self.bench.program(statement.conditions, variables, ("when", *key))
        return program is not None and all(eyes.run(program, *values))

    def _evaluated(
        self,
        eyes: Eyes,
        key: tuple[object, ...],
        terms: Terms,
        names: Mapping[str, str],
        members: tuple[int, ...],
    ) -> tuple[Reason, ...]:
        variables = {name: self.bench.variable(name, kind) for name, kind in names.items()}
        program = self.bench.program([tree for _, tree in terms], variables, ("terms", *key))
        if program is None:
            return ()
        found: dict[str, float] = {}
        for (sign, tree), value in zip(terms, eyes.run_evenly(program, *members), strict=True):
            label = self.label(tree)
            found[label] = found.get(label, 0.0) + sign * float(value)
        rows = [
            Reason(label, round(value, 2)) for label, value in found.items() if abs(value) >= LEAST
        ]
        return tuple(sorted(rows, key=lambda row: -abs(row.value)))

    def label(self, tree: ex.Tree) -> str:
        """The quantities a term is made of: `Standing, Seats in the committee`."""
        key = id(tree)
        if key not in self._labels:
            self._labels[key] = self._made_of(tree)
        return self._labels[key]

    def _made_of(self, tree: ex.Tree) -> str:
        content, names = self.words.content, self.bench.rules.names
        found: list[str] = []
        for name in names_in(tree):
            if name in content.formulas:
                opened = content.formulas[name].label
                if opened:
                    found.append(opened)
                continue
            kind, member = names.entities.get(name, ("", 0))
            label = (
                self.words.label(kind, member)
                if kind in ("bloc", "post", "issue", "policy")
                else ""
            )
            label = label or self.words.quantity(name)
            if label != name or name in content.quantities:
                found.append(label)
        kept = list(dict.fromkeys(found))
        return ", ".join(kept[:3]) if kept else STANDING

    def _written(
        self,
        effects: Sequence[bk.Effect],
        loops: tuple[tuple[str, str], ...],
        conditions: tuple[ex.Tree, ...],
    ) -> Iterator[tuple[str, Statement]]:
        for effect in effects:
            match effect:
                case bk.Do(statement=text):
                    found = self._statement(text, loops, conditions)
                    if found is not None:
                        yield found
                case bk.If(condition=condition, then=then, otherwise=otherwise):
                    test = self.bench.tree(condition)
                    yield from self._written(then, loops, (*conditions, test))
                    no = (*conditions, ex.Unary("not", test, 0))
                    yield from self._written(otherwise, loops, no)
                case bk.Each(group=group, name=name, where=where, do=do):
                    kind = self.phrases.group_kind(self.bench.tree(group))
                    belongs = () if where is True else (self.bench.tree(where),)
                    yield from self._written(do, (*loops, (name, kind)), (*conditions, *belongs))

    def _statement(
        self, text: str, loops: tuple[tuple[str, str], ...], conditions: tuple[ex.Tree, ...]
    ) -> tuple[str, Statement] | None:
        parsed = ex.parse_statement(text)
        match parsed.target:
            case ex.Name(id=ident):
                members: tuple[ex.Tree, ...] = ()
            case ex.Attribute(of=of, name=ident):
                members = (of,)
            case ex.Call(name=ident, args=members):
                pass
            case _:
                return None
        terms = self.bench.terms(parsed.value)
        if parsed.op == "-=":
            terms = tuple((-sign, tree) for sign, tree in terms)
        return ident, Statement(members, parsed.op != "=", parsed.value, terms, conditions, loops)

    # ---------------------------------------------------------------- refusals

    def barred(
        self, eyes: Eyes, tree: ex.Tree, names: Mapping[str, Bound], *, most: int = 3
    ) -> tuple[str, ...]:
        """Which conditions of a refused choice fail, in words; at most `most` of them."""
        parts = self.bench.conditions(tree)
        variables = {name: self.bench.variable(name, bound.kind) for name, bound in names.items()}
        key = ("barred", id(tree), *(bound.kind for bound in names.values()))
        program = self.bench.program(parts, variables, key)
        place = Place(eyes, names)
        if program is None:
            return (self.refused(tree, place),)
        values = eyes.run(program, *(bound.member for bound in names.values()))
        failed = [part for part, value in zip(parts, values, strict=True) if not value]
        return tuple(dict.fromkeys(self.refused(part, place) for part in failed[:most]))

    def refused(self, tree: ex.Tree, place: Place) -> str:
        """A condition that fails, said so that one knows what to change."""
        phrases = self.phrases
        match tree:
            case ex.Call(name="holds", args=(person, post)) if phrases.noun(person, place) == YOU:
                return f"needs the post of {phrases.noun(post, place)}"
            case ex.Compare(op="<" | "<=" | ">" | ">=") if not self._dated(tree):
                return self.short_of(tree, place)
            case ex.Logic(op="or"):
                return f"needs: {phrases.clause(tree, place)}"
            case ex.Call(name=name) if name in phrases.words.content.formulas:
                return f"needs: {phrases.clause(tree, place)}"
            case ex.Compare(op="!=", a=ex.Name(id="target"), b=ex.Name(id="actor")):
                return "this is you"
        return phrases.clause(tree, place, yes=False)

    @staticmethod
    def _dated(tree: ex.Compare) -> bool:
        return isinstance(tree.a, ex.Name) and tree.a.id == "date"

    def short_of(self, tree: ex.Compare, place: Place) -> str:
        """A number that is not where it should be, with where it is now."""
        clause = self.phrases.clause(tree, place).removeprefix("your ")
        now = self.phrases.now(tree, place)
        return f"needs {clause} (now {now})" if now else f"needs {clause}"


def _plainly_sets(statement: Statement) -> bool:
    """Whether a statement sets a row of the world, whatever holds."""
    return not (statement.adds or statement.members or statement.conditions or statement.loops)


def costly(cost: float, purse: float, currency: str) -> str:
    """The reason of one who cannot pay."""
    return f"costs {number(cost)} {currency}, you have {number(purse)}"

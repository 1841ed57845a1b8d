"""Rules: a compiled scenario and its few public verbs.

    rules = Rules(book)
    state = rules.start(seeds)            # one column a game: 1 or 10,000
    ask = rules.ask(state)                # phase, seats asked, options, which are legal
    state = rules.advance(state, picks)   # picks: (2, seats, games): verb, target

`VERSION` is raised when behaviour changes for the same book: golden games guard it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine import book as bk
from game.engine import dice
from game.engine import expressions as ex
from game.engine.asks import Ask, IllegalPick
from game.engine.at_once import AtOnce
from game.engine.changes import Changes
from game.engine.congress import recount
from game.engine.effects import Change, EffectResolver, ForEach, Write, depends, written
from game.engine.expressions import ExpressionError
from game.engine.formulas import NONE, TRUE, Const, Formula, Resolver, Scope, Var
from game.engine.in_order import InOrder
from game.engine.knowledge import Knowledge, Known, imagine, known
from game.engine.lanes import distinct
from game.engine.layout import NOBODY
from game.engine.program import Clock, Program
from game.engine.rows import SCRATCH, lay_out, name_all, start_values
from game.engine.state import State, frozen
from game.engine.turn import Turn

VERSION = 1

Path: TypeAlias = tuple[str | int, ...]
Variables: TypeAlias = dict[str, Var]

FEW_LANES = 16
"""Up to so many lanes plain numbers are quicker than arrays."""


class Rules:
    """A compiled rulebook.

    Every expression is resolved here and kept in `formulas` by its path in the scenario; code is
    made when first used. With a list `problems` each error is put there with its path and the work
    goes on; without one the first is raised.
    """

    def __init__(
        self, book: bk.Book, problems: list[tuple[Path, ExpressionError]] | None = None
    ) -> None:
        self.book = book
        self.problems = problems
        self.formulas: dict[Path, Formula] = {}
        self.estimate_programs: dict[str, Program] = {}
        self.turns = book.turns
        self.people = tuple(person.id for person in book.people)
        self.leaders = sum(person.seat == "leader" for person in book.people)
        self.seats = sum(bool(person.seat) for person in book.people)
        self.member_bodies = tuple(body for body in book.bodies if not body.assembly)
        self.core = self._core()
        self.layout = lay_out(book, self)
        self.names = name_all(book, self)
        self.low, self.high = self.layout.bounds()
        self.policy_settings = [np.array(policy.settings, np.int32) for policy in book.policies]
        self.later: list[tuple[Scope, tuple[bk.Effect, ...]]] = []
        self.effects: dict[str, AtOnce] = {}
        self.derived = InOrder("derived", self._derivations())
        self.ideals = InOrder("ideals", self._ideals())
        self.report = InOrder("report", self.changes("report", ("report",), book.report, {}))
        self.initiatives = Program(
            "initiative",
            [self.number(("scenario", "initiative"), book.initiative, {"actor": self.seat_axis})],
            axes=[self.seat_axis],
            every=True,
        )
        self.closing = InOrder("close", self.changes("close", ("close",), book.close, {}))
        offices = self.layout["offices"]
        self.post_weights = np.array([offices.store(post.weight) for post in book.posts], np.int32)
        self.turn = Turn(self)
        self.delayed = self._delayed()
        self.start_column = self._start_column()

    def _core(self) -> int:
        """The member body the agenda, lobby and vote belong to: the one a congress elects, else
        the first.
        """
        ids = [body.id for body in self.member_bodies]
        elected = self.book.congress.elects if self.book.congress else ids[0]
        return ids.index(elected)

    # ---------------------------------------------------------------- public verbs

    @cached_property
    def digest(self) -> str:
        """32 hex digits of the rulebook without its texts."""
        text = f"{VERSION}\n{self.book!r}"
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def start(self, seeds: Sequence[int] | NDArray[np.uint64]) -> State:
        """The first ask of as many games as there are seeds."""
        numbers = np.asarray([int(seed) % (1 << 64) for seed in seeds], np.uint64)
        matrix = np.repeat(self.start_column[:, None], len(numbers), axis=1)
        state = State(
            matrix=frozen(matrix),
            seeds=numbers,
            keys=dice.game_keys(numbers),
            turn=1,
            step=0,
            clock=self.clock(1),
        )
        return self.turn.begin(state)

    def ask(self, state: State) -> Ask:
        """Who is asked what now."""
        return self.turn.ask(state)

    def advance(
        self, state: State, picks: NDArray[np.int64], *, checked: bool = True, keep: bool = True
    ) -> State:
        """What happens when all who are asked have answered, up to the next ask of anybody.

        `picks` is (2, seats, games): verb and target; what is not asked is ignored. Raises
        IllegalPick; `checked=False` is for bots that choose among legal picks only. With
        `keep=False` the given state is used up: nobody else may hold it.
        """
        picks = self._asked_only(state, np.asarray(picks, np.int64))
        if checked:
            self._check(state, picks)
        return self.turn.advance(state if keep else state.taken_over(), picks)

    def over(self, state: State) -> NDArray[np.bool_]:
        """Which games have ended, shape (games,)."""
        return state.matrix[self.layout["over"].first] > 0

    def finished(self, state: State) -> bool:
        """Whether all games have ended."""
        return bool(self.over(state).all())

    def ending(self, state: State, game: int = 0) -> str:
        """The id of the ending of a game, or ""."""
        number = int(state.matrix[self.layout["over"].first, game])
        return self.book.endings[number - 1].id if number else ""

    def winner(self, state: State, game: int = 0) -> str:
        """The id of the person an ended game names as its winner, or ""."""
        number = int(state.matrix[self.layout["winner"].first, game])
        return self.people[number] if number >= 0 else ""

    def value(self, state: State, name: str, *members: str, game: int = 0) -> float:
        """The value of a row, `value(state, "standing", "rykov")`."""
        block = self.layout[name]
        row = block.row(
            *(self.index(kind, m) for kind, m in zip(block.kinds, members, strict=True))
        )
        return block.read(int(state.matrix[row, game]))

    def known(self, state: State, seat: int, game: int = 0) -> Known:
        """What one seat may see of one game, estimates where it may not."""
        return known(self, state, seat, game)

    def knowledge(self, state: State) -> Knowledge:
        """What all seats may know: what bots are given."""
        return Knowledge(self, state)

    def imagine(self, state: State, seat: int, keys: dice.Keys) -> State:
        """The same positions with what a seat cannot know drawn anew."""
        return imagine(self, state, seat, keys)

    def sits(self, turn: int) -> bool:
        """Whether a turn is one in which manoeuvres are made and motions tabled."""
        return turn % self.book.pace == 0

    def sitting(self, turn: int) -> int:
        """The next turn from one on in which the narrow body sits."""
        return -(-turn // self.book.pace) * self.book.pace

    def index(self, kind: str, member: str) -> int:
        """The number of a member of a kind."""
        return self.layout.members[kind].index(member)

    def clock(self, turn: int) -> Clock:
        """turn, year, quarter, month and date of a turn's first month."""
        months = self.book.start + (turn - 1) * self.book.months
        return turn, months // 12, months % 12 // 3 + 1, months % 12 + 1, months

    def snapshot(self, state: State, game: int = 0) -> dict[str, int]:
        """The stored count of every row by name."""
        return dict(zip(self.layout.row_names(), state.column(game), strict=True))

    def restore(
        self, seed: int, turn: int, step: int, rows: dict[str, int]
    ) -> tuple[State, list[str]]:
        """A game put together from a snapshot, and the names of rows that did not fit."""
        state = self.start([seed])
        column = self.start_column.copy()
        names = {name: row for row, name in enumerate(self.layout.row_names())}
        misfits = [name for name in rows if name not in names]
        misfits += [name for name in names if name not in rows]
        for name, count in rows.items():
            if name in names:
                row = names[name]
                column[row] = min(max(int(count), int(self.low[row, 0])), int(self.high[row, 0]))
        state = replace(state, turn=turn, step=step, clock=self.clock(turn), memo={})
        return state.with_matrix(column[:, None]), sorted(misfits)

    # ---------------------------------------------------------------- picks

    def _asked_only(self, state: State, picks: NDArray[np.int64]) -> NDArray[np.int64]:
        ask = self.ask(state)
        if picks.shape != (2, self.seats, state.games):
            raise IllegalPick(
                f"picks of shape {picks.shape}, expected {(2, self.seats, state.games)}"
            )
        return np.where(ask.asked, picks, -1)

    def _check(self, state: State, picks: NDArray[np.int64]) -> None:
        ask = self.ask(state)
        verbs = picks[0]
        asked = np.nonzero(ask.asked)
        chosen = verbs[asked]
        inside = (chosen >= 0) & (chosen < len(ask.verbs))
        legal = inside.copy()
        legal[inside] = ask.legal()[(chosen[inside], asked[0][inside], asked[1][inside])]
        if not legal.all():
            self._refuse(ask, asked, chosen, int(np.argmin(legal)))
        for verb in distinct(chosen[chosen > 0]):
            kind, count = ask.targets(verb)
            if kind == "none":
                continue
            seats, games = np.nonzero(verbs == verb)
            targets = picks[1, seats, games]
            good = (targets >= 0) & (targets < count)
            if good.all():
                good = ask.target_legal(verb, seats, games)[targets, np.arange(len(seats))]
            if not good.all():
                first = int(np.argmin(good))
                raise IllegalPick(
                    f"{self.people[seats[first]]} in {ask.name}: {ask.verbs[verb]} cannot have "
                    f"target {int(targets[first])} (game {int(games[first])})"
                )

    def _refuse(self, ask: Ask, asked: Any, chosen: Any, first: int) -> None:
        verb = int(chosen[first])
        name = ask.verbs[verb] if 0 <= verb < len(ask.verbs) else str(verb)
        raise IllegalPick(
            f"{self.people[asked[0][first]]} in {ask.name}: {name!r} is not legal now "
            f"(game {int(asked[1][first])})"
        )

    # ---------------------------------------------------------------- resolving

    def _resolve(self, path: Path, text: bk.Text, scope: Scope, kind: str) -> Formula:
        try:
            resolver = Resolver(self.names, scope)
            tree = ex.parse(text)
            if kind == "truth":
                formula = resolver.truth(tree)
            elif kind == "number":
                formula = resolver.number(tree)
            else:
                formula = resolver.entity(tree, kind)
        except ExpressionError as error:
            if self.problems is None:
                raise
            self.problems.append((path, error))
            return {"truth": TRUE, "number": Const(0.0, "number")}.get(kind, NONE)
        self.formulas[path] = formula
        return formula

    def truth(
        self, path: Path, text: bk.Text, variables: Variables | None = None, viewer: str = ""
    ) -> Formula:
        """A condition of the book as a formula; `path` is its place in the scenario."""
        return self._resolve(path, text, Scope(variables or {}, viewer=viewer), "truth")

    def number(
        self, path: Path, text: bk.Text, variables: Variables | None = None, viewer: str = ""
    ) -> Formula:
        """A number of the book as a formula."""
        return self._resolve(path, text, Scope(variables or {}, viewer=viewer), "number")

    def person(
        self, path: Path, text: bk.Text, variables: Variables | None = None, viewer: str = ""
    ) -> Formula:
        """A person of the book as a formula."""
        return self._resolve(path, text, Scope(variables or {}, viewer=viewer), "person")

    def changes(
        self, owner: str, path: Path, effects: Sequence[bk.Effect], variables: Variables
    ) -> tuple[Change, ...]:
        """Effects of the book, resolved."""
        scope = Scope(variables, owner=owner, chances=[0])
        if self.problems is None:
            return EffectResolver(self.names, scope, self.later).changes(effects)
        found: list[Change] = []
        for number, effect in enumerate(effects):
            try:
                found += EffectResolver(self.names, scope, self.later).change(effect)
            except ExpressionError as error:
                trail = getattr(error, "trail", [])
                self.problems.append(((*path, number, *trail), error))
        return tuple(found)

    def at_once(
        self, owner: str, path: Path, effects: Sequence[bk.Effect], variables: Variables
    ) -> AtOnce:
        """Effects that read a snapshot, as running code."""
        found = AtOnce(
            owner, self.changes(owner, path, effects, variables), tuple(variables.values())
        )
        self.effects[owner] = found
        return found

    def target_variable(self, kind: str) -> Variables:
        """`target` as a variable of a kind of targets; nothing for "none"."""
        if kind == "none":
            return {}
        base = "person" if kind in ("person", "leader") else kind
        return {"target": Var("target", base, self.target_count(kind))}

    def target_count(self, kind: str) -> int:
        """How many targets there are of a kind."""
        return self.target_counts[kind]

    @cached_property
    def target_counts(self) -> dict[str, int]:
        """How many targets there are of every kind."""
        members = {kind: len(ids) for kind, ids in self.layout.members.items()}
        return {
            **members,
            "none": 0,
            "issue_end": 2 * len(self.book.issues),
            "setting": sum(len(policy.settings) for policy in self.book.policies),
            "appointment": len(self.book.posts) * len(self.people),
            "proposal": 2 * len(self.people),
        }

    def _derivations(self) -> list[Change]:
        return [
            self.derivation(quantity.id, quantity.per, quantity.value)
            for quantity in self.book.quantities
            if quantity.value is not None
        ]

    def _ideals(self) -> list[Change]:
        axis = self.person_axis
        block = self.layout["ideal"]
        changes: list[Change] = []
        for number, policy in enumerate(self.book.policies):
            value = self.number(("policies", policy.id, "ideal"), policy.ideal, {"actor": axis})
            write = Write(block, (axis, Const(number, "policy")), value, adds=False)
            changes.append(ForEach(axis, TRUE, (write,)))
        return changes

    def _delayed(self) -> list[tuple[AtOnce, tuple[str, ...]]]:
        found = []
        for scope, effects in self.later:  # grows while nested blocks are found
            try:
                changes = EffectResolver(self.names, scope, self.later).changes(effects)
            except ExpressionError as error:
                if self.problems is None:
                    raise
                self.problems.append(((scope.owner, "later"), error))
                continue
            program = AtOnce(f"later {scope.owner}", changes, tuple(scope.variables.values()))
            found.append((program, tuple(scope.variables)))
        return found

    # ---------------------------------------------------------------- running

    def run(
        self,
        effects: AtOnce,
        state: State,
        out: Changes,
        games: Any,
        values: Sequence[Any],
        rank: Any = 0,
    ) -> None:
        """Note what effects do for some lanes; `games` is each lane's game."""
        if not effects.changes or len(games) == 0:
            return
        if state.games == 1:
            cells, key = state.cells, int(state.keys[0])
            ranks = rank.tolist() if isinstance(rank, np.ndarray) else repeat(rank, len(games))
            lanes = zip(*(value.tolist() for value in values), strict=True) if values else [()]
            for rank_of, lane in zip(ranks, lanes, strict=False):
                found: list[tuple[int, int, bool]] = []
                effects.plain(cells, key, state.clock, found, *lane)
                out.add_plain(found, rank_of)
            return
        effects.arrays(state.matrix, games, state.keys[games], state.clock, out, rank, *values)

    def evaluate(
        self, program: Program, state: State, games: Any, values: Sequence[Any]
    ) -> tuple[Any, ...]:
        """A program's arrays for some lanes. A few lanes of one game are worked out one by one."""
        if state.games == 1 and len(games) * program.width <= FEW_LANES:
            return program.lane_by_lane(
                state.cells, int(state.keys[0]), state.clock, len(games), values
            )
        return program.arrays(state.matrix, games, state.keys[games], state.clock, *values)

    def apply(self, state: State, changes: Changes) -> State:
        """The state after collected changes: ranges, settings, offices of the dead; ended games
        do not change.
        """
        if not changes:
            return state
        before = self.offices_before(state)
        matrix = state.draft()
        ended = self.ended(state)
        rows = changes.apply(matrix, self.low, self.high)
        self.tidy(matrix, before, rows)
        return self.settle(state, matrix, ended)

    def ended(self, state: State) -> tuple[NDArray[np.int64], NDArray[np.int32]] | None:
        """The ended games of a batch with their columns, to be kept as they are."""
        over = np.flatnonzero(state.matrix[self.layout["over"].first])
        return (over, state.matrix[:, over]) if len(over) else None

    def settle(self, state: State, matrix: NDArray[np.int32], ended: Any = None) -> State:
        """A worked-on matrix as the next state, ended games as they were."""
        if ended is not None:
            matrix[:, ended[0]] = ended[1]
        return state.drafted(matrix)

    def offices_before(self, state: State) -> NDArray[np.int32]:
        """Who holds which post before a change."""
        holder = self.layout["holder"]
        return state.matrix[holder.first : holder.stop].copy()

    def ordered(self, state: State, program: InOrder, clock: Clock | None = None) -> State:
        """The state after statements run in order."""
        if not program.changes:
            return state
        before, ended = self.offices_before(state), self.ended(state)
        matrix = state.draft()
        self.run_in_order(program, matrix, state, clock or state.clock)
        self.tidy(matrix, before, program.rows)
        return self.settle(state, matrix, ended)

    def run_in_order(
        self, program: InOrder, matrix: NDArray[np.int32], state: State, clock: Clock
    ) -> None:
        """Runs statements on a working copy."""
        if state.games > 1:
            program.arrays(matrix, state.all_games, state.keys, clock)
            return
        cells, key = matrix.reshape(-1).data, int(state.keys[0])
        for wide, part in program.parts:
            if wide:
                part.arrays(matrix, state.all_games, state.keys, clock)
            else:
                part.plain(cells, key, clock)

    def tidy(
        self, matrix: NDArray[np.int32], before: NDArray[np.int32], rows: NDArray[np.int64]
    ) -> None:
        """What follows by itself from changed rows: settings snap to a declared value, the dead and
        expelled hold nothing, a new secretary brings his bloc to his principal.
        """
        layout = self.layout
        setting = layout["setting"]
        if setting.size and self._touched(rows, setting.first, setting.stop):
            for number, values in enumerate(self.policy_settings):
                row = matrix[setting.first + number]
                nearest = np.abs(row[None, :] - values[:, None]).argmin(axis=0)
                matrix[setting.first + number] = values[nearest]
        alive = layout["alive"]
        stripped = self._touched(rows, alive.first, layout["in_party"].stop)
        if stripped:
            self._strip(matrix)
        holder = layout["holder"]
        if holder.size and (stripped or self._touched(rows, holder.first, holder.stop)):
            self._new_secretaries(matrix, before)

    @staticmethod
    def _touched(rows: NDArray[np.int64], first: int, stop: int) -> bool:
        return bool(((rows >= first) & (rows < stop)).any())

    def _strip(self, matrix: NDArray[np.int32]) -> None:
        layout = self.layout
        alive, party = layout["alive"], layout["in_party"]
        out = (matrix[alive.first : alive.stop] == 0) | (matrix[party.first : party.stop] == 0)
        if not out.any():
            return
        rank = layout["rank"]
        ranks = matrix[rank.first : rank.stop].reshape(
            len(self.member_bodies), len(self.people), -1
        )
        ranks[:, out] = 0
        for name in ("holder", "patron", "control"):
            block = layout[name]
            held = matrix[block.first : block.stop]
            gone = np.take_along_axis(out, np.maximum(held, 0), axis=0) & (held >= 0)
            if name != "holder":
                dead = matrix[alive.first : alive.stop] == 0
                gone = np.take_along_axis(dead, np.maximum(held, 0), axis=0) & (held >= 0)
            held[gone] = NOBODY

    def _new_secretaries(self, matrix: NDArray[np.int32], before: NDArray[np.int32]) -> None:
        layout = self.layout
        holder, control, patron = layout["holder"], layout["control"], layout["patron"]
        turn_row = layout["vacant"]
        now, then = matrix[holder.first : holder.stop], before
        if np.array_equal(now, then):
            return
        vacated = (now == NOBODY) & (then != NOBODY)
        if vacated.any():
            matrix[turn_row.first : turn_row.stop][vacated] = 1
        matrix[turn_row.first : turn_row.stop][now != NOBODY] = 0
        for number, post in enumerate(self.book.posts):
            if not (post.secretary and post.bloc):
                continue
            changed = (now[number] != then[number]) & (now[number] >= 0)
            if not changed.any():
                continue
            games = np.nonzero(changed)[0]
            who = now[number, games]
            above = matrix[patron.first + who, games]
            boss = np.where(who < self.leaders, who, np.where(above < self.leaders, above, NOBODY))
            bloc = self.index("bloc", post.bloc)
            known = boss >= 0
            matrix[control.first + bloc, games[known]] = boss[known]

    def initiative(self, state: State) -> NDArray[np.int64]:
        """The order in which the seats' assignments count, 0 first, shape (seats, games): by the
        declared initiative, highest last, ties by order of declaration.
        """
        if "initiative" not in state.memo:
            (value,) = self.initiatives.for_all(
                state.matrix, state.all_games, state.keys, state.clock
            )
            value = np.broadcast_to(value, (self.seats, state.games))
            state.memo["initiative"] = np.argsort(np.argsort(value, axis=0, kind="stable"), axis=0)
        return state.memo["initiative"]

    @property
    def seat_axis(self) -> Var:
        """`actor` over all seats."""
        return Var("actor", "person", self.seats, axis=True)

    @property
    def person_axis(self) -> Var:
        """`actor` over all people."""
        return Var("actor", "person", len(self.people), axis=True)

    # ---------------------------------------------------------------- derived rows

    def derivation(self, id: str, per: tuple[str, ...], value: bk.Text) -> Change:
        """The change that recomputes a derived quantity for all its members."""
        variables: dict[str, Var] = {}
        for name, kind in zip(("actor", "target"), per, strict=False):
            base = "person" if kind in ("seat", "leader") else kind
            variables[name] = Var(name, base, len(self.layout.members[kind]), axis=True)
        formula = self.number(("quantities", id, "value"), value, variables)
        change: Change = Write(self.layout[id], tuple(variables.values()), formula, adds=False)
        for var in reversed(variables.values()):
            change = ForEach(var, TRUE, (change,))
        return change

    @cached_property
    def after_books(self) -> InOrder:
        """The derived rows that can change when the books of a turn are closed."""
        changed = {*SCRATCH, *self.book.dice, *written(self.report.changes)}
        found = []
        for change in self.derived.changes:
            if depends(change, changed):
                found.append(change)
                changed |= written([change])
        return InOrder("derived after books", found)

    def refresh(self, state: State, *, recounted: bool = False, ideals: bool = False) -> State:
        """The state with derived rows up to date. `recounted`: also offices and delegates."""
        ended = self.ended(state)
        matrix = state.draft()
        if recounted:
            recount(self, state, matrix)
        self.run_in_order(self.derived, matrix, state, state.clock)
        if ideals:
            self.run_in_order(self.ideals, matrix, state, state.clock)
        return self.settle(state, matrix, ended)

    # ---------------------------------------------------------------- later

    def fall_due(self, state: State) -> State:
        """The state after the effects scheduled for this turn."""
        due = self.layout["due"]
        now = state.matrix[due.first : due.stop] == state.turn
        if not now.any():
            return state
        changes = Changes(state.games)
        for number in np.nonzero(now.any(axis=1))[0].tolist():
            effects, names = self.delayed[number]
            games = np.nonzero(now[number])[0]
            values = [
                state.matrix[self.layout[f"due_{name}"].first + number, games] for name in names
            ]
            self.run(effects, state, changes, games, values)
            changes.assign(due.first + number, games, 0)
        return self.apply(state, changes)

    def _start_column(self) -> NDArray[np.int32]:
        column = np.zeros(self.layout.rows, np.int32)
        for name, values in start_values(self.book, self).items():
            block = self.layout[name]
            for offset, value in enumerate(values):
                stored = block.store(value) if block.holds in ("number", "truth") else int(value)
                column[block.first + offset] = stored
        return column

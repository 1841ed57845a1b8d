"""Rules: a compiled scenario and its few public verbs.

    rules = Rules(book)
    state = rules.start(seeds)            # one column a game: 1 or 10,000
    ask = rules.ask(state)                # phase, seats asked, options, which are legal
    state = rules.advance(state, picks)   # picks: (2, seats, games): verb, target

`VERSION` is raised when behaviour changes for the same book: golden games guard it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine import book as bk
from game.engine import dice
from game.engine import expressions as ex
from game.engine.asks import Ask, IllegalPick
from game.engine.at_once import AtOnce
from game.engine.batch import BATCH
from game.engine.choice import SCRIPTED
from game.engine.counting import Watch
from game.engine.effects import (
    Change,
    EffectResolver,
    ForEach,
    Write,
)
from game.engine.expressions import ExpressionError
from game.engine.foresight import LINES, OPTIONS, Ends, Lines, Options
from game.engine.formulas import NONE, TRUE, Const, Formula, Resolver, Scope, Var
from game.engine.in_order import InOrder
from game.engine.knowledge import Knowledge, Known, estimate_table, known
from game.engine.machines import Machine, machine_of
from game.engine.program import Clock, Program
from game.engine.rows import lay_out, name_all, start_values
from game.engine.state import State, frozen
from game.engine.tables import Table, single, values
from game.engine.turn import Turn

VERSION = 1

Path: TypeAlias = tuple[str | int, ...]
Variables: TypeAlias = dict[str, Var]


@dataclass(slots=True)
class Counted:
    """What was counted while bots played: `tally` as `counting.py` lays it out, and how often each
    seat was asked, (seats, games).
    """

    tally: NDArray[np.int64]
    questions: NDArray[np.int64]


def digest_of(book: bk.Book) -> str:
    """32 hex digits of a rulebook and of the engine's behaviour."""
    text = f"{VERSION}\n{book!r}"
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


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
        self.target_words: dict[str, dict[str, int]] = {}
        self.turns = book.turns
        self.people = tuple(person.id for person in book.people)
        self.leaders = sum(person.seat == "leader" for person in book.people)
        self.seats = sum(bool(person.seat) for person in book.people)
        self.member_bodies = tuple(body for body in book.bodies if not body.assembly)
        self.core = self._core()
        self.layout = lay_out(book, self)
        self.names = name_all(book, self)
        self.low, self.high = self.layout.bounds()
        self.later: list[tuple[Scope, tuple[bk.Effect, ...]]] = []
        self.effects: dict[str, AtOnce] = {}
        self.tables: dict[str, Table] = {}
        self.derived = InOrder("derived", self._derivations())
        self.ideals = InOrder("ideals", self._ideals())
        self.report = InOrder("report", self.changes("report", ("report",), book.report, {}))
        seats = {"actor": self.seat_axis}
        initiative = self.number(("scenario", "initiative"), book.initiative, seats)
        self.tables["initiative_of"] = single(initiative, seats)
        self.closing = InOrder("close", self.changes("close", ("close",), book.close, {}))
        self.turn = Turn(self)
        self.watch = Watch()
        self.delayed = self._delayed()
        self.start_column = self._start_column()
        self.tables |= self._programs()
        self.tables["estimate"] = estimate_table(self)

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
        return digest_of(self.book)

    def start(
        self,
        seeds: Sequence[int] | NDArray[np.uint64],
        column: NDArray[np.int32] | None = None,
    ) -> State:
        """The first ask of as many games as there are seeds; `column` are the rows to start with in
        the place of the scenario's.
        """
        numbers = np.asarray([int(seed) % (1 << 64) for seed in seeds], np.uint64)
        column = self.start_column if column is None else column
        columns = np.repeat(column[None, :], len(numbers), axis=0)
        state = State(
            columns=frozen(columns),
            seeds=numbers,
            keys=dice.game_keys(numbers),
            turn=1,
            step=0,
            clock=self.clock(1),
        )
        return state.with_columns(self._each(state, "begin_all", clocked=False))

    def ask(self, state: State) -> Ask:
        """Who is asked what now."""
        if "ask" not in state.memo:
            phase = self.turn.phases[state.step]
            asked = state.memo.get("asked")
            if asked is None:
                asked = self._asked(state)
            state.memo["ask"] = Ask(self, phase, state, asked, phase.subject(state))
        return state.memo["ask"]

    def advance(self, state: State, picks: NDArray[np.int64], *, checked: bool = True) -> State:
        """What happens when all who are asked have answered, up to the next ask of anybody.

        `picks` is (2, seats, games): verb and target; what is not asked is ignored. Raises
        IllegalPick; `checked=False` is for picks that are legal for certain.
        """
        picks = self._asked_only(state, np.asarray(picks, np.int64))
        if checked:
            self._check(state, picks)
        state = self.stepped(state, picks)
        nothing = np.full((2, self.seats, state.games), -1)
        while state.step != 0 and not state.memo["asked"].any() and not self.finished(state):
            state = self.stepped(state, nothing)
        return state

    def stepped(self, state: State, picks: NDArray[np.int64]) -> State:
        """The very next ask, whether it concerns anybody or not."""
        asked: list[NDArray[np.bool_]] = []

        def note(count: int) -> None:
            asked.append(self._asked_seats(count))

        columns = self._each(state, "go_on_all", picks=picks, after=note)
        turn, step = state.turn, state.step
        if step + 1 < len(self.turn.phases):
            step += 1
        elif turn < self.turns:
            turn, step = turn + 1, 0
        after = state.with_columns(columns).at(turn, step, self.clock(turn))
        after.memo["asked"] = np.concatenate(asked, axis=1)
        return after

    def resolved(self, state: State, picks: NDArray[np.int64]) -> State:
        """The state when all have answered, before the next ask is opened."""
        return state.with_columns(self._each(state, "resolve_all", picks=picks))

    def picks(
        self, state: State, policy: int, noise: float = 1.0, bias: float = 0.0
    ) -> NDArray[np.int64]:
        """What bots of a policy (see `play.py`) answer for all who are asked."""
        found: list[NDArray[np.int64]] = []

        def note(count: int) -> None:
            cells = count * self.seats
            parts = [self.machine.read(name, cells) for name in ("all_verbs", "all_targets")]
            shaped = [part.reshape(count, self.seats).T.astype(np.int64) for part in parts]
            found.append(np.stack(shaped))

        self.machine.call("set_policy", policy, float(noise), float(bias))
        self._each(state, "pick_all_games", after=note, keep=False)
        return np.concatenate(found, axis=2)

    def legal(self, state: State, picks: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these picks are legal answers of seats that are asked, (seats, games); verbs lie
        in the range of the ask's.
        """
        found: list[NDArray[np.bool_]] = []
        self._each(
            state,
            "check_all",
            picks=picks,
            after=lambda count: found.append(self._asked_seats(count)),
            keep=False,
        )
        return np.concatenate(found, axis=1)

    def play(
        self,
        state: State,
        policy: int,
        noise: float = 1.0,
        bias: float = 0.0,
        last: int = 0,
        *,
        counted: Counted | None = None,
    ) -> tuple[State, NDArray[np.int64]]:
        """Bots of a policy in all seats play to the report behind the turn `last`, or to the end.
        Gives the state and how many decisions were made in each game; what happens on the way is
        added to `counted`.
        """
        last = last or self.turns
        counts: list[NDArray[np.int64]] = []
        asked: list[NDArray[np.int64]] = []

        def note(count: int) -> None:
            counts.append(self.machine.read("all_decisions", count).astype(np.int64))
            questions = self.machine.read("all_questions", count * self.seats)
            asked.append(questions.reshape(count, self.seats).T.astype(np.int64))

        self.machine.call("set_policy", policy, float(noise), float(bias))
        with self.counting(counted):
            columns = self._each(state, "play_all", last, after=note)
        if counted is not None:
            counted.questions += np.concatenate(asked, axis=1)
        if last >= self.turns:
            turn, step = self.turns, len(self.turn.phases) - 1
        else:
            turn, step = last + 1, 0
        after = state.with_columns(columns).at(turn, step, self.clock(turn))
        return after, np.concatenate(counts)

    def count(self, watch: Watch) -> None:
        """Also count this from now on where games are counted: a machine is built for it. Raises
        ExpressionError.
        """
        if watch == self.watch:
            return
        names = Resolver(self.names, Scope({}))
        self.tables["fact"] = values([names.truth(ex.parse(text)) for text in watch.facts])
        self.watch = watch
        self.__dict__.pop("machine", None)

    @contextmanager
    def counting(self, counted: Counted | None) -> Iterator[None]:
        """Add what happens meanwhile to `counted`. What is counted at the ends of turns is for no
        more games than the machine holds at a time, or for games that are played on at once.
        """
        if counted is None:
            yield
            return
        self.machine.call("set_counting", 1)
        yield
        self.machine.call("set_counting", 0)
        counted.tally += self.machine.read("tally", len(counted.tally))
        self.machine.write("tally", np.zeros(len(counted.tally), np.int32))

    def options(self, state: State, reach: int) -> Options:
        """For every seat that is asked the answers its scripted bot likes best, each verb with at
        most `reach` targets.
        """
        found: list[list[NDArray[Any]]] = [[], [], [], []]
        names = ("listed", "listed_verb", "listed_target", "listed_wish")

        def note(count: int) -> None:
            for parts, name in zip(found, names, strict=True):
                each = 1 if name == "listed" else OPTIONS
                cells = self.machine.read(name, count * self.seats * each)
                parts.append(cells.reshape(count, self.seats, each))

        self._each(state, "options_all", reach, after=note, keep=False)
        counts, verbs, targets, wishes = (np.concatenate(parts) for parts in found)
        free = np.arange(OPTIONS) >= counts  # what stands there is left from other games
        verbs[free], targets[free], wishes[free] = -1, -1, 0.0
        return Options(counts[:, :, 0], verbs, targets, wishes)

    def foresee(self, state: State, lines: Lines, last: int = 0) -> Ends:
        """What came of lines of play (see `foresight.py`) at the report behind the turn `last`, or
        at the end of the game.
        """
        machine, last = self.machine, last or self.turns
        found: list[list[NDArray[Any]]] = [[], [], [], []]
        names = ("line_value", "line_over", "line_winner", "line_carried")
        machine.call("set_policy", SCRIPTED, 1.0, 0.0)
        for first in range(0, state.games, BATCH):
            part = slice(first, min(first + BATCH, state.games))
            machine.write("columns", state.columns[part].reshape(-1))
            machine.write("keys", state.keys[part])
            here = np.flatnonzero((lines.game >= part.start) & (lines.game < part.stop))
            for start in range(0, len(here), LINES):
                some = here[start : start + LINES]
                machine.write("line_game", lines.game[some] - first)
                for name in ("seat", "verb", "target", "motion", "keys"):
                    machine.write(f"line_{name}", getattr(lines, name)[some])
                machine.call("foresee_all", len(some), state.turn, state.step, last)
                for parts, name in zip(found, names, strict=True):
                    parts.append(machine.read(name, len(some)))
        return Ends(*(np.concatenate(parts) for parts in found))

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
        """The same positions with what a seat cannot know drawn anew, see `hearsay.py`."""
        drawn = state.rekeyed(np.asarray(keys, np.uint64))
        return drawn.with_columns(self._each(drawn, "imagine_all", seat))

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
        return dict(zip(self.layout.row_names, state.column(game), strict=True))

    def restore(
        self, seed: int, turn: int, step: int, rows: dict[str, int]
    ) -> tuple[State, list[str]]:
        """A game put together from a snapshot, and the names of rows that did not fit."""
        state = self.start([seed])
        column = self.start_column.copy()
        names = {name: row for row, name in enumerate(self.layout.row_names)}
        misfits = [name for name in rows if name not in names]
        misfits += [name for name in names if name not in rows]
        for name, count in rows.items():
            if name in names:
                row = names[name]
                column[row] = min(max(int(count), int(self.low[row, 0])), int(self.high[row, 0]))
        state = state.at(turn, step, self.clock(turn))
        return state.with_columns(column[None, :]), sorted(misfits)

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
        for verb in np.unique(chosen[chosen > 0]).tolist():
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

    @cached_property
    def machine(self) -> Machine:
        """What runs the rules: compiled when first used."""
        return machine_of(self)

    def _programs(self) -> dict[str, Table]:
        """The statements that run one after the other, and what falls due later."""
        nobody = {name: Var(name, "person", sure=False) for name in ("actor", "target")}
        return {
            "derivation": values(
                [InOrder("derived", (change,)) for change in self.derived.changes]
            ),
            "derive_ideals": single(self.ideals),
            "close_books": single(self.report),
            "closing": single(self.closing),
            "fact": values([]),
            "later_effects": values([effects for effects, _ in self.delayed], nobody),
        }

    def _each(
        self,
        state: State,
        entry: str,
        *more: float,
        picks: NDArray[np.int64] | None = None,
        after: Callable[[int], None] | None = None,
        clocked: bool = True,
        keep: bool = True,
    ) -> NDArray[np.int32]:
        """Runs an entry of the machine on all games; gives their columns. `after` is called with
        the number of games when the machine holds what it has to say of them.
        """
        machine, rows = self.machine, self.layout.rows
        columns = np.empty(state.columns.shape, np.int32) if keep else state.columns
        for first in range(0, state.games, BATCH):
            part = slice(first, min(first + BATCH, state.games))
            count = part.stop - first
            machine.write("columns", state.columns[part].reshape(-1))
            machine.write("keys", state.keys[part])
            if picks is not None:
                for name, given in zip(("all_verbs", "all_targets"), picks, strict=True):
                    machine.write(name, given[:, part].T.reshape(-1))
            if clocked:
                machine.call(entry, count, state.turn, state.step, *more)
            else:
                machine.call(entry, count)
            if keep:
                columns[part] = machine.read("columns", count * rows).reshape(count, rows)
            if after is not None:
                after(count)
        return columns

    def _asked(self, state: State) -> NDArray[np.bool_]:
        """Which seats are asked, (seats, games)."""
        found: list[NDArray[np.bool_]] = []
        self._each(
            state, "ask_all", after=lambda count: found.append(self._asked_seats(count)), keep=False
        )
        return np.concatenate(found, axis=1)

    def _asked_seats(self, games: int) -> NDArray[np.bool_]:
        flags = self.machine.read("all_asked", games * self.seats)
        return flags.reshape(games, self.seats).T != 0

    def weigh(self, ask: Ask) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Which verbs are legal and what they are worth to bots, (verbs, seats, games)."""
        most = int(self.machine.constant("most_verbs"))
        verbs = len(ask.verbs)
        found: list[list[NDArray[Any]]] = [[], []]

        def note(count: int) -> None:
            for parts, name in zip(found, ("all_legal", "all_wishes"), strict=True):
                cells = self.machine.read(name, count * self.seats * most)
                shaped = cells.reshape(count, self.seats, most)[:, :, :verbs]
                parts.append(shaped.transpose(2, 1, 0))

        self._each(ask.state, "weigh_all", after=note, keep=False)
        legal, wishes = (np.concatenate(parts, axis=2) for parts in found)
        return legal != 0, wishes

    def weigh_targets(
        self, ask: Ask, verb: int, seats: Any, games: Any
    ) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Which targets of a verb are legal for each lane (a seat in a game) and what they are
        worth to bots, (targets, lanes).
        """
        _, count = ask.targets(verb)
        legal = np.zeros((count, len(seats)), np.bool_)
        wishes = np.zeros((count, len(seats)))
        state, machine = ask.state, self.machine
        for lane, (seat, game) in enumerate(zip(seats, games, strict=True)):
            machine.write("columns", state.columns[game])
            machine.write("keys", state.keys[game : game + 1])
            machine.call("weigh_targets_of", 0, state.turn, state.step, int(seat), verb)
            found = int(machine.read("all_decisions", 1)[0])
            aims = machine.read("aims", found)
            legal[aims, lane] = True
            wishes[aims, lane] = machine.read("aim_wish", found)
        return legal, wishes

    def refresh(self, state: State) -> State:
        """The state with offices, delegates and derived rows up to date."""
        return state.with_columns(self._each(state, "refresh_all"))

    def booked(self, state: State) -> State:
        """The state with this turn's dice thrown and the books of the turn before closed."""
        return state.with_columns(self._each(state, "book_all"))

    def stances(self, state: State, slot: int) -> NDArray[np.float64]:
        """How everybody stands to the motion in a place on the table, if the living full members
        of the body vote on it, without noise. Shape (people, games).
        """
        found: list[NDArray[np.float64]] = []
        people = len(self.people)

        def note(count: int) -> None:
            cells = self.machine.read("all_stances", count * people)
            found.append(cells.reshape(count, people).T)

        self._each(state, "stances_all", slot, after=note, keep=False)
        return np.concatenate(found, axis=1)

    def drifted(self, state: State) -> State:
        """The state after the statements of the close alone."""
        return state.with_columns(self._each(state, "drift_all"))

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

    def _start_column(self) -> NDArray[np.int32]:
        column = np.zeros(self.layout.rows, np.int32)
        for name, starts in start_values(self.book, self).items():
            block = self.layout[name]
            for offset, value in enumerate(starts):
                stored = block.store(value) if block.holds in ("number", "truth") else int(value)
                column[block.first + offset] = stored
        return column

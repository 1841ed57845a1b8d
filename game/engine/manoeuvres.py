"""Manoeuvres: in every round each seat picks one act and its target, unseen by the others.

All manoeuvres are always there, the barred ones with their reason. Using one again costs more and
attracts bots less, until the memory of it fades.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine.asks import Phase
from game.engine.changes import Changes
from game.engine.formulas import Var
from game.engine.lanes import grouped, spread
from game.engine.program import Program
from game.engine.stack import Stack
from game.engine.state import State

if TYPE_CHECKING:
    from game.engine.rules import Rules


class Acts:
    """The formulas of a list of acts (manoeuvres or motions) with the same parts: when and cost for
    the actor, when and appeal for the target. Appeals are read through the actor's eyes.
    """

    def __init__(self, rules: Rules, section: str, acts: tuple[Any, ...]) -> None:
        self.rules = rules
        self.acts = acts
        seats = {"actor": rules.seat_axis}
        self.when = [rules.truth((section, act.id, "when"), act.when, seats) for act in acts]
        self.cost = [rules.number((section, act.id, "cost"), act.cost, seats) for act in acts]
        appeal = [
            rules.number((section, act.id, "appeal"), act.appeal, seats, "actor") for act in acts
        ]
        passing = rules.number(("scenario", "pass_appeal"), rules.book.pass_appeal, seats, "actor")
        axes = [rules.seat_axis]
        self.legality = Program(
            f"{section} legality", [*self.when, *self.cost], axes=axes, every=True
        )
        self.wishes = Stack(f"{section} appeal", [passing, *appeal], rules.seat_axis)
        self.targets = [self._target(section, act) for act in acts]

    def _target(self, section: str, act: Any) -> tuple[Program, Program] | None:
        rules = self.rules
        if act.target.kind == "none":
            return None
        (put,) = rules.target_variable(act.target.kind).values()
        target = Var("target", put.type, put.size, axis=True)
        variables = {"actor": Var("actor", "person", rules.seats), "target": target}
        path = (section, act.id, "target")
        legal = rules.truth((*path, "when"), act.target.when, variables)
        wish = rules.number((*path, "appeal"), act.target.appeal, variables, "actor")
        actor = [variables["actor"]]
        return (
            Program(f"{act.id} targets", [legal], actor, [target]),
            Program(f"{act.id} target appeal", [wish], actor, [target]),
        )

    def count(self, number: int) -> int:
        """How many targets an act has."""
        return self.rules.target_count(self.acts[number].target.kind)

    def legal(self, state: State) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Whether each act's condition holds and what it costs, both (acts, seats, games)."""
        found = self.legality.arrays(state.matrix, state.all_games, state.keys, state.clock)
        count = len(self.acts)
        holds = np.empty((count, self.rules.seats, state.games), np.bool_)
        costs = np.empty((count, self.rules.seats, state.games))
        for number in range(count):
            holds[number] = found[number]
            costs[number] = found[count + number]
        return holds, charged(self.rules, costs)

    def appeal(self, state: State) -> NDArray[np.float64]:
        """What passing and each act are worth to the seats' bots, (1 + acts, seats, games)."""
        return self.wishes.arrays(state.matrix, state.all_games, state.keys, state.clock)

    def target_legal(self, state: State, number: int, seats: Any, games: Any) -> NDArray[np.bool_]:
        """Which targets are legal for each lane, (targets, lanes)."""
        return self._spread(state, number, seats, games, 0)

    def target_appeal(
        self, state: State, number: int, seats: Any, games: Any
    ) -> NDArray[np.float64]:
        """How much the lanes' bots want each target, (targets, lanes)."""
        return self._spread(state, number, seats, games, 1)

    def appeal_of(
        self, state: State, number: int, seats: Any, games: Any, targets: Any
    ) -> NDArray[np.float64]:
        """How much the lanes' bots want the one target that each names, (lanes,)."""
        programs = self.targets[number]
        assert programs is not None
        (found,) = self.rules.evaluate(programs[1].at_member, state, games, [seats, targets])
        return spread(found, (len(seats),))

    def _spread(self, state: State, number: int, seats: Any, games: Any, which: int) -> Any:
        programs = self.targets[number]
        if programs is None:
            return np.zeros((0, len(seats)))
        (found,) = self.rules.evaluate(programs[which], state, games, [seats])
        return spread(found, (self.count(number), len(seats)))


def purse(rules: Rules, state: State) -> NDArray[np.float64]:
    """What every seat has to spend, (seats, games)."""
    block = rules.layout[rules.book.currency]
    return state.matrix[block.first : block.stop] / block.scale


def charged(rules: Rules, costs: Any) -> Any:
    """Costs as they are charged: rounded to the currency's step."""
    block = rules.layout[rules.book.currency]
    if block.scale < 0:
        return np.floor(costs / -block.scale + 0.5) * -block.scale
    return np.floor(costs * block.scale + 0.5) / block.scale


def pay(rules: Rules, changes: Changes, seats: Any, games: Any, amounts: Any) -> None:
    """Take what acts cost from their actors."""
    block = rules.layout[rules.book.currency]
    counts = -np.floor(amounts * block.scale + 0.5)
    changes.add(block.first + seats, games, counts)


def living_seats(rules: Rules, state: State) -> NDArray[np.bool_]:
    """Seats whose person lives, in games that go on, (seats, games)."""
    alive = rules.layout["alive"]
    going = state.matrix[rules.layout["over"].first] == 0
    return (state.matrix[alive.first : alive.first + rules.seats] != 0) & going


class Round(Phase):
    """One month: every living seat is asked for one manoeuvre."""

    kind = "manoeuvre"

    def __init__(self, rules: Rules, acts: Acts, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.acts = acts
        self.verbs = ("pass", *(act.id for act in rules.book.manoeuvres))

    def asked(self, state: State) -> NDArray[np.bool_]:
        if not self.rules.sits(state.turn):
            return super().asked(state)
        return living_seats(self.rules, state)

    def uses(self, state: State) -> NDArray[np.float64]:
        """How often each manoeuvre was used of late, (manoeuvres, seats, games)."""
        if "uses" not in state.memo:
            block = self.rules.layout["uses"]
            shape = (len(self.acts.acts), self.rules.seats, state.games)
            state.memo["uses"] = state.matrix[block.first : block.stop].reshape(shape) / block.scale
        return state.memo["uses"]

    def terms(self, state: State) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Conditions and costs with the price of repetition, (manoeuvres, seats, games)."""
        if "round" not in state.memo:
            holds, costs = self.acts.legal(state)
            repeats = self.uses(state) * self.rules.book.repeat_cost
            repeats += 0.5
            costs += np.floor(repeats, out=repeats)
            state.memo["round"] = holds, costs
        return state.memo["round"]

    def legal(self, state: State) -> NDArray[np.bool_]:
        holds, costs = self.terms(state)
        legal = np.ones((len(self.verbs), self.rules.seats, state.games), np.bool_)
        np.logical_and(holds, costs <= purse(self.rules, state), out=legal[1:])
        return legal

    def appeal(self, state: State) -> NDArray[np.float64]:
        wishes = self.acts.appeal(state)
        wishes[1:] -= self.uses(state) * self.rules.book.repeat_appeal
        return wishes

    def target_kind(self, verb: int) -> tuple[str, int]:
        return self.acts.acts[verb - 1].target.kind, self.acts.count(verb - 1)

    def target_legal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.bool_]:
        return self.acts.target_legal(state, verb - 1, seats, games)

    def target_appeal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.float64]:
        return self.acts.target_appeal(state, verb - 1, seats, games)

    def appeal_of(
        self, state: State, verb: int, seats: Any, games: Any, targets: Any
    ) -> NDArray[np.float64]:
        return self.acts.appeal_of(state, verb - 1, seats, games, targets)

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        rules, layout = self.rules, self.rules.layout
        changes = Changes(state.games)
        _, costs = self.terms(state)
        rank = rules.initiative(state)
        uses, done = layout["uses"], layout["done"]
        seats, games = np.nonzero(picks[0] > 0)
        verbs, targets = picks[0, seats, games], picks[1, seats, games]
        ranks = rank[seats, games]
        pay(rules, changes, seats, games, costs[verbs - 1, seats, games])
        changes.add(uses.first + (verbs - 1) * rules.seats + seats, games, uses.scale)
        changes.add(done.first + seats * len(self.acts.acts) + verbs - 1, games, 1)
        for verb, here in grouped(verbs):
            act = self.acts.acts[verb - 1]
            values = [seats[here]] if act.target.kind == "none" else [seats[here], targets[here]]
            rules.run(rules.effects[act.id], state, changes, games[here], values, ranks[here])
        return self.finish(state, changes)


def manoeuvre_effects(rules: Rules) -> None:
    """Resolve the effects of all manoeuvres."""
    for act in rules.book.manoeuvres:
        actor = {"actor": Var("actor", "person", rules.seats)}
        variables = {**actor, **rules.target_variable(act.target.kind)}
        rules.at_once(act.id, ("manoeuvres", act.id, "effects"), act.effects, variables)

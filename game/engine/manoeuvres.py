"""Manoeuvres: in every round each seat picks one act and its target, unseen by the others.

All manoeuvres are always there, the barred ones with their reason. Using one again costs more and
attracts bots less, until the memory of it fades.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from game.engine.asks import ROUND, Phase, going, lives
from game.engine.changes import apply, note_add
from game.engine.choice import consider
from game.engine.formulas import TRUE, ZERO, Fixed, Formula, Var, replaced, walk
from game.engine.game import PASS, Game
from game.engine.machine.kernel import floor
from game.engine.program import Program
from game.engine.tables import Sweep, values

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
        self.appeal = [
            rules.number((section, act.id, "appeal"), act.appeal, seats, "actor") for act in acts
        ]
        self.legality = Program(
            f"{section} legality", [*self.when, *self.cost], axes=[rules.seat_axis]
        )
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

    def sweeps(self) -> list[Sweep]:
        """For each act the seats that may take it, at what cost, and what bots think of it."""
        return [
            Sweep(
                name=act.id,
                variables=(self.rules.seat_axis,),
                condition=when,
                numbers=(cost, appeal),
                found="open_to",
                values=("price", "wanted"),
                only="asked",
            )
            for act, when, cost, appeal in zip(
                self.acts, self.when, self.cost, self.appeal, strict=True
            )
        ]

    def target_sweeps(self) -> list[Sweep]:
        """For each act which targets are legal for an actor, and what bots think of them."""
        found = []
        for act, programs in zip(self.acts, self.targets, strict=True):
            variables: tuple[Var, ...] = ()
            when: Formula = TRUE
            wish: Formula = ZERO
            if programs is not None:
                (when,), (wish,) = (program.formulas for program in programs)
                variables, (when, wish) = parted(programs[0].axes[0], (when, wish))
            found.append(Sweep(act.id, variables, when, (wish,), "aims", ("aim_wish",)))
        return found


def parted(
    target: Var, formulas: tuple[Formula, Formula]
) -> tuple[tuple[Var, ...], tuple[Formula, Formula]]:
    """A target's axes and formulas about it: an appointment is a post and a person."""
    if target.type != "appointment":
        return (target,), formulas
    parts: dict[Formula, Formula] = {}
    axes: dict[str, Var] = {}
    for fixed in (part for formula in formulas for part in walk(formula)):
        if isinstance(fixed, Fixed) and fixed.index == target:
            axes[fixed.type] = Var(
                f"target.{fixed.type}", fixed.type, 1 + int(max(fixed.values)), axis=True
            )
            parts[fixed] = axes[fixed.type]
    if set(axes) != {"post", "person"}:
        return (target,), formulas
    first, second = (replaced(formula, parts) for formula in formulas)
    return (axes["post"], axes["person"]), (first, second)


def act_tables(rules: Rules, manoeuvres: Acts, motions: Acts) -> None:
    """The tables of all acts: the manoeuvres, then the motions."""
    actor = {"actor": Var("actor", "person", rules.seats)}
    aimed = {**actor, "target": Var("target", "person", len(rules.people))}
    tables, effects = rules.tables, []
    for act in rules.book.manoeuvres:
        variables = {**actor, **rules.target_variable(act.target.kind)}
        effects.append(
            rules.at_once(act.id, ("manoeuvres", act.id, "effects"), act.effects, variables)
        )
    tables["act_effects"] = values(effects, aimed)
    both = (manoeuvres, motions)
    tables["act_cost"] = values([f for acts in both for f in acts.cost], actor)
    tables["weigh_act"] = values([sweep for acts in both for sweep in acts.sweeps()])
    tables["weigh_targets"] = values([s for acts in both for s in acts.target_sweeps()], actor)


def charged(rules: Rules, costs: Any) -> Any:
    """Costs as they are charged: rounded to the currency's step."""
    block = rules.layout[rules.book.currency]
    if block.scale < 0:
        return np.floor(costs / -block.scale + 0.5) * -block.scale
    return np.floor(costs * block.scale + 0.5) / block.scale


class Round(Phase):
    """One month: every living seat is asked for one manoeuvre."""

    kind = "manoeuvre"
    number = ROUND

    def __init__(self, rules: Rules, acts: Acts, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.acts = acts
        self.verbs = ("pass", *(act.id for act in rules.book.manoeuvres))

    def target_kind(self, verb: int) -> tuple[str, int]:
        return self.acts.acts[verb - 1].target.kind, self.acts.count(verb - 1)


# -------------------------------------------------------------------- kernels


def charge(game: Game, cost: float) -> int:
    """A cost as a count of the currency's steps."""
    return int(floor(cost * game.purse_scale + 0.5))


def pay(game: Game, seat: int, cost: int) -> None:
    """Take what an act costs from its actor."""
    note_add(game, game.purse + seat, -cost)


def affords(game: Game, seat: int, cost: int) -> bool:
    """Whether a seat has what an act costs."""
    return cost <= game.c[game.purse + seat]


def dearer(game: Game, act: int, seat: int) -> int:
    """What a manoeuvre costs a seat more for having been used of late."""
    return game.use_cost[game.c[game.uses + act * game.seats + seat]]


def duller(game: Game, act: int, seat: int) -> float:
    """How much less bots like a manoeuvre for having used it of late."""
    return game.use_appeal[game.c[game.uses + act * game.seats + seat]]


def prepare_round(game: Game) -> None:
    """All living seats are asked, in turns in which there are manoeuvres."""
    if game.turn % game.pace != 0:
        return
    for seat in range(game.seats):
        if going(game) and lives(game, seat):
            game.asked[seat] = 1


def weigh_round(game: Game) -> None:
    """Which manoeuvres the seats may take, and what bots think of them."""
    for seat in range(game.seats):
        if game.asked[seat] != 0:
            consider(game, seat, PASS, game.pass_wish(seat))
    for act in range(game.manoeuvres):
        for place in range(game.weigh_act(act)):
            seat = game.open_to[place]
            if affords(game, seat, charge(game, game.price[place]) + dearer(game, act, seat)):
                consider(game, seat, act + 1, game.wanted[place] - duller(game, act, seat))


def resolve_round(game: Game) -> None:
    """All picks at once: what they cost and what they do."""
    rank_seats(game)
    for seat in range(game.seats):
        verb = game.verb[seat]
        if verb <= 0:
            continue
        game.noting_rank = game.initiative[seat]
        act = verb - 1
        cost = charge(game, game.act_cost(act, seat))
        pay(game, seat, cost + dearer(game, act, seat))
        note_add(game, game.uses + act * game.seats + seat, int(game.uses_scale))
        note_add(game, game.done + seat * game.manoeuvres + act, 1)
        game.act_effects(act, seat, game.target[seat])
    apply(game)


def rank_seats(game: Game) -> None:
    """The order in which the seats' assignments count, 0 first: by the declared initiative, highest
    last, ties by order of declaration.
    """
    for seat in range(game.seats):
        game.value[seat] = game.initiative_of(seat)
        game.initiative[seat] = 0
        for other in range(seat):
            behind = int(game.value[other] <= game.value[seat])
            game.initiative[seat] += behind
            game.initiative[other] += 1 - behind

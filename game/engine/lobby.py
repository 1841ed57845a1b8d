"""The lobby: what is said in the corridor before the vote, and what is promised for it.

Two asks. *Offer*: each seat does one thing about one motion on the table, mostly to one person.
*Answer*: each seat accepts one offer made to it; people without a seat accept by formula. A pledge
is a row the vote sees. Withdrawing a motion beats referring it, which beats everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine.asks import Phase
from game.engine.changes import Changes
from game.engine.formulas import Var, walk
from game.engine.lanes import distinct, spread
from game.engine.manoeuvres import charged, living_seats, pay, purse
from game.engine.program import Program
from game.engine.state import State
from game.engine.votes import ASSEMBLY, BODY, TABLED, WITHDRAWN, Lanes, Weighing

if TYPE_CHECKING:
    from game.engine.rules import Rules


OTHER_SIDE = -1e6
"""What bots think of speaking against their own opinion."""


class Corridor:
    """The formulas of lobby acts. A verb is an act about the motion of a slot; a target is a side
    (0 against, 1 for) and a person: side * people + person.
    """

    def __init__(self, rules: Rules, weighing: Weighing) -> None:
        self.rules = rules
        self.weighing = weighing
        people = len(rules.people)
        actor = Var("actor", "person", rules.seats)
        self.known = {
            "actor": actor,
            **weighing.parties,
            **{var.name: var for var in weighing.constants},
            "side": Var("side", "number"),
        }
        wide = {**self.known, "target": Var("target", "person", people, axis=True)}
        one = {**self.known, "target": Var("target", "person", people)}
        answering = {**one, "it": Var("it", "person", people)}
        self.acts = []
        self.sided: dict[tuple[int, str], bool] = {}
        """Whether an act's formula about targets depends on the side that is taken."""
        for number, act in enumerate(rules.book.lobby):
            path = ("lobby", "acts", act.id)
            known = list(self.known.values())
            self.acts.append(
                {
                    "terms": Program(
                        f"lobby {act.id}",
                        [
                            rules.truth((*path, "when"), act.when, self.known),
                            rules.number((*path, "cost"), act.cost, self.known),
                        ],
                        known,
                    ),
                    "wish": Program(
                        f"lobby {act.id} appeal",
                        [rules.number((*path, "appeal"), act.appeal, self.known, "actor")],
                        known,
                    ),
                    "legal": Program(
                        f"lobby {act.id} targets",
                        [rules.truth((*path, "target_when"), act.target_when, wide)],
                        known,
                        [wide["target"]],
                    ),
                    "want": Program(
                        f"lobby {act.id} target appeal",
                        [rules.number((*path, "target_appeal"), act.target_appeal, wide, "actor")],
                        known,
                        [wide["target"]],
                    ),
                    "sway": Program(
                        f"lobby {act.id} sway",
                        [rules.number((*path, "sway"), act.sway, one)],
                        list(one.values()),
                    ),
                    "accept": Program(
                        f"lobby {act.id} accept",
                        [rules.number((*path, "accept"), act.accept, answering, "it")],
                        list(answering.values()),
                    ),
                }
            )
            for name in ("legal", "want"):
                (formula,) = self.acts[-1][name].formulas
                self.sided[number, name] = self.known["side"] in walk(formula)
            rules.at_once(f"lobby {act.id}", (*path, "effects"), act.effects, one)
        pair = {
            "actor": Var("actor", "person", people, sure=False),
            "target": Var("target", "person", people),
        }
        rules.at_once("lobby broken", ("lobby", "broken"), rules.book.broken, pair)

    def situation(self, state: State, seats: Any, slots: Any, games: Any) -> list[Any]:
        """Actor and the facts of the motion for each lane, without the side."""
        return [seats, *self.weighing.situation(state, slots, games)]

    def tabled(self, state: State) -> NDArray[np.bool_]:
        """Motions the body is about to vote on, (slots, games)."""
        first, slots = self.weighing.slot_first, self.rules.book.slots
        fate = state.matrix[first["fate"] : first["fate"] + slots]
        venue = state.matrix[first["venue"] : first["venue"] + slots]
        return (fate == TABLED) & (venue == BODY)

    def leanings(self, state: State) -> NDArray[np.float64]:
        """How every seat stands to every motion on the table, (slots, seats, games)."""
        if "leanings" not in state.memo:
            rules = self.rules
            found = np.zeros((rules.book.slots, rules.seats, state.games))
            mask = self.tabled(state)[:, None, :] & living_seats(rules, state)[None]
            slots, seats, games = np.nonzero(mask)
            if len(slots):
                total, _ = self.weighing.stances(
                    state, Lanes(seats, slots, games), np.ones(len(slots), np.bool_)
                )
                found[slots, seats, games] = total
            state.memo["leanings"] = found
        return state.memo["leanings"]


class Offer(Phase):
    """Each living full member with a seat does one thing about one motion."""

    kind = "lobby"

    def __init__(self, rules: Rules, corridor: Corridor) -> None:
        super().__init__(rules)
        self.corridor = corridor
        self.people = len(rules.people)
        self.verbs = (
            "pass",
            *(
                f"{act.id} {slot + 1}"
                for act in rules.book.lobby
                for slot in range(rules.book.slots)
            ),
        )

    def split(self, verb: Any) -> tuple[Any, Any]:
        """Act and slot of a verb."""
        return (verb - 1) // self.rules.book.slots, (verb - 1) % self.rules.book.slots

    def asked(self, state: State) -> NDArray[np.bool_]:
        if not self.rules.book.lobby:
            return super().asked(state)
        first = self.rules.layout["rank"].row(self.rules.core, 0)
        members = state.matrix[first : first + self.rules.seats] == 2
        return members & living_seats(self.rules, state) & self.corridor.tabled(state).any(axis=0)

    def terms(
        self, state: State
    ) -> tuple[NDArray[np.bool_], NDArray[np.float64], NDArray[np.float64]]:
        """Which acts are open, what they cost and what they are worth, (verbs, seats, games)."""
        if "lobby" in state.memo:
            return state.memo["lobby"]
        rules, slots_count = self.rules, self.rules.book.slots
        shape = (len(self.verbs), rules.seats, state.games)
        legal, costs, wishes = np.zeros(shape, np.bool_), np.zeros(shape), np.zeros(shape)
        legal[0] = True
        mask = self.corridor.tabled(state)[:, None, :] & self.asked(state)[None]
        slots, seats, games = np.nonzero(mask)
        if len(slots):
            known = self.corridor.situation(state, seats, slots, games)
            side = np.where(self.corridor.leanings(state)[slots, seats, games] >= 0, 1.0, -1.0)
            movers = known[1]
            for number, act in enumerate(rules.book.lobby):
                programs = self.corridor.acts[number]
                when, cost = rules.evaluate(programs["terms"], state, games, [*known, side])
                (wish,) = rules.evaluate(programs["wish"], state, games, [*known, side])
                verbs = 1 + number * slots_count + slots
                when = spread(when, (len(slots),))
                if act.kind == "withdraw":
                    when = when & (movers == seats)
                legal[verbs, seats, games] = when
                costs[verbs, seats, games] = charged(rules, cost)
                wishes[verbs, seats, games] = wish
        legal[1:] &= costs[1:] <= purse(rules, state)
        state.memo["lobby"] = legal, costs, wishes
        return legal, costs, wishes

    def legal(self, state: State) -> NDArray[np.bool_]:
        return self.terms(state)[0]

    def appeal(self, state: State) -> NDArray[np.float64]:
        return self.terms(state)[2]

    def target_kind(self, verb: int) -> tuple[str, int]:
        act, _ = self.split(verb)
        if self.rules.book.lobby[act].kind in ("refer", "withdraw"):
            return "none", 0
        return "proposal", 2 * self.people

    def _both_sides(
        self, state: State, verb: int, seats: Any, games: Any, name: str
    ) -> NDArray[Any]:
        act, slot = self.split(verb)
        known = self.corridor.situation(state, seats, np.full(len(seats), slot), games)
        program = self.corridor.acts[act][name]
        parts = []
        for side in (-1.0, 1.0) if self.corridor.sided[act, name] else (0.0,):
            values = [*known, np.full(len(seats), side)]
            (found,) = self.rules.evaluate(program, state, games, values)
            parts.append(spread(found, (self.people, len(seats))))
        return np.concatenate(parts * (2 // len(parts)))

    def target_legal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.bool_]:
        legal = self._both_sides(state, verb, seats, games, "legal").astype(np.bool_)
        voters = self.corridor.weighing.members(state)[:, games].copy()
        voters[seats, np.arange(len(seats))] = False
        return legal & np.concatenate([voters, voters])

    def target_appeal(self, state: State, verb: int, seats: Any, games: Any) -> NDArray[np.float64]:
        _, slot = self.split(verb)
        want = self._both_sides(state, verb, seats, games, "want")
        for_it = self.corridor.leanings(state)[slot, seats, games] >= 0
        own = np.concatenate(
            [np.repeat(~for_it[None], self.people, 0), np.repeat(for_it[None], self.people, 0)]
        )
        return np.where(own, want, OTHER_SIDE)

    def appeal_of(
        self, state: State, verb: int, seats: Any, games: Any, targets: Any
    ) -> NDArray[np.float64]:
        act, slot = self.split(verb)
        for_it = targets >= self.people
        found = np.full(len(seats), OTHER_SIDE)
        own = np.flatnonzero((self.corridor.leanings(state)[slot, seats, games] >= 0) == for_it)
        seats, games = seats[own], games[own]
        known = self.corridor.situation(state, seats, np.full(len(seats), slot), games)
        side = np.where(for_it[own], 1.0, -1.0)
        values = [*known, side, targets[own] % self.people]
        program = self.corridor.acts[act]["want"].at_member
        (found[own],) = self.rules.evaluate(program, state, games, values)
        return found

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        rules, layout = self.rules, self.rules.layout
        changes = Changes(state.games)
        _, costs, _ = self.terms(state)
        seats, games = np.nonzero(picks[0] > 0)
        if not len(seats):
            return state
        verbs, targets = picks[0, seats, games], picks[1, seats, games]
        pay(rules, changes, seats, games, costs[verbs, seats, games])
        acts, slots = self.split(verbs)
        known = self.corridor.situation(state, seats, slots, games)
        self._procedure(state, seats, games, acts, slots, changes)
        for number, act in enumerate(rules.book.lobby):
            here = np.nonzero(acts == number)[0]
            if not len(here) or act.kind in ("refer", "withdraw"):
                continue
            person = targets[here] % self.people
            side = np.where(targets[here] >= self.people, 1.0, -1.0)
            if act.kind == "offer":
                changes.assign(layout["offer"].first + seats[here], games[here], verbs[here])
                changes.assign(
                    layout["offer_target"].first + seats[here], games[here], targets[here]
                )
                continue
            values = [*(value[here] for value in known), side, person]
            sway_people(
                rules, self.corridor, number, state, slots[here], games[here], values, changes
            )
            rules.run(rules.effects[f"lobby {act.id}"], state, changes, games[here], values)
        return self.finish(state, changes)

    def _procedure(
        self, state: State, seats: Any, games: Any, acts: Any, slots: Any, changes: Changes
    ) -> None:
        """Motions referred by mover, chair or a third of the members, and withdrawn ones."""
        rules, first = self.rules, self.corridor.weighing.slot_first
        members = self.corridor.weighing.members(state).sum(axis=0)
        chair = rules.turn.chair(state)
        for slot in range(rules.book.slots):
            votes, decided = np.zeros(state.games, np.int64), np.zeros(state.games, np.bool_)
            withdrawn = np.zeros(state.games, np.bool_)
            mover = state.matrix[first["mover"] + slot]
            for number, act in enumerate(rules.book.lobby):
                here = np.nonzero((acts == number) & (slots == slot))[0]
                if act.kind == "refer":
                    np.add.at(votes, games[here], 1)
                    alone = (seats[here] == mover[games[here]]) | (
                        seats[here] == chair[games[here]]
                    )
                    decided[games[here][alone]] = True
                elif act.kind == "withdraw":
                    withdrawn[games[here]] = True
            referred = (decided | ((votes > 0) & (votes * 3 >= members))) & ~withdrawn
            where = np.nonzero(referred)[0]
            changes.assign(first["venue"] + slot, where, ASSEMBLY)
            where = np.nonzero(withdrawn)[0]
            changes.assign(first["fate"] + slot, where, WITHDRAWN)


def sway_people(
    rules: Rules,
    corridor: Corridor,
    number: int,
    state: State,
    slots: Any,
    games: Any,
    values: list[Any],
    changes: Changes,
) -> None:
    """Note how much an act moves the person it is aimed at; the side is the last value but one."""
    (points,) = rules.evaluate(corridor.acts[number]["sway"], state, games, values)
    block = rules.layout["sway"]
    side, person = values[-2], values[-1]
    counts = np.floor(spread(points, side.shape) * side * block.scale + 0.5)
    changes.add(block.first + slots * len(rules.people) + person, games, counts)


class Answer(Phase):
    """Each seat that was made offers accepts one or none; verb n + 1 accepts that of seat n."""

    kind = "answer"

    def __init__(self, rules: Rules, corridor: Corridor) -> None:
        super().__init__(rules)
        self.corridor = corridor
        self.people = len(rules.people)
        self.verbs = ("pass", *(f"accept {id}" for id in rules.people[: rules.seats]))

    def offers(self, state: State) -> tuple[Any, Any, Any, Any, Any, Any]:
        """All offers: seat that offers, game, act, slot, side, person it is made to."""
        if "offers" not in state.memo:
            layout, slots = self.rules.layout, self.rules.book.slots
            block = layout["offer"]
            seats, games = np.nonzero(state.matrix[block.first : block.stop])
            verbs = state.matrix[block.first + seats, games].astype(np.int64) - 1
            targets = state.matrix[layout["offer_target"].first + seats, games].astype(np.int64)
            side = np.where(targets >= self.people, 1.0, -1.0)
            state.memo["offers"] = (
                seats,
                games,
                verbs // slots,
                verbs % slots,
                side,
                targets % self.people,
            )
        return state.memo["offers"]

    def open_offers(self, state: State) -> NDArray[np.bool_]:
        """Offers about motions that are still to be voted on by the body."""
        _, games, _, slots, _, _ = self.offers(state)
        return self.corridor.tabled(state)[slots, games]

    def asked(self, state: State) -> NDArray[np.bool_]:
        asked = np.zeros((self.rules.seats, state.games), np.bool_)
        _, games, _, _, _, people = self.offers(state)
        here = (people < self.rules.seats) & self.open_offers(state)
        asked[people[here], games[here]] = True
        return asked & living_seats(self.rules, state)

    def legal(self, state: State) -> NDArray[np.bool_]:
        legal = np.zeros((len(self.verbs), self.rules.seats, state.games), np.bool_)
        legal[0] = True
        seats, games, _, _, _, people = self.offers(state)
        here = (people < self.rules.seats) & self.open_offers(state)
        legal[seats[here] + 1, people[here], games[here]] = True
        return legal

    def gains(self, state: State) -> NDArray[np.float64]:
        """What accepting each offer is worth to the person it is made to, (offers,)."""
        seats, games, acts, slots, side, people = self.offers(state)
        gains = np.zeros(len(seats))
        if not len(seats):
            return gains
        known = self.corridor.situation(state, seats, slots, games)
        for number in distinct(acts):
            here = np.nonzero(acts == number)[0]
            values = [*(value[here] for value in known), side[here], people[here], people[here]]
            (gains[here],) = self.rules.evaluate(
                self.corridor.acts[number]["accept"], state, games[here], values
            )
        return gains

    def appeal(self, state: State) -> NDArray[np.float64]:
        appeal = np.zeros((len(self.verbs), self.rules.seats, state.games))
        seats, games, _, _, _, people = self.offers(state)
        here = people < self.rules.seats
        appeal[seats[here] + 1, people[here], games[here]] = self.gains(state)[here]
        return appeal

    def noise(self) -> float:
        return float(self.rules.book.vote.noise)

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        rules, layout = self.rules, self.rules.layout
        seats, games, acts, slots, side, people = self.offers(state)
        if not len(seats):
            return state
        seated = people < rules.seats
        own = np.zeros(len(seats), np.bool_)
        own[seated] = picks[0, people[seated], games[seated]] == seats[seated] + 1
        own |= ~seated & self._best_of_person(state, seats, games, people)
        own &= self.open_offers(state)
        changes = Changes(state.games)
        known = self.corridor.situation(state, seats, slots, games)
        for number in distinct(acts):
            here = np.nonzero((acts == number) & own)[0]
            if not len(here):
                continue
            values = [*(value[here] for value in known), side[here], people[here]]
            sway_people(
                rules, self.corridor, number, state, slots[here], games[here], values, changes
            )
            rules.run(
                rules.effects[f"lobby {rules.book.lobby[number].id}"],
                state,
                changes,
                games[here],
                values,
            )
            cell = slots[here] * self.people + people[here]
            changes.assign(layout["pledge"].first + cell, games[here], side[here])
            changes.assign(layout["pledged_to"].first + cell, games[here], seats[here])
        return self.finish(state, changes)

    def _best_of_person(
        self, state: State, seats: Any, games: Any, people: Any
    ) -> NDArray[np.bool_]:
        """For people without a seat: the offer worth most to them, if worth anything."""
        gains = self.gains(state)
        best = np.zeros((self.people, state.games))
        np.maximum.at(best, (people, games), gains)
        winner = (gains > 0) & (gains == best[people, games])
        first = np.full((self.people, state.games), len(self.verbs))
        np.minimum.at(first, (people[winner], games[winner]), seats[winner])
        return winner & (seats == first[people, games])

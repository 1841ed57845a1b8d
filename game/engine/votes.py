"""Votes: how members weigh a motion, and what happens to it.

In a body of members everybody votes by name: a seat by its own pick, other members by the formula.
In an assembly every delegation divides: the delegates of a leader go along with his vote as far as
the scenario's `follow` says. Terms, thresholds and noise are the scenario's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine import dice
from game.engine.asks import Phase
from game.engine.at_once import AtOnce
from game.engine.changes import Changes
from game.engine.formulas import Comparison, Const, Pick, Read, Var
from game.engine.lanes import grouped, spread
from game.engine.layout import NOBODY
from game.engine.program import Program
from game.engine.rows import SLOT_ROWS
from game.engine.state import State

if TYPE_CHECKING:
    from game.engine.rules import Rules

AYE, NAY, ABSTAIN, ABSENT = 1, 2, 3, 4
TABLED, CARRIED, LOST, WITHDRAWN, TO_RATIFY = 1, 2, 3, 4, 5
BODY, ASSEMBLY = 0, 1

_NOISE = dice.site("votes: noise")
_AWAY = dice.site("votes: absence")


@dataclass(frozen=True, slots=True)
class Lanes:
    """Voters before motions: one lane for a person weighing the motion of a slot in a game."""

    people: NDArray[np.int64]
    slots: NDArray[np.int64]
    games: NDArray[np.int64]


class Weighing:
    """The formulas by which motions are weighed, shared by vote, lobby and congress."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        book = rules.book
        people = len(rules.people)
        it = Var("it", "person", people)
        self.parties = {
            "mover": Var("mover", "person", people),
            "against": Var("against", "person", people, sure=False),
        }
        names = ["severity", "hostile", "need", *book.issues]
        self.constants = [Var(f"motion.{name}", "number") for name in names]
        self.lobbied = {"sway": Var("sway", "number"), "pledge": Var("pledge", "number")}
        shared = {
            "it": it,
            **self.parties,
            **{var.name: var for var in self.constants},
            **self.lobbied,
        }
        vote = book.vote
        self.terms = Program(
            "vote terms",
            [
                rules.number(("vote", "terms", id, "value"), text, shared, "it")
                for id, text in vote.terms
            ],
            list(shared.values()),
        )
        lean = {**shared, "lean": Var("lean", "number")}
        self.second = Program(
            "vote second terms",
            [
                rules.number(("vote", "second", id, "value"), text, lean, "it")
                for id, text in vote.second
            ],
            list(lean.values()),
        )
        self.absent = Program(
            "absence", [rules.number(("vote", "absent"), vote.absent, {"it": it})], [it]
        )
        self.motions = [self._motion(number) for number in range(len(book.motions))]
        self.follow = self._follow(shared)
        self.slot_first = {name: rules.layout[f"table_{name}"].first for name in SLOT_ROWS}

    def _motion(self, number: int) -> tuple[Program, Program, dict[str, Var]]:
        """For one motion: its own numbers (against, severity, need) and its own stance."""
        rules, motion = self.rules, self.rules.book.motions[number]
        path = ("motions", motion.id)
        put = {"mover": self.parties["mover"], **rules.target_variable(motion.target.kind)}
        facts = Program(
            f"{motion.id} facts",
            [
                rules.person((*path, "against"), motion.against, put),
                rules.number((*path, "severity"), motion.severity, put),
                rules.number((*path, "need"), motion.need, put),
            ],
            list(put.values()),
        )
        it = Var("it", "person", len(rules.people))
        own = {
            "it": it,
            **put,
            "against": self.parties["against"],
            **{var.name: var for var in self.constants},
        }
        stance = Program(
            f"{motion.id} stance",
            [rules.number((*path, "stance"), motion.stance, own, "it")],
            list(own.values()),
        )
        return facts, stance, own

    def _follow(self, shared: dict[str, Var]) -> Program:
        rules = self.rules
        leader = Var("it", "person", rules.leaders, axis=True)
        bloc = Var("bloc", "bloc", len(rules.book.blocs), axis=True)
        slot = Var("slot", "slot", rules.book.slots)
        cast = Read(rules.layout["cast"], (slot, leader), "number")
        aye, nay = (Comparison("==", cast, Const(float(side), "number")) for side in (AYE, NAY))
        against = Pick(nay, Const(-1.0, "number"), Const(0.0, "number"), "number")
        vote = Pick(aye, Const(1.0, "number"), against, "number")
        motion = {name: var for name, var in shared.items() if name not in ("it", "sway", "pledge")}
        variables: dict[str, Any] = {"it": leader, "bloc": bloc, "vote": vote, **motion}
        formula = rules.number(("vote", "follow"), rules.book.vote.follow, variables)
        return Program("follow", [formula], [slot, *motion.values()], [bloc, leader])

    # ---------------------------------------------------------------- the motion before a lane

    def row(self, state: State, name: str, slots: Any, games: Any) -> NDArray[np.int32]:
        """What the table says of the motions in some slots."""
        return state.matrix[self.slot_first[name] + slots, games]

    def facts(self, state: State, motions: Any, movers: Any, topics: Any, games: Any) -> list[Any]:
        """Mover, against and the constants of motions, an array a variable."""
        count = len(games)
        against = np.full(count, NOBODY)
        severity, need = np.zeros(count), np.zeros(count)
        hostile = np.zeros(count)
        direction = np.zeros((len(self.rules.book.issues), count))
        for number, here in grouped(motions):
            motion = self.rules.book.motions[number]
            program = self.motions[number][0]
            values = [movers[here]] + ([topics[here]] if motion.target.kind != "none" else [])
            who, grave, wanted = self.rules.evaluate(program, state, games[here], values)
            against[here], severity[here], need[here] = who, grave, wanted
            hostile[here] = motion.hostile
            direction[:, here] = np.array(motion.direction)[:, None] if motion.direction else 0.0
        return [movers, against, severity, hostile, need, *direction]

    def situation(self, state: State, slots: Any, games: Any) -> list[Any]:
        """The facts of the motions in some slots, an array a variable; worked out once a state."""
        if "facts" not in state.memo:
            first, count = self.slot_first["motion"], self.rules.book.slots
            table = np.full((5 + len(self.rules.book.issues), count, state.games), float(NOBODY))
            places, where = np.nonzero(state.matrix[first : first + count] > 0)
            if len(places):
                motions = self.row(state, "motion", places, where) - 1
                movers = self.row(state, "mover", places, where)
                topics = self.row(state, "topic", places, where)
                table[:, places, where] = self.facts(state, motions, movers, topics, where)
            state.memo["facts"] = table
        mover, against, *constants = state.memo["facts"][:, slots, games]
        return [mover.astype(np.int64), against.astype(np.int64), *constants]

    def reasons(
        self, state: State, lanes: Lanes, motions: Any, movers: Any, topics: Any
    ) -> tuple[list[Any], Any]:
        """The value of every first term a lane (the motion's own stance last), and the facts."""
        facts = self.situation(state, lanes.slots, lanes.games)
        layout = self.rules.layout
        people = len(self.rules.people)
        cell = lanes.slots * people + lanes.people
        sway = state.matrix[layout["sway"].first + cell, lanes.games] / layout["sway"].scale
        pledge = state.matrix[layout["pledge"].first + cell, lanes.games] * 1.0
        values = [lanes.people, *facts, sway, pledge]
        terms = list(self.rules.evaluate(self.terms, state, lanes.games, values))
        own = np.zeros(len(lanes.games))
        for number, here in grouped(motions):
            motion = self.rules.book.motions[number]
            if motion.stance == 0:
                continue
            _, program, _ = self.motions[number]
            put = [lanes.people[here], movers[here]]
            if motion.target.kind != "none":
                put.append(topics[here])
            put += [fact[here] for fact in facts[1:]]
            (own[here],) = self.rules.evaluate(program, state, lanes.games[here], put)
        return [*terms, own], values

    def stances(
        self, state: State, lanes: Lanes, voters: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How each lane stands to its motion, without noise, and all its terms (terms, lanes).

        `voters` marks the lanes whose first sums make up the `lean` that the second terms read.
        """
        motions = self.row(state, "motion", lanes.slots, lanes.games) - 1
        movers = self.row(state, "mover", lanes.slots, lanes.games)
        topics = self.row(state, "topic", lanes.slots, lanes.games)
        rows, values = self.reasons(state, lanes, motions, movers, topics)
        vote = self.rules.book.vote
        count = len(lanes.games)
        terms = [spread(np.asarray(row, np.float64), (count,)) for row in rows]
        total = np.zeros(count)
        for term in terms:
            total = total + term
        fixed = 100.0 * (lanes.people == movers) - 100.0 * (
            (lanes.people == values[2]) & (values[4] == 1)
        )
        total = total + fixed
        if vote.second:
            place = lanes.slots * state.games + lanes.games
            lean = self._lean(total, place, voters, self.rules.book.slots * state.games)
            more = self.rules.evaluate(self.second, state, lanes.games, [*values, lean[place]])
            for row in more:
                term = spread(np.asarray(row, np.float64), (count,))
                terms.append(term)
                total = total + term
        terms.append(fixed)
        return total, np.stack(terms) if terms else np.zeros((0, count))

    def _lean(self, total: Any, place: Any, voters: Any, places: int) -> NDArray[np.float64]:
        """The mean of the voters' sums, each cut to -1..1 at the declared scale, by place."""
        cut = np.minimum(np.maximum(total / float(self.rules.book.vote.scale), -1.0), 1.0)
        parts = np.floor(cut * 1024.0 + 0.5)[voters]
        sums = np.bincount(place[voters], weights=parts, minlength=places)
        counts = np.bincount(place[voters], minlength=places)
        return sums / 1024.0 / np.maximum(counts, 1)

    # ---------------------------------------------------------------- members

    def members(self, state: State) -> NDArray[np.bool_]:
        """Full members of the voting body who are alive, shape (people, games)."""
        layout, people = self.rules.layout, len(self.rules.people)
        first = layout["rank"].row(self.rules.core, 0)
        alive = layout["alive"]
        return (state.matrix[first : first + people] == 2) & (
            state.matrix[alive.first : alive.stop] != 0
        )

    def present(self, state: State) -> NDArray[np.bool_]:
        """Members who are not away this turn, shape (people, games)."""
        if "present" not in state.memo:
            members = self.members(state)
            if self.rules.book.vote.absent != 0:
                who, games = np.nonzero(members)
                (risk,) = self.rules.evaluate(self.absent, state, games, [who])
                away = dice.chance(state.keys[games], state.turn, _AWAY, who) < risk
                members[who[away], games[away]] = False
            state.memo["present"] = members
        return state.memo["present"]

    def on_table(
        self, state: State, slot: int, venue: int, fates: tuple[int, ...]
    ) -> NDArray[np.bool_]:
        """The games in which the motion of a slot waits for a venue."""
        first = self.slot_first
        fate = state.matrix[first["fate"] + slot]
        going = state.matrix[self.rules.layout["over"].first] == 0
        mask = going & (state.matrix[first["venue"] + slot] == venue)
        fitting = fate == fates[0]
        for other in fates[1:]:
            fitting |= fate == other
        return mask & fitting


class SlotVote(Phase):
    """What the two kinds of vote share: one motion, three answers, stances as appeals."""

    verbs = ("abstain", "aye", "nay")

    def __init__(self, rules: Rules, weighing: Weighing, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.weighing = weighing
        self.slot = step

    def voters(self, state: State) -> NDArray[np.bool_]:
        """Who votes here, shape (people, games)."""
        raise NotImplementedError

    def subject(self, state: State) -> NDArray[np.int64]:
        return state.matrix[self.weighing.slot_first["motion"] + self.slot].astype(np.int64) - 1

    def asked(self, state: State) -> NDArray[np.bool_]:
        return self.voters(state)[: self.rules.seats]

    def stance(self, state: State) -> NDArray[np.float64]:
        """The voters' stances with noise, shape (people, games), 0 elsewhere."""
        name = f"stance {self.kind} {self.slot}"
        if name not in state.memo:
            who, games = np.nonzero(self.voters(state))
            total = np.zeros((len(self.rules.people), state.games))
            if len(who):
                lanes = Lanes(who, np.full(len(who), self.slot), games)
                stance, _ = self.weighing.stances(state, lanes, np.ones(len(who), np.bool_))
                noise = dice.triangular_at(state.keys[games], state.turn, _NOISE + self.slot, who)
                total[who, games] = stance + noise * self.rules.book.vote.noise
            state.memo[name] = total
        return state.memo[name]

    def noise(self) -> float:
        return 0.0

    def appeal(self, state: State) -> NDArray[np.float64]:
        stance = self.stance(state)[: self.rules.seats]
        threshold = np.full(stance.shape, float(self.rules.book.vote.threshold))
        return np.stack([threshold, stance, -stance])

    def casts(self, state: State, picks: NDArray[np.int64]) -> NDArray[np.int64]:
        """How everybody votes: seats by their picks, others by their stance, (people, games)."""
        voters = self.voters(state)
        stance, threshold = self.stance(state), float(self.rules.book.vote.threshold)
        casts = np.where(stance > threshold, AYE, np.where(stance < -threshold, NAY, ABSTAIN))
        casts[: self.rules.seats] = np.where(
            picks[0] == 1, AYE, np.where(picks[0] == 2, NAY, ABSTAIN)
        )
        return np.where(voters, casts, 0)

    def settle(
        self, state: State, games: Any, carried: Any, ayes: Any, nays: Any, *, ratify: bool
    ) -> tuple[Changes, Any]:
        """Note the result of the motions of this slot in some games; those carried at last."""
        rules, first, slot = self.rules, self.weighing.slot_first, self.slot
        changes = Changes(state.games)
        motions = self.subject(state)[games]
        waits = np.zeros(len(games), np.bool_)
        if ratify:
            needs = np.array([bool(motion.ratified_by) for motion in rules.book.motions])
            waits = carried & needs[motions]
        fate = np.where(waits, TO_RATIFY, np.where(carried, CARRIED, LOST))
        changes.assign(first["fate"] + slot, games, fate)
        changes.assign(
            first["venue"] + slot, games, np.where(waits, ASSEMBLY, BODY if ratify else ASSEMBLY)
        )
        changes.assign(first["ayes"] + slot, games, ayes)
        changes.assign(first["nays"] + slot, games, nays)
        return changes, (carried & ~waits, ~carried)

    def consequences(
        self, state: State, games: Any, carried: Any, lost: Any, changes: Changes
    ) -> None:
        """Note what carried and lost motions do."""
        rules, weighing = self.rules, self.weighing
        motions = self.subject(state)[games]
        movers = weighing.row(state, "mover", self.slot, games)
        topics = weighing.row(state, "topic", self.slot, games)
        facts = weighing.situation(state, self.slot, games)
        layout = rules.layout
        done = carried | lost
        changes.assign(layout["carried"].first + motions, games, state.turn, carried)
        closed = np.array([motion.closed_for for motion in rules.book.motions])[motions]
        changes.assign(layout["closed"].first + motions, games, state.turn + closed, done)
        changes.assign(layout["closed_topic"].first + motions, games, topics, done)
        for number, places in grouped(motions):
            has_target = rules.book.motions[number].target.kind != "none"
            for outcome, which in (("passed", carried), ("failed", lost)):
                here = places[which[places]]
                if not len(here):
                    continue
                values = [movers[here], *(fact[here] for fact in facts)] + (
                    [topics[here]] if has_target else []
                )
                rules.run(
                    rules.effects[f"{rules.book.motions[number].id} {outcome}"],
                    state,
                    changes,
                    games[here],
                    values,
                )
        for name, which in (("carried", carried), ("lost", lost)):
            here = np.nonzero(which)[0]
            values = [movers[here], *(fact[here] for fact in facts)]
            rules.run(rules.effects[f"vote {name}"], state, changes, games[here], values)


def effect_programs(rules: Rules, weighing: Weighing) -> dict[str, AtOnce]:
    """The effects of motions and votes, compiled once, by owner."""
    people = len(rules.people)
    actor = {"actor": Var("actor", "person", people)}
    base = {**actor, **weighing.parties, **{var.name: var for var in weighing.constants}}
    vote = rules.book.vote
    for motion in rules.book.motions:
        variables = {**base, **rules.target_variable(motion.target.kind)}
        for outcome, effects in (("passed", motion.passed), ("failed", motion.failed)):
            rules.at_once(
                f"{motion.id} {outcome}", ("motions", motion.id, outcome), effects, variables
            )
    for name, effects in (("carried", vote.carried), ("lost", vote.lost)):
        rules.at_once(f"vote {name}", ("vote", name), effects, base)
    rules.at_once("vote with", ("vote", "with_majority"), vote.with_majority, base)
    rules.at_once("vote against", ("vote", "against_majority"), vote.against_majority, base)
    return rules.effects


class BodyVote(SlotVote):
    """The vote of the member body on one motion, by name. The chair breaks a tie where declared."""

    kind = "vote"

    def __init__(self, rules: Rules, weighing: Weighing, step: int, steps: int) -> None:
        super().__init__(rules, weighing, step, steps)
        self.body = rules.member_bodies[rules.core]
        self.chair = Program(
            "chair", [rules.person(("bodies", self.body.id, "chair"), self.body.chair)], every=True
        )

    def voters(self, state: State) -> NDArray[np.bool_]:
        waiting = self.weighing.on_table(state, self.slot, BODY, (TABLED,))
        if not waiting.any():
            return np.zeros((len(self.rules.people), state.games), np.bool_)
        return self.weighing.present(state) & waiting

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        games = np.nonzero(self.weighing.on_table(state, self.slot, BODY, (TABLED,)))[0]
        if not len(games):
            return state
        casts = self.casts(state, picks)
        ayes, nays = (casts == AYE).sum(axis=0)[games], (casts == NAY).sum(axis=0)[games]
        carried = ayes > nays
        if self.body.two_thirds:
            carried = ayes * 3 >= (ayes + nays) * 2
        elif self.body.chair_breaks_tie:
            (chair,) = self.chair.for_all(state.matrix, state.all_games, state.keys, state.clock)
            chair = spread(chair, (state.games,))[games]
            side = casts[np.maximum(chair, 0), games]
            carried = carried | ((ayes == nays) & (chair >= 0) & (side == AYE))
        carried &= ayes > 0
        changes, (final, lost) = self.settle(state, games, carried, ayes, nays, ratify=True)
        self.note_casts(state, casts, games, changes)
        self.consequences(state, games, final, lost, changes)
        self.discipline(state, casts, games, carried, changes)
        return self.finish(state, changes)

    def note_casts(self, state: State, casts: Any, games: Any, changes: Changes) -> None:
        """Write down how everybody voted; members who were away as absent."""
        away = self.weighing.members(state) & ~self.weighing.present(state)
        noted = np.where(away, ABSENT, casts)
        who, where = np.nonzero(noted[:, games])
        cell = self.slot * len(self.rules.people) + who
        changes.assign(
            self.rules.layout["cast"].first + cell, games[where], noted[who, games[where]]
        )

    def discipline(
        self, state: State, casts: Any, games: Any, carried: Any, changes: Changes
    ) -> None:
        """What it costs to have voted with or against the result, and to have broken a pledge."""
        rules, weighing = self.rules, self.weighing
        won = np.zeros(state.games, np.int64)
        won[games] = np.where(carried, AYE, NAY)
        who, where = np.nonzero((casts == AYE) | (casts == NAY))
        with_them = casts[who, where] == won[where]
        facts = weighing.situation(state, self.slot, where)
        for name, mask in (("vote with", with_them), ("vote against", ~with_them)):
            values = [who[mask], *(fact[mask] for fact in facts)]
            rules.run(rules.effects[name], state, changes, where[mask], values)
        self.broken_pledges(state, casts, changes)

    def broken_pledges(self, state: State, casts: Any, changes: Changes) -> None:
        """A pledge not kept costs trust, in the open."""
        rules = self.rules
        if "lobby broken" not in rules.effects or not rules.effects["lobby broken"].changes:
            return
        layout, people = rules.layout, len(rules.people)
        first = layout["pledge"].row(self.slot, 0)
        pledge = state.matrix[first : first + people]
        kept = np.where(pledge > 0, AYE, NAY)
        who, games = np.nonzero((pledge != 0) & (casts != 0) & (casts != kept))
        to = state.matrix[layout["pledged_to"].row(self.slot, 0) + who, games]
        rules.run(rules.effects["lobby broken"], state, changes, games, [to, who])


class AssemblyVote(SlotVote):
    """The vote of an assembly on one motion, delegation by delegation: leaders call on their
    followers, and the delegates go along as far as `follow` says.
    """

    kind = "plenum"

    def voters(self, state: State) -> NDArray[np.bool_]:
        rules = self.rules
        waiting = self.weighing.on_table(state, self.slot, ASSEMBLY, (TABLED, TO_RATIFY))
        layout = rules.layout
        voters = np.zeros((len(rules.people), state.games), np.bool_)
        alive, party = layout["alive"], layout["in_party"]
        leaders = rules.leaders
        here = (
            state.matrix[alive.first : alive.first + leaders]
            & state.matrix[party.first : party.first + leaders]
        )
        cast = layout["cast"].row(self.slot, 0)
        silent = state.matrix[cast : cast + leaders] == 0
        voters[:leaders] = (here != 0) & silent & waiting
        return voters

    def resolve(self, state: State, picks: NDArray[np.int64]) -> State:
        rules, weighing = self.rules, self.weighing
        games = np.nonzero(weighing.on_table(state, self.slot, ASSEMBLY, (TABLED, TO_RATIFY)))[0]
        if not len(games):
            return state
        casts = self.casts(state, picks)
        who, where = np.nonzero(casts)
        noted = Changes(state.games)
        cell = self.slot * len(rules.people) + who
        noted.assign(rules.layout["cast"].first + cell, where, casts[who, where])
        state = self.finish(state, noted)
        ayes, nays, seats = self.divide(state, games)
        motions = self.subject(state)[games]
        bodies = {body.id: body for body in rules.book.bodies}
        thirds = np.array([self.needs_two_thirds(motion, bodies) for motion in rules.book.motions])
        total = ayes.sum(axis=0), nays.sum(axis=0)
        carried = np.where(thirds[motions], total[0] * 3 >= seats * 2, total[0] > total[1])
        changes, (final, lost) = self.settle(state, games, carried, *total, ratify=False)
        blocs = len(rules.book.blocs)
        for name, parts in (("part_ayes", ayes), ("part_nays", nays)):
            rows = rules.layout[name].row(self.slot, 0) + np.arange(blocs)[:, None]
            changes.assign(rows, games[None, :], parts)
        self.consequences(state, games, final, lost, changes)
        return self.finish(state, changes)

    @staticmethod
    def needs_two_thirds(motion: Any, bodies: dict[str, Any]) -> bool:
        """Whether the assembly that decides a motion needs two thirds for it."""
        deciding = motion.ratified_by or motion.body
        body = bodies[deciding]
        return bool(motion.two_thirds or body.two_thirds)

    def divide(self, state: State, games: Any) -> tuple[Any, Any, Any]:
        """Ayes and nays of every bloc (blocs, lanes), and all seats (lanes)."""
        rules, weighing = self.rules, self.weighing
        motions = self.subject(state)[games]
        facts = weighing.situation(state, self.slot, games)
        slot = np.full(len(games), self.slot)
        (stance,) = rules.evaluate(weighing.follow, state, games, [slot, *facts])
        threshold = float(rules.book.vote.threshold)
        blocs, leaders = len(rules.book.blocs), rules.leaders
        stance = spread(stance, (blocs, leaders, len(games)))
        share = np.minimum(np.maximum((stance + threshold) / (2.0 * threshold), 0.0), 1.0)
        against = np.minimum(np.maximum((threshold - stance) / (2.0 * threshold), 0.0), 1.0)
        seats = self.delegations(state, motions, games)
        ayes = np.floor(seats * share + 0.5)
        nays = np.minimum(np.floor(seats * against + 0.5), seats - ayes)
        return ayes.sum(axis=1), nays.sum(axis=1), seats.sum(axis=(0, 1))

    def delegations(self, state: State, motions: Any, games: Any) -> NDArray[np.int32]:
        """Seats of every leader's following in every bloc: the committee's, or for motions that go
        to a congress the delegates', shape (blocs, leaders, lanes).
        """
        rules = self.rules
        shape = (len(rules.book.blocs), rules.leaders, -1)
        committee, delegates = rules.layout["committee"], rules.layout["delegates"]
        bodies = {body.id: body.assembly for body in rules.book.bodies}
        to_congress = np.array(
            [
                bodies[motion.ratified_by or motion.body] == "delegates"
                for motion in rules.book.motions
            ]
        )[motions]
        seats = state.matrix[committee.first : committee.stop, games].reshape(shape)
        if to_congress.any():
            hall = state.matrix[delegates.first : delegates.stop, games].reshape(shape)
            seats = np.where(to_congress, hall, seats)
        return seats

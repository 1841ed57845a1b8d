"""Votes: how members weigh a motion, and what happens to it.

In a body of members everybody votes by name: a seat by its own pick, other members by the formula.
In an assembly every delegation divides: the delegates of a leader go along with his vote as far as
the scenario's `follow` says. Terms, thresholds and noise are the scenario's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.engine import dice
from game.engine.asks import ASSEMBLY_VOTE, BODY_VOTE, Phase, going, lives, sits
from game.engine.changes import apply, note_set
from game.engine.choice import consider
from game.engine.dice import chance, salted, triangular
from game.engine.formulas import (
    ZERO,
    Arithmetic,
    Comparison,
    Const,
    Formula,
    Pick,
    Read,
    Var,
)
from game.engine.game import PASS, Game
from game.engine.machine.kernel import Word, floor
from game.engine.program import Program
from game.engine.state import State
from game.engine.tables import single, values

if TYPE_CHECKING:
    from game.engine.rules import Rules

AYE, NAY, ABSTAIN, ABSENT = 1, 2, 3, 4
TABLED, CARRIED, LOST, WITHDRAWN, TO_RATIFY = 1, 2, 3, 4, 5
BODY, ASSEMBLY = 0, 1

NOISE = dice.site("votes: noise")
AWAY = dice.site("votes: absence")


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
        self.shared = {
            "it": it,
            **self.parties,
            **{var.name: var for var in self.constants},
            **self.lobbied,
        }
        vote = book.vote
        self.terms = Program(
            "vote terms",
            [
                rules.number(("vote", "terms", id, "value"), text, self.shared, "it")
                for id, text in vote.terms
            ],
            list(self.shared.values()),
        )
        lean = {**self.shared, "lean": Var("lean", "number")}
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
        self.follow = self._follow()
        self._tables()

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

    def _follow(self) -> Program:
        rules = self.rules
        leader = Var("it", "person", rules.leaders, axis=True)
        bloc = Var("bloc", "bloc", len(rules.book.blocs), axis=True)
        slot = Var("slot", "slot", rules.book.slots)
        cast = Read(rules.layout["cast"], (slot, leader), "number")
        aye, nay = (Comparison("==", cast, Const(float(side), "number")) for side in (AYE, NAY))
        against = Pick(nay, Const(-1.0, "number"), Const(0.0, "number"), "number")
        vote = Pick(aye, Const(1.0, "number"), against, "number")
        motion = {
            name: var for name, var in self.shared.items() if name not in ("it", "sway", "pledge")
        }
        variables: dict[str, Any] = {"it": leader, "bloc": bloc, "vote": vote, **motion}
        formula = rules.number(("vote", "follow"), rules.book.vote.follow, variables)
        return Program("follow", [formula], [slot, *motion.values()], [bloc, leader])

    def _tables(self) -> None:
        tables, it = self.rules.tables, {"it": self.shared["it"]}
        before = {**it, "before": Var("before", "number")}
        tables["terms"] = single(_sum(self.terms.formulas), it)
        tables["second_terms"] = single(_sum([before["before"], *self.second.formulas]), before)
        tables["absence"] = single(self.absent.formulas[0], it)
        put = {"mover": self.parties["mover"], "target": Var("target", "person", sure=False)}
        for place, name in enumerate(("motion_against", "motion_severity", "motion_need")):
            tables[name] = values([facts.formulas[place] for facts, _, _ in self.motions], put)
        stances = [stance.formulas[0] for _, stance, _ in self.motions]
        tables["motion_stance"] = values(stances, {**it, "target": put["target"]})
        bloc, leader = self.follow.axes
        tables["follow"] = single(self.follow.formulas[0], {"bloc": bloc, "it": leader})


def _sum(formulas: Sequence[Formula]) -> Formula:
    """The sum of formulas from the first on."""
    total: Formula = ZERO
    for formula in formulas:
        total = formula if total == ZERO else Arithmetic("+", total, formula)
    return total


def vote_effects(rules: Rules, weighing: Weighing) -> None:
    """The effects of motions and votes."""
    people = len(rules.people)
    actor = {"actor": Var("actor", "person", people)}
    base = {**actor, **weighing.parties, **{var.name: var for var in weighing.constants}}
    aimed = {**actor, "target": Var("target", "person", sure=False)}
    vote, tables = rules.book.vote, rules.tables
    for outcome in ("passed", "failed"):
        found = []
        for motion in rules.book.motions:
            variables = {**base, **rules.target_variable(motion.target.kind)}
            path = ("motions", motion.id, outcome)
            effects = motion.passed if outcome == "passed" else motion.failed
            found.append(rules.at_once(f"{motion.id} {outcome}", path, effects, variables))
        tables[f"motion_{outcome}"] = values(found, aimed)
    for name, place, effects in (
        ("carried", "carried", vote.carried),
        ("lost", "lost", vote.lost),
        ("with", "with_majority", vote.with_majority),
        ("against", "against_majority", vote.against_majority),
    ):
        found_one = rules.at_once(f"vote {name}", ("vote", place), effects, base)
        tables[f"vote_{name}"] = single(found_one, actor)


class SlotVote(Phase):
    """What the two kinds of vote share: one motion, three answers, stances as appeals."""

    verbs = ("abstain", "aye", "nay")

    def __init__(self, rules: Rules, step: int, steps: int) -> None:
        super().__init__(rules, step, steps)
        self.slot = step

    def subject(self, state: State) -> NDArray[np.int64]:
        first = self.rules.layout["table_motion"].first
        return state.matrix[first + self.slot].astype(np.int64) - 1

    def noise(self) -> float:
        return 0.0


class BodyVote(SlotVote):
    """The vote of the member body on one motion, by name. The chair breaks a tie where declared."""

    kind = "vote"
    number = BODY_VOTE


class AssemblyVote(SlotVote):
    """The vote of an assembly on one motion, delegation by delegation: leaders call on their
    followers, and the delegates go along as far as `follow` says.
    """

    kind = "plenum"
    number = ASSEMBLY_VOTE

    @staticmethod
    def needs_two_thirds(motion: Any, bodies: dict[str, Any]) -> bool:
        """Whether the assembly that decides a motion needs two thirds for it."""
        deciding = motion.ratified_by or motion.body
        body = bodies[deciding]
        return bool(motion.two_thirds or body.two_thirds)


def chair_of(rules: Rules) -> Program:
    """Who chairs the voting body; also a table for the kernels."""
    body = rules.member_bodies[rules.core]
    found = rules.person(("bodies", body.id, "chair"), body.chair)
    rules.tables["chair"] = single(found)
    return Program("chair", [found])


# -------------------------------------------------------------------- kernels: weighing


def waits(game: Game, slot: int, venue: int) -> bool:
    """Whether the motion in a place on the table waits for a venue."""
    return (
        going(game)
        and game.c[game.table_fate + slot] == TABLED
        and game.c[game.table_venue + slot] == venue
    )


def load_motion(game: Game, slot: int) -> None:
    """Make the motion in a place on the table the one that formulas are about."""
    motion = game.c[game.table_motion + slot] - 1
    mover, topic = game.c[game.table_mover + slot], game.c[game.table_topic + slot]
    game.slot = slot
    game.mover = mover
    game.topic = topic
    game.against = game.motion_against(motion, mover, topic)
    game.severity = game.motion_severity(motion, mover, topic)
    game.need = game.motion_need(motion, mover, topic)
    game.hostile = float(game.motion_hostile[motion])
    for issue in range(game.issues):
        game.direction[issue] = game.motion_direction[motion * game.issues + issue]


def first_sum(game: Game, slot: int, person: int) -> float:
    """A person's first terms about the loaded motion, with its own stance."""
    motion = game.c[game.table_motion + slot] - 1
    load_word(game, slot, person)
    total = game.terms(person)
    if game.motion_has_stance[motion] != 0:
        total += game.motion_stance(motion, person, game.topic)
    return total + bound(game, person)


def load_word(game: Game, slot: int, person: int) -> None:
    """What was said to a person about a motion, and what he promised."""
    cell = slot * game.people + person
    game.swayed = game.c[game.sway + cell] / game.sway_scale
    game.pledged = float(game.c[game.pledge + cell])


def bound(game: Game, person: int) -> float:
    """A mover is for his motion, and whom a hostile one is aimed at is against it."""
    value = 0.0
    if person == game.mover:
        value += 100.0
    if person == game.against and game.hostile == 1.0:
        value -= 100.0
    return value


def take_stances(game: Game, slot: int) -> None:
    """The stances of all voters to a motion on the table, without noise."""
    load_motion(game, slot)
    total = 0.0
    count = 0
    for person in range(game.people):
        if game.voter[person] != 0:
            found = first_sum(game, slot, person)
            game.stance[person] = found
            cut = min(max(found / game.vote_scale, -1.0), 1.0)
            total += floor(cut * 1024.0 + 0.5)
            count += 1
    game.lean = total / 1024.0 / max(count, 1)
    for person in range(game.people):
        if game.voter[person] != 0:
            game.stance[person] = with_second(game, slot, person, game.stance[person])


def with_second(game: Game, slot: int, person: int, first: float) -> float:
    """A person's stance: the first sum, and the terms that read how the voters lean."""
    if game.has_second == 0:
        return first
    load_word(game, slot, person)
    return game.second_terms(person, first)


def add_noise(game: Game, slot: int) -> None:
    """What nobody can foresee of the voters' stances."""
    salt = salted(game, game.key, NOISE + Word(slot))
    for person in range(game.people):
        if game.voter[person] != 0:
            game.stance[person] += triangular(game, salt, person) * game.vote_noise
        else:
            game.stance[person] = 0.0


# -------------------------------------------------------------------- kernels: the vote


def find_present(game: Game) -> None:
    """Living full members, 1 for those who are there and 2 for those who are away. Whoever looks
    ahead from this very ask is there.
    """
    for person in range(game.people):
        game.present[person] = 0
        if lives(game, person) and sits(game, person):
            game.present[person] = 1
            if game.has_absence != 0 and person + 1 != game.here:
                risk = game.absence(person)
                if chance(game, AWAY, person) < risk:
                    game.present[person] = 2


def prepare_vote(game: Game, slot: int) -> None:
    """Those present weigh a motion that waits for the body."""
    if not waits(game, slot, BODY):
        return
    find_present(game)
    for person in range(game.people):
        game.voter[person] = game.present[person] == 1
    take_stances(game, slot)
    add_noise(game, slot)
    ask_voters(game)


def prepare_assembly(game: Game, slot: int) -> None:
    """Leaders who have not voted yet weigh a motion that waits for an assembly."""
    if not waits_for_assembly(game, slot):
        return
    for person in range(game.people):
        game.voter[person] = (
            person < game.leaders
            and lives(game, person)
            and game.c[game.in_party + person] != 0
            and game.c[game.cast + slot * game.people + person] == 0
        )
    take_stances(game, slot)
    add_noise(game, slot)
    ask_voters(game)


def waits_for_assembly(game: Game, slot: int) -> bool:
    """Whether a motion was sent to an assembly, by itself or to be ratified."""
    fate = game.c[game.table_fate + slot]
    return (
        going(game) and game.c[game.table_venue + slot] == ASSEMBLY and fate in (TABLED, TO_RATIFY)
    )


def ask_voters(game: Game) -> None:
    """Voters who hold a seat are asked."""
    for seat in range(game.seats):
        if game.voter[seat] != 0:
            game.asked[seat] = 1


def weigh_vote(game: Game, seat: int) -> None:
    """Abstain, aye, nay by the seat's stance."""
    consider(game, seat, PASS, game.vote_threshold)
    consider(game, seat, 1, game.stance[seat])
    consider(game, seat, 2, -game.stance[seat])


def cast_of(game: Game, person: int) -> int:
    """How a voter votes: a seat by its pick, others by their stance."""
    if game.voter[person] == 0:
        return 0
    if person < game.seats:
        picked = game.verb[person]
        return AYE if picked == 1 else NAY if picked == 2 else ABSTAIN
    if game.stance[person] > game.vote_threshold:
        return AYE
    return NAY if game.stance[person] < -game.vote_threshold else ABSTAIN


def resolve_vote(game: Game, slot: int) -> None:
    """Count the body's vote and do what follows."""
    if not waits(game, slot, BODY):
        return
    ayes = 0
    nays = 0
    for person in range(game.people):
        side = cast_of(game, person)
        ayes += int(side == AYE)
        nays += int(side == NAY)
        game.voice[person] = side
    carried = body_carries(game, ayes, nays)
    motion = game.c[game.table_motion + slot] - 1
    to_ratify = carried and game.motion_ratified[motion] != 0
    note_set(game, game.table_venue + slot, ASSEMBLY if to_ratify else BODY)
    note_result(game, slot, TO_RATIFY if to_ratify else CARRIED if carried else LOST, ayes, nays)
    note_casts(game, slot)
    load_motion(game, slot)
    if not to_ratify:
        consequences(game, slot, carried)
    discipline(game, slot, carried)
    apply(game)


def body_carries(game: Game, ayes: int, nays: int) -> bool:
    """Whether a member body carries a motion."""
    if ayes == 0:
        return False
    if game.two_thirds != 0:
        return ayes * 3 >= (ayes + nays) * 2
    if ayes == nays and game.chair_breaks_tie != 0:
        chair = game.chair()
        return chair >= 0 and game.voice[chair] == AYE
    return ayes > nays


def note_result(game: Game, slot: int, fate: int, ayes: int, nays: int) -> None:
    """Note what became of a motion."""
    note_set(game, game.table_fate + slot, fate)
    note_set(game, game.table_ayes + slot, ayes)
    note_set(game, game.table_nays + slot, nays)


def note_casts(game: Game, slot: int) -> None:
    """Note how everybody voted; members who were away as absent."""
    for person in range(game.people):
        side = ABSENT if game.present[person] == 2 else game.voice[person]
        if side != 0:
            note_set(game, game.cast + slot * game.people + person, side)


def consequences(game: Game, slot: int, carried: bool) -> None:
    """Note what a motion does that was carried or lost at last."""
    motion, mover = game.c[game.table_motion + slot] - 1, game.c[game.table_mover + slot]
    if carried:
        note_set(game, game.carried + motion, game.turn)
    note_set(game, game.closed + motion, game.turn + game.motion_closed_for[motion])
    note_set(game, game.closed_topic + motion, game.topic)
    if carried:
        game.motion_passed(motion, mover, game.topic)
        game.vote_carried(mover)
    else:
        game.motion_failed(motion, mover, game.topic)
        game.vote_lost(mover)


def discipline(game: Game, slot: int, carried: bool) -> None:
    """What it costs to have voted with or against the result, and to have broken a pledge."""
    won = AYE if carried else NAY
    for person in range(game.people):
        side = game.voice[person]
        if side == won:
            game.vote_with(person)
        elif side in (AYE, NAY):
            game.vote_against(person)
    if game.has_broken == 0:
        return
    for person in range(game.people):
        cell = slot * game.people + person
        pledge, side = game.c[game.pledge + cell], game.voice[person]
        kept = AYE if pledge > 0 else NAY
        if pledge != 0 and side not in (0, kept):
            game.lobby_broken(game.c[game.pledged_to + cell], person)


# -------------------------------------------------------------------- kernels: assemblies


def resolve_assembly(game: Game, slot: int, hall: int) -> None:
    """Divide an assembly: the committee (`hall` 0), a congress for motions that go to one (1)."""
    if not waits_for_assembly(game, slot):
        return
    motion = game.c[game.table_motion + slot] - 1
    for person in range(game.people):
        side = cast_of(game, person)
        if side != 0:
            game.c[game.cast + slot * game.people + person] = side
    load_motion(game, slot)
    row = game.committee
    if hall != 0 and game.motion_hall[motion] != 0:
        row = game.delegates
    ayes = 0
    nays = 0
    seats = 0
    for bloc in range(game.blocs):
        game.ayes[bloc] = 0
        game.nays[bloc] = 0
        for leader in range(game.leaders):
            seats += divide(game, bloc, leader, game.c[row + bloc * game.leaders + leader])
        ayes += game.ayes[bloc]
        nays += game.nays[bloc]
        note_set(game, game.part_ayes + slot * game.blocs + bloc, game.ayes[bloc])
        note_set(game, game.part_nays + slot * game.blocs + bloc, game.nays[bloc])
    carried = ayes > nays
    if game.motion_thirds[motion] != 0:
        carried = ayes * 3 >= seats * 2
    note_set(game, game.table_venue + slot, ASSEMBLY)
    note_result(game, slot, CARRIED if carried else LOST, ayes, nays)
    consequences(game, slot, carried)
    apply(game)


def divide(game: Game, bloc: int, leader: int, seats: int) -> int:
    """Add a leader's delegates in a bloc to its ayes and nays; gives how many there are."""
    if seats == 0:
        return 0
    stance, width = game.follow(bloc, leader), 2.0 * game.vote_threshold
    share = min(max((stance + game.vote_threshold) / width, 0.0), 1.0)
    other = min(max((game.vote_threshold - stance) / width, 0.0), 1.0)
    ayes = int(floor(seats * share + 0.5))
    game.ayes[bloc] += ayes
    game.nays[bloc] += min(int(floor(seats * other + 0.5)), seats - ayes)
    return seats

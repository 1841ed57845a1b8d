"""How a vote will go, as one seat believes: every member's stance with its terms, and the odds.

A member's stance is what the seat can work out, give or take the vote's noise. What it knows only
as a band widens that noise to the same variance; what may have been said to him unheard is weighed
by how often the seat imagines it (`unheard.py`). Members are then combined exactly, one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, sqrt
from typing import Any, TypeAlias

from game.briefing.eyes import NO_KEY, Eyes
from game.briefing.unheard import Word
from game.engine.knowledge import Known
from game.engine.program import Program
from game.engine.rules import Rules
from game.engine.votes import (
    ABSENT,
    ABSTAIN,
    ASSEMBLY,
    AYE,
    NAY,
    TABLED,
    TO_RATIFY,
    AssemblyVote,
)

Counts: TypeAlias = dict[tuple[int, int], float]
"""Ayes and nays -> probability."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion on the table: where it stands and what it is."""

    slot: int
    number: int
    topic: int
    mover: int
    venue: int
    fate: int
    ayes: int
    nays: int


@dataclass(frozen=True, slots=True)
class Stance:
    """How a person is believed to stand: every term, their sum, and how sure that is. `there` are
    the shares of aye, nay and abstaining if he is there; `guessed` says of every term whether it
    rests on what may have been said unheard.
    """

    person: int
    terms: tuple[float, ...]
    total: float
    width: float
    there: tuple[float, float, float]
    away: float
    guessed: tuple[bool, ...] = ()

    @property
    def aye(self) -> float:
        """The chance of an aye, 0 to 1."""
        return self.there[0] * (1.0 - self.away)

    @property
    def nay(self) -> float:
        """The chance of a nay."""
        return self.there[1] * (1.0 - self.away)

    @property
    def abstain(self) -> float:
        """The chance that he is there and does not vote."""
        return self.there[2] * (1.0 - self.away)


def motions(eyes: Eyes) -> list[Motion]:
    """The motions on the table."""
    slots = range(eyes.rules.book.slots)
    names = ("motion", "topic", "mover", "venue", "fate", "ayes", "nays")
    found = []
    for slot in slots:
        number, *rest = (eyes.count(f"table_{name}", slot) for name in names)
        if number > 0:
            found.append(Motion(slot, number - 1, *rest))
    return found


def above(x: float, width: float) -> float:
    """The chance that a triangular number in (-width, width) is greater than x."""
    if width <= 0:
        return float(x < 0)
    t = min(max(x / width, -1.0), 1.0)
    return (1 - t) ** 2 / 2 if t >= 0 else 1 - (1 + t) ** 2 / 2


class Forecast:
    """Weighs motions with the rules' own formulas, read by one seat."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.weighing = rules.turn.weighing

    # ---------------------------------------------------------------- one member

    def facts(self, eyes: Eyes, motion: Motion) -> list[Any]:
        """Mover, against and the constants of a motion, as the terms take them."""
        return self.facts_of(eyes, motion.number, motion.topic, motion.mover)

    def facts_of(self, eyes: Eyes, number: int, topic: int, mover: int) -> list[Any]:
        """The same for a motion that may not be on the table."""
        declared = self.rules.book.motions[number]
        put = [topic] if declared.target.kind != "none" else []
        against, severity, need = eyes.run(self.weighing.motions[number][0], mover, *put)
        direction = declared.direction or (0.0,) * len(self.rules.book.issues)
        return [mover, against, severity, float(declared.hostile), need, *direction]

    def swayed(
        self, eyes: Eyes, motion: Motion, person: int, sway: float, pledge: int
    ) -> dict[int, Stance]:
        """The stances of the members if a person's sway moved by so much and, with a pledge of 1 or
        -1, he had promised his vote.
        """
        layout, known = self.rules.layout, eyes.known
        block, row = layout["sway"], layout["sway"].row(motion.slot, person)
        moved = {row: block.store(block.read(known.column[row]) + sway)}
        if pledge:
            moved[layout["pledge"].row(motion.slot, person)] = pledge
        column, low, high = (_changed(values, moved) for values in (known.column, *eyes.bounds()))
        told = Eyes(
            self.rules,
            eyes.seat,
            Known(column, known.exact),
            eyes.clock,
            edges=(low, high),
            unheard=eyes.unheard,
            pause=eyes.pause,
        )
        return self.stances(told, motion, self.members(told))

    def stances(self, eyes: Eyes, motion: Motion, people: Sequence[int]) -> dict[int, Stance]:
        """The stances of those who will vote, as the seat believes them."""
        facts = self.facts(eyes, motion)
        low, high = eyes.bounds()
        words = {p: self.words(eyes, motion, p) for p in people}
        first = {
            p: [self.first_terms(eyes.column, eyes, motion, facts, p, word) for word in words[p]]
            for p in people
        }
        lean = self.lean(
            [
                sum(word.share * sum(terms) for word, terms in zip(words[p], first[p], strict=True))
                for p in people
            ]
        )
        risk = self.risk(eyes, people)
        found = {}
        for person in people:
            edges = [
                self.first_terms(column, eyes, motion, facts, person, words[person][0])
                for column in (low, high)
            ]
            error = sum(((b - a) / 2) ** 2 for a, b in zip(*edges, strict=True))
            width = sqrt(self.rules.book.vote.noise**2 + 2 * error)
            parts = []
            for word, terms in zip(words[person], first[person], strict=True):
                every = (*terms, *self.second_terms(eyes, facts, person, word, lean))
                parts.append((word.share, self.shares(person, every, width, risk[person])))
            found[person] = blended(parts)
        return found

    def words(self, eyes: Eyes, motion: Motion, person: int) -> tuple[Word, ...]:
        """What was said to a person about a motion and what he promised, as the seat knows it and
        as it may be beside that.
        """
        layout, column = self.rules.layout, eyes.column
        sway = layout["sway"].read(column[layout["sway"].row(motion.slot, person)])
        pledge = column[layout["pledge"].row(motion.slot, person)]
        others = eyes.unheard.get((motion.slot, person), ())
        if not others or motion.fate not in (TABLED, TO_RATIFY):
            return (Word(1.0, sway, pledge),)
        return tuple(Word(one.share, sway + one.sway, pledge or one.pledge) for one in others)

    def first_terms(
        self,
        column: Sequence[int],
        eyes: Eyes,
        motion: Motion,
        facts: list[Any],
        person: int,
        word: Word,
    ) -> list[float]:
        """Every first term, the motion's own stance, and what mover and target are bound to."""
        clock = eyes.clock
        values = [person, *facts, word.sway, float(word.pledge)]
        terms = [float(t) for t in self.weighing.terms.plain(column, NO_KEY, clock, *values)]
        declared = self.rules.book.motions[motion.number]
        own = 0.0
        if declared.stance != 0:
            program: Program = self.weighing.motions[motion.number][1]
            put = [motion.topic] if declared.target.kind != "none" else []
            given = [person, motion.mover, *put, *facts[1:]]
            (own,) = program.plain(column, NO_KEY, clock, *given)
        bound = 100.0 * (person == motion.mover) - 100.0 * (person == facts[1] and facts[3] == 1)
        return [*terms, float(own), bound]

    def second_terms(
        self, eyes: Eyes, facts: list[Any], person: int, word: Word, lean: float
    ) -> tuple[float, ...]:
        """The second terms, which read how the others lean."""
        if not self.rules.book.vote.second:
            return ()
        values = [person, *facts, word.sway, float(word.pledge), lean]
        second = self.weighing.second.plain(eyes.column, NO_KEY, eyes.clock, *values)
        return tuple(float(term) for term in second)

    def lean(self, totals: Sequence[float]) -> float:
        """The mean of the voters' first sums, each cut to -1..1 at the declared scale."""
        scale = float(self.rules.book.vote.scale)
        parts = [floor(min(max(total / scale, -1.0), 1.0) * 1024 + 0.5) for total in totals]
        return sum(parts) / 1024 / max(1, len(parts))

    def risk(self, eyes: Eyes, people: Sequence[int]) -> dict[int, float]:
        """The chance that each person is away, 0 to 1."""
        if self.rules.book.vote.absent == 0:
            return dict.fromkeys(people, 0.0)
        found = {}
        for person in people:
            (percent,) = eyes.run(self.weighing.absent, person)
            found[person] = min(max(float(percent) / 100, 0.0), 1.0)
        return found

    def shares(self, person: int, terms: tuple[float, ...], width: float, risk: float) -> Stance:
        """The chances of aye, nay and abstaining of one who is there with chance 1 - risk."""
        total, threshold = sum(terms), float(self.rules.book.vote.threshold)
        aye = above(threshold - total, width)
        nay = 1.0 - above(-threshold - total, width)
        there = aye, nay, max(0.0, 1.0 - aye - nay)
        return Stance(person, terms, total, width, there, risk)

    def certain(self, person: int, cast: int) -> Stance:
        """The stance of one who is there and whose aye, nay or abstention is certain."""
        beyond = float(self.rules.book.vote.threshold) + 1
        total = {AYE: beyond, NAY: -beyond}.get(cast, 0.0)
        return self.shares(person, (total,), 0.0, 0.0)

    # ---------------------------------------------------------------- a body of members

    def members(self, eyes: Eyes) -> list[int]:
        """The living full members of the voting body."""
        return [p for p in range(len(self.rules.people)) if eyes.member(self.rules.core, p)]

    def chair(self, eyes: Eyes) -> int:
        """Who chairs the voting body, -1 for nobody."""
        return int(eyes.run(self.rules.turn.chair)[0])

    def carries(self, eyes: Eyes, stances: Mapping[int, Stance]) -> float:
        """The chance that the body carries a motion."""
        body = self.rules.member_bodies[self.rules.core]
        chair = self.chair(eyes) if body.chair_breaks_tie and not body.two_thirds else -1
        odds = {p: _odds(stance) for p, stance in stances.items()}
        rest = convolved(share for person, share in odds.items() if person != chair)
        casts = odds.get(chair, {(0, 0): 1.0})
        chance = 0.0
        for (aye, nay), weight in casts.items():
            for (ayes, nays), part in rest.items():
                for_it, against = ayes + aye, nays + nay
                if self.won(for_it, against, two_thirds=body.two_thirds, tie=aye == 1):
                    chance += weight * part
        return min(1.0, chance)

    @staticmethod
    def won(ayes: int, nays: int, *, two_thirds: bool, tie: bool) -> bool:
        """Whether so many ayes and nays carry a motion of a member body."""
        if two_thirds:
            return ayes > 0 and ayes * 3 >= (ayes + nays) * 2
        return ayes > nays or (tie and ayes == nays and ayes > 0)

    # ---------------------------------------------------------------- an assembly

    def speakers(self, eyes: Eyes) -> list[int]:
        """The leaders who can call on their followers."""
        leaders = range(self.rules.leaders)
        return [p for p in leaders if eyes.alive(p) and eyes.count("in_party", p)]

    def delegations(self, eyes: Eyes, motion: Motion) -> list[list[int]]:
        """Seats of every leader in every bloc in the assembly that decides a motion: of the
        committee, or of a congress; changes of the narrow body are the committee's.
        """
        declared = self.rules.book.motions[motion.number]
        bodies = {body.id: body.assembly for body in self.rules.book.bodies}
        congress = self.rules.book.congress
        elects = congress is not None and declared.id in congress.motions
        hall = bodies.get(declared.ratified_by or declared.body) == "delegates" and not elects
        name = "delegates" if hall else "committee"
        blocs, leaders = range(len(self.rules.book.blocs)), range(self.rules.leaders)
        return [[eyes.count(name, bloc, leader) for leader in leaders] for bloc in blocs]

    def division(
        self, eyes: Eyes, motion: Motion, leader: int, cast: int, seats: Sequence[Sequence[int]]
    ) -> list[tuple[int, int]]:
        """Ayes and nays of a leader's delegates in every bloc when he votes like that."""
        layout = self.rules.layout
        column = list(eyes.column)
        column[layout["cast"].row(motion.slot, leader)] = cast
        facts = self.facts(eyes, motion)
        threshold = float(self.rules.book.vote.threshold)
        found = []
        for bloc, row in enumerate(seats):
            ayes = nays = 0
            if row[leader]:
                values = [bloc, leader, motion.slot, *facts]
                (stance,) = self.weighing.follow.plain(column, NO_KEY, eyes.clock, *values)
                share = min(max((stance + threshold) / (2 * threshold), 0.0), 1.0)
                other = min(max((threshold - stance) / (2 * threshold), 0.0), 1.0)
                ayes = floor(row[leader] * share + 0.5)
                nays = min(floor(row[leader] * other + 0.5), row[leader] - ayes)
            found.append((ayes, nays))
        return found

    def assembly(
        self, eyes: Eyes, motion: Motion, stances: Mapping[int, Stance]
    ) -> tuple[float, list[tuple[int, int]], int]:
        """The chance that an assembly carries a motion, the ayes and nays to be expected from
        every bloc, and its seats.
        """
        seats = self.delegations(eyes, motion)
        bodies = {body.id: body for body in self.rules.book.bodies}
        declared = self.rules.book.motions[motion.number]
        total = sum(map(sum, seats))
        expected = [[0.0, 0.0] for _ in seats]
        parts: list[Counts] = []
        for leader in range(self.rules.leaders):
            odds = self.votes_of(eyes, motion, leader, stances)
            sums: Counts = {}
            for cast, weight in odds.items():
                parted = self.division(eyes, motion, leader, cast, seats)
                key = sum(a for a, _ in parted), sum(n for _, n in parted)
                sums[key] = sums.get(key, 0.0) + weight
                for bloc, (ayes, nays) in enumerate(parted):
                    expected[bloc][0] += weight * ayes
                    expected[bloc][1] += weight * nays
            parts.append(sums)
        thirds = AssemblyVote.needs_two_thirds(declared, bodies)
        chance = sum(
            part
            for (ayes, nays), part in convolved(parts).items()
            if (ayes * 3 >= total * 2 if thirds else ayes > nays)
        )
        return min(1.0, chance), [(round(a), round(n)) for a, n in expected], total

    def votes_of(
        self, eyes: Eyes, motion: Motion, leader: int, stances: Mapping[int, Stance]
    ) -> dict[int, float]:
        """How a leader will have voted when the assembly divides: cast -> chance. There everybody
        speaks for his delegates, whoever is away from the narrow body.
        """
        cast = eyes.count("cast", motion.slot, leader)
        if cast:
            return {cast: 1.0}
        stance = stances.get(leader)
        if stance is None:
            return {0: 1.0}
        odds = zip((AYE, NAY, ABSTAIN), stance.there, strict=True)
        return {vote: weight for vote, weight in odds if weight > 0.004}

    @staticmethod
    def in_assembly(motion: Motion) -> bool:
        """Whether a motion waits for an assembly, or was decided there."""
        return motion.venue == ASSEMBLY


def blended(parts: Sequence[tuple[float, Stance]]) -> Stance:
    """One person's stance where it may be one of several, each with its share."""
    (_, stance), *others = parts
    if not others:
        return stance
    terms = tuple(
        sum(share * term for (share, _), term in zip(parts, each, strict=True))
        for each in zip(*(one.terms for _, one in parts), strict=True)
    )
    guessed = tuple(
        len(set(each)) > 1 for each in zip(*(one.terms for _, one in parts), strict=True)
    )
    aye, nay, abstain = (sum(share * one.there[n] for share, one in parts) for n in range(3))
    return replace(
        stance, terms=terms, total=sum(terms), there=(aye, nay, abstain), guessed=guessed
    )


def _changed(column: Sequence[int], rows: Mapping[int, int]) -> list[int]:
    """A column with some rows set."""
    found = list(column)
    for row, count in rows.items():
        found[row] = count
    return found


def _odds(stance: Stance) -> Counts:
    silent = stance.abstain + stance.away
    return {(1, 0): stance.aye, (0, 1): stance.nay, (0, 0): silent}


def convolved(parts: Iterable[Counts]) -> Counts:
    """The distribution of the sum of independent counts."""
    total: Counts = {(0, 0): 1.0}
    for part in parts:
        new: Counts = {}
        for (ayes, nays), weight in total.items():
            for (aye, nay), share in part.items():
                if share > 0:
                    key = ayes + aye, nays + nay
                    new[key] = new.get(key, 0.0) + weight * share
        total = new
    return total


CASTS = {0: "", AYE: "aye", NAY: "nay", ABSTAIN: "abstain", ABSENT: "absent"}
"""How a vote is written."""

"""The motions on the table: the forecast of each vote member by member, or how it went."""

from __future__ import annotations

from collections.abc import Mapping

from game.briefing.eyes import Eyes
from game.briefing.forecast import CASTS, Motion, Stance, motions
from game.briefing.model import Consequence, Division, MotionView, Reason, Tally, Voice
from game.briefing.tools import Tools
from game.briefing.words import fill, flat
from game.engine.notation import target_text
from game.engine.votes import AYE, CARRIED, LOST, NAY, TABLED, TO_RATIFY, WITHDRAWN

OWN = "The matter itself"
MOVES = "One's own motion"
AGAINST = "Aimed at oneself"
_LEAST = 0.05


class Table:
    """Tells the motions of one scenario."""

    def __init__(self, tools: Tools) -> None:
        self.rules = tools.rules
        self.words = words = tools.words
        self.forecast = tools.forecast
        self.consequences = tools.consequences
        vote = words.content.vote
        self.first = [term.label for term in vote.terms.values()] if vote else []
        self.second = [term.label for term in vote.second.values()] if vote else []

    def views(self, eyes: Eyes) -> tuple[MotionView, ...]:
        """All motions on the table."""
        return tuple(self.view(eyes, motion) for motion in motions(eyes))

    # ---------------------------------------------------------------- words

    def label(self, eyes: Eyes, motion: Motion) -> str:
        """A motion with its target."""
        against = self.forecast.facts(eyes, motion)[1]
        return self.named(motion.number, motion.topic, motion.mover, against)

    def named(self, number: int, topic: int, mover: int, against: int) -> str:
        """A motion's label with everybody's names."""
        declared = self.rules.book.motions[number]
        holes = self.words.holes(declared.target.kind, topic)
        for name, person in (("mover", mover), ("actor", mover), ("against", against)):
            if person >= 0:
                holes[name] = self.words.label("person", person)
        return fill(self.words.content.motions[declared.id].label, **holes)

    def venue(self, motion: Motion) -> str:
        """The id of the body that decides a motion now."""
        declared = self.rules.book.motions[motion.number]
        if not self.forecast.in_assembly(motion):
            return self.rules.member_bodies[self.rules.core].id
        assemblies = {body.id for body in self.rules.book.bodies if body.assembly}
        deciding = declared.ratified_by or declared.body
        if deciding in assemblies:
            return deciding
        sitting = [body.id for body in self.rules.book.bodies if body.assembly == "committee"]
        return sitting[0] if sitting else deciding

    def needed(self, motion: Motion, total: int) -> str:
        """What carries it, in words."""
        declared = self.rules.book.motions[motion.number]
        body = next(b for b in self.rules.book.bodies if b.id == self.venue(motion))
        if self.forecast.in_assembly(motion):
            thirds = declared.two_thirds or body.two_thirds
            return f"two thirds of {total} seats" if thirds else "more ayes than nays"
        words = "two thirds of the votes cast" if body.two_thirds else "more ayes than nays"
        if body.chair_breaks_tie and not body.two_thirds:
            words += "; the chair breaks a tie"
        if declared.ratified_by:
            label = self.words.content.bodies[declared.ratified_by].label
            words += f"; then the {self.words.inside(label).removeprefix('the ')} must confirm it"
        return words

    # ---------------------------------------------------------------- one motion

    def view(self, eyes: Eyes, motion: Motion) -> MotionView:
        """A motion as the seat sees it."""
        hall = self.forecast.in_assembly(motion)
        voters = self.forecast.speakers(eyes) if hall else self.forecast.members(eyes)
        stances = self.forecast.stances(eyes, motion, voters)
        decided = motion.fate in (CARRIED, LOST)
        divisions: tuple[Division, ...] = ()
        total = 0
        if hall:
            chance, parts, total = self.forecast.assembly(eyes, motion, stances)
            if decided:
                blocs = range(len(self.rules.book.blocs))
                names = ("part_ayes", "part_nays")
                parts = [tuple(eyes.count(n, motion.slot, b) for n in names) for b in blocs]  # type: ignore[misc]
            seats = self.forecast.delegations(eyes, motion)
            divisions = self.divisions(parts, [sum(row) for row in seats])
            ayes, nays = sum(a for a, _ in parts), sum(n for _, n in parts)
        else:
            chance = self.forecast.carries(eyes, stances)
            ayes, nays = leanings(stances)
        if decided:
            chance, ayes, nays = float(motion.fate == CARRIED), motion.ayes, motion.nays
        declared = self.rules.book.motions[motion.number]
        label = self.label(eyes, motion)
        return MotionView(
            slot=motion.slot,
            id=declared.id,
            label=label,
            mover=self.rules.people[motion.mover] if motion.mover >= 0 else "",
            mover_label=self.words.label("person", motion.mover),
            venue=self.venue(motion),
            venue_label=self.words.content.bodies[self.venue(motion)].label,
            state=self.state(motion),
            why=flat(self.words.content.motions[declared.id].why),
            chance=round(100 * chance),
            ayes=ayes,
            nays=nays,
            needed=self.needed(motion, total),
            by_own=self.by_own(eyes, motion, stances),
            voices=self.voices(eyes, motion, stances),
            divisions=divisions,
            consequences=self.if_carried(eyes, motion.number, motion.topic, motion.mover),
            title=self.words.motion_title(declared.target.kind, motion.topic, label),
        )

    def tally(self, eyes: Eyes, stances: Mapping[int, Stance]) -> Tally:
        """How a body of members with these stances would divide."""
        return Tally(*leanings(stances), round(100 * self.forecast.carries(eyes, stances)))

    def tally_if(
        self, eyes: Eyes, motion: Motion, stances: Mapping[int, Stance], cast: int
    ) -> Tally:
        """How the division is to be expected if the seat votes like that."""
        voting = {**stances, eyes.seat: self.forecast.certain(eyes.seat, cast)}
        if not self.forecast.in_assembly(motion):
            return self.tally(eyes, voting)
        chance, parts, _ = self.forecast.assembly(eyes, motion, voting)
        return Tally(sum(a for a, _ in parts), sum(n for _, n in parts), round(100 * chance))

    def by_own(
        self, eyes: Eyes, motion: Motion, stances: Mapping[int, Stance]
    ) -> tuple[int, int] | None:
        """The chance in percent with the seat's aye and with its nay, if its vote is to give."""
        if not self.is_to_give(eyes, motion, stances):
            return None
        aye, nay = (self.tally_if(eyes, motion, stances, cast).chance for cast in (AYE, NAY))
        return aye, nay

    def is_to_give(self, eyes: Eyes, motion: Motion, stances: Mapping[int, Stance]) -> bool:
        """Whether the seat will be asked for its vote on a motion."""
        own = stances.get(eyes.seat)
        if own is None or motion.fate not in (TABLED, TO_RATIFY):
            return False
        there = own.away < 1 or self.forecast.in_assembly(motion)
        return there and not eyes.count("cast", motion.slot, eyes.seat)

    def state(self, motion: Motion) -> str:
        """tabled, carried, lost, withdrawn or referred."""
        declared = self.rules.book.motions[motion.number]
        if motion.fate in (CARRIED, LOST, WITHDRAWN):
            return {CARRIED: "carried", LOST: "lost", WITHDRAWN: "withdrawn"}[motion.fate]
        own = self.rules.member_bodies[self.rules.core].id
        moved_on = self.forecast.in_assembly(motion) and declared.body == own
        return "referred" if moved_on or motion.fate == TO_RATIFY else "tabled"

    def if_carried(
        self, eyes: Eyes, number: int, topic: int, mover: int
    ) -> tuple[Consequence, ...]:
        """What a motion does if it is carried."""
        declared = self.rules.book.motions[number]
        put = [topic] if declared.target.kind != "none" else []
        facts = self.forecast.facts_of(eyes, number, topic, mover)
        return self.consequences.tell(eyes, f"{declared.id} passed", mover, *facts, *put)

    def divisions(self, parts: list[tuple[int, int]], seats: list[int]) -> tuple[Division, ...]:
        """Every delegation's votes."""
        found = []
        for number, ((ayes, nays), total) in enumerate(zip(parts, seats, strict=True)):
            bloc = self.rules.book.blocs[number].id
            silent = max(0, total - ayes - nays)
            found.append(Division(bloc, self.words.label("bloc", number), ayes, nays, silent))
        return tuple(found)

    # ---------------------------------------------------------------- voices

    def voices(
        self, eyes: Eyes, motion: Motion, stances: Mapping[int, Stance]
    ) -> tuple[Voice, ...]:
        """Every voter's expected vote, or the one cast, with the reasons."""
        against = self.forecast.facts(eyes, motion)[1]
        own = eyes.seat if self.is_to_give(eyes, motion, stances) else -1
        found = []
        for person, stance in stances.items():
            found.append(
                Voice(
                    person=self.rules.people[person],
                    label=self.words.label("person", person),
                    aye=round(100 * stance.aye),
                    nay=round(100 * stance.nay),
                    abstain=round(100 * stance.abstain),
                    leaning=_leaning(stance),
                    terms=self.reasons(stance, aimed=person == against),
                    cast=CASTS[eyes.count("cast", motion.slot, person)],
                    pledge=self.pledge(eyes, motion, person),
                    own=person == own,
                    yours=person == eyes.seat,
                )
            )
        return tuple(found)

    def reasons(self, stance: Stance, *, aimed: bool) -> tuple[Reason, ...]:
        """The labelled terms of a stance, the largest first."""
        fixed = AGAINST if aimed else MOVES
        labels = [*self.first, OWN, fixed, *self.second]
        guessed = stance.guessed or (False,) * len(labels)
        rows = [
            Reason(f"{label}, a guess" if guess else label, round(value, 1))
            for label, value, guess in zip(labels, stance.terms, guessed, strict=True)
            if abs(value) >= _LEAST
        ]
        return tuple(sorted(rows, key=lambda row: -abs(row.value)))

    def pledge(self, eyes: Eyes, motion: Motion, person: int) -> str:
        """What was promised, and to whom."""
        side = eyes.count("pledge", motion.slot, person)
        if not side:
            return ""
        to = eyes.count("pledged_to", motion.slot, person)
        return f"{CASTS[AYE if side > 0 else NAY]}, to {self.words.label('person', to)}"

    def key(self, motion: Motion) -> str:
        """A motion in the record's notation."""
        declared = self.rules.book.motions[motion.number]
        key = target_text(self.rules, declared.target.kind, motion.topic)
        return f"{declared.id} {key}".strip()


def leanings(stances: Mapping[int, Stance]) -> tuple[int, int]:
    """How many lean to aye and to nay."""
    found = [_leaning(stance) for stance in stances.values()]
    return found.count("aye"), found.count("nay")


def _leaning(stance: Stance) -> str:
    """The likeliest of aye, nay, abstain and absent."""
    shares = {
        "aye": stance.aye,
        "nay": stance.nay,
        "abstain": stance.abstain,
        "absent": stance.away,
    }
    return max(shares, key=lambda vote: shares[vote])

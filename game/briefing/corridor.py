"""The corridor before a vote: what one may say to whom about which motion, and offers made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from game.briefing.eyes import Eyes
from game.briefing.forecast import Motion, Stance, motions
from game.briefing.model import Consequence, Option, Tally, Target
from game.briefing.phrases import Bound
from game.briefing.table import Table
from game.briefing.tools import Tools
from game.briefing.why import costly
from game.briefing.words import fill, flat, signed
from game.engine.lobby import Corridor as Formulas
from game.engine.manoeuvres import charged
from game.engine.notation import target_text
from game.engine.votes import TABLED
from game.scenario import schema as sc

NOT_MOVER = "only who moved it can withdraw it"
NO_MOTION = "has no other motion on the table"
NO_TARGET = "there is nobody at the table you could turn to"


@dataclass(frozen=True, slots=True)
class Situation:
    """A motion in the corridor: its facts, how the voters stand, and the side the seat leans to."""

    motion: Motion
    facts: list[Any]
    stances: dict[int, Stance]
    side: float


class Corridor:
    """Tells the lobby acts of one scenario."""

    def __init__(self, tools: Tools, table: Table) -> None:
        self.rules = tools.rules
        self.words = tools.words
        self.bench = tools.bench
        self.phrases = tools.phrases
        self.why = tools.why
        self.forecast = tools.forecast
        self.consequences = tools.consequences
        self.table = table
        self.currency = self.words.inside(self.words.quantity(self.rules.book.currency))

    # ---------------------------------------------------------------- what one can say

    def acts(self, eyes: Eyes, formulas: Formulas) -> tuple[Option, ...]:
        """Every act about every motion that the body is about to vote on."""
        waiting = [m for m in motions(eyes) if m.fate == TABLED]
        situations = [self.situation(eyes, m) for m in waiting if not self.forecast.in_assembly(m)]
        numbers = range(len(self.rules.book.lobby))
        return tuple(self.act(eyes, formulas, n, one) for one in situations for n in numbers)

    def situation(self, eyes: Eyes, motion: Motion) -> Situation:
        """A motion as it stands in the corridor."""
        stances = self.forecast.stances(eyes, motion, self.forecast.members(eyes))
        own = stances.get(eyes.seat)
        side = 1.0 if own is None or own.total >= 0 else -1.0
        return Situation(motion, self.forecast.facts(eyes, motion), stances, side)

    def act(self, eyes: Eyes, formulas: Formulas, number: int, about: Situation) -> Option:
        """One act about one motion."""
        act = self.rules.book.lobby[number]
        told = self.declared(act.id)
        known = [eyes.seat, *about.facts, about.side]
        holds, asked = eyes.run(formulas.acts[number]["terms"], *known)
        cost = float(charged(self.rules, asked))
        barred = self.unpaid(eyes, cost)
        if act.kind == "withdraw" and about.motion.mover != eyes.seat:
            barred = (NOT_MOVER, *barred)
        elif not holds:
            names = self.names(eyes, known)
            barred = (*self.why.barred(eyes, self.bench.tree(act.when), names), *barred)
        targets: tuple[Target, ...] = ()
        if act.kind not in ("refer", "withdraw") and not barred:
            targets = self.targets(eyes, formulas, number, about)
            if not any(target.legal for target in targets):
                barred = (NO_TARGET,)
        return Option(
            key=f"{act.id} {about.motion.slot + 1}",
            label=fill(told.label),
            legal=not barred,
            barred=barred,
            group=self.table.label(eyes, about.motion),
            detail=flat(told.why),
            cost=round(cost, 2),
            targets=targets,
            aim="proposal" if targets else "",
            slot=about.motion.slot,
        )

    def declared(self, act: str) -> sc.LobbyAct:
        """An act as the scenario declares it. Raises KeyError."""
        lobby = self.words.content.lobby
        if lobby is None:
            raise KeyError(act)
        return lobby.acts[act]

    def unpaid(self, eyes: Eyes, cost: float) -> tuple[str, ...]:
        """The reason of one who cannot pay."""
        return () if cost <= eyes.purse() else (costly(cost, eyes.purse(), self.currency),)

    def names(self, eyes: Eyes, known: list[Any], target: int = -1) -> dict[str, Bound]:
        """What the names of a lobby expression stand for."""
        actor, mover, against, *numbers, side = known
        bound = self.phrases.bound
        found = {
            "actor": bound(eyes, "person", actor),
            "mover": bound(eyes, "person", mover),
            "against": bound(eyes, "person", int(against)),
        }
        names = ["severity", "hostile", "need", *self.rules.book.issues]
        for name, value in zip(names, numbers, strict=True):
            found[f"motion.{name}"] = Bound("number", value, name)
        found["side"] = Bound("number", side, "side")
        if target >= 0:
            found["target"] = bound(eyes, "person", target)
        return found

    def targets(
        self, eyes: Eyes, formulas: Formulas, number: int, about: Situation
    ) -> tuple[Target, ...]:
        """Every other voter, to be won for the motion or against it."""
        found = []
        for side in (1, 0):
            known = [eyes.seat, *about.facts, 1.0 if side else -1.0]
            for person, stance in about.stances.items():
                if person != eyes.seat:
                    found.append(self.target(eyes, formulas, number, about, known, stance))
        return tuple(found)

    def own_motion(self, eyes: Eyes, person: int, motion: Motion) -> Motion | None:
        """Another motion on the table that a person moved: what he may trade his vote for."""
        for other in motions(eyes):
            waits = other.fate == TABLED and not self.forecast.in_assembly(other)
            if waits and other.slot != motion.slot and other.mover == person:
                return other
        return None

    def target(
        self,
        eyes: Eyes,
        formulas: Formulas,
        number: int,
        about: Situation,
        known: list[Any],
        stance: Stance,
    ) -> Target:
        """One voter to be won about a motion; the last of what is known is the side."""
        person = stance.person
        (holds,) = eyes.run(formulas.acts[number]["legal"], person, *known)
        barred: tuple[str, ...] = ()
        if not holds:
            tree = self.bench.tree(self.rules.book.lobby[number].target_when)
            barred = self.why.barred(eyes, tree, self.names(eyes, known, person), most=2)
        shares = f"now aye {stance.aye:.0%}, nay {stance.nay:.0%}".replace("%", "\xa0%")
        if self.rules.book.lobby[number].kind == "trade":
            own = self.own_motion(eyes, person, about.motion)
            if own is None:
                barred = (NO_MOTION, *barred)
            else:
                shares = f"{shares}; your aye for “{self.table.label(eyes, own)}”"
        proposal = int(known[-1] > 0) * len(self.rules.people) + person
        return Target(
            key=target_text(self.rules, "proposal", proposal),
            label=self.words.target_label("proposal", proposal),
            legal=not barred,
            barred=barred,
            detail=shares,
            person=self.rules.people[person],
            consequences=self.effects(eyes, formulas, number, known, person) if not barred else (),
            tally=self.tally(eyes, formulas, number, about, known, person) if not barred else None,
        )

    def effects(
        self, eyes: Eyes, formulas: Formulas, number: int, known: list[Any], person: int
    ) -> tuple[Consequence, ...]:
        """What an act does: how far it moves the person, and its effects; of offers if accepted."""
        act = self.rules.book.lobby[number]
        (sway,) = eyes.run(formulas.acts[number]["sway"], *known, person)
        later = "if accepted" if act.kind in ("offer", "trade") else ""
        moved = float(sway) * known[-1]
        found = self.consequences.tell(eyes, f"lobby {act.id}", *known, person)
        told = [replace(one, later=one.later or later) for one in found]
        if moved:
            label = f"{self.words.label('person', person)} leans"
            change, who = f"{signed(moved)} towards aye", self.rules.people[person]
            told.insert(0, Consequence(label, change, None, later, about=(who,)))
        return tuple(told)

    # ---------------------------------------------------------------- what it would do to the count

    def tally(
        self,
        eyes: Eyes,
        formulas: Formulas,
        number: int,
        about: Situation,
        known: list[Any],
        person: int,
    ) -> Tally:
        """How the vote is to be expected when an act has worked on a person: his sway moved, and a
        pledge given if it is an offer or a trade.
        """
        (sway,) = eyes.run(formulas.acts[number]["sway"], *known, person)
        side = 1 if known[-1] > 0 else -1
        pledges = self.rules.book.lobby[number].kind in ("offer", "trade")
        stances = self.forecast.swayed(
            eyes, about.motion, person, float(sway) * side, side if pledges else 0
        )
        return self.table.tally(eyes, stances)

    # ---------------------------------------------------------------- offers made to one

    def offers(self, eyes: Eyes, formulas: Formulas) -> tuple[Option, ...]:
        """The offers made to the seat, to accept one or none."""
        table = {motion.slot: motion for motion in motions(eyes)}
        found = []
        for seat in range(self.rules.seats):
            verb, target = eyes.count("said", seat) - 1, eyes.count("said_target", seat)
            if verb < 0 or target % len(self.rules.people) != eyes.seat:
                continue
            kind = self.rules.book.lobby[verb // self.rules.book.slots].kind
            motion = table.get(verb % self.rules.book.slots)
            if kind == "pressure" or motion is None or motion.fate != TABLED:
                continue
            if self.forecast.in_assembly(motion):
                continue
            if kind == "trade" and self.own_motion(eyes, eyes.seat, motion) is None:
                continue  # what was to be traded went to the plenum, or was withdrawn
            found.append(self.offer(eyes, formulas, seat, motion))
        return tuple(found)

    def offer(self, eyes: Eyes, formulas: Formulas, seat: int, motion: Motion) -> Option:
        """One offer made to the seat."""
        number = (eyes.count("said", seat) - 1) // self.rules.book.slots
        side = eyes.count("said_target", seat) // len(self.rules.people)
        told = self.declared(self.rules.book.lobby[number].id)
        about = self.situation(eyes, motion)
        known = [seat, *about.facts, 1.0 if side else -1.0]
        label = fill(told.label, target=self.words.label("person", eyes.seat))
        wants = f"For your vote {'for' if side else 'against'} “{self.table.label(eyes, motion)}”"
        own = self.own_motion(eyes, eyes.seat, motion)
        if own is not None and self.rules.book.lobby[number].kind == "trade":
            wants += f", an aye for your “{self.table.label(eyes, own)}”"
        return Option(
            key=f"accept {self.rules.people[seat]}",
            label=f"{self.words.label('person', seat)}: {label}",
            legal=True,
            detail=f"{wants}.",
            consequences=self.effects(eyes, formulas, number, known, eyes.seat),
            slot=motion.slot,
            person=self.rules.people[seat],
            tally=self.tally(eyes, formulas, number, about, known, eyes.seat),
        )

"""A study of a scenario: everything a report tells, worked out in the order of its worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.briefing.words import fill
from game.engine.rules import Rules
from game.lab.aims import Aim
from game.lab.crew import Crew
from game.lab.length import Length, lengths, sittings
from game.lab.plan import Plan, plan_of
from game.lab.reading import Reading
from game.lab.sensitivity import Effect, measure
from game.lab.statistics import Change, Share, between
from game.lab.tally import Tally
from game.lab.tasks import Players, Rulebook, games_of
from game.lab.unseen import Unseen, Watching, explain
from game.scenario.load import Loaded

BIASES = (1.0, 0.5, 0.0)
"""How much of the historical pull: full, half and none."""

CALIBRATED = 2000
"""The most games that a calibration beside the main games takes."""

WATCHED = 512
"""Games in which the conditions of what was never seen are watched."""

READ, SEATS = 1, 3
"""Games read from a seat, and the seats that are read from, in the order of the scenario."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A scenario with its rules and what is counted about it."""

    loaded: Loaded
    rules: Rules
    plan: Plan

    @classmethod
    def of(cls, loaded: Loaded, rules: Rules) -> Subject:
        """The subject that a scenario is."""
        return cls(loaded, rules, plan_of(rules, loaded.content))

    def read(self, tally: Tally) -> Reading:
        """A tally of its games, read."""
        return Reading(self.rules, self.loaded.content, self.plan, tally)


@dataclass(frozen=True, slots=True)
class Order:
    """Which games: how many, from which seed, played by whom."""

    games: int
    first: int
    players: Players


@dataclass(slots=True)
class Study:
    """What was found. `wanted` games were asked for; fewer are in a study that was interrupted.
    `calibration` holds the games by historical pull. What was not looked into is empty.
    """

    subject: Subject
    order: Order
    tally: Tally = field(default_factory=Tally)
    calibration: dict[float, Tally] = field(default_factory=dict)
    unseen: list[Unseen] = field(default_factory=list)
    lengths: list[Length] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    against: Study | None = None

    @property
    def main(self) -> Reading:
        """The games that were asked for."""
        return self.subject.read(self.tally)

    def calibrated(self) -> dict[float, Reading]:
        """The games beside history by historical pull, full first."""
        return {
            bias: self.subject.read(tally)
            for bias, tally in sorted(self.calibration.items(), reverse=True)
            if tally.games
        }


Step = Callable[[str, int], None]
"""Told of every part of a study before it begins: its name, and how many games it takes."""


def play_games(study: Study, crew: Crew, step: Step) -> None:
    """The games that were asked for. Raises CrewError."""
    order, subject = study.order, study.subject
    step("games", order.games)
    book = Rulebook.of(subject.rules)
    tasks = list(games_of(book, order.players, order.games, order.first, subject.plan))
    crew.total(tasks, study.tally)


def calibrate(study: Study, crew: Crew, step: Step) -> None:
    """The same with full, half and no historical pull, as far as that is not what was played."""
    order, subject = study.order, study.subject
    book, games = Rulebook.of(subject.rules), min(order.games, CALIBRATED)
    for bias in BIASES:
        players = Players("historical", order.players.noise, bias)
        if _same(players, order.players):
            study.calibration[bias] = study.tally
            continue
        step(f"bias {bias:g}", games)
        tally = study.calibration.setdefault(bias, Tally())
        crew.total(list(games_of(book, players, games, order.first, subject.plan)), tally)


def _same(a: Players, b: Players) -> bool:
    """Whether two choices of bots play the same: without a pull the historical bot is scripted."""

    def plain(players: Players) -> Players:
        unbiased = players.name == "historical" and players.bias == 0
        scripted = Players("scripted", players.noise, 0.0)
        return scripted if unbiased or players.name == "scripted" else players

    return plain(a) == plain(b)


def look_for_unseen(study: Study, crew: Crew, step: Step) -> None:
    """What held back whatever was never seen."""
    order, subject = study.order, study.subject
    never = study.main.never()
    aims = tuple(
        Aim({"cards": "events"}.get(section, section), ident)
        for section in ("cards", "endings", "manoeuvres", "motions")
        for ident in never[section]
    )
    if not aims:
        return
    games = min(order.games, WATCHED)
    step("what was never seen", games)
    book, size = Rulebook.of(subject.rules), 128
    tasks = [
        Watching(book, order.players, aims, order.first + at, min(size, games - at))
        for at in range(0, games, size)
    ]
    study.unseen = explain(subject.rules, _labels(subject), aims, crew.total(tasks))


def _labels(subject: Subject) -> dict[str, str]:
    content = subject.loaded.content
    found = {f"events.{ident}": event.title for ident, event in content.events.items()}
    found |= {f"endings.{ident}": ending.title for ident, ending in content.endings.items()}
    found |= {f"manoeuvres.{ident}": fill(act.label) for ident, act in content.manoeuvres.items()}
    motions = content.motions.items()
    return found | {f"motions.{ident}": fill(motion.label) for ident, motion in motions}


def read_through(study: Study, crew: Crew, step: Step) -> None:
    """How long a game is for who plays it."""
    subject, order = study.subject, study.order
    tasks = sittings(subject.rules, subject.loaded, order.players, READ, order.first)[
        : READ * SEATS
    ]
    step("words", len(tasks))
    study.lengths = lengths(subject.loaded, list(crew.run(tasks)))


def vary(study: Study, crew: Crew, step: Step, *, everything: bool = False) -> None:
    """How much numbers matter."""
    step("numbers", 0)
    order, rules = study.order, study.subject.rules
    study.effects = measure(rules, order.players, crew, first=order.first, everything=everything)


def play_against(study: Study, other: Subject, crew: Crew, step: Step) -> None:
    """The same games of another scenario, to hold beside these."""
    study.against = Study(other, study.order)
    play_games(study.against, crew, step)


# -------------------------------------------------------------------- before and after


@dataclass(frozen=True, slots=True)
class Difference:
    """A share before and after."""

    id: str
    label: str
    before: Share
    after: Share

    @property
    def change(self) -> Change:
        """What changed, with its interval."""
        return between(self.before, self.after)


Shares = list[tuple[str, str, Share]]

_COMPARED: dict[str, Callable[[Reading], Shares]] = {
    "Endings": lambda r: [(row.id, row.label, row.share) for row in r.endings()],
    "Who comes out on top": lambda r: [(row.id, row.label, row.share) for row in r.winners()],
    "Cards": lambda r: [(row.id, row.title, row.share) for row in r.cards()],
    "Manoeuvres": lambda r: [(row.id, row.label, row.share) for row in r.acts("manoeuvre")],
    "Motions": lambda r: [(row.id, row.label, row.share) for row in r.acts("agenda")],
}


def differences(before: Reading, after: Reading) -> dict[str, list[Difference]]:
    """Endings, winners, cards, manoeuvres and motions before and after, by what they are; only
    changes whose interval leaves out zero, the largest first.
    """
    parts = {}
    for title, rows in _COMPARED.items():
        old = {ident: (label, share) for ident, label, share in rows(before)}
        new = {ident: (label, share) for ident, label, share in rows(after)}
        found = []
        for ident in {**old, **new}:
            label = (new.get(ident) or old[ident])[0]
            was = old[ident][1] if ident in old else Share(0, before.games)
            now = new[ident][1] if ident in new else Share(0, after.games)
            found.append(Difference(ident, label, was, now))
        sure = [one for one in found if one.change.sure]
        parts[title] = sorted(sure, key=lambda one: -abs(one.change.value))
    return parts

"""What a debrief tells of a game, in words.

Of a game that is over everything may be known. Of one that is not, it tells what its player knows,
and nothing is replayed the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from game.briefing.chronicle import Chronicle
from game.briefing.deeds import DeedRecord, witness
from game.briefing.eyes import Eyes
from game.briefing.make import brief, interpretations
from game.briefing.model import EndingView, MotionView, Reason, Voice
from game.briefing.table import AGAINST, MOVES, Table
from game.briefing.tools import Tools
from game.briefing.turning import UNDECIDED
from game.briefing.words import fill, flat, number, prose, signed
from game.engine.knowledge import Known
from game.engine.rules import Rules
from game.engine.state import State
from game.engine.votes import SlotVote
from game.lab.counterfactual import (
    MEASURED,
    Counterfactual,
    Decision,
    decisions,
    steps_of,
    what_if,
)
from game.lab.crew import Crew
from game.lab.tasks import Players
from game.record.minutes import Header, turn_label
from game.record.record import Record
from game.record.replay import Step, closes
from game.report import charts
from game.report.lab import axis_of
from game.scenario import schema as sc
from game.scenario.build import turn_of
from game.scenario.course import Course
from game.scenario.load import Loaded

REASONS = 3
"""Reasons told for a vote: the weightiest on the side that was taken."""

POWERS = 3
"""Courses of the leaders that are drawn."""


# -------------------------------------------------------------------- what is told


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote: its motion, how it went, who voted how and why."""

    date: str
    body: str
    motion: str
    result: str
    carried: bool
    sides: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact of history beside the game; `when` is empty where it did not happen."""

    on: str
    label: str
    when: str
    verdict: str
    sources: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision of a player that can be played the other way; `others` are what else could have
    been done, in notation, each with its words.
    """

    decision: Decision
    date: str
    who: str
    about: str
    did: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Turning:
    """A decision that mattered: what was done, what else could have been, and what came of both."""

    number: int
    date: str
    who: str
    about: str
    did: str
    instead: str
    watched: str
    was: str
    other: str
    low: str
    high: str
    endings: tuple[tuple[str, str, str], ...]


def players_of(loaded: Loaded, header: Header) -> Players:
    """Which bot plays the seats that nobody plays."""
    level = loaded.content.levels.get(header.level)
    if level is not None:
        return Players(level.bot, float(level.noise), float(level.bias))
    return Players(header.bot or "historical")


class Tale:
    """A record played again, and everything a debrief tells of it. `players` are those whose
    decisions are looked at: who was played, else who came out on top, else all leaders.
    """

    def __init__(self, rules: Rules, loaded: Loaded, record: Record) -> None:
        self.rules = rules
        self.loaded = loaded
        self.content = loaded.content
        self.header = record.header
        self.steps = steps_of(rules, record)
        last = self.steps[-1].after if self.steps else rules.start([record.header.seed])
        self.end: State = last if last is not None else self.steps[-1].before
        self.over = rules.finished(self.end)
        self.tools = Tools.of(rules, loaded)
        self.words = self.tools.words
        self.table = Table(self.tools)
        self.told_of = Chronicle(rules, self.words)
        played = [seat for seat in record.header.seats if seat in rules.people[: rules.seats]]
        winner = rules.winner(self.end) if self.over else ""
        self.players = played or [winner] * bool(winner) or list(rules.people[: rules.leaders])
        self.seat = rules.people.index(played[0]) if played else rules.seats - 1
        self.bots = players_of(loaded, record.header)
        self.ends: dict[int, State] = {}
        self.course = Course(rules, loaded.content)
        self.deeds: list[DeedRecord] = []
        self._play()

    def _play(self) -> None:
        for step in self.steps:
            self.deeds += witness(self.rules, step.before, step.picks)
            if step.after is not None and closes(self.rules, step.before, step.after):
                self.ends[step.before.turn] = step.after
                self.course.note(step.after)

    def told(self, points: Sequence[Counterfactual], *, replayed: bool) -> dict[str, Any]:
        """Everything the template fills in."""
        ending = self.ending()
        turnings = [self.turning(n, one) for n, one in enumerate(points, start=1)]
        ballots, facts = self.ballots(), self.facts()
        views = interpretations(self.rules, self.loaded, self.end) if self.over else ()
        seat = self.header.seats[0] if self.header.seats else ""
        return {
            "header": self.header,
            "content": self.content,
            "player": self.content.people[seat].name if seat in self.content.people else "",
            "over": self.over,
            "until": self.words.date(self.end.turn),
            "ending": ending,
            "costs": [(cost.label, cost.text, cost.unit) for cost in ending.costs]
            if ending
            else [],
            "country": [part for part in (ending.epilogue, ending.country) if part]
            if ending
            else [],
            "fates": [
                (self.content.people[who].name, text.split("\n\n")) for who, text in ending.fates
            ]
            if ending
            else [],
            "winner": self.content.people[ending.winner].name if ending and ending.winner else "",
            "powers": self.powers(points),
            "world": self.world(),
            "ballots": ballots,
            "facts": facts,
            "turnings": turnings,
            "replayed": replayed,
            "measured": MEASURED,
            "views": views,
            "questions": self.questions(turnings, ballots, facts),
            "chronicle": self.chronicle(),
        }

    # ---------------------------------------------------------------- knowledge

    def known(self, state: State) -> Known:
        """What may be told of a position: everything once the game is over."""
        if self.over:
            return Known(state.column(), [True] * self.rules.layout.rows)
        return self.rules.known(state, self.seat)

    def eyes(self, state: State) -> Eyes:
        """A position as it may be told."""
        return Eyes(self.rules, self.seat, self.known(state), state.clock)

    # ---------------------------------------------------------------- courses

    def powers(self, points: Sequence[Counterfactual]) -> list[tuple[str, Markup]]:
        """The courses of the leaders' own figures that a player always has before him."""
        found: list[tuple[str, Markup]] = []
        numbered: dict[int, list[str]] = {}
        for n, one in enumerate(points, start=1):
            numbered.setdefault(one.decision.turn, []).append(str(n))
        marks = [(float(turn), ", ".join(numbers)) for turn, numbers in numbered.items()]
        for ident in self.content.scenario.strip:
            block = self.rules.layout[ident]
            if block.kinds not in (("leader",), ("person",), ("seat",)) or len(found) == POWERS:
                continue
            courses = []
            for leader in range(self.rules.leaders):
                values = [
                    (turn, block.read(self.known(state).column[block.row(leader)]))
                    for turn, state in sorted(self.ends.items())
                ]
                courses.append((self.words.label("person", leader), values))
            label = self.content.quantities[ident].label
            axis = axis_of(self.rules)
            found.append((label, charts.lines(courses, axis, f"{label} of the leaders", marks)))
        return found

    def world(self) -> list[tuple[str, Markup]]:
        """The figures of the world in the strip, and every true series beside this game's."""
        found, axis = [], axis_of(self.rules)
        for ident in self.content.scenario.strip:
            block, declared = self.rules.layout[ident], self.content.quantities[ident]
            if not block.kinds:
                turns = sorted(self.ends)
                values = [block.read(self.known(self.ends[t]).column[block.first]) for t in turns]
                chart = charts.fan(turns, [values] * 7, (), axis, declared.label)
                found.append((_titled(declared.label, declared.unit), chart))
        for ident, figure in self.course.figures.series.items() if self.over else ():
            points = self.course.figures.points(ident)
            own = [(point.turns[-1], self.course.of(point)) for point in points]
            mine = [(turn, value) for turn, value in own if value is not None]
            true = [(float(point.turns[-1]), point.true) for point in points]
            shown = [dot for dot in true if 1 <= dot[0] <= self.rules.turns]
            turns, values = [turn for turn, _ in mine], [value for _, value in mine]
            chart = charts.fan(turns, [values] * 7, shown, axis, figure.label)
            found.append((_titled(figure.label, figure.unit), chart))
        return found

    # ---------------------------------------------------------------- votes

    def ballots(self) -> list[Ballot]:
        """Every vote that was taken, with names and reasons."""
        found = []
        for step in self.steps:
            deeds = witness(self.rules, step.before, step.picks)
            results = [deed for deed in deeds if not deed.seat and deed.about and ":" in deed.does]
            for result in results:
                casts = {
                    deed.seat: deed.does
                    for deed in deeds
                    if deed.seat and deed.ask == result.ask and deed.about == result.about
                }
                found.append(self.ballot(step, result, casts))
        return found

    def ballot(self, step: Step, result: DeedRecord, casts: dict[str, str]) -> Ballot:
        """One vote."""
        voices = self._voices(step, result)
        sides: dict[str, list[tuple[str, str]]] = {}
        for who, cast in casts.items():
            name = self.content.people[who].short
            sides.setdefault(cast, []).append((name, self.reason(voices.get(who), cast)))
        word, _, count = result.does.partition(" ")
        told = {"carried": "Carried", "lost": "Lost", "proposed": "Carried, and sent to the plenum"}
        ayes, _, nays = count.partition(":")
        kind = result.kind
        core = self.rules.member_bodies[self.rules.core].id
        body = self.content.bodies[core].label if kind == "vote" else _HALLS.get(kind, "")
        named = {"aye": "For", "nay": "Against", "abstain": "Abstaining", "absent": "Away"}
        return Ballot(
            self.words.date(result.turn),
            body,
            self.told_of.motion(result.about),
            f"{told[word]}, {ayes} to {nays}",
            word != "lost",
            tuple((named[side], tuple(sides[side])) for side in named if side in sides),
        )

    def _voices(self, step: Step, result: DeedRecord) -> dict[str, Voice]:
        """The reasons of those who voted, as they stood before the vote."""
        phase = self.rules.turn.phases[step.before.step]
        if not isinstance(phase, SlotVote) or phase.label != result.ask:
            return {}
        views: list[MotionView] = [
            view for view in self.table.views(self.eyes(step.before)) if view.slot == phase.slot
        ]
        return {voice.person: voice for view in views for voice in view.voices}

    def reason(self, voice: Voice | None, cast: str) -> str:
        """The weightiest reasons on the side that was taken."""
        if voice is None or cast not in ("aye", "nay"):
            return ""
        sign = 1 if cast == "aye" else -1
        terms = [term for term in voice.terms if term.value * sign > 0][:REASONS]
        return "; ".join(self._term(term) for term in terms)

    def _term(self, term: Reason) -> str:
        """A reason in the middle of a sentence; what binds needs no number."""
        label = self.words.inside(term.label)
        return label if term.label in (AGAINST, MOVES) else f"{label} {number(abs(term.value))}"

    # ---------------------------------------------------------------- beside history

    def facts(self) -> list[Fact]:
        """The dated facts of history, and whether and when each came about in this game; of a game
        that goes on none, as not all of them may be known.
        """
        lines = self.course.anchors.lines if self.over else ()
        return [self._fact(line, self.course.first(place)) for place, line in enumerate(lines)]

    def _fact(self, line: sc.HistoryLine, turn: int) -> Fact:
        months = (turn - turn_of(self.content, line.on)) * self.rules.book.months
        verdict = "did not happen"
        if turn:
            verdict = "as in history" if abs(months) <= self.rules.book.months else "earlier"
            verdict = "later" if months > self.rules.book.months else verdict
        when = turn_label(self.rules, turn) if turn else ""
        cites = "; ".join(self.words.cited(line.sources))
        return Fact(line.on, flat(line.label), when, verdict, cites)

    # ---------------------------------------------------------------- the other way

    def choices(self) -> list[Choice]:
        """The players' answers to cards, motions and votes, in order of time; none of a game that
        is not over.
        """
        found = []
        for decision in decisions(self.rules, self.steps, self.players) if self.over else ():
            step, who = self.steps[decision.step], decision.seat
            words = [self._in_words(step, who, decision.does, other) for other in decision.others]
            others = tuple(
                (other, instead)
                for other, (_, _, instead) in zip(decision.others, words, strict=True)
            )
            about, did, _ = words[0]
            date = self.words.date(decision.turn)
            found.append(Choice(decision, date, self.content.people[who].name, about, did, others))
        return found

    def other_way(
        self, choice: Choice, instead: str, *, crew: Crew | None = None, replays: int = 1000
    ) -> Turning:
        """What comes of a decision the other way, beside what comes of it as it was. Raises
        CrewError.
        """
        with crew or Crew(1) as workers:
            (found,) = what_if(
                self.rules,
                self.steps,
                [(choice.decision, instead)],
                self.bots,
                workers,
                replays=range(replays),
            )
        return self.turning(1, found)

    # ---------------------------------------------------------------- turning points

    def turning(self, place: int, one: Counterfactual) -> Turning:
        """A turning point in words."""
        decision = one.decision
        step = self.steps[decision.step]
        about, did, instead = self._in_words(step, decision.seat, decision.does, one.other.does)
        was, other = dict(one.was.winners), dict(one.other.winners)
        was_ends, other_ends = dict(one.was.endings), dict(one.other.endings)
        titles = {
            ident: self.content.endings[ident].title
            for ident in {**was_ends, **other_ends}
            if ident
        }
        endings = sorted(
            (
                (
                    title,
                    charts.percent(was_ends[i].value if i in was_ends else 0.0),
                    charts.percent(other_ends[i].value if i in other_ends else 0.0),
                )
                for i, title in titles.items()
                if _share(was_ends, i) >= _TOLD or _share(other_ends, i) >= _TOLD
            ),
            key=lambda row: row[0],
        )
        return Turning(
            place,
            self.words.date(decision.turn),
            self.content.people[decision.seat].name,
            about,
            did,
            instead,
            self.content.people[one.watched].name if one.watched else "nobody",
            charts.percent(_share(was, one.watched)),
            charts.percent(_share(other, one.watched)),
            signed(round(100 * one.change.low)),
            signed(round(100 * one.change.high)),
            tuple(endings),
        )

    def _in_words(self, step: Step, seat: str, did: str, instead: str) -> tuple[str, str, str]:
        """What a decision was about, what was done, and what else could have been."""
        ask = self.rules.ask(step.before)
        names = {"actor": self.content.people[seat].short}
        if ask.phase.kind == "card":
            event = self.content.events[self.rules.book.events[int(ask.subject[0])].id]
            labels = [
                fill(event.options[each].label, **names) if each in event.options else UNDECIDED
                for each in (did, instead)
            ]
            return event.title, labels[0], labels[1]
        eyes = self.eyes(step.before)
        if isinstance(ask.phase, SlotVote):
            slot = ask.phase.slot
            views = [view for view in self.table.views(eyes) if view.slot == slot]
            votes = {"aye": "for it", "nay": "against it", "abstain": "abstained"}
            about = views[0].label if views else "a motion"
            return f"The vote on “{about}”", votes.get(did, did), votes.get(instead, instead)
        deeds = witness(self.rules, step.before, step.picks)
        own = next((deed for deed in deeds if deed.seat == seat and deed.about), None)
        motion = self.told_of.motion(own.about) if own else did
        return "The agenda", f"tabled “{motion}”", "tabled nothing"

    # ---------------------------------------------------------------- end, questions

    def ending(self) -> EndingView | None:
        """How the game ended, with what became of everybody."""
        if not self.over:
            return None
        return brief(self.rules, self.loaded, self.end, self.seat, deeds=self.deeds).ending

    def chronicle(self) -> list[tuple[str, list[str]]]:
        """Everything the player knows to have happened, by date."""
        found: dict[str, list[str]] = {}
        briefing = brief(self.rules, self.loaded, self.end, self.seat, deeds=self.deeds)
        for deed in briefing.chronicle:
            found.setdefault(deed.date, []).append(deed.text)
        return list(found.items())

    def questions(
        self, turnings: Sequence[Turning], ballots: Sequence[Ballot], facts: Sequence[Fact]
    ) -> list[str]:
        """Questions for discussion: some from this game, then the scenario's own."""
        found = [
            _DECIDED.format(
                date=one.date, who=one.who, about=one.about, did=one.did, instead=one.instead
            )
            for one in turnings[:2]
        ]
        close = next((ballot for ballot in ballots if _by_one(ballot.result)), None)
        if close is not None:
            result = close.result.lower()
            found.append(_CLOSE.format(date=close.date, motion=close.motion, result=result))
        parted = next((fact for fact in facts if fact.verdict == "did not happen"), None)
        if parted is not None:
            found.append(_PARTED.format(label=parted.label, on=parted.on))
        return [*found, *(prose(text) for text in self.content.teaching.questions)]


_DECIDED = (
    "{date}, {about}: {who} decided ({did}), and the model finds that the other way ({instead}) "
    "would have changed much. What would have to be true of the real people for that to hold?"
)
_CLOSE = (
    "{date}: “{motion}” was decided by one vote ({result}). Whose vote could have been won, by "
    "whom, and at what price?"
)
_PARTED = (
    "“{label}” ({on}) did not happen in this game. Which earlier decision stood in its way, and "
    "could it have stood there in history?"
)
_HALLS = {"plenum": "The plenum", "ratify": "The new committee"}
_TOLD = 0.05
"""Endings in a smaller share of replays are left out."""


def _share(shares: dict[str, Any], name: str) -> float:
    return float(shares[name].value) if name in shares else 0.0


def _titled(label: str, unit: str) -> str:
    return f"{label}, {unit}" if unit else label


def _by_one(result: str) -> bool:
    ayes, _, nays = result.rpartition(", ")[2].partition(" to ")
    return ayes.isdigit() and nays.isdigit() and abs(int(ayes) - int(nays)) <= 1
